"""How likely a clause is an instruction for a screen, and what it stood for, learned from replies.

Logistic regression over the concepts, words, kinds of words and letters of a clause and of what is
said beside it. Concepts have the same names in all languages, so that what is learned in one serves
the others. What goes is decided with the rules (decide.py). The tables are made by
benchmarks/train_translator.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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
MEANT: Final = -2.0
"""The score from which the likeliest action is meant."""
ALSO: Final = 2.0
"""The score from which another one is meant beside it."""
_LONGEST: Final = 200
"""Characters of a clause, and of the rest of its sentence, that are looked at."""
_LONGEST_LINE: Final = 600
_WORDS: Final = 60
_SIZES: Final = (2, 3, 4, 5)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile("[\\w\ue000-\ue002\u0900-\u0963]+|[^\\w\\s]")
WORDS: Final = ("w", "p", "f", "f2", "l", "n", "o", "k", "ok", "r", "m", "asks")
CONCEPTS: Final = ("c", "cs", "cf", "cl", "cn", "co", "cb", "ca")
"""How the names of features begin that tell of words, and of concepts; others are letters."""
ASKS: Final = ("?", "？", "؟")
Part = tuple[Callable[..., Iterator[str]], *tuple[str, ...]]
"""What names some of a clause's features, and the texts that it names them of."""


def _parts(texts: Sequence[str], sentence: str, line: str) -> Iterator[tuple[Part, ...]]:
    """For each clause of a sentence in its line (plain), all that its features are named of."""
    end = sentence.rstrip()[-1:]
    for n, text in enumerate(texts):
        others = " ".join([*texts[:n], *texts[n + 1 :]])
        yield (_own, text), (_beside, text, others), (_around, line), (_ending, end)


def _named(reader: Reader, parts: Sequence[Part]) -> set[str]:
    return {name for features, *said in parts for name in features(reader, *said)}


def _own(reader: Reader, clause: str) -> Iterator[str]:
    """What a clause says by itself."""
    clause = clause[:_LONGEST]
    text = _DIGIT.sub("0", clause.lower())
    kinds = sorted(reader.kinds(clause))
    yield from _letters(text)
    yield from _words(text)
    yield from (f"k:{kind}" for kind in kinds)
    yield from (f"k:{one} {two}" for one, two in combinations(kinds, 2))
    yield from _concepts(reader.concepts(clause))


def _concepts(said: Sequence[str]) -> Iterator[str]:
    """What is spoken of, in names that all languages share: what is learned in one helps all."""
    known = sorted(set(said))
    yield from (f"c:{one}" for one in known)
    yield from (f"c:{one} {two}" for one, two in combinations(known, 2))
    yield from (f"cs:{one} {two}" for one, two in pairwise(said))
    if said:
        yield from (f"cf:{said[0]}", f"cl:{said[-1]}")
    yield f"cn:{min(len(known), 6)}"


def _beside(reader: Reader, clause: str, others: str) -> Iterator[str]:
    """What is said beside a clause in its sentence."""
    others = others[:_LONGEST]
    rest = _DIGIT.sub("0", others.lower())
    yield from (f"o:{word}" for word in _WORD.findall(rest)[:_WORDS])
    yield from (f"ok:{kind}" for kind in reader.kinds(others))
    beside = set(reader.concepts(others))
    yield from (f"co:{one}" for one in beside)
    known = set(reader.concepts(clause[:_LONGEST]))
    yield from (f"cb:{one} {two}" for one in known for two in beside)


def _around(reader: Reader, line: str) -> Iterator[str]:
    """What a line speaks of."""
    yield from (f"ca:{one}" for one in set(reader.concepts(line[:_LONGEST_LINE])))


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


def _ending(_: Reader, end: str) -> Iterator[str]:
    """What a sentence's last mark says."""
    if end in ASKS:
        yield "asks"


def of_each(reader: Reader, texts: Sequence[str], sentence: str, line: str) -> list[set[str]]:
    """The features of each clause of a sentence in its line (plain)."""
    return [_named(reader, parts) for parts in _parts(texts, sentence, line)]


def of_group(reader: Reader, said: Sequence[str], around: str, ruled: Sequence[Action]) -> set[str]:
    """The features of dropped clauses (as written) that belong together, the rules' own opinion
    among them."""
    together = " ".join(said)
    return {
        *_named(reader, ((_own, together), (_beside, together, around))),
        *(f"r:{action}" for action in ruled or ("",)),
        f"m:{reader.means(together)}",
    }


@lru_cache(maxsize=256)
def scores(reader: Reader, texts: tuple[str, ...], sentence: str, line: str) -> tuple[float, ...]:
    """For each clause of a sentence (plain), how surely it is an instruction: the logarithm of the
    odds, 0 for even ones."""
    table = linear.read(__package__, CLAUSES, 1)
    rows = (
        frozenset[int]().union(*(_rows(features, reader, *said) for features, *said in parts))
        for parts in _parts(texts, sentence, line)
    )
    return tuple(table.of_rows(one)[0] for one in rows)


@lru_cache(maxsize=2048)
def _rows(features: Callable[..., Iterator[str]], reader: Reader, *said: str) -> frozenset[int]:
    """Where features stand in the table: a clause is read once, however often it is scored."""
    return linear.read(__package__, CLAUSES, 1).rows(linear.keys_of(set(features(reader, *said))))


def alone(reader: Reader, text: str) -> float:
    """How surely a clause (plain) is an instruction when nothing else was said."""
    return scores(reader, (text,), text, text)[0]


def meaning(reader: Reader, said: Sequence[str], before: str, around: str) -> tuple[Action, ...]:
    """What dropped clauses that belong together stood for, in the order in which the rules found
    it, then the surest first."""
    ruled = reader.meaning(said, before, around)
    table = linear.read(__package__, MEANINGS, len(ACTIONS))
    found = table.scores(linear.keys_of(of_group(reader, said, around, ruled)))
    ranked = sorted(zip(found, ACTIONS, strict=True), reverse=True)
    least = min(ALSO, max(ranked[0][0], MEANT))
    meant = (action for score, action in ranked if score >= least)
    return tuple(sorted(meant, key=[*ruled, *(action for _, action in ranked)].index))
