"""`put the address at the end? 14 Main Street, Dublin`: an address as words for the screen."""

from __future__ import annotations

from dataclasses import replace

from studio.agent.languages import FILLER
from studio.agent.runs import as_quote
from studio.agent.tokens import Reading


def addressed(reading: Reading) -> Reading:
    """`the address at the end? 14 Main Street, Dublin`: these words; without any it is asked."""
    noun = next((t for t in reading.tokens if "address" in t), None)
    placed = reading.has("end", "start", "endcard", "title", "text", "caption")
    if noun is None or not placed or reading.has("motion", "order", "neg", "no"):
        return reading
    if not reading.quotes and (place := _street(reading)):
        run = list(reading.tokens[place:])
        said = as_quote(reading.raw, run)
        reading = replace(reading, tokens=(*reading.tokens[: place - 1], said))
    tags = frozenset({FILLER} if reading.quotes else {"cant:writing"})
    asked = {"question", "may"} if reading.quotes else set()
    small = [replace(t, tags=tags) if "address" in t else t for t in reading.tokens]
    row = [replace(t, tags=frozenset({FILLER})) if t.tags & asked else t for t in small]
    return replace(reading, tokens=tuple(row))


def _street(reading: Reading) -> int:
    """Where behind a mark a name and a number stand, and nothing more; 0 for nowhere."""
    row = reading.tokens
    for place in (
        i + 1 for i, t in enumerate(row) if t.text[:1] in ("?", "？", "؟", ":", "：", ".")
    ):
        run = row[place:]
        names = any("unknown" in t for t in run) and any(any(map(str.isdigit, t.text)) for t in run)
        if names and not any(t.tags & {"add", "change", "remove", "music", "dur"} for t in run):
            return place
    return 0
