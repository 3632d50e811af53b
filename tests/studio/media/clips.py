"""Small clips and sounds, encoded on the spot: what phones, browsers and recorders send."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

RATE = 48000
RED, GREEN, BLUE = (220, 30, 30), (30, 200, 60), (30, 60, 220)


def make_clip(
    path: Path,
    *,
    size: tuple[int, int] = (320, 180),
    seconds: float = 2.0,
    fps: int = 30,
    codec: str = "libx264",
    container: str = "mp4",
    colors: Sequence[tuple[int, int, int]] = (RED,),
    rotate: float = 0,
    sound: bool = False,
    times: Sequence[float] | None = None,
    full_range: bool = False,
) -> Path:
    """Encode a clip whose colour changes in equal parts through `colors`.

    Its upper left quarter is white, so that turns and crops can be told. `rotate` writes a
    display matrix (degrees counter-clockwise). `times` places each frame at its own second
    (a variable rate); `seconds` and `fps` say how many frames there are otherwise.
    """
    moments = list(times) if times is not None else [i / fps for i in range(round(seconds * fps))]
    with av.open(str(path), "w", format=container) as out:
        options = {"preset": "ultrafast"} if codec == "libx264" else {"cpu-used": "8"}
        stream = out.add_stream(codec, rate=fps, options=options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.color_range = 2 if full_range else 1
        if rotate:
            stream.set_display_rotation(rotate)
        audio = _sound_stream(out, "aac" if container != "webm" else "libopus") if sound else None
        for index, moment in enumerate(moments):
            color = colors[min(len(colors) - 1, index * len(colors) // len(moments))]
            frame = _painted(size, color, full_range=full_range)
            frame.pts, frame.time_base = round(moment * 1000), Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        if audio is not None:
            _tone(out, audio, seconds)
    return path


def make_sound(
    path: Path, *, codec: str = "mp3", container: str = "mp3", seconds: float = 2.0
) -> Path:
    """Encode a 440 Hz tone."""
    with av.open(str(path), "w", format=container) as out:
        _tone(out, _sound_stream(out, codec), seconds)
    return path


def add_cover(sound: Path, path: Path, picture: Path) -> Path:
    """The same mp3 with a cover picture inside, which looks like a video stream."""
    body = sound.read_bytes()
    if body.startswith(b"ID3"):
        size = int.from_bytes(bytes(body[6:10]), "big")
        size = sum(((size >> (8 * i)) & 0x7F) << (7 * i) for i in range(4))
        body = body[10 + size :]
    data = b"\x00image/jpeg\x00\x03\x00" + picture.read_bytes()
    frame = b"APIC" + len(data).to_bytes(4, "big") + b"\x00\x00" + data
    length = len(frame)
    safe = bytes((length >> shift) & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x03\x00\x00" + safe + frame + body)
    return path


def forget_duration(webm: Path, path: Path) -> Path:
    """The file as a browser's recorder writes it: no length in its header."""
    body = bytearray(webm.read_bytes())
    at = body.find(b"\x44\x89\x88")
    assert at > 0
    # An EBML Void element of the same size takes the Duration's place.
    body[at : at + 11] = b"\xec\x89" + b"\x00" * 9
    path.write_bytes(bytes(body))
    return path


def _painted(size: tuple[int, int], color: tuple[int, int, int], *, full_range: bool) -> VideoFrame:
    width, height = size
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:] = color
    pixels[: height // 2, : width // 2] = 255
    return VideoFrame.from_ndarray(pixels, "rgb24").reformat(
        format="yuv420p",
        dst_colorspace="ITU601",
        dst_color_range="JPEG" if full_range else "MPEG",
    )


def _sound_stream(out: av.container.OutputContainer, codec: str) -> AudioStream:
    stream = out.add_stream(codec, rate=RATE)
    assert isinstance(stream, AudioStream)
    stream.layout = "stereo"
    return stream


def _tone(out: av.container.OutputContainer, stream: AudioStream, seconds: float) -> None:
    samples = round(seconds * RATE)
    wave = (np.sin(2 * np.pi * 440 * np.arange(samples) / RATE) * 12000).astype(np.int16)
    size = stream.codec_context.frame_size or 1024
    for start in range(0, samples, size):
        block = np.repeat(wave[None, start : start + size], 2, axis=1)
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block), "s16", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        for ready in _converted(stream, frame):
            out.mux(stream.encode(ready))
    out.mux(stream.encode())


def _converted(stream: AudioStream, frame: AudioFrame) -> list[AudioFrame]:
    resampler = av.AudioResampler(stream.codec_context.format, "stereo", RATE)
    return [*resampler.resample(frame), *resampler.resample(None)]
