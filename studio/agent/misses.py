"""What is said when no rule found anything to do."""

from __future__ import annotations

from studio.agent import ops as o
from studio.agent.languages import FILLER
from studio.agent.rules import make, talk
from studio.agent.tokens import Reading
from studio.agent.work import Ask, Work

# What the words of a bare order to save the video mean.
_SAVED = frozenset(
    {"export", "unknown", "it", "these", "video", "to", "at", "whose", "yes", "item", "clip"}
)


def nothing_read(work: Work, reading: Reading) -> None:
    """No rule found anything: small talk, an export, a question back, or an honest word."""
    lost = ", ".join(work.lost)
    project = work.project
    heavy = sum("unknown" in t for t in reading.tokens) > 3
    if not heavy and talk.small_talk(work, reading):
        work.lost.clear()
    elif reading.has("export") and not project.draft.empty and (not lost or _saves(reading)):
        work.lost.clear()
        work.tell("say_export")
    elif make.wants_video(project) and not lost and reading.has("yes", "create", "these", "all"):
        work.do(o.Create(project.visuals))
    elif not project.visuals and project.draft.empty:
        scene = reading.has("video", "slideshow", "cant:footage") or _describes(reading)
        work.lost.clear()
        if scene:
            work.tell("no_footage")
        else:
            work.question(Ask("ask_media"))
    elif (
        reading.has("create")
        and _describes(reading)
        and not talk.about(reading)
        and (project.draft.empty or not reading.has("it"))
    ):
        work.lost.clear()
        work.tell("no_footage")
    elif key := (talk.about(reading) if lost else ""):
        work.tell("not_done", words=lost)
        work.lost.clear()
        work.tell(key)
        if work.memory.misses:
            _ask_idea(work)
    else:
        _ask_idea(work)


def _saves(reading: Reading) -> bool:
    """`save this to my old laptop`: the file is asked for, and told where it shall go."""
    words = [t for t in reading.tokens if FILLER not in t and "break" not in t]
    return "export" in words[0] and all(t.tags & _SAVED for t in words) and len(words) < 6


def _describes(reading: Reading) -> bool:
    """More than one word that nobody knows: a description of a scene."""
    return sum("unknown" in t for t in reading.tokens) >= 2


def _ask_idea(work: Work) -> None:
    """The second miss in a row gets something to choose from."""
    if work.draft.empty:
        work.question(Ask("ask_create"))
    elif work.memory.misses:
        work.question(talk.DIRECTIONS)
    else:
        work.question(Ask("ask_idea"))
