"""Which language a line is read in: the conversation's, unless the line clearly is another's."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from core.language.guitext.reader import Reader
from core.language.guitext.rulereader import RuleReader
from core.language.guitext.rules import codes, tables
from core.language.guitext.vocabulary import common_words, fold
from core.language.guitext.wordreader import WordReader

_RULES: Final = RuleReader()
_BY_RULES: Final = ("en", "zh-Hans", "zh-Hant")
_ASCII: Final = re.compile("[A-Za-zÀ-ɏ]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_FAR: Final = 2
"""Words by which another Latin language has to win: a switch needs clear evidence."""
_LONGEST: Final = 400


class Picker:
    """Picks who reads a line; the language of a line that tells nothing is the last one's."""

    def __init__(self, language: str = "") -> None:
        """Begin with a conversation's language (a code of phrases.LANGUAGES); "" for unknown."""
        self._language = language.partition("-")[0]

    def pick(self, line: str) -> Reader:
        """The reader of a line."""
        self._language = _language_of(line, self._language)
        return self.last

    @property
    def last(self) -> Reader:
        """The reader of the last line that was picked for."""
        return reader(self._language)


@cache
def reader(language: str) -> Reader:
    """The reader of a language; English and Chinese have one together, and unknown ones too."""
    worded = language in codes() and language not in _BY_RULES
    return WordReader(language) if worded else _RULES


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    """The letters by which a language is known at sight."""
    given = {code: tables(code).get("reading", {}).get("letters") for code in codes()}
    known = {code: re.compile(f"[{letters}]") for code, letters in given.items() if letters}
    return {code.partition("-")[0]: letters for code, letters in known.items()}


def _language_of(line: str, before: str) -> str:
    line = line[:_LONGEST]
    if line.isascii():
        return _latin(line, before)
    counts = {code: len(letters.findall(line)) for code, letters in _scripts().items()}
    if counts["ja"] * 8 >= counts["zh"] and counts["ja"]:
        counts["ja"] += counts.pop("zh")
    best = max(counts, key=lambda code: counts[code])
    # A line of another script is full of Latin names: "MP4", "TikTok", "Export".
    if counts[best] and counts[best] * 4 >= len(_ASCII.findall(line)):
        return "ja" if best == "zh" and before == "ja" else best
    return _latin(line, before)


def _latin(line: str, before: str) -> str:
    words = [fold(word) for word in _WORD.findall(line)]
    counts = {code: sum(map(common.__contains__, words)) for code, common in _common().items()}
    mine = before if before in counts else ""
    best = max(counts, key=lambda code: (counts[code], code == mine, code == "en"))
    if best == mine or not counts[best]:
        return before
    if mine and counts[best] < counts[mine] + _FAR:
        return before
    return best


@cache
def _common() -> dict[str, frozenset[str]]:
    """The commonest words of the languages that share their letters."""
    return {code: words for code in codes() if (words := common_words(code))}
