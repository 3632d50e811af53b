"""What a message is, by its letters, its words and their classes: softmax regression.

Seven labels are commands, three are kinds of what belongs to the agent: an edit, a topic (a bare
idea, a name, a thing), and talk (greetings, answers, remarks); the last is a chain: an edit with a
command that waits for it. Topics are learned from word lists,
so that words which no command is made of speak against one. Features that the table lacks say
nothing. benchmarks/train_classifier.py makes the table; docs/add-a-language.md tells how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from typing import Final

from core.language import linear
from core.language.intents.model import Intent
from core.language.intents.word_classes import Piece

COMMANDS: Final = tuple(intent for intent in Intent if intent is not Intent.SSE)
KINDS: Final = ("edit", "topic", "talk")
LABELS: Final = (*(intent.value for intent in COMMANDS), *KINDS, "chain")
TABLE: Final = "classifier.bin"
_WIDTH: Final = len(LABELS)
_LONGEST: Final = 120
"""Characters that are looked at: commands are short, and this bounds the work."""
_WORDS: Final = 24
_PIECES: Final = 28
_NUMBER: Final = re.compile(r"\d+(?:[:.,]\d+)*")
_DIGITS: Final = re.compile(r"\d+")
_QUALITIES: Final = frozenset({"720", "1080"})
_SILENT: Final = frozenset({"f", "rem", "here"})


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest command, and the chances: of any command, of each prompt, of a chain."""

    command: Intent
    certainty: float
    edit: float
    topic: float
    talk: float
    chain: float


def features(clean: str, pieces: Sequence[Piece]) -> list[int]:
    """Keys of a folded text's features: letters, words, word classes, how much is unknown."""
    return linear.keys_of(_letters(clean).union(_classes(pieces[:_PIECES])))


def _shape(number: re.Match[str]) -> str:
    """A number's form: figures differ, what they do in a message doesn't."""
    return number[0] if number[0] in _QUALITIES else _DIGITS.sub("0", number[0])


def _letters(clean: str) -> set[str]:
    """Letter groups of 2 to 4, words and their pairs, the first and the last words."""
    text = f" {' '.join(_NUMBER.sub(_shape, clean[: 2 * _LONGEST])[:_LONGEST].split())} "
    found = {text[at : at + size] for size in (2, 3, 4) for at in range(len(text) - size + 1)}
    words = text.split()[:_WORDS]
    found.update([f"w:{word}" for word in words])
    found.update([f"p:{one} {two}" for one, two in pairwise(words)])
    if words:
        found |= {f"f:{words[0]}", f"f2:{' '.join(words[:2])}", f"l:{words[-1]}"}
    found.add(f"nw:{min(len(words), 8)}")
    return found


def _classes(pieces: Sequence[Piece]) -> Iterator[str]:
    """Word classes, alone and in order, each together with the number of unknown pieces.

    "credits" in a message that is known word by word asks for them; among strange words it is
    what the video shows.
    """
    tags = sorted({tag for piece in pieces for tag in piece.tags} - _SILENT)
    strange = sum(1 for piece in pieces if not piece.tags)
    yield from (f"t:{tag}" for tag in tags)
    yield from (f"tu:{tag}:{min(strange, 3)}" for tag in tags)
    yield f"u:{min(strange, 6)}"
    yield f"n:{min(len(pieces), 12)}"
    yield f"nu:{min(len(pieces), 8)}:{min(strange, 3)}"
    order = ["^", *("/".join(sorted(piece.tags - {"q"})[:2]) or "?" for piece in pieces), "$"]
    yield from (f"q:{one} {two}" for one, two in pairwise(order))


def guess(clean: str, pieces: Sequence[Piece]) -> Guess:
    """What the message most likely asks for."""
    scores = linear.read("core.language.intents", TABLE, _WIDTH).scores(features(clean, pieces))
    most = max(scores)
    parts = [exp(score - most) for score in scores]
    whole = sum(parts)
    chances = [part / whole for part in parts]
    commands = chances[: len(COMMANDS)]
    best = max(range(len(COMMANDS)), key=commands.__getitem__)
    return Guess(COMMANDS[best], sum(commands), *chances[len(COMMANDS) :])
