"""Edits of words on screen."""

from __future__ import annotations

from dataclasses import dataclass

from studio.agent.ops.common import Position
from studio.draft import Role


@dataclass(frozen=True, slots=True)
class AddText:
    """Words on screen; None leaves a choice to the role. `item` shows them with that clip only."""

    text: str
    role: Role = "title"
    color: str | None = None
    position: Position | None = None
    start: int | None = None
    ms: int | None = None
    size: float = 1.0
    styles: tuple[str, ...] = ()
    item: int = 0
    beside: bool = False


@dataclass(frozen=True, slots=True)
class StyleText:
    """`text` picks one by its words; `start` and `ms` move it in time."""

    color: str | None = None
    position: Position | None = None
    role: Role | None = None
    size: float | None = None
    styles: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    text: str = ""
    start: int | None = None
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """`old` picks one by its words."""

    text: str
    role: Role | None = None
    old: str = ""


@dataclass(frozen=True, slots=True)
class RemoveText:
    role: Role | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Captions:
    """Lines spread evenly over the video, or one for each clip."""

    lines: tuple[str, ...]
    each: bool = False


@dataclass(frozen=True, slots=True)
class TimedCaptions:
    """Lines with their own times: start, end, words."""

    lines: tuple[tuple[int, int, str], ...]
