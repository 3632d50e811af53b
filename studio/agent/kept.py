"""`don't touch the title, just make it yellow`: what shall stay, said before what shall be done."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from studio.agent.clause import MINOR, Clause
from studio.agent.context import Project
from studio.agent.languages import FILLER, TEXTS, VERB_ANYWHERE
from studio.agent.prompt import read_prompt
from studio.agent.targets import Targets
from studio.agent.tokens import Reading, Token

# What somebody forbids; `don't zoom` may be a wish for another state, these are none.
_CHANGES = frozenset(
    {"change", "cut", "remove", "move", "swap", "faster", "slower", "longer", "shorter", "up"}
    | {"down", "bigger", "smaller", "rotate", "reverse", "shuffle", "mute"}
)
_COMPARED = frozenset({"faster", "slower", "longer", "shorter", "up", "down", "bigger", "smaller"})
_REFUSALS = frozenset({"neg", "no", "asis"})
_NOT = frozenset({"neg", "no"})
_LEADING = frozenset({"break", "then", "correction", "rethink"})
_CHOICES = ("look", "mood", "canvas", "trans", "motion")
_MEASURED = frozenset({"num", "dur", "percent", "point", "time", "factor", "quote", "bodypart"})
_PICTURES = frozenset({"nth", "item", "clip", "first", "last"})
# What can be done to a thing that was named, so that `it` is that one.
_FITS = (
    (TEXTS, frozenset({"bigger", "smaller", "color", "font", "bold", "move"}), ("color", "place")),
    (frozenset({"music"}), frozenset({"up", "down", "volume", "different", "start"}), ("mood",)),
)


def without_kept(text: str, project: Project) -> str:
    """The prompt without a wish that something be left as it is, where another wish follows it.

    `it` in that other wish is what was named, where it can be.
    """
    reading = read_prompt(text, project)
    rows = _rows(reading.tokens)
    if len(rows) == 2 and _of_none(project) and (measure := _rather(*rows)):
        return measure
    if len(rows) == 2 and (meant := _chosen(rows, project)):
        return reading.raw[meant[0].start : meant[-1].end]
    kept = rows[0] if len(rows) > 1 and _forbids(rows[0], reading.language) else []
    if len(rows) > 1 and any("move" in t and FILLER not in t for t in rows[1]):
        kept = kept or (rows[0] if any("none" in t.values("motion") for t in rows[0]) else [])
    if not kept and len(rows) > 1 and _spares(rows[-1], reading.language):
        behind = rows[-1][0]
        return reading.raw[: behind.start].rstrip(" ,;，、،") or text
    if wish := _sound_alone(reading):
        return wish
    rest = [t for row in rows[1:] for t in row]
    if not kept or project.draft.empty or not _orders(rows[1], reading.language):
        return text
    if any(t.tags & {"rest", "other", "all", "correction"} and FILLER not in t for t in rest):
        return text
    named = [t for t in kept if t.values("name") or t.tags & _PICTURES]
    spoken = next((t for t in rows[1] if "it" in t and _alone(t)), None)
    own = any(t.values("name") or t.tags & _PICTURES for t in rows[1])
    if (named and spoken is None and not own) or _corrects(kept, reading, project):
        return text
    first = next(t for t in rest if not t.tags & {"break", "and", "then", "only"})
    raw = reading.raw[first.start :]
    thing = _thing(kept, named, rows[1])
    if spoken is None or not thing:
        return raw
    words = reading.raw[thing[0].start : thing[-1].end]
    return f"{reading.raw[first.start : spoken.start]}{words}{reading.raw[spoken.end :]}"


def _spares(row: list[Token], language: str) -> bool:
    """`…, but don't take it out`: of what was spoken of, and of nothing else."""
    plain = _CHANGES | _REFUSALS | {FILLER, "then", "and", "it", "all", "nope", "correction"}
    return _forbids(row, language) and all(t.tags & plain for t in row)


def _sound_alone(reading: Reading) -> str:
    """`the clip's sound off, leave the music as it is`: what is said of the sound, else ""."""
    tokens = [t for t in reading.tokens if FILLER not in t or t.tags & {"sound", "music"}]
    if len(tokens) < 4 or not tokens[-1].tags & {"asis", "spare"} or "music" not in tokens[-2]:
        return ""
    ahead = tokens[:-2]
    while ahead and ahead[-1].tags & (_LEADING | {"and"}):
        ahead.pop()
    if not any("sound" in t for t in ahead) or any("music" in t for t in ahead):
        return ""
    return reading.raw[: ahead[-1].end]


def _corrects(kept: list[Token], reading: Reading, project: Project) -> bool:
    """`not the second shall go, the third`: of the picture that was edited just before."""
    found = Targets(project).read(Clause([replace(t) for t in kept], reading.raw))
    return found is not None and bool({*found.items} & {*project.recall.items})


def _of_none(project: Project) -> bool:
    """Whether no edit was made just before, that a correction could be of."""
    return not project.recall.edited or len(project.history) < 2


def _rather(first: list[Token], second: list[Token]) -> str:
    """`not 15 s but 10`, where no edit before it had 15: ten seconds; "" for other words."""
    refused = [t for t in first if FILLER not in t or "neg" in t]
    meant = [t for t in second if FILLER not in t and "break" not in t]
    if len(refused) != 2 or "neg" not in refused[0] or len(meant) != 1:
        return ""
    old, new = refused[1], meant[0]
    if "dur" not in old or not new.tags & {"num", "dur"}:
        return ""
    return f"{new.value if 'num' in new else new.value / 1_000:g} s"


def _chosen(rows: list[list[Token]], project: Project) -> list[Token]:
    """`not black and white, vintage`, `square, not tall`: the words for what is meant; [] for other
    words, and where the refused look is there and shall go.
    """
    for refused, meant in (rows, rows[::-1]):
        words = [t for t in refused if (FILLER not in t or t.tags & _NOT) and "break" not in t]
        words = [t for t in words if not t.tags & {"correction", "then"} or t.tags & _NOT]
        named = [t for t in words if not t.tags & _NOT]
        if len(words) != 2 or len(named) != 1 or any(t.tags & _NOT for t in meant):
            continue
        kind = next((k for k in _CHOICES if named[0].values(k)), "")
        other = kind and any(t.values(kind) and not t.tags & named[0].tags for t in meant)
        there = {*project.draft.looks, *(look for c in project.draft.clips for look in c.looks)}
        if other and not there & {*named[0].values("look")}:
            return [*itertools.dropwhile(lambda t: bool(t.tags & _LEADING), meant)]
    return []


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    """The parts between marks, and before `just` and `but`; a bare noun stays with its verb."""
    rows: list[list[Token]] = [[]]
    for token, after in itertools.zip_longest(tokens, tokens[1:]):
        following = after.tags if after is not None else frozenset[str]()
        only = "only" in token and following & _CHANGES
        ordered = "and" in token and following & (_CHANGES | {"create", "add"})
        if token.tags & {"break", "then"} or only or ordered:
            rows.append([])
        rows[-1].append(token)
    return [row for row in rows if any(not t.tags & {"break", "then", "and"} for t in row)]


def _forbids(row: list[Token], language: str) -> bool:
    words = [t for t in row if FILLER not in t or t.tags & _REFUSALS]
    refusal = next((i for i, t in enumerate(words) if t.tags & _REFUSALS), None)
    if refusal is None or any(t.tags & _MEASURED or t.values("fit") for t in row):
        return False
    if "asis" in words[refusal]:
        return True
    where = words if language in VERB_ANYWHERE else words[refusal + 1 :]
    if any(t.tags & _CHANGES - _COMPARED and not t.tags & _REFUSALS for t in where):
        return True
    # `not so loud` is a wish; `don't shorten it`, `don't make it louder` are none.
    made = any(t.tags & {"change", "create"} for t in row)
    beside = row[row.index(words[refusal]) + 1 :][:1]
    return any(t.tags & _COMPARED and not t.tags & _REFUSALS for t in (where if made else beside))


def _orders(row: list[Token], language: str) -> bool:
    return any(not t.tags & MINOR for t in row) and not _forbids(row, language)


def _alone(token: Token) -> bool:
    """A word that is nothing but a pronoun, unlike `la`."""
    return token.tags <= {"it", FILLER, "yes"} and len(token.text) > 1 and token.text != "la"


def _thing(kept: list[Token], named: list[Token], row: list[Token]) -> list[Token]:
    """The words in whose place `it` stands."""
    if named:
        return named
    for nouns, verbs, kinds in _FITS:
        found = [t for t in kept if t.tags & nouns]
        if found and any(t.tags & verbs or any(map(t.values, kinds)) for t in row):
            return found[:1]
    return []
