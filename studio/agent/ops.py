"""The edits that exist, as values. `plan` makes them out of words, `apply` out of a draft a draft.

Positions count from 1 as people do; times are milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.agent.context import Media
from studio.draft import Role

CreateKind = Literal["promo", "slideshow", "montage"]
Position = Literal["top", "center", "bottom"]
# Positions of the clips meant, from 1; none means all.
Items = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Create:
    """A new video out of all these; `ms` None lets the material decide."""

    items: tuple[Media, ...]
    kind: CreateKind = "montage"
    ms: int | None = None
    mood: str = ""


@dataclass(frozen=True, slots=True)
class TextCards:
    """A video of words on a plain ground, one card a line."""

    lines: tuple[str, ...]
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class AddItems:
    """Further material; `at` is the position it gets, 0 for the end."""

    items: tuple[Media, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class SetDuration:
    ms: int


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
class Swap:
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Move:
    """`to` is a position, 0 for the end."""

    item: int
    to: int


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """`item` -1 is the last one."""

    item: int


@dataclass(frozen=True, slots=True)
class KeepItems:
    """Only these stay."""

    items: Items


@dataclass(frozen=True, slots=True)
class Arrange:
    """The clips in this order; those that are not named follow as they were."""

    order: Items


@dataclass(frozen=True, slots=True)
class ReverseOrder:
    pass


@dataclass(frozen=True, slots=True)
class Shuffle:
    pass


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
class Rotate:
    items: Items
    degrees: Literal[90, 180, 270] = 90


@dataclass(frozen=True, slots=True)
class Loop:
    """The whole once more, `times` in all."""

    times: int = 2


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


@dataclass(frozen=True, slots=True)
class SetMusic:
    mood: str
    volume: float | None = None


@dataclass(frozen=True, slots=True)
class OwnMusic:
    """`start` is where in the file it begins."""

    item: Media
    volume: float | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class MusicVolume:
    """Either `to` (0 to 1) or `factor` is given."""

    to: float | None = None
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class MusicTime:
    """When the music plays, where in its file it begins, and how it comes and goes."""

    at: int | None = None
    until: int | None = None
    start: int | None = None
    fade_in: int | None = None
    fade_out: int | None = None


@dataclass(frozen=True, slots=True)
class MusicOff:
    pass


@dataclass(frozen=True, slots=True)
class Mute:
    """No sound at all from `after` on; `clips_only` leaves the music."""

    after: int = 0
    clips_only: bool = False
    items: Items = ()


@dataclass(frozen=True, slots=True)
class ClipVolume:
    """The clips' own sound: either `to` (1 is as recorded, at most 2) or `factor`."""

    to: float | None = None
    factor: float | None = None
    items: Items = ()


@dataclass(frozen=True, slots=True)
class Unmute:
    pass


@dataclass(frozen=True, slots=True)
class Denoise:
    pass


@dataclass(frozen=True, slots=True)
class Look:
    """A colour mood; `on` False takes it away, `kind` "" with it all of them."""

    kind: str
    on: bool = True
    items: Items = ()


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
    """Of photos; `varied` alternates."""

    kind: str
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


@dataclass(frozen=True, slots=True)
class Undo:
    """So many versions back."""

    steps: int = 1


@dataclass(frozen=True, slots=True)
class Redo:
    pass


Op = (
    Create
    | TextCards
    | AddItems
    | SetDuration
    | ScaleDuration
    | ChangeDuration
    | ItemLength
    | TrimStart
    | TrimEnd
    | KeepRange
    | RemoveRange
    | Split
    | Swap
    | Move
    | RemoveItem
    | KeepItems
    | Arrange
    | ReverseOrder
    | Shuffle
    | Speed
    | NormalSpeed
    | PlayBackwards
    | Rotate
    | Loop
    | AddText
    | StyleText
    | ReplaceText
    | RemoveText
    | Captions
    | TimedCaptions
    | SetMusic
    | OwnMusic
    | MusicVolume
    | MusicTime
    | MusicOff
    | Mute
    | ClipVolume
    | Unmute
    | Denoise
    | Look
    | Fade
    | SetTransition
    | TransitionLength
    | SetMotion
    | Canvas
    | Fit
    | Logo
    | MoveLogo
    | Undo
    | Redo
)
# The names by which a configuration speaks of operations (`StudioConfig.silent_edits`).
NAMES: frozenset[str] = frozenset(kind.__name__ for kind in Op.__args__)


def name_of(op: Op) -> str:
    """The operation's name, as in `NAMES`."""
    return type(op).__name__
