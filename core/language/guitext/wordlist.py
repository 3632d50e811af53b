"""Reads a word list: which kind each word of a clause is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.language.guitext.plain import CJK, has_cjk
from core.language.guitext.rules import tables

_TOKEN = re.compile(r"[a-z0-9][\w'+/-]*|[\ue000-\ue002]")
_HAN = re.compile(f"[{CJK}]+")
_MOST_WORDS = 3
_VERB_KINDS = frozenset({"CLICK", "TOUCH", "HAND", "LOOK", "DEAL", "SENSE"})
_ENDINGS = ("", "s", "es", "'s", "s'")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the list, where it stands in the clause, and its kind."""

    kind: str
    begin: int
    end: int


class WordList:
    """The word list of one language."""

    def __init__(self, name: str) -> None:
        """Read the table `words` of a language's `screen.toml`: words by kind."""
        self._verbs: dict[str, str] = {}
        self._others: dict[str, str] = {}
        for kind, words in tables(name)["words"].items():
            kept = self._verbs if kind in _VERB_KINDS else self._others
            for word in words.split(","):
                kept.setdefault(word.strip(), kind)
        self._han = {**self._verbs, **self._others}
        self._nouns = {
            f"{word}{ending}": kind for ending in _ENDINGS for word, kind in self._others.items()
        } | self._others
        self._longest: dict[str, int] = {}
        for noun in self._nouns:
            first, count = noun.split(" ")[0], noun.count(" ") + 1
            self._longest[first] = max(count, self._longest.get(first, 0))
        for word in self._han:
            if has_cjk(word):
                self._longest[word[0]] = max(len(word), self._longest.get(word[0], 0))
        self._cached = lru_cache(maxsize=256)(self._read)

    def kinds(self, low: str) -> frozenset[str]:
        """The kinds of words in a text (lower case)."""
        return frozenset(word.kind for word in self.read(low))

    def read(self, low: str) -> tuple[Word, ...]:
        """The listed words of a text by longest match; English verbs only by `verb`."""
        return self._cached(low)

    def verb(self, low: str, begin: int, kinds: tuple[str, ...]) -> Word | None:
        """The listed verb that stands first at or after a place, in either of its forms."""
        tokens = _tokens(low, begin, _MOST_WORDS)
        if not tokens or low[begin : tokens[0].start()].strip(" *_`"):
            return None
        for count in range(len(tokens), 0, -1):
            first, *rest = [token.group() for token in tokens[:count]]
            for form in _base_forms(first):
                kind = self._verbs.get(" ".join([form, *rest]))
                if kind in kinds:
                    return Word(kind, tokens[0].start(), tokens[count - 1].end())
        return None

    def starts_noun(self, low: str, verb: Word) -> bool:
        """Whether a verb is only the beginning of a longer name ("export settings")."""
        return any(word.begin == verb.begin and word.end > verb.end for word in self.read(low))

    def _read(self, low: str) -> tuple[Word, ...]:
        return (*self._words(low), *self._characters(low))

    def _words(self, low: str) -> list[Word]:
        tokens = list(_TOKEN.finditer(low))
        said = [token.group() for token in tokens]
        found: list[Word] = []
        at = 0
        while at < len(tokens):
            for count in range(min(self._longest.get(said[at], 0), len(tokens) - at), 0, -1):
                kind = self._nouns.get(" ".join(said[at : at + count]))
                if kind:
                    found.append(Word(kind, tokens[at].start(), tokens[at + count - 1].end()))
                    at += count - 1
                    break
            at += 1
        return found

    def _characters(self, low: str) -> list[Word]:
        found: list[Word] = []
        for run in _HAN.finditer(low):
            at = run.start()
            while at < run.end():
                longest = self._longest.get(low[at])
                if longest is None:
                    at += 1
                    continue
                for count in range(min(longest, run.end() - at), 0, -1):
                    kind = self._han.get(low[at : at + count])
                    if kind:
                        found.append(Word(kind, at, at + count))
                        at += count - 1
                        break
                at += 1
        return found


def _tokens(low: str, begin: int, most: int) -> list[re.Match[str]]:
    found = []
    for token in _TOKEN.finditer(low, begin):
        found.append(token)
        if len(found) == most:
            break
    return found


def _base_forms(word: str) -> tuple[str, ...]:
    if not word.endswith("ing"):
        return (word,)
    stem = word.removesuffix("ing")
    return (word, stem, f"{stem}e", stem[:-1])
