"""The edits that exist, as values. `plan` makes them out of words, `apply` out of a draft a draft.

Positions count from 1 as people do; times are milliseconds.
"""

from __future__ import annotations

from studio.agent.ops.common import CreateKind, Items, Position
from studio.agent.ops.looks import (
    Canvas,
    Fade,
    Fit,
    Logo,
    Look,
    MotionAmount,
    MoveLogo,
    Rotate,
    SetMotion,
    SetTransition,
    TransitionLength,
)
from studio.agent.ops.making import (
    AddCard,
    AddItems,
    Alike,
    CardGround,
    Create,
    ReplaceItem,
    TextCards,
)
from studio.agent.ops.order import (
    Arrange,
    KeepItems,
    Move,
    RemoveItem,
    ReverseOrder,
    Shuffle,
    Swap,
)
from studio.agent.ops.sound import (
    AddVoice,
    ClipVolume,
    Denoise,
    MusicOff,
    MusicTime,
    MusicVolume,
    Mute,
    OwnMusic,
    RemoveVoice,
    SetMusic,
    SetVoice,
    Unmute,
)
from studio.agent.ops.time import (
    ChangeDuration,
    CutOnBeats,
    ItemLength,
    KeepRange,
    Loop,
    NormalSpeed,
    PlayBackwards,
    RemoveRange,
    ScaleDuration,
    SetDuration,
    Speed,
    Split,
    TrimEnd,
    TrimStart,
)
from studio.agent.ops.versions import (
    Redo,
    TakeBack,
    Undo,
)
from studio.agent.ops.words import (
    AddText,
    Captions,
    RemoveText,
    ReplaceText,
    StyleText,
    TimedCaptions,
)

Op = (
    Create
    | Alike
    | TextCards
    | AddCard
    | CardGround
    | AddItems
    | ReplaceItem
    | SetDuration
    | ScaleDuration
    | ChangeDuration
    | ItemLength
    | CutOnBeats
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
    | AddVoice
    | SetVoice
    | RemoveVoice
    | ClipVolume
    | Unmute
    | Denoise
    | Look
    | Fade
    | SetTransition
    | TransitionLength
    | SetMotion
    | MotionAmount
    | Canvas
    | Fit
    | Logo
    | MoveLogo
    | TakeBack
    | Undo
    | Redo
)
# The names by which a configuration speaks of operations (`StudioConfig.silent_edits`).
NAMES: frozenset[str] = frozenset(kind.__name__ for kind in Op.__args__)


def name_of(op: Op) -> str:
    """The operation's name, as in `NAMES`."""
    return type(op).__name__


__all__ = [
    "NAMES",
    "AddCard",
    "AddItems",
    "AddText",
    "AddVoice",
    "Alike",
    "Arrange",
    "Canvas",
    "Captions",
    "CardGround",
    "ChangeDuration",
    "ClipVolume",
    "Create",
    "CreateKind",
    "CutOnBeats",
    "Denoise",
    "Fade",
    "Fit",
    "ItemLength",
    "Items",
    "KeepItems",
    "KeepRange",
    "Logo",
    "Look",
    "Loop",
    "MotionAmount",
    "Move",
    "MoveLogo",
    "MusicOff",
    "MusicTime",
    "MusicVolume",
    "Mute",
    "NormalSpeed",
    "Op",
    "OwnMusic",
    "PlayBackwards",
    "Position",
    "Redo",
    "RemoveItem",
    "RemoveRange",
    "RemoveText",
    "RemoveVoice",
    "ReplaceItem",
    "ReplaceText",
    "ReverseOrder",
    "Rotate",
    "ScaleDuration",
    "SetDuration",
    "SetMotion",
    "SetMusic",
    "SetTransition",
    "SetVoice",
    "Shuffle",
    "Speed",
    "Split",
    "StyleText",
    "Swap",
    "TakeBack",
    "TextCards",
    "TimedCaptions",
    "TransitionLength",
    "TrimEnd",
    "TrimStart",
    "Undo",
    "Unmute",
    "name_of",
]
