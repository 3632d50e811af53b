"""The values that cross the border between the studio's server and its worker process.

They travel as JSON: one line in, lines out. Nothing here imports numpy, Pillow or libav, so the
server pays nothing for knowing them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Quality = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One draft to be made into one file.

    `draft` as the state gave it; `media` maps its `src` ids to files; `names` maps them to what
    the sender called them (for sentences only). `out` and `thumbnail` are written under another
    name and renamed when whole. `max_bytes` caps the file. `width`, `height` and `fps` override
    the draft's canvas; `width` and `height` come together. In `kept`, a folder, encoded stretches
    of the film are kept for its next export; whoever gives it bounds it.
    """

    draft: Mapping[str, Any]
    media: Mapping[str, Path]
    out: Path
    thumbnail: Path | None = None
    max_bytes: int | None = None
    width: int | None = None
    height: int | None = None
    fps: int | None = None
    quality: Quality = "high"
    names: Mapping[str, str] = field(default_factory=dict)
    kept: Path | None = None

    def to_wire(self) -> dict[str, Any]:
        """The job as JSON values, paths made absolute (the worker runs in another folder)."""
        return {
            "draft": dict(self.draft),
            "media": {src: str(path.absolute()) for src, path in self.media.items()},
            "out": str(self.out.absolute()),
            "thumbnail": str(self.thumbnail.absolute()) if self.thumbnail else None,
            "max_bytes": self.max_bytes,
            "width": self.width,
            "height": self.height,
            "fps": self.fps,
            "quality": self.quality,
            "names": dict(self.names),
            "kept": str(self.kept.absolute()) if self.kept else None,
        }

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> RenderJob:
        """The inverse of `to_wire`."""
        thumbnail = data["thumbnail"]
        return cls(
            draft=data["draft"],
            media={src: Path(path) for src, path in data["media"].items()},
            out=Path(data["out"]),
            thumbnail=Path(thumbnail) if thumbnail else None,
            max_bytes=data["max_bytes"],
            width=data["width"],
            height=data["height"],
            fps=data["fps"],
            quality=data["quality"],
            names=data["names"],
            kept=Path(data["kept"]) if data["kept"] else None,
        )


@dataclass(frozen=True, slots=True)
class RenderResult:
    """A finished file: bytes, pixels and seconds of it, and where its thumbnail is."""

    path: Path
    size: int
    width: int
    height: int
    duration: float
    thumbnail: Path | None

    def to_wire(self) -> dict[str, Any]:
        """The result as JSON values."""
        return {
            "path": str(self.path),
            "size": self.size,
            "width": self.width,
            "height": self.height,
            "duration": self.duration,
            "thumbnail": str(self.thumbnail) if self.thumbnail else None,
        }

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> RenderResult:
        """The inverse of `to_wire`."""
        thumbnail = data["thumbnail"]
        return cls(
            path=Path(data["path"]),
            size=data["size"],
            width=data["width"],
            height=data["height"],
            duration=data["duration"],
            thumbnail=Path(thumbnail) if thumbnail else None,
        )


Stage = Literal["prepare", "render", "finish"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a render is: `frame` of `of`; both 0 while it prepares."""

    stage: Stage
    frame: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """0 to 100, whole."""
        return 100 * self.frame // self.of if self.of else 0


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a file turned out to be.

    `format` is the short name of the wire's list; sizes are upright (after EXIF or the display
    matrix, with square pixels); `duration` in seconds (None for still pictures); `fps` for
    video. `animated` marks a GIF or WebP that moves, `hdr` a clip whose colours can only be
    approximated; `beats` are those of a song in milliseconds, none where none can be made out.
    """

    kind: Literal["video", "image", "audio"]
    format: str
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    fps: float | None = None
    has_audio: bool = False
    animated: bool = False
    hdr: bool = False
    beats: tuple[int, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The result as JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> ProbeResult:
        """The inverse of `to_wire`."""
        return cls(**{**data, "beats": tuple(data["beats"])})


class RenderFailed(Exception):
    """A render that gave no file; `reason` is one sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
