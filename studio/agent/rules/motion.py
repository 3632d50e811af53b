"""Rules about how photos move: zoom, pan, still."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.rules.shared import instead
from studio.agent.work import Work


def motion(work: Work, clause: Clause) -> None:
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
    items = items or _at_an_end(work, clause)
    kinds = instead(clause, "motion")
    off = clause.take("less") or clause.off()
    clause.take("motion", "only", "slower", "faster", "little", "much", "instead", "still", "all")
    work.do(o.SetMotion(_motion_kind(kinds, off), items))
    if clause.has("place"):
        clause.take_kind("place")


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
