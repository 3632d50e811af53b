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


@dataclass(frozen=True, slots=True)
class Create:
    """A new video out of all these; `ms` None lets the material decide."""

    items: tuple[Media, ...]
    kind: CreateKind = "montage"
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class TextCards:
    """A video of words on a plain ground, one card a line."""

    lines: tuple[str, ...]
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class AddItems:
    """Further material at the end of the video."""

    items: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class SetDuration:
    ms: int


@dataclass(frozen=True, slots=True)
class ScaleDuration:
    factor: float


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
class ReverseOrder:
    pass


@dataclass(frozen=True, slots=True)
class Speed:
    """`factor` 2 is twice as fast; `item` 0 is every clip."""

    factor: float
    item: int = 0


@dataclass(frozen=True, slots=True)
class NormalSpeed:
    """Back to the speed of the source; `item` 0 is every clip."""

    item: int = 0


@dataclass(frozen=True, slots=True)
class Loop:
    """The whole once more, `times` in all."""

    times: int = 2


@dataclass(frozen=True, slots=True)
class AddText:
    """Words on screen; None leaves a choice to the role."""

    text: str
    role: Role = "title"
    color: str | None = None
    position: Position | None = None
    start: int | None = None
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class StyleText:
    color: str | None = None
    position: Position | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class ReplaceText:
    text: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class RemoveText:
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Captions:
    """Lines spread evenly over the video."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetMusic:
    mood: str
    volume: float | None = None


@dataclass(frozen=True, slots=True)
class OwnMusic:
    item: Media
    volume: float | None = None


@dataclass(frozen=True, slots=True)
class MusicVolume:
    """Either `to` (0 to 1) or `factor` is given."""

    to: float | None = None
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class MusicOff:
    pass


@dataclass(frozen=True, slots=True)
class Mute:
    """No sound at all from `after` on; `clips_only` leaves the music."""

    after: int = 0
    clips_only: bool = False


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


@dataclass(frozen=True, slots=True)
class Fade:
    where: Literal["in", "out"]
    on: bool = True


@dataclass(frozen=True, slots=True)
class SetTransition:
    """Between all clips; `cut` takes transitions away."""

    kind: Literal["fade", "wipe", "slide", "cut"]


@dataclass(frozen=True, slots=True)
class SetMotion:
    """Of all photos; `varied` alternates."""

    kind: Literal["none", "varied", "zoom_in", "zoom_out", "pan_left", "pan_right"]


@dataclass(frozen=True, slots=True)
class Canvas:
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Whole pictures with blurred sides, or cropped to the canvas."""

    kind: Literal["crop", "blur"]


@dataclass(frozen=True, slots=True)
class Logo:
    """This picture small in a corner; None takes it away."""

    item: Media | None


@dataclass(frozen=True, slots=True)
class Undo:
    pass


Op = (
    Create
    | TextCards
    | AddItems
    | SetDuration
    | ScaleDuration
    | TrimStart
    | TrimEnd
    | KeepRange
    | RemoveRange
    | Swap
    | Move
    | RemoveItem
    | ReverseOrder
    | Speed
    | NormalSpeed
    | Loop
    | AddText
    | StyleText
    | ReplaceText
    | RemoveText
    | Captions
    | SetMusic
    | OwnMusic
    | MusicVolume
    | MusicOff
    | Mute
    | Unmute
    | Denoise
    | Look
    | Fade
    | SetTransition
    | SetMotion
    | Canvas
    | Fit
    | Logo
    | Undo
)
# The names by which a configuration speaks of operations (`StudioConfig.silent_edits`).
NAMES: frozenset[str] = frozenset(kind.__name__ for kind in Op.__args__)


def name_of(op: Op) -> str:
    """The operation's name, as in `NAMES`."""
    return type(op).__name__
