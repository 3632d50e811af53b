"""Whether what the rules did is what the words are learned to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from studio.agent import ops as o
from studio.agent.learned.marking import Wish

_LENGTHS: Final = (o.SetDuration, o.ChangeDuration, o.ScaleDuration)
_ITEM: Final = (o.ItemLength, o.Speed)
_ORDERS: Final = (o.Move, o.Swap, o.Arrange)
_PICKS: Final = (o.RemoveItem, o.KeepItems)
_RANGES: Final = (o.RemoveRange, o.KeepRange, o.TrimStart, o.TrimEnd)
_WORDS: Final = (o.AddText, o.StyleText, o.ReplaceText, o.Captions)
_LOUDNESS: Final = (o.MusicVolume, o.ClipVolume)

MADE: Final[Mapping[str, tuple[type, ...]]] = {
    **dict.fromkeys(("length", "longer", "shorter"), _LENGTHS),
    **dict.fromkeys(("item_length", "item_longer", "item_shorter"), _ITEM),
    **dict.fromkeys(("faster", "slower", "normal_speed"), (o.Speed, o.NormalSpeed)),
    **dict.fromkeys(("swap", "move", "arrange"), _ORDERS),
    **dict.fromkeys(("remove", "keep_only"), _PICKS),
    **dict.fromkeys(("cut", "keep"), _RANGES),
    **dict.fromkeys(("text", "style_text", "replace_text", "captions"), _WORDS),
    **dict.fromkeys(("music_louder", "music_softer"), (o.MusicVolume,)),
    "music_volume": (o.MusicVolume, o.SetMusic),
    **dict.fromkeys(("clips_louder", "clips_softer"), (o.ClipVolume,)),
    **dict.fromkeys(("mute", "mute_clips"), (o.Mute,)),
    **dict.fromkeys(("look", "look_off"), (o.Look,)),
    **dict.fromkeys(("fade_in", "fade_out", "fades_off"), (o.Fade,)),
    **dict.fromkeys(("transition", "transitions_off"), (o.SetTransition,)),
    **dict.fromkeys(("transitions_longer", "transitions_shorter"), (o.TransitionLength,)),
    **dict.fromkeys(("motion", "motion_off"), (o.SetMotion,)),
    **dict.fromkeys(("motion_more", "motion_less"), (o.MotionAmount,)),
    "reverse_order": (o.ReverseOrder,), "shuffle": (o.Shuffle,), "backwards": (o.PlayBackwards,),
    "remove_text": (o.RemoveText,), "music": (o.SetMusic,), "music_off": (o.MusicOff, o.Mute),
    "unmute": (o.Unmute, o.Mute), "canvas": (o.Canvas,), "fit": (o.Fit,), "rotate": (o.Rotate,),
}  # fmt: skip
"""What the rules make of a wish of each name."""
_KNOWN: Final = {kind for kinds in MADE.values() for kind in kinds}


def unconfirmed(ops: Iterable[o.Op], found: Iterable[Wish], likely: float, *, quoted: bool) -> bool:
    """Whether one of these edits has a name that no wish has, where another one is likely.

    `likely` is how far that one is ahead at least. Words in quotation marks are for the screen
    whatever was learned.
    """
    kinds = {type(op) for op in ops} & _KNOWN - ({o.AddText} if quoted else set())
    made = [(wish, kinds & {*MADE.get(wish.op, ())}) for wish in found]
    others = any(wish.sure >= likely and not same for wish, same in made)
    return others and bool(kinds.difference(*(same for _, same in made)))
