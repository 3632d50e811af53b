"""Which words of a prompt ask for which edit, by what was learned from marked prompts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.agent.learned.features import Described, word
from studio.agent.learned.meaning import Floats, vectors
from studio.agent.learned.table import keys_of, tables, words
from studio.agent.tokens import Reading, Token

NONE = "-"
CLEAR = 0.5
"""How far ahead an edit is that is taken for the only one of its words."""
GAIN = 0.15
"""How much clearer two wishes must be than one in their place."""
TRIED = 3
# Wishes that no edit answers: what is asked, told, or cannot be done.
NO_EDITS = frozenset({"question", "talk", "impossible", "vague"})


@dataclass(frozen=True, slots=True)
class Wish:
    """The words that ask for one edit, each with the value that it belongs to ("-" for none).

    `sure` is how far this edit is ahead of the next likely one.
    """

    op: str
    value: str
    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    sure: float

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
    """The wishes of a prompt in order; words outside all of them ask for nothing."""
    tokens = reading.tokens
    if not tokens:
        return []
    described = Described(tokens, reading.language)
    marks = [tables()["marks"].scores(described.at(place)) for place in range(len(tokens))]
    found: list[Wish] = []
    for first, end in _groups(tokens, marks):
        whole = _read(reading, described, [(first, end)])
        found += _parted(reading, described, marks, (first, end), whole[0]) or whole
    return found


def trained(token: Token) -> bool:
    """Whether the word stood in several marked prompts."""
    return int(keys_of([word(token)])[0]) in words()


def _parted(
    reading: Reading,
    described: Described,
    marks: Sequence[Floats],
    group: tuple[int, int],
    whole: Wish,
) -> list[Wish] | None:
    """Two wishes in the place of one that fits nothing well, where a second could begin."""
    first, end = group
    if whole.sure >= CLEAR or end - first < 4:
        return None
    begins = tables()["marks"].columns.index("B")
    places = [n for n in range(first + 2, end - 1) if "break" not in reading.tokens[n]]
    places.sort(key=lambda n: -marks[n][begins])
    best: list[Wish] | None = None
    for place in places[:TRIED]:
        two = _read(reading, described, [(first, _end(reading.tokens, first, place)), (place, end)])
        least = min(wish.sure for wish in (best or [whole]))
        if two[0].op != two[1].op and min(wish.sure for wish in two) > least + GAIN:
            best = two
    return best


def _read(reading: Reading, described: Described, groups: Sequence[tuple[int, int]]) -> list[Wish]:
    """What these words ask for, each group as one wish."""
    tokens, table, found = reading.tokens, tables()["ops"], []
    texts = [reading.raw[tokens[a].start : tokens[end - 1].end] for a, end in groups]
    for (first, end), vector in zip(groups, vectors(texts), strict=True):
        scores = table.scores(described.group(first, end), vector)
        best, second = scores.argsort()[::-1][:2]
        op, _, value = table.columns[best].partition("=")
        names = tuple(_slot(described, place, op) for place in range(first, end))
        sure = float(scores[best] - scores[second])
        found.append(Wish(op, value, tokens[first:end], names, sure))
    return found


def _groups(tokens: Sequence[Token], marks: Sequence[Floats]) -> Iterator[tuple[int, int]]:
    """Where each wish begins and ends; a mark at its end is no part of it."""
    columns, begun = tables()["marks"].columns, -1
    for place, scores in enumerate(marks):
        mark = columns[int(scores.argmax())]
        if begun >= 0 and mark != "I":
            yield begun, _end(tokens, begun, place)
            begun = -1
        if begun < 0 and mark != "O" and "break" not in tokens[place]:
            begun = place
    if begun >= 0:
        yield begun, _end(tokens, begun, len(tokens))


def _end(tokens: Sequence[Token], first: int, end: int) -> int:
    while end - 1 > first and "break" in tokens[end - 1]:
        end -= 1
    return end


def _slot(described: Described, place: int, op: str) -> str:
    table = tables()["slots"]
    return table.columns[int(table.scores(described.within(place, op)).argmax())]
