"""Fetching a URL that a user gave: from public addresses only, bounded in size and time.

The address that was checked is the address that is connected to: names are resolved once, by
`PublicResolver`, every socket is checked again as it is made, since the client also takes hosts
for addresses that look like names ("①②⑦.0.0.1"), and every redirect is a fresh request.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from studio.server.envelope import bad_format, bad_request, too_large

MAX_REDIRECTS = 5
CHUNK = 256 * 1024
# Only these IPv6 addresses are routed between networks: fec0::/10 (site-local), ::ffff:0:0:0/96
# (translated IPv4) and 64:ff9b:1::/48 (a network's own NAT64) count as global in Python's table.
ROUTED = ipaddress.IPv6Network("2000::/3")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# ISATAP: the last 32 bits are an IPv4 address, these are the 32 bits before them.
ISATAP = (0x00005EFE, 0x02005EFE)
# Public by their number, private by their use: the metadata services of Oracle (with the rest of
# the protocol assignments) and Azure, and the anycast address of 6to4 relays.
RESERVED = tuple(
    ipaddress.IPv4Network(net) for net in ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24")
)
AddressInfo = tuple[
    int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[str, int] | tuple[Any, ...]
]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(OSError):
    """A host that resolves to something that is not the public internet."""


def is_public(raw: str) -> bool:
    """Whether an address lies on the public internet, seen through IPv6 wrappings of IPv4."""
    address: Address = ipaddress.ip_address(raw.split("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        listed = any(address in network for network in RESERVED)
        return address.is_global and not address.is_multicast and not listed
    inner = address.ipv4_mapped or address.sixtofour
    if address in NAT64 or (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(str(inner))
    return address in ROUTED and address.is_global and address.teredo is None


class PublicResolver(AbstractResolver):
    """Names to addresses, refusing a name when any of its addresses is not public."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._allow_loopback = allow_loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        results: list[ResolveResult] = []
        for kind, _, proto, _, where in found:
            address = str(where[0])
            self.check(address)
            results.append(
                ResolveResult(
                    hostname=host,
                    host=address,
                    port=port,
                    family=kind,
                    proto=proto,
                    flags=socket.AI_NUMERICHOST,
                )
            )
        return results

    def check(self, address: str) -> None:
        """Raises PrivateAddress for what a user's URL must not reach."""
        loopback = ipaddress.ip_address(address.split("%")[0]).is_loopback
        if not is_public(address) and not (loopback and self._allow_loopback):
            raise PrivateAddress(f"{address} is not on the public internet")

    def socket(self, info: AddressInfo) -> socket.socket:
        """The socket for an address about to be connected to; raises PrivateAddress."""
        family, kind, proto, _, where = info
        self.check(str(where[0]))
        return socket.socket(family, kind, proto)

    async def close(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An open download: the name that the URL suggests, and its bytes."""

    filename: str
    chunks: AsyncIterator[bytes]


class Fetcher:
    """Downloads for `{"urls": […]}` uploads."""

    def __init__(self, *, max_bytes: int, timeout_s: float, allow_loopback: bool) -> None:
        self._max_bytes = max_bytes
        self._timeout_s = timeout_s
        self._resolver = PublicResolver(allow_loopback=allow_loopback)

    @asynccontextmanager
    async def open(self, url: str) -> AsyncIterator[Fetched]:
        """The file behind `url`, streamed.

        Raises 400 for a URL that is no http(s) URL or leads to a private address, 4001 when
        nothing can be fetched there, 4002 when it is larger than an upload may be.
        """
        timeout = aiohttp.ClientTimeout(total=self._timeout_s, sock_connect=10)
        connector = aiohttp.TCPConnector(
            resolver=self._resolver, use_dns_cache=False, socket_factory=self._resolver.socket
        )
        async with aiohttp.ClientSession(
            connector=connector,
            timeout=timeout,
            trust_env=False,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"Accept-Encoding": "identity", "User-Agent": "reelay-studio"},
        ) as session:
            try:
                response = await self._follow(session, url)
                async with response:
                    yield Fetched(_name(str(response.url)), self._chunks(response))
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                if _cause(error, PrivateAddress):
                    raise bad_request("this address is not on the public internet") from error
                raise bad_format("nothing could be fetched from this address") from error

    async def _follow(self, session: aiohttp.ClientSession, url: str) -> aiohttp.ClientResponse:
        for _ in range(MAX_REDIRECTS + 1):
            response = await session.get(self._check(url), allow_redirects=False)
            if response.status not in (301, 302, 303, 307, 308):
                return self._checked(response)
            target = response.headers.get("Location", "")
            response.release()
            url = urljoin(url, target)
        raise bad_format("this address redirects too often")

    def _check(self, url: str) -> URL:
        """The address as the client reads it; names are checked as they resolve."""
        try:
            read = URL(url)
            host = read.host
            port = read.port
        except ValueError:
            raise bad_request("this is no web address") from None
        if read.scheme not in ("http", "https") or not host or read.user or port == 0:
            raise bad_request("only http and https addresses can be fetched")
        try:
            ipaddress.ip_address(host.split("%")[0])
        except ValueError:
            return read  # a name
        try:
            self._resolver.check(host)
        except PrivateAddress as error:
            raise bad_request("this address is not on the public internet") from error
        return read

    def _checked(self, response: aiohttp.ClientResponse) -> aiohttp.ClientResponse:
        if response.status != 200:
            response.release()
            raise bad_format(f"the server there answered {response.status}")
        if (response.content_length or 0) > self._max_bytes:
            response.close()
            raise too_large("the file behind this address is too large")
        return response

    async def _chunks(self, response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
        async for chunk in response.content.iter_chunked(CHUNK):
            yield chunk


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def _cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Whether an exception of this kind lies below, however the client wrapped it."""
    while error is not None:
        if isinstance(error, kind) or isinstance(getattr(error, "os_error", None), kind):
            return True
        error = error.__cause__ or error.__context__
    return False
