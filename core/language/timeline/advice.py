"""What to say next, fitted to the draft."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final

from core.language.phrases import LANGUAGES, say
from core.language.timeline.model import Kind, Segment, Timeline, Track, read, spoken
from core.language.timeline.words import joined

_SUGGESTIONS: Final = 2
_LONG: Final = 20.0
_LOUD: Final = 0.5
# Scripts in which a word may have something before it: kana, Han, Hangul, Arabic, Devanagari.
_ANYWHERE: Final = re.compile("[\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CALM: Final = re.compile(
    "calm|ruhig|tranquil|спокойн|tenang|平静|平靜|落ち着|차분|잔잔|शांत|هادئ", re.IGNORECASE
)
"""Names of music that is calm already."""
_SHORT: Final = 5
"""Letters of a Latin word that counts as a whole word alone: "trip" is no tripod."""


def suggestions(
    draft: object,
    lang: str,
    *,
    before: object = None,
    wishes: Sequence[str] = (),
    known: Collection[str] = (),
    earlier: Sequence[object] = (),
) -> tuple[str, ...]:
    """Up to two sentences that work as prompts as they are; ideas to begin with when empty.

    They fit the draft: its occasion, read from its own words and the `wishes` that led to it, and
    what it lacks. Left out is what is in `known` (asked for or offered just now), and what the
    draft had `before` and has no more, or what would go back on what was done since `earlier`.
    """
    timeline, earliest = read(draft), read(before)
    named = [part for kind in Kind for s in timeline.of(kind) for part in (s.text, s.name)]
    occasion = occasion_of((*wishes, *named))
    gone = {key for key, part in _PARTS.items() if part(earliest) and not part(timeline)}
    for each in (earliest, *map(read, earlier)):
        gone |= _opposite(each, timeline)
    found = []
    for key in _fitting(timeline, occasion):
        words = say(lang, key)
        if words not in known and not any(key.startswith(part) for part in gone):
            found.append(words)
        if len(found) == _SUGGESTIONS:
            break
    return tuple(found)


def occasion_of(words: Iterable[str]) -> str:
    """What a film is about, by the first occasion that anything names; empty when nothing does.

    One of the keys of `locales/<code>/occasions.toml`, in whichever language it is named.
    """
    said = " ".join(words).casefold()
    return next((name for name, pattern in _occasions().items() if pattern.search(said)), "")


@cache
def _occasions() -> dict[str, re.Pattern[str]]:
    """Each occasion's words, those of all languages together."""
    named: dict[str, list[str]] = {}
    for code in LANGUAGES:
        path = resources.files("core.language").joinpath("locales", code, "occasions.toml")
        for name, words in tomllib.loads(path.read_text("utf-8")).items():
            named.setdefault(name, []).extend(words.casefold().split("|"))
    return {name: _found_in_text(words) for name, words in named.items()}


def _found_in_text(words: Sequence[str]) -> re.Pattern[str]:
    """Any of these; what has to begin a word is asked for together, which takes a fifth as long."""
    anywhere = [re.escape(word) for word in words if _ANYWHERE.search(word)]
    begins = [_beginning(word) for word in words if not _ANYWHERE.search(word)]
    return re.compile("|".join([*anywhere, rf"(?<!\w)(?:{'|'.join(begins)})"]))


def _beginning(word: str) -> str:
    whole = r"(?:e?s)?(?!\w)" if word.isascii() and len(word) <= _SHORT else ""
    return re.escape(word) + whole


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
    if track.kind is Kind.AUDIO:
        return "turn-strip-voice-prompt" if track.voice else "turn-strip-music-prompt"
    return None


def _has_music(timeline: Timeline) -> bool:
    return bool(_music(timeline))


def _music(timeline: Timeline) -> list[Segment]:
    return [segment for segment in timeline.of(Kind.AUDIO) if not spoken(segment)]


def _has_text(timeline: Timeline) -> bool:
    return any(True for _ in timeline.of(Kind.TEXT))


def _has_transitions(timeline: Timeline) -> bool:
    return any("tr" in clip.meta for clip in timeline.of(Kind.VIDEO))


# What a suggestion would bring, by the beginning of its key.
_PARTS: Final[dict[str, Callable[[Timeline], bool]]] = {
    "suggest-music": _has_music,
    "suggest-title": _has_text,
    "suggest-transitions": _has_transitions,
    "suggest-warmer": lambda timeline: bool(timeline.meta.get("look")),
    "suggest-bw": lambda timeline: bool(timeline.meta.get("look")),
    "suggest-fade-out": lambda timeline: bool(timeline.meta.get("fade")),
}


def _opposite(before: Timeline, after: Timeline) -> set[str]:
    """What would go back on what was done: no "longer" after a cut, no other music at once."""
    undone = set()
    if before.length and after.length != before.length:
        undone.add("suggest-longer" if after.length < before.length else "suggest-shorter")
    played = [sound.name for sound in _music(before)]
    if played and [sound.name for sound in _music(after)] != played:
        undone.add("suggest-calm")
    return undone


def _fitting(timeline: Timeline, occasion: str) -> Iterator[str]:
    clips = list(timeline.of(Kind.VIDEO))
    if not clips:
        yield from ("media-idea-promo", "media-idea-slideshow", "media-idea-vertical")
        return
    music, texts = _music(timeline), list(timeline.of(Kind.TEXT))
    if occasion and not texts:
        yield f"suggest-title-{occasion}"
    if not music:
        yield "suggest-music"
    if not occasion and not texts:
        yield "suggest-title"
    if timeline.length > _LONG:
        yield "suggest-shorter"
    if any((segment.volume or 0.0) > _LOUD for segment in music):
        yield "suggest-quieter"
    if len(clips) > 1 and not _has_transitions(timeline):
        yield "suggest-transitions"
    if len(texts) == 1:
        yield "suggest-ending"
    yield from _other_ways(timeline, music)


def _other_ways(timeline: Timeline, music: Sequence[Segment]) -> Iterator[str]:
    """What any film can be made like, when it lacks nothing."""
    if not timeline.meta.get("look"):
        yield "suggest-warmer"
    if not timeline.meta.get("fade"):
        yield "suggest-fade-out"
    yield "suggest-brighter"
    if music and not any(_CALM.search(segment.name) for segment in music):
        yield "suggest-calm"
    if timeline.length < _LONG:
        yield "suggest-longer"
    if not timeline.meta.get("look"):
        yield "suggest-bw"
