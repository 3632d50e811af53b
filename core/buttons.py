"""Every button: what it does, what it is about, and what its `data` looks like on the wire.

`data` is `letter:about:place:option`, with what a button does not need left out: `n`, `l:de`,
`x:12`, `s:7:2`, `o:7:0:3`. It must outlive any restart, so letters are never given to another
action.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from core.chat import Button


class Queueing(StrEnum):
    """When a command or a press is handled, beside what was said before it."""

    AT_ONCE = auto()
    """It waits for nothing and may overtake."""
    IN_LINE = auto()
    """It changes which project is meant, so it keeps its place; a cancel leaves it."""
    WORK = auto()
    """It asks for work, so it keeps its place, and a cancel takes it back while it waits."""


class About(StrEnum):
    """What the number in a button's data counts."""

    NOTHING = auto()
    CHOICE = auto()
    """No number: one of a closed set of values, such as a language code."""
    JOB = auto()
    PROJECT = auto()
    USER = auto()
    MESSAGE = auto()
    """A message that somebody sent, by the row in which it was taken in."""


class ButtonAction(StrEnum):
    """What a button does; the value is its letter on the wire."""

    EXPORT = "x"
    TIMELINE = "t"
    CHANGE = "e"
    SWITCH = "p"
    LINK = "w"
    SUGGESTION = "s"
    UNDO = "u"
    RETRY = "r"
    CANCEL = "c"
    ACCOUNT = "a"
    NEW = "n"
    LANGUAGE = "l"
    QUALITY = "q"
    OPTION = "o"
    """One of the answers to the agent's question: `place` of the item, `option` of the label."""
    OTHER = "f"
    DONE = "d"
    ALLOW = "+"
    DENY = "-"
    FORGET = "z"
    START_FROM = "b"
    MORE = "m"
    """What an answer offers besides, which is needed less often."""
    BEGIN = "v"
    """How a video of files without words begins: `place` 0 a shape, 1 a length; `option` which."""
    PREFER = "k"
    EACH = "h"
    """A video from each of the files that came without words."""
    READING = "i"
    """What a held message is meant as: `place` 0 an edit, 50 with fewer files, else a command."""


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """What holds for every button of an action; `words`: it needs a text from the person."""

    about: About
    queueing: Queueing = Queueing.AT_ONCE
    words: bool = False


BUTTONS: Final = {
    ButtonAction.EXPORT: ButtonSpec(About.PROJECT, Queueing.WORK),
    ButtonAction.TIMELINE: ButtonSpec(About.PROJECT),
    ButtonAction.CHANGE: ButtonSpec(About.PROJECT, Queueing.WORK, words=True),
    ButtonAction.SWITCH: ButtonSpec(About.PROJECT, Queueing.IN_LINE),
    ButtonAction.LINK: ButtonSpec(About.PROJECT),
    ButtonAction.SUGGESTION: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.UNDO: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.RETRY: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.CANCEL: ButtonSpec(About.JOB),
    ButtonAction.ACCOUNT: ButtonSpec(About.JOB),
    ButtonAction.NEW: ButtonSpec(About.NOTHING, Queueing.IN_LINE),
    ButtonAction.LANGUAGE: ButtonSpec(About.CHOICE),
    ButtonAction.QUALITY: ButtonSpec(About.CHOICE),
    ButtonAction.OPTION: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.OTHER: ButtonSpec(About.JOB, Queueing.WORK, words=True),
    ButtonAction.DONE: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.ALLOW: ButtonSpec(About.USER),
    ButtonAction.DENY: ButtonSpec(About.USER),
    ButtonAction.FORGET: ButtonSpec(About.NOTHING),
    ButtonAction.START_FROM: ButtonSpec(About.PROJECT, Queueing.WORK),
    ButtonAction.MORE: ButtonSpec(About.JOB),
    ButtonAction.BEGIN: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.PREFER: ButtonSpec(About.CHOICE),
    ButtonAction.EACH: ButtonSpec(About.JOB, Queueing.WORK),
    ButtonAction.READING: ButtonSpec(About.MESSAGE, Queueing.WORK),
}
CHOSEN: Final = "✅ "
"""Before the label of an option that is chosen."""
ANYWAY: Final = 1
"""The `place` of a RETRY that sends a prompt although its account is empty."""
_LONGEST_NUMBER: Final = 18


@dataclass(frozen=True, slots=True)
class ButtonData:
    """A button's data, read: `number` is a job or a project, `choice` a value.

    `place` is an index, `option` one within that place.
    """

    action: ButtonAction
    number: int = 0
    choice: str = ""
    place: int | None = None
    option: int | None = None

    @property
    def spec(self) -> ButtonSpec:
        """What holds for it."""
        return BUTTONS[self.action]

    def encode(self) -> str:
        """As it stands in a button, at most 64 bytes."""
        parts: list[str] = [self.action.value]
        if self.spec.about not in (About.NOTHING, About.CHOICE):
            parts.append(str(self.number))
        elif self.choice:
            parts.append(self.choice)
        parts += [str(index) for index in (self.place, self.option) if index is not None]
        return ":".join(parts)


def decode(data: str) -> ButtonData | None:
    """A button's data; None for what no button of ours carries."""
    letter, _, rest = data.partition(":")
    try:
        action = ButtonAction(letter)
    except ValueError:
        return None
    about = BUTTONS[action].about
    if about is About.NOTHING:
        return ButtonData(action)
    if about is About.CHOICE:
        return ButtonData(action, choice=rest)
    number, _, places = rest.partition(":")
    place, _, option = places.partition(":")
    if (subject := _number(number)) is None:
        return None
    return ButtonData(action, subject, place=_number(place), option=_number(option))


def button(
    label: str,
    action: ButtonAction,
    number: int = 0,
    *,
    choice: str = "",
    place: int | None = None,
    option: int | None = None,
) -> Button:
    """A button that does this when it is pressed."""
    data = ButtonData(action, number, choice, place, option)
    return Button(label, data.encode(), ask=data.spec.words)


def _number(text: str) -> int | None:
    fits = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if fits else None
