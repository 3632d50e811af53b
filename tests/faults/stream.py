"""Faults of `run_sse`: what a listener gets to see of a turn, or does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from studio.clock import Clock
from studio.server.chat import HEADERS
from studio.server.dialects import FullText, Heartbeat, PartialText, ToolCall, ToolResult, Writer
from studio.server.turns import Turn
from tests.faults.middleware import FAULT
from tests.faults.switch import (
    BrokenJson,
    Cut,
    Heartbeats,
    RawBytes,
    Reset,
    Silence,
    Slow,
    StreamError,
    Trailing,
)


class Dropped(ConnectionResetError):
    """A fault wants this connection gone."""


class FaultyStream:
    """For `Studio.open(stream=…)`: writes a turn as the fault of its request says."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, request: web.Request, turn: Turn, out: Writer) -> web.StreamResponse:
        fault = request.get(FAULT)
        if isinstance(fault, StreamError) and not fault.edit_made:
            turn.abort()  # nothing has been awaited since its start: it has not committed
        if isinstance(fault, Reset) and fault.after == "work":
            await turn.done.wait()
            raise Dropped
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        if isinstance(fault, Reset) or (isinstance(fault, Cut) and fault.after_events == 0):
            await turn.done.wait()
            raise Dropped
        try:
            async for chunk in self._frames(turn, out, fault):
                await response.write(chunk)
        except Dropped:
            raise
        except ConnectionError:
            return response  # the listener left; the turn goes on without one
        await response.write_eof()
        return response

    async def _frames(self, turn: Turn, out: Writer, fault: object) -> AsyncIterator[bytes]:
        match fault:
            case RawBytes(body):
                await turn.done.wait()
                yield body
                return
            case StreamError(code, message):
                await turn.done.wait()
                for chunk in out.error(code, message):
                    yield chunk
                return
            case Silence(how):
                async for chunk in _silent(turn, out, how):
                    yield chunk
                return
            case Heartbeats():
                async for chunk in self._beats(fault, out):
                    yield chunk
            case _:
                pass
        async for chunk in self._altered(_plain(turn, out), out, fault):
            yield chunk

    async def _altered(
        self, frames: AsyncIterator[bytes], out: Writer, fault: object
    ) -> AsyncIterator[bytes]:
        number = 0
        async for chunk in frames:
            if isinstance(fault, Cut) and number == fault.after_events:
                raise Dropped
            if isinstance(fault, BrokenJson) and number == fault.at:
                yield b'data: {"content":{"role":"model","parts":[{"te\n\n'
            if isinstance(fault, Slow):
                await self._clock.sleep(fault.seconds)
            yield chunk
            number += 1
        if isinstance(fault, Cut):
            raise Dropped
        if isinstance(fault, Trailing):
            for chunk in (*out.frames(PartialText(fault.text)), *out.frames(FullText(fault.text))):
                yield chunk

    async def _beats(self, fault: Heartbeats, out: Writer) -> AsyncIterator[bytes]:
        sent = 0
        while fault.count is None or sent < fault.count:
            match fault.framing:
                case "event":
                    yield out.frames(Heartbeat())[0]
                case "comment":
                    yield b": ping\n\n"
                case "data":
                    yield b"data:\n\n"
            sent += 1
            await self._clock.sleep(fault.every_s)
            await asyncio.sleep(0)


async def _plain(turn: Turn, out: Writer) -> AsyncIterator[bytes]:
    while (event := await turn.events.get()) is not None:
        for chunk in out.frames(event):
            yield chunk


async def _silent(turn: Turn, out: Writer, how: str) -> AsyncIterator[bytes]:
    while (event := await turn.events.get()) is not None:
        if how == "tools" and isinstance(event, ToolCall | ToolResult):
            for chunk in out.frames(event):
                yield chunk
    if how == "empty_parts":
        yield out.nothing()
