"""The `run_sse` call: a prompt in, a stream of events out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from studio.clock import Clock
from studio.server.config import StudioConfig
from studio.server.dialects import Beat, Piece, ToolCall, ToolResult, Whole, Writer, writer
from studio.server.envelope import bad_request
from studio.server.faults import (
    BrokenJson,
    Cut,
    Fault,
    Heartbeats,
    RawBytes,
    Refuse,
    Reset,
    Silence,
    Slow,
    StreamError,
    Trailing,
)
from studio.server.sessions import Session, Sessions
from studio.server.turns import Turn, Turns
from studio.server.wire import refusal

HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}
MAX_PROMPT = 20_000


class Dropped(Exception):
    """A fault wants this connection gone."""


class Chat:
    """Answers `POST /run_sse`."""

    def __init__(
        self, sessions: Sessions, turns: Turns, config: StudioConfig, clock: Clock
    ) -> None:
        self._sessions = sessions
        self._turns = turns
        self._config = config
        self._clock = clock

    async def handle(
        self, request: web.Request, user_id: str, fault: Fault | None
    ) -> web.StreamResponse:
        """Stream the answer; a prompt that a fault refuses is on record, and not worked on."""
        session_id, text = await _prompt(request)
        if isinstance(fault, Refuse):
            await self._sessions.record(session_id, user_id, text, "refused")
            return refusal(fault)
        if isinstance(fault, Reset) and fault.after == "request":
            await self._sessions.record(session_id, user_id, text, "dropped")
            raise Dropped
        session = await self._sessions.get(session_id, user_id)
        return await self._stream(request, session, text, fault)

    async def _stream(
        self, request: web.Request, session: Session, text: str, fault: Fault | None
    ) -> web.StreamResponse:
        fails = isinstance(fault, StreamError) and not fault.edit_made
        turn = await self._turns.start(session, text, fails=fails)
        if isinstance(fault, Reset) and fault.after == "work":
            await turn.done.wait()
            raise Dropped
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        if isinstance(fault, Reset) or (isinstance(fault, Cut) and fault.after_events == 0):
            await turn.done.wait()
            raise Dropped
        try:
            async for chunk in self._frames(turn, writer(self._config.dialect), fault):
                await response.write(chunk)
        except ConnectionError:
            return response  # the listener left; the turn goes on without one
        await response.write_eof()
        return response

    async def _frames(self, turn: Turn, out: Writer, fault: Fault | None) -> AsyncIterator[bytes]:
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
        self, frames: AsyncIterator[bytes], out: Writer, fault: Fault | None
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
            for chunk in _said(out, fault.text):
                yield chunk

    async def _beats(self, fault: Heartbeats, out: Writer) -> AsyncIterator[bytes]:
        sent = 0
        while fault.count is None or sent < fault.count:
            match fault.framing:
                case "event":
                    yield out.frames(Beat())[0]
                case "comment":
                    yield b": ping\n\n"
                case "data":
                    yield b"data:\n\n"
            sent += 1
            await self._clock.sleep(fault.every_s)
            await asyncio.sleep(0)


def _said(out: Writer, text: str) -> list[bytes]:
    return [*out.frames(Piece(text)), *out.frames(Whole(text))]


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


async def _prompt(request: web.Request) -> tuple[str, str]:
    """Session id and text of a prompt; 400 when the body is none."""
    try:
        body: Any = await request.json()
        parts = body["new_message"]["parts"]
        session_id = str(body["session_id"])
        text = "\n".join(str(part["text"]) for part in parts if part.get("text"))
        right = body["app_name"] == "nemo_agent" and body["user_id"] == "me"
    except (ValueError, KeyError, TypeError, AttributeError):
        raise bad_request("app_name, user_id, session_id and new_message are required") from None
    if not right:
        raise bad_request('app_name is "nemo_agent", user_id is "me"')
    if not text.strip() or len(text) > MAX_PROMPT:
        raise bad_request("the message needs between 1 and 20,000 characters of text")
    return session_id, text
