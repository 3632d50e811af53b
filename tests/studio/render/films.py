"""Drafts to render, and finished files looked into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from PIL import Image

Picture = npt.NDArray[np.uint8]


def draft(
    shots: Iterable[Mapping[str, Any]],
    *,
    size: tuple[int, int] = (270, 480),
    texts: Iterable[Mapping[str, Any]] = (),
    sounds: Iterable[Mapping[str, Any]] = (),
    **meta: Any,
) -> dict[str, Any]:
    """A draft in the wire's format: `d` (and `s` of texts) in ms, everything else goes to `m`."""
    video = [{"d": shot["d"], "m": {k: v for k, v in shot.items() if k != "d"}} for shot in shots]
    words = [
        {"s": t["s"], "d": t["d"], "m": {k: v for k, v in t.items() if k not in "sd"}}
        for t in texts
    ]
    music = [{"d": s["d"], "m": {k: v for k, v in s.items() if k != "d"}} for s in sounds]
    tracks = [{"tt": 0, "sg": video}, {"tt": 1, "sg": music}, {"tt": 7, "sg": words}]
    head = {"width": size[0], "height": size[1], "fps": 30, **meta}
    return {"t": tracks, "d": sum(shot["d"] for shot in video), "m": head}


def plain_photo(
    path: Path, color: tuple[int, int, int], size: tuple[int, int] = (300, 400)
) -> Path:
    """A photo of one colour."""
    Image.new("RGB", size, color).save(path, "JPEG", quality=95)
    return path


@dataclass(frozen=True, slots=True)
class Film:
    """A decoded file: RGB frames and float samples."""

    frames: list[Picture]
    fps: float
    samples: npt.NDArray[np.float32]
    pix_fmt: str | None
    color: tuple[int, int]

    def at(self, seconds: float) -> Picture:
        """The frame shown at a time."""
        return self.frames[min(round(seconds * self.fps), len(self.frames) - 1)]

    def mean(self, seconds: float) -> tuple[float, float, float]:
        """Mean R, G, B of the frame at a time."""
        red, green, blue = self.at(seconds).reshape(-1, 3).mean(axis=0)
        return float(red), float(green), float(blue)

    def loudness(self, begin: float, end: float) -> float:
        """RMS of the sound between two times."""
        part = self.samples[:, round(begin * 48000) : round(end * 48000)]
        return float(np.sqrt((part**2).mean()))


def watch(path: Path) -> Film:
    """Decode a whole file."""
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        context = video.codec_context
        color = (context.color_range, context.colorspace)
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video)]
        rate = float(video.average_rate or 0)
    with av.open(str(path)) as container:
        sound = [f.to_ndarray() for f in container.decode(audio=0) if isinstance(f, AudioFrame)]
    samples = np.concatenate(sound, axis=1).astype(np.float32)
    return Film([np.asarray(f, np.uint8) for f in frames], rate, samples, context.pix_fmt, color)


def atoms(path: Path) -> list[str]:
    """The names of an MP4's top-level boxes in order."""
    body, at, names = path.read_bytes(), 0, []
    while at + 8 <= len(body):
        size = int.from_bytes(body[at : at + 4], "big")
        names.append(body[at + 4 : at + 8].decode("latin1"))
        if size == 1:
            size = int.from_bytes(body[at + 8 : at + 16], "big")
        if size < 8:
            break
        at += size
    return names
