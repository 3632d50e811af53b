"""Which clauses of a sentence go, told by how each scores and what stands beside it.

One clause has to be an instruction, surely or by the rules, before any goes. Which go then is
learned: one that says little by itself ("under Payments.", "before you go,") shares the fate of the
one that it belongs to, and a verb that content shares with instructions stays among content. It was
learned from scores of replies that the first table did not know (benchmarks/train_translator.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from core.language import linear
from core.language.guitext import chance
from core.language.guitext.reader import Reader

SENTENCES: Final = "sentences.bin"
SURE: Final = 1.5
"""The score, that of a chance of 0.82, from which a clause is one though no rule says so."""
WHOLE: Final = 4.0
"""The same, that of a chance of 0.98, for a clause that is all of its line: nothing beside it tells
what it is about."""
DOUBTED: Final = -1.5
"""The score, that of a chance of 0.18, below which a clause is none although a rule takes it."""
ALONE: Final = -0.8
"""The score that one of several clauses has to have by itself, too, where no rule takes it: that of
a chance of 0.31."""
EVEN: Final = 0.0
"""The score, that of a chance of a half, that a sentence without a rule has without its line; one
behind a dropped one needs no more."""
GOES: Final = 0.4
"""The score, that of a chance of 0.6, from which a clause goes where one is an instruction."""
_LONGEST_SENTENCE: Final = 1200
"""Longer ones are content: nobody gives instructions at that length, and work stays bounded."""
_FINE: Final = 2
"""Scores nearer to even than this are told apart by halves, others by whole numbers."""
_MOST: Final = 5
_LENGTHS: Final = (10, 6)
"""Characters of a step in length, and the steps that are told apart."""
_NONE: Final = "-"
_PAIRS: Final = tuple(
    pair.split()
    for pair in (
        "own best", "own ruled", "own alone", "own before", "own after", "own whole", "own length",
        "own asks", "own any", "own opened", "own closed", "own least", "best ruled", "best alone",
        "after closed", "before opened", "alone ruled", "alone whole", "ruled whole",
    )
)  # fmt: skip


def _step(score: float) -> int:
    score = max(-_MOST, min(_MOST, score))
    return math.floor(score * 2) if abs(score) < _FINE else math.floor(score) * 2


def _mark(text: str) -> str:
    """A mark between two clauses; a word there is as good as any other."""
    return "w" if text.isalnum() else text


def names(
    scores: Sequence[float],
    alone: Sequence[float],
    ruled: Sequence[bool],
    texts: Sequence[str],
    sentence: str,
    line: str,
) -> list[set[str]]:
    """The features of each clause of a sentence: the steps of its score in the sentence and by
    itself, what the rules say, the same of its neighbours, and how it is set apart from them."""
    asks = str(sentence.rstrip().endswith(chance.ASKS))
    found = []
    for n, text in enumerate(texts):
        others = [*scores[:n], *scores[n + 1 :]]
        ahead, _, behind = sentence.partition(text)
        whole = len(texts) == 1
        said = {
            "own": str(_step(scores[n])),
            "alone": str(_step(alone[n])),
            "ruled": str(ruled[n]),
            "best": str(_step(max(others))) if others else _NONE,
            "least": str(_step(min(others))) if others else _NONE,
            "before": str(_step(scores[n - 1])) if n else _NONE,
            "after": str(_step(scores[n + 1])) if n + 1 < len(texts) else _NONE,
            "ruled before": str(ruled[n - 1]) if n else _NONE,
            "ruled after": str(ruled[n + 1]) if n + 1 < len(texts) else _NONE,
            "any": str(any(ruled)),
            "whole": "line" if whole and sentence == line else str(whole),
            "opened": _mark(ahead.rstrip()[-1:]) if n else _NONE,
            "closed": _mark(behind.lstrip()[:1]),
            "length": str(min(len(text) // _LENGTHS[0], _LENGTHS[1])),
            "asks": asks,
            "count": str(min(len(texts), _MOST)),
        }
        found.append(
            {f"{kind}:{value}" for kind, value in said.items()}
            | {f"{one} {two}:{said[one]} {said[two]}" for one, two in _PAIRS}
            | _passed("own", scores[n])
            | _passed("alone", alone[n])
            | (_passed("best", max(others)) if others else set())
        )
    return found


def _passed(kind: str, score: float) -> set[str]:
    """The steps that a score has passed."""
    return {f"{kind}>{step}" for step in range(-2 * _MOST, _step(score) + 1)}


def _by_itself(
    reader: Reader, texts: tuple[str, ...], sentence: str, ruled: Sequence[bool]
) -> bool:
    """Whether a sentence speaks of an editor without its line, not only what stands beside it."""
    apart = chance.scores(reader, texts, sentence, sentence)
    return max(apart) >= (DOUBTED if any(ruled) else EVEN)


def goes_on(reader: Reader, texts: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence behind one that went goes on from it: "Then choose 1080p."."""
    apart = chance.scores(reader, texts, sentence, sentence)
    return min(apart) >= EVEN and not reader.is_content(sentence)


def goes(reader: Reader, texts: tuple[str, ...], sentence: str, line: str) -> tuple[bool, ...]:
    """For each clause of a sentence (plain), whether it goes."""
    nothing = (False,) * len(texts)
    if len(sentence) > _LONGEST_SENTENCE or reader.is_content(sentence):
        return nothing
    ruled = reader.judge(texts, sentence)
    scores = chance.scores(reader, texts, sentence, line)
    sure = WHOLE if len(texts) == 1 and sentence == line else SURE
    told = [score >= (DOUBTED if out else sure) for out, score in zip(ruled, scores, strict=True)]
    if not any(told) or not _by_itself(reader, texts, sentence, ruled):
        return nothing
    alone = [chance.alone(reader, text) for text in texts] if len(texts) > 1 else scores
    known = (out or lone >= ALONE for out, lone in zip(ruled, alone, strict=True))
    if not any(one and other for one, other in zip(told, known, strict=True)):
        return nothing
    table = linear.read(__package__, SENTENCES, 1)
    said = names(scores, alone, ruled, texts, sentence, line)
    found = [table.scores(linear.keys_of(one))[0] >= GOES for one in said]
    for n in reversed(range(len(found) - 1)):
        # "How to save it: press …": what only announces an instruction goes with it.
        if ruled[n] and found[n + 1] and sentence.partition(texts[n])[2][:1] in (":", "："):
            found[n] = True
    return tuple(found)
