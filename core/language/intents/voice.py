"""The second voice: a small linear model over letters and word classes.

It speaks only where no rule covers a message. Its guess may become a button, or rescue a short
message that holds no edit; benchmarks/train_voice.py makes the table from tests/data.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final
from zlib import crc32

from core.language.intents.lexicon import Piece
from core.language.intents.model import Intent

BUCKETS: Final = 1 << 15
LABELS: Final = tuple(Intent)
_WIDTH: Final = len(LABELS)
_LONGEST: Final = 72
"""Characters that are looked at: commands are short, and this bounds the work."""
_TABLE: Final = "voice.bin"


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest intent with its probability, and the probability of a prompt (`sse`)."""

    intent: Intent
    chance: float
    prompt: float


def features(clean: str, pieces: Sequence[Piece]) -> list[int]:
    """Buckets of a folded text: letter groups of 2 to 4, words, word classes and their pairs."""
    return sorted({crc32(name.encode()) % BUCKETS for name in _names(clean, pieces)})


def _names(clean: str, pieces: Sequence[Piece]) -> Iterator[str]:
    text = f" {' '.join(clean[:_LONGEST].split())} "
    for size in (2, 3, 4):
        yield from (text[at : at + size] for at in range(len(text) - size + 1))
    words = text.split()[:16]
    yield from (f"w:{word}" for word in words)
    yield from (f"p:{one} {two}" for one, two in pairwise(words))
    tags = sorted({tag for piece in pieces[:24] for tag in piece.tags} - {"f", "rem", "here"})
    yield from (f"t:{tag}" for tag in tags)
    unknown = sum(1 for piece in pieces if not piece.tags)
    yield f"u:{min(unknown, 6)}"
    yield f"n:{min(len(pieces), 12)}"


@cache
def _weights() -> tuple[float, tuple[int, ...]]:
    """Scale and signed bytes: one row of labels a bucket, the bias row last."""
    raw = resources.files("core.language.intents").joinpath(_TABLE).read_bytes()
    scale = int.from_bytes(raw[:4], "little") / 1e6
    return scale, tuple(memoryview(raw[4:]).cast("b"))


def guess(clean: str, pieces: Sequence[Piece]) -> Guess:
    """What the message most likely asks for, by the letters and classes it is made of."""
    scale, table = _weights()
    sums = _sums(table, features(clean, pieces))
    top = max(sums)
    parts = [math.exp((value - top) * scale) for value in sums]
    total = sum(parts)
    best = max(range(_WIDTH), key=parts.__getitem__)
    prompt = parts[LABELS.index(Intent.SSE)] / total
    return Guess(LABELS[best], parts[best] / total, prompt)


def _sums(table: Sequence[int], buckets: Iterable[int]) -> list[int]:
    sums = list(table[BUCKETS * _WIDTH : (BUCKETS + 1) * _WIDTH])
    for bucket in buckets:
        row = table[bucket * _WIDTH : bucket * _WIDTH + _WIDTH]
        sums = [one + two for one, two in zip(sums, row, strict=True)]
    return sums
