"""Word classes of a language, and how a message is covered by them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from core.language.intents.normal import clean, units

UNKNOWN: Final[frozenset[str]] = frozenset()
_NUMBER: Final = frozenset({"num"})
_QUESTION: Final = frozenset({"q"})
_MIN_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message and the classes it belongs to (none: the language's list lacks it)."""

    text: str
    tags: frozenset[str]


class WordClasses:
    """Words and phrases of one language with their classes.

    An entry is a phrase; a trailing `*` lets the last word go on (`кредит*`). In unspaced
    languages every character is a unit, so that a phrase needs no blanks to be found.
    """

    def __init__(self, classes: Mapping[str, Iterable[str]], *, spaced: bool) -> None:
        self.spaced = spaced
        self._glue = " " if spaced else ""
        found: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._reach: dict[str, int] = {}
        self.prefixes: tuple[str, ...] = ()
        for tag, entries in classes.items():
            if tag == "prefixes":
                self.prefixes = tuple(entries)
                continue
            for entry in entries:
                self._add(found, tag, entry)
        self._entries = {key: frozenset(tags) for key, tags in found.items()}

    def _add(self, found: dict[str, set[str]], tag: str, entry: str) -> None:
        parts = units(clean(entry))
        if not parts:
            raise ValueError(f"empty entry in class {tag}: {entry!r}")
        if entry.endswith("*"):
            self._stems.setdefault(self._glue.join(parts), set()).add(tag)
            return
        found.setdefault(self._glue.join(parts), set()).add(tag)
        self._reach[parts[0]] = max(self._reach.get(parts[0], 1), len(parts))

    @property
    def entries(self) -> Iterable[str]:
        """Every word and phrase that is listed whole, folded."""
        return self._entries

    def tags(self, word: str) -> frozenset[str]:
        """Classes of one word, by entry, by stem, or without a clitic in front of it."""
        found = self._entries.get(word, UNKNOWN)
        if self._stems:
            for end in range(_MIN_STEM, len(word) + 1):
                found = found.union(self._stems.get(word[:end], UNKNOWN))
        if found:
            return found
        if word == "?":
            return _QUESTION
        if word[0].isdigit():
            return _NUMBER
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= _MIN_STEM:
                rest = self._entries.get(word[len(prefix) :])
                if rest is not None:
                    return rest
        return UNKNOWN

    def cover(self, parts: Sequence[str]) -> list[Piece]:
        """Cut `parts` into known pieces: fewest unknown units first, then fewest pieces."""
        count = len(parts)
        best: list[tuple[int, int, int]] = [(0, 0, 0)] * (count + 1)
        tags_at: list[frozenset[str]] = [UNKNOWN] * count
        for start in range(count - 1, -1, -1):
            one = self.tags(parts[start])
            missed, pieces, _ = best[start + 1]
            choice = (missed + (not one), pieces + 1, 1)
            chosen = one
            key = parts[start]
            for length in range(2, min(self._reach.get(key, 1), count - start) + 1):
                phrase = self._glue.join(parts[start : start + length])
                tags = self._entries.get(phrase)
                if tags is None:
                    continue
                missed, pieces, _ = best[start + length]
                if (missed, pieces + 1) <= choice[:2]:
                    choice = (missed, pieces + 1, length)
                    chosen = tags
            best[start] = choice
            tags_at[start] = chosen
        return list(self._walk(parts, best, tags_at))

    def _walk(
        self,
        parts: Sequence[str],
        best: Sequence[tuple[int, int, int]],
        tags_at: Sequence[frozenset[str]],
    ) -> Iterable[Piece]:
        at = 0
        while at < len(parts):
            length = best[at][2]
            yield Piece(self._glue.join(parts[at : at + length]), tags_at[at])
            at += length


def _read(*path: str) -> dict[str, list[str]]:
    source = resources.files("core.language").joinpath(*path)
    raw = tomllib.loads(source.read_text("utf-8"))
    return {
        tag: [entry.strip() for entry in text.replace("\n", ",").split(",") if entry.strip()]
        for tag, text in raw.items()
    }


_UNSPACED: Final = frozenset({"zh", "ja", "ko"})
_CODE_MIXED: Final = frozenset({"zh", "ja", "ko", "ru", "hi", "ar"})
_HOME: Final = {
    "zh": ("locales", "zh-Hans", "words.toml"),
    "hi_latn": ("locales", "hi", "words_latin.toml"),
    "common": ("grammar", "common.toml"),
    "en_idioms": ("locales", "en", "idioms.toml"),
}
"""Where word classes lie that aren't in the folder of their own name."""


@cache
def word_classes(language: str) -> WordClasses:
    """The word classes of a language, with the words every chat uses ("mp4", "ok") mixed in.

    Languages with another script also get the English words, since people mix them.
    """
    classes: dict[str, list[str]] = {}
    layers = ["common", language]
    if language == "en":
        layers.append("en_idioms")
    if language in _CODE_MIXED:
        layers.insert(1, "en")
    for layer in layers:
        for tag, entries in _read(*_HOME.get(layer, ("locales", layer, "words.toml"))).items():
            if layer == "en" != language and tag != "prefixes":
                entries = [entry for entry in entries if " " not in entry]
            classes.setdefault(tag, []).extend(entries)
    return WordClasses(classes, spaced=language not in _UNSPACED)
