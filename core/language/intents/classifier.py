"""The classifier: a small linear model over letters and word classes.

It speaks where no rule covers a message, or where a rule found a command behind words it doesn't
know. Its guess may become a button, or rescue a short message; benchmarks/train_classifier.py makes
the table from tests/data.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Final
from zlib import crc32

from core.language.intents.model import Intent
from core.language.intents.word_classes import Piece

BUCKETS: Final = 120_000
LABELS: Final = tuple(Intent)
_WIDTH: Final = len(LABELS)
_LONGEST: Final = 120
"""Characters that are looked at: commands are short, and this bounds the work."""
_WORDS: Final = 24
_PIECES: Final = 28
_POSITIVE: Final = bytes(byte ^ 0x80 for byte in range(256))
_TABLE: Final = "classifier.bin"


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest intent with its probability, and the probability of a prompt (`sse`)."""

    intent: Intent
    chance: float
    prompt: float


def features(clean: str, pieces: Sequence[Piece]) -> list[int]:
    """Buckets of a folded text: letters, words, word classes, and how much of it is unknown."""
    return sorted(_bucket(name) for name in _names(clean, pieces))


def _names(clean: str, pieces: Sequence[Piece]) -> set[str]:
    return {*_letters(clean), *_classes(pieces[:_PIECES])}


def _bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


def _letters(clean: str) -> Iterator[str]:
    """Letter groups of 2 to 4, words and their pairs, the first and the last words."""
    text = f" {' '.join(clean[:_LONGEST].split())} "
    for size in (2, 3, 4):
        yield from (text[at : at + size] for at in range(len(text) - size + 1))
    words = text.split()[:_WORDS]
    yield from (f"w:{word}" for word in words)
    yield from (f"p:{one} {two}" for one, two in pairwise(words))
    if words:
        yield from (f"f:{words[0]}", f"f2:{' '.join(words[:2])}", f"l:{words[-1]}")


def _classes(pieces: Sequence[Piece]) -> Iterator[str]:
    """Word classes, alone and in order, each together with the number of unknown pieces.

    "credits" in a message that is known word by word asks for them; among strange words it is
    what the video shows.
    """
    tags = sorted({tag for piece in pieces for tag in piece.tags} - {"f", "rem", "here"})
    strange = sum(1 for piece in pieces if not piece.tags)
    yield from (f"t:{tag}" for tag in tags)
    yield from (f"tu:{tag}:{min(strange, 3)}" for tag in tags)
    yield f"u:{min(strange, 6)}"
    yield f"n:{min(len(pieces), 12)}"
    yield f"nu:{min(len(pieces), 8)}:{min(strange, 3)}"
    order = ["^", *("/".join(sorted(piece.tags - {"q"})[:2]) or "?" for piece in pieces), "$"]
    yield from (f"q:{one} {two}" for one, two in pairwise(order))


@cache
def _weights() -> tuple[float, bytes]:
    """Scale and table: one row of labels a bucket, the bias row last.

    Each weight is a signed byte, made positive and widened to four bytes, so that a row is one
    integer and a whole message is added up label by label in one sum.
    """
    raw = resources.files("core.language.intents").joinpath(_TABLE).read_bytes()
    wide = bytearray(4 * (len(raw) - 4))
    wide[::4] = raw[4:].translate(_POSITIVE)
    return int.from_bytes(raw[:4], "little") / 1e6, bytes(wide)


@lru_cache(maxsize=1 << 15)
def _row(bucket_name: str) -> int:
    """A feature's weights as one integer; the same few thousand features make up most messages."""
    return _weights_of(_bucket(bucket_name))


def _weights_of(bucket: int) -> int:
    size = 4 * _WIDTH
    return int.from_bytes(_weights()[1][bucket * size : bucket * size + size], "little")


def guess(clean: str, pieces: Sequence[Piece]) -> Guess:
    """What the message most likely asks for, by the letters and classes it is made of."""
    total = sum(map(_row, _names(clean, pieces))) + _weights_of(BUCKETS)
    # The labels' sums; all are too large by the same amount, which the softmax forgets.
    sums = struct.unpack(f"<{_WIDTH}I", total.to_bytes(4 * _WIDTH, "little"))
    scale, top = _weights()[0], max(sums)
    parts = [math.exp((value - top) * scale) for value in sums]
    whole = sum(parts)
    best = max(range(_WIDTH), key=parts.__getitem__)
    return Guess(LABELS[best], parts[best] / whole, parts[LABELS.index(Intent.SSE)] / whole)
