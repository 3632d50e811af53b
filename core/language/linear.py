"""Tables of weights that were learned, as they ship inside the package.

Read without numpy: a message has some hundred features, for which its import would cost more than
it saves, and 13 MB.
"""

from __future__ import annotations

import lzma
import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Final
from zlib import crc32

_KEY: Final = 4
"""Bytes of a key."""


@dataclass(frozen=True, slots=True)
class Table:
    """Keys in rising order, and columns of signed bytes: one for each key, the bias last."""

    keys: array[int]
    columns: tuple[memoryview[int], ...]
    scale: float

    def scores(self, wanted: Iterable[int]) -> list[float]:
        """One score a column for a set of features; those that the table lacks say nothing."""
        keys, count = self.keys, len(self.keys)
        places = ((bisect_left(keys, key), key) for key in wanted)
        rows = [at for at, key in places if at < count and keys[at] == key]
        rows.append(count)
        return [sum(map(column.__getitem__, rows)) * self.scale for column in self.columns]


def keys_of(names: Collection[str]) -> list[int]:
    """The keys of features by their names, in no order."""
    return [crc32(name.encode()) for name in names]


@cache
def read(package: str, name: str, width: int) -> Table:
    """The table of a file inside a package, with `width` columns, read once.

    File (LZMA): the number of keys and the scale in millionths (4 bytes each, little-endian), the
    steps between the keys, all first bytes before all second ones, and the rows, column by column.
    """
    raw = lzma.decompress(resources.files(package).joinpath(name).read_bytes())
    count, scale = (int.from_bytes(raw[at : at + _KEY], "little") for at in (0, _KEY))
    at, steps = 2 * _KEY, bytearray(_KEY * count)
    for place in range(_KEY):
        steps[place::_KEY] = raw[at : at + count]
        at += count
    keys = array("I", bytes(steps))
    if sys.byteorder == "big":
        keys.byteswap()
    rows = memoryview(raw).cast("b")
    columns = tuple(rows[at + n * (count + 1) :][: count + 1] for n in range(width))
    return Table(array("I", accumulate(keys)), columns, scale / 1e6)
