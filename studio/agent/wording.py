"""One word of a text exchanged for another: `X with Y in the title`, `Y instead of X`.

A language's `exchanges` say how people put it. What stands for `OLD` is on the screen, so no word
of the order itself can be taken for it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from studio.agent.languages import FILLER, vocabulary
from studio.agent.tokens import Reading, Token

_MARKS = "\"'“”„‘’«»「」『』《》:：,，.。!！ "
_OPENING, _CLOSING = "[\"'“„«「『‘《]", "[\"'”“»」』’》]"
_END = r"(?=\s*(?:[,.;!?，。；！？、]|$)|\s+(?:and|und|y|et|e|dan|и|और)\s)"
_ATTRIBUTES = frozenset({"bigger", "smaller", "bold", "box", "outline", "shadow", "font", "color"})
_SPACES = re.compile(r"\s+")
_AKIN = 50.0  # a word and the one that it should be: `2024 should be 2025`
_NEAR = 60.0  # of 100: what is written twice with some letters otherwise
_ALIKE = 80.0  # of 100: so near that it needs no word which says so


def exchanged(reading: Reading, shown: Sequence[str]) -> Reading | None:
    """The reading with the text as it was and as it shall be; None where none is exchanged."""
    words = vocabulary(reading.language)
    raw = reading.raw.translate(words.simpler)
    texts = tuple(text.translate(words.simpler) for text in shown)
    for pattern in _patterns(words.exchanges, texts):
        for match in _matches(pattern, raw):
            new, said = "", match.groupdict()
            if "new" in said:
                new = reading.raw[slice(*match.span("new"))].strip(_MARKS)
                if not new or restyles(reading, *match.span("new")):
                    continue
            if "near" in said and fuzz.ratio(said["old"].casefold(), new.casefold()) < _AKIN:
                continue
            found = _holding(said["old"].strip(_MARKS), texts) if "old" in said else None
            found = found if "old" in said else _nearly(new, texts)
            if found is not None and (text := _in_its_place(shown[found[0]], found[1], new)):
                return as_order(reading, *match.span(), found[0], text)
    return _letter_put_right(reading, shown) or _spelt_anew(reading, shown)


_LETTER = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{{2,4}})的{_OPENING}?(?P<letter>[\u4e00-\u9fff]){_CLOSING}?"
)


def _letter_put_right(reading: Reading, shown: Sequence[str]) -> Reading | None:
    """`再见的“再”`: the letter as it is in a word, where a text has that word with another."""
    match = _LETTER.search(reading.raw)
    if match is None or match["letter"] not in match["word"]:
        return None
    lead = match.start("word")
    words = (reading.raw[start : match.end("word")] for start in range(lead, match.end("word") - 1))
    for word in words:
        form = "".join("." if c == match["letter"] else re.escape(c) for c in word)
        for place, text in enumerate(shown):
            found = re.search(form, text) if "." in form and form.strip(".") else None
            if found is not None and found[0] != word:
                made = text[: found.start()] + word + text[found.end() :]
                return replace(
                    as_order(reading, *match.span(), place, made),
                    tokens=_said(reading, match, place, made),
                )
    return None


def _said(reading: Reading, match: re.Match[str], place: int, text: str) -> tuple[Token, ...]:
    """The order alone, where all else only says why."""
    made = as_order(reading, *match.span(), place, text)
    why = {FILLER, "unknown", "break", "correction", "nope", "neg", "named", "text", "write"}
    return tuple(t for t in made.tokens if not t.tags or not t.tags <= why)


_TAIL = re.compile(r"(?:[:：]|[.!?,]\s)\s*(?P<new>[^\n:：!?,;]{3,60}?)[.!]?\s*$")
_REASONS = frozenset(
    {FILLER, "unknown", "break", "correction", "nope", "neg", "num", "with", "it", "and", "pronoun"}
)
_ELSEWHERE = ("item", "nth", "each", "caption", "endcard", "end", "more", "numbering", "last")


def _spelt_anew(reading: Reading, shown: Sequence[str]) -> Reading | None:
    """`oh, they write it with y: Meyer's Farm`: at the end a text of the video, spelt otherwise."""
    match = _TAIL.search(reading.raw)
    if match is None or reading.has(*_ELSEWHERE) or any(t.values("place") for t in reading.tokens):
        return None
    inside = [t for t in reading.tokens if match.start("new") <= t.start < match.end("new")]
    small = itertools.takewhile(lambda t: FILLER in t and t.text[:1].islower(), inside)
    begin = max([match.start("new"), *(t.end for t in small)])  # `it is Blue Lagoon`
    new = reading.raw[begin : match.end("new")].strip(_MARKS)
    if not new:
        return None
    near = [(fuzz.ratio(new.casefold(), text.casefold()), n) for n, text in enumerate(shown)]
    ratio, place = max(near)
    if ratio < _ALIKE or shown[place] == new or _figures(shown[place]) != _figures(new):
        return None
    made = as_order(reading, *match.span(), place, new)
    before = [t for t in reading.tokens if t.end <= match.start()]
    why = all(t.tags & _REASONS or t.values("part") or t.values("shown") for t in before)
    lead = {id(t) for t in before} if why else set()
    return replace(made, tokens=tuple(t for t in made.tokens if id(t) not in lead))


def _figures(text: str) -> str:
    """`Day 1` and `Day 2` are two texts."""
    return "".join(c for c in text if c.isdigit())


@lru_cache(maxsize=256)
def _patterns(forms: tuple[str, ...], texts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The forms for these texts: `OLD` is words of one of them, the most that fit; `NEW` any
    words with or without marks around them, `END` the end of a wish.
    """
    runs = sorted({run for text in texts for run in _runs(text)}, key=len, reverse=True)
    bare = "|".join(rf"(?<![^\W_])(?:{re.escape(r)})(?![a-zà-ÿа-я\d])" for r in runs if _telling(r))
    unspaced = "|".join(re.escape(r) for r in runs if r > "\u3000" and len(r) > 1)
    quoted = "|".join(map(re.escape, runs))
    old = rf"(?P<old>{_OPENING}(?:{quoted}){_CLOSING}|{unspaced or '(?!)'}|{bare or '(?!)'})"
    new = rf"(?P<new>{_OPENING}[^\n]+?{_CLOSING}|[^\n,;，；。!?！？]{{1,60}}?)"
    return tuple(
        re.compile(form.replace("OLD", old).replace("NEW", new).replace("END", _END), re.IGNORECASE)
        for form in forms
    )


def _telling(run: str) -> bool:
    return run < "\u3000" and any(c.isalnum() for c in run)


def _runs(text: str) -> Iterator[str]:
    """All words of a text that stand together; characters where there are no spaces."""
    spaced = " " in text or text < "\u3000"
    words = text.split() if spaced else list(text)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield (" " if spaced else "").join(words[start:end])


def _matches(pattern: re.Pattern[str], raw: str) -> Iterator[re.Match[str]]:
    """All matches, those too that begin inside another."""
    match = pattern.search(raw)
    while match is not None:
        yield match
        match = pattern.search(raw, match.start() + 1)


def _holding(part: str, texts: Sequence[str]) -> tuple[int, str] | None:
    found = ((place, part) for place, text in enumerate(texts) if _position(text, part) >= 0)
    return next(found, None)


def _nearly(new: str, shown: Sequence[str]) -> tuple[int, str] | None:
    """The text, or its one word, that is spelt nearly so: `a typo, it is Blue Lagune`."""
    for place, text in enumerate(shown):
        if fuzz.ratio(new.casefold(), text.casefold()) >= _NEAR or _one_letter(new, text):
            return place, text
    for place, text in enumerate(shown):
        near = [w for w in text.split() if fuzz.ratio(new.casefold(), w.casefold()) >= _NEAR]
        if len(near) == 1:
            return place, near[0]
    return None


def _one_letter(new: str, old: str) -> bool:
    """`小苑` for `小院`: of a short word in a script without spaces one character."""
    short = len(new) == len(old) and 2 <= len(new) <= 4 and new > "\u3000"
    return short and sum(a != b for a, b in zip(new, old, strict=True)) == 1


def _position(text: str, part: str) -> int:
    """Where these words stand in a text; -1 when they don't."""
    return text.casefold().find(part.casefold())


def _in_its_place(text: str, old: str, new: str) -> str:
    """The text with the new words; "" when nothing would be left, or nothing differs."""
    at = _position(text, old)
    made = f"{text[:at]}{new}{text[at + len(old) :]}"
    rest = made.replace(new, "", 1).strip() if new else ""
    if len(rest) > 1 and rest.casefold() in new.casefold():
        made = new  # `not Red, Pink Lagoon`: the whole was said
    made = _SPACES.sub(" ", made).strip()
    return "" if made == text else made


def restyles(reading: Reading, start: int, end: int) -> bool:
    """`change Blue Lagoon to yellow`: how it shall look, not what it shall say."""
    inside = [t for t in reading.tokens if start <= t.start and t.end <= end]
    telling = [t for t in inside if FILLER not in t and "break" not in t]
    if not telling or any("quote" in t or t.text[:1].isupper() for t in telling):
        return False
    telling = [t for t in telling if "text" not in t] or telling  # `제목 글씨 노란색으로`
    return all(t.values("color") or t.values("place") or t.tags & _ATTRIBUTES for t in telling)


def as_order(reading: Reading, start: int, end: int, place: int, text: str) -> Reading:
    """The reading with this stretch as the order to put this text in the place of the shown one."""
    outside = [t for t in reading.tokens if t.end <= start or t.start >= end]
    order = Token(text, frozenset({f"shown:{place}", "change"}), start, start)
    said = Token(text, frozenset({"quote"}), start, end)
    row = sorted([*outside, order, said], key=lambda t: (t.start, t.end))
    return Reading(reading.raw, reading.language, tuple(row), reading.names)
