"""Server-sent events from raw bytes: all that a read brought together, each of them bounded.

httpx-sse reads the fields. It passes a BOM on, drops a last event without its blank line, waits for
another byte after a CR, bounds nothing, says nothing of comments and gives an event at a time: that
is done here, on the bytes.

Source: docs/wire-api.md#the-event-stream.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator

import httpx
from httpx_sse import EventSource, ServerSentEvent

from core.nemo.errors import MalformedAnswer

MAX_EVENT_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_BLANK = b"\n\n"
_COMMENTS = re.compile(rb"(?:(?::.*)?\n)*")
_HEADERS = httpx.Headers({"Content-Type": "text/event-stream"})
_SIGN_OF_LIFE = ServerSentEvent(data="")


async def server_sent_events(
    chunks: AsyncIterator[bytes], *, max_event: int = MAX_EVENT_BYTES
) -> AsyncGenerator[list[ServerSentEvent], None]:
    """The events of a stream, however its bytes are cut and its lines end: those of each read.

    Bytes that bring no event, such as comments, are an event without data: a sign of life.
    Raises MalformedAnswer for an event of more than `max_event` bytes, and whatever `chunks`
    raises.
    """
    framing = _Framing(max_event)
    async for chunk in chunks:
        events = framing.feed(chunk)
        if events or framing.between_events:
            yield events or [_SIGN_OF_LIFE]
    if events := framing.finish():
        yield events


class _Framing:
    """Bytes in, the events that are complete with them out."""

    def __init__(self, max_event: int) -> None:
        self._max_event = max_event
        self._begun = False
        self._skip_lf = False
        self._held = bytearray()

    @property
    def between_events(self) -> bool:
        """Whether everything so far ended with a blank line."""
        return not self._held

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """What is complete now; raises MalformedAnswer when one event grows beyond the limit."""
        if not self._begun:
            chunk = bytes(self._held) + chunk
            self._held.clear()
            if len(chunk) < len(_BOM) and _BOM.startswith(chunk):
                self._held += chunk
                return []
            self._begun = True
            chunk = chunk.removeprefix(_BOM)
        if self._skip_lf:
            # The LF of a CRLF may come with the next chunk.
            chunk, self._skip_lf = chunk.removeprefix(b"\n"), not chunk
        if not chunk:
            return []
        self._skip_lf = chunk.endswith(b"\r")
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        held = self._held
        seen = max(0, len(held) - 1)
        held += chunk if held else chunk.lstrip(b"\n")
        end = held.rfind(_BLANK, seen)
        whole = b""
        if end >= 0:
            whole = bytes(held[:end])
            del held[: end + len(_BLANK)]
        if len(held) > self._max_event:
            raise MalformedAnswer(f"one event of the stream exceeds {self._max_event} bytes")
        return _events(whole)

    def finish(self) -> list[ServerSentEvent]:
        """The last event, where the stream has no blank line behind it."""
        rest = bytes(self._held)
        self._held.clear()
        return _events(rest)


def _events(whole: bytes) -> list[ServerSentEvent]:
    """The events of bytes that hold nothing but whole ones, in which lines end with LF."""
    whole += _BLANK
    return [] if _COMMENTS.fullmatch(whole) else list(EventSource(_Read(whole)).iter_sse())


class _Read(httpx.Response):
    """What a read brought, as the response that httpx-sse asks for lines.

    One that httpx makes would be put together, and its charset looked for, anew with each read.
    """

    def __init__(self, content: bytes) -> None:
        self.headers = _HEADERS
        self._whole = content

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """All of it at once."""
        yield self._whole.decode("utf-8", "replace")
