"""Which of the options that somebody was offered an answer means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final

from core.language.intents import normal
from core.language.intents.word_classes import Piece, WordClasses

_LONGEST: Final = 120
"""Characters of an answer; who writes more says more than which option."""
_STEM: Final = 4
"""Letters that two forms of a word share: "guitar", "guitarra"."""
_LETTERS: Final = "abcdefgh"
_SHAPES: Final = {
    "vertical": re.compile(r"9\s?[:x/]\s?16|4\s?[:x/]\s?5"),
    "horizontal": re.compile(r"16\s?[:x/]\s?9"),
    "square": re.compile(r"1\s?[:x/]\s?1"),
}
_BETWEEN: Final = re.compile(r"[,;&+/、，；]|\sو(?=\w{2})")
"""What stands between names in a row; in Arabic "and" is a letter before the word."""
_UNIT: Final = re.compile(r"\d+[^\W\d_]{1,4}")
"""A figure with its unit: "30s"."""
_UNSPACED: Final = frozenset({"zh-Hans", "zh-Hant", "ja", "ko"})


def match_answer(text: str, options: Sequence[str], language: str = "en") -> tuple[int, ...] | None:
    """The options that `text` chooses, as rising indices from 0, or None where it's no answer.

    Understands a number or letter ("2", "option b", "1 and 3"), an ordinal ("the second one",
    "最后一个"), all or both, yes and no where an option says so or only one is offered, a shape
    ("9:16", "vertical"), and words of exactly one option ("the guitar one"), also of several in a
    row ("warm and grey"). The words are those of `language` (a code of `LANGUAGES`) and English.
    Empty where it is an answer, but fits two options or a place that none has: ask again.
    """
    clean = normal.clean(text[: _LONGEST + 1]).strip(" .!?。！？,")
    if not clean or not options or len(clean) > _LONGEST:
        return None
    folded = [normal.clean(option).strip(" .!?。！？,") for option in options]
    if folded.count(clean) == 1:
        return (folded.index(clean),)
    codes = tuple(dict.fromkeys((language, "en")))
    found = _either(_one(clean, folded, code) for code in codes)
    if found is None:
        found = _either(_row(clean, folded, code) for code in codes)
    return found


def _either(readings: Iterable[tuple[int, ...] | None]) -> tuple[int, ...] | None:
    """The first reading that chooses; empty where one only tells that it is an answer."""
    unclear = None
    for found in readings:
        if found:
            return found
        unclear = found if unclear is None else unclear
    return unclear


def _one(clean: str, options: Sequence[str], code: str) -> tuple[int, ...] | None:
    return _either(read(clean, options, code) for read in (_shape, _words))


def _row(clean: str, options: Sequence[str], code: str) -> tuple[int, ...] | None:
    """Options named one after the other, each of them by itself."""
    parts = [part for span in _BETWEEN.split(clean) for part in _unjoined(span, code)]
    found = [_one(part, options, code) for part in parts]
    if not parts[1:] or None in found:
        return None
    chosen = {at for places in found for at in places or ()}
    return tuple(sorted(chosen)) if all(found) else ()


def _unjoined(span: str, code: str) -> list[str]:
    """What stands between the words for "and"."""
    parts: list[list[str]] = [[]]
    for piece in _answer_words(code).cover(normal.units(span)):
        if "joined" in piece.tags:
            parts.append([])
        else:
            parts[-1].append(piece.text)
    glue = "" if code in _UNSPACED else " "
    return [glue.join(part) for part in parts if part]


def names_shape(clean: str, language: str) -> bool:
    """Whether a folded text names a shape of a picture, in the words of `language` or English."""
    if any(ratio.search(clean) for ratio in _SHAPES.values()):
        return True
    tags = (_tags(_answer_words(code).cover(normal.units(clean))) for code in (language, "en"))
    return any(_SHAPES.keys() & found for found in tags)


@cache
def _answer_words(code: str) -> WordClasses:
    path = resources.files("core.language").joinpath("locales", code, "answers.toml")
    raw = tomllib.loads(path.read_text("utf-8"))
    ordinals = raw.pop("ordinals").split("|")
    raw |= {str(at): words for at, words in enumerate(ordinals)}
    classes = {kind: " ".join(words.split()).split(", ") for kind, words in raw.items()}
    return WordClasses(classes, spaced=code not in _UNSPACED)


def _shape_of(text: str, code: str) -> str | None:
    """The one shape of a picture that a text names."""
    tags = _tags(_answer_words(code).cover(normal.units(text)))
    named = {shape for shape, ratio in _SHAPES.items() if ratio.search(text) or shape in tags}
    return named.pop() if len(named) == 1 else None


def _tags(pieces: Sequence[Piece]) -> frozenset[str]:
    return frozenset(tag for piece in pieces for tag in piece.tags)


def _shape(clean: str, options: Sequence[str], code: str) -> tuple[int, ...] | None:
    wanted = _shape_of(clean, code)
    if wanted is None or _strange(_SHAPES[wanted].sub(" ", clean), code):
        return None
    fits = [at for at, option in enumerate(options) if _shape_of(option, code) == wanted]
    return None if not fits else (fits[0],) if len(fits) == 1 else ()


def _strange(text: str, code: str) -> bool:
    """Whether words occur that no answer is made of."""
    return any(not piece.tags for piece in _answer_words(code).cover(normal.units(text)))


def _words(clean: str, options: Sequence[str], code: str) -> tuple[int, ...] | None:
    pieces = _answer_words(code).cover(normal.units(clean))
    fits = () if "no" in _tags(pieces) else _by_content(pieces, options, code)
    places = _places(pieces, len(options))
    if fits and any(_telling(piece) for piece in pieces):
        both = places & set(fits)
        return fits if len(fits) == 1 else tuple(both) if len(both) == 1 else ()
    return _placed(pieces, fits, places, options, code)


def _placed(
    pieces: Sequence[Piece],
    fits: tuple[int, ...],
    places: set[int],
    options: Sequence[str],
    code: str,
) -> tuple[int, ...] | None:
    """What figures and words of place choose; `fits` are the options in which the figures occur."""
    among = places <= set(range(len(options)))
    if len(fits) == 1 and not places & set(range(len(options))):
        return fits  # "30" of "15 seconds" and "30 seconds"
    named = _letter(pieces, len(options)) or _yes_or_no(pieces, options, code)
    if named or "no" in _tags(pieces) or any(not piece.tags for piece in pieces):
        return named
    if not among or (len(fits) == 1 and fits != tuple(places)):
        return ()  # "2" of "2 minutes" and "1 minute"; "5" of three
    return tuple(sorted(places)) or None


def _places(pieces: Sequence[Piece], count: int) -> set[int]:
    """Where the options stand that figures, ordinals, "last", "both" or "all" name."""
    found: set[int] = set()
    for piece in pieces:
        if piece.text.isdigit():
            found.add(int(piece.text) - 1)
        elif "every" in piece.tags:
            found |= set(range(count))
        elif "both" in piece.tags:
            found |= {0, 1} if count == 2 else {count}  # both of three: no answer
        elif "last" in piece.tags:
            found.add(count - 1)
        elif "filler" not in piece.tags or len(pieces) == 1:  # "one" is also "the red one"
            found |= {int(tag) for tag in piece.tags if tag.isdigit()}
    return found


def _letter(pieces: Sequence[Piece], count: int) -> tuple[int, ...] | None:
    """ "b", "option b": the letter comes last and nothing else is strange."""
    last = pieces[-1].text if pieces else ""
    at = _LETTERS.find(last) if len(last) == 1 else -1
    fine = 0 <= at < count and all(piece.tags & {"filler"} for piece in pieces[:-1])
    return (at,) if fine else None


def _yes_or_no(
    pieces: Sequence[Piece], options: Sequence[str], code: str
) -> tuple[int, ...] | None:
    """Yes to the only option, or to the one that says yes; no to the one that says no."""
    said = _tags(pieces) & {"yes", "no"}
    if len(said) != 1 or not all(piece.tags & {"yes", "no", "filler"} for piece in pieces):
        return None
    if len(options) == 1:
        return (0,) if "yes" in said else None
    words = _answer_words(code)
    firsts = [words.cover(normal.units(option))[:1] for option in options]
    fits = [at for at, first in enumerate(firsts) if said & _tags(first)]
    return (fits[0],) if len(fits) == 1 else None


def _by_content(pieces: Sequence[Piece], options: Sequence[str], code: str) -> tuple[int, ...]:
    """The options in which every telling word of the answer occurs."""
    said = [piece.text for piece in pieces if _telling(piece) or piece.text.isdigit()]
    fits = []
    for at, option in enumerate(options):
        parts = normal.units(option)
        if said and all(
            _occurs(word, parts, code) or _measures(before, word, parts)
            for before, word in zip(["", *said], said, strict=False)
        ):
            fits.append(at)
    return tuple(fits)


def _telling(piece: Piece) -> bool:
    """Whether it is a word of an option, or a figure with its unit."""
    measure = "num" in piece.tags and _UNIT.fullmatch(piece.text)
    return piece.text != "?" and bool(not piece.tags or measure)


def _measures(before: str, word: str, parts: Sequence[str]) -> bool:
    """Whether it is a unit, written short, of the same figure: "30s", "30 sec"."""
    if _UNIT.fullmatch(word):
        unit = word.lstrip("0123456789")
        before, word = word.removesuffix(unit), unit
    return before.isdigit() and any(n == before and u.startswith(word) for n, u in pairwise(parts))


def _occurs(word: str, parts: Sequence[str], code: str) -> bool:
    if word.isdigit():
        return word in parts
    if code in _UNSPACED and not word.isascii():
        return word in "".join(parts)
    stem = word if len(word) <= _STEM else word[: max(_STEM, len(word) - 2)]
    return any(part == word or (len(word) > _STEM and part.startswith(stem)) for part in parts)
