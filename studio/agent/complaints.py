"""`it looks dark`, `the colours are so grey`: a complaint is a wish for the opposite.

`dark` alone asks for darkness; said of how the video is, it means what `too dark` means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.agent.languages import FILLER, TEXTS, Vocabulary, fold, vocabulary
from studio.agent.tokens import Reading, Token
from studio.draft import Draft

_WORDED = TEXTS | {"quote", "ground"}
# Of these another one may be taken where no direction is told.
_OTHERS = frozenset({"music", "transition", "font", "color"})
_DEGREES = frozenset({FILLER, "little", "much", "vague", "less", "more"})
_SMALL = frozenset({FILLER})
# What somebody wants who wonders why it is so.
_TURNED = {
    frozenset({one}): frozenset({other})
    for pair in (("up", "down"), ("look:dark", "look:bright"))
    for one, other in (pair, pair[::-1])
}
_TURNING = frozenset(tag for tags in _TURNED for tag in tags)
# What else may be asked for of words that cover something, and what asks for that they do.
_ELSEWHERE = frozenset({"remove", "no", "bigger", "smaller", "shorter", "size", "vanish"})
_LAID = frozenset({"add", "write", "quote", "named"})
_GENITIVE = re.compile(r"['’]s\b")
_COOL, _WARM = frozenset({"look:cool"}), frozenset({"look:warm"})
# What takes a tint out of a picture.
_TINTS = {
    **dict.fromkeys(("#ff3b30", "#ffd60a", "#ff9f0a", "#ffcc33", "#8b5a2b", "#ff5fa2"), _COOL),
    **dict.fromkeys(("#0a84ff", "#5ac8fa", "#1f3a8a"), _WARM),
    **dict.fromkeys(("#8e8e93", "#ffffff"), frozenset({"look:vivid"})),
    "#000000": frozenset({"look:bright"}),
}


def complained(reading: Reading) -> Reading:
    """The reading with the words of a complaint as what they ask for."""
    words = vocabulary(reading.language)
    row = list(reading.tokens)
    if len(row) > 2 and row[-2].tags & {"no", "nope"} and row[-1].text.strip() == "?":
        row[-2] = replace(row[-2], tags=frozenset({FILLER}))  # `it looks dark, no?`
    start = 0
    for place, token in enumerate(row):
        if "why" in token:
            _wondered(row, place)
        if "break" in token:
            start = place + 1
        elif fold(token.text) in words.complaining.states:
            _meant(row, start, place, words)
        elif _GENITIVE.match(reading.raw, token.end) and fold("'s") in words.complaining.states:
            _meant(row, start, place, words, within=True)  # `the music's loud`
    return replace(reading, tokens=tuple(row))


def uncovered(reading: Reading, draft: Draft, *, words: bool) -> Reading:
    """`the title covers her face`: words that lie on somebody shall stand elsewhere.

    Where it is told how, or what else shall be done to them, that is done; `words` tells that
    the last edit was about words, which `it` then stands for.
    """
    row, others = list(reading.tokens), [t for t in reading.tokens if "covers" not in t]
    ways = any(t.tags & _ELSEWHERE or t.values("place") or t.values("shift") for t in others)
    for at in (i for i, t in enumerate(row) if "covers" in t and draft.titles):
        piece = _piece(row, at)
        parts = [i for i in piece if "bodypart" in row[i] or "retouch" in row[i].values("cant")]
        nouns = [i for i in piece if row[i].tags & TEXTS or (words and "it" in row[i])]
        if not parts or not nouns or any(row[i].tags & _LAID and i not in nouns for i in piece):
            continue
        there = draft.titles[0].position
        place = frozenset({"move", f"place:{'top' if there == 'bottom' else 'bottom'}"})
        row[at] = replace(row[at], tags=_SMALL if ways else place)
        for i in (*parts, *(i for i in piece if row[i].tags & {"neg", "excess", "whose"})):
            row[i] = replace(row[i], tags=_SMALL)
    return replace(reading, tokens=tuple(row))


def _piece(row: Sequence[Token], at: int) -> range:
    """The part of the sentence that this word stands in."""
    start = next((i for i in range(at, 0, -1) if "break" in row[i - 1]), 0)
    return range(start, next((i for i in range(at, len(row)) if "break" in row[i]), len(row)))


def _meant(
    row: list[Token], start: int, state: int, words: Vocabulary, *, within: bool = False
) -> None:
    """Read what stands behind `is` or `looks`, where it is no wish."""
    told = words.complaining
    ahead = row[start : state + within]
    if any({*fold(t.text).split()} & told.wishes or t.tags & {"neg", "quote"} for t in ahead):
        return
    at = state + 1
    while at < len(row):
        token = row[at]
        degree = bool(token.tags & {"little", "much"}) and not _ends(row, at)
        last = _ends(row, at) and "excess" not in row[at - 1]  # `too happy` is less happy
        tags = _opposite(token, ahead, words, last=last) if not degree else frozenset()
        if tags:
            row[at] = replace(token, tags=tags)
        elif fold(token.text) in told.stops or not (token.tags & _DEGREES or "and" in token):
            return
        at += 1


def _wondered(row: list[Token], why: int) -> None:
    """`why so quiet?`, `why is it dark?`: asks for the opposite of what it is like.

    Of a format it asks for nothing where another one is named behind.
    """
    stop = next((i for i in range(why + 1, len(row)) if "break" in row[i]), len(row))
    about = range(why + 1, stop)
    turned = {i: tags for i in about if (tags := _TURNED.get(row[i].tags & _TURNING))}
    other = any(t.values("canvas") for t in row[stop:])
    formats = (i for i in about if row[i].values("canvas") or "ask:canvas" in row[i])
    silent = dict.fromkeys(formats, _SMALL) if other else {}
    if len(turned) + len(silent) != 1 or any(
        row[i].tags & (_WORDED | {"neg", "no"}) for i in about
    ):
        return
    for i in range(why, stop):
        if "question" in row[i]:
            row[i] = replace(row[i], tags=_SMALL)
    for i, tags in (turned | silent).items():
        row[i] = replace(row[i], tags=tags)


def _opposite(
    token: Token, subject: Sequence[Token], words: Vocabulary, *, last: bool
) -> frozenset[str]:
    """What it asks for where something is said to be like this; empty for other words."""
    told = words.complaining
    phrase = fold(f"{told.too} {token.text}")
    about = {tag for t in subject for tag in t.tags if tag in _OTHERS | _WORDED}
    tint = next((tags for c in token.values("color") if (tags := _TINTS.get(c))), frozenset())
    if token.values("color"):
        return frozenset() if about & _WORDED else tint
    found = words.match(phrase)
    if found is not None and found[0] == len(phrase) and FILLER not in found[1]:
        looks = any(tag.startswith("look:") for tag in found[1])
        return frozenset({"different"}) if "color" in about and not looks else found[1]
    vague = last and (token.tags & {"unknown", "vague"} or token.values("mood"))
    return frozenset({"different"}) if vague and about & _OTHERS else frozenset()


def _ends(row: Sequence[Token], at: int) -> bool:
    return at + 1 == len(row) or bool(row[at + 1].tags & {"break", "and"})
