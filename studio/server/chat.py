"""The `run_sse` call: a prompt in, a stream of events out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from studio.server.config import StudioConfig
from studio.server.dialects import Writer, writer
from studio.server.envelope import bad_request
from studio.server.sessions import Sessions
from studio.server.turns import Turn, Turns

HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}
MAX_PROMPT = 20_000

Stream = Callable[[web.Request, Turn, Writer], Awaitable[web.StreamResponse]]
"""How a running turn is put on the wire; `stream` here, another one where a test wants faults."""


async def stream(request: web.Request, turn: Turn, out: Writer) -> web.StreamResponse:
    """Write the events of a turn as they come; it goes on when the listener leaves."""
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    try:
        while (event := await turn.events.get()) is not None:
            for chunk in out.frames(event):
                await response.write(chunk)
    except ConnectionError:
        return response
    await response.write_eof()
    return response


class Chat:
    """Answers `POST /run_sse`."""

    def __init__(
        self, sessions: Sessions, turns: Turns, config: StudioConfig, stream: Stream
    ) -> None:
        self._sessions = sessions
        self._turns = turns
        self._config = config
        self._stream = stream

    async def handle(self, request: web.Request, user_id: str) -> web.StreamResponse:
        """Set the prompt going and stream its answer; 400, 1002, 2001 or 429 before that."""
        session_id, text = await read_prompt(request)
        session = await self._sessions.get(session_id, user_id)
        turn = await self._turns.start(session, text)
        return await self._stream(request, turn, writer(self._config.dialect))


async def read_prompt(request: web.Request) -> tuple[str, str]:
    """Session id and text of a prompt; 400 when the body is none."""
    try:
        body: Any = await request.json()
        parts = body["new_message"]["parts"]
        session_id = str(body["session_id"])
        text = "\n".join(str(part["text"]) for part in parts if part.get("text"))
        right = body["app_name"] == "nemo_agent" and body["user_id"] == "me"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise bad_request("app_name, user_id, session_id and new_message are required") from None
    if not right:
        raise bad_request('app_name is "nemo_agent", user_id is "me"')
    if not text.strip() or len(text) > MAX_PROMPT:
        raise bad_request("the message needs between 1 and 20,000 characters of text")
    return session_id, text
