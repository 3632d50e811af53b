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
Role = Literal["title", "subtitle", "end"]
MUSIC_NAMES = {"lofi": "Lo-fi", "upbeat": "Upbeat", "calm": "Calm", "cinematic": "Cinematic"}
CARD_COLOR = "#20304a"
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
    time on screen, so a video shows `start` to `start + d * speed`.
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

    @property
    def room(self) -> int | None:
        """How long this clip could be shown, at its speed, from its start; None for any length."""
        if self.kind != "video" or self.length is None:
            return None
        return max(0, round((self.length - self.start) / self.speed))


@dataclass(frozen=True, slots=True)
class Music:
    """The background: generated (`gen` names the mood) or an uploaded file (`src`).

    It lasts as long as the video, or until `until`.
    """

    name: str
    volume: float
    gen: str = ""
    src: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """Words over the picture from `s` for `d`; an end title stays at the end."""

    text: str
    s: int
    d: int
    color: str = "#ffffff"
    position: Literal["top", "center", "bottom"] = "top"
    role: Role = "title"


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole edit; `total` is the sum of the clips less what transitions overlap."""

    clips: tuple[Clip, ...] = ()
    music: Music | None = None
    titles: tuple[Title, ...] = ()
    width: int = 1080
    height: int = 1920
    fps: int = 30
    title: str = ""
    looks: tuple[str, ...] = ()
    fades: tuple[str, ...] = ()
    mute: bool = False
    denoise: bool = False
    logo: str = ""
    fit: Literal["crop", "blur"] = "crop"

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
    if draft.clips and draft.titles:
        titles = [_title(title) for title in draft.titles]
        tracks.append({"tt": TEXT, "sg": titles, "m": {"name": "Titles"}})
    if draft.clips and draft.logo:
        logo = {"s": 0, "d": total, "m": {"src": draft.logo, "name": "Logo", "role": "logo"}}
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
        ("mute", draft.mute),
        ("denoise", draft.denoise),
        ("logo", draft.logo),
        ("fit", "" if draft.fit == "crop" else draft.fit),
    ):
        if value:
            meta[name] = value
    return {"t": tracks, "d": total, "m": meta}


def _clips(draft: Draft) -> list[dict[str, Any]]:
    segments = []
    for start, clip in zip(draft.starts(), draft.clips, strict=True):
        meta: dict[str, Any] = {"kind": clip.kind, "name": clip.name, "mv": clip.motion}
        if clip.kind == "card":
            meta["color"] = CARD_COLOR
        else:
            meta["src"] = clip.src
        if clip.kind == "video":
            meta |= {"in": clip.start, "speed": clip.speed, "length": clip.length}
            if draft.denoise:
                meta["denoise"] = True
        if clip.transition:
            meta["tr"] = [clip.transition.kind, clip.transition.ms]
        if clip.mute:
            meta["mute"] = True
        segments.append({"s": start, "d": clip.d, "m": meta})
    return segments


def _music(music: Music, total: int) -> dict[str, Any]:
    meta: dict[str, Any] = {"name": music.name, "vol": music.volume, "volume": music.volume}
    if music.gen:
        meta["gen"] = music.gen
    if music.src:
        meta["src"] = music.src
    if music.until is not None:
        meta["until"] = music.until
    lasts = total if music.until is None else min(total, music.until)
    return {"s": 0, "d": lasts, "m": meta}


def _title(title: Title) -> dict[str, Any]:
    meta = {
        "text": title.text,
        "name": title.text,
        "color": title.color,
        "pos": title.position,
        "role": title.role,
    }
    return {"s": title.s, "d": title.d, "m": meta}


def from_wire(wire: Mapping[str, Any]) -> Draft:
    """A draft that `to_wire` made; KeyError, TypeError or ValueError when it is something else."""
    meta = wire.get("m") or {}
    tracks: dict[int, list[Mapping[str, Any]]] = {VIDEO: [], AUDIO: [], TEXT: []}
    for track in wire.get("t") or []:
        tracks.setdefault(int(track["tt"]), []).extend(track.get("sg") or [])
    music = tracks[AUDIO][0] if tracks[AUDIO] else None
    return Draft(
        clips=tuple(_clip_from(segment) for segment in tracks[VIDEO]),
        music=None if music is None else _music_from(music),
        titles=tuple(_title_from(segment) for segment in tracks[TEXT] if "text" in segment["m"]),
        width=int(meta.get("width", 1080)),
        height=int(meta.get("height", 1920)),
        fps=int(meta.get("fps", 30)),
        title=str(meta.get("title", "")),
        looks=tuple(meta.get("look", ())),
        fades=tuple(meta.get("fade", ())),
        mute=bool(meta.get("mute", False)),
        denoise=bool(meta.get("denoise", False)),
        logo=str(meta.get("logo", "")),
        fit=meta.get("fit", "crop"),
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
    )


def _music_from(segment: Mapping[str, Any]) -> Music:
    meta = segment["m"]
    return Music(
        name=str(meta["name"]),
        volume=float(meta["vol"]),
        gen=str(meta.get("gen", "")),
        src=str(meta.get("src", "")),
        until=meta.get("until"),
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
    )
