"""What changed between two drafts, in sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from core.language import formats
from core.language.phrases import say
from core.language.timeline import words
from core.language.timeline.model import (
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
T = TypeVar("T")
Shown = Callable[[T, str], str]

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
        was, now = (_volume(volume_of(track.meta), lang) for track in (old, new))
        yield _changed(lang, kind, "label-volume", was, now)


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
        key = same(segment)
        if key and (partners := waiting[key]):
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
    for label, was, now in _settings(old, new, lang, starts=starts):
        if was != now:
            told = True
            yield _changed(lang, name, label, was, now)
    if not told:
        yield say(lang, "diff-details", name=name)


def _settings(
    old: Segment, new: Segment, lang: str, *, starts: bool
) -> Iterator[tuple[str, str, str]]:
    """The settings that are others now, before and after; no words are made for the rest."""

    def told(label: str, was: T, now: T, shown: Shown[T]) -> Iterator[tuple[str, str, str]]:
        if was != now:
            yield label, shown(was, lang), shown(now, lang)

    def setting(label: str, *keys: str) -> Iterator[tuple[str, str, str]]:
        return told(label, _first(old, keys), _first(new, keys), words.value)

    before, after = old.meta, new.meta
    if new.kind is not Kind.TEXT and (old.name or new.name):
        yield from told("label-name", old.name, new.name, lambda name, _: words.shortened(name))
    if starts or old.length != new.length:
        yield from told("label-timing", old, new, words.span)
    yield from told("label-volume", volume_of(before), volume_of(after), _volume)
    yield from setting("label-color", "color", "colour")
    yield from setting("label-position", "pos", "position")
    yield from setting("label-size", "size", "font_size")
    yield from told("label-speed", number(before.get("speed")), number(after.get("speed")), _speed)
    yield from setting("label-look", "look", "filter")
    yield from setting("label-fade", "fade")
    yield from setting("label-motion", "mv", "motion")
    yield from told("label-transition", before.get("tr"), after.get("tr"), words.transition)
    yield from told("label-cut", number(before.get("in")), number(after.get("in")), _cut)


def _first(segment: Segment, keys: Iterable[str]) -> object:
    return next((segment.meta[key] for key in keys if segment.meta.get(key) is not None), None)


def _volume(found: float | None, lang: str) -> str:
    return words.percent(1.0 if found is None else found, lang)


def _speed(factor: float | None, lang: str) -> str:
    return say(lang, "timeline-speed", factor=words.tidy(1.0 if factor is None else factor))


def _cut(at: float | None, lang: str) -> str:
    """From where in its source the segment is taken."""
    return formats.duration(lang, (at or 0.0) / 1000)


def _changed(lang: str, name: str, label: str, was: str, now: str) -> str:
    return say(lang, "diff-changed", name=name, label=say(lang, label), before=was, after=now)
