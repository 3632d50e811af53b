"""A port that strangers reach: connections are bounded, and slow headers are hung up on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from aiohttp import web

HEADERS_S: Final = 10.0


class Listener:
    """Serves an app that has `in_time` among its middlewares.

    So many `connections` at once, and so many seconds for the `headers` of a request.
    """

    def __init__(self, connections: int, headers: float = HEADERS_S) -> None:
        self._connections = connections
        self._headers = headers
        self._open: dict[asyncio.BaseTransport | None, _Guard] = {}

    @asynccontextmanager
    async def listening(self, runner: web.AppRunner, host: str, port: int) -> AsyncIterator[None]:
        """Take connections for a runner that was set up; OSError for a port that is taken."""
        make: Callable[[], Any] | None = runner.server
        if make is None:
            raise RuntimeError("the runner was not set up")
        server = await asyncio.get_running_loop().create_server(
            lambda: _Guard(make(), self._open, self._connections, self._headers), host, port
        )
        try:
            yield
        finally:
            server.close()

    @web.middleware
    async def in_time(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """The headers of a request are there: its connection is not hung up on."""
        guard = self._open.get(request.transport)
        if guard is not None:
            guard.begins()
        try:
            response: web.StreamResponse = await handler(request)
            return response
        finally:
            if guard is not None:
                guard.ends()


class _Guard(asyncio.Protocol):
    """A connection of the server's, hung up on when a request's headers do not come in time.

    aiohttp bounds the headers' size and how long a connection is idle, not how slowly headers come.
    """

    def __init__(
        self,
        inner: asyncio.Protocol,
        open_: dict[asyncio.BaseTransport | None, _Guard],
        connections: int,
        headers: float,
    ) -> None:
        self._headers = headers
        self._inner = inner
        self._open = open_
        self._connections = connections
        self._transport: asyncio.BaseTransport | None = None
        self._late: asyncio.TimerHandle | None = None
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._inner.connection_made(transport)
        if len(self._open) >= self._connections:
            self._hang_up()
        else:
            self._open[transport] = self
            self._wait()

    def data_received(self, data: bytes) -> None:
        if self._late is None and not self._busy:
            self._wait()
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._open.pop(self._transport, None)
        self._rest()
        self._inner.connection_lost(exc)

    def begins(self) -> None:
        """The headers of a request are here."""
        self._rest()
        self._busy = True

    def ends(self) -> None:
        """Its answer is on the way; the next one may come."""
        self._busy = False

    def _wait(self) -> None:
        self._late = asyncio.get_running_loop().call_later(self._headers, self._hang_up)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()
