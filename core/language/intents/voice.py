"""The second voice: a small linear model over letters and word classes.

It speaks where no rule covers a message, or where a rule found a command behind words it doesn't
know. Its guess may become a button, or rescue a short message; benchmarks/train_voice.py makes
the table from tests/data.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final
from zlib import crc32

from core.language.intents.lexicon import Piece
from core.language.intents.model import Intent

BUCKETS: Final = 1 << 16
LABELS: Final = tuple(Intent)
_WIDTH: Final = len(LABELS)
_LONGEST: Final = 72
"""Characters that are looked at: commands are short, and this bounds the work."""
_PIECES: Final = 16
_POSITIVE: Final = bytes(byte ^ 0x80 for byte in range(256))
_TABLE: Final = "voice.bin"


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest intent with its probability, and the probability of a prompt (`sse`)."""

    intent: Intent
    chance: float
    prompt: float


def features(clean: str, pieces: Sequence[Piece]) -> list[int]:
    """Buckets of a folded text: letters, words, word classes, and how much of it is unknown."""
    names = {*_letters(clean), *_classes(pieces[:_PIECES])}
    return sorted({crc32(name.encode()) % BUCKETS for name in names})


def _letters(clean: str) -> Iterator[str]:
    """Letter groups of 2 to 4, words and their pairs, the first and the last words."""
    text = f" {' '.join(clean[:_LONGEST].split())} "
    for size in (2, 3, 4):
        yield from (text[at : at + size] for at in range(len(text) - size + 1))
    words = text.split()[:16]
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


def guess(clean: str, pieces: Sequence[Piece]) -> Guess:
    """What the message most likely asks for, by the letters and classes it is made of."""
    scale, table = _weights()
    sums = _sums(table, [*features(clean, pieces), BUCKETS])
    top = max(sums)
    parts = [math.exp((value - top) * scale) for value in sums]
    total = sum(parts)
    best = max(range(_WIDTH), key=parts.__getitem__)
    prompt = parts[LABELS.index(Intent.SSE)] / total
    return Guess(LABELS[best], parts[best] / total, prompt)


def _sums(table: bytes, rows: Sequence[int]) -> tuple[int, ...]:
    """The labels' sums; all are too large by the same amount, which the softmax forgets."""
    size = 4 * _WIDTH
    total = sum(int.from_bytes(table[row * size : row * size + size], "little") for row in rows)
    return struct.unpack(f"<{_WIDTH}I", total.to_bytes(size, "little"))
