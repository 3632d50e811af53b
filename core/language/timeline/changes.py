"""What changed between two drafts, in sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from core.language import formats
from core.language.phrases import say
from core.language.timeline import words
from core.language.timeline.model import (
    Json,
    Kind,
    Segment,
    Timeline,
    Track,
    digest,
    number,
    read,
    volume_of,
)

Pair = tuple[Segment, Segment]

_LINES: Final = 10
_LIKELY_TRACKS: Final = 32
# On these the order is the content; sounds and texts are told by their times.
_ORDERED: Final = frozenset({Kind.VIDEO, Kind.OTHER})


def diff(before: object, after: object, lang: str) -> list[str]:
    """One sentence for each change from one draft to the next, at most eleven; empty when equal.

    Tells of tracks and segments that were added, removed, moved or renamed, of times, volume,
    text, colour, canvas and the like with the value before and after, and of anything else as
    "details changed". Takes any JSON, and state answers too.
    """
    if digest(before) == digest(after):
        return []
    old, new = read(before), read(after)
    # Of a first draft the tracks are the news; its settings had no value before.
    lines = list(_project(old, new, lang)) if old.tracks else []
    paired, removed, added = _pair_tracks(old, new)
    for track in added:
        lines.append(_track_line("diff-track-added", track, lang))
    for track in removed:
        lines.append(_track_line("diff-track-removed", track, lang))
    for first, second in paired:
        lines.extend(_track(first, second, lang))
    if not lines:
        return [say(lang, "diff-project-details")]
    if len(lines) > _LINES:
        return [*lines[:_LINES], say(lang, "diff-more", count=len(lines) - _LINES)]
    return lines


def _project(old: Timeline, new: Timeline, lang: str) -> Iterable[str]:
    def length(timeline: Timeline) -> str:
        return formats.duration(lang, timeline.length)

    def canvas(timeline: Timeline) -> str:
        return words.canvas(timeline.canvas, lang) if timeline.canvas else say(lang, "value-none")

    def setting(key: str, missing: object = None) -> Callable[[Timeline], str]:
        return lambda timeline: words.value(timeline.meta.get(key) or missing, lang)

    def sound(timeline: Timeline) -> str:
        return words.value(volume_of(timeline.meta) != 0, lang)

    told: tuple[tuple[str, Callable[[Timeline], str]], ...] = (
        ("label-project-length", length),
        ("label-project-title", setting("title")),
        ("label-project-canvas", canvas),
        ("label-project-look", setting("look")),
        ("label-project-fade", setting("fade")),
        ("label-project-rate", setting("fps")),
        ("label-project-sound", sound),
        ("label-project-denoise", setting("denoise", missing=False)),
        ("label-project-logo", setting("logo")),
    )
    for label, show in told:
        was, now = show(old), show(new)
        # A title that became the project's name as well is told as the text that it is.
        named_after_text = label == "label-project-title" and any(
            segment.text == new.meta.get("title") for segment in new.of(Kind.TEXT)
        )
        if was != now and not named_after_text:
            yield say(lang, "diff-project-changed", label=say(lang, label), before=was, after=now)


def _pair_tracks(
    old: Timeline, new: Timeline
) -> tuple[list[tuple[Track, Track]], list[Track], list[Track]]:
    """Tracks of a kind that are the same one: those that share most, else in their order."""
    paired: list[tuple[Track, Track]] = []
    removed: list[Track] = []
    added: list[Track] = []
    for kind in Kind:
        first = [track for track in old.tracks if track.kind is kind]
        second = [track for track in new.tracks if track.kind is kind]
        if len(first) != len(second) and max(len(first), len(second)) <= _LIKELY_TRACKS:
            first, second = _by_likeness(first, second)
        common = min(len(first), len(second))
        paired += zip(first[:common], second[:common], strict=True)
        removed += first[common:]
        added += second[common:]
    return paired, removed, added


def _by_likeness(first: list[Track], second: list[Track]) -> tuple[list[Track], list[Track]]:
    """Both lists with the likeliest partners at the same place, the lonely ones at the end."""
    swapped = len(first) > len(second)
    fewer, more = (second, first) if swapped else (first, second)
    left = list(more)
    partners = []
    for track in fewer:
        mine = {_identity(segment) for segment in track.segments}
        best = max(left, key=lambda other: len(mine & {_identity(s) for s in other.segments}))
        left.remove(best)
        partners.append(best)
    more = partners + left
    return (more, fewer) if swapped else (fewer, more)


def _track_line(key: str, track: Track, lang: str) -> str:
    kind, items = words.track_kind(track, lang), words.track_items(track, lang)
    return say(lang, key, kind=kind, items=items)


def _track(old: Track, new: Track, lang: str) -> Iterable[str]:
    pairs, removed, added = _match(old.segments, new.segments)
    kind = words.track_kind(new, lang)
    for segment in removed:
        yield say(lang, "diff-removed", kind=kind, name=words.name(segment, lang))
    for segment in added:
        yield say(lang, "diff-added", kind=kind, item=words.item(segment, lang))
    moved = _moved(pairs) if new.kind in _ORDERED else []
    for first, second in moved:
        places = {"from": first.place, "to": second.place}
        yield say(lang, "diff-moved", name=words.name(second, lang), **places)
    shifted = bool(removed or added or moved) or any(
        first.length != second.length for first, second in pairs
    )
    for first, second in pairs:
        yield from _segment(first, second, lang, starts=not (new.kind in _ORDERED and shifted))
    if not (removed or added) and volume_of(old.meta) != volume_of(new.meta):
        yield _changed(lang, kind, "label-volume", _volume(old.meta, lang), _volume(new.meta, lang))


def _match(
    old: Sequence[Segment], new: Sequence[Segment]
) -> tuple[list[Pair], list[Segment], list[Segment]]:
    """Segments that are the same one, first by all they hold, then by source, then by name."""
    pairs: list[Pair] = []
    left, right = list(old), list(new)
    for same in (lambda segment: segment.canonical, _identity, lambda segment: segment.name):
        found, left, right = _match_by(left, right, same)
        pairs += found
    if len(left) == len(right):
        # As many went as came: they were replaced, or their words were.
        pairs += zip(left, right, strict=True)
        left, right = [], []
    pairs.sort(key=lambda pair: pair[1].place)
    return pairs, left, right


def _match_by(
    old: list[Segment], new: list[Segment], same: Callable[[Segment], str]
) -> tuple[list[Pair], list[Segment], list[Segment]]:
    waiting: defaultdict[str, deque[Segment]] = defaultdict(deque)
    for segment in old:
        waiting[same(segment)].append(segment)
    pairs, right = [], []
    for segment in new:
        partners = waiting[same(segment)] if same(segment) else deque()
        if partners:
            pairs.append((partners.popleft(), segment))
        else:
            right.append(segment)
    taken = {first.place for first, _ in pairs}
    return pairs, [segment for segment in old if segment.place not in taken], right


def _identity(segment: Segment) -> str:
    """What stays the same while a segment is edited: its source, or what it was made from."""
    for key in ("id", "src", "url", "cdn_url", "gen"):
        found = segment.meta.get(key)
        if isinstance(found, str) and found:
            return f"{key}:{found}"
    return segment.text


def _moved(pairs: Sequence[Pair]) -> list[Pair]:
    """The fewest pairs that must have changed places (all but a longest rising run)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (first, _) in enumerate(pairs):
        at = bisect_left(tails, first.place)
        before.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [first.place]
        last[at : at + 1] = [index]
    kept = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [pair for index, pair in enumerate(pairs) if index not in kept]


def _segment(old: Segment, new: Segment, lang: str, *, starts: bool) -> Iterable[str]:
    """What changed in one segment; its start counts only where nothing else pushed it."""
    if old.canonical == new.canonical and (not starts or old.start == new.start):
        return
    name = words.name(new, lang)
    told = False
    if new.kind is Kind.TEXT and (was := words.name(old, lang)) != name:
        told = True
        yield say(lang, "diff-text", before=was, after=name)
    for label, was, now in _settings(old, new, lang, starts):
        if was != now:
            told = True
            yield _changed(lang, name, label, was, now)
    if not told:
        yield say(lang, "diff-details", name=name)


def _settings(
    old: Segment, new: Segment, lang: str, starts: bool
) -> Iterable[tuple[str, str, str]]:
    def setting(label: str, *keys: str) -> tuple[str, str, str]:
        first, second = (_first(segment, keys) for segment in (old, new))
        return label, words.value(first, lang), words.value(second, lang)

    if new.kind is not Kind.TEXT and (old.name or new.name):
        yield "label-name", words.shortened(old.name), words.shortened(new.name)
    if starts or old.length != new.length:
        yield "label-timing", words.span(old, lang), words.span(new, lang)
    yield "label-volume", _volume(old.meta, lang), _volume(new.meta, lang)
    yield setting("label-color", "color", "colour")
    yield setting("label-position", "pos", "position")
    yield setting("label-size", "size", "font_size")
    yield "label-speed", _speed(old, lang), _speed(new, lang)
    yield setting("label-look", "look", "filter")
    yield setting("label-fade", "fade")
    yield setting("label-motion", "mv", "motion")
    yield (
        "label-transition",
        words.transition(old.meta.get("tr"), lang),
        words.transition(new.meta.get("tr"), lang),
    )
    yield "label-cut", _cut(old, lang), _cut(new, lang)


def _first(segment: Segment, keys: Iterable[str]) -> object:
    return next((segment.meta[key] for key in keys if segment.meta.get(key) is not None), None)


def _volume(meta: Json, lang: str) -> str:
    found = volume_of(meta)
    return words.percent(1.0 if found is None else found, lang)


def _speed(segment: Segment, lang: str) -> str:
    factor = number(segment.meta.get("speed"))
    return say(lang, "timeline-speed", factor=words.tidy(1.0 if factor is None else factor))


def _cut(segment: Segment, lang: str) -> str:
    """From where in its source the segment is taken."""
    return formats.duration(lang, (number(segment.meta.get("in")) or 0.0) / 1000)


def _changed(lang: str, name: str, label: str, was: str, now: str) -> str:
    return say(lang, "diff-changed", name=name, label=say(lang, label), before=was, after=now)
