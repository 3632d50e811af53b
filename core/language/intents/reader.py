"""One language's view of a message: its pieces, the command it is, what the classifier hears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.language.intents import classifier, links, normal
from core.language.intents.model import Intent
from core.language.intents.rules import decide
from core.language.intents.word_classes import Piece, WordClasses, word_classes

_LATIN: Final = ("en", "es", "pt", "fr", "de", "id", "hi_latn")
_BY_SCRIPT: Final[dict[str, tuple[str, ...]]] = {
    "kana": ("ja",),
    "hangul": ("ko",),
    "han": ("zh", "ja"),
    "cyrillic": ("ru",),
    "arabic": ("ar",),
    "devanagari": ("hi",),
    "latin": _LATIN,
}
_MAX_UNITS: Final = {True: 26, False: 48}  # words of a spaced script, characters of another
_SLACK: Final = {True: 1, False: 2}
_TYPO_WORDS: Final = 5
_TYPOS: Final = 2
_NEAR: Final = 3
"""Languages that are asked about single clauses; the others share a script, not the words."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One language's view of a text."""

    words: WordClasses
    covers: dict[str, list[Piece]] = field(default_factory=dict)
    guesses: dict[str, classifier.Guess] = field(default_factory=dict)

    @property
    def slack(self) -> int:
        """Units per word, roughly."""
        return _SLACK[self.words.spaced]

    def pieces(self, text: str) -> list[Piece]:
        """The cover of the first units of `text`, worked out once a message."""
        found = self.covers.get(text)
        if found is None:
            parts = normal.units(text)[: _MAX_UNITS[self.words.spaced] + 1]
            found = self.covers[text] = self.words.cover(parts)
        return found

    def hear(self, text: str) -> classifier.Guess:
        """What the classifier makes of `text`, worked out once a message."""
        found = self.guesses.get(text)
        if found is None:
            found = self.guesses[text] = classifier.guess(text, self.pieces(text))
        return found

    def strange(self, text: str) -> int:
        """How many pieces of `text` this language doesn't know."""
        return sum(1 for piece in self.pieces(text) if not piece.tags)

    def intent(self, text: str) -> Intent | None:
        """The command that the whole of `text` is, or None."""
        parts = normal.units(text)
        if not parts or len(parts) > _MAX_UNITS[self.words.spaced]:
            return None
        return decide(self.pieces(text), self.slack)

    def mended(self, text: str) -> Intent | None:
        """The command that a few mistyped words were meant as, or None."""
        parts = normal.units(text)
        if not self.words.spaced or not 0 < len(parts) <= _TYPO_WORDS:
            return None
        unknown = {piece.text for piece in self.pieces(text) if not piece.tags}
        if not 0 < len(unknown) <= _TYPOS:
            return None
        meant = [(self.words.nearest(part) or part) if part in unknown else part for part in parts]
        return None if meant == parts else decide(self.words.cover(meant), self.slack)

    def approves(self, text: str) -> bool:
        """Whether words like "done" or "perfect" occur."""
        return any("appr" in piece.tags for piece in self.pieces(text))

    def edits(self, text: str, pieces: Sequence[Piece]) -> bool:
        """Whether a word of editing occurs, also inside a longer phrase."""
        if any("edit" in piece.tags for piece in pieces):
            return True
        return self.words.spaced and any(
            "edit" in self.words.tags(part) for part in normal.units(text)
        )


def readers_of(clean: str) -> list[Reader]:
    """A reader for each language that is written in the script of `clean`."""
    return [Reader(word_classes(name)) for name in _BY_SCRIPT[normal.script(clean)]]


def near(clean: str, readers: Sequence[Reader]) -> list[Reader]:
    """The readers that know most of the words, best first; the first language wins a draw."""
    return sorted(readers, key=lambda reader: reader.strange(clean))[:_NEAR]


def spell(text: str) -> tuple[str, list[Piece]]:
    """What the classifier reads: the folded text, and the pieces of the language that fits."""
    clean = normal.clean(links.without_urls(text[:600]))
    return clean, near(clean, readers_of(clean))[0].pieces(clean)
