"""What keeps its place in a conversation, and what may overtake."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.chat import Address, Attachment, Command, Incoming, Medium, MessageRef, Press
from core.config import Waits
from core.inbox.group import Waiting, group

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE = Address("slate", "bot", "1", "1")


def _row(number: int, at: datetime = NOW, **what: Any) -> Waiting:
    return Waiting(number, at, Incoming(HERE, str(number), at, str(number), **what))


def _photo(number: int, at: datetime = NOW, album: str = "") -> Waiting:
    photo = Attachment(Medium.PHOTO, f"p{number}", "p.jpg")
    return _row(number, at, attachments=(photo,), album=album)


def _command(number: int, name: str, args: str = "") -> Waiting:
    return _row(number, command=Command(name, args))


def _press(number: int, data: str) -> Waiting:
    return _row(number, press=Press(data, MessageRef("1", "7")))


def _rows(*waiting: Waiting) -> list[list[int]]:
    ready, _ = group(waiting, NOW, Waits(text=0))
    return [request.rows for request in ready]


@pytest.mark.parametrize(
    "later",
    [
        _command(2, "export"),
        _command(2, "new"),
        _command(2, "video", "a promo"),
        _command(2, "projects", "2"),
        _press(2, "x:1"),
        _press(2, "s:1:0"),
        _press(2, "n"),
    ],
)
def test_what_spends_or_changes_the_project_comes_after_what_was_said_before(
    later: Waiting,
) -> None:
    """A prompt and the command behind it, taken in together, are handed on in that order."""
    assert _rows(_row(1, text="add a title"), later) == [[1], [2]]


@pytest.mark.parametrize("later", [_command(2, "cancel"), _command(2, "status"), _press(2, "c:1")])
def test_what_asks_or_stops_waits_for_nothing(later: Waiting) -> None:
    """Photos that wait for words hold up no /cancel and no /status."""
    assert _rows(_photo(1), later) == [[2]]


def test_a_command_closes_the_photos_before_it() -> None:
    """Photos, then /export: the photos are not kept waiting for words that won't come."""
    assert _rows(_photo(1), _command(2, "export")) == [[1], [2]]


def test_words_after_photos_and_a_command_are_their_own_request() -> None:
    """What is said behind a command does not join what was sent before it."""
    assert _rows(_photo(1), _command(2, "new"), _row(3, text="add a title")) == [[1], [2], [3]]


@pytest.mark.parametrize("hours", [1, 30])
def test_a_clock_that_is_set_back_is_not_waited_for(hours: int) -> None:
    """Photos taken in "in the future" are handed on, not kept until the clock has caught up."""
    assert _rows(_photo(1, NOW + timedelta(hours=hours))) == [[1]]


def test_a_clock_that_wavers_splits_no_album() -> None:
    """A second backwards is no jump: the parts of an album still wait for each other."""
    assert _rows(_photo(1, NOW + timedelta(seconds=1), album="a")) == []
