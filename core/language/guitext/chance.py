"""How likely a clause is an instruction for a screen, and what it stood for, learned from replies.

Logistic regression over the letters, words and kinds of words of a clause and of what is said
beside it. It decides together with the rules: what they take goes unless it surely is content, and
what they know nothing of goes when it surely is an instruction. benchmarks/train_translator.py
makes the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from core.language import linear
from core.language.guitext.model import Action
from core.language.guitext.reader import Reader

CLAUSES: Final = "clauses.bin"
MEANINGS: Final = "meanings.bin"
ACTIONS: Final = tuple(Action)
"""The columns of the second table."""
SURE: Final = 1.4
"""The score, that of a chance of 0.8, from which a clause goes although no rule says so."""
BESIDE: Final = 0.8
"""The score, that of a chance of 0.7, from which it goes along with another of its sentence."""
DOUBTED: Final = -3.9
"""The score, that of a chance of 0.02, below which a clause stays although a rule takes it."""
OPENS: Final = -2.2
"""The score, that of a chance of 0.1, below which a question does not go with what follows it."""
_LONGEST: Final = 200
"""Characters of a clause, and of the rest of its sentence, that are looked at."""
_WORDS: Final = 60
_SIZES: Final = (2, 3, 4, 5)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile("[\\w\ue000-\ue002\u0900-\u0963]+|[^\\w\\s]")
_ASKS: Final = ("?", "？", "؟")


def names(reader: Reader, clause: str, others: str, question: bool) -> set[str]:
    """The features of a clause (plain), beside other clauses that were said with it."""
    text = _DIGIT.sub("0", clause[:_LONGEST].lower())
    rest = _DIGIT.sub("0", others[:_LONGEST].lower())
    kinds = sorted(reader.kinds(clause[:_LONGEST]))
    return {
        *_letters(text),
        *_words(text),
        *(f"o:{word}" for word in _WORD.findall(rest)[:_WORDS]),
        *(f"k:{kind}" for kind in kinds),
        *(f"k:{one} {two}" for one, two in combinations(kinds, 2)),
        *(f"ok:{kind}" for kind in reader.kinds(others[:_LONGEST])),
        *(("asks",) if question else ()),
    }


def _letters(text: str) -> Iterator[str]:
    padded = f" {text} "
    for size in _SIZES:
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def _words(text: str) -> Iterator[str]:
    words = _WORD.findall(text)[:_WORDS]
    yield from (f"w:{word}" for word in words)
    yield from (f"p:{one} {two}" for one, two in pairwise(words))
    if words:
        yield from (f"f:{words[0]}", f"f2:{' '.join(words[:2])}", f"l:{words[-1]}")
    yield f"n:{min(len(words), 12)}"


def of_each(reader: Reader, texts: Sequence[str], sentence: str) -> list[set[str]]:
    """The features of each clause of a sentence (plain)."""
    question = sentence.rstrip().endswith(_ASKS)
    return [
        names(reader, text, " ".join([*texts[:n], *texts[n + 1 :]]), question)
        for n, text in enumerate(texts)
    ]


def of_group(reader: Reader, said: Sequence[str], before: str, around: str) -> set[str]:
    """The features of dropped clauses (as written) that belong together, the rules' own opinion
    among them."""
    together = " ".join(said)
    return {
        *names(reader, together, around, question=False),
        *(f"r:{action}" for action in reader.meaning(said, before, around) or ("",)),
        f"m:{reader.means(together)}",
    }


@lru_cache(maxsize=256)
def scores(reader: Reader, texts: tuple[str, ...], sentence: str) -> tuple[float, ...]:
    """For each clause of a sentence (plain), how surely it is an instruction: the logarithm of the
    odds, 0 for even ones."""
    table = linear.read(__package__, CLAUSES, 1)
    return tuple(
        table.scores(linear.keys_of(found))[0] for found in of_each(reader, texts, sentence)
    )


def meaning(reader: Reader, said: Sequence[str], before: str, around: str) -> tuple[Action, ...]:
    """What dropped clauses that belong together stood for: one action or none, or the several
    that the rules tell apart."""
    ruled = reader.meaning(said, before, around)
    if len(ruled) > 1:
        return ruled
    table = linear.read(__package__, MEANINGS, len(ACTIONS))
    found = table.scores(linear.keys_of(of_group(reader, said, before, around)))
    best, action = max(zip(found, ACTIONS, strict=True))
    return (action,) if best > 0 else ()
