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
from itertools import accumulate, repeat
from operator import itemgetter
from typing import Final
from zlib import crc32

_KEY: Final = 4
"""Bytes of a key."""
_ZERO: Final = 128
_UNSIGNED: Final = bytes((byte + _ZERO) % 256 for byte in range(256))


@dataclass(frozen=True, slots=True)
class Table:
    """Keys in rising order, and columns of bytes that are `_ZERO` more than the weights.

    A byte for each key; then the bias, and a weight of nothing, so that there are always two to
    pick. Picking from unsigned bytes takes a fifth of what signed ones take.
    """

    keys: array[int]
    columns: tuple[bytes, ...]
    scale: float

    def rows(self, wanted: Iterable[int]) -> frozenset[int]:
        """Where a set of features stands in the table; those that it lacks stand nowhere."""
        keys, count = self.keys, len(self.keys)
        rising = sorted(wanted)  # neighbours are looked up in the same corner of the keys
        places = zip(map(bisect_left, repeat(keys), rising), rising, strict=True)
        return frozenset(at for at, key in places if at < count and keys[at] == key)

    def of_rows(self, rows: Collection[int]) -> list[float]:
        """One score a column for the features at some rows."""
        count = len(self.keys)
        pick = itemgetter(*rows, count, count + 1)
        zero = _ZERO * (len(rows) + 2)
        return [(sum(pick(column)) - zero) * self.scale for column in self.columns]

    def scores(self, wanted: Iterable[int]) -> list[float]:
        """One score a column for a set of features."""
        return self.of_rows(self.rows(wanted))


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
    rows, size = raw[at:].translate(_UNSIGNED), count + 1
    columns = tuple(rows[n * size :][:size] + bytes((_ZERO,)) for n in range(width))
    return Table(array("I", accumulate(keys)), columns, scale / 1e6)
