"""A video before it is rendered: clips one after another, music, titles, and the whole's look.

Values are frozen; `to_wire` and `from_wire` are the JSON that state calls and render calls carry
(docs/wire-api.md#state; the short names `t`, `tt`, `sg`, `d`, `m` are the service's, what it does
not define sits in `m`). All times are whole milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

VIDEO, AUDIO, TEXT = 0, 1, 7
Motion = Literal["none", "zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up", "pan_down"]
MOTIONS: tuple[Motion, ...] = (
    "zoom_in",
    "pan_right",
    "zoom_out",
    "pan_left",
    "pan_up",
    "pan_down",
)
Turn = Literal[0, 90, 180, 270]
Corner = Literal["top_right", "top_left", "bottom_right", "bottom_left"]
Role = Literal["title", "subtitle", "end"]
MUSIC_NAMES = {
    "lofi": "Lo-fi",
    "upbeat": "Upbeat",
    "calm": "Calm",
    "cinematic": "Cinematic",
    "happy": "Happy",
    "sad": "Sad",
    "corporate": "Corporate",
    "festive": "Festive",
    "romantic": "Romantic",
    "energetic": "Energetic",
}
TRANSITION_KINDS = ("fade", "wipe", "slide", "zoom", "whip", "black", "white")
# What a text is set in; two of `FACES` never stand together.
STYLES = ("box", "outline", "lower", "elegant", "bold")
FACES = ("elegant", "bold")
# Grounds of text cards, one after another.
CARD_COLORS = ("#20304a", "#1d4a4d", "#4a2d4f", "#5a3d2b")
MIN_CLIP_MS = 200


@dataclass(frozen=True, slots=True)
class Transition:
    """How a clip passes into the next one, which overlaps it by `ms`."""

    kind: str
    ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A photo, a stretch of a video, or a plain card (`src` empty) on the video track.

    `start` is where a video begins in its source, `length` the source's own length; `d` is the
    time on screen, so a video shows `start` to `start + d * speed`, backwards with `reverse`.
    `color` is a card's ground; `amount` is how far a picture moves, 1 as usual. `looks` and `fit`
    are this clip's own, beside those of the whole; `volume` 1 is as recorded.
    """

    src: str
    kind: Literal["image", "video", "card"]
    name: str
    d: int
    start: int = 0
    length: int | None = None
    speed: float = 1.0
    motion: Motion = "none"
    transition: Transition | None = None
    mute: bool = False
    looks: tuple[str, ...] = ()
    volume: float = 1.0
    reverse: bool = False
    rotate: Turn = 0
    fit: Literal["", "crop", "blur"] = ""
    color: str = CARD_COLORS[0]
    amount: float = 1.0

    @property
    def room(self) -> int | None:
        """How long this clip could be shown, at its speed, from its start; None for any length."""
        if self.kind != "video" or self.length is None:
            return None
        return max(0, round((self.length - self.start) / self.speed))


@dataclass(frozen=True, slots=True)
class Music:
    """The background: generated (`gen` names the mood) or an uploaded file (`src`).

    It lasts as long as the video, or until `until`; it begins at `at`, `start` into its file.
    `fade_in` and `fade_out` are milliseconds, None for the usual short ones.
    """

    name: str
    volume: float
    gen: str = ""
    src: str = ""
    until: int | None = None
    at: int = 0
    start: int = 0
    fade_in: int | None = None
    fade_out: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Words read aloud from `s` on; `d` is about how long that takes.

    With `src` it is a recording, and `text` its name. `language` is the text's, as
    `studio.agent.languages` names it; `speaker` is "" for the usual voice, `female` or `male`.
    """

    text: str
    s: int
    d: int
    language: str = "en"
    speaker: str = ""
    volume: float = 1.0
    src: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Words over the picture from `s` for `d`; an end title stays at the end.

    `size` 1 is the usual size of its role; `styles` are some of `STYLES`.
    """

    text: str
    s: int
    d: int
    color: str = "#ffffff"
    position: Literal["top", "center", "bottom"] = "top"
    role: Role = "title"
    size: float = 1.0
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole edit; `total` is the sum of the clips less what transitions overlap."""

    clips: tuple[Clip, ...] = ()
    music: Music | None = None
    titles: tuple[Title, ...] = ()
    voices: tuple[Voice, ...] = ()
    width: int = 1080
    height: int = 1920
    fps: int = 30
    title: str = ""
    looks: tuple[str, ...] = ()
    fades: tuple[str, ...] = ()
    fade_in: int | None = None
    fade_out: int | None = None
    mute: bool = False
    denoise: bool = False
    logo: str = ""
    logo_corner: Corner = "top_right"
    fit: Literal["", "crop", "blur"] = ""
    type: Literal["", "elegant"] = ""

    @property
    def total(self) -> int:
        overlap = sum(clip.transition.ms for clip in self.clips[:-1] if clip.transition)
        return sum(clip.d for clip in self.clips) - overlap

    @property
    def empty(self) -> bool:
        return not self.clips

    def starts(self) -> tuple[int, ...]:
        """Where each clip begins on the timeline."""
        found, at = [], 0
        for clip in self.clips:
            found.append(at)
            at += clip.d - (clip.transition.ms if clip.transition else 0)
        return tuple(found)


def to_wire(draft: Draft) -> dict[str, Any]:
    """The draft as the state call gives it; an empty one has no tracks."""
    total = draft.total
    tracks: list[dict[str, Any]] = []
    if draft.clips:
        tracks.append({"tt": VIDEO, "sg": _clips(draft), "d": total, "m": {"name": "Video"}})
    if draft.clips and draft.music:
        tracks.append({"tt": AUDIO, "sg": [_music(draft.music, total)], "m": {"name": "BGM"}})
    if draft.clips and draft.voices:
        voices = [_voice(voice) for voice in draft.voices]
        tracks.append({"tt": AUDIO, "sg": voices, "m": {"name": "Voice-over"}})
    if draft.clips and draft.titles:
        titles = [_title(title) for title in draft.titles]
        tracks.append({"tt": TEXT, "sg": titles, "m": {"name": "Titles"}})
    if draft.clips and draft.logo:
        where = {"pos": draft.logo_corner.split("_")[0], "side": draft.logo_corner.split("_")[1]}
        named = {"src": draft.logo, "name": "Logo", "role": "logo"}
        logo = {"s": 0, "d": total, "m": named | where}
        tracks.append({"tt": TEXT, "sg": [logo], "m": {"name": "Logo"}})
    meta: dict[str, Any] = {
        "title": draft.title,
        "width": draft.width,
        "height": draft.height,
        "fps": draft.fps,
    }
    for name, value in (
        ("look", list(draft.looks)),
        ("fade", list(draft.fades)),
        ("fade_in_ms", draft.fade_in),
        ("fade_out_ms", draft.fade_out),
        ("mute", draft.mute),
        ("denoise", draft.denoise),
        ("logo", draft.logo),
        ("logo_corner", "" if draft.logo_corner == "top_right" else draft.logo_corner),
        ("fit", draft.fit),
        ("type", draft.type),
    ):
        if value:
            meta[name] = value
    return {"t": tracks, "d": total, "m": meta}


def _clips(draft: Draft) -> list[dict[str, Any]]:
    segments = []
    for start, clip in zip(draft.starts(), draft.clips, strict=True):
        meta: dict[str, Any] = {"kind": clip.kind, "name": clip.name, "mv": clip.motion}
        if clip.kind == "card":
            meta["color"] = clip.color
        else:
            meta["src"] = clip.src
        if clip.kind == "video":
            meta |= {"in": clip.start, "speed": clip.speed, "length": clip.length}
            if draft.denoise:
                meta["denoise"] = True
        if clip.transition:
            meta["tr"] = [clip.transition.kind, clip.transition.ms]
        for name, value in (
            ("mute", clip.mute),
            ("look", list(clip.looks)),
            ("reverse", clip.reverse),
            ("rotate", clip.rotate),
            ("fit", clip.fit),
        ):
            if value:
                meta[name] = value
        for name, share in (("vol", clip.volume), ("amount", clip.amount)):
            if share != 1.0:
                meta[name] = share
        segments.append({"s": start, "d": clip.d, "m": meta})
    return segments


def _music(music: Music, total: int) -> dict[str, Any]:
    meta: dict[str, Any] = {"name": music.name, "vol": music.volume, "volume": music.volume}
    if music.gen:
        meta["gen"] = music.gen
    if music.src:
        meta["src"] = music.src
    for name, value in (
        ("until", music.until),
        ("in", music.start or None),
        ("fade_in", music.fade_in),
        ("fade_out", music.fade_out),
        ("start_at", music.at or None),
    ):
        if value is not None:
            meta[name] = value
    lasts = total if music.until is None else min(total, music.until)
    return {"s": music.at, "d": max(0, lasts - music.at), "m": meta}


def _voice(voice: Voice) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "role": "voice",
        "text": voice.text,
        "name": voice.text,
        "lang": voice.language,
        "vol": voice.volume,
    }
    for name, value in (("speaker", voice.speaker), ("src", voice.src)):
        if value:
            meta[name] = value
    return {"s": voice.s, "d": voice.d, "m": meta}


def _title(title: Title) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "text": title.text,
        "name": title.text,
        "color": title.color,
        "pos": title.position,
        "role": title.role,
    }
    if title.size != 1.0:
        meta["size"] = title.size
    meta |= dict.fromkeys(title.styles, True)
    return {"s": title.s, "d": title.d, "m": meta}


def from_wire(wire: Mapping[str, Any]) -> Draft:
    """A draft that `to_wire` made; KeyError, TypeError or ValueError when it is something else."""
    meta = wire.get("m") or {}
    tracks: dict[int, list[Mapping[str, Any]]] = {VIDEO: [], AUDIO: [], TEXT: []}
    for track in wire.get("t") or []:
        tracks.setdefault(int(track["tt"]), []).extend(track.get("sg") or [])
    spoken = [segment for segment in tracks[AUDIO] if segment["m"].get("role") == "voice"]
    music = next((segment for segment in tracks[AUDIO] if segment not in spoken), None)
    return Draft(
        clips=tuple(_clip_from(segment) for segment in tracks[VIDEO]),
        music=None if music is None else _music_from(music),
        titles=tuple(_title_from(segment) for segment in tracks[TEXT] if "text" in segment["m"]),
        voices=tuple(_voice_from(segment) for segment in spoken),
        width=int(meta.get("width", 1080)),
        height=int(meta.get("height", 1920)),
        fps=int(meta.get("fps", 30)),
        title=str(meta.get("title", "")),
        looks=tuple(meta.get("look", ())),
        fades=tuple(meta.get("fade", ())),
        fade_in=meta.get("fade_in_ms"),
        fade_out=meta.get("fade_out_ms"),
        mute=bool(meta.get("mute", False)),
        denoise=bool(meta.get("denoise", False)),
        logo=str(meta.get("logo", "")),
        logo_corner=meta.get("logo_corner", "top_right"),
        fit=meta.get("fit", ""),
        type=meta.get("type", ""),
    )


def _clip_from(segment: Mapping[str, Any]) -> Clip:
    meta = segment["m"]
    transition = meta.get("tr")
    return Clip(
        src=str(meta.get("src", "")),
        kind=meta["kind"],
        name=str(meta["name"]),
        d=int(segment["d"]),
        start=int(meta.get("in", 0)),
        length=meta.get("length"),
        speed=float(meta.get("speed", 1.0)),
        motion=meta.get("mv", "none"),
        transition=None if transition is None else Transition(transition[0], int(transition[1])),
        mute=bool(meta.get("mute", False)),
        looks=tuple(meta.get("look", ())),
        volume=float(meta.get("vol", 1.0)),
        reverse=bool(meta.get("reverse", False)),
        rotate=meta.get("rotate", 0),
        fit=meta.get("fit", ""),
        color=str(meta.get("color", CARD_COLORS[0])),
        amount=float(meta.get("amount", 1.0)),
    )


def _music_from(segment: Mapping[str, Any]) -> Music:
    meta = segment["m"]
    return Music(
        name=str(meta["name"]),
        volume=float(meta["vol"]),
        gen=str(meta.get("gen", "")),
        src=str(meta.get("src", "")),
        until=meta.get("until"),
        at=int(segment.get("s", 0)),
        start=int(meta.get("in", 0)),
        fade_in=meta.get("fade_in"),
        fade_out=meta.get("fade_out"),
    )


def _voice_from(segment: Mapping[str, Any]) -> Voice:
    meta = segment["m"]
    return Voice(
        text=str(meta["text"]),
        s=int(segment["s"]),
        d=int(segment["d"]),
        language=str(meta.get("lang", "en")),
        speaker=str(meta.get("speaker", "")),
        volume=float(meta.get("vol", 1.0)),
        src=str(meta.get("src", "")),
    )


def _title_from(segment: Mapping[str, Any]) -> Title:
    meta = segment["m"]
    return Title(
        text=str(meta["text"]),
        s=int(segment["s"]),
        d=int(segment["d"]),
        color=str(meta.get("color", "#ffffff")),
        position=meta.get("pos", "top"),
        role=meta.get("role", "title"),
        size=float(meta.get("size", 1.0)),
        styles=tuple(style for style in STYLES if meta.get(style)),
    )
