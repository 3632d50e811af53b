"""`…, but the film should not get longer`: a condition on the lengths that were asked before it."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.work import Work

_REFUSALS = frozenset({"neg", "no", "nope"})
_WHOLE = frozenset({"video", "length", "all"})
_SAME = frozenset({"keep", "same", "asis", "hold"})
_OTHER = frozenset({"dur", "num", "nth", "item", "percent", "factor", "shorter", "quote", "music"})
# By how much a film may miss its length.
_ABOUT = 300  # milliseconds


def as_long(work: Work, clause: Clause) -> bool:
    """A clause that says nothing but this, of the lengths before it."""
    if clause.had("dur") or not told_as_long(clause):
        return False
    keep_as_long(work, clause.raw)
    return True


def told_as_long(clause: Clause) -> bool:
    """Whether the whole shall stay as long as it is; the words that say so are accounted for."""
    durs = [t for t in clause.tokens if "dur" in t]
    words = [t for t in clause.open() if not durs or t.start >= durs[-1].end]
    tags = frozenset(tag for t in words for tag in t.tags)
    longer = "longer" in tags or tags >= {"hold", "more"}
    refused = bool(tags & _REFUSALS) and longer and bool(tags & _WHOLE)
    same = "length" in tags and bool(tags & _SAME) and not longer
    named = any(t.values("name") for t in words)
    made = any("create" in t and FILLER not in t for t in words)
    said = refused or same or "aslong" in tags
    if not said or named or made or tags & _OTHER:
        return False
    use(words)
    return True


def keep_as_long(work: Work, raw: str) -> None:
    """The others share the rest; what cannot be done with them is not done at all."""
    lengths = [op for op in work.ops if isinstance(op, o.ItemLength)]
    items = tuple(dict.fromkeys(n for op in lengths for n in op.items))
    work.repeated += 1
    if not work.size - work.repeated:
        work.tell("said_nope")
    whole = work.begun.total
    if not lengths or work.draft.total <= whole + _ABOUT:
        return
    wanted = sum(work.draft.clips[n - 1].d for n in items)
    work.do(o.SetDuration(whole, items))
    kept = sum(work.draft.clips[n - 1].d for n in items)
    if items and work.draft.total <= whole + _ABOUT and abs(kept - wanted) <= _ABOUT:
        return
    while work.ops and isinstance(work.ops[-1], o.ItemLength | o.SetDuration):
        work.take_back()
    work.tell("said_nope")
    work.tell("not_done", words=raw.strip())
