"""Server-sent events from raw bytes: httpx-sse, with what its reader leaves to its caller.

It passes a BOM on as text, drops a last event without its blank line, waits for another byte
after a CR, bounds nothing and says nothing of comments.
Source: docs/wire-api.md#the-event-stream.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import httpx
from httpx_sse import EventSource, ServerSentEvent

from core.nemo.errors import MalformedAnswer

MAX_EVENT_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_HEADERS = {"Content-Type": "text/event-stream; charset=utf-8"}
_SIGN_OF_LIFE = b"data:\n\n"


async def server_sent_events(
    chunks: AsyncIterator[bytes], *, max_event: int = MAX_EVENT_BYTES
) -> AsyncGenerator[ServerSentEvent, None]:
    """The events of a stream, however its bytes are cut and its lines end.

    Bytes that bring no event, such as comments, are an event without data: a sign of life.
    Raises MalformedAnswer for an event of more than `max_event` bytes, and whatever `chunks`
    raises.
    """
    framing = _Framing(max_event)
    silent = True

    async def framed() -> AsyncGenerator[bytes, None]:
        nonlocal silent
        async for chunk in chunks:
            silent = True
            yield framing.feed(chunk)
            if silent and framing.between_events:
                yield _SIGN_OF_LIFE
        yield framing.finish()

    source = framed()
    response = httpx.Response(200, headers=_HEADERS, content=source)
    async with aclosing(source), aclosing(EventSource(response).aiter_sse()) as events:
        async for event in events:
            silent = False
            yield event


class _Framing:
    """Bytes as httpx-sse reads them best: no BOM, every line ended by LF, each event bounded."""

    def __init__(self, max_event: int) -> None:
        self._max_event = max_event
        self._start: bytes | None = b""
        self._skip_lf = False
        self._line_ended = True
        self._held = 0

    @property
    def between_events(self) -> bool:
        """Whether everything so far ended with a blank line."""
        return self._held == 0

    def feed(self, chunk: bytes) -> bytes:
        """The next bytes; raises MalformedAnswer when one event grows beyond the limit."""
        if self._start is not None:
            chunk = self._start + chunk
            if len(chunk) < len(_BOM) and _BOM.startswith(chunk):
                self._start = chunk
                return b""
            self._start = None
            chunk = chunk.removeprefix(_BOM)
        if not chunk:
            return b""
        if self._skip_lf:
            chunk = chunk.removeprefix(b"\n")
        # The LF of a CRLF may come with the next chunk.
        self._skip_lf = chunk.endswith(b"\r")
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self._count(chunk)
        return chunk

    def finish(self) -> bytes:
        """The blank line that ends the last event, where the stream has none."""
        rest, self._start = self._start or b"", None
        return b"" if self.between_events and not rest else rest + b"\n\n"

    def _count(self, chunk: bytes) -> None:
        """Counts the bytes since the last blank line."""
        blank = chunk.rfind(b"\n\n")
        if blank >= 0:
            self._held = len(chunk) - blank - 2
        elif self._line_ended and chunk.startswith(b"\n"):
            self._held = len(chunk) - 1
        else:
            self._held += len(chunk)
        if chunk:
            self._line_ended = chunk.endswith(b"\n")
        if self._held > self._max_event:
            raise MalformedAnswer(f"one event of the stream exceeds {self._max_event} bytes")
