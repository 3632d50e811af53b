"""`Summer has two m's`, `Marc with a k, not a c`: a word on the screen spelt otherwise.

A language's `letters` say how people count the letters of a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from studio.agent.languages import vocabulary
from studio.agent.tokens import Reading
from studio.agent.wording import as_order

_WORD = re.compile(r"[^\W\d_]{3,}")
_NEAR = 75.0  # of 100: two spellings of one word
_COUNTS = {"one": 1, "two": 2, "three": 3, "not": 0}


def respelt(reading: Reading, shown: Sequence[str]) -> Reading | None:
    """The reading with the text as it was and as it shall be; None where no letters are counted."""
    remarks = [
        (_COUNTS[name], match["letter"].casefold(), match)
        for pattern in vocabulary(reading.language).letters
        for match in pattern.finditer(reading.raw)
        for name in _COUNTS
        if match.groupdict().get(name)
    ]
    if not remarks:
        return None
    counts = [(many, letter) for many, letter, _ in remarks]
    for said in _WORD.finditer(reading.raw):
        for place, text in enumerate(shown):
            for word in _WORD.finditer(text):
                new = _spelt(word[0], said[0], counts)
                if new and new != word[0]:
                    spans = [said.span(), *(match.span() for _, _, match in remarks)]
                    start, end = min(a for a, _ in spans), max(b for _, b in spans)
                    made = f"{text[: word.start()]}{new}{text[word.end() :]}"
                    return as_order(reading, start, end, place, made)
    return None


def _spelt(word: str, said: str, counts: list[tuple[int, str]]) -> str:
    """The word with so many of these letters; "" where another was meant, or it is not clear."""
    if said.casefold() != word.casefold():
        same = fuzz.ratio(said.casefold(), word.casefold()) >= _NEAR
        kept = all(letter in said.casefold() for many, letter in counts if many)
        return _cased(said, word) if same and kept else ""
    made = word.casefold()
    missing = [letter for many, letter in counts if many == 1 and letter not in made]
    for many, letter in counts:
        runs = list(re.finditer(f"{re.escape(letter)}+", made))
        wrong = [run for run in runs if len(run[0]) != many]
        if not many and len(runs) == len(missing) == 1:
            made = made.replace(runs[0][0], missing[0])
        elif many and len(wrong) == 1:
            made = f"{made[: wrong[0].start()]}{letter * many}{made[wrong[0].end() :]}"
    return _cased(made, word)


def _cased(new: str, old: str) -> str:
    """With capitals where the old word has them."""
    if old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
