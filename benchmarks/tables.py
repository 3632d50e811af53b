"""Writes tables of weights in the form that core/language/linear.py reads."""

from __future__ import annotations

import lzma
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Keys = NDArray[np.uint32]
PEAK: Final = 31
"""Weights are whole numbers up to this one: five bits and a sign tell enough."""


def packed(
    keys: Keys, weights: Floats, most: int, made_from: bytes = b"", *, peak: int = PEAK
) -> bytes:
    """A file of the `most` telling features; `weights`: a row for each key, the bias row last.

    It ends with `made_from`, which tells the state of its sources. Weights become whole numbers up
    to `peak`, at most 127.
    """
    middle = weights[:-1].mean(axis=1, keepdims=True) if weights.shape[1] > 1 else 0
    telling = np.abs(weights[:-1] - middle).max(axis=1)
    kept = np.sort(np.argsort(-telling, kind="stable")[:most])
    table = np.vstack([weights[kept], weights[-1:]])
    scale = float(np.abs(table).max()) / peak
    head = b"".join(n.to_bytes(4, "little") for n in (len(kept), round(scale * 1e6)))
    steps = np.diff(keys[kept], prepend=np.uint32(0)).astype("<u4").view(np.uint8).reshape(-1, 4)
    rows = np.clip(np.rint(table / scale), -peak, peak).astype(np.int8)
    # Byte by byte and column by column: like stands beside like, and shrinks to two thirds.
    raw = b"".join((head, steps.T.tobytes(), rows.T.tobytes(), made_from))
    return lzma.compress(raw, preset=9)
