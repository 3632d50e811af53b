"""A further video of one session: `the same with photo 2`, `now one from the second photo`."""

from __future__ import annotations

from dataclasses import replace

from studio.agent import ops as o
from studio.agent.clause import MINOR, Clause, use
from studio.agent.languages import FILLER
from studio.agent.targets import Targets, Which
from studio.agent.tokens import Reading, Token
from studio.agent.work import Work
from studio.draft import Draft

# Said with a picture, these are about the video that is there.
_EDITS = frozenset(
    {"remove", "no", "neg", "undo", "redo", "swap", "restore", "split", "loop", "after", "before"}
    | {"start", "end", "replaces", "reverse", "rotate", "longer", "shorter", "rethink"}
)
_AGAIN = ("same", "onemore", "newvideo")
_PLAIN = MINOR | {"create", "only", "same", "onemore", "newvideo", "length", "all", "other", "more"}
_DETAILS = frozenset({"title", "text", "quote", "named", "dur", "write", "music", "endcard"})
_KINDS = ("look", "mood", "color", "place", "canvas", "occasion")


def alike(work: Work, reading: Reading, clauses: list[Clause]) -> bool:
    """Whether a further video is wanted; it is made, and what else was said of it edits it."""
    draft, visuals = work.draft, work.project.visuals
    again = reading.has(*_AGAIN)
    asking = any(c in reading.raw for c in "?？؟") and reading.has("question")
    asked = asking and not reading.has("create", "onemore", "can_do")
    if draft.empty or len(visuals) < 2 or asked or _edits(reading):
        return False
    if _together(work, reading, clauses):
        return True
    fresh = Targets(replace(work.project, draft=Draft()))
    found = next(((c, w) for c in clauses if (w := _named(fresh, c))), None)
    if found is not None and not again and _adds(found[0]):
        _add(work, *found)
        return False
    if found is None or (not again and _changes(found[0])):
        return False
    clause, which = found
    items = tuple(visuals[n - 1] for n in which.items)
    there = {clip.src for clip in draft.clips}
    part = len(there) < len(visuals)  # one by one
    new = part and not there & {item.id for item in items}
    if not (new if not again else new or not reading.has("same")):
        return False
    if not again and (_recoloured(clause) or not _makes(clause, which)):
        return False
    which.take()
    same = reading.has("same") or not (again or clause.has("create", "only", "from"))
    ms = _length(clauses)
    work.do(o.Alike(items, ms, same=same))
    for other in clauses:
        other.take("same", "onemore", "newvideo", "create", "only", "other", "length", "clip")
        use(t for t in other.open() if t.tags & {"more", "different", "video"} and not _detail(t))
    return True


def _adds(clause: Clause) -> bool:
    """`add photo 2 to it`, and nothing else."""
    verb = any("add" in t and FILLER not in t for t in clause.open()) or clause.has("more")
    about = {"title", "text", "caption", "endcard", "quote", "music", "logo", "create", "write"}
    return verb and not clause.has(*about, "transition", "dur", "sound", "each", "all")


def _add(work: Work, clause: Clause, which: Which) -> None:
    """Pictures that were sent and are not in the video, at its end."""
    there = {clip.src for clip in work.draft.clips}
    items = tuple(work.project.visuals[n - 1] for n in which.items)
    part = len(there) < len(work.project.visuals)
    if part and not there & {item.id for item in items}:
        which.take()
        clause.take("add", "more", "it", "item", "end", "move", "different", "restore")
        work.do(o.AddItems(items))


def _together(work: Work, reading: Reading, clauses: list[Clause]) -> bool:
    """`now all three in one video`, after videos of some of them."""
    visuals = work.project.visuals
    if len({clip.src for clip in work.draft.clips}) == len(visuals):
        return False
    counted = [t for t in reading.tokens if "num" in t and t.value == len(visuals)]
    if not reading.has("together") or not (reading.has("all") or counted):
        return False
    use([t for t in reading.tokens if "together" in t or "all" in t or "video" in t])
    use(counted)
    work.do(o.Alike(visuals, _length(clauses)))
    for clause in clauses:
        clause.take("create", "item", "these", "clip", "add", "move")
    return True


def _edits(reading: Reading) -> bool:
    return any(t.tags & _EDITS and FILLER not in t for t in reading.tokens)


def _changes(clause: Clause) -> bool:
    """Without a word for a further one: something is to happen to the picture."""
    words = [t for t in clause.tokens if FILLER not in t and "create" not in t]
    return any(t.tags & {"add", "keep", "cut", "change", "question"} for t in words)


def _named(targets: Targets, clause: Clause) -> Which | None:
    """The uploaded pictures that a clause names, and nothing is to happen to them."""
    which = targets.read(clause)
    if which is None or not which.items or which.whole or which.missing:
        return None
    telling = any(
        t.values("name") or t.tags & {"nth", "num", "first", "last"} for t in which.tokens
    )
    return which if telling else None


def _makes(clause: Clause, which: Which) -> bool:
    """Whether nothing but a picture, a word of making and details are said."""
    words = [t for t in clause.open() if t not in which.tokens]
    plain = [t for t in words if not t.tags & _PLAIN and not _detail(t)]
    lead = next((t for t in words if not t.tags & MINOR), None)
    before = lead is None or lead.start > which.tokens[0].start
    return not plain and (before or clause.has("create", "only"))


def _recoloured(clause: Clause) -> bool:
    """`make the cat colourful again`: a picture that is there no more, and no further video."""
    looks = any(t.values("look") for t in clause.open())
    return looks and not clause.has("video", "only", "from", "dur")


def _detail(token: Token) -> bool:
    return bool(token.tags & _DETAILS) or any(map(token.values, _KINDS))


def _length(clauses: list[Clause]) -> int | None:
    """The length of the new video; not that of words on it."""
    for clause in clauses:
        dur = clause.first("dur")
        if dur is not None and not clause.has("quote"):
            dur.used = True
            clause.take("hold", "length")
            return int(dur.value)
    return None
