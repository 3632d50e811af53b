"""Framing: the same events come out however lines end and bytes are cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nemo.errors import ConnectionLost, MalformedAnswer, Repeat
from core.nemo.framing import server_sent_events
from tests.core.nemo.loopback import framed


def data(*chunks: bytes) -> list[str]:
    """The data of all events that have some."""
    return [event.data for event in framed(*chunks) if event.data]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_understood(end: bytes) -> None:
    """LF, CRLF and CR frame the same events."""
    assert data(end.join([b"data: a", b"data: b", b"", b"data: c", b"", b""])) == ["a\nb", "c"]


def test_crlf_cut_between_its_bytes_is_one_line_end() -> None:
    """A chunk border inside CRLF makes no blank line."""
    assert data(b"data: a\r", b"", b"\ndata: b\r", b"\n\r", b"\n") == ["a\nb"]
    assert data(b"data: a\r", b"\n", b"\ndata: b\r\r") == ["a", "b"]


def test_carriage_returns_delay_no_event() -> None:
    """An event whose last line ends with CR is there without another byte."""

    async def read() -> str:
        async def chunks() -> AsyncIterator[bytes]:
            yield b"data: a\r\r"
            await asyncio.Event().wait()

        async with aclosing(server_sent_events(chunks())) as events:
            return (await anext(events))[0].data

    assert asyncio.run(read()) == "a"


def test_bom_missing_space_and_missing_last_blank_line() -> None:
    """A BOM is skipped, also when it is cut; the last event needs no blank line."""
    assert data(b"\xef\xbb\xbfdata:one\n\n: ping\n\ndata: two") == ["one", "two"]
    assert data(b"\xef", b"\xbb", b"\xbfdata:one\n", b"\n") == ["one"]
    assert data(b"", b"\xef") == data(b"\xef\xbb\xbf") == []


@pytest.mark.parametrize(
    "body", [b": ping\n\n", b":\r\r", b"data:\n\n", b"data\n\n", b"\n\n", b"id: 7\n\n"]
)
def test_bytes_without_an_event_are_a_sign_of_life(body: bytes) -> None:
    """Comments, empty data and blank lines are events without data, one a read at the least."""
    events = framed(body, body)
    assert len(events) >= 2
    assert not any(event.data for event in events)


def test_comment_inside_an_event_leaves_it_whole() -> None:
    """A comment between the lines of one event does not cut it in two."""
    assert data(b"data: a\n", b": ping\n", b"data: b\n\n") == ["a\nb"]


def test_line_separator_is_text() -> None:
    """U+2028, U+2029, U+0085, form feed and vertical tab end no line."""
    text = "a\u2028b\u2029c\x85d\x0ce\x0bf"
    assert data(f"data: {text}\n\n".encode()) == [text]


def test_event_names_are_kept_and_unknown_fields_ignored() -> None:
    """`event:` names the event; unknown fields say nothing."""
    (event,) = framed(b"id: 7\nretry: 10\nx: y\nevent: error\ndata: x\n\n")
    assert (event.event, event.data) == ("error", "x")


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
    assert _said(*pieces) == _said(body) == _said(*(bytes([byte]) for byte in body))


def _said(*chunks: bytes) -> list[tuple[str, str]]:
    return [(event.event, event.data) for event in framed(*chunks) if event.data]


@pytest.mark.parametrize("frame", [b"x" * 4096, b"data: " + b"x" * 90 + b"\n"])
def test_one_event_is_bounded(frame: bytes) -> None:
    """An endless line and endless data lines end in a clear error that is not repeated blindly."""
    with pytest.raises(MalformedAnswer, match="10000 bytes") as raised:
        framed(*[frame] * 200, max_event=10_000)
    assert raised.value.repeat is Repeat.AMBIGUOUS


def test_comments_and_many_events_are_not_bounded() -> None:
    """Only one event is bounded: a long stream with many comments goes on."""
    chunks = [b": still working on it\n", b"\ndata: abc\n\n"] * 100
    assert len([event for event in framed(*chunks, max_event=100) if event.data]) == 100


def test_errors_of_the_connection_pass_through() -> None:
    """What the source of the bytes raises reaches the reader, after what came before it."""

    async def chunks() -> AsyncIterator[bytes]:
        yield b"data: a\n\n"
        raise ConnectionLost("reset")

    seen: list[str] = []

    async def read() -> None:
        async for events in server_sent_events(chunks()):
            seen.extend(event.data for event in events)

    with pytest.raises(ConnectionLost):
        asyncio.run(read())
    assert seen == ["a"]
