"""Which messages are one request: properties that hold for whatever arrives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chat import Address, Attachment, Command, Incoming, Medium, MessageRef, Press
from core.config import Waits
from core.inbox.group import Group, Waiting, group, is_cancel, is_immediate, keeps_place

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = Address("bench", "bot", "ada", "ada")
WAITS = Waits()
MEDIA = WAITS.media

commands = st.sampled_from(("cancel", "status", "new", "export", "help", "projects", "video"))
presses = st.sampled_from(("c:1", "x:1", "t:1", "s:1:0", "n", "l:de", ""))


@st.composite
def messages(draw: st.DrawFn) -> list[Waiting]:
    """What one conversation may bring: words, photos, albums in pieces, commands, buttons."""
    rows = []
    at = NOW
    for number in range(1, draw(st.integers(0, 12)) + 1):
        at += timedelta(seconds=draw(st.floats(0, 4)))
        what = draw(st.sampled_from(("words", "photo", "captioned", "album", "command", "press")))
        fields: dict[str, object] = {}
        if what in ("words", "captioned"):
            fields["text"] = draw(st.sampled_from(("add a title", "  ", "make it blue")))
        if what in ("photo", "captioned", "album"):
            photo = Attachment(Medium.PHOTO, f"p{number}", "p.jpg")
            fields["attachments"] = (photo,)
        if what == "album":
            fields["album"] = draw(st.sampled_from(("a", "b")))
            fields["text"] = draw(st.sampled_from(("", "", "a promo of these")))
        if what == "command":
            fields["command"] = Command(draw(commands), draw(st.sampled_from(("", "2"))))
        if what == "press":
            fields["press"] = Press(draw(presses), MessageRef("ada", "9"))
        item = Incoming(HERE, str(number), at, str(number), **fields)  # type: ignore[arg-type]  # fields by name
        rows.append(Waiting(number, at, item))
    return rows


def grouped(rows: list[Waiting], now: datetime) -> list[Group]:
    """What is complete at that moment."""
    return group(rows, now, WAITS)[0]


LATER = NOW + timedelta(hours=1)


@given(messages())
def test_every_message_is_in_one_request(rows: list[Waiting]) -> None:
    """When everything has settled each message belongs to exactly one request."""
    ready, due = group(rows, LATER, WAITS)
    assert due is None
    assert sorted(row for request in ready for row in request.rows) == [w.row for w in rows]


@given(messages())
def test_order(rows: list[Waiting]) -> None:
    """Within a request, and among those that keep their place, the order is that of arrival."""
    ready = grouped(rows, LATER)
    for request in ready:
        assert request.rows == sorted(request.rows)
    placed = [request.rows[0] for request in ready if not is_immediate(request.first)]
    assert placed == sorted(placed)


@given(messages())
def test_what_asks_is_alone(rows: list[Waiting]) -> None:
    """Commands and presses are requests of their own, and complete at once."""
    for at in (NOW, LATER):
        ready = grouped(rows, at)
        for waiting in rows:
            item = waiting.item
            if is_immediate(item):
                assert next(r for r in ready if waiting.row in r.rows).rows == [waiting.row]
            if is_cancel(item):
                assert is_immediate(item)
                assert not keeps_place(item)


@given(st.integers(2, 10), st.data())
def test_albums_are_never_split(parts: int, data: st.DataObject) -> None:
    """However slowly the parts of an album come, they are one request."""
    caption = data.draw(st.integers(0, parts - 1))
    rows, at = [], NOW
    for number in range(parts):
        at += timedelta(seconds=data.draw(st.floats(0, 1.1)))
        photo = Attachment(Medium.PHOTO, f"p{number}", "p.jpg")
        text = "a promo of these" if number == caption else ""
        item = Incoming(
            HERE, str(number), at, str(number), text=text, attachments=(photo,), album="a"
        )
        rows.append(Waiting(number, at, item))
        assert grouped(rows, at) == [], "the album is not handed on before it has settled"
    (whole,) = grouped(rows, at + timedelta(seconds=3))
    assert whole.rows == list(range(parts))
    assert whole.text == "a promo of these"
    assert len(whole.files) == parts


@given(messages(), st.floats(0, 60))
def test_a_wait_always_ends(rows: list[Waiting], after: float) -> None:
    """What is not complete says when to look again, and then it is complete."""
    now = NOW + timedelta(seconds=after)
    rows = [waiting for waiting in rows if waiting.received <= now]
    ready, due = group(rows, now, WAITS)
    taken = {row for request in ready for row in request.rows}
    left = [waiting for waiting in rows if waiting.row not in taken]
    assert (due is None) == (not left)
    if due is not None:
        assert now < due <= now + timedelta(seconds=MEDIA)
        assert group(left, due, WAITS)[1] is None


def test_words_close_the_media_before_them() -> None:
    """Photos, then words: one request, complete with the words."""
    photo = Attachment(Medium.PHOTO, "p", "p.jpg")
    rows = [
        Waiting(1, NOW, Incoming(HERE, "1", NOW, "1", attachments=(photo,))),
        Waiting(2, NOW, Incoming(HERE, "2", NOW, "2", text="a promo")),
    ]
    assert [request.rows for request in grouped(rows, NOW)] == [[1, 2]]
    assert grouped(rows[:1], NOW + timedelta(seconds=2)) == []
    assert [r.rows for r in grouped(rows[:1], NOW + timedelta(seconds=3))] == [[1]]


def test_a_text_is_complete_after_a_moment() -> None:
    """A lone text waits a quarter of a second for a forward; one that speaks of photos longer."""
    for text, wait in (("add a title", WAITS.text), ("make a video of these photos", WAITS.more)):
        row = Waiting(1, NOW, Incoming(HERE, "1", NOW, "1", text=text))
        assert group([row], NOW, WAITS) == ([], NOW + timedelta(seconds=wait))
        assert [r.rows for r in grouped([row], NOW + timedelta(seconds=wait))] == [[1]]


def said(number: int, seconds: float, **fields: object) -> Waiting:
    """A message so many seconds after the first."""
    at = NOW + timedelta(seconds=seconds)
    return Waiting(number, at, Incoming(HERE, str(number), at, str(number), **fields))  # type: ignore[arg-type]  # fields by name


PHOTO = (Attachment(Medium.PHOTO, "p", "p.jpg"),)
TEN = tuple(Attachment(Medium.PHOTO, f"p{n}", "p.jpg") for n in range(10))
ONE_ACT: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "a text that the client cut": ({"text": "a" * 99, "cut": ""}, {"text": "b" * 9}),
    "a comment and a forward": ({"text": "use this"}, {"text": "The plan", "forwarded": True}),
    "a forward and a comment": ({"text": "The plan", "forwarded": True}, {"text": "use this"}),
    "words and the photo they mean": (
        {"text": "make a video of this photo"},
        {"attachments": PHOTO},
    ),
    "ten files and three more": ({"text": "a promo", "attachments": TEN}, {"attachments": PHOTO}),
}


@pytest.mark.parametrize("kind", ONE_ACT)
def test_one_act_of_several_messages_is_one_request(kind: str) -> None:
    """What a client sends as several messages, moments apart, is together."""
    first, second = ONE_ACT[kind]
    rows = [said(1, 0, **first), said(2, 0.2, **second)]
    assert grouped(rows[:1], NOW + timedelta(seconds=0.2)) == []
    assert [r.rows for r in grouped(rows, LATER)] == [[1, 2]]


@pytest.mark.parametrize("kind", ONE_ACT)
def test_what_comes_later_is_a_request_of_its_own(kind: str) -> None:
    """The same messages some seconds apart are two requests, also when both wait for long."""
    first, second = ONE_ACT[kind]
    rows = [said(1, 0, **first), said(2, 5, **second)]
    assert [r.rows for r in grouped(rows, LATER)] == [[1], [2]]


def test_a_cut_text_is_whole_again() -> None:
    """Cut inside a word it is joined as it was; cut between words, at a line's end."""
    rows = [said(1, 0, text="make it wa", cut=""), said(2, 0, text="rmer")]
    assert grouped(rows, LATER)[0].text == "make it warmer"
    rows = [said(1, 0, text="make it", cut="\n"), said(2, 0, text="warmer")]
    assert grouped(rows, LATER)[0].text == "make it\nwarmer"


def test_what_was_passed_on_is_pointed_at() -> None:
    """Beside own words a forward is what they are about; alone it is the request."""
    plan = said(1, 0, text="The plan", forwarded=True)
    both = grouped([plan, said(2, 0.1, text="use this")], LATER)[0]
    assert (both.text, both.pointed) == ("use this", "The plan")
    alone = grouped([plan], LATER)[0]
    assert (alone.text, alone.pointed) == ("The plan", "")
