"""How words come: one after another, where they stand apart."""

from __future__ import annotations

import unicodedata
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

_Box: TypeAlias = tuple[int, int, int, int]
_Cover: TypeAlias = npt.NDArray[np.integer[Any]]

# Letters cover more than that (of 256), their shadows less.
_INK = 215
# A gap between words is so wide beside the height of their line.
_GAP = 0.2
# Seconds from one word to the next, and for all of them; films of words are read at once.
_EACH, _ALL, _SHORTEST = 0.12, 0.6, 1.8


def turns(count: int, lasts: float) -> float:
    """Seconds by which each of so many words comes after the one before it."""
    if count < 2 or lasts < _SHORTEST:
        return 0.0
    return min(_EACH, _ALL / (count - 1))


def words_in(cover: _Cover, text: str) -> tuple[_Box, ...]:
    """The places of a drawn text's words, line by line from the left, which together are all of it.

    Where lines have no gaps, as in Chinese, the lines; () where there is only one, and for what is
    read from right to left: its letters stand apart within words.
    """
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        return ()
    ink = cover > _INK
    lines = _parts(np.flatnonzero(ink.any(axis=1)), len(ink), 1)
    found: list[_Box] = []
    for top, bottom in lines:
        letters = ink[top:bottom]
        rows, columns = (np.flatnonzero(letters.any(axis=axis)) for axis in (1, 0))
        high = int(rows[-1] - rows[0] + 1) if len(rows) else 1
        words = _parts(columns, ink.shape[1], _GAP * high)
        found += [(left, top, right, bottom) for left, right in words]
    return tuple(found) if len(found) > 1 else ()


def _parts(places: npt.NDArray[np.intp], side: int, least: float) -> list[tuple[int, int]]:
    """A side cut in the middle of each gap between filled places, at even ones."""
    if not len(places):
        return [(0, side)]
    apart = np.diff(places)
    wide = np.flatnonzero(apart > max(2.0, least))
    cuts = [int(places[i] + apart[i] // 2) // 2 * 2 for i in wide]
    return list(zip([0, *cuts], [*cuts, side], strict=True))
