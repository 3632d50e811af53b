"""Tables of weights that were learned, as they ship beside this module.

`wishes.npz` holds three: `marks` (begins a wish, goes on with one, stands outside), `ops` (which
edit) and `slots` (which value a word belongs to). Of each: the keys of its features in rising
order, a row of whole numbers for each key, their scale, what is added to every score, and the
names of the columns. `ops` has rows for the vector of a text, too. `words` are the keys of the
words that stood in several prompts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import IO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from studio.agent.learned.meaning import Floats

FILE = "wishes.npz"
NAMES = ("marks", "ops", "slots")
MADE_FROM = "made_from"
WORDS = "words"


@dataclass(frozen=True, slots=True)
class Table:
    """One classifier: a score for each of its columns."""

    keys: NDArray[np.uint32]
    rows: NDArray[np.int8]
    scale: float
    bias: Floats
    dense: Floats
    columns: tuple[str, ...]

    def scores(self, features: Sequence[str], vector: Floats | None = None) -> Floats:
        """One score a column for a set of features; those that the table lacks say nothing."""
        wanted = keys_of(features)
        places = np.searchsorted(self.keys, wanted)
        places[places == len(self.keys)] = 0
        known = places[self.keys[places] == wanted]
        found: Floats = self.rows[known].sum(axis=0, dtype=np.int32) * np.float32(
            self.scale / max(1, len(wanted)) ** 0.5
        )
        found += self.bias
        if vector is not None:
            found += vector @ self.dense
        return found


def keys_of(features: Sequence[str]) -> NDArray[np.uint32]:
    """The keys of features by their names."""
    return np.fromiter((crc32(name.encode()) for name in features), np.uint32, len(features))


@cache
def words() -> frozenset[int]:
    """The keys of the words that stood in several marked prompts."""
    with _file() as file, np.load(file, allow_pickle=False) as kept:
        return frozenset(kept[WORDS].tolist())


def _file() -> IO[bytes]:
    return resources.files("studio.agent.learned").joinpath(FILE).open("rb")


@cache
def tables() -> dict[str, Table]:
    """The shipped tables by name, read once."""
    with _file() as file, np.load(file, allow_pickle=False) as kept:
        return {
            name: Table(
                kept[f"{name}_keys"],
                kept[f"{name}_rows"],
                float(kept[f"{name}_scale"]),
                kept[f"{name}_bias"].astype(np.float32),
                kept[f"{name}_dense"].astype(np.float32),
                tuple(kept[f"{name}_columns"].tolist()),
            )
            for name in NAMES
        }
