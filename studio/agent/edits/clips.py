"""Edits of the clips: order, length, speed, cuts."""

from __future__ import annotations

import random
from dataclasses import replace

from studio.agent import ops as o
from studio.agent.making import create, varied
from studio.agent.timing import (
    keep_range,
    on_beats,
    remove_range,
    retimed,
    split_at,
    stretch_to,
    with_transitions,
)
from studio.draft import Clip, Draft

MAX_ITEMS = 20
MAX_LOOPED = 60


def chosen(draft: Draft, items: o.Items) -> frozenset[int]:
    """The indices that positions name; all when none is named."""
    if not items:
        return frozenset(range(len(draft.clips)))
    found = (index(draft, item) for item in items)
    return frozenset(place for place in found if place is not None)


def index(draft: Draft, position: int) -> int | None:
    """A position as people count, as an index; None when there is no such clip."""
    if position == -1:
        return len(draft.clips) - 1 if draft.clips else None
    return position - 1 if 1 <= position <= len(draft.clips) else None


def add_items(draft: Draft, op: o.AddItems) -> Draft:
    made = create(draft, o.Create(op.items))
    motions = varied(len(draft.clips) + len(made.clips))
    usual = sorted(clip.d for clip in draft.clips if clip.kind == "image")
    added = []
    for place, clip in enumerate(made.clips):
        if clip.kind == "image":
            d = usual[len(usual) // 2] if usual else clip.d
            clip = replace(clip, motion=motions[len(draft.clips) + place], d=d)
        added.append(clip)
    at = len(draft.clips) if op.at == 0 else op.at - 1
    clips = (*draft.clips[:at], *added, *draft.clips[at:])[:MAX_ITEMS]
    kind, ms = usual_transition(draft)
    return replace(draft, clips=with_transitions(clips, kind, ms))


def replace_item(draft: Draft, op: o.ReplaceItem) -> Draft:
    """The place, the transition and the length stay; a shorter clip is shown to its end."""
    at = index(draft, op.item)
    if at is None:
        return draft
    old, new = draft.clips[at], create(draft, o.Create((op.media,))).clips[0]
    d = old.d if new.room is None else min(old.d, new.room)
    motion = old.motion if old.kind == new.kind == "image" else new.motion
    clip = replace(new, d=d, motion=motion, looks=old.looks, transition=old.transition)
    changed = replace(draft, clips=(*draft.clips[:at], clip, *draft.clips[at + 1 :]))
    return retimed(draft, changed)


def usual_transition(draft: Draft) -> tuple[str, int]:
    """The kind and length of the draft's transitions."""
    found = next((clip.transition for clip in draft.clips if clip.transition), None)
    if found:
        return found.kind, found.ms
    return ("fade" if len(draft.clips) < 2 else "cut"), 800


def set_duration(draft: Draft, op: o.SetDuration) -> Draft:
    kept = chosen(draft, op.kept) if op.kept else frozenset()
    overlap = sum(clip.transition.ms for clip in draft.clips[:-1] if clip.transition)
    others = sum(clip.d for place, clip in enumerate(draft.clips) if place not in kept)
    left = op.ms + overlap - sum(draft.clips[place].d for place in kept)
    if not kept or not others or left < 1_000 * (len(draft.clips) - len(kept)):
        return stretch_to(draft, op.ms)
    clips = []
    for place, clip in enumerate(draft.clips):
        d = clip.d if place in kept else round(clip.d * left / others)
        clips.append(replace(clip, d=min(d, clip.room) if clip.room is not None else d))
    changed = replace(draft, clips=tuple(clips))
    return retimed(draft, changed)


def scale_duration(draft: Draft, op: o.ScaleDuration) -> Draft:
    return stretch_to(draft, round(draft.total * op.factor))


def change_duration(draft: Draft, op: o.ChangeDuration) -> Draft:
    return stretch_to(draft, max(1_000, draft.total + op.by))


def item_length(draft: Draft, op: o.ItemLength) -> Draft:
    """The clips named, at their new lengths; every other one stays as it is."""
    which = chosen(draft, op.items)
    clips = []
    for place, clip in enumerate(draft.clips):
        d = clip.d
        if place in which:
            d = op.ms if op.ms is not None else max(500, round(clip.d * op.factor) + op.by)
        clips.append(replace(clip, d=min(d, clip.room) if clip.room is not None else d))
    changed = replace(draft, clips=tuple(clips))
    return retimed(draft, changed)


def cut_on_beats(draft: Draft, op: o.CutOnBeats) -> Draft:
    return on_beats(draft, op.beats)


def trim_start(draft: Draft, op: o.TrimStart) -> Draft:
    return remove_range(draft, 0, op.ms)


def trim_end(draft: Draft, op: o.TrimEnd) -> Draft:
    return remove_range(draft, draft.total - op.ms, draft.total)


def keep(draft: Draft, op: o.KeepRange) -> Draft:
    return keep_range(draft, op.start, op.end)


def remove(draft: Draft, op: o.RemoveRange) -> Draft:
    return remove_range(draft, op.start, op.end)


def split(draft: Draft, op: o.Split) -> Draft:
    return split_at(draft, op.at)


def swap(draft: Draft, op: o.Swap) -> Draft:
    first, second = index(draft, op.first), index(draft, op.second)
    if first is None or second is None:
        return draft
    order = list(range(len(draft.clips)))
    order[first], order[second] = order[second], order[first]
    return _ordered(draft, order)


def move(draft: Draft, op: o.Move) -> Draft:
    item = index(draft, op.item)
    if item is None:
        return draft
    order = [i for i in range(len(draft.clips)) if i != item]
    order.insert(len(order) if op.to == 0 else min(op.to - 1, len(order)), item)
    return _ordered(draft, order)


def remove_item(draft: Draft, op: o.RemoveItem) -> Draft:
    item = index(draft, op.item)
    if item is None or len(draft.clips) < 2:
        return draft
    return _ordered(draft, [i for i in range(len(draft.clips)) if i != item])


def keep_items(draft: Draft, op: o.KeepItems) -> Draft:
    order = [place for place in range(len(draft.clips)) if place in chosen(draft, op.items)]
    return _ordered(draft, order) if order else draft


def arrange(draft: Draft, op: o.Arrange) -> Draft:
    named = [i for i in (index(draft, n) for n in op.order) if i is not None]
    order = list(dict.fromkeys([*named, *range(len(draft.clips))]))
    return _ordered(draft, order)


def reverse(draft: Draft, op: o.ReverseOrder) -> Draft:
    del op
    return _ordered(draft, list(reversed(range(len(draft.clips)))))


def shuffle(draft: Draft, op: o.Shuffle) -> Draft:
    """Always another order than now, the same one for the same draft."""
    del op
    before = list(range(len(draft.clips)))
    order = before[:]
    dice = random.Random("".join(clip.src for clip in draft.clips))
    while order == before and len(order) > 1:
        dice.shuffle(order)
    return _ordered(draft, order)


def _ordered(draft: Draft, order: list[int]) -> Draft:
    """The clips in another order; transitions stay at their places between them.

    Words that were shown with one clip go with it.
    """
    places = [clip.transition for clip in draft.clips]
    clips = [
        replace(draft.clips[item], transition=places[place] if place < len(order) - 1 else None)
        for place, item in enumerate(order)
    ]
    changed = replace(draft, clips=tuple(clips))
    return retimed(draft, changed, order)


def speed(draft: Draft, op: o.Speed) -> Draft:
    bounds = [t for t in (op.start, op.end) if t is not None]
    for at in bounds:
        draft = split_at(draft, at)
    which = chosen(draft, op.items)
    clips = []
    for place, (at, clip) in enumerate(zip(draft.starts(), draft.clips, strict=True)):
        inside = (op.start is None or at >= op.start - 1) and (op.end is None or at < op.end - 1)
        touched = place in which and inside
        whole = not op.items and not bounds
        clips.append(_faster(clip, op, with_transition=whole) if touched else clip)
    return retimed(draft, replace(draft, clips=tuple(clips)))


def _faster(clip: Clip, op: o.Speed, *, with_transition: bool) -> Clip:
    """A video plays faster; a photo is simply shown for a shorter time."""
    if with_transition and clip.transition:
        ms = max(1, round(clip.transition.ms / op.factor))
        clip = replace(clip, transition=replace(clip.transition, ms=ms))
    if clip.kind != "video":
        return replace(clip, d=max(1, round(clip.d / op.factor)))
    new = min(8.0, max(0.125, op.factor if op.exact else clip.speed * op.factor))
    return replace(clip, speed=new, d=max(1, round(clip.d * clip.speed / new)))


def normal_speed(draft: Draft, op: o.NormalSpeed) -> Draft:
    which = chosen(draft, op.items)
    clips = tuple(
        replace(clip, speed=1.0, d=max(1, round(clip.d * clip.speed)))
        if clip.kind == "video" and place in which
        else clip
        for place, clip in enumerate(draft.clips)
    )
    return replace(draft, clips=clips)


def play_backwards(draft: Draft, op: o.PlayBackwards) -> Draft:
    which = chosen(draft, op.items)
    clips = tuple(
        replace(clip, reverse=op.on) if place in which and clip.kind == "video" else clip
        for place, clip in enumerate(draft.clips)
    )
    return replace(draft, clips=clips)


def loop(draft: Draft, op: o.Loop) -> Draft:
    if not draft.clips or len(draft.clips) * op.times > MAX_LOOPED:
        return draft
    last = replace(draft.clips[-1], transition=None)
    once = (*draft.clips[:-1], last)
    return replace(draft, clips=once * op.times)
