"""One language's view of a message: its pieces, and what the classifier makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from core.language.intents import classifier, links, normal
from core.language.intents.word_classes import Piece, WordClasses, word_classes

_BY_SCRIPT: Final[dict[str, tuple[str, ...]]] = {
    "kana": ("ja",),
    "hangul": ("ko",),
    "han": ("zh", "ja"),
    "cyrillic": ("ru",),
    "arabic": ("ar",),
    "devanagari": ("hi",),
    "latin": ("en", "es", "pt", "fr", "de", "id", "hi_latn"),
}
_MOST_UNITS: Final = {True: 26, False: 48}  # words of a spaced script, characters of another


@dataclass(frozen=True, slots=True)
class Reader:
    """One language's view of a message and of its clauses, each worked out once."""

    words: WordClasses
    covers: dict[str, list[Piece]] = field(default_factory=dict)
    guesses: dict[str, classifier.Guess] = field(default_factory=dict)

    def pieces(self, text: str) -> list[Piece]:
        """The cover of the first units of `text`."""
        found = self.covers.get(text)
        if found is None:
            parts = normal.units(text)[: _MOST_UNITS[self.words.spaced] + 1]
            found = self.covers[text] = self.words.cover(parts)
        return found

    def guess(self, text: str) -> classifier.Guess:
        """What the classifier makes of `text`."""
        found = self.guesses.get(text)
        if found is None:
            found = self.guesses[text] = classifier.guess(text, self.pieces(text))
        return found

    def length(self, text: str) -> int:
        """How many words `text` has; two characters of an unspaced script count as one."""
        count = len(normal.units(text))
        return count if self.words.spaced else (count + 1) // 2

    def strange(self, text: str) -> int:
        """How many pieces of `text` this language doesn't know."""
        return sum(1 for piece in self.pieces(text) if not piece.tags)


def reader_of(clean: str, language: str | None = None) -> Reader:
    """The reader that knows most of the words; `language` (a code of ours) wins a draw."""
    names = _BY_SCRIPT[normal.script(clean)]
    code = (language or "").split("-")[0]
    readers = map(Reader, map(word_classes, sorted(names, key=lambda n: n != code)))
    best = next(readers)
    for reader in readers:
        if not best.strange(clean):
            break  # none can know more
        best = min(best, reader, key=lambda one: one.strange(clean))
    return best


def prepare(text: str) -> str:
    """The folded beginning and end of a message, without its links."""
    short = text if len(text) <= 600 else f"{text[:300]}\n{text[-300:]}"
    return normal.clean(links.without_urls(short))
