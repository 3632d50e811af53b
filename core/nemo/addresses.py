"""Which addresses that the backend names may be reached: the public internet, nothing inwards.

A name is resolved once and the address that was checked is the one that is connected to, so that
a name that changes its mind in between (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.request import getproxies, proxy_bypass

import httpx

from core.nemo.errors import Refused, Unreached, UnsafeAddress

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_TEREDO = ipaddress.ip_network("2001::/32")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Not inwards by their number, but by what answers there: the clouds' own services.
_NOT_PUBLIC = (
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("168.63.129.16/32"),
)
_INTERNAL = ("localhost", "internal", "local", "lan", "home", "corp", "intranet", "home.arpa")
_MAX_TRIED = 3
# Threads of its own: a name server that takes its time must not hold up files and JSON.
_LOOKUPS = ThreadPoolExecutor(4, "lookup")


def is_public(raw: str) -> bool:
    """Whether an address lies on the public internet, seen through IPv6 wrappings of IPv4."""
    address: IPAddress = ipaddress.ip_address(raw.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        apart = any(address in network for network in _NOT_PUBLIC)
        return address.is_global and not address.is_multicast and not apart
    inner = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(str(inner))
    return address in _GLOBAL_UNICAST and address.is_global and address not in _TEREDO


async def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, by the system's resolver."""
    ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_LOOKUPS, ask)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


class AddressGuard:
    """Tells where an address that the backend named leads.

    `own` is the API, which may be anywhere; so may `hosts`, each as `host` or `host:port`. With
    `trust_env` what goes through a proxy of the environment is looked up there.
    """

    def __init__(
        self,
        own: httpx.URL,
        hosts: Sequence[str] = (),
        *,
        trust_env: bool = False,
        patience: float = 10.0,
        resolve: Resolve = resolve,
    ) -> None:
        self._own = origin(own)
        self._hosts = frozenset(host.casefold() for host in hosts)
        self._trust_env = trust_env
        self._patience = patience
        self._resolve = resolve

    def trusted(self, url: httpx.URL) -> bool:
        """Whether the operator stands for this address."""
        scheme, host, port = origin(url)
        named = f"[{host}]" if ":" in host else host
        return (scheme, host, port) == self._own or bool(
            self._hosts & {host, named, f"{named}:{port}"}
        )

    async def addresses(self, url: httpx.URL) -> Sequence[str]:
        """Where to connect for this address, best first; empty: to the host as it is.

        Raises UnsafeAddress when any of its addresses is not public, Unreached for a name that
        is unknown here (unless a proxy looks it up), Refused for what is no web address.
        """
        if url.scheme not in ("http", "https") or not url.host:
            raise Refused("not a web address", call="open_result")
        if self.trusted(url):
            return ()
        if _internal(url.host):
            raise UnsafeAddress(f"{url.host} is a name of this network", call="open_result")
        proxied = self._trust_env and _proxied(url)
        try:
            async with asyncio.timeout(self._patience):
                number = (url.host,) if _is_literal(url.host) else ()
                found = number or await self._resolve(url.host, origin(url)[2] or 443)
        except UnicodeError:
            raise Refused("not a host name", call="open_result") from None
        except OSError as error:  # a TimeoutError too
            if proxied:
                return ()
            raise Unreached(f"{url.host}: {error}", call="open_result") from None
        if not found or not all(map(is_public, found)):
            raise UnsafeAddress(f"{url.host} is not on the public internet", call="open_result")
        # Through a proxy the certificate is compared with what it was asked for: with the name.
        return () if proxied else found[:_MAX_TRIED]

    async def public(self, url: httpx.URL) -> bool:
        """Whether a person may be sent there."""
        if is_loopback(url):
            return False
        try:
            await self.addresses(url)
        except Refused:
            return False
        except Unreached:
            return True  # a name that only its reader can look up leads nowhere inside
        return True


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port, also where the port is the scheme's own."""
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both addresses have the same scheme, host and port."""
    return origin(one) == origin(other)


def is_loopback(url: httpx.URL) -> bool:
    """Whether the address is this machine, which no proxy of the environment can reach."""
    if url.host == "localhost":
        return True
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        return False


def _proxied(url: httpx.URL) -> bool:
    """Whether the environment names a proxy for this address."""
    proxies = getproxies()
    named = proxies.get(url.scheme) or proxies.get("all")
    return bool(named) and not proxy_bypass(url.netloc.decode("ascii", "replace"))


def _internal(host: str) -> bool:
    """Whether a name is one that only a network's inside knows."""
    name = host.rstrip(".").casefold()
    if _is_literal(name):
        return False
    return "." not in name or name.endswith(tuple(f".{zone}" for zone in _INTERNAL))


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
