"""Looks at the backend that nobody waits for: after a start or an outage every open job wants one.

So few at a time that a backend which has just come back is not brought down by them, and that what
people ask for meanwhile has its turn.
"""

from __future__ import annotations

from typing import Final

AT_ONCE: Final = 32
# The part of a wait over which jobs are spread that begin it together.
_SPREAD: Final = 1 / 8
# Multiples of it, without their whole numbers, lie evenly between 0 and 1 however many they are.
_GOLDEN: Final = 0.6180339887


def apart(job: int, wait: float) -> float:
    """Seconds that this job waits longer than others which begin such a wait with it."""
    return job * _GOLDEN % 1 * wait * _SPREAD
