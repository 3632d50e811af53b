"""One word of a text exchanged for another: `X with Y in the title`, `Y instead of X`.

A language's `exchanges` say how people put it; what stands for `OLD` must be on the screen, so no
word of the order itself can be taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from studio.agent.languages import FILLER, vocabulary
from studio.agent.tokens import Reading, Token

_MARKS = "\"'“”„‘’«»「」『』《》:：,，.。!！ "
_ATTRIBUTES = frozenset({"bigger", "smaller", "bold", "box", "outline", "shadow", "font"})
_NEAR = 60.0  # of 100: what is written twice with some letters otherwise
_PIECES = re.compile(r"\s+")


def exchanged(reading: Reading, shown: Sequence[str]) -> Reading | None:
    """The reading with the text as it was and as it shall be; None where none is exchanged."""
    words = vocabulary(reading.language)
    raw = reading.raw.translate(words.simpler)
    for pattern in words.exchanges:
        for match in _matches(pattern, raw):
            new = ""
            if "new" in pattern.groupindex:
                new = reading.raw[slice(*match.span("new"))].strip(_MARKS)
                if not new or restyles(reading, *match.span("new")):
                    continue
            if "old" in pattern.groupindex:
                found = _found(reading.raw[slice(*match.span("old"))], shown)
            else:
                found = _nearly(new, shown)
            if found is not None and (text := _in_its_place(shown[found[0]], found[1], new)):
                return _as_order(reading, match, found[0], text)
    return None


def _matches(pattern: re.Pattern[str], raw: str) -> Iterator[re.Match[str]]:
    """All matches, those too that begin inside another."""
    match = pattern.search(raw)
    while match is not None:
        yield match
        match = pattern.search(raw, match.start() + 1)


def _found(said: str, shown: Sequence[str]) -> tuple[int, str] | None:
    """Which text holds these words, or the most of them that stand together."""
    said = said.strip(_MARKS)
    for part in _runs(said):
        for place, text in enumerate(shown):
            if _position(text, part) >= 0:
                return place, part
    return None


def _nearly(new: str, shown: Sequence[str]) -> tuple[int, str] | None:
    """The text that is spelt nearly so: `a typo, it is Blue Lagune`."""
    for place, text in enumerate(shown):
        if fuzz.ratio(new.casefold(), text.casefold()) >= _NEAR:
            return place, text
    return None


def _runs(said: str) -> Iterator[str]:
    """All of it, then less and less of it: whole words, or characters where there are no spaces."""
    spaced = " " in said
    words = _PIECES.split(said) if spaced or said.isascii() else list(said)
    for many in range(len(words), 0, -1):
        for start in range(len(words) - many, -1, -1):
            run = words[start : start + many]
            part = (" " if spaced or said.isascii() else "").join(run).strip(_MARKS)
            if part and (spaced or len(part) > 1 or len(words) == 1):
                yield part


def _position(text: str, part: str) -> int:
    """Where these words stand in a text as whole words; -1 when they don't."""
    low, word = text.casefold(), part.casefold()
    at = low.find(word)
    while at >= 0:
        around = low[at - 1 : at] + low[at + len(word) : at + len(word) + 1]
        if not any(c.isalnum() and c < "\u3000" for c in around) or part >= "\u3000":
            return at
        at = low.find(word, at + 1)
    return -1


def _in_its_place(text: str, old: str, new: str) -> str:
    """The text with the new words; "" when nothing would be left, or nothing differs."""
    at = _position(text, old)
    made = f"{text[:at]}{new}{text[at + len(old) :]}"
    rest = made.replace(new, "", 1).strip() if new else ""
    if len(rest) > 1 and rest.casefold() in new.casefold():
        made = new  # `not Red, Pink Lagoon`: the whole was said
    made = _PIECES.sub(" ", made).strip()
    return "" if made == text else made


def restyles(reading: Reading, start: int, end: int) -> bool:
    """`change Blue Lagoon to yellow`: how it shall look, not what it shall say."""
    inside = [t for t in reading.tokens if start <= t.start and t.end <= end]
    telling = [t for t in inside if FILLER not in t and "break" not in t]
    if not telling or any("quote" in t or t.text[:1].isupper() for t in telling):
        return False
    return all(
        t.values("color") or t.values("place") or t.tags & (_ATTRIBUTES | {"color"})
        for t in telling
    )


def _as_order(reading: Reading, match: re.Match[str], place: int, text: str) -> Reading:
    start, end = match.span()
    outside = [t for t in reading.tokens if t.end <= start or t.start >= end]
    order = Token(text, frozenset({f"shown:{place}", "change"}), start, start)
    said = Token(text, frozenset({"quote"}), start, end)
    row = sorted([*outside, order, said], key=lambda t: (t.start, t.end))
    return Reading(reading.raw, reading.language, tuple(row), reading.names)
