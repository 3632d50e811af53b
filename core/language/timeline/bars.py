"""A timeline as bars to be drawn: a row for each track, a bar for each segment, named and timed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.language.phrases import say
from core.language.timeline.model import Kind, read
from core.language.timeline.words import bare_name, span, track_kind

_ROWS: Final = 12
_BARS: Final = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A segment: seconds from when to when, what it is called, and its times in words."""

    start: float
    end: float
    name: str
    times: str


@dataclass(frozen=True, slots=True)
class Row:
    """A track: what it holds, what it is called, its segments."""

    kind: Kind
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A timeline of so many seconds; `title` says how long it is, in words."""

    title: str
    seconds: float
    rows: tuple[Row, ...]


def bars(draft: object, lang: str) -> Bars | None:
    """What to draw of a draft, of any JSON, a bounded part of it; None where nothing has a length.

    The names are bare text, not Markdown.
    """
    timeline = read(draft)
    rows = []
    for track in timeline.tracks[:_ROWS]:
        found = tuple(
            Bar(s.start, s.end, bare_name(s, lang), span(s, lang))
            for s in track.segments[:_BARS]
            if s.length
        )
        if found:
            rows.append(Row(track.kind, track_kind(track, lang), found))
    end = max([timeline.length, *(bar.end for row in rows for bar in row.bars)])
    if not rows or end <= 0:
        return None
    title = say(lang, "timeline-header", count=len(timeline.tracks))
    return Bars(title.rstrip(":： "), end, tuple(rows))
