"""`number the photos`, `write 1 to 4 on them`: each picture its number."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.work import Work

_ABOUT = (
    *("numbering", "item", "clip", "these", "each", "all", "num", "nth", "from", "to", "until"),
    *("add", "write", "hold", "caption", "text", "move", "change", "start", "question", "by"),
)


def numbering(work: Work, clause: Clause) -> None:
    """A caption with its number on every picture; a second clause may say it once more."""
    if not clause.has("numbering") or clause.has("quote", "dur") or work.draft.empty:
        return
    many = len(work.draft.clips)
    clause.take(*_ABOUT)
    op = o.Captions(tuple(str(n) for n in range(1, many + 1)), each=True)
    if op not in work.ops:
        work.do(op)
    else:
        work.repeated += 1
