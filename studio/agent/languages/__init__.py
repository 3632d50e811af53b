"""The languages that the agent reads and answers in: one folder each, `words` and `replies`.

`words.toml` says what a word means to the planner, a tag and its words by commas (`*` ends a word
in any way). `spaced = false` is for languages that put no spaces between words, `prefix` and
`suffix` are patterns of what may hang on to a word, `frames` what stands around words for the
screen that have no quotation marks, `exchanges` how one word of a text is put for another,
`letters` how the letters of a word are counted,
`sounds` characters that sound alike, `describing` what stands around words that tell what a
picture shows, `complaining` how people say what something is like.
`replies.toml` are the sentences of `phrases`.
Traditional Chinese is read with the words of simplified Chinese.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, get_args

from rapidfuzz.distance import OSA

Language = Literal[
    "en", "zh-Hans", "zh-Hant", "es", "pt", "ja", "ko", "ru", "de", "fr", "id", "hi", "ar"
]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
FILLER: Final = "filler"
TEXTS: Final = frozenset({"title", "text", "caption", "endcard", "lower"})
"""What nouns mean that stand for words on the screen."""
VERB_ANYWHERE: Final[tuple[Language, ...]] = ("de", "ja", "ko", "hi")
"""Languages whose verb may stand behind what it is about."""

# Accents and other marks above letters that people leave out: Latin and Cyrillic, Arabic vowels
# and hamza, the Devanagari nukta. Japanese voicing and Korean parts of syllables stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c]")
# The vowel signs of Devanagari are no \w; letters of scripts without spaces end a word.
_LETTERS = "[^\\W\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|[\u0900-\u097f]"
_LETTER = re.compile(_LETTERS)
_LETTER_RUN = re.compile(f"(?:{_LETTERS})*")
_GAP = re.compile(r"[\s-]+")
_SAME = str.maketrans(
    {"ى": "ي", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ँ": "ं", "٪": "%", "’": "'", "،": ","}
    | {"؛": ";", "؟": "?", "ё": "е", "–": "-", "—": "-", "−": "-", "‑": "-", "〜": "~", "…": "."}
)
# Whose names are put right when a character is another of the same sound.
_NOUNS: Final = {"title", "text", "caption", "music", "item", "transition", "look", "video"}
_NO_WORDS: Final = (
    *("spaced", "prefix", "suffix", "frames", "exchanges", "sounds", "letters"),
    *("describing", "complaining"),
)


def fold(text: str) -> str:
    """Casefolded, without the marks that people leave out, figures as 0 to 9."""
    return "".join(fold_character(c) for c in unicodedata.normalize("NFC", text))


@cache
def fold_character(c: str) -> str:
    """What one character counts as: none for an accent, two for some ligatures."""
    if "\uac00" <= c <= "\ud7af" or "\u3040" <= c <= "\u30ff":
        return c
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", c).casefold())
    plain = unicodedata.normalize("NFC", _MARKS.sub("", plain)).translate(_SAME)
    return "".join(str(unicodedata.digit(d)) if d.isdecimal() else d for d in plain)


@dataclass(frozen=True, slots=True)
class Describing:
    """What stands around words that tell what a picture shows: `the`, `of`, and behind a noun `を`.

    `people` are nouns that elsewhere say nothing, `compound` nouns that end a word (`Mondfoto`),
    `single` nouns for one picture behind a `pointing` word, or words for it by themselves;
    `leads`: the words may stand before `photo`, `direct`: which ones stand right behind it.
    """

    articles: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    compound: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    leads: bool = False
    direct: re.Pattern[str] = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Complaining:
    """How a complaint is made: `too`, the words for `is`, what makes it a wish, or no complaint."""

    too: str = ""
    states: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()


def _listed(words: str) -> list[str]:
    """Words that are set apart by commas, folded."""
    return [fold(word.strip()) for word in words.split(",") if word.strip()]


def _describing(table: Mapping[str, Any]) -> Describing:
    direct = re.compile(table.get("direct", "(?!)"), re.IGNORECASE)
    lists = {k: frozenset(_listed(v)) for k, v in table.items() if k not in ("leads", "direct")}
    return Describing(**lists, leads=table.get("leads", False), direct=direct)


def _complaining(table: Mapping[str, str]) -> Complaining:
    lists = {k: frozenset(_listed(v)) for k, v in table.items() if k != "too"}
    return Complaining(table.get("too", ""), **lists)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language and what they mean, as a tree of characters.

    A node's children are by character; `""` holds the meaning of the word that ends there, `"*"`
    goes on after any letters, `" "` after spaces or hyphens.
    """

    tree: Mapping[str, Any]
    simpler: Mapping[int, str] = field(default_factory=dict)
    spaced: bool = True
    prefix: re.Pattern[str] | None = None
    suffix: re.Pattern[str] | None = None
    # Single whole words, for typing slips.
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # Patterns with a group `text`: words for the screen between others, without quotation marks.
    frames: tuple[re.Pattern[str], ...] = ()
    # How people exchange one word of a text for another: patterns with `OLD`, `NEW` and `END`.
    exchanges: tuple[str, ...] = ()
    # How people count the letters of a word: a group `letter`, and `one`, `two`, `three` or `not`.
    letters: tuple[re.Pattern[str], ...] = ()
    # Every word of an expression, rightly spelt.
    spellings: frozenset[str] = frozenset()
    # One of the characters that sound alike for all of them, and nouns written with these.
    sounds: Mapping[int, str] = field(default_factory=dict)
    sounding: Mapping[str, str] = field(default_factory=dict)
    describing: Describing = field(default_factory=Describing)
    complaining: Complaining = field(default_factory=Complaining)

    def match(self, text: str, at: int = 0) -> tuple[int, frozenset[str]] | None:
        """Where the longest word that begins at a place of a folded text ends, and its meaning."""
        before = text[at - 1 : at]
        if self.spaced and before.isalpha() and _LETTER.match(before):
            return None
        best = self._longest(text, at)
        if self.prefix is not None and (lead := self.prefix.match(text, at)):
            for start in range(at + 1, lead.end() + 1):
                further = (
                    self._longest(text, start) if self.prefix.fullmatch(text, at, start) else None
                )
                if further is not None and (best is None or further[0] > best[0]):
                    best = further
        return best

    def share(self, folded: str, *, slips: bool = False) -> int:
        """How many letters of this text are words of the language, slips of the finger too."""
        total = at = 0
        while at < len(folded):
            found = self.match(folded, at)
            end = found[0] if found is not None else at
            if end == at and slips and not folded[at - 1 : at].isalpha():
                run = _LETTER_RUN.match(folded, at)
                end = run.end() if run and (self.slip(run[0]) or set()) - {FILLER} else at
            total += end - at
            at = max(end, at + 1)
        return total

    def slip(self, word: str) -> frozenset[str] | None:
        """The meaning of the one word that differs by a single slip of the finger."""
        near = self.near(word)
        return self.words[near] if near else None

    def near(self, word: str) -> str:
        """The one word that differs by a single slip of the finger; "" for none or several."""
        if word in self.words:
            return word
        if len(word) < 5:
            return self._short_slip(word)
        near = [
            other
            for other in self.words
            if abs(len(other) - len(word)) <= 1
            and OSA.distance(word, other, score_cutoff=1) <= 1
            # Another letter in a short word mostly makes a word of its own: `faces`, `fades`.
            and (len(word) > 6 or len(other) != len(word) or sorted(other) == sorted(word))
        ]
        alike = [other for other in near if other[0] == word[0]]
        exchanged = [other for other in alike if sorted(other) == sorted(word)]
        left_out = [other for other in alike if len(other) > len(word)]
        # Two letters exchanged, or one that is missing, are the commonest slips.
        alike = exchanged or left_out or alike
        if len({self.words[other] for other in near}) > 1:
            near = alike
        meanings = {self.words[other] for other in near}
        telling = {tags for tags in meanings if FILLER not in tags}
        meant = meanings if len(meanings) == 1 else telling if len(telling) == 1 else set()
        return next((other for other in near if self.words[other] in meant), "")

    def _short_slip(self, word: str) -> str:
        """`swpa`, `gren`: of four letters two exchanged; one left out only of a colour."""
        if len(word) != 4:
            return ""
        found = {
            self.words[other]: other
            for other in self.words
            if other[0] == word[0]
            and (
                sorted(other) == sorted(word)
                or (len(other) == 5 and any(tag.startswith("color:") for tag in self.words[other]))
            )
            and OSA.distance(word, other, score_cutoff=1) <= 1
        }
        return next(iter(found.values())) if len(found) == 1 else ""

    def _longest(self, text: str, at: int) -> tuple[int, frozenset[str]] | None:
        best: tuple[int, frozenset[str]] | None = None
        for end, tags in _walk(self.tree, text, at):
            whole = self._whole_end(text, end)
            if whole is not None and best is not None and whole == best[0]:
                best = whole, best[1] | tags  # `секунд` beside `секунд*`
            elif whole is not None and (best is None or whole > best[0]):
                best = whole, tags
        return best

    def _whole_end(self, text: str, end: int) -> int | None:
        """The end of the word, with what may hang on to it; None when a letter follows."""
        if not self.spaced or not _LETTER.match(text, end):
            return end
        tail = self.suffix.match(text, end) if self.suffix is not None else None
        if tail is not None and tail.end() > end and not _LETTER.match(text, tail.end()):
            return tail.end()
        return None


def _walk(node: Mapping[str, Any], text: str, at: int) -> Iterator[tuple[int, frozenset[str]]]:
    """All ends of words that begin here."""
    while True:
        if "" in node:
            yield at, node[""]
        if "*" in node:
            rest = _LETTER_RUN.match(text, at)
            yield from _walk(node["*"], text, rest.end() if rest else at)
        if at >= len(text):
            return
        c = text[at]
        if " " in node and (gap := _GAP.match(text, at)):
            yield from _walk(node[" "], text, gap.end())
        if c not in node or c in ("", "*", " "):
            return
        node, at = node[c], at + 1


@cache
def vocabulary(code: Language) -> Vocabulary:
    """What the words of a language mean."""
    if code == "zh-Hant":
        table = _table(code, "words")
        old, new = ("".join(table[name].split()) for name in ("traditional", "simplified"))
        simpler = {ord(before): after for before, after in zip(old, new, strict=True)}
        return replace(vocabulary("zh-Hans"), simpler=simpler)
    table = _table(code, "words")
    meanings: dict[str, set[str]] = {}
    for tag, words in table.items():
        if tag not in _NO_WORDS:
            for word in _listed(words):
                meanings.setdefault(word, set()).add(tag)
    spaced = bool(table.get("spaced", True))
    tree: dict[str, Any] = {}
    for word, tags in meanings.items():
        node = tree
        for c in word:
            node = node.setdefault(" " if c.isspace() else c, {})
        node[""] = frozenset(tags)
    stems = {w.removesuffix("*"): t for w, t in meanings.items() if len(w) > 5 or w[-1:] != "*"}
    alone = {w: frozenset(t) for w, t in stems.items() if spaced and w.isalpha() and len(w) > 3}
    prefix, suffix = (
        re.compile(table[name]) if table.get(name) else None for name in ("prefix", "suffix")
    )
    spelt = {w for words in meanings for w in _GAP.split(words) if w.isalpha()} if spaced else set()
    frames = tuple(re.compile(pattern, re.IGNORECASE) for pattern in table.get("frames", ()))
    exchanges = tuple(table.get("exchanges", ()))
    letters = tuple(re.compile(pattern, re.IGNORECASE) for pattern in table.get("letters", ()))
    spellings = frozenset(spelt)
    sounds = str.maketrans({c: group[0] for group in table.get("sounds", ()) for c in group})
    sounding = {w.translate(sounds): w for w, t in meanings.items() if len(w) > 1 and t & _NOUNS}
    return Vocabulary(
        tree, {}, spaced, prefix, suffix, alone, frames, exchanges, letters, spellings, sounds,
        sounding if sounds else {}, _describing(table.get("describing", {})),
        _complaining(table.get("complaining", {})),
    )  # fmt: skip


def correction_word(code: Language) -> str:
    """A word with which people of this language take back what they said."""
    table = _table("zh-Hans" if code == "zh-Hant" else code, "words")
    word: str = table["correction"].split(",")[0]
    return word.strip()


@cache
def replies(code: Language) -> Mapping[str, str]:
    """The sentences of a language by their keys."""
    return _table(code, "replies")


def _table(code: Language, name: str) -> dict[str, Any]:
    source = resources.files(__name__).joinpath(code, f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))
