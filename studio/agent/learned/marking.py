"""Which words of a prompt ask for which edit, by what was learned from marked prompts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.agent.languages import FILLER
from studio.agent.learned.features import Described, word
from studio.agent.learned.meaning import Floats, vectors
from studio.agent.learned.table import keys_of, tables, words
from studio.agent.tokens import Reading, Token

NONE = "-"
OUTSIDE = "outside"
"""The column of `ops` for words that ask for nothing: a reason, an aside."""
REACH = 7
"""Of the places where a wish could begin or end, how many one may span."""
LONGEST = 30
"""Words of a wish."""
TRIED = 2
"""Places in the middle of a run of words where a wish is tried to begin."""
TEXT = "text"
FIRM = 0.4
"""How far ahead the value of a word is that begins or ends words for the screen."""
SMALL = 4
LOOKS = ("bigger", "smaller", "color", "style", "pos")
# How the parts of a prompt are chosen: what each further one costs, what each word's own mark
# weighs, and how much less likely words are to be outside; tried on prompts that were held back.
PART, MARK, ASIDE = 0.8, 0.6, 0.2
# Wishes that no edit answers: what is asked, told, or cannot be done.
NO_EDITS = frozenset({"question", "talk", "impossible", "vague"})


@dataclass(frozen=True, slots=True)
class Wish:
    """The words that ask for one edit, each with the value that it belongs to ("-" for none).

    `sure` is how far this edit is ahead of the next likely one, `ragged` says that it is not clear
    where words for the screen begin or end.
    """

    op: str
    value: str
    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    sure: float
    ragged: bool = False

    def slots(self, name: str) -> list[list[Token]]:
        """The words of each value of this name, in order."""
        found: list[list[Token]] = []
        before = -2
        for place, (token, slot) in enumerate(zip(self.tokens, self.names, strict=True)):
            if slot != name:
                continue
            if place != before + 1:
                found.append([])
            found[-1].append(token)
            before = place
        return found


def wishes(reading: Reading) -> list[Wish]:
    """The wishes of a prompt in order; words outside all of them ask for nothing.

    Of all ways to part the prompt the one is taken whose parts are the clearest: an edit each, or
    nothing.
    """
    tokens = reading.tokens
    if not tokens:
        return []
    described = Described(tokens, reading.language)
    marks = np.stack([tables()["marks"].scores(described.at(n)) for n in range(len(tokens))])
    places = _places(tokens, marks)
    parts = _parts(reading, described, places)
    # For each place the best way to come there: its score, and the wishes on it.
    best: dict[int, tuple[float, list[Part]]] = {0: (0.0, [])}
    for end in places[1:]:
        ways = (
            (best[first][0] + worth, [*best[first][1], *([part] if part else [])])
            for first in places
            if (first, end) in parts
            for worth, part in [_weighed(tokens, marks, first, end, parts[first, end])]
        )
        best[end] = max(ways, key=lambda way: way[0])
    return [_wish(tokens, described, part) for part in best[len(tokens)][1]]


def trained(token: Token) -> bool:
    """Whether the word stood in several marked prompts."""
    return int(keys_of([word(token)])[0]) in words()


@dataclass(frozen=True, slots=True)
class Part:
    """Words that ask for the edit of a column, and how far it is ahead."""

    first: int
    end: int
    column: int
    sure: float


def _places(tokens: Sequence[Token], marks: Floats) -> list[int]:
    """Where wishes may begin or end: at stops and `and`, where the marks change, and the likeliest
    others."""
    begins, outside = (tables()["marks"].columns.index(mark) for mark in "BO")
    most = marks.argmax(axis=1)
    found = {0, len(tokens)}
    for place, token in enumerate(tokens):
        if "break" in token:
            found |= {place, place + 1}
        changes = place and (most[place] == outside) != (most[place - 1] == outside)
        if "and" in token or changes or most[place] == begins:
            found.add(place)
    inner = sorted(range(1, len(tokens)), key=lambda place: -marks[place][begins])
    return sorted(found | {*inner[:TRIED]})


def _parts(
    reading: Reading, described: Described, places: Sequence[int]
) -> dict[tuple[int, int], Floats | None]:
    """Each run of words between two places with the scores of what it may ask for; None for a
    mark alone."""
    tokens, found, texts = reading.tokens, dict[tuple[int, int], Floats | None](), []
    for n, first in enumerate(places):
        for end in places[n + 1 : n + 1 + REACH]:
            inner = _without_marks(tokens, first, end)
            if end - first > LONGEST and end != places[n + 1]:
                break
            found[first, end] = None
            if inner is not None:
                texts.append(((first, end), inner))
    raws = [reading.raw[tokens[a].start : tokens[b - 1].end] for _, (a, b) in texts]
    for (key, inner), vector in zip(texts, vectors(raws) if raws else (), strict=True):
        found[key] = tables()["ops"].scores(described.group(*inner), vector)
    return found


def _without_marks(tokens: Sequence[Token], first: int, end: int) -> tuple[int, int] | None:
    while end > first and "break" in tokens[end - 1]:
        end -= 1
    while first < end and "break" in tokens[first]:
        first += 1
    return (first, end) if first < end else None


def _weighed(
    tokens: Sequence[Token], marks: Floats, first: int, end: int, scores: Floats | None
) -> tuple[float, Part | None]:
    """How well these words make one part, and it, if it asks for an edit."""
    inner = _without_marks(tokens, first, end)
    if scores is None or inner is None:
        return 0.0, None
    columns, mark = tables()["ops"].columns, tables()["marks"].columns
    aside = columns.index(OUTSIDE)
    outside = float(scores[aside]) - ASIDE
    edits = np.delete(scores, aside)
    second, most = np.partition(edits, -2)[-2:]
    size = sum("break" not in token for token in tokens[first:end]) ** 0.5
    within = marks[first, mark.index("B")] + marks[first + 1 : end, mark.index("I")].sum()
    without = marks[first:end, mark.index("O")].sum()
    wish = size * float(most) + MARK * float(within) - PART
    none = size * outside + MARK * float(without) - PART
    if none > wish:
        return none, None
    column = int(np.where(np.arange(len(columns)) == aside, -np.inf, scores).argmax())
    return wish, Part(*inner, column, float(most) - max(float(second), outside))


def _wish(tokens: Sequence[Token], described: Described, part: Part) -> Wish:
    op, _, value = tables()["ops"].columns[part.column].partition("=")
    table, places = tables()["slots"], range(part.first, part.end)
    scores = np.stack([table.scores(described.within(place, op)) for place in places])
    names = [table.columns[column] for column in scores.argmax(axis=1)]
    for n, place in enumerate(places[:-1]):
        # `Sunny Harbour in red`: a small word before how they look is none of them
        small = FILLER in tokens[place] and len(tokens[place].text) < SMALL
        if small and n and names[n - 1] == TEXT and names[n + 1] in LOOKS:
            names[n] = NONE
            scores[n] = np.array(table.columns) == NONE
    ragged = _margin(scores[:, table.columns.index(TEXT)], scores, names) < FIRM
    return Wish(op, value, tuple(tokens[part.first : part.end]), tuple(names), part.sure, ragged)


def _margin(text: Floats, scores: Floats, names: Sequence[str]) -> float:
    """How clear the least clear word is with which words for the screen begin or end."""
    edges = [n for n in range(1, len(names)) if (names[n] == TEXT) != (names[n - 1] == TEXT)]
    beside = {place for n in edges for place in (n - 1, n)}
    second, best = np.sort(scores, axis=1)[:, -2:].T
    return min(
        (float(best[n] - (second[n] if names[n] == TEXT else text[n])) for n in beside), default=1.0
    )
