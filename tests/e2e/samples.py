"""Files that people send in scenarios, made on the spot."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import av
import numpy as np
from PIL import Image

from tests.e2e.world import Kind, Sample

_MIME = {
    "photo": "image/jpeg",
    "video": "video/mp4",
    "animation": "video/mp4",
    "audio": "audio/x-wav",
    "voice": "audio/ogg",
    "sticker": "image/webp",
    "document": "application/octet-stream",
}


@cache
def picture(seed: int, form: str = "JPEG", size: tuple[int, int] = (480, 640)) -> bytes:
    """A picture with a gradient and a shape, different for each seed."""
    width, height = size
    down, across = np.mgrid[0:height, 0:width]
    base = np.stack(
        (across * 255 // width, down * 255 // height, (across + down + 40 * seed) % 256), axis=-1
    )
    out = io.BytesIO()
    Image.fromarray(base.astype(np.uint8)).save(out, form)
    return out.getvalue()


@cache
def clip(seconds: float = 1.0, container: str = "mp4") -> bytes:
    """A silent H.264 clip of 320x240."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        stream = target.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for index in range(int(seconds * 10)):
            pixels = np.full((240, 320, 3), (index * 20) % 256, dtype=np.uint8)
            target.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        target.mux(stream.encode(None))
    return out.getvalue()


@cache
def sound(codec: str = "pcm_s16le", container: str = "wav", seconds: float = 1.0) -> bytes:
    """A plain tone."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        stream = target.add_stream(codec, rate=48000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        wave = np.sin(np.arange(int(48000 * seconds)) * 2 * np.pi * 440 / 48000) * 8000
        for start in range(0, len(wave) - 960 + 1, 960):
            piece = wave[start : start + 960].astype(np.int16)[None, :]
            frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
            frame.sample_rate, frame.pts = 48000, start
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def photo(seed: int = 1) -> Sample:
    """A photo as a phone sends it."""
    return Sample("photo", f"photo{seed}.jpg", picture(seed), _MIME["photo"])


def photos(count: int) -> list[Sample]:
    """So many different photos."""
    return [photo(seed) for seed in range(1, count + 1)]


def video() -> Sample:
    """A short clip."""
    return Sample("video", "clip.mp4", clip(), _MIME["video"])


def animation() -> Sample:
    """What the platform makes of a GIF."""
    return Sample("animation", "fun.mp4", clip(), _MIME["animation"])


def audio() -> Sample:
    """Music that the backend takes."""
    return Sample("audio", "song.wav", sound(), _MIME["audio"])


def voice() -> Sample:
    """A voice note: OGG, which is no format of the backend."""
    return Sample("voice", "voice.ogg", sound("libopus", "ogg"), _MIME["voice"])


def sticker() -> Sample:
    """A still sticker."""
    return Sample("sticker", "sticker.webp", picture(9, "WEBP", (256, 256)), _MIME["sticker"])


def document(name: str, data: bytes, kind: Kind = "document", mime: str = "") -> Sample:
    """Any file, sent as a file."""
    return Sample(kind, name, data, mime or _MIME["document"])


def huge(size: int) -> Sample:
    """A clip that the platform announces with so many bytes."""
    return replace(video(), name="holiday.mp4", claims=size)
