"""A prompt as tokens: what each word means, numbers, times, quotes; and what nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studio.agent.languages import (
    FILLER,
    Language,
    Vocabulary,
    fold,
    fold_character,
    vocabulary,
)
from studio.agent.languages.detection import language_of
from studio.agent.spelling import respelt

_QUOTES = re.compile(
    r"\"([^\"\n]{1,600})\"|“([^“”]{1,600})”|“([^”\n]{1,600})[”\"]|„([^“”\"\n]{1,600})[“”\"]|«([^»\n]{1,600})»|"
    r"「([^」\n]{1,600})」|『([^』\n]{1,600})』|《([^》\n]{1,600})》|＂([^＂\n]{1,600})＂|"
    # Over several lines only where neither mark could be an inch or begin another quote.
    r"(?<![\w\"])\"([^\"\s][^\"]{0,298}[^\"\s:])\"(?!\w)|"
    # An apostrophe is not one; in scripts without spaces a quote may touch its neighbours.
    r"(?<![a-zà-öø-ÿ\d])'((?:[^'\n]|(?<=[a-z])'(?=[a-z])){1,600}?)'(?![a-zà-öø-ÿ\d])|"
    r"‘([^’\n]{1,600})’(?![a-z])",
    re.IGNORECASE,
)
_MARK = "\ue000"
_TIMECODE = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LABELLED = re.compile(r"(?<=\S)\n(?=\s*[^\W\d]+(?: [^\W\d]+)? ?\d{1,2} ?[:：])")
_POINT = re.compile(r"(?:^|(?<=\s))(\d{1,2})(?:[.)](?=\s)|[、．])")
_CIRCLED = re.compile("[①-⑳]")
_BULLET = re.compile(r"\n\s*[-*•·](?=\s)")
_GENITIVE = re.compile(r"(?<=\w)'s\b")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_HAN = re.compile("[〇零一二两三四五六七八九十百]+(?:点[一二三四五六七八九])?")
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_WORD = re.compile("[^\\W_\ue000][\\w'&\u0900-\u097f]*(?:[.-](?=\\w)[\\w'\u0900-\u097f]+)*")
# Marks between parts of a sentence; what is between them stands for itself.
_BREAK = re.compile(r"[;；。！？!?\n]+|[,，、](?!\d)|\.(?=\s|$)|[:：](?!\d)|->|→|[/|+](?=\s)|-|~|،")
MAX_READ = 2_000
# Of more figures nothing is asked for; hundreds of them would be infinite.
_LONGEST_NUMBER = 12


@dataclass(slots=True)
class Token:
    """A word or number of the prompt, where it stands, and whether some rule has used it.

    `slip`: it was written otherwise, and is the nearest word that is known.
    """

    text: str
    tags: frozenset[str]
    start: int
    end: int
    value: float = 0.0
    used: bool = False
    slip: bool = False

    def __contains__(self, tag: str) -> bool:
        return tag in self.tags

    def values(self, name: str) -> list[str]:
        """What follows `name:` in its tags."""
        return [tag[len(name) + 1 :] for tag in self.tags if tag.startswith(f"{name}:")]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole prompt: as it was written, its language, its tokens in order."""

    raw: str
    language: Language
    tokens: tuple[Token, ...]
    names: Sequence[str] = field(default=())

    @property
    def quotes(self) -> list[Token]:
        return [token for token in self.tokens if "quote" in token]

    def has(self, *tags: str) -> bool:
        """Whether a word with one of these tags is in it."""
        return any(tag in token for token in self.tokens for tag in tags)


def read(
    text: str, session: str = "en", names: Sequence[str] = (), shown: Sequence[str] = ()
) -> Reading:
    """The tokens of a prompt; `names` are file names, `shown` the texts that are in the video."""
    raw = _lines(_unnumbered(unicodedata.normalize("NFC", text[:MAX_READ])))
    quotes = list(_QUOTES.finditer(raw))
    language = language_of(_without(raw, quotes), session)
    scanner = _Scanner(raw, quotes, language, names, shown)
    return Reading(raw, language, tuple(scanner.scan()), names)


def _lines(raw: str) -> str:
    """`photo 2: brighter⏎photo 3: darker`: a line with a label of its own is a wish of its own."""
    raw = _BULLET.sub(lambda match: ";".ljust(len(match[0])), raw)
    return _LABELLED.sub(";", raw)


def _unnumbered(raw: str) -> str:
    """`1. make it square 2. add music`: the numbers of a list are marks between its points."""
    if len(_CIRCLED.findall(raw)) > 1:
        raw = _CIRCLED.sub(";", raw)
    points = list(_POINT.finditer(raw))
    counted = [int(point[1]) for point in points]
    if len(points) < 2 or counted != list(range(1, len(points) + 1)):
        return raw
    for point in points:
        mark = ";" if point.start(1) and raw[: point.start(1)].rstrip()[-1:] not in ":：" else " "
        raw = raw[: point.start(1)] + mark.ljust(point.end() - point.start(1)) + raw[point.end() :]
    return raw


def _without(raw: str, quotes: list[re.Match[str]]) -> str:
    for quote in reversed(quotes):
        raw = f"{raw[: quote.start()]} {raw[quote.end() :]}"
    return raw


class _Scanner:
    """Walks over the folded text; positions are those of the text as it was written."""

    def __init__(
        self,
        raw: str,
        quotes: list[re.Match[str]],
        language: Language,
        names: Sequence[str],
        shown: Sequence[str],
    ) -> None:
        self._raw = raw
        self._own = vocabulary(language)
        self._english = vocabulary("en")
        self._quotes = {quote.start(): quote for quote in quotes}
        self._folded, self._places = _folded(raw, self._quotes)
        self._names = names
        self._known = [*_named(names, self._own, self._english), *_shown(shown)]
        known = {word for word, _ in self._known}
        folded, self._places = respelt(self._folded, self._places, self._own, known)
        self._plain = folded.translate(self._own.simpler)
        self._han = language in ("zh-Hans", "zh-Hant", "ja")

    def scan(self) -> Iterator[Token]:
        at = 0
        while at < len(self._plain):
            if self._plain[at].isspace():
                at += 1
                continue
            if _GENITIVE.match(self._plain, at):
                at += 2
                continue
            end, tags, value, text = self._next(at)
            start, stop = self._places[at], self._places[end]
            said = text or self._raw[start:stop].strip()
            plain = self._plain[at:end]
            slip = plain.isalpha() and fold(said).translate(self._own.simpler) != plain
            yield Token(said, tags, start, stop, value, slip=slip)
            at = end

    def _next(self, at: int) -> tuple[int, frozenset[str], float, str]:
        plain = self._plain
        if plain[at] == _MARK:
            quote = self._quotes[self._places[at]]
            return at + 1, frozenset({"quote"}), 0.0, next(g for g in quote.groups() if g).strip()
        if self._han and (match := _HAN.match(plain, at)) and self._counts(at, match.end()):
            return match.end(), frozenset({"num"}), _han(match[0]), ""
        if found := self._vocabulary_word(at):
            return (*found, 0.0, "")
        if match := _HEX.match(plain, at):
            return match.end(), frozenset({f"color:{match[0]}"}), 0.0, ""
        if match := _TIMECODE.match(plain, at):
            return match.end(), frozenset({"time"}), _timecode(match[0]), ""
        if match := _DATE.match(plain, at):
            return match.end(), frozenset({"unknown"}), 0.0, ""
        if match := _NUMBER.match(plain, at):
            if len(match[0]) > _LONGEST_NUMBER:
                return match.end(), frozenset({"unknown"}), 0.0, ""
            return match.end(), frozenset({"num"}), float(match[0].replace(",", ".")), ""
        if self._han and (match := _HAN.match(plain, at)):
            return match.end(), frozenset({"num"}), _han(match[0]), ""
        if match := _BREAK.match(plain, at):
            return match.end(), frozenset({"break"}), 0.0, ""
        return (*self._unknown(at), 0.0, "")

    def _counts(self, at: int, end: int) -> bool:
        """Whether Chinese figures are a number here: `一` is also `a`."""
        after = self._plain[end : end + 1]
        if after == "分" and self._plain[end + 1 : end + 2] in ("の", "之"):
            return False  # `三分の二`: a share, no minutes
        return self._plain[at - 1 : at] == "第" or (after != "" and after in "秒分倍遍")

    def _vocabulary_word(self, at: int) -> tuple[int, frozenset[str]] | None:
        best = self._known_word(at)
        own = self._own.match(self._plain, at)
        if own is not None:
            end, tags = own[0], own[1] | self._subject(own[1])
            if best is None or end > best[0]:
                best = end, tags
            elif end == best[0]:
                best = end, tags | best[1]
        if best is None and self._own is not self._english:
            other = self._english.match(self._plain, at)
            if other is not None and other[0] - at >= 3:
                tags = other[1] - {FILLER}
                best = (other[0], tags) if tags else None
        return best

    def _known_word(self, at: int) -> tuple[int, frozenset[str]] | None:
        """A file's name, or words that are in the video; of a long name its beginning will do."""
        best: tuple[int, frozenset[str]] | None = None
        for word, tags in self._known:
            end = at + len(word)
            if not self._plain.startswith(word, at) or (best and end <= best[0]):
                continue
            if not self._whole(at, end):
                rest = _WORD.match(self._plain, at)
                named = any(tag.startswith("name:") for tag in tags)
                if not (named and rest and len(word) >= 4 and len(rest[0]) <= len(word) + 5):
                    continue
                if self._plain[at - 1 : at].isalnum():
                    continue
                end = rest.end()
            best = end, tags
        return best

    def _subject(self, tags: frozenset[str]) -> frozenset[str]:
        """`the cat`, `die Katze`: the file that is called so."""
        subjects = [tag[8:] for tag in tags if tag.startswith("subject:")]
        places = (
            place
            for place, name in enumerate(self._names)
            for subject in subjects
            if subject in name.casefold()
        )
        return frozenset({f"name:{place}" for place in places})

    def _whole(self, start: int, end: int) -> bool:
        """No Latin word goes on at either side."""
        around = self._plain[start - 1 : start] + self._plain[end : end + 1]
        return not any(c.isalnum() and c.isascii() for c in around)

    def _unknown(self, at: int) -> tuple[int, frozenset[str]]:
        word = _WORD.match(self._plain, at)
        if word is None:
            emoji = unicodedata.category(self._plain[at]) in ("So", "Sk", "Cs", "Sm", "Sc")
            return at + 1, frozenset({"sign" if emoji else "break"})
        end = word.end()
        if not self._own.spaced and not word[0].isascii():
            end = at + 1  # the next known word may begin anywhere
            while end < word.end() and self._own.match(self._plain, end) is None:
                number = _HAN.match(self._plain, end) if self._han else None
                if number and self._counts(end, number.end()):
                    break
                end += 1
        return end, self._own.slip(self._plain[at:end]) or frozenset({"unknown"})


def _folded(raw: str, quotes: dict[int, re.Match[str]]) -> tuple[str, list[int]]:
    """The text as the vocabulary has it, and where each of its characters stands."""
    text, places, at = [], [], 0
    while at < len(raw):
        quote = quotes.get(at)
        piece = _MARK if quote else fold_character(raw[at]).replace(_MARK, " ")
        text.append(piece)
        places += [at] * len(piece)
        at = quote.end() if quote else at + 1
    return "".join(text), [*places, len(raw)]


def _named(
    names: Sequence[str], own: Vocabulary, english: Vocabulary
) -> Iterator[tuple[str, frozenset[str]]]:
    """File names, whole and without their ending, where that is a word of no other meaning."""
    for place, name in enumerate(names):
        folded = "".join(map(fold_character, name))
        tag = frozenset({f"name:{place}"})
        yield folded, tag
        stem = folded.rsplit(".", 1)[0]
        known = any(
            (found := words.match(stem)) is not None
            and found[0] == len(stem)
            and any(not tag.startswith("subject:") for tag in found[1])
            for words in (own, english)
        )
        if len(stem) >= 3 and not known:
            yield stem, tag


def _shown(texts: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for place, text in enumerate(texts):
        words = text.split()
        for word in words if len(words) > 1 else ():
            if len(word) >= 3:
                yield "".join(map(fold_character, word)), frozenset({f"part:{place}"})
        if len(text) >= 2:
            yield "".join(map(fold_character, text)), frozenset({f"shown:{place}"})


def _timecode(word: str) -> float:
    """`1:05` or `0:01:05.5` in milliseconds."""
    total = 0.0
    for part in word.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)


def _han(word: str) -> float:
    whole, _, part = word.partition("点")
    total, digit = 0, 0
    for c in whole:
        if c == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif c == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _HAN_DIGITS[c]
    return total + digit + (_HAN_DIGITS[part] / 10 if part else 0)
