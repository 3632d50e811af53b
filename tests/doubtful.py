"""A message between two readings, whatever the router has learned since."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Final

from core.language.intents import Intent, route

_VERBS: Final = ("finish", "wrap up", "deliver", "get", "take", "keep", "post", "hand over")
_OBJECTS: Final = ("the clip", "the video", "the edit", "that version", "the rest", "it", "my clip")
_ENDS: Final = ("", " now", " for real", " in red", " for mum", " like that")


@cache
def doubtful() -> str:
    """One that may be an export; raises StopIteration should the router doubt none of them."""
    texts = map("".join, product((f"{verb} " for verb in _VERBS), _OBJECTS, _ENDS))
    return next(text for text in texts if route(text).suggestion is Intent.EXPORT)
