"""What to say next, fitted to the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.language.phrases import say
from core.language.timeline.model import Kind, Timeline, read

_SUGGESTIONS: Final = 3
_LONG: Final = 20.0
_LOUD: Final = 0.5


def suggestions(draft: object, lang: str) -> tuple[str, ...]:
    """Up to three sentences that work as prompts as they are; ideas to begin with when empty."""
    found = []
    for key in _fitting(read(draft)):
        found.append(say(lang, key))
        if len(found) == _SUGGESTIONS:
            break
    return tuple(found)


def _fitting(timeline: Timeline) -> Iterator[str]:
    clips = list(timeline.of(Kind.VIDEO))
    if not clips:
        yield from ("media-idea-promo", "media-idea-slideshow", "media-idea-vertical")
        return
    music, texts = list(timeline.of(Kind.AUDIO)), list(timeline.of(Kind.TEXT))
    if not music:
        yield "suggest-music"
    if not texts:
        yield "suggest-title"
    if timeline.length > _LONG:
        yield "suggest-shorter"
    if any((segment.volume or 0.0) > _LOUD for segment in music):
        yield "suggest-quieter"
    if len(clips) > 1 and not any("tr" in clip.meta for clip in clips):
        yield "suggest-transitions"
    if len(texts) == 1:
        yield "suggest-ending"
    if not timeline.meta.get("look"):
        yield "suggest-warmer"
    if not timeline.meta.get("fade"):
        yield "suggest-fade-out"
    yield "suggest-brighter"
