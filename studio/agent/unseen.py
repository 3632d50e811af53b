"""`the photo of the moon`, `rotate the boat`: a picture named by what it shows.

Files are known by their names and places alone. Words that describe a picture are found by their
grammar: beside a noun for a picture, or as a noun with its article. What they would steer is asked
about, so that no edit for one picture is done to all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from studio.agent.answers import NO, YES, chosen
from studio.agent.clause import Clause
from studio.agent.context import Project
from studio.agent.languages import FILLER, TEXTS, Describing, fold, vocabulary
from studio.agent.phrases import say
from studio.agent.planner import TEXT_ASKED, Plan
from studio.agent.prompt import read_prompt
from studio.agent.targets import Targets
from studio.agent.tokens import Reading, Token
from studio.agent.work import Ask, clip_options

# Meanings that a word before `photo` may have, and then only describes it.
_TELLING = ("occasion", "mood", "look", "color", "cant", "canvas")
# Beside these a noun with its article is no picture.
_OTHER_NOUNS = TEXTS | {"quote", "voice", "own", "write"}
_OTHER_THINGS = _OTHER_NOUNS | {"music", "transition", "logo", "restore", "before", "after"}
_LETTERS = re.compile(r"[^\W\d_]{3}|[^\W\d_\x00-\x7f]")
_FIGURES = re.compile(r"[\d@._/]")
_PLACES = {"first", "last", "nth"}
_STRAY = 3
_FAR = 8
# Small words in a clause that describes a picture.
_WITHIN = frozenset({FILLER, "pronoun", "at", "from", "by", "with"})
_TRIED = 3
_MOST_OFFERED = 7


def which_unseen(
    text: str, project: Project, understood: Callable[[str, Project], Plan]
) -> Plan | None:
    """The question which picture is meant, where it matters; None where it does not.

    It does when the words would do another thing to one picture than to another.
    """
    memory, many = project.recall, len(project.draft.clips)
    prompt = chosen(text, memory)
    if not many or memory.asked in TEXT_ASKED or prompt in (YES, NO):
        return None
    if any(item.kind != "audio" for item in project.fresh):
        return None  # `put this photo at the end`: the one that came with it
    reading = read_prompt(prompt, project)
    targets = Targets(project)
    phrase = _described(reading, targets)
    pointed = () if phrase else _pointed_at(reading, targets)
    if not phrase and not pointed:
        return None
    last = memory.items if pointed and len(memory.items) == 1 else ()
    phrase = phrase or pointed
    start, end = phrase[0].start, phrase[-1].end
    ahead, behind = reading.raw[:start], reading.raw[end:]
    plans = []
    for n in last or range(1, min(many, _TRIED) + 1):
        label = say("option_clip", reading.language, value=n)
        plans.append(understood(f"{ahead}{label}{behind}", project))
    if len(plans) == 1:
        return plans[0] if plans[0].ops and not plans[0].lost else None
    sure = any(plan.ops for plan in plans)  # `save this to my phone` is no edit of any picture
    if not sure or all(_outcome(plan) == _outcome(plans[0]) for plan in plans):
        return None
    names = clip_options(project.draft, range(1, min(many, _MOST_OFFERED) + 1))
    words = {"words": reading.raw[start:end]}
    ask = Ask("ask_unseen", (*names, "option_all_clips"), words, span=(start, end))
    return Plan(reading.language, ask=ask, prompt=reading.raw)


def _outcome(plan: Plan) -> tuple[object, ...]:
    return plan.ops, plan.held, plan.base


def _described(reading: Reading, targets: Targets) -> tuple[Token, ...]:
    """The first words that describe a picture that is called by no name; () for none."""
    words = vocabulary(reading.language).describing
    rows = _sentences(reading.tokens)
    for row in rows:
        found = _beside_noun(row, words) or _with_article(row, words)
        if found and not _picked([t for t in row if t not in found], reading, targets):
            return tuple(found)
    return ()


def _pointed_at(reading: Reading, targets: Targets) -> tuple[Token, ...]:
    """`the photo is upside down`, `that one`: a single picture, and nothing tells which."""
    words = vocabulary(reading.language).describing
    picked = any(_picked(row, reading, targets) for row in _sentences(reading.tokens))
    pairs = itertools.pairwise(reading.tokens)
    picked = picked or any(a.tags & _PLACES and b.values("num") for a, b in pairs)  # `the last one`
    if picked or any(t.tags & _OTHER_THINGS and FILLER not in t for t in reading.tokens):
        return ()
    if any(t.values("fade") or t.values("trans") for t in reading.tokens):
        return ()  # `let the picture go to black`: all of it
    for before, token, after in zip(
        reading.tokens, reading.tokens[1:], [*reading.tokens[2:], None], strict=False
    ):
        numbered = after is not None and "num" in after
        single = fold(token.text) in words.single and not numbered
        if single and _ends_in(before, words.pointing):
            return (token,)
    for ahead, token in zip((None, *reading.tokens), reading.tokens, strict=False):
        if "it" in token and fold(token.text) in words.single:
            ordinal = ahead is not None and bool(ahead.tags & _PLACES)
            return () if ordinal else (token,)
    return ()


def _picked(row: Sequence[Token], reading: Reading, targets: Targets) -> bool:
    """Whether these words name a picture already."""
    named = targets.read(Clause([replace(t) for t in row], reading.raw))
    return named is not None and any(map(_picks, named.tokens))


def _picks(token: Token) -> bool:
    """Whether it names a picture already; `put the dog first` names a place."""
    place = bool(token.tags & {"first", "last"}) and "item" not in token
    return not place and ("nth" in token or "item" in token or bool(token.values("name")))


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    groups = itertools.groupby(tokens, lambda t: "break" in t or "and" in t)
    return [list(group) for mark, group in groups if not mark]


def _beside_noun(row: list[Token], words: Describing) -> list[Token]:
    """`the moon photo`, `the one with the boat`, `la foto de la luna`, `月の写真`."""
    for at, token in enumerate(row):
        if not _is_picture(row, at, words):
            if "unknown" in token and token.text.casefold().endswith(tuple(words.compound)):
                return [token]
            continue
        if words.leads and (run := _before(row, at, words)):
            return run
        if run := _behind(row, at, words):
            return run
    return []


def _is_picture(row: list[Token], at: int, words: Describing) -> bool:
    """A noun for a picture, without a number: `photo`, `clip`, `the … one`."""
    token = row[at]
    numbered = any("num" in t or "nth" in t for t in row[at + 1 : at + 2])
    noun = "item" in token or ("clip" in token and "video" not in token)
    one = "numword" in token and token.value == 1 and at > 0
    demonstrative = {"it", "item"} & token.tags and token.text in words.links
    return "nth" not in token and not numbered and (noun or one or bool(demonstrative))


def _before(row: list[Token], at: int, words: Describing) -> list[Token]:
    first = at
    while first and (_links(row[first - 1], words) or _tells(row[first - 1], words)):
        first -= 1
    while first < at and _links(row[first], words):
        first += 1
    led = first > 0 and _ends_in(row[first - 1], words.articles)
    strange = any(_strange(t, words) for t in row[first:at])
    several = row[at].text.casefold().endswith("s")
    if first == at or not (led or (strange and not (words.articles and several))):
        return []
    return row[first : at + 1] if at - first <= _STRAY else []


def _behind(row: list[Token], at: int, words: Describing) -> list[Token]:
    end = at + 1
    while end < len(row) and (_links(row[end], words) or fold(row[end].text) in words.articles):
        end += 1
    if end == at + 1 and not (end < len(row) and words.direct.search(row[end].text)):
        return []
    while end > at + 1 and end < len(row) and row[end].tags <= _WITHIN and end - at < _FAR:
        end += 1  # `where we are on the boat`
    first = end
    while (
        end < len(row)
        and end - first < _STRAY
        and (_strange(row[end], words) or (end > first and row[end].tags == {FILLER}))
    ):
        end += 1
    while end > first and not _strange(row[end - 1], words):
        end -= 1
    return row[at:end] if end > first else []


def _with_article(row: list[Token], words: Describing) -> list[Token]:
    """`zoom into the boat`, `把船放大`, `船を消して`: a noun by its article, or by its particle."""
    if any(t.tags & _OTHER_NOUNS and FILLER not in t for t in row):
        return []
    for at, token in enumerate(row):
        if not _strange(token, words):
            continue
        end = at + 1
        while end < len(row) and end - at < _STRAY and _strange(row[end], words):
            end += 1
        first = at
        while first and _ends_in(row[first - 1], words.articles):
            first -= 1
        marked = end < len(row) and row[end].text in words.markers
        somebody = fold(token.text) in words.people and "unknown" not in token
        if _aside(row, first, words) or (somebody and not first):
            continue  # `brighter for my mom`, `it suits the party`, `my wife wants …`
        if first < at or marked or somebody:
            return row[at:end]
    return []


def _aside(row: list[Token], first: int, words: Describing) -> bool:
    """Whether something else is what the edit is for: `it`, or what stands before `for`."""
    ahead = row[:first]
    spoken = any("it" in t and fold(t.text) not in words.articles for t in ahead)
    return spoken or (bool(ahead) and "about" in ahead[-1])


def _ends_in(token: Token, words: frozenset[str]) -> bool:
    """Whether the last word of an expression is one of these: `zoom out on the`."""
    return not words.isdisjoint(fold(token.text).split()[-1:])


def _links(token: Token, words: Describing) -> bool:
    return fold(token.text) in words.links


def _strange(token: Token, words: Describing) -> bool:
    """A noun that is no name of a file: nobody knows it, or it is somebody's."""
    named = bool(token.values("name"))
    letters = _LETTERS.search(token.text) is not None and not _FIGURES.search(token.text)
    known = "unknown" in token or all(tag.startswith("subject:") for tag in token.tags)
    people = fold(token.text) in words.people and "quote" not in token
    return letters and not named and (known or people)


def _tells(token: Token, words: Describing) -> bool:
    return _strange(token, words) or (
        any(map(token.values, _TELLING)) and FILLER not in token and not token.values("name")
    )
