"""Slips of the finger inside expressions of several words: `blakc and wihte`."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz.distance import OSA

from studio.agent.languages import FILLER, Vocabulary

_RUN = re.compile(r"[^\W\d_]{4,}")
_WORDS_BEFORE = 3
_SHORT = 4


def respelt(
    text: str, places: list[int], words: Vocabulary, known: Collection[str]
) -> tuple[str, list[int]]:
    """A folded text with single slips put right where that makes a known word or expression.

    `places` are where the characters stood; `known` are words that are right as they are.
    """
    if not words.spaced:
        return _by_sound(text, words, known), places
    made, at = "", 0
    stood: list[int] = []
    starts: list[int] = []
    for run in _RUN.finditer(text):
        made, stood = made + text[at : run.start()], stood + places[at : run.start()]
        at = run.end()
        starts = [*starts[-_WORDS_BEFORE:], len(made)]
        word = run[0]
        found = words.match(text, run.start())
        right = word in words.spellings or word in known
        if not right and (found is None or found[0] < run.end()):
            word = (
                _single(words, word) or _in_expression(words, word, made, starts, text[at:]) or word
            )
        made += word
        stood += [places[min(run.start() + i, run.end() - 1)] for i in range(len(word))]
    return made + text[at:], stood + places[at:]


def _by_sound(text: str, words: Vocabulary, known: Collection[str]) -> str:
    """`标提` for `标题`: a noun with a character of the same sound, where that is no word."""
    at, text = 0, text.translate(words.simpler)
    while at < len(text) and words.sounding:
        found = words.match(text, at)
        if found is not None and found[0] > at + 1:
            at = found[0]
            continue
        for end in (at + 3, at + 2):
            piece = text[at:end]
            noun = words.sounding.get(piece.translate(words.sounds), piece)
            same = sum(a == b for a, b in zip(piece, noun, strict=True))
            if noun != piece and same == len(noun) - 1 and piece not in known:
                text = text[:at] + noun + text[end:]
                at = end - 1
                break
        at += 1
    return text


def _single(words: Vocabulary, word: str) -> str:
    near = words.near(word)
    return near if near and FILLER not in words.words[near] else ""


def _in_expression(words: Vocabulary, word: str, before: str, starts: list[int], after: str) -> str:
    """The one word nearby that ends an expression begun before, or begins one that goes on."""
    fits = {
        other
        for other in words.spellings
        if other[0] == word[0]
        and abs(len(other) - len(word)) <= 1
        and OSA.distance(word, other, score_cutoff=1) <= 1
        and not _another_word(word, other)
        and (
            any(_whole(words, before + other, start) for start in starts[:-1])
            or _goes_on(words, other, after)
        )
    }
    return fits.pop() if len(fits) == 1 else ""


def _another_word(word: str, other: str) -> bool:
    """`boat` for `beat`: another letter in a short word mostly makes a word of its own."""
    return len(word) == len(other) <= _SHORT and sorted(word) != sorted(other)


def _goes_on(words: Vocabulary, word: str, after: str) -> bool:
    found = words.match(word + after)
    return found is not None and found[0] > len(word) + 1 and FILLER not in found[1]


def _whole(words: Vocabulary, text: str, start: int) -> bool:
    found = words.match(text, start)
    return found is not None and found[0] == len(text) and FILLER not in found[1]
