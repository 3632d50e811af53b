"""Rules about pictures that have just come and shall go into the video that is there."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import MINOR, Clause, use
from studio.agent.context import Media
from studio.agent.tokens import Token
from studio.agent.work import Work

_EXCHANGE = ("replaces", "swap", "change", "instead")
# What may stand beside what has come and its place.
_PLACING = MINOR | {"add", "move", "start", "end", "first", "last", "nth", "before", "after"}
_PLACING |= {"hold", "all", "different", "between", "num", "more", "it", "these", "change"}
_OTHER = ("music", "title", "text", "transition", "logo", "dur", "color", "remove", "no", "neg")


def waiting(work: Work) -> tuple[Media, ...]:
    """The pictures that came since the last change and are not in the video."""
    used = {clip.src for clip in work.draft.clips} | {work.draft.logo}
    return tuple(m for m in work.project.fresh if m.kind != "audio" and m.id not in used)


def replace(work: Work, clause: Clause) -> bool:
    """`the portrait with the panorama`, `the second photo with this one`, where that is new."""
    if not clause.has(*_EXCHANGE) or clause.has(*_OTHER) or work.draft.empty:
        return False
    named = [t for t in clause.open() if t.values("name")]
    outside = [t for t in named if _outside(work, t) is not None]
    media = _outside(work, outside[0]) if len(outside) == 1 else None
    spoken = _spoken(clause) if media is None else []
    if media is None and not outside and spoken and len(waiting(work)) == 1:
        media = waiting(work)[0]
    if media is None:
        return False
    words = [*outside, *spoken]
    use(words)
    found = work.which(clause)
    if found is None or found.whole or found.missing or len(found.items) != 1:
        for token in words:
            token.used = False
        return False
    found.take()
    clause.take(*_EXCHANGE, "add", "by", "item", "different", "these", "it", "to")
    work.do(o.ReplaceItem(found.items[0], media))
    return True


def place(work: Work, clause: Clause) -> bool:
    """`add this one at the end`, `put this photo last`: of what has just come."""
    named = [t for t in clause.open() if _outside(work, t) is not None]
    new = tuple(m for t in named if (m := _outside(work, t)) is not None) or waiting(work)
    spoken = named or _spoken(clause)
    if not new or not spoken or clause.has(*_OTHER) or not clause.had("add", "move", "hold"):
        return False
    if any(not t.tags & _PLACING and not t.values("name") for t in clause.open()):
        return False
    use(spoken)
    at = _at(work, clause)
    if at is None and any("add" in t and not t.tags & {"filler", "move"} for t in clause.open()):
        at = 0 if not clause.left() or all("add" in t for t in clause.left()) else None
    if at is None:
        for token in spoken:
            token.used = False
        return False
    clause.take("add", "move", "start", "end", "first", "last", "item", "hold", "all", "to", "at")
    work.do(o.AddItems(new, at))
    return True


def _at(work: Work, clause: Clause) -> int | None:
    """The position that is said, 0 for the end; None where none is."""
    many = len(work.draft.clips)
    relation = clause.first("before", "after")
    if relation is not None:
        found = work.which(clause)
        if found is None or found.whole or found.missing or len(found.items) != 1:
            return None
        found.take()
        relation.used = True
        at = found.items[0] + ("after" in relation)
        return at if at <= many else 0
    if clause.has("between"):
        found = work.which(clause)
        if found is None or len(found.items) != 2 or abs(found.items[0] - found.items[1]) != 1:
            return None
        found.take()
        clause.take("between")
        return max(found.items)
    rest = list(clause.open())
    if any(t.values("name") for t in rest):
        return None
    ordinals = [t for t in rest if "nth" in t]
    if len(ordinals) == 1 and 0 < ordinals[0].value <= many + 1:
        use(ordinals)
        return int(ordinals[0].value) if ordinals[0].value <= many else 0
    edges = [t for t in rest if t.tags & {"start", "first", "end", "last"}]
    if not edges or ordinals:
        return None
    return 1 if edges[-1].tags & {"start", "first"} else 0


def _spoken(clause: Clause) -> list[Token]:
    """The words for what has just come: `it`, `this one`, `these`, `the new photo`."""
    new = [t for t in clause.open() if t.tags & {"it", "these"}]
    new += [t for t in clause.open() if t.tags & {"different", "newvideo"}]
    return [t for t in new if not t.values("name")]


def _outside(work: Work, token: Token) -> Media | None:
    """The picture that a word names, where it is not in the video."""
    names = token.values("name")
    media = work.project.media[int(names[0])] if names else None
    if media is None or media.kind == "audio" or media.id in {c.src for c in work.draft.clips}:
        return None
    return media
