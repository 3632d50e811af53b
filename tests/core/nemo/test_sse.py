"""Framing: the same events come out however lines end and bytes are cut."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nemo.errors import MalformedAnswer, Repeat
from core.nemo.sse import ServerSentEvent, SseDecoder


def decode(*chunks: bytes) -> list[ServerSentEvent]:
    """All events of these chunks."""
    decoder = SseDecoder()
    events = [event for chunk in chunks for event in decoder.feed(chunk)]
    return events + decoder.finish()


def data(*chunks: bytes) -> list[str]:
    """The data of all events."""
    return [event.data for event in decode(*chunks)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_understood(end: bytes) -> None:
    """LF, CRLF and CR frame the same events."""
    assert data(end.join([b"data: a", b"data: b", b"", b"data: c", b"", b""])) == ["a\nb", "c"]


def test_crlf_cut_between_its_bytes_is_one_line_end() -> None:
    """A chunk border inside CRLF makes no blank line."""
    assert data(b"data: a\r", b"", b"\ndata: b\r", b"\n\r", b"\n") == ["a\nb"]
    assert data(b"data: a\r", b"\n", b"\ndata: b\r\r") == ["a", "b"]


def test_bom_comments_missing_space_and_missing_last_blank_line() -> None:
    """A BOM is skipped, a comment is a sign of life, the last event needs no blank line."""
    assert data(b"\xef\xbb\xbfdata:one\n\n: ping\n\ndata: two") == ["one", "", "two"]


def test_bare_data_is_a_sign_of_life() -> None:
    """`data:` and `data` with nothing after them are events without data."""
    assert data(b"data:\n\ndata\n\n") == ["", ""]


def test_line_separator_is_text() -> None:
    """U+2028, U+2029, U+0085, form feed and vertical tab end no line."""
    text = "a\u2028b\u2029c\x85d\x0ce\x0bf"
    assert data(f"data: {text}\n\n".encode()) == [text]


def test_event_names_are_kept_and_unknown_fields_ignored() -> None:
    """`event:` names the event; `id:` and `retry:` alone make none."""
    assert decode(b"id: 7\nretry: 10\n\nevent: error\ndata: x\n\n") == [
        ServerSentEvent("x", "error")
    ]


def test_only_one_space_after_the_colon_is_framing() -> None:
    """Further white space belongs to the data."""
    assert data(b"data:  two\n\n") == [" two"]


def test_broken_utf8_does_not_stop_the_stream() -> None:
    """Bytes that are no UTF-8 become replacement characters."""
    assert data(b"data: a\xffb\n\ndata: c\n\n") == ["a\ufffdb", "c"]


LINES = st.lists(
    st.one_of(
        st.text(max_size=8).map(lambda text: f"data: {text}"),
        st.sampled_from(
            ["", "", "data", "data:", ":", ": 心跳", "event: e", "id: 1", "data: 😀\u2028"]
        ),
    ),
    max_size=20,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.data())
def test_chunking_changes_nothing(
    lines: list[str], end: str, bom: bool, draw: st.DataObject
) -> None:
    """Any cut of the bytes, inside characters and line ends too, gives the same events."""
    body = (b"\xef\xbb\xbf" if bom else b"") + end.join(lines).encode()
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(body)), max_size=12)))
    edges = [0, *cuts, len(body)]
    pieces = [body[a:b] for a, b in pairwise(edges)]
    assert decode(*pieces) == decode(body) == decode(*(bytes([byte]) for byte in body))


@pytest.mark.parametrize("frame", [b"x" * 4096, b"data: " + b"x" * 90 + b"\n"])
def test_one_event_is_bounded(frame: bytes) -> None:
    """An endless line and endless data lines end in a clear error that is not repeated blindly."""
    decoder = SseDecoder(max_event=10_000)
    with pytest.raises(MalformedAnswer, match="10000 bytes") as raised:
        list(map(decoder.feed, [frame] * 200))
    assert raised.value.repeat is Repeat.AMBIGUOUS


def test_comments_and_many_events_are_not_bounded() -> None:
    """Only one event is bounded: a long stream with many comments goes on."""
    decoder = SseDecoder(max_event=100)
    for _ in range(100):
        assert len(decoder.feed(b": still working on it\ndata: abc\n\n")) == 2


def _cost(size: int, chunk: int) -> float:
    body = b"data: " + b"x" * size + b"\n\n"
    began = time.process_time()
    decoder = SseDecoder()
    events = [e for at in range(0, len(body), chunk) for e in decoder.feed(body[at : at + chunk])]
    assert len(events[0].data) == size
    return time.process_time() - began


def test_huge_event_in_small_chunks_is_linear() -> None:
    """Eight times the bytes cost about eight times the CPU, where quadratic would be 64 times."""
    small = min(_cost(1 << 20, 256) for _ in range(3))
    assert _cost(8 << 20, 256) < 24 * small
