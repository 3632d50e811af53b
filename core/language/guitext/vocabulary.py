"""The words of one language by what they do in a sentence, read from its `screen.toml`."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from core.language.guitext.plain import lower
from core.language.guitext.rules import tables
from core.language.guitext.split import Span

_TOKEN = re.compile(r"[\w\u0900-\u0963\u0966-\u097f\u064b-\u0652\u0670]+")
"""A word: Python's `\\w` leaves out the vowel signs of Hindi and Arabic."""
_ENTRY_TOKEN = re.compile(rf"\*?{_TOKEN.pattern}\*?|\*")
_SIGNS = re.compile("[\u093c\u0640\u064b-\u0652]")
"""Signs inside a word that are written or left out at will: Hindi's dot, Arabic's vowels."""
_BETWEEN = frozenset(" \t\u00a0'’-")
"""What may stand between the words of one entry."""
_FORMS = {"!": "asks", "?": "told"}
"""What the form of an entry tells by itself: it asks its reader, or tells of somebody."""
_KATAKANA = re.compile("[ァ-ヺー]+")
_SHORT_NAME = 2
_QUOTES = "\"“„‘「『《«»‹【['(（→>▶⬇☰⋮"
"""What a line may hold that tells of a control by itself: a quoted name, a path, a sign."""
# fmt: off
SCREEN = frozenset((
    "button", "icon", "tab", "panel", "menu", "slider", "switch", "field", "window", "page",
    "app", "timeline", "preview", "thumbnail", "library", "history", "settings", "account",
    "billing", "dots", "arrow", "gear", "plus", "pictured", "circle", "bar", "notice",
    "check", "key", "mouse", "click", "press", "hold", "drag", "scroll", "hover", "reload",
    "turns", "corner",
))
# fmt: on
"""Concepts without one of which hardly anybody speaks of a screen."""
_JOINED_BEFORE = re.compile("(?P<one>[وفبلك]{1,2})?(?:ال|لل)?(?=...)")
"""What Arabic writes before a word without a space: and, so, in, for, like, the."""


def _folding() -> dict[int, str]:
    """Accents off, one character for one: offsets stay right; й, ё and the like keep their own."""
    table = {ord(old): new for old, new in zip("أإآٱىँё", "ااااي\u0902е", strict=True)}
    for code in (*range(0xC0, 0x250), *range(0x958, 0x960), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    return table


_FOLD = _folding()


def fold(text: str) -> str:
    """Lower case without accents, of the same length."""
    return lower(text).translate(_FOLD)


class Vocabulary:
    """A language's words, by kind.

    An entry is a word or several, in any case and with or without accents; `*` stands for the rest
    of a word or for any word. A form that ends in `!` asks its reader by itself, one in `?` only
    behind "you can". A kind that a file leaves out has no words.
    """

    def __init__(self, code: str) -> None:
        """Read a language's file; raises FileNotFoundError when there is none."""
        source = tables(code)
        reading = _reading(code)
        listed: dict[str, set[str]] = defaultdict(set)
        for kind, entry in _listed(source):
            form = _FORMS.get(entry[-1])
            listed[fold(entry[:-1] if form else entry)].update({kind, form} if form else {kind})
        find = _finder(code, listed)
        self.verb_last = reading.get("verb") == "last"
        """Whether a sentence's last verb tells for all of them that its reader is asked."""
        self.article = fold(reading.get("article", ""))
        """What is written before a noun without a space, so that no request begins with it."""
        self._read = lru_cache(maxsize=512)(find.read)

    def kinds(self, low: str) -> frozenset[str]:
        """The kinds of words in a text (folded)."""
        return frozenset(self._read(low))

    def each(self, kind: str, low: str) -> Sequence[Span]:
        """All words of this kind in a text (folded), in order; none inside another."""
        return self._read(low).get(kind, ())

    def has(self, kind: str, low: str) -> bool:
        """Whether a word of this kind is in a text (folded)."""
        return kind in self._read(low)

    def at(self, kind: str, low: str, begin: int) -> int | None:
        """Where the word of this kind ends that begins at a place; None for none."""
        return next((last for first, last in self.each(kind, low) if first == begin), None)


class Concepts:
    """What a language's words stand for, by names that all languages share (`[concepts]`)."""

    def __init__(self, code: str) -> None:
        """Read a language's file; raises KeyError for one without concepts."""
        listed: dict[str, set[str]] = defaultdict(set)
        for name, text in tables(code)["concepts"].items():
            for entry in _entries(text):
                listed[fold(entry)].add(name)
        find = _finder(code, listed)

        @lru_cache(maxsize=512)
        def read(low: str) -> tuple[str, ...]:
            found = ((span, name) for name, spans in find.read(low).items() for span in spans)
            return tuple(name for _, name in sorted(found))

        self.read: Callable[[str], tuple[str, ...]] = read
        """The concepts in a text (folded), in order."""


def _finder(code: str, listed: Mapping[str, set[str]]) -> _Characters | _Words:
    reading = _reading(code)
    if reading.get("spaces") == "no" or code.startswith("zh"):
        return _Characters(listed)
    endings = reading.get("endings") == "any"
    return _Words(listed, code == "ar", reading.get("behind", ""), endings)


Found = Mapping[str, Sequence[Span]]


def _collected(found: Iterable[tuple[int, int, frozenset[str]]]) -> Found:
    """By kind and in order, without those that lie inside another of their kind."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for begin, end, kinds in sorted(found, key=lambda one: (one[0], -one[1])):
        for kind in kinds:
            if not spans[kind] or spans[kind][-1][1] < end:
                spans[kind].append((begin, end))
    return dict(spans)


class _Characters:
    """Finds entries anywhere, in a language that writes no spaces."""

    def __init__(self, listed: Mapping[str, set[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for entry, kinds in listed.items():
            self._by_first[entry[0]].append((entry, frozenset(kinds)))

    def read(self, low: str) -> Found:
        return _collected(
            (at, at + len(entry), kinds)
            for at, char in enumerate(low)
            for entry, kinds in self._by_first.get(char, ())
            if low.startswith(entry, at) and not _inside_name(low, at, at + len(entry))
        )


def _inside_name(low: str, begin: int, end: int) -> bool:
    """Whether a short word of katakana is only a piece of a longer one: ドア of ロードアイコン."""
    if end - begin > _SHORT_NAME or not _KATAKANA.fullmatch(low, begin, end):
        return False
    return bool(_KATAKANA.fullmatch(low[max(0, begin - 1) : begin])) or bool(
        _KATAKANA.fullmatch(low[end : end + 1])
    )


class _Words:
    """Finds entries word by word."""

    def __init__(
        self, listed: Mapping[str, set[str]], joined_before: bool, behind: str, endings: bool
    ) -> None:
        self._joined_before = joined_before
        self._behind = tuple(fold(ending) for ending in _entries(behind))
        self._heads: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
        for entry, kinds in listed.items():
            tokens = _ENTRY_TOKEN.findall(_SIGNS.sub("", entry))
            if endings and tokens and not tokens[-1].endswith("*"):
                tokens[-1] += "*"
            if tokens:
                self._heads[tokens[0]].append((tuple(tokens[1:]), frozenset(kinds)))
        shapes = [(head.startswith("*"), head.endswith("*"), len(head)) for head in self._heads]
        self._begins = sorted(
            {size - 1 for before, behind, size in shapes if (before, behind) == (False, True)}
        )
        self._ends = sorted(
            {size - 1 for before, behind, size in shapes if (before, behind) == (True, False)}
        )
        self._middles = sorted(
            {size - 2 for before, behind, size in shapes if before and behind and size > 1}
        )

        self._begun = lru_cache(maxsize=4096)(self._entries_of)

    def read(self, low: str) -> Found:
        words = [(found.start(), found.end(), found.group()) for found in _TOKEN.finditer(low)]
        words = [(begin, end, _SIGNS.sub("", word)) for begin, end, word in words]
        return _collected(
            (words[n][0], words[n + len(rest)][1], kinds)
            for n in range(len(words))
            for rest, kinds in self._begun(words[n][2])
            if self._goes_on(low, words, n, rest)
        )

    def _entries_of(self, word: str) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
        """What of the entries that begin with a word comes behind it, and their kinds."""
        heads = (head for form in self._forms(word) for head in self._exact_and_open(form))
        return tuple(entry for head in heads for entry in self._heads.get(head, ()))

    def _exact_and_open(self, form: str) -> Iterator[str]:
        yield form
        yield from (f"{form[:count]}*" for count in self._begins if count <= len(form))
        yield from (f"*{form[-count:]}" for count in self._ends if count <= len(form))
        for count in self._middles:
            yield from (f"*{form[at : at + count]}*" for at in range(len(form) - count + 1))

    def _forms(self, word: str) -> Iterator[str]:
        """A word, and what it is without what is joined before and behind it."""
        yield word
        bare = [word]
        found = _JOINED_BEFORE.match(word) if self._joined_before else None
        if found and found.end():
            starts = {found.end(), *range(1, len(found["one"] or "") + 1)}
            bare += [word[start:] for start in sorted(starts)]
            yield from bare[1:]
        for form in bare:
            for ending in self._behind:
                if form.endswith(ending) and len(form) > len(ending) + 2:
                    yield form[: -len(ending)]

    def _goes_on(
        self, low: str, words: Sequence[tuple[int, int, str]], n: int, rest: tuple[str, ...]
    ) -> bool:
        if n + len(rest) >= len(words):
            return False
        for m, token in enumerate(rest, n + 1):
            if not _BETWEEN.issuperset(low[words[m - 1][1] : words[m][0]]):
                return False
            if not any(_fits(form, token) for form in self._forms(words[m][2])):
                return False
        return True


def _fits(word: str, token: str) -> bool:
    open_before, open_behind = token.startswith("*"), token.endswith("*")
    bare = token.strip("*")
    if open_before and open_behind:
        return bare in word
    if open_before:
        return word.endswith(bare)
    return word.startswith(bare) if open_behind else word == bare


def _listed(source: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for kind, text in source["words"].items():
        yield from ((kind, entry) for entry in _entries(text))
    for action, text in source["actions"].items():
        yield from ((f"action {action}", entry) for entry in _entries(text))


def _entries(text: str) -> list[str]:
    return [entry for part in text.split(",") if (entry := " ".join(part.split()))]


def _reading(code: str) -> Mapping[str, str]:
    return tables(code).get("reading", {})


def common_words(code: str) -> frozenset[str]:
    """A language's commonest words (folded), by which a line is known."""
    return frozenset(fold(word) for word in _entries(_reading(code).get("common", "")))


@cache
def vocabulary(code: str) -> Vocabulary:
    """The words of a language, read once."""
    return Vocabulary(code)


def names_screen(said: Iterable[str], line: str) -> bool:
    """Whether a line that speaks of concepts may tell of a screen; a cheap look."""
    return not SCREEN.isdisjoint(said) or any(mark in line for mark in _QUOTES)


@cache
def concepts(code: str) -> Concepts:
    """The concepts of a language, read once."""
    return Concepts(code)
