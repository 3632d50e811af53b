"""Who a browser is, whether it may come in, and which addresses of files are good.

A browser is a person: a signed cookie says which. Files have signed addresses that expire, so that
a player, which sends no header of ours, can read them.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from pydantic import SecretStr

from adapters.web.parse import is_guest
from core.clock import Clock

COOKIE: Final = "reelay"
COOKIE_S: Final = 400 * 86400
PAIRING_S: Final = 300.0
ADDRESS_S: Final = 86400
# A guest's bearer, which the page asks for anew while it is open, a day long at most.
BEARER_S: Final = 900
STAY_S: Final = 86400
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY: Final = frozenset({"", "0.0.0.0", "::"})
_USER: Final = re.compile(r"[a-z0-9]{8,40}")
# Passwords that may be tried within a minute, by everybody together.
TRIES: Final = 10
WAITING_CODES: Final = 100


@dataclass(frozen=True, slots=True)
class Doors:
    """How people get in: where the server listens, and what it takes beyond this machine.

    `url` is the address by which the page is reached from outside. `user_header` names the person
    on requests of `trusted` proxies, which signed them in.
    """

    host: str = "127.0.0.1"
    url: str = ""
    password: SecretStr = field(default_factory=lambda: SecretStr(""))
    user_header: str = ""
    trusted: frozenset[str] = frozenset()

    @property
    def local(self) -> bool:
        """Whether nothing beyond this machine reaches the port."""
        return self.host in _LOCAL

    def address(self, port: int) -> str:
        """Where other machines find the page on that port; empty where they cannot."""
        if self.url or self.local:
            return self.url
        host = _own_address() if self.host in _ANY else self.host
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@dataclass(frozen=True, slots=True)
class Pass:
    """What a code lets a browser be: that person, or somebody new where it is empty; an admin."""

    user: str = ""
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """A guest whose bearer is good: since when they are here, and until when it is, in seconds."""

    user: str
    since: int
    until: int


class Access:
    """Signs and verifies; every moment comes from the clock."""

    def __init__(
        self, doors: Doors, clock: Clock, keys: Sequence[bytes], *, outside: str = ""
    ) -> None:
        """`outside`: where other machines find the page, empty where they cannot."""
        self._doors = doors
        self.outside = outside
        self._clock = clock
        self._keys = keys
        self._codes: dict[str, tuple[float, Pass]] = {}
        self._tries: list[float] = []

    # -- requests

    def host_is_ours(self, request: web.Request) -> bool:
        """Whether the name it was asked by is one of ours: no page elsewhere can rebind it."""
        name = _hostname(request.host)
        if name in _LOCAL or request.host == self._outside:
            return True
        if self._doors.local:
            return False
        return _is_address(name) or name in (socket.gethostname(), f"{socket.gethostname()}.local")

    def origin_is_ours(self, request: web.Request) -> bool:
        """Whether a page of ours sent it."""
        parts = urlsplit(request.headers.get("Origin", ""))
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return False
        return parts.netloc in (request.host, self._outside)

    def secure(self, request: web.Request) -> bool:
        """Whether it came over https, as far as the settings tell."""
        return self._doors.url.startswith("https://") and request.host == self._outside

    def open_to(self, request: web.Request) -> bool:
        """Whether a browser that was never here comes in without a word."""
        asked_here = self._doors.local and _hostname(request.host) in _LOCAL
        return asked_here and not self._doors.password.get_secret_value()

    def user(self, request: web.Request) -> str:
        """The person that the request is of; empty when it is nobody's.

        With a bearer it is that guest's or nobody's, whatever the browser sends along.
        """
        if "Authorization" in request.headers:
            stay = self.stay(request)
            return stay.user if stay is not None else ""
        if named := self._signed_in(request):
            return named
        user, _, rest = request.cookies.get(COOKIE, "").partition(".")
        issued, _, signature = rest.partition(".")
        if (
            not _USER.fullmatch(user)
            or is_guest(user)
            or not issued.isdecimal()
            or len(issued) > 12
        ):
            return ""
        fresh = int(issued) + COOKIE_S > self._clock.now().timestamp()
        return user if fresh and self._verifies(f"cookie {user} {issued}", signature) else ""

    def admit(self, request: web.Request, response: web.StreamResponse, user: str = "") -> str:
        """Give the browser its cookie; it is that person from now on, or somebody new.

        A guest is nobody's cookie: who they are is said anew at each visit.
        """
        user = secrets.token_hex(12) if not user or is_guest(user) else user
        issued = int(self._clock.now().timestamp())
        value = f"{user}.{issued}.{self._signature(f'cookie {user} {issued}')}"
        response.set_cookie(
            COOKIE,
            value,
            max_age=COOKIE_S,
            httponly=True,
            samesite="Strict",
            secure=self.secure(request),
            path="/",
        )
        return user

    # -- guests

    def bearer(self, user: str, since: int) -> str:
        """What a guest shows with each call, who came then; good for a quarter of an hour."""
        until = int(self._clock.now().timestamp()) + BEARER_S
        return f"{user}.{since}.{until}.{self._signature(f'guest {user} {since} {until}')}"

    def stay(self, request: web.Request) -> Stay | None:
        """The guest whose good bearer the request shows."""
        kind, _, shown = request.headers.get("Authorization", "").partition(" ")
        user, since, until, signature, *_ = (*shown.split("."), "", "", "", "")
        if kind != "Bearer" or not is_guest(user) or not (since.isdecimal() and until.isdecimal()):
            return None
        if not self._verifies(f"guest {user} {since} {until}", signature):
            return None
        return Stay(user, int(since), int(until)) if self.remaining(int(until)) > 0 else None

    def remaining(self, until: int) -> float:
        """Seconds from now until then."""
        return until - self._clock.now().timestamp()

    # -- ways in

    def pairing(self, user: str = "", *, admin: bool = False) -> str:
        """A code for one browser within five minutes, which becomes that person or a new one.

        With `admin` the person that it is, or becomes, is made an admin.
        """
        now = self._clock.monotonic()
        self._codes = {c: found for c, found in self._codes.items() if found[0] > now}
        while len(self._codes) >= WAITING_CODES:
            self._codes.pop(next(iter(self._codes)))
        code = secrets.token_hex(16)  # no character that a chat takes for Markdown
        self._codes[code] = now + PAIRING_S, Pass(user, admin)
        return code

    def redeem(self, code: str) -> Pass | None:
        """Use a code up; None: no good."""
        until, found = self._codes.pop(code, (0.0, Pass()))
        return found if until > self._clock.monotonic() else None

    def password_fits(self, given: str) -> bool | None:
        """Whether that is the password; None when it was tried too often just now."""
        wanted = self._doors.password.get_secret_value()
        now = self._clock.monotonic()
        self._tries = [at for at in self._tries if at > now - 60]
        if len(self._tries) >= TRIES:
            return None
        fits = hmac.compare_digest(_hash(given), _hash(wanted)) and bool(wanted)
        if not fits:
            self._tries.append(now)
        return fits

    # -- addresses of files

    def address(self, name: str) -> str:
        """The address of a file, good for a day or two and the same for a day."""
        until = (int(self._clock.now().timestamp()) // ADDRESS_S + 2) * ADDRESS_S
        return f"/files/{name}?until={until}&sign={self._signature(f'file {name} {until}')}"

    def address_is_good(self, name: str, until: str, signature: str) -> bool:
        """Whether an address is ours and not expired."""
        if not until.isdecimal() or len(until) > 12:
            return False
        fresh = int(until) > self._clock.now().timestamp()
        return fresh and self._verifies(f"file {name} {until}", signature)

    @property
    def _outside(self) -> str:
        return urlsplit(self._doors.url).netloc

    def _signed_in(self, request: web.Request) -> str:
        name = request.headers.get(self._doors.user_header, "") if self._doors.user_header else ""
        if not name or (request.remote or "") not in self._doors.trusted:
            return ""
        return "p" + hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:24]

    def _signature(self, text: str) -> str:
        return _signature(self._keys[0], text)

    def _verifies(self, text: str, signature: str) -> bool:
        shown = signature.encode("utf-8", "surrogateescape")
        return any(hmac.compare_digest(_signature(k, text).encode(), shown) for k in self._keys)


def _own_address() -> str:
    """This machine's address in its network, as far as its routes tell; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for examples: RFC 5737
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def _signature(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:40]


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
