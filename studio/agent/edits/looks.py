"""Edits of how it looks: colours, fades, transitions, motion, canvas, logo."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from studio.agent import ops as o
from studio.agent.edits.clips import chosen, index
from studio.agent.making import varied
from studio.agent.timing import split_at, stretch_to, usual_ms, with_transitions
from studio.draft import Clip, Corner, Draft, Motion, Transition, Turn

OPPOSITES = {
    "warm": "cool",
    "cool": "warm",
    "bright": "dark",
    "dark": "bright",
    "bw": "vivid",
    "vivid": "bw",
}

TURNED: dict[Motion, Motion] = {
    "zoom_in": "zoom_out",
    "zoom_out": "zoom_in",
    "pan_left": "pan_right",
    "pan_right": "pan_left",
    "pan_up": "pan_down",
    "pan_down": "pan_up",
}
# How far a photo may move at least and at most, 1 as usual.
_AMOUNTS = (0.25, 2.0)


def look(draft: Draft, op: o.Look) -> Draft:
    """Over everything, or on some clips; over everything it is taken off single clips."""
    if op.start is not None or op.end is not None:
        return _in_stretch(draft, op)
    if not op.items:
        clips = tuple(replace(c, looks=_without(c.looks, op)) for c in draft.clips)
        return replace(draft, looks=_looks(draft.looks, op), clips=clips)
    which = chosen(draft, op.items)
    if len(which) == len(draft.clips):
        return look(draft, replace(op, items=()))
    clips, whole = draft.clips, draft.looks
    if not op.on and _has(whole, op):  # taken off some: the others carry it by themselves
        mine = tuple(kind for kind in whole if op.kind in ("", kind))
        whole = tuple(kind for kind in whole if kind not in mine)
        clips = tuple(
            replace(c, looks=(*c.looks, *mine)) if place not in which else c
            for place, c in enumerate(clips)
        )
    clips = tuple(
        replace(c, looks=_looks(c.looks, op)) if place in which else c
        for place, c in enumerate(clips)
    )
    return replace(draft, looks=whole, clips=clips)


def _in_stretch(draft: Draft, op: o.Look) -> Draft:
    """Between two times: clips that go on outside are split there."""
    start = op.start or 0
    end = draft.total if op.end is None else min(op.end, draft.total)
    for at in (start, end):
        draft = split_at(draft, at)
    inside = tuple(
        n
        for n, (at, clip) in enumerate(zip(draft.starts(), draft.clips, strict=True), 1)
        if at >= start - 1 and at + clip.d <= end + 1
    )
    return look(draft, replace(op, items=inside, start=None, end=None)) if inside else draft


def _has(looks: tuple[str, ...], op: o.Look) -> bool:
    return any(op.kind in ("", kind) for kind in looks)


def _looks(looks: tuple[str, ...], op: o.Look) -> tuple[str, ...]:
    kept = _without(looks, op)
    return (*kept, op.kind) if op.on else kept


def _without(looks: tuple[str, ...], op: o.Look) -> tuple[str, ...]:
    if not op.on:
        return tuple(kind for kind in looks if op.kind and kind != op.kind)
    return tuple(kind for kind in looks if kind not in (op.kind, OPPOSITES.get(op.kind)))


def fade(draft: Draft, op: o.Fade) -> Draft:
    kept = tuple(fade for fade in draft.fades if fade != op.where)
    fades = tuple(sorted((*kept, op.where))) if op.on else kept
    length = op.ms if op.on else None
    if op.where == "in":
        return replace(draft, fades=fades, fade_in=length or draft.fade_in if op.on else None)
    return replace(draft, fades=fades, fade_out=length or draft.fade_out if op.on else None)


def set_transition(draft: Draft, op: o.SetTransition) -> Draft:
    total = draft.total
    if op.after:
        clips = _one_transition(draft, op)
    else:
        now = next((c.transition.ms for c in draft.clips if c.transition), None)
        clips = with_transitions(draft.clips, op.kind, op.ms or usual_ms(op.kind, now))
    changed = replace(draft, clips=clips)
    if any(clip.kind == "image" for clip in draft.clips):
        return stretch_to(changed, total)  # photos make up for what a transition overlaps
    return changed


def _one_transition(draft: Draft, op: o.SetTransition) -> tuple[Clip, ...]:
    place = index(draft, op.after)
    if place is None or place + 1 >= len(draft.clips):
        return draft.clips
    now = next((c.transition.ms for c in draft.clips if c.transition), None)
    made = None if op.kind == "cut" else Transition(op.kind, op.ms or usual_ms(op.kind, now))
    changed = replace(draft.clips[place], transition=made)
    return (*draft.clips[:place], changed, *draft.clips[place + 1 :])


def transition_length(draft: Draft, op: o.TransitionLength) -> Draft:
    total = draft.total
    clips = tuple(
        replace(
            clip,
            transition=replace(
                clip.transition, ms=op.ms or max(200, round(clip.transition.ms * op.factor))
            ),
        )
        if clip.transition
        else clip
        for clip in draft.clips
    )
    changed = replace(draft, clips=clips)
    if all(clip.kind == "image" for clip in draft.clips):
        return stretch_to(changed, total)
    return changed


def set_motion(draft: Draft, op: o.SetMotion) -> Draft:
    which = chosen(draft, op.items)
    same = (cast(Motion, op.kind),) * len(draft.clips)
    motions = varied(len(draft.clips)) if op.kind == "varied" else same
    if op.kind == "opposite":
        motions = tuple(TURNED.get(clip.motion, clip.motion) for clip in draft.clips)
    clips = tuple(
        replace(clip, motion=motion) if clip.kind == "image" and place in which else clip
        for place, (clip, motion) in enumerate(zip(draft.clips, motions, strict=True))
    )
    return replace(draft, clips=clips)


def motion_amount(draft: Draft, op: o.MotionAmount) -> Draft:
    which = chosen(draft, op.items)
    least, most = _AMOUNTS
    clips = tuple(
        replace(clip, amount=round(min(most, max(least, clip.amount * op.factor)), 2))
        if clip.kind == "image" and clip.motion != "none" and place in which
        else clip
        for place, clip in enumerate(draft.clips)
    )
    return replace(draft, clips=clips)


def canvas(draft: Draft, op: o.Canvas) -> Draft:
    return replace(draft, width=op.width, height=op.height)


def fit(draft: Draft, op: o.Fit) -> Draft:
    if not op.items:
        clips = tuple(replace(clip, fit="") for clip in draft.clips)
        return replace(draft, fit=op.kind, clips=clips)
    which = chosen(draft, op.items)
    clips = tuple(
        replace(clip, fit=op.kind) if place in which else clip
        for place, clip in enumerate(draft.clips)
    )
    return replace(draft, clips=clips)


def rotate(draft: Draft, op: o.Rotate) -> Draft:
    which = chosen(draft, op.items)
    clips = tuple(
        replace(clip, rotate=cast(Turn, (clip.rotate + op.degrees) % 360))
        if place in which
        else clip
        for place, clip in enumerate(draft.clips)
    )
    return replace(draft, clips=clips)


def logo(draft: Draft, op: o.Logo) -> Draft:
    """The picture leaves the timeline when it stood there; the last clip stays."""
    if op.item is None:
        return replace(draft, logo="")
    kept = tuple(clip for clip in draft.clips if clip.src != op.item.id)
    corner = cast(Corner, op.corner or draft.logo_corner)
    total = draft.total
    changed = replace(draft, logo=op.item.id, logo_corner=corner, clips=kept or draft.clips)
    return stretch_to(changed, total) if kept and len(kept) < len(draft.clips) else changed


def move_logo(draft: Draft, op: o.MoveLogo) -> Draft:
    return replace(draft, logo_corner=cast(Corner, op.corner))
