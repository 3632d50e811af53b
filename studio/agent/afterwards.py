"""What follows once all clauses of a prompt are read."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.clause import Clause
from studio.agent.rules import talk
from studio.agent.work import Work


def on_beats(work: Work) -> None:
    """A new video with a song has its cuts on the song's beats, unless lengths were asked for."""
    music = work.draft.music
    created = any(isinstance(op, o.Create) for op in work.ops)
    named = any(isinstance(op, o.ItemLength | o.CutOnBeats) for op in work.ops)
    if music is None or not music.src or not created or named:
        return
    if beats := talk.beats_of(work.project, music.src):
        before = work.draft
        work.do(o.CutOnBeats(beats))
        if work.draft != before:
            work.tell("cuts_on_beats")


def no_scene(work: Work, parts: list[Clause]) -> None:
    """`a fox in the snow, 8 seconds` describes what to film; its length is no edit."""
    verbs = {"change", "longer", "shorter", "create", "cut", "keep", "add", "all", "to", "hold"}
    found = [*work.ops, *work.held]
    bare = all(isinstance(op, o.SetDuration) for op in found)
    if not found or not bare or not work.lost or work.project.history == ():
        return
    unknown = sum(bool(t.tags & {"unknown", "onto"}) for c in parts for t in c.tokens)
    strange = unknown > 1 or (unknown and any(c.had("video") for c in parts))
    if strange and not any(c.had(*verbs, "it") for c in parts if c.had("dur")):
        work.ops.clear()
        work.held.clear()
        work.lost.clear()
        work.tell("no_footage")
