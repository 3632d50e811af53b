"""Edits of lengths, ranges and speed."""

from __future__ import annotations

from dataclasses import dataclass

from studio.agent.ops.common import Items


@dataclass(frozen=True, slots=True)
class SetDuration:
    """How long the whole is; the clips `kept` stay as long as they are."""

    ms: int
    kept: Items = ()


@dataclass(frozen=True, slots=True)
class ScaleDuration:
    factor: float


@dataclass(frozen=True, slots=True)
class ChangeDuration:
    """The whole longer or shorter by so much."""

    by: int


@dataclass(frozen=True, slots=True)
class ItemLength:
    """How long some clips are shown: `ms` as a length, `by` as a change, or `factor`."""

    items: Items = ()
    ms: int | None = None
    by: int = 0
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class TrimStart:
    ms: int


@dataclass(frozen=True, slots=True)
class TrimEnd:
    ms: int


@dataclass(frozen=True, slots=True)
class KeepRange:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RemoveRange:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Split:
    """Cut in two at a time, nothing taken away."""

    at: int


@dataclass(frozen=True, slots=True)
class CutOnBeats:
    """The cuts moved to the nearest of a song's beats; the length of the whole stays."""

    beats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Speed:
    """`factor` 2 is twice as fast; `exact` sets it whatever it was.

    `start` and `end` bound the stretch of the video that changes.
    """

    factor: float
    items: Items = ()
    start: int | None = None
    end: int | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class NormalSpeed:
    """Back to the speed of the source."""

    items: Items = ()


@dataclass(frozen=True, slots=True)
class PlayBackwards:
    """Clips from their end to their start, or forwards again."""

    items: Items = ()
    on: bool = True


@dataclass(frozen=True, slots=True)
class Loop:
    """The whole once more, `times` in all."""

    times: int = 2
