"""A draft, read for rendering: what is seen and heard when.

A draft is made of `t` tracks (`tt` 0 video, 1 audio, 7 text) of `sg` segments; `d` are
milliseconds; what the service does not define sits in `m` (docs/wire-api.md#state). Reading is
tolerant: unknown tracks, keys and kinds are passed over, numbers are brought into range.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from studio.render.framing import Fit
from studio.render.job import RenderFailed
from studio.render.lettering import Style

Motion = Literal["none", "zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up", "pan_down"]
TransitionKind = Literal["fade", "wipe", "slide", "zoom", "whip", "black", "white"]
Position = Literal["top", "center", "bottom"]

MOTIONS: tuple[str, ...] = (
    "none",
    "zoom_in",
    "zoom_out",
    "pan_left",
    "pan_right",
    "pan_up",
    "pan_down",
)
LOOKS: tuple[str, ...] = (
    "warm",
    "cool",
    "bright",
    "dark",
    "contrast",
    "vivid",
    "bw",
    "vintage",
    "soft",
    "cinematic",
)
MOODS: tuple[str, ...] = (
    *("lofi", "upbeat", "calm", "cinematic", "happy", "sad", "corporate", "festive"),
    *("romantic", "energetic"),
)
STYLES: tuple[str, ...] = ("box", "outline", "lower", "elegant", "bold")
MAX_SECONDS = 15 * 60.0
FADE_SECONDS = 0.8
_MAX_SIDE = 1920
_MOST_VOICES = 20
_VIDEO, _AUDIO, _TEXT = 0, 1, 7


@dataclass(frozen=True, slots=True)
class Transition:
    """How a shot gives way to the next one, over `seconds` that both share."""

    kind: TransitionKind
    seconds: float


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture or clip on the timeline; times in seconds.

    A clip that plays `backwards` is silent; `turn` is clockwise in degrees.

    `source` None is a plain backdrop of `color`. `source_in` is where the clip begins in its
    file. `entrance` is the transition that brings the shot in, from the shot before.
    """

    source: str | None
    start: float
    duration: float
    source_in: float = 0.0
    speed: float = 1.0
    motion: Motion = "zoom_in"
    entrance: Transition | None = None
    volume: float = 1.0
    denoise: bool = False
    color: str = "#20304a"
    looks: tuple[str, ...] = ()
    fit: Fit = "auto"
    backwards: bool = False
    turn: int = 0
    # How far it moves, 1 as usual.
    amount: float = 1.0

    @property
    def end(self) -> float:
        """When the shot is gone."""
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Sound:
    """Music under the picture: a mood to be synthesised, or a file (looped when it is short)."""

    start: float
    duration: float
    volume: float
    mood: str | None = None
    source: str | None = None
    source_in: float = 0.0
    fade_in: float = 0.4
    fade_out: float = 1.5


@dataclass(frozen=True, slots=True)
class Voice:
    """Words read aloud from `start` on, in about `duration`; `language` and `speaker` pick how.

    With a `source` it is that recording, for `duration`.
    """

    start: float
    duration: float
    text: str
    language: str = "en"
    speaker: str = ""
    volume: float = 1.0
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """Words over the picture, or a small picture (`source`) in a corner."""

    start: float
    duration: float
    text: str = ""
    color: str = "#ffffff"
    position: Position = "top"
    role: str = "title"
    source: str | None = None
    size: float = 1.0
    styles: tuple[str, ...] = ()
    left: bool = False

    @property
    def style(self) -> Style:
        """The style it is set in; of several the first of the list."""
        return next((style for style in _SETTINGS if style in self.styles), "bold")


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the renderer needs to know of a draft."""

    width: int
    height: int
    fps: int
    shots: tuple[Shot, ...]
    sounds: tuple[Sound, ...] = ()
    voices: tuple[Voice, ...] = ()
    captions: tuple[Caption, ...] = ()
    looks: tuple[str, ...] = ()
    fade_in: bool = False
    fade_out: bool = False
    fade_in_seconds: float = FADE_SECONDS
    fade_out_seconds: float = FADE_SECONDS

    @property
    def duration(self) -> float:
        """Seconds from the first frame to the last."""
        return max(shot.end for shot in self.shots)

    @property
    def frames(self) -> int:
        """How many frames that is; never none."""
        return max(1, round(self.duration * self.fps))


def read_scene(
    draft: Mapping[str, Any],
    *,
    width: int | None = None,
    height: int | None = None,
    fps: int | None = None,
) -> Scene:
    """Read a draft; `width`, `height` and `fps` override its own.

    Raises RenderFailed when nothing in it can be shown, or when it is too long.
    """
    meta = _meta(draft)
    shots = _shots(draft)
    if not shots:
        raise RenderFailed("There is nothing on the timeline yet: send photos or clips first.")
    if max(shot.end for shot in shots) > MAX_SECONDS:
        raise RenderFailed("The video is longer than 15 minutes: shorten it and export again.")
    fade, looks = _names(meta.get("fade")), _names(meta.get("look"))
    length = max(shot.end for shot in shots)
    return Scene(
        width=_side(width or meta.get("width"), 1080),
        height=_side(height or meta.get("height"), 1920),
        fps=int(_number(fps or meta.get("fps"), 30, 10, 60)),
        shots=shots,
        sounds=tuple(_sounds(draft, length)),
        voices=tuple(_voices(draft, length))[:_MOST_VOICES],
        captions=tuple(_captions(draft, length)),
        looks=tuple(name for name in looks if name in LOOKS),
        fade_in="in" in fade,
        fade_out="out" in fade,
        fade_in_seconds=_number(meta.get("fade_in_ms"), FADE_SECONDS * 1000, 100, 10_000) / 1000,
        fade_out_seconds=_number(meta.get("fade_out_ms"), FADE_SECONDS * 1000, 100, 10_000) / 1000,
    )


def _shots(draft: Mapping[str, Any]) -> tuple[Shot, ...]:
    """The first video track that holds something; picture in picture is not drawn."""
    track = next((t for t in _tracks(draft, _VIDEO) if any(_segments(t))), None)
    if track is None:
        return ()
    owners = (_meta(draft), _meta(track))
    segments = list(_segments(track))
    shots: list[Shot] = []
    clock, entrance = 0.0, None
    for index, segment in enumerate(segments):
        length = _seconds(segment.get("d"))
        if entrance is not None:
            clock -= entrance.seconds
        shots.append(_shot((*owners, _meta(segment)), clock, length, entrance))
        clock += length
        following = segments[index + 1] if index + 1 < len(segments) else None
        room = min(length, _seconds(following.get("d"))) / 2 if following else 0.0
        entrance = _transition(_meta(segment).get("tr"), room)
    return tuple(shots)


def _shot(
    owners: tuple[Mapping[str, Any], ...],
    start: float,
    duration: float,
    entrance: Transition | None,
) -> Shot:
    """`owners` are the `m` of draft, track and segment: muting and denoising count on any."""
    meta = owners[-1]
    muted = any(owner.get("mute") for owner in owners)
    source, fit = meta.get("src"), meta.get("fit") or owners[0].get("fit")
    motion = meta.get("mv", "zoom_in")
    return Shot(
        source=str(source) if source else None,
        start=start,
        duration=duration,
        source_in=_number(meta.get("in"), 0, 0, MAX_SECONDS * 1000) / 1000,
        speed=_number(meta.get("speed"), 1, 0.1, 10),
        motion=cast(Motion, motion) if motion in MOTIONS else "zoom_in",
        entrance=entrance,
        volume=0.0 if muted or meta.get("reverse") is True else _number(meta.get("vol"), 1, 0, 2),
        denoise=any(owner.get("denoise") for owner in owners),
        color=color_of(meta.get("color"), "#20304a"),
        looks=tuple(name for name in _names(meta.get("look")) if name in LOOKS),
        fit=cast(Fit, fit) if fit in ("crop", "blur") else "auto",
        backwards=meta.get("reverse") is True,
        turn=int(_number(meta.get("rotate"), 0, 0, 270)) // 90 * 90,
        amount=_number(meta.get("amount"), 1, 0.25, 2),
    )


def _transition(value: Any, room: float) -> Transition | None:
    """`room` is half of the shorter neighbour, so that never more than two shots overlap."""
    if not isinstance(value, list | tuple) or not value or value[0] in ("cut", "none"):
        return None
    seconds = min(_number(value[1] if len(value) > 1 else 1000, 1000, 0, 5000) / 1000, room)
    if seconds <= 0:
        return None
    kind = value[0] if value[0] in get_args(TransitionKind) else "fade"
    return Transition(cast(TransitionKind, kind), seconds)


def _sounds(draft: Mapping[str, Any], length: float) -> Iterator[Sound]:
    for track in _tracks(draft, _AUDIO):
        clock = 0.0
        for segment in _segments(track):
            meta = _meta(segment)
            start = _seconds(segment["s"], zero=True) if "s" in segment else clock
            duration = min(_seconds(segment.get("d")), length - start)
            clock = start + duration
            mood, source = meta.get("gen"), meta.get("src")
            silent = meta.get("mute") or meta.get("role") == "voice"
            if duration <= 0 or not (mood or source) or silent:
                continue
            yield Sound(
                start=start,
                duration=duration,
                volume=_number(meta.get("vol"), 0.3, 0, 2),
                mood=None if source else (mood if mood in MOODS else "upbeat"),
                source=str(source) if source else None,
                source_in=_number(meta.get("in"), 0, 0, MAX_SECONDS * 1000) / 1000,
                fade_in=_number(meta.get("fade_in"), 400, 0, 30_000) / 1000,
                fade_out=_number(meta.get("fade_out"), 1500, 0, 30_000) / 1000,
            )


def _voices(draft: Mapping[str, Any], length: float) -> Iterator[Voice]:
    for track in _tracks(draft, _AUDIO):
        for segment in _segments(track):
            meta = _meta(segment)
            text = str(meta.get("text") or "").strip()
            start = _seconds(segment.get("s"), zero=True)
            if meta.get("role") != "voice" or not text or start >= length or meta.get("mute"):
                continue
            yield Voice(
                start=start,
                duration=min(_seconds(segment.get("d")), length - start),
                text=text,
                language=str(meta.get("lang") or "en"),
                speaker=str(meta.get("speaker") or ""),
                volume=_number(meta.get("vol"), 1, 0, 2),
                source=str(meta["src"]) if meta.get("src") else None,
            )


def _captions(draft: Mapping[str, Any], length: float) -> Iterator[Caption]:
    usual = tuple(name for name in _names(_meta(draft).get("type")) if name in STYLES)
    for track in _tracks(draft, _TEXT):
        for segment in _segments(track):
            meta = _meta(segment)
            start = _seconds(segment.get("s"), zero=True)
            duration = min(_seconds(segment.get("d")), length - start)
            text, source = str(meta.get("text") or "").strip(), meta.get("src")
            styles = tuple(style for style in STYLES if meta.get(style))
            if duration <= 0 or not (text or source):
                continue
            role = str(meta.get("role") or "title")
            fallback = {"subtitle": "bottom", "end": "center"}.get(role, "top")
            position = meta.get("pos") or fallback
            yield Caption(
                start=start,
                duration=duration,
                text=text[:200],
                color=color_of(meta.get("color"), "#ffffff"),
                position=cast(Position, position if position in _POSITIONS else fallback),
                role=role,
                source=str(source) if source else None,
                size=_number(meta.get("size"), 1, 0.3, 3),
                styles=styles if {*styles} - {"outline"} else (*styles, *usual),
                left=meta.get("side") == "left",
            )


_SETTINGS: tuple[Style, ...] = ("box", "lower", "elegant")
_POSITIONS = ("top", "center", "bottom")


def _tracks(draft: Mapping[str, Any], kind: int) -> Iterator[Mapping[str, Any]]:
    tracks = draft.get("t")
    for track in tracks if isinstance(tracks, list) else ():
        if isinstance(track, Mapping) and track.get("tt") == kind:
            yield track


def _segments(track: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    segments = track.get("sg")
    for segment in segments if isinstance(segments, list) else ():
        if isinstance(segment, Mapping) and _seconds(segment.get("d"), zero=True) > 0:
            yield segment


def _meta(owner: Mapping[str, Any]) -> Mapping[str, Any]:
    meta = owner.get("m")
    return meta if isinstance(meta, Mapping) else {}


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _seconds(value: Any, *, zero: bool = False) -> float:
    """Milliseconds to seconds; at least one frame long unless `zero` is allowed."""
    return _number(value, 0, 0 if zero else 34, MAX_SECONDS * 2000) / 1000


def _number(value: Any, default: float, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        value = default
    return min(max(float(value), low), high)


def _side(value: Any, default: int) -> int:
    """H.264 in 4:2:0 wants even sides."""
    return int(_number(value, default, 64, _MAX_SIDE)) // 2 * 2


def color_of(value: Any, default: str) -> str:
    """A colour as `#rrggbb`; anything else becomes `default`."""
    if isinstance(value, str):
        text = value.strip().lower()
        if re.fullmatch(r"#[0-9a-f]{6}", text):
            return text
        if re.fullmatch(r"#[0-9a-f]{3}", text):
            return "#" + "".join(digit * 2 for digit in text[1:])
    return default
