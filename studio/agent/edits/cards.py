"""Edits of the cards: words on a plain ground, among pictures or alone."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.edits.clips import usual_transition
from studio.agent.making import CARD_MS, card, card_title
from studio.agent.timing import with_transitions
from studio.draft import CARD_COLORS, MOTIONS, Draft, Title


def add_card(draft: Draft, op: o.AddCard) -> Draft:
    """A card more; what comes after it moves by as much, what lies over everything grows."""
    place = len(draft.clips) if op.at == 0 else min(op.at - 1, len(draft.clips))
    many = sum(clip.kind == "card" for clip in draft.clips)
    grounds = {clip.color for clip in draft.clips if clip.kind == "card"}
    usual = grounds.pop() if many > 1 and len(grounds) == 1 else CARD_COLORS[many % 4]
    new = card(op.text, op.ms or CARD_MS, op.ground or usual, MOTIONS[many % len(MOTIONS)])
    kind, ms = usual_transition(draft)
    clips = with_transitions((*draft.clips[:place], new, *draft.clips[place:]), kind, ms)
    made = replace(draft, clips=clips)
    since = (*draft.starts(), draft.total)[place]
    by = made.total - draft.total
    titles = tuple(_moved(title, draft, since, by) for title in draft.titles)
    voices = tuple(replace(v, s=v.s + by) if v.s >= since else v for v in draft.voices)
    words = card_title(op.text, made.starts()[place], made.clips[place].d, op.color)
    if place == len(draft.clips) and any(clip.kind != "card" for clip in draft.clips):
        words = replace(words, role="end")
    return replace(made, titles=(*titles, words), voices=voices)


def _moved(title: Title, before: Draft, since: int, by: int) -> Title:
    if title.s <= 100 and title.s + title.d >= before.total - 100 and len(before.clips) > 1:
        return replace(title, d=title.d + by)
    late = title.s >= since or (since == 0 and title.s < 1_000)
    return replace(title, s=title.s + by) if late and title.role != "end" else title


def card_ground(draft: Draft, op: o.CardGround) -> Draft:
    clips = tuple(replace(c, color=op.color) if c.kind == "card" else c for c in draft.clips)
    return replace(draft, clips=clips)
