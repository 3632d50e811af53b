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
HELD: Final = 5
"""Every fifth word is held back, for the test on random phrases."""
RANGES: Final = {
    "en": ("{0} to {1}", "{0}-{1}", "from {0} to {1}", "between {0} and {1}", "{0} until {1}"),
    "zh": ("{0}到{1}", "从{0}到{1}", "{0}-{1}", "{0}至{1}", "{0}~{1}"),
    "es": ("de {0} a {1}", "{0}-{1}", "del {0} al {1}", "desde {0} hasta {1}"),
    "pt": ("de {0} a {1}", "{0}-{1}", "do {0} ao {1}", "de {0} até {1}"),
    "fr": ("de {0} à {1}", "{0}-{1}", "entre {0} et {1}"),
    "de": ("{0} bis {1}", "von {0} bis {1}", "{0}-{1}", "zwischen {0} und {1}"),
    "ru": ("с {0} по {1}", "от {0} до {1}", "{0}-{1}", "с {0} до {1}"),
    "id": ("dari {0} sampai {1}", "{0}-{1}", "{0} sampai {1}", "{0} hingga {1}"),
    "ja": ("{0}から{1}", "{0}〜{1}", "{0}から{1}まで"),
    "ko": ("{0}부터 {1}까지", "{0}-{1}", "{0}에서 {1}까지"),
    "hi": ("{0} से {1} तक", "{0}-{1}", "{0} से लेकर {1} तक"),
    "ar": ("من {0} إلى {1}", "{0}-{1}", "من {0} حتى {1}"),
}

JOINS: Final = {
    "en": (" and ", " then ", ", then ", " and then ", ", ", ". ", " after that ", ", and "),
    "zh": ("然后", "，然后", "再", "，", "，再", "之后", "，最后", "，完了就", "。"),
    "es": (" y ", " y luego ", ", luego ", ", ", " y después ", ". ", ", y "),
    "pt": (" e ", " e depois ", ", depois ", ", ", " e aí ", ". ", ", e "),
    "fr": (" et ", " et puis ", ", puis ", ", ", " et ensuite ", ". ", ", et "),
    "de": (" und ", " und dann ", ", dann ", ", ", " und danach ", ". "),
    "ru": (" и ", " и потом ", ", потом ", ", ", ", а затем ", ". ", " и "),
    "id": (" dan ", " lalu ", ", lalu ", ", ", " terus ", ". ", " habis itu "),
    "ja": ("、それから", "。そして", "、", "。", "、そのあと", "。それから"),
    "ko": (" 그리고 ", ", ", " 그다음에 ", ". ", " 그런 다음 ", ", 그리고 "),
    "hi": (" और ", " फिर ", ", ", " और फिर ", "। ", " उसके बाद "),
    "ar": (" ثم ", " وبعدين ", "، ", " وبعد ذلك ", ". ", " و"),
}
"""What joins two requests of one message."""


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
