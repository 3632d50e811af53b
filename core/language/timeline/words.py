"""The timeline as text: names, spans and values of a draft in a language, and the summary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from core.language import formats
from core.language.phrases import RIGHT_TO_LEFT, plain, say
from core.language.timeline.model import Kind, Segment, Track, number, read, volume_of

_SEGMENTS: Final = 4
_TRACKS: Final = 12
_NAME: Final = 48

_KIND_PHRASES: Final[Mapping[Kind, str]] = {
    Kind.VIDEO: "timeline-kind-video",
    Kind.AUDIO: "timeline-kind-audio",
    Kind.TEXT: "timeline-kind-text",
    Kind.OTHER: "timeline-kind-other",
}
_UNNAMED_PHRASES: Final[Mapping[Kind, str]] = {
    Kind.VIDEO: "timeline-unnamed-video",
    Kind.AUDIO: "timeline-unnamed-audio",
    Kind.TEXT: "timeline-unnamed-text",
    Kind.OTHER: "timeline-unnamed-other",
}
_VALUES: Final[Mapping[str, str]] = {
    "none": "value-none",
    "fade": "value-fade",
    "in": "value-fade-in",
    "out": "value-fade-out",
    "wipe": "value-wipe",
    "slide": "value-slide",
    "cut": "value-cut",
    "zoom_in": "value-zoom-in",
    "zoom_out": "value-zoom-out",
    "pan_left": "value-pan-left",
    "pan_right": "value-pan-right",
    "pan_up": "value-pan-up",
    "pan_down": "value-pan-down",
    "warm": "value-warm",
    "cool": "value-cool",
    "bright": "value-bright",
    "dark": "value-dark",
    "contrast": "value-contrast",
    "vivid": "value-vivid",
    "vintage": "value-vintage",
    "bw": "value-bw",
    "top": "value-top",
    "center": "value-center",
    "bottom": "value-bottom",
    "#ffffff": "value-white",
    "#000000": "value-black",
    "#ff0000": "value-red",
    "#ffa500": "value-orange",
    "#ffff00": "value-yellow",
    "#00ff00": "value-green",
    "#008000": "value-green",
    "#0000ff": "value-blue",
    "#800080": "value-purple",
    "#ffc0cb": "value-pink",
    "#ffd700": "value-gold",
    "#808080": "value-grey",
}


def summary(draft: object, lang: str) -> str:
    """All tracks, one a line (docs/wire-api.md#what-the-user-says): several lines of light
    Markdown.

    `Timeline (2 tracks):`, `1. Video: city timelapse (0-10s)`, `2. Music: Lo-fi (0-10s, 35%)`.
    A track shows its first few segments and how many more there are. Takes any JSON.
    """
    tracks = read(draft).tracks
    if not tracks:
        return say(lang, "timeline-empty")
    lines = [say(lang, "timeline-header", count=len(tracks))]
    for position, track in enumerate(tracks[:_TRACKS], start=1):
        items = track_items(track, lang)
        kind = track_kind(track, lang)
        lines.append(say(lang, "timeline-line", number=position, kind=kind, items=items))
    if len(tracks) > _TRACKS:
        lines.append(say(lang, "timeline-more-tracks", count=len(tracks) - _TRACKS))
    return "\n".join(lines)


def describe(draft: object, lang: str) -> str:
    """Length and canvas in a few words: `15 s, 1080x1920`; the length alone without a canvas."""
    timeline = read(draft)
    length = formats.duration(lang, timeline.length)
    if timeline.canvas is None:
        return length
    return say(lang, "timeline-describe", length=length, canvas=canvas(timeline.canvas, lang))


def additions(draft: object, lang: str, asked: str = "") -> tuple[str, ...]:
    """What lies beside the clips, by its kinds, "Music", "Title", but for what `asked` names."""
    told = asked.casefold()
    beside = (
        track
        for track in read(draft).tracks
        if track.kind in (Kind.AUDIO, Kind.TEXT)
        and any((part.text or part.name or "?").casefold() not in told for part in track.segments)
    )
    return tuple(dict.fromkeys(track_kind(track, lang) for track in beside))


def track_kind(track: Track, lang: str) -> str:
    """What the track is called: Video, Music, Voice-over, Title, Captions, Track."""
    if track.kind is Kind.TEXT and track.captions:
        return say(lang, "timeline-kind-captions")
    if track.kind is Kind.AUDIO and track.voice:
        return say(lang, "timeline-kind-voice")
    return say(lang, _KIND_PHRASES[track.kind])


def track_items(track: Track, lang: str) -> str:
    """The segments of a track on one line, the first few of them in full."""
    if not track.segments:
        return say(lang, "timeline-nothing-in-it")
    shown = [item(segment, lang, track.meta) for segment in track.segments[:_SEGMENTS]]
    if len(track.segments) > _SEGMENTS:
        shown.append(say(lang, "timeline-more", count=len(track.segments) - _SEGMENTS))
    return joined(shown, lang)


def item(segment: Segment, lang: str, track: Mapping[str, object] | None = None) -> str:
    """A segment with when it is seen and how loud it is: `Lo-fi (0-10s, 35%)`."""
    details = [span(segment, lang)] if segment.length is not None else []
    loud = segment.volume
    if loud is None and track is not None:
        loud = volume_of(track)
    if loud is not None and (segment.kind is Kind.AUDIO or loud != 1):
        details.append(percent(loud, lang))
    shown = name(segment, lang)
    if not details:
        return shown
    return say(lang, "timeline-item", name=shown, details=joined(details, lang))


def name(segment: Segment, lang: str) -> str:
    """What the segment is called; a text by its words in quotes."""
    if segment.kind is Kind.TEXT and (segment.text or segment.name):
        return quoted(segment.text or segment.name, lang)
    if segment.name:
        return shortened(segment.name)
    return say(lang, _UNNAMED_PHRASES[segment.kind], number=segment.place)


def quoted(text: str, lang: str) -> str:
    """Words on screen, in the quotes of the language."""
    return say(lang, "timeline-quoted", text=shortened(text))


# What an upload's name begins with, its place, and ends in, so that it is unique
# (core.work.ledger); nothing for a reader.
_MARK: Final = re.compile(r"^(?:\d\d-)?(.*)_[0-9a-f]{12}(?:\.[A-Za-z0-9]{1,5})?$")


def shortened(text: str) -> str:
    """One line of at most 48 characters, escaped, without an upload's place and mark.

    Letters from right to left are isolated, so that times beside them stay in their order.
    """
    shown = plain(_on_a_line(text))
    return f"\u2068{shown}\u2069" if any(map(_right_to_left, shown)) else shown


def _right_to_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def bare_name(segment: Segment, lang: str) -> str:
    """What the segment is called, a text by its words, where no Markdown is read."""
    known = segment.text if segment.kind is Kind.TEXT else ""
    if known or segment.name:
        return _on_a_line(known or segment.name)
    return say(lang, _UNNAMED_PHRASES[segment.kind], number=segment.place)


def _on_a_line(text: str) -> str:
    text = _MARK.sub(r"\1", " ".join(text.split()))
    return text if len(text) <= _NAME else text[: _NAME - 1].rstrip() + "…"


def span(segment: Segment, lang: str) -> str:
    """From when to when: `0-10s`, `9.7-12.5s`."""
    return say(lang, "timeline-span", **{"from": tidy(segment.start), "to": tidy(segment.end)})


def percent(ratio: float, lang: str) -> str:
    """A ratio as a percentage, whole."""
    return say(lang, "timeline-percent", percent=round(ratio * 100))


def canvas(size: tuple[int, int], lang: str) -> str:
    """Width and height in pixels: `1080x1920`; in this order between letters of any direction."""
    shown = f"{size[0]}x{size[1]}"
    return f"\u2066{shown}\u2069" if lang in RIGHT_TO_LEFT else shown


def joined(parts: Sequence[str], lang: str) -> str:
    """Parts of an enumeration with the comma of the language between them."""
    return say(lang, "timeline-joiner").join(parts)


def tidy(value: float) -> int | float:
    """One place after the point, none for a whole number."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def value(raw: object, lang: str) -> str:
    """A setting of a draft in words: known ones translated, others as they are; never empty."""
    if isinstance(raw, bool):
        return say(lang, "value-on") if raw else say(lang, "value-off")
    figure = number(raw)
    if figure is not None:
        return str(tidy(figure))
    if isinstance(raw, str) and raw.strip():
        known = _VALUES.get(raw.strip().lower())
        return say(lang, known) if known else shortened(raw.replace("_", " "))
    if isinstance(raw, Sequence) and not isinstance(raw, str | bytes):
        words = [value(part, lang) for part in raw[:_SEGMENTS] if isinstance(part, str)]
        if words:
            return joined(words, lang)
    return say(lang, "value-none")


def transition(raw: object, lang: str) -> str:
    """A transition with its length: `fade 1 s`."""
    words = value(raw, lang)
    if isinstance(raw, Sequence) and not isinstance(raw, str) and len(raw) > 1:
        figure = number(raw[1])
        if figure is not None and figure > 0:
            return f"{words} {formats.duration(lang, figure / 1000)}"
    return words
