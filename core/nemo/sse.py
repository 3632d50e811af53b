"""Server-sent events from bytes, without I/O: the framing only, not what the events mean."""

from __future__ import annotations

from dataclasses import dataclass

from core.nemo.errors import MalformedAnswer

MAX_EVENT_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event; `data` is empty for a bare `data:` and for a comment line (a sign of life)."""

    data: str
    event: str = ""


_SIGN_OF_LIFE = ServerSentEvent("")


class SseDecoder:
    """Cuts a byte stream into events, however the bytes are chunked.

    Lines end at LF, CRLF or CR and nowhere else (U+2028 is text); a BOM, comments, multi-line
    data, a missing space after the colon and a missing last blank line are understood.
    One event holds at most `max_event` bytes. Source: docs/wire-api.md#the-event-stream.
    """

    def __init__(self, *, max_event: int = MAX_EVENT_BYTES) -> None:
        self._max_event = max_event
        self._line = bytearray()
        self._data: list[str] = []
        self._event = ""
        self._held = 0
        self._at_start = True
        self._skip_lf = False

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events that `chunk` completes; raises MalformedAnswer over the size limit."""
        if not chunk:
            return []
        if self._skip_lf and chunk[0] == 0x0A:
            chunk = chunk[1:]
        events: list[ServerSentEvent] = []
        for line in chunk.splitlines(keepends=True):
            end = len(line)
            if line[-1] == 0x0A:
                end -= 2 if line[-2:-1] == b"\r" else 1
            elif line[-1] == 0x0D:
                end -= 1
            else:
                self._grow(end)
                self._line += line
                break
            self._grow(end)
            self._end_line(line[:end], events)
        # The LF of a CRLF may come with the next chunk.
        self._skip_lf = chunk.endswith(b"\r")
        return events

    def finish(self) -> list[ServerSentEvent]:
        """The last event, when the stream ended without its blank line."""
        events: list[ServerSentEvent] = []
        if self._line:
            self._end_line(b"", events)
        self._dispatch(events)
        return events

    def _grow(self, size: int) -> None:
        self._held += size
        if self._held > self._max_event:
            raise MalformedAnswer(f"one event of the stream exceeds {self._max_event} bytes")

    def _end_line(self, rest: bytes, events: list[ServerSentEvent]) -> None:
        # A line that came in one piece needs no copy; a long one is decoded where it was gathered.
        line: bytes | bytearray = rest
        if self._line:
            self._line += rest
            line, self._line = self._line, bytearray()
        start = len(_BOM) if self._at_start and line.startswith(_BOM) else 0
        self._at_start = False
        if start == len(line):
            self._dispatch(events)
        elif line[start] == 0x3A:
            self._held -= len(line)
            events.append(_SIGN_OF_LIFE)
        else:
            self._field(line, start)

    def _field(self, line: bytes | bytearray, start: int) -> None:
        colon = line.find(b":", start)
        name_end = colon if colon >= 0 else len(line)
        name = bytes(line[start : min(name_end, start + 16)])
        value = min(name_end + 1, len(line))
        value += line[value : value + 1] == b" "
        if name == b"data":
            self._data.append(str(memoryview(line)[value:], "utf-8", "replace"))
        elif name == b"event":
            self._event = str(memoryview(line)[value:], "utf-8", "replace")
        else:
            self._held -= len(line)

    def _dispatch(self, events: list[ServerSentEvent]) -> None:
        if self._data:
            events.append(ServerSentEvent("\n".join(self._data), self._event))
        self._data, self._event, self._held = [], "", 0
