"""A backend on loopback that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web
from httpx_sse import ServerSentEvent
from pydantic import SecretStr

from core.clock import Clock
from core.nemo.addresses import Resolve, resolve
from core.nemo.client import Attribution, NemoClient, Timeouts
from core.nemo.framing import MAX_EVENT_BYTES, server_sent_events

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
TOKEN = SecretStr("nmv_usr_secret-of-a-user")
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
ATTRIBUTION = Attribution(source="ai-video-generator-free-hd", version="1.2.3", platform="unknown")


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Loopback:
    """The server's script: one handler a method and path; everything else is HTTP 404."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.url = ""
        self._handlers: dict[tuple[str, str], Handler] = {}

    def on(self, method: str, path: str, handler: Handler) -> None:
        """Answer this call with a handler, which reads the body itself."""
        self._handlers[method, path] = handler

    def answer(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        status: int = 200,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer this call with JSON, or with raw bytes."""

        async def handler(request: web.Request) -> web.StreamResponse:
            await request.read()
            if raw is not None:
                return web.Response(body=raw, status=status, headers=headers)
            return web.json_response(body, status=status, headers=headers)

        self.on(method, path, handler)

    def stream(self, *chunks: bytes, broken: bool = False) -> None:
        """Answer a prompt with these chunks, and a cut connection at the end if it is broken."""

        async def handler(request: web.Request) -> web.StreamResponse:
            await request.read()
            response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
            await response.prepare(request)
            for chunk in chunks:
                await response.write(chunk)
            if broken and request.transport is not None:
                request.transport.abort()
            return response

        self.on("POST", "/run_sse", handler)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Find the call's handler and note the request once it is answered."""
        handler = self._handlers.get((request.method, request.path))
        try:
            if handler is None:
                raise web.HTTPNotFound
            return await handler(request)
        finally:
            body = request._read_bytes or b""
            headers = {name.lower(): value for name, value in request.headers.items()}
            self.seen.append(Seen(request.method, request.raw_path, headers, body))


@asynccontextmanager
async def serve(loopback: Loopback, port: int = 0) -> AsyncIterator[Loopback]:
    """The script behind a real port, a free one by default."""
    app = web.Application(client_max_size=1 << 30)
    app.router.add_route("*", "/{path:.*}", loopback.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    loopback.url = "http://{}:{}".format(*runner.addresses[0][:2])
    try:
        yield loopback
    finally:
        await runner.cleanup()


def framed(*chunks: bytes, max_event: int = MAX_EVENT_BYTES) -> list[ServerSentEvent]:
    """All events of a stream that comes in these chunks."""

    async def read() -> list[ServerSentEvent]:
        reads = server_sent_events(_each(chunks), max_event=max_event)
        return [event async for events in reads for event in events]

    return asyncio.run(read())


async def _each(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


class StoppedClock:
    """A clock at noon of 2026-01-01 that nobody may wait on."""

    def now(self) -> datetime:
        return datetime(2026, 1, 1, 12, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("the client does not wait by itself")


def client_of(
    url: str,
    *,
    timeouts: Timeouts | None = None,
    streams: int = 200,
    waiting: int = 200,
    clock: Clock | None = None,
    result_hosts: Sequence[str] = (),
    resolve: Resolve = resolve,
) -> NemoClient:
    """A client of this server, at a time that stands still."""
    return NemoClient(
        url,
        "https://nemovideo.example",
        attribution=ATTRIBUTION,
        timeouts=timeouts,
        max_streams=streams,
        max_waiting=waiting,
        clock=clock or StoppedClock(),
        result_hosts=result_hosts,
        resolve=resolve,
    )
