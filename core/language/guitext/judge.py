"""Which clauses of a sentence are instructions for a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from core.language.guitext import evidence
from core.language.guitext.clause import Clause, Kind, zh_says_where
from core.language.guitext.grammars import EN, ZH, grammar_of, start_of
from core.language.guitext.plain import has_cjk, lower

_MAX_SENTENCE = 1200
"""Longer ones are content: nobody gives instructions at that length, and work stays bounded."""
_SHORTEST = 2
_HALF_SUBJECT = 3


_NUMBER = re.compile(r"^[(（]?\d{1,2}(?:[.)]\s+|[)）、]\s*)(?=\w)")
"""The number of a step in a running sentence ("1) click Export, 2) choose MP4")."""
_GOES_WITH = ("就", "即可", "再", "后")


@lru_cache(maxsize=512)
def judge(texts: tuple[str, ...], sentence: str) -> tuple[bool, ...]:
    """For each clause of one sentence (plain, case kept), whether it is to be dropped.

    A lead-in ("when ready, ...") goes with the clause that it opens; what follows an instruction
    and does not stand alone ("..., choose 1080p") goes with it.
    """
    texts = tuple(_NUMBER.sub("", text) for text in texts)
    lows = [lower(text) for text in texts]
    whole = " ".join(lows)
    nothing = (False,) * len(texts)
    if len(whole) > _MAX_SENTENCE or not possible(whole):
        return nothing
    low = lower(sentence)
    anew = [_stands_anew(low, lows, n) for n in range(len(lows))]
    kinds = _kinds(texts, lows, anew, grammar_of(whole).starts("LABEL", low))
    told = _keep_scenes(lows, low, kinds)
    if evidence.tells_of_others(low):
        _keep_told(lows, kinds)
    if Kind.INSTRUCTION not in kinds and len(texts) > 1 and not told and _about_screen(whole):
        return (True,) * len(texts)
    if len(kinds) > 1 and kinds[1] is Kind.INSTRUCTION and _is_half_subject(lows):
        kinds[0] = Kind.LEAD
    return tuple(_settle(kinds))


def _stands_anew(sentence: str, lows: Sequence[str], n: int) -> bool:
    """Whether a clause begins like a sentence: behind a semicolon or a dash, or with "so"."""
    marks = any(f"{lows[n - 1]}{mark}" in sentence for mark in (";", " - "))
    return n > 0 and (marks or lows[n].startswith("so "))


def _kinds(
    texts: Sequence[str], lows: Sequence[str], anew: Sequence[bool], labelled: bool
) -> list[Kind]:
    """The kind of each clause; a label ("Preview: ...") shares the next clause's fate."""
    kinds: list[Kind] = []
    read: list[Clause] = []
    for n, (text, low) in enumerate(zip(texts, lows, strict=True)):
        goes_on = _after_content(kinds) and not anew[n]
        clause = Clause(text, low, " ".join(lows[n:]), goes_on, " ".join(lows[:n]))
        if labelled and n == 0 and len(texts) > 1:
            kinds.append(Kind.LEAD)
        else:
            kinds.append(clause.kind(bool(kinds) and kinds[-1] is Kind.INSTRUCTION))
        read.append(clause)
    _join(read, kinds, 1 if labelled else 0)
    _keep_statements(read, kinds)
    for n in range(len(read) - 1):
        if kinds[n + 1] is Kind.INSTRUCTION and read[n].names_only(read[n + 1]):
            kinds[n] = Kind.LEAD
    return kinds


def _keep_statements(read: Sequence[Clause], kinds: list[Kind]) -> None:
    """A statement that only what follows makes an instruction is none when that is one itself."""
    for n in range(len(read) - 1):
        later = Kind.INSTRUCTION in kinds[n + 1 :]
        if kinds[n] is not Kind.INSTRUCTION or not later or not read[n].states():
            continue
        kinds[n] = Kind.CONTENT
        for m in range(n + 1, len(read)):
            again = read[m].kind(after_instruction=False)
            if again is Kind.INSTRUCTION:
                break
            kinds[m] = again


def _keep_scenes(lows: Sequence[str], sentence: str, kinds: list[Kind]) -> bool:
    """What comes behind "act two:" is told of the film, unless the reader is asked."""
    told = False
    for n in range(1, len(lows)):
        before = lows[n - 1]
        grammar = grammar_of(sentence)
        if grammar.starts("SCENE_MARK", before):
            told = told or f"{before}:" in sentence or f"{before}：" in sentence
        if told and not start_of(grammar, lows[n])[1]:
            kinds[n] = Kind.CONTENT
    return told


def _keep_told(lows: Sequence[str], kinds: list[Kind]) -> None:
    """Where a thing is, is told of the film when somebody in it is the one who uses it."""
    for n, low in enumerate(lows):
        if kinds[n] is Kind.INSTRUCTION and not start_of(EN, low)[1] and evidence.tells_place(low):
            kinds[n] = Kind.CONTENT


def _join(read: Sequence[Clause], kinds: list[Kind], first: int) -> None:
    """A lead-in and a clause that say too little apart may be an instruction together."""
    for n in range(first, len(read) - 1):
        opens = kinds[n] in (Kind.LEAD, Kind.STEP) or read[n + 1].low.startswith(_GOES_WITH)
        alone = kinds[n + 1] is Kind.INSTRUCTION or kinds[n] is Kind.INSTRUCTION
        if opens and not alone and read[n].has_shape_with(read[n + 1]):
            kinds[n] = kinds[n + 1] = Kind.INSTRUCTION


@lru_cache(maxsize=128)
def possible(low: str) -> bool:
    """A cheap look first: without any word of a screen, none of the rules can hold."""
    if len(low) <= _SHORTEST:
        return False
    return grammar_of(low).has("ANY_SIGN", low) or evidence.possible(low)


def _after_content(kinds: Sequence[Kind]) -> bool:
    return Kind.CONTENT in kinds and Kind.INSTRUCTION not in kinds


def _is_half_subject(lows: Sequence[str]) -> bool:
    """Whether the first clause is only half of a subject ("Your plan | and balance can be ...")."""
    joined = lows[1].startswith(("and ", "or "))
    return (
        joined and len(lows[0].split()) <= _HALF_SUBJECT and not EN.starts("INDEPENDENT", lows[0])
    )


def _settle(kinds: Sequence[Kind]) -> list[bool]:
    drop = [kind is Kind.INSTRUCTION for kind in kinds]
    last_own = max((n for n, kind in enumerate(kinds) if kind is not Kind.LEAD), default=-1)
    for n in range(len(kinds) - 2, -1, -1):
        if kinds[n] in (Kind.LEAD, Kind.STEP):
            drop[n] = drop[n + 1]
    for n in range(max(1, last_own + 1), len(kinds)):
        drop[n] = drop[n - 1]
    return drop


def _about_screen(whole: str) -> bool:
    if grammar_of(whole).has("TO_CHAT", whole):
        return False
    if has_cjk(whole):
        if ZH.has("DONE_BY_ME", whole) or ZH.starts("SCENE_TURNS", whole):
            return False
        return zh_says_where(whole, whole)
    if EN.has("BY_ME", whole) or EN.has("VIDEO_CUE", whole):
        return False
    if EN.starts("NOD", whole):
        return True
    if EN.starts("POSITION", whole) and EN.has("BRINGS_HOME", whole):
        return True
    return EN.starts("THING_DOES", whole) and EN.has("FOR_YOU", whole)
