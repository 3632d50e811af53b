"""Whether a length is meant as more, as less, or as it is."""

from __future__ import annotations

import itertools

from studio.agent.clause import Clause
from studio.agent.languages import FILLER


def sign(clause: Clause, at: int) -> int:
    """Whether a length is meant as more (1), as less (-1) or as it is (0)."""
    end = next((t.end for t in clause.tokens if t.start == at), at)
    if clause.raw[end : end + 1] in ("に", "로"):
        return 0  # `10秒に短く` is no `10秒短く`
    longer, shorter = clause.has("longer", "more"), clause.has("shorter", "remove", "cut", "less")
    if _up_to(clause, at) and not clause.has("by") and not _adding(clause):
        return 0
    if _taken_off(clause, at) or _taken_out(clause, end - at):
        return -1
    if _adding(clause) and not shorter:
        return 1
    near = [t for t in clause.tokens if t.start > at and t.tags & {"longer", "shorter", "less"}]
    near = [t for t in near if t.text != "长"]
    by = clause.has("by", "than") or bool(near) or clause.unspaced_change(at)
    if longer and not shorter and by:
        return 1
    if shorter and by and not (longer and not clause.has("remove", "cut")):
        return -1
    return 0


def _up_to(clause: Clause, at: int) -> bool:
    """`to 10 seconds`: right before the length, or right behind it; `zu viel, nur 2 s` is none."""
    words = [t for t in clause.tokens if t.tags - {FILLER} or "dur" in t]
    place = next((i for i, t in enumerate(words) if t.start == at), 0)
    around = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
    return any("to" in t for t in around) or any(
        "to" in t and not t.text.isascii() for t in clause.open()
    )


def _taken_off(clause: Clause, at: int) -> bool:
    """`shave a second off the last picture`, `nimm vom letzten Bild eine Sekunde weg`."""
    if not clause.has("cut", "remove") or clause.has("longer"):
        return False
    after = next((t for t in clause.tokens if t.start > at), None)
    off = after is not None and bool(after.tags & {"off_part", "from", "remove"})
    return off or (clause.has("from") and clause.has("item"))


def _taken_out(clause: Clause, length: int) -> bool:
    """`lose 3 seconds`, `剪掉3秒`: so much goes, of what has no other measure."""
    verbs = [t for t in clause.open() if t.tags & {"remove", "cut"} and FILLER not in t]
    aims = ("to", "at", "keep", "only", "longer", "until", "each", "create", "change", "video")
    aimed = clause.had(*aims, "it") or any("to" in t or "until" in t for t in clause.tokens)
    return length > 0 and bool(verbs) and not aimed


def _adding(clause: Clause) -> bool:
    pairs = itertools.zip_longest(clause.tokens, clause.tokens[1:])
    wishes = [t for t, after in pairs if after is not None and "to" in after]  # `I want to see …`
    adds = [t for t in clause.open() if "add" in t and "filler" not in t and "change" not in t]
    adds = [t for t in adds if not any(t is wish for wish in wishes)]
    return (bool(adds) and not clause.has("hold")) or clause.has("more")
