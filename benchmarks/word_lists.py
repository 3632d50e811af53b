"""Words and names of every language, to show the classifier what is no command.

From packages that the development extra installs: wordfreq (frequent words), emoji (names of
things and scenes), babel (countries, languages, currencies).
"""

from __future__ import annotations

from functools import cache
from typing import Final
from zlib import crc32

import emoji
import wordfreq
from babel import Locale

from core.language.intents import normal
from core.language.intents.word_classes import word_classes

FREQUENT: Final = 150
"""The first words of a language are those of its grammar: "the", "and"."""
MOST: Final = 25_000
LANGUAGES: Final = ("en", "zh", "es", "pt", "fr", "de", "ru", "id", "ja", "ko", "hi", "ar")
HELD: Final = 5
"""Every fifth word is held back, for the test on random phrases."""
_EMPTY: Final = frozenset({"f", "i", "def", "indef", "q", "neg", "later", "talk", "rem", "here"})
"""Classes of words without a meaning of their own."""


def _held(word: str) -> bool:
    return crc32(word.encode()) % HELD == 0


def _strange(language: str, word: str) -> bool:
    """Whether the router gives the word no meaning of its own."""
    parts = normal.units(normal.clean(word))
    known = word_classes(language).cover(parts)
    return bool(parts) and not all(piece.tags for piece in known)


@cache
def words(language: str, *, held: bool = False) -> tuple[str, ...]:
    """Words that no command is made of; `held`: those that the training never sees."""
    found = wordfreq.top_n_list(language, MOST)[FREQUENT:]
    plain = (word for word in found if len(word) > 1 and not any(map(str.isdigit, word)))
    return tuple(word for word in plain if _held(word) == held and _strange(language, word))


@cache
def telling(language: str) -> tuple[str, ...]:
    """Single words that commands are made of; beside a strange word they ask for nothing."""
    classes = word_classes(language)
    spaced = classes.spaced
    return tuple(
        sorted(
            entry
            for entry in classes.entries
            if classes.tags(entry) - _EMPTY and " " not in entry and (spaced or 1 < len(entry) < 5)
        )
    )


@cache
def things(language: str, *, held: bool = False) -> tuple[str, ...]:
    """Names of things, scenes, countries and languages, of one to five words."""
    locale = Locale.parse(language)
    found = {*locale.territories.values(), *locale.languages.values(), *locale.currencies.values()}
    emoji.config.load_language(language if language in emoji.LANGUAGES else "en")
    for names in emoji.EMOJI_DATA.values():
        name = str(names.get(language, "")).strip(":").replace("_", " ")
        if name and "skin" not in str(names["en"]):
            found.add(name)
    return tuple(
        sorted(n for n in found if n and "(" not in n and "+" not in n and _held(n) == held)
    )
