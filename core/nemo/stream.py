"""The answer to a prompt while it comes: bytes of one HTTP response in, turn events out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import cast

import httpx
import structlog

from core.nemo.answers import Answer
from core.nemo.errors import MalformedAnswer
from core.nemo.events import TurnDecoder, TurnEvent
from core.nemo.framing import server_sent_events
from core.nemo.transport import LARGE, WIRE_ERRORS, read_answer, typed

_log = structlog.get_logger(__name__)
# What a stream of events never begins with: JSON, or a web page.
_NOT_A_STREAM = (b"{", b"<")


class TurnStream:
    """Turn events as they come, once; ends when the backend ends the stream.

    Iterating raises the typed error of a refusal that came instead of a stream, ConnectionLost
    for silence or a break, MalformedAnswer for what is no stream at all or absurdly large.
    """

    def __init__(
        self, response: httpx.Response, session_id: str, check: Callable[[Answer], object]
    ) -> None:
        self._response = response
        self._session_id = session_id
        self._check = check
        self._turn = TurnDecoder()
        self._ready: Iterator[TurnEvent] = iter(())
        # httpx promises an iterator only, but what it gives is a generator, to be closed as one.
        self._bytes = cast("AsyncGenerator[bytes, None]", response.aiter_raw())
        self._events = server_sent_events(self._chunks())
        self._ended = False

    def __aiter__(self) -> TurnStream:
        return self

    async def __anext__(self) -> TurnEvent:
        while (event := next(self._ready, None)) is None:
            if self._ended:
                raise StopAsyncIteration
            self._ready = iter(await self._read())
        return event

    async def aclose(self) -> None:
        """Lets go of the response's bytes; the response itself is closed by who opened it."""
        self._ended = True
        await self._events.aclose()
        await self._bytes.aclose()

    async def _read(self) -> list[TurnEvent]:
        events = await anext(self._events, None)
        if events is None:
            return self._end()
        large = any(len(event.data) > LARGE for event in events)
        feed = self._turn.feed_all
        found = await asyncio.to_thread(feed, events) if large else feed(events)
        return [*found, *self._end()] if self._turn.done else found

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        """The response's bytes; raises the error of an answer that is no stream at all."""
        begun = False
        while (chunk := await self._next()) is not None:
            start = b"" if begun else chunk.lstrip(b"\xef\xbb\xbf \r\n\t")
            if start:
                begun = True
                if start.startswith(_NOT_A_STREAM):
                    self._check(await read_answer(self._response, "chat", self._bytes, first=start))
                    raise MalformedAnswer("a plain answer where a stream was expected", call="chat")
            yield chunk

    async def _next(self) -> bytes | None:
        try:
            return await anext(self._bytes, None)
        except WIRE_ERRORS as exc:  # typed_errors would cost more than the event's own decoding
            raise typed(exc, "chat") from None

    def _end(self) -> list[TurnEvent]:
        self._ended = True
        rest = self._turn.finish()
        if self._turn.skipped:
            count = self._turn.skipped
            _log.warning("broken events skipped", session_id=self._session_id, count=count)
        if self._turn.unknown:
            kinds = dict(self._turn.unknown)
            _log.warning("unknown events held words", session_id=self._session_id, kinds=kinds)
        return rest
