"""Edits of how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.agent.context import Media
from studio.agent.ops.common import Items


@dataclass(frozen=True, slots=True)
class Rotate:
    items: Items
    degrees: Literal[90, 180, 270] = 90


@dataclass(frozen=True, slots=True)
class Look:
    """A colour mood; `on` False takes it away, `kind` "" with it all of them.

    `start` and `end` bound the stretch of the video that changes.
    """

    kind: str
    on: bool = True
    items: Items = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Fade:
    where: Literal["in", "out"]
    on: bool = True
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class SetTransition:
    """Between all clips, or after clip `after` only; `cut` takes transitions away."""

    kind: str
    after: int = 0
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class TransitionLength:
    ms: int | None = None
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class SetMotion:
    """Of photos; `varied` alternates, `opposite` turns round what each of them does."""

    kind: str
    items: Items = ()


@dataclass(frozen=True, slots=True)
class MotionAmount:
    """How far photos move: so many times as far as now."""

    factor: float
    items: Items = ()


@dataclass(frozen=True, slots=True)
class Canvas:
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Whole pictures with blurred sides, or cropped to the canvas."""

    kind: Literal["crop", "blur"]
    items: Items = ()


@dataclass(frozen=True, slots=True)
class Logo:
    """This picture small in a corner; None takes it away."""

    item: Media | None
    corner: str = ""


@dataclass(frozen=True, slots=True)
class MoveLogo:
    corner: str
