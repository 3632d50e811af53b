"""Connections to the backend: pools, timeouts, and the typed errors of what goes wrong on them.

httpx walks its whole pool at each open and close, gives up reading after 5 s and opens 100
connections at most; hence short calls and streams spread over small clients, explicit timeouts and
a queue of our own. Source: docs/decisions.md#the-http-client.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.util import find_spec

import httpx

from core.nemo.answers import Answer
from core.nemo.errors import (
    ConnectionLost,
    MalformedAnswer,
    NemoError,
    Refused,
    TooManyStreams,
    Unreached,
)

if find_spec("sniffio") is None:
    # httpcore looks for it with every lock and every packet, on the whole path: 65 times a turn,
    # a fifth of its CPU. That it is not there is found out once.
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # documented: no such module

MAX_ANSWER_BYTES = 16 * 1024 * 1024
# Reading so much JSON would hold everybody up: it is read beside the event loop.
LARGE = 256 * 1024
MAX_ERROR_BYTES = 64 * 1024
STREAMS_PER_CLIENT = 50
# Each idle connection costs a call to the system and a walk over all others, twice a read.
READS_PER_CLIENT = 4
READING_CLIENTS = 8


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long each kind of call may wait, in seconds.

    `silence` is a stream's longest pause, `body` the time that a whole answer may take to come.
    """

    connect: float = 10.0
    write: float = 60.0
    read: float = 60.0
    silence: float = 600.0
    body: float = 120.0
    upload_answer: float = 300.0

    def of(self, read: float) -> httpx.Timeout:
        """These limits with `read` as the longest pause; the pool never times out."""
        return httpx.Timeout(connect=self.connect, write=self.write, read=read, pool=None)

    def until_answer(self, read: float) -> float:
        """How long a call may take until its answer begins, however slowly the headers come."""
        return self.connect + self.write + read


class ClientFactory:
    """Makes httpx clients that share one TLS context and remember nothing between calls."""

    def __init__(self, *, tls: ssl.SSLContext, trust_env: bool) -> None:
        self._tls = tls
        self._trust_env = trust_env

    def make(self, *, keep_alive: bool) -> httpx.AsyncClient:
        """A client without limits of its own.

        Without `keep_alive` each call has a fresh connection: on an old one a call may fail for
        the server's having just closed it, and nobody would know whether it had run.
        """
        # One client serves all users: a cookie set for one must not go out with another's call.
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        return httpx.AsyncClient(
            verify=self._tls,
            trust_env=self._trust_env,
            cookies=no_cookies,
            follow_redirects=False,
            headers={"Accept-Encoding": "identity"},
            limits=httpx.Limits(
                max_connections=None, max_keepalive_connections=20 if keep_alive else 0
            ),
        )


class _PooledClient:
    __slots__ = ("calls", "client")

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.calls = 0


class ReadPool:
    """Clients for short calls, which keep their connections: the first that has room is used.

    All together have no limit; what comes beyond their room goes to the one that has least to do.
    """

    def __init__(self, make: Callable[[], httpx.AsyncClient]) -> None:
        self._make = make
        self._clients: list[_PooledClient] = []

    @contextmanager
    def client(self) -> Iterator[httpx.AsyncClient]:
        """A client for one call."""
        shared = self._pick()
        shared.calls += 1
        try:
            yield shared.client
        finally:
            shared.calls -= 1

    async def aclose(self) -> None:
        """Closes every client."""
        while self._clients:
            await self._clients.pop().client.aclose()

    def _pick(self) -> _PooledClient:
        for shared in self._clients:
            if shared.calls < READS_PER_CLIENT:
                return shared
        if len(self._clients) == READING_CLIENTS:
            return min(self._clients, key=lambda candidate: candidate.calls)
        self._clients.append(_PooledClient(self._make()))
        return self._clients[-1]


class StreamPool:
    """Long-lived connections, spread over clients of about 50, at most `limit` at once.

    Who comes later waits in order; when `waiting` already wait, TooManyStreams is raised at once.
    """

    def __init__(
        self,
        make: Callable[[], httpx.AsyncClient],
        *,
        limit: int,
        waiting: int,
        per_client: int = STREAMS_PER_CLIENT,
    ) -> None:
        self._make = make
        self._slots = asyncio.Semaphore(limit)
        self._room = waiting
        self._per_client = per_client
        self._clients: list[_PooledClient] = []

    @property
    def clients(self) -> int:
        """How many clients are open now."""
        return len(self._clients)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client for one stream, for as long as the stream lasts."""
        await self._enter()
        try:
            shared = self._pick()
            try:
                yield shared.client
            finally:
                shared.calls -= 1
                if not shared.calls and len(self._clients) > 1:
                    self._clients.remove(shared)
                    await shared.client.aclose()
        finally:
            self._slots.release()

    async def aclose(self) -> None:
        """Closes every client."""
        while self._clients:
            await self._clients.pop().client.aclose()

    async def _enter(self) -> None:
        if not self._slots.locked():
            await self._slots.acquire()
            return
        if self._room <= 0:
            raise TooManyStreams("the queue for streams is full")
        self._room -= 1
        try:
            await self._slots.acquire()
        finally:
            self._room += 1

    def _pick(self) -> _PooledClient:
        # The fullest client that has room: the others run empty and are closed.
        free = [shared for shared in self._clients if shared.calls < self._per_client]
        if free:
            shared = max(free, key=lambda candidate: candidate.calls)
        else:
            shared = _PooledClient(self._make())
            self._clients.append(shared)
        shared.calls += 1
        return shared


# What httpx and sockets raise; `typed` turns it into a NemoError.
WIRE_ERRORS = (httpx.HTTPError, httpx.InvalidURL, OSError)
_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_UNSENT = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)


def typed(exc: Exception, call: str) -> NemoError:
    """The NemoError for one of WIRE_ERRORS."""
    kind, told = type(exc).__name__, f"{type(exc).__name__} {exc}"
    if isinstance(exc, _UNSENT):
        # The text may quote a header or an address with a secret in it.
        return Refused(f"not sent: {kind}", call=call)
    return (Unreached if isinstance(exc, _UNREACHED) else ConnectionLost)(told, call=call)


@contextmanager
def typed_errors(call: str) -> Iterator[None]:
    """Raises a NemoError in place of what httpx and sockets raise."""
    try:
        yield
    except WIRE_ERRORS as exc:
        raise typed(exc, call) from None  # `typed` has what can be told of it


async def read_answer(
    response: httpx.Response,
    call: str,
    rest: AsyncIterator[bytes] | None = None,
    *,
    first: bytes = b"",
    within: float = 120.0,
) -> Answer:
    """Reads a streamed response to its end, into memory.

    `first` are bytes that have been read already and `rest` the iterator that they came from. The
    body of an error is cut at MAX_ERROR_BYTES. Raises MalformedAnswer for a success of more than
    MAX_ANSWER_BYTES and for a compressed one, which no request asks for and which may unpack to
    gigabytes; ConnectionLost when it is not complete within `within` seconds.
    """
    failed = response.status_code >= 300
    if is_coded(response):
        if failed:
            return Answer(response.status_code, response.headers, b"")
        raise MalformedAnswer("a compressed answer that nobody asked for", call=call)
    limit = MAX_ERROR_BYTES if failed else MAX_ANSWER_BYTES
    body = bytearray(first)
    with typed_errors(call):
        async with asyncio.timeout(within):
            async for chunk in rest or response.aiter_raw():
                body += chunk
                if len(body) > limit:
                    break
    if len(body) > limit and not failed:
        raise MalformedAnswer(f"an answer of more than {limit} bytes", call=call)
    return Answer(response.status_code, response.headers, bytes(body[:limit]))


def is_coded(response: httpx.Response) -> bool:
    """Whether the body is compressed, although every request asks for it as it is."""
    coding = response.headers.get("content-encoding", "")
    return coding.strip().casefold() not in ("", "identity")
