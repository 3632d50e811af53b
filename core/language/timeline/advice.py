"""What to say next, fitted to the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.language.phrases import say
from core.language.timeline.model import Kind, Timeline, Track, read
from core.language.timeline.words import joined

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


def strip_prompt(draft: object, lang: str) -> str:
    """A prompt that takes away what lies beside the clips: "remove the music, remove the title".

    Names what kinds there are, not the tracks: names and times would be read as an edit of their
    own ("0-28s" as a cut). Empty when nothing but clips is there.
    """
    keys = {
        key: None for track in read(draft).tracks if track.segments and (key := _strip_key(track))
    }
    return joined([say(lang, key) for key in keys], lang)


def _strip_key(track: Track) -> str | None:
    if track.kind is Kind.TEXT:
        return "turn-strip-captions-prompt" if track.captions else "turn-strip-title-prompt"
    return "turn-strip-music-prompt" if track.kind is Kind.AUDIO else None


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
