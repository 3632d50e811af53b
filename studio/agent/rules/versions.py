"""Rules about steps back and forward."""

from __future__ import annotations

from collections.abc import Sequence

from studio.agent import ops as o
from studio.agent.languages import FILLER
from studio.agent.tokens import Reading, Token
from studio.agent.work import Work

# What may stand beside `as it was` when the edit before is not wanted after all.
_PLAIN = {"nope", "no", "neg", "rethink", "correction", "it", "keep", "yes", "hold", "move"}
_PLAIN |= {"change", "undo", "aswas", "restore", "instead", "vague", "asis"}


def takes_back(reading: Reading, history: Sequence[object], *, edited: bool) -> bool:
    """`no, leave it as it was`; `leave the cat as it was` speaks of the cat."""
    words = [t for t in reading.tokens if "break" not in t and FILLER not in t]
    if not edited or len(history) < 2:
        return False
    was = any("aswas" in t for t in reading.tokens)
    return was and not reading.quotes and all(t.tags & _PLAIN for t in words)


def versions(work: Work, reading: Reading) -> bool:
    """Undo and redo, so many steps."""
    tokens = [t for t in reading.tokens if "break" not in t]
    redo = [t for t in tokens if "redo" in t]
    plain = all(t.tags & {"restore", "it", "yes"} or FILLER in t for t in tokens)
    if plain and reading.has("restore") and work.memory.undone:
        redo = tokens  # `bring it back`, after an undo
    undo = [t for t in tokens if "undo" in t]
    if redo and not undo:
        work.ops.append(o.Redo())
        return True
    if not undo or reading.quotes:
        return False
    rest = [t for t in tokens if FILLER not in t and "undo" not in t]
    known = {"num", "factor", "last", "all", "change", "first", "times", "restore", "unknown"}
    strange = any(not t.tags & (known | {"move", "cut", "and", "to", "start"}) for t in rest)
    if strange and len(rest) > 3:
        return False
    if any(topic and not done for topic, done in _last_step(work, rest)):
        return False  # `undo the title`, where the last step was another
    number = next((t for t in tokens if t.tags & {"num", "factor"}), None)
    steps = max(1, int(number.value)) if number is not None else 1
    if any("all" in t for t in rest):
        steps = max(1, len(work.project.history) - 1)
    work.ops.append(o.Undo(steps))
    return True


def _last_step(work: Work, words: list[Token]) -> list[tuple[bool, bool]]:
    """For words and for music: whether they are named, and whether the last step changed them."""
    if len(work.project.history) < 2:
        return []
    before, after = work.project.history[-2:]
    named = {tag for token in words for tag in token.tags}
    return [
        (bool(named & {"title", "text", "caption", "endcard"}), before.titles != after.titles),
        ("music" in named, before.music != after.music),
        (bool(named & {"length", "longer", "shorter"}), before.total != after.total),
    ]
