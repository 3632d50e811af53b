"""`apply(draft, ops) -> draft`: what each edit does, as pure functions.

Whatever an edit leaves behind is brought into order at the end (`settle`): no clip shorter than
200 ms, no transition longer than half of its neighbours, titles inside the video.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from studio.agent import ops as o
from studio.agent.making import create, music_for, own_music, text_cards, varied
from studio.agent.timing import (
    keep_range,
    remove_range,
    settle,
    spread,
    stretch_to,
    with_transitions,
)
from studio.draft import Clip, Draft, Music, Title

DEFAULT_POSITIONS: dict[str, o.Position] = {"title": "top", "subtitle": "bottom", "end": "center"}
TITLE_MS = 4_000
END_MS = 3_000
MAX_ITEMS = 20
MAX_TEXT = 200


def apply(draft: Draft, ops: Iterable[o.Op]) -> Draft:
    """The draft after these edits, in order; edits that don't fit it leave it as it is.

    `Undo` is no edit of a draft: whoever keeps the versions takes one back.
    """
    for op in ops:
        draft = settle(APPLY[type(op)](draft, op))
    return draft


def _create(draft: Draft, op: o.Create) -> Draft:
    return create(draft, op)


def _text_cards(draft: Draft, op: o.TextCards) -> Draft:
    return text_cards(draft, op)


def _add_items(draft: Draft, op: o.AddItems) -> Draft:
    made = create(draft, o.Create(op.items))
    motions = varied(len(draft.clips) + len(made.clips))
    added = tuple(
        replace(clip, motion=motions[len(draft.clips) + i] if clip.kind == "image" else "none")
        for i, clip in enumerate(made.clips)
    )
    clips = (*draft.clips, *added)[:MAX_ITEMS]
    return replace(draft, clips=with_transitions(clips, _transition_kind(draft) or "fade"))


def _set_duration(draft: Draft, op: o.SetDuration) -> Draft:
    return stretch_to(draft, op.ms)


def _scale_duration(draft: Draft, op: o.ScaleDuration) -> Draft:
    return stretch_to(draft, round(draft.total * op.factor))


def _trim_start(draft: Draft, op: o.TrimStart) -> Draft:
    return remove_range(draft, 0, op.ms)


def _trim_end(draft: Draft, op: o.TrimEnd) -> Draft:
    return remove_range(draft, draft.total - op.ms, draft.total)


def _keep(draft: Draft, op: o.KeepRange) -> Draft:
    return keep_range(draft, op.start, op.end)


def _remove(draft: Draft, op: o.RemoveRange) -> Draft:
    return remove_range(draft, op.start, op.end)


def _swap(draft: Draft, op: o.Swap) -> Draft:
    first, second = _index(draft, op.first), _index(draft, op.second)
    if first is None or second is None:
        return draft
    order = list(range(len(draft.clips)))
    order[first], order[second] = order[second], order[first]
    return _ordered(draft, order)


def _move(draft: Draft, op: o.Move) -> Draft:
    item = _index(draft, op.item)
    if item is None:
        return draft
    order = [i for i in range(len(draft.clips)) if i != item]
    order.insert(len(order) if op.to == 0 else min(op.to - 1, len(order)), item)
    return _ordered(draft, order)


def _remove_item(draft: Draft, op: o.RemoveItem) -> Draft:
    item = _index(draft, op.item)
    if item is None or len(draft.clips) < 2:
        return draft
    return _ordered(draft, [i for i in range(len(draft.clips)) if i != item])


def _reverse(draft: Draft, op: o.ReverseOrder) -> Draft:
    del op
    return _ordered(draft, list(reversed(range(len(draft.clips)))))


def _ordered(draft: Draft, order: list[int]) -> Draft:
    """The clips in another order; transitions stay at their places between them."""
    places = [clip.transition for clip in draft.clips]
    clips = [
        replace(draft.clips[item], transition=places[place] if place < len(order) - 1 else None)
        for place, item in enumerate(order)
    ]
    return replace(draft, clips=tuple(clips))


def _speed(draft: Draft, op: o.Speed) -> Draft:
    only = _index(draft, op.item) if op.item else None
    if op.item and only is None:
        return draft
    clips = []
    for i, clip in enumerate(draft.clips):
        touched = only is None or i == only
        clips.append(_faster(clip, op.factor, with_transition=only is None) if touched else clip)
    return replace(draft, clips=tuple(clips))


def _faster(clip: Clip, factor: float, *, with_transition: bool) -> Clip:
    """A video plays faster; a photo is simply shown for a shorter time."""
    if with_transition and clip.transition:
        ms = max(1, round(clip.transition.ms / factor))
        clip = replace(clip, transition=replace(clip.transition, ms=ms))
    if clip.kind != "video":
        return replace(clip, d=max(1, round(clip.d / factor)))
    speed = min(8.0, max(0.125, clip.speed * factor))
    return replace(clip, speed=speed, d=max(1, round(clip.d * clip.speed / speed)))


def _normal_speed(draft: Draft, op: o.NormalSpeed) -> Draft:
    only = _index(draft, op.item) if op.item else None
    if op.item and only is None:
        return draft
    clips = tuple(
        replace(clip, speed=1.0, d=max(1, round(clip.d * clip.speed)))
        if clip.kind == "video" and only in (None, i)
        else clip
        for i, clip in enumerate(draft.clips)
    )
    return replace(draft, clips=clips)


def _loop(draft: Draft, op: o.Loop) -> Draft:
    if not draft.clips or len(draft.clips) * op.times > MAX_ITEMS * 3:
        return draft
    last = replace(draft.clips[-1], transition=None)
    once = (*draft.clips[:-1], last)
    return replace(draft, clips=once * op.times)


def _add_text(draft: Draft, op: o.AddText) -> Draft:
    lasts = op.ms or (END_MS if op.role == "end" else TITLE_MS)
    start = op.start if op.start is not None else (500 if op.role == "title" else 0)
    if op.role == "end":
        start = max(0, draft.total - lasts)
    if op.role == "subtitle" and op.ms is None and op.start is None:
        lasts = draft.total
    title = Title(
        text=op.text[:MAX_TEXT],
        s=start,
        d=lasts,
        color=op.color or "#ffffff",
        position=op.position or DEFAULT_POSITIONS[op.role],
        role=op.role,
    )
    others = tuple(
        t for t in draft.titles if op.start is not None or t.role != op.role or t.s != title.s
    )
    name = op.text[:MAX_TEXT] if op.role == "title" and not draft.title else draft.title
    return replace(draft, titles=(*others, title), title=name)


def _style_text(draft: Draft, op: o.StyleText) -> Draft:
    titles = tuple(
        replace(t, color=op.color or t.color, position=op.position or t.position)
        if op.role in (None, t.role)
        else t
        for t in draft.titles
    )
    return replace(draft, titles=titles)


def _replace_text(draft: Draft, op: o.ReplaceText) -> Draft:
    for i, title in enumerate(draft.titles):
        if op.role in (None, title.role):
            changed = replace(title, text=op.text[:MAX_TEXT])
            return replace(draft, titles=(*draft.titles[:i], changed, *draft.titles[i + 1 :]))
    return _add_text(draft, o.AddText(op.text, role=op.role or "title"))


def _remove_text(draft: Draft, op: o.RemoveText) -> Draft:
    kept = tuple(t for t in draft.titles if op.role not in (None, t.role))
    return replace(draft, titles=kept)


def _captions(draft: Draft, op: o.Captions) -> Draft:
    kept = tuple(t for t in draft.titles if t.role != "subtitle")
    return replace(draft, titles=(*kept, *spread(op.lines, draft.total)))


def _set_music(draft: Draft, op: o.SetMusic) -> Draft:
    volume = op.volume if op.volume is not None else (draft.music.volume if draft.music else None)
    return replace(draft, music=music_for(op.mood, volume), mute=False)


def _own_music(draft: Draft, op: o.OwnMusic) -> Draft:
    return replace(draft, music=own_music(op.item, op.volume), mute=False)


def _music_volume(draft: Draft, op: o.MusicVolume) -> Draft:
    if draft.music is None:
        return draft
    volume = op.to if op.to is not None else draft.music.volume * (op.factor or 1.0)
    return replace(draft, music=replace(draft.music, volume=round(min(1.0, max(0.0, volume)), 2)))


def _music_off(draft: Draft, op: o.MusicOff) -> Draft:
    del op
    return replace(draft, music=None)


def _mute(draft: Draft, op: o.Mute) -> Draft:
    if op.after <= 0:
        return replace(draft, mute=True, music=draft.music if op.clips_only else None)
    music: Music | None = draft.music
    if music is not None and not op.clips_only:
        music = replace(music, until=op.after)
    return replace(_split(draft, op.after), music=music)


def _split(draft: Draft, at: int) -> Draft:
    """Mute every clip from `at` on; the clip that lies across it is cut in two."""
    clips: list[Clip] = []
    for start, clip in zip(draft.starts(), draft.clips, strict=True):
        if start >= at:
            clips.append(replace(clip, mute=True))
        elif start + clip.d <= at or clip.kind != "video":
            clips.append(clip)
        else:
            head = at - start
            clips.append(replace(clip, d=head, transition=None))
            rest = clip.start + round(head * clip.speed)
            clips.append(replace(clip, d=clip.d - head, start=rest, mute=True))
    return replace(draft, clips=tuple(clips))


def _unmute(draft: Draft, op: o.Unmute) -> Draft:
    del op
    clips = tuple(replace(clip, mute=False) for clip in draft.clips)
    music = replace(draft.music, until=None) if draft.music else None
    return replace(draft, clips=clips, mute=False, music=music)


def _denoise(draft: Draft, op: o.Denoise) -> Draft:
    del op
    return replace(draft, denoise=True)


OPPOSITES = {"warm": "cool", "cool": "warm", "bright": "dark", "dark": "bright"}


def _look(draft: Draft, op: o.Look) -> Draft:
    if not op.on:
        kept = tuple(look for look in draft.looks if op.kind and look != op.kind)
        return replace(draft, looks=kept)
    kept = tuple(x for x in draft.looks if x not in (op.kind, OPPOSITES.get(op.kind)))
    return replace(draft, looks=(*kept, op.kind))


def _fade(draft: Draft, op: o.Fade) -> Draft:
    kept = tuple(fade for fade in draft.fades if fade != op.where)
    return replace(draft, fades=tuple(sorted((*kept, op.where))) if op.on else kept)


def _set_transition(draft: Draft, op: o.SetTransition) -> Draft:
    total = draft.total
    changed = replace(draft, clips=with_transitions(draft.clips, op.kind))
    if all(clip.kind == "image" for clip in draft.clips):
        return stretch_to(changed, total)  # photos make up for what a transition overlaps
    return changed


def _set_motion(draft: Draft, op: o.SetMotion) -> Draft:
    motions = varied(len(draft.clips)) if op.kind == "varied" else (op.kind,) * len(draft.clips)
    clips = tuple(
        replace(clip, motion=motion) if clip.kind == "image" else clip
        for clip, motion in zip(draft.clips, motions, strict=True)
    )
    return replace(draft, clips=clips)


def _canvas(draft: Draft, op: o.Canvas) -> Draft:
    return replace(draft, width=op.width, height=op.height)


def _fit(draft: Draft, op: o.Fit) -> Draft:
    return replace(draft, fit=op.kind)


def _logo(draft: Draft, op: o.Logo) -> Draft:
    return replace(draft, logo=op.item.id if op.item else "")


def _undo(draft: Draft, op: o.Undo) -> Draft:
    del op
    return draft


def _index(draft: Draft, position: int) -> int | None:
    """A position as people count, as an index; None when there is no such clip."""
    if position == -1:
        return len(draft.clips) - 1 if draft.clips else None
    return position - 1 if 1 <= position <= len(draft.clips) else None


def _transition_kind(draft: Draft) -> str | None:
    if len(draft.clips) < 2:
        return "fade"
    return next((clip.transition.kind for clip in draft.clips if clip.transition), None)


APPLY: dict[type, Callable[[Draft, Any], Draft]] = {
    o.Create: _create,
    o.TextCards: _text_cards,
    o.AddItems: _add_items,
    o.SetDuration: _set_duration,
    o.ScaleDuration: _scale_duration,
    o.TrimStart: _trim_start,
    o.TrimEnd: _trim_end,
    o.KeepRange: _keep,
    o.RemoveRange: _remove,
    o.Swap: _swap,
    o.Move: _move,
    o.RemoveItem: _remove_item,
    o.ReverseOrder: _reverse,
    o.Speed: _speed,
    o.NormalSpeed: _normal_speed,
    o.Loop: _loop,
    o.AddText: _add_text,
    o.StyleText: _style_text,
    o.ReplaceText: _replace_text,
    o.RemoveText: _remove_text,
    o.Captions: _captions,
    o.SetMusic: _set_music,
    o.OwnMusic: _own_music,
    o.MusicVolume: _music_volume,
    o.MusicOff: _music_off,
    o.Mute: _mute,
    o.Unmute: _unmute,
    o.Denoise: _denoise,
    o.Look: _look,
    o.Fade: _fade,
    o.SetTransition: _set_transition,
    o.SetMotion: _set_motion,
    o.Canvas: _canvas,
    o.Fit: _fit,
    o.Logo: _logo,
    o.Undo: _undo,
}
