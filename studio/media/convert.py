"""Formats that phones send and the wire does not take, turned into ones that it does.

Voice notes and other sounds (Ogg, Opus, FLAC) become AAC in M4A; still pictures (HEIC, AVIF, BMP,
TIFF) become JPEG or PNG, as far as the installed libraries can read them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container.input import InputContainer
from PIL import Image, ImageOps

from studio.media.container import as_picture
from studio.media.errors import TooLarge, Unsupported
from studio.media.limits import MAX_PIXELS

SOUNDS = ((b"OggS", "ogg"), (b"fLaC", "flac"))
PICTURES = ("BMP", "TIFF", "AVIF")
HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis")
SAMPLE_RATE = 48_000
BIT_RATE = 128_000
MAX_SECONDS = 3600.0


def convert(source: Path, target: Path) -> None:
    """Write `target` in the format of its ending; raises Unsupported or TooLarge."""
    try:
        if target.suffix == ".m4a":
            _sound(source, target)
        else:
            picture = ImageOps.exif_transpose(_picture(source)).convert("RGB")
            picture.save(target, quality=92)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise Unsupported("This file is damaged, or of a kind that cannot be read.") from error


def _sound(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        head = file.read(4)
    demuxer = next((name for magic, name in SOUNDS if head == magic), "")
    if not demuxer:
        raise Unsupported("This is not a sound that can be converted.")
    options = {"protocol_whitelist": "file", "format_whitelist": demuxer}
    with (
        av.open(str(source), format=demuxer, options=options) as inside,
        av.open(str(target), "w", format="ipod") as outside,
    ):
        if not inside.streams.audio:
            raise Unsupported("This file holds no sound.")
        stream = outside.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        if not isinstance(stream, AudioStream):
            raise TypeError("an AAC stream is a sound")
        stream.bit_rate = BIT_RATE
        resampler = AudioResampler(
            format="fltp", layout="stereo", rate=SAMPLE_RATE, frame_size=1024
        )
        # One frame at a time: three hours of silence are 2 MB of FLAC and 2 GB of samples.
        for frame in itertools.chain(_heard(inside), (None,)):
            for piece in resampler.resample(frame):
                outside.mux(stream.encode(piece))
        outside.mux(stream.encode(None))


def _heard(inside: InputContainer) -> Iterator[AudioFrame]:
    """The sound's frames; raises TooLarge for a length that is stated, or turns out to be."""
    _check_length((inside.duration or 0) / av.time_base)
    seconds = 0.0
    for frame in inside.decode(inside.streams.audio[0]):
        seconds += frame.samples / frame.sample_rate
        _check_length(seconds)
        yield frame


def _check_length(seconds: float) -> None:
    if seconds > MAX_SECONDS:
        raise TooLarge("This sound is longer than an hour: send the part you need.")


def _picture(source: Path) -> Image.Image:
    with source.open("rb") as file:
        head = file.read(16)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return _heic(source)
    picture = Image.open(source, formats=PICTURES)
    _check(picture.width, picture.height)
    return picture


def _heic(source: Path) -> Image.Image:
    """The picture of a HEIC that is one piece; phones' grids of tiles come out as pieces only."""
    options = {"protocol_whitelist": "file", "format_whitelist": "mov"}
    with av.open(str(source), format="mov", options=options) as inside:
        streams = inside.streams.video
        if len(streams) == 1:
            _check(streams[0].width, streams[0].height)
            for frame in inside.decode(streams[0]):
                return as_picture(frame)
    raise Unsupported("This HEIC cannot be read: send it as a JPG.")


def _check(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise TooLarge("This picture has too many pixels: make it smaller.")
