"""A port that strangers reach, over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
from aiohttp import web

from adapters.listening import Listener


@asynccontextmanager
async def served(listener: Listener, port: int) -> AsyncIterator[None]:
    """Something that answers "hi"."""

    async def hi(_request: web.Request) -> web.Response:
        return web.Response(text="hi")

    app = web.Application(middlewares=[listener.in_time])
    app.router.add_get("/", hi)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        async with listener.listening(runner, "127.0.0.1", port):
            yield
    finally:
        await runner.cleanup()


async def hung_up_on(reader: asyncio.StreamReader) -> None:
    """Wait for the end of the connection; nothing comes before it."""
    with suppress(ConnectionResetError):
        assert await reader.read() == b""


async def test_who_never_ends_the_headers_is_hung_up_on(unused_tcp_port: int) -> None:
    """So is the first connection too many; afterwards others are answered."""
    port = unused_tcp_port
    async with served(Listener(3, headers=0.2), port):
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(4)]
        for _, writer in slow:
            writer.write(b"GET / HTTP/1.1\r\nX-Slow: ")
        for reader, writer in slow:
            await hung_up_on(reader)
            writer.close()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/") as answer,
        ):
            assert await answer.text() == "hi"


async def test_one_too_many_is_hung_up_on_at_once(unused_tcp_port: int) -> None:
    """However long the others may take: those stay."""
    port = unused_tcp_port
    async with served(Listener(1, headers=3600.0), port):
        reader, first = await asyncio.open_connection("127.0.0.1", port)
        late, second = await asyncio.open_connection("127.0.0.1", port)
        await hung_up_on(late)
        second.close()
        first.write(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).endswith(b"hi")
        first.close()
