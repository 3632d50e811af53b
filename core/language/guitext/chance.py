"""How likely a clause is an instruction for a screen, learned from labelled replies.

Logistic regression over a clause's letters and words and the other words of its sentence. It is a
second opinion beside the rules: it knows wordings that no rule names, and is asked only where a
line names something that a screen has. benchmarks/train_translator.py makes the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from core.language import linear

TABLE: Final = "clauses.bin"
_SURE: Final = 2.2
"""The score, that of a chance of 0.9, from which a clause goes although no rule says so; chosen on
replies that nobody had read."""
_LONGEST: Final = 200
"""Characters of a clause, and of the rest of its sentence, that are looked at."""
_WORDS: Final = 60
_SIZES: Final = (2, 3, 4, 5)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile("[\\w\ue000-\ue002\u0900-\u0963]+|[^\\w\\s]")
_ASKS: Final = ("?", "？", "؟")


def names(clause: str, others: str, question: bool) -> Iterator[str]:
    """The features of a clause (plain), beside the other clauses of its sentence; some twice."""
    text = _DIGIT.sub("0", clause[:_LONGEST].lower())
    padded = f" {text} "
    for size in _SIZES:
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))
    words = _WORD.findall(text)[:_WORDS]
    yield from (f"w:{word}" for word in words)
    yield from (f"p:{one} {two}" for one, two in pairwise(words))
    if words:
        yield from (f"f:{words[0]}", f"f2:{' '.join(words[:2])}", f"l:{words[-1]}")
    rest = _WORD.findall(_DIGIT.sub("0", others[:_LONGEST].lower()))[:_WORDS]
    yield from (f"o:{word}" for word in rest)
    yield f"n:{min(len(words), 12)}"
    if question:
        yield "asks"


def of_each(texts: Sequence[str], sentence: str) -> list[set[str]]:
    """The features of each clause of a sentence."""
    question = sentence.rstrip().endswith(_ASKS)
    return [
        set(names(text, " ".join([*texts[:n], *texts[n + 1 :]]), question))
        for n, text in enumerate(texts)
    ]


@lru_cache(maxsize=256)
def instructs(texts: tuple[str, ...], sentence: str) -> tuple[bool, ...]:
    """For each clause of a sentence (plain), whether it surely is an instruction for a screen."""
    table = linear.read("core.language.guitext", TABLE, 1)
    scores = (table.scores(linear.keys_of(found))[0] for found in of_each(texts, sentence))
    return tuple(bool(score >= _SURE) for score in scores)
