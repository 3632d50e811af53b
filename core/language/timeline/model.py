"""A draft as values, read from any JSON without raising (docs/wire-api.md#state)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from json.encoder import encode_basestring_ascii as quoted
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

Json = Mapping[str, object]


class Kind(StrEnum):
    """What a track holds; the wire's `tt` 0, 1 and 7, anything else is OTHER."""

    VIDEO = "video"
    AUDIO = "audio"
    TEXT = "text"
    OTHER = "other"


_LARGEST = 10**12
_KINDS: Mapping[float, Kind] = {0: Kind.VIDEO, 1: Kind.AUDIO, 7: Kind.TEXT}
# What services call a whole track says nothing about what is on it.
_GENERIC = frozenset(
    ("video", "audio", "bgm", "music", "sound", "track", "text", "title", "titles", "captions")
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One clip, sound or text; `start` and `length` in seconds, `place` counted from 1."""

    kind: Kind
    place: int
    start: float
    length: float | None
    name: str
    text: str
    meta: Json
    raw: object

    @property
    def canonical(self) -> str:
        """All it holds but its start, as one text: equal for what is the same clip.

        A clip that only slides along because another one was removed is still the same clip.
        """
        raw = self.raw
        held = {k: v for k, v in raw.items() if k != "s"} if isinstance(raw, Mapping) else raw
        return canonical(held)

    @property
    def end(self) -> float:
        return self.start + (self.length or 0.0)

    @property
    def volume(self) -> float | None:
        return volume_of(self.meta)


@dataclass(frozen=True, slots=True)
class Track:
    """The segments of one kind that follow each other; `number` is the n-th of its kind."""

    kind: Kind
    number: int
    segments: tuple[Segment, ...]
    meta: Json

    @property
    def captions(self) -> bool:
        """Whether it holds spoken lines and not titles."""
        return bool(self.segments) and all(
            segment.meta.get("role") in ("caption", "subtitle") for segment in self.segments
        )

    @property
    def voice(self) -> bool:
        """Whether it holds words that are read aloud and not music."""
        return bool(self.segments) and all(map(spoken, self.segments))


def spoken(segment: Segment) -> bool:
    """Whether a segment is a voice-over."""
    return segment.meta.get("role") == "voice"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A draft that was read; `length` in seconds, `canvas` as (width, height) in pixels."""

    tracks: tuple[Track, ...]
    length: float
    canvas: tuple[int, int] | None
    meta: Json

    def of(self, kind: Kind) -> Iterator[Segment]:
        """All segments of a kind, over all tracks."""
        for track in self.tracks:
            if track.kind is kind:
                yield from track.segments


def draft_of(state: object) -> object:
    """The draft inside a state answer, a session state or an envelope; a draft as it is."""
    found = state
    for name in ("data", "state", "draft"):
        if isinstance(found, Mapping) and "t" not in found and name in found:
            found = found[name]
    return found


def digest(state_or_draft: object) -> str:
    """A stable hash of what a draft says: 32 hex digits, equal for equal JSON in any key order.

    10 and 10.0 are the same number; a state answer counts by its draft alone.
    """
    text = canonical(draft_of(state_or_draft))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def ready_to_export(draft: object) -> bool:
    """Whether some track has a segment (docs/wire-api.md#state)."""
    tracks = _sequence(_mapping(draft_of(draft)).get("t"))
    return any(_sequence(raw.get("sg")) for raw in tracks if isinstance(raw, Mapping))


class _Sign(str):
    """What is written as it is, beside the values that wait to be."""

    __slots__ = ()


_COMMA, _OBJECT, _OBJECT_END, _LIST, _LIST_END = map(_Sign, ",{}[]")


def canonical(value: object) -> str:
    """One text for equal JSON; not recursive, so that no nesting is too deep for it."""
    written: list[str] = []
    waiting: list[object] = [value]
    while waiting:
        item = waiting.pop()
        if type(item) is _Sign:
            written.append(item)
        elif (scalar := _scalar(item)) is not None:
            written.append(scalar)
        elif isinstance(item, Mapping):
            entries = sorted(((str(key), value) for key, value in item.items()), key=_first)
            waiting.append(_OBJECT_END)
            for key, held in reversed(entries):
                waiting += (_COMMA, held, _Sign(quoted(key) + ":"))
            waiting.append(_OBJECT)
        elif isinstance(item, Sequence) and not isinstance(item, bytes):
            waiting.append(_LIST_END)
            for held in reversed(item):
                waiting += (_COMMA, held)
            waiting.append(_LIST)
        else:
            written.append(json.dumps(item, default=str))
    return "".join(written)


def _first(entry: tuple[str, object]) -> str:
    return entry[0]


def _scalar(item: object) -> str | None:
    """The text of a string, a number, true, false or null; None for anything else."""
    if isinstance(item, str):
        return quoted(item)
    if isinstance(item, float) and item.is_integer():
        item = int(item)
    if isinstance(item, int):
        # Hexadecimal has no limit of digits.
        return f"{item:x}" if not isinstance(item, bool) else json.dumps(item)
    if isinstance(item, float):
        return f"f{item!r}"
    return "null" if item is None else None


def read(draft: object) -> Timeline:
    """The draft as values; whatever is missing or of another shape is left out."""
    root = _mapping(draft_of(draft))
    meta = _mapping(root.get("m"))
    counts: Counter[Kind] = Counter()
    tracks = []
    for raw in _sequence(root.get("t")):
        if not isinstance(raw, Mapping):
            continue
        kind = _kind(raw.get("tt"))
        counts[kind] += 1
        tracks.append(_track(raw, kind, counts[kind]))
    ends = [segment.end for track in tracks for segment in track.segments]
    length = seconds(root.get("d"))
    if length is None:
        length = max(ends, default=0.0)
    return Timeline(tuple(tracks), length, _canvas(meta), meta)


def number(value: object) -> float | None:
    """A number that a draft can mean (up to 1e12, no NaN), or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if -_LARGEST <= value <= _LARGEST else None


def seconds(value: object) -> float | None:
    """Milliseconds of the wire as seconds that are not negative, or None."""
    found = number(value)
    return None if found is None else max(0.0, found) / 1000


def volume_of(meta: Json) -> float | None:
    """The loudness as a ratio: 0.35 for 0.35 and for 35; 0 when muted; None when not said."""
    if meta.get("mute") is True or meta.get("muted") is True:
        return 0.0
    for key in ("vol", "volume"):
        found = number(meta.get(key))
        if found is not None:
            # Ratios go a little over 1; what is far above is a percentage.
            return max(0.0, found / 100 if found > 4 else found)
    return None


def transition_of(meta: Json) -> float:
    """By how many seconds the next segment overlaps this one."""
    raw = meta.get("tr")
    if isinstance(raw, Sequence) and not isinstance(raw, str) and len(raw) > 1:
        return seconds(raw[1]) or 0.0
    if isinstance(raw, Mapping):
        return seconds(raw.get("d")) or 0.0
    return 0.0


def _track(raw: Json, kind: Kind, count: int) -> Track:
    meta = _mapping(raw.get("m"))
    segments: list[Segment] = []
    at = 0.0
    for item in _sequence(raw.get("sg")):
        fields = _mapping(item)
        own = {**{key: fields[key] for key in fields if key != "m"}, **_mapping(fields.get("m"))}
        start = seconds(fields.get("s"))
        start = at if start is None else start
        length = seconds(fields.get("d"))
        place = len(segments) + 1
        text = _line(own, ("text", "content", "caption"))
        name = _line(own, ("name", "title", "label", "prompt", "filename")) or _source(own)
        segments.append(Segment(kind, place, start, length, name, text, own, item))
        at = max(start, start + (length or 0.0) - transition_of(own))
    title = _line(meta, ("name", "title"))
    if len(segments) == 1 and not segments[0].name and title.lower() not in _GENERIC:
        segments[0] = replace(segments[0], name=title)
    return Track(kind, count, tuple(segments), meta)


def _canvas(meta: Json) -> tuple[int, int] | None:
    width, height = number(meta.get("width")), number(meta.get("height"))
    if not width or not height or width < 1 or height < 1:
        return None
    return int(width), int(height)


def _kind(value: object) -> Kind:
    found = number(value)
    return Kind.OTHER if found is None else _KINDS.get(found, Kind.OTHER)


def _source(meta: Json) -> str:
    """A file's name out of its path or URL; an internal id such as "f1" is no name."""
    for key in ("src", "url", "cdn_url"):
        value = meta.get(key)
        if isinstance(value, str) and "." in value:
            try:
                path = urlsplit(value).path if "://" in value else value
            except ValueError:
                return ""
            return " ".join(unquote(PurePosixPath(path).stem).split())
    return ""


def _line(meta: Json, keys: Sequence[str]) -> str:
    for key in keys:
        value = meta.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _mapping(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else ()
