"""`apply(draft, ops) -> draft`: the edits in their order, as pure functions.

Whatever an edit leaves behind is brought into order at the end (`settle`): no clip shorter than
200 ms, no transition longer than half of its neighbours, titles inside the video.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from studio.agent import ops as o
from studio.agent.edits import cards, clips, looks, sound, words
from studio.agent.making import alike, create, text_cards
from studio.agent.parts import taken_back
from studio.agent.timing import settle
from studio.draft import Draft


def apply(draft: Draft, ops: Iterable[o.Op]) -> Draft:
    """The draft after these edits, in order; edits that don't fit it leave it as it is.

    `Undo` and `Redo` are no edits of a draft: whoever keeps the versions changes to another.
    """
    for op in ops:
        draft = settle(APPLY[type(op)](draft, op))
    return draft


def _versions(draft: Draft, op: o.Undo | o.Redo) -> Draft:
    del op
    return draft


def _take_back(draft: Draft, op: o.TakeBack) -> Draft:
    return taken_back(draft, op.draft, op.parts)


APPLY: dict[type, Callable[[Draft, Any], Draft]] = {
    o.Create: create,
    o.Alike: alike,
    o.TextCards: text_cards,
    o.AddCard: cards.add_card,
    o.CardGround: cards.card_ground,
    o.AddItems: clips.add_items,
    o.ReplaceItem: clips.replace_item,
    o.SetDuration: clips.set_duration,
    o.ScaleDuration: clips.scale_duration,
    o.ChangeDuration: clips.change_duration,
    o.ItemLength: clips.item_length,
    o.CutOnBeats: clips.cut_on_beats,
    o.TrimStart: clips.trim_start,
    o.TrimEnd: clips.trim_end,
    o.KeepRange: clips.keep,
    o.RemoveRange: clips.remove,
    o.Split: clips.split,
    o.Swap: clips.swap,
    o.Move: clips.move,
    o.RemoveItem: clips.remove_item,
    o.KeepItems: clips.keep_items,
    o.Arrange: clips.arrange,
    o.ReverseOrder: clips.reverse,
    o.Shuffle: clips.shuffle,
    o.Speed: clips.speed,
    o.NormalSpeed: clips.normal_speed,
    o.PlayBackwards: clips.play_backwards,
    o.Rotate: looks.rotate,
    o.Loop: clips.loop,
    o.AddText: words.add_text,
    o.StyleText: words.style_text,
    o.ReplaceText: words.replace_text,
    o.RemoveText: words.remove_text,
    o.Captions: words.captions,
    o.TimedCaptions: words.timed_captions,
    o.SetMusic: sound.set_music,
    o.OwnMusic: sound.set_own_music,
    o.MusicVolume: sound.music_volume,
    o.MusicTime: sound.music_time,
    o.MusicOff: sound.music_off,
    o.Mute: sound.mute,
    o.AddVoice: sound.add_voice,
    o.SetVoice: sound.set_voice,
    o.RemoveVoice: sound.remove_voice,
    o.ClipVolume: sound.clip_volume,
    o.Unmute: sound.unmute,
    o.Denoise: sound.denoise,
    o.Look: looks.look,
    o.Fade: looks.fade,
    o.SetTransition: looks.set_transition,
    o.TransitionLength: looks.transition_length,
    o.SetMotion: looks.set_motion,
    o.MotionAmount: looks.motion_amount,
    o.Canvas: looks.canvas,
    o.Fit: looks.fit,
    o.Logo: looks.logo,
    o.MoveLogo: looks.move_logo,
    o.TakeBack: _take_back,
    o.Undo: _versions,
    o.Redo: _versions,
}
