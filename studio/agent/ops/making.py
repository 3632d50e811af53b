"""Edits that bring material into the video."""

from __future__ import annotations

from dataclasses import dataclass

from studio.agent.context import Media
from studio.agent.ops.common import CreateKind


@dataclass(frozen=True, slots=True)
class Create:
    """A new video out of all these; `ms` None lets the material decide."""

    items: tuple[Media, ...]
    kind: CreateKind = "montage"
    ms: int | None = None
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A further video like the present one, out of other material.

    Canvas, music and fades stay; so does the length, where `ms` is None and as many pictures come
    or it shall be the `same`; then words and looks stay too.
    """

    items: tuple[Media, ...]
    ms: int | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class TextCards:
    """A video of words on a plain ground, one card a line.

    `color` is the letters', `ground` the cards'; "" for the usual ones.
    """

    lines: tuple[str, ...]
    ms: int | None = None
    color: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class AddCard:
    """One more card with words on it; `at` is the position it gets, 0 for the end."""

    text: str
    at: int = 0
    ms: int | None = None
    color: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class CardGround:
    """The ground of all cards."""

    color: str


@dataclass(frozen=True, slots=True)
class ReplaceItem:
    """Other material in the place of a clip, as long as that was."""

    item: int
    media: Media


@dataclass(frozen=True, slots=True)
class AddItems:
    """Further material; `at` is the position it gets, 0 for the end."""

    items: tuple[Media, ...]
    at: int = 0
