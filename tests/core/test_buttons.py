"""What stands in a button: read back as it was written, and small enough for every platform."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.buttons import BUTTONS, About, ButtonAction, ButtonData, button, decode

NUMBERS = st.integers(0, 10**18 - 1)


@st.composite
def buttons(draw: st.DrawFn) -> ButtonData:
    """Any button that core may make."""
    action = draw(st.sampled_from(list(ButtonAction)))
    about = BUTTONS[action].about
    if about is About.NOTHING:
        return ButtonData(action)
    if about is About.CHOICE:
        return ButtonData(action, choice=draw(st.sampled_from(("", "de", "zh-Hans", "720p"))))
    place = draw(st.none() | st.integers(0, 99))
    option = None if place is None else draw(st.none() | st.integers(0, 99))
    return ButtonData(action, draw(NUMBERS), place=place, option=option)


@given(buttons())
def test_what_is_written_is_read(data: ButtonData) -> None:
    """Encoded and decoded it is the same, within 64 bytes (Telegram's limit)."""
    written = data.encode()
    assert decode(written) == data
    assert len(written.encode()) <= 64


@given(st.text(max_size=30) | st.from_regex(r"[a-z](:[0-9a-z:-]*)?", fullmatch=True))
def test_whatever_a_client_sends_is_read_or_refused(text: str) -> None:
    """No press raises, whatever its data."""
    found = decode(text)
    assert found is None or found.action in ButtonAction


def test_buttons_of_earlier_versions() -> None:
    """What stands under messages that were posted long ago still means the same."""
    known = {
        "x:12": ButtonData(ButtonAction.EXPORT, 12),
        "t:12": ButtonData(ButtonAction.TIMELINE, 12),
        "e:12": ButtonData(ButtonAction.CHANGE, 12),
        "p:12": ButtonData(ButtonAction.SWITCH, 12),
        "w:12": ButtonData(ButtonAction.LINK, 12),
        "s:7:2": ButtonData(ButtonAction.SUGGESTION, 7, place=2),
        "u:7": ButtonData(ButtonAction.UNDO, 7),
        "r:7": ButtonData(ButtonAction.RETRY, 7),
        "c:7": ButtonData(ButtonAction.CANCEL, 7),
        "a:7": ButtonData(ButtonAction.ACCOUNT, 7),
        "n": ButtonData(ButtonAction.NEW),
        "l": ButtonData(ButtonAction.LANGUAGE),
        "l:de": ButtonData(ButtonAction.LANGUAGE, choice="de"),
        "q:720p": ButtonData(ButtonAction.QUALITY, choice="720p"),
    }
    assert {text: decode(text) for text in known} == known
    assert {text: data.encode() for text, data in known.items()} == {text: text for text in known}


def test_only_buttons_that_need_words_ask() -> None:
    """A form opens for Change…, and for nothing that works by itself."""
    assert button("Change…", ButtonAction.CHANGE, 1).ask
    assert not button("Export", ButtonAction.EXPORT, 1).ask
