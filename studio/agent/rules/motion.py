"""Rules about how photos move: zoom, pan, still."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause, use
from studio.agent.languages import FILLER
from studio.agent.rules.shared import instead
from studio.agent.tokens import Token
from studio.agent.work import Work

_NO_MOTION = ("title", "text", "caption", "endcard", "quote", "music", "own", "sound", "volume")


GENTLER, STRONGER = 0.5, 1.6
_PARTICLE = "zoom_part"


def amount(work: Work, clause: Clause) -> None:
    """`the zoom is too strong`, `move less`: how far photos move, not whether."""
    last = work.ops[-1] if work.ops else None
    weaker, stronger = clause.first("gentler"), clause.first("stronger")
    moving = clause.has("motion", "amount") or {*clause.kinds("motion")} - {"none"}
    sized = clause.has("amount")
    if weaker is None and stronger is None and (sized or clause.has("motion")):
        weaker = clause.first("less", "smaller", *(("down",) if sized else ()))
        stronger = clause.first("bigger", "more", *(("up",) if sized else ()))
    again = isinstance(last, o.MotionAmount)
    if not (weaker or stronger) or not (moving or again) or clause.has(*_NO_MOTION, "no"):
        return
    if not any(c.kind == "image" and c.motion != "none" for c in work.draft.clips):
        return
    factor = GENTLER if weaker else STRONGER
    items = work.items(clause)
    if items is None:
        return
    clause.take("gentler", "stronger", "amount", "less", "smaller", "bigger", "down", "up", "more")
    clause.take("motion", "item", "all", "little", "much", "neg", "speed", "motion")
    clause.take_kind("motion", "mood")
    if again and isinstance(last, o.MotionAmount) and (last.factor < 1) == (factor < 1):
        work.repeated += 1  # `it moves too much, make it gentler`
    else:
        work.do(o.MotionAmount(factor, items))


def in_turn(work: Work, parts: list[Clause]) -> bool:
    """`alternate: zoom in, zoom out, zoom in, zoom out`: one kind for each picture."""
    tokens = [t for clause in parts for t in clause.tokens]
    colon = next((i for i, t in enumerate(tokens) if t.text in (":", "：")), -1)
    words = [t for t in tokens[colon + 1 :] if FILLER not in t]
    words = [t for t in words if not t.tags & {"break", "and", "then"}]
    kinds = [t.values("motion") for t in words if t.values("motion") and "motion" not in t]
    rest = [t for t in words if not t.values("motion") or "motion" in t]
    many = len(work.draft.clips)
    stated = all(t.tags & {"motion", "item", "order", "each"} or t.values("motion") for t in rest)
    if many < 2 or len(kinds) != many or not stated:
        return False
    for place, kind in enumerate(kinds, 1):
        work.do(o.SetMotion(_motion_kind(kind, off=False), (place,)))
    use(tokens)
    return True


def motion(work: Work, clause: Clause) -> None:
    if (
        _exchanged(work, clause)
        or _opposite(work, clause)
        or _only_these(work, clause)
        or _each_its_own(work, clause)
    ):
        return
    kinds = clause.kinds("motion")
    if not kinds and clause.has("neg") and clause.has("move") and _stands(clause):
        clause.take("move", "neg")
        kinds = ["none"]
    if not kinds and not clause.has("motion"):
        return
    plain = [t for t in clause.open() if t.values("motion")]
    if plain and all(t.values("name") for t in plain):
        return  # `панораму`: the picture of that name
    shared = all(any(not tag.startswith("motion:") for tag in t.tags) for t in plain)
    others = {"transition", "bigger", "smaller", "title", "text", "logo"}
    if plain and shared and any(t.tags & others for t in clause.open() if t not in plain):
        return
    if not any(clip.kind == "image" for clip in work.draft.clips):
        clause.take("motion", "remove", "no", "neg", "add")
        clause.take_kind("motion")
        work.tell("no_media_type")
        return
    if _at_a_pace(work, clause):
        work.tell("no_motion_speed")
        clause.take("motion", "slower", "faster", "little", "much", "speed", "item", "all")
        clause.take_kind("motion")
        return
    items = work.items(clause)
    if items is None:
        return
    items = items or _at_an_end(work, clause) or _of_these(work, clause)
    kinds = instead(clause, "motion")
    off = clause.take("less", "off_part") or clause.off()
    clause.take(
        "motion",
        "stronger",
        "only",
        "slower",
        "faster",
        "little",
        "much",
        "instead",
        "still",
        "all",
    )
    work.do(o.SetMotion(_motion_kind(kinds, off), items))
    if clause.has("place"):
        clause.take_kind("place")


def _exchanged(work: Work, clause: Clause) -> bool:
    """`swap the motion of the first and last`: each moves as the other did; they stay in place."""
    found = work.which(clause) if clause.has("swap") and clause.has("motion") else None
    if found is None or len(found.items) != 2 or found.whole or found.missing:
        return False
    one, other = found.take()
    first, second = (work.draft.clips[n - 1].motion for n in (one, other))
    clause.take("swap", "motion", "item")
    work.do(o.SetMotion(second, (one,)))
    work.do(o.SetMotion(first, (other,)))
    return True


def _of_these(work: Work, clause: Clause) -> o.Items:
    """`photo 2 the other way round, from near to far`: of the pictures named just before."""
    last = work.ops[-1] if work.ops else None
    alone = not clause.had("all", "each", "item", "video", "it")
    return last.items if alone and isinstance(last, o.SetMotion) else ()


def _opposite(work: Work, clause: Clause) -> bool:
    """`the second one the other way round`: of a photo that moves, how it moves."""
    if not clause.has("opposite", "reverse") or clause.had("order", "rethink", *_NO_MOTION):
        return False
    found = work.which(clause)
    if found is None or not found.items or found.whole or found.missing:
        return False
    clips = [work.draft.clips[n - 1] for n in found.items]
    if any(clip.kind != "image" or clip.motion == "none" for clip in clips):
        return False
    if clause.kinds("motion"):
        return False  # the kind itself is said
    items = found.take()
    clause.take("opposite", "reverse", "item", "motion")
    work.do(o.SetMotion("opposite", items))
    return True


def _only_these(work: Work, clause: Clause) -> bool:
    """`only the cat should move`: the others stand still."""
    others = (*_NO_MOTION, "start", "end", "to", "at", "before", "after", "neg", "no")
    moved = any("move" in t and "keep" not in t for t in clause.open())  # `keep` may be `put`, too
    bare = (moved or clause.has("motion")) and not clause.kinds("motion")
    if not clause.has("only") or not bare or clause.has(*others):
        return False  # `a slow pan over the panorama only` says nothing of the others
    found = work.which(clause)
    if found is None or not found.items or found.whole or found.missing or found.other:
        return False
    if any(work.draft.clips[n - 1].kind != "image" for n in found.items):
        return False
    items = found.take()
    clause.take("only", "motion", "move", "item", "keep", "hold")
    still = tuple(n for n in range(1, len(work.draft.clips) + 1) if n not in items)
    if still:
        work.do(o.SetMotion("none", still))
    if all(work.draft.clips[n - 1].motion == "none" for n in items):
        work.do(o.SetMotion("zoom_in", items))
    work.spoken = items
    return True


def _each_its_own(work: Work, clause: Clause) -> bool:
    """`zoom in on the first and out on the second`: each picture beside its own motion."""
    marks = [t for t in clause.open() if t.values("motion") and not t.values("name")]
    marks += [t for t in clause.open() if t.values(_PARTICLE) and t not in marks] if marks else []
    marks.sort(key=lambda t: t.start)
    if len(marks) < 2 or clause.has("instead", "neg", "no", *_NO_MOTION):
        return False
    bounds = [t.start for t in marks]
    ahead = [t for t in clause.open() if t.end <= bounds[0]]
    rows = _rows(clause, [*bounds[1:]] if not _targets(work, clause, ahead) else _ends(marks))
    found = [(_motion_kind(_of_row(row), off=False), _targets(work, clause, row)) for row in rows]
    if len(found) != len(marks) or not all(items for _, items in found):
        return False
    for kind, items in found:
        work.do(o.SetMotion(kind, items))
    use(t for row in rows for t in row if not t.tags & {"unknown"})
    return True


def _ends(marks: list[Token]) -> list[int]:
    return [t.end for t in marks[:-1]]


def _rows(clause: Clause, bounds: list[int]) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    for token in clause.open():
        if len(rows) <= len(bounds) and token.start >= bounds[len(rows) - 1]:
            rows.append([])
        rows[-1].append(token)
    return rows


def _of_row(row: list[Token]) -> list[str]:
    return [k for t in row for k in (*t.values("motion"), *t.values(_PARTICLE))][:1]


def _targets(work: Work, clause: Clause, row: list[Token]) -> o.Items:
    """The pictures that some words of the clause name."""
    found = work.which(Clause([*row], clause.raw))
    return () if found is None or found.missing or found.other else found.items


def _at_a_pace(work: Work, clause: Clause) -> bool:
    """`slow the zoom`, of a zoom that is there; `add slow zooms`, or with music, is a style."""
    found = work.which(clause)
    meant = found.items if found is not None and found.items else ()
    clips = [c for n, c in enumerate(work.draft.clips, 1) if n in meant or not meant]
    now = [c.motion for c in clips if c.kind == "image"]
    kinds = [t.values("motion") for t in clause.open() if t.values("motion")]
    exact = {k for values in kinds if not {"zoom", "pan"} & {*values} for k in values}
    if exact:  # `zoom in slowly` is a new kind for those that pan
        moving = all(motion in exact for motion in now)
    else:
        named = {k for values in kinds for k in values}
        moving = any(m != "none" and (not kinds or m[:3] in {k[:3] for k in named}) for m in now)
    styled = any(isinstance(op, o.SetMusic | o.Create) for op in work.ops)
    added = any("add" in t and "filler" not in t for t in clause.open())
    return clause.has("slower", "faster") and moving and not styled and not added


def _stands(clause: Clause) -> bool:
    """`the photos shouldn't move`: about the pictures, and not about their places."""
    placed = clause.has("start", "end", "before", "after", "to", "order")
    named = any(t.values("name") for t in clause.open())
    return (clause.has("item") or named) and not placed


def _at_an_end(work: Work, clause: Clause) -> tuple[int, ...]:
    """`zoom out at the end`: the picture that stands there; empty where no end is named."""
    if clause.has("at") and clause.take("end"):
        return (len(work.draft.clips),)
    return (1,) if clause.has("at") and clause.take("start") else ()


def _motion_kind(kinds: list[str], off: bool) -> str:
    if off or "none" in kinds:
        return "none"
    exact = [k for k in kinds if k in ("zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up")]
    exact += [k for k in kinds if k == "pan_down"]
    if len(set(exact)) == 1:
        return exact[0]
    if "pan" in kinds:
        return "pan_right"
    if "zoom" in kinds and not exact:
        return "zoom_in"
    return exact[0] if exact and "varied" not in kinds else "varied"
