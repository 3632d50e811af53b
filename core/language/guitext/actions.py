"""What a dropped instruction stood for, told from its words, most specific first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from core.language.guitext.lines import is_housekeeping, is_lead, is_symptom
from core.language.guitext.model import Action
from core.language.guitext.rules import Grammar, shared

_SIGNS = Grammar(shared()["actions"])


@lru_cache(maxsize=512)
def meant(text: str) -> Action | None:
    """The one action that a dropped part (lower case, as written) stood for; None for none."""
    text = _SIGNS.without("BESIDE", text)
    if _SIGNS.has("CREDITS", text):
        return Action.CREDITS
    if _SIGNS.has("UPLOADS_PLACE", text):
        return Action.STATE
    if _SIGNS.has("UPLOAD", text):
        return Action.UPLOAD
    if _SIGNS.has("EXPORT", text):
        return Action.EXPORT
    return _looked_at_or_edited(text)


def _looked_at_or_edited(text: str) -> Action | None:
    if _SIGNS.has("FOLLOWS", text):
        return Action.STATE
    if _SIGNS.has("MARKS_SEEN", text):
        return Action.TIMELINE
    hands_on = _SIGNS.has("HANDS_ON", text)
    to_change = _SIGNS.has("CHANGES", text) and not _SIGNS.has("LOOKS", text)
    if _SIGNS.has("OPENS_PLACE", text) and not hands_on and not to_change:
        return Action.STATE
    if _SIGNS.has("OPENS_TIMELINE", text) and not hands_on:
        return Action.TIMELINE
    if _SIGNS.has("PLAYHEAD", text):
        return Action.TIMELINE
    if _SIGNS.has("EDIT", text):
        return Action.EDIT
    if _SIGNS.has("TIMELINE", text):
        return Action.TIMELINE
    if _SIGNS.has("STATE", text) and _SIGNS.has("PLACE_NAME", text):
        return Action.STATE
    return None


def told_around(said: str, before: str, around: str) -> Action | None:
    """What only other words tell: the sentence `before` what a nameless control is for, those
    `around` (its own with it) that something dragged into a box is a file; None for nothing."""
    if _SIGNS.has("DRAGS_IN", said) and _SIGNS.has("FILES", around):
        return Action.UPLOAD
    taken = _SIGNS.has("CLICKS", said) and _SIGNS.has("TO_TAKE", before)
    return Action.EXPORT if taken and meant(said) is None else None


DECISIVE = (Action.EXPORT, Action.CREDITS, Action.UPLOAD)
"""What an instruction is for when it also opens, looks at or moves something on the way."""


@lru_cache(maxsize=256)
def watches(text: str) -> bool:
    """Whether a dropped clause asks to play the video or to look at it, whatever comes next."""
    if meant(text) is not Action.TIMELINE:
        return False
    return _SIGNS.has("WATCHES", _SIGNS.without("BESIDE", text))


def settle(found: Sequence[Action], watched: bool = False) -> tuple[Action, ...]:
    """One instruction means one thing: opening a panel on the way to a button is not a wish; only
    a look at the video itself (`watched`) is one beside an edit."""
    kept = list(dict.fromkeys(found))
    if any(action in kept for action in DECISIVE):
        kept = [action for action in kept if action not in (Action.STATE, Action.EDIT)]
    if Action.CREDITS in kept or Action.UPLOAD in kept:
        kept = [action for action in kept if action is not Action.TIMELINE]
    if Action.TIMELINE in kept and Action.STATE in kept:
        kept.remove(Action.STATE)
    if Action.EDIT in kept and Action.TIMELINE in kept and not watched:
        kept.remove(Action.TIMELINE)
    return tuple(kept)


def meaning(said: Sequence[str], before: str, around: str) -> tuple[Action, ...]:
    """What dropped clauses (lower case, as written) that belong together stood for."""
    said = [clause for clause in said if not is_symptom(clause)]
    kept = [clause for clause in said if not is_housekeeping(clause)]
    together = " ".join(kept)
    if not together:
        # "Log in to see your invoices": what for is told.
        return (Action.CREDITS,) if any(_SIGNS.has("PAID", clause) for clause in said) else ()
    hint = told_around(together, before, around)
    own = [clause for clause in kept if not is_lead(clause)]
    found = [hint] if hint else [meant(clause) for clause in (*own, together)]
    watched = any(watches(clause) for clause in kept)
    return settle([action for action in found if action], watched)
