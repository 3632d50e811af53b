"""libav, opened with the guards on: one demuxer, local files only, few streams."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container.input import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from studio.media.errors import Unsupported
from studio.media.sniff import MediaFormat, sniff

_MAX_STREAMS = "16"
F = TypeVar("F", AudioFrame, VideoFrame)


def readable(frames: Iterator[F]) -> Iterator[F]:
    """Frames up to the end, or to the first that cannot be read: what breaks off is used as far
    as it goes.
    """
    while True:
        try:
            frame = next(frames, None)
        except (av.FFmpegError, ValueError):
            return
        if frame is None:
            return
        yield frame


def open_media(path: Path, found: MediaFormat | None = None) -> InputContainer:
    """Open a clip or a sound with the demuxer that its bytes call for, and no other.

    Raises Unsupported for pictures and for what libav cannot read; the caller closes.
    """
    found = found or sniff(path)
    if not found.demuxer:
        raise Unsupported("This is a picture where a clip or a sound is needed.")
    options = {
        "protocol_whitelist": "file",
        "format_whitelist": found.demuxer,
        "max_streams": _MAX_STREAMS,
    }
    try:
        return av.open(str(path), format=found.demuxer, options=options)
    except (av.FFmpegError, ValueError) as error:
        raise Unsupported(
            f"This {found.name} file is damaged or incomplete: send it again."
        ) from error


@contextlib.contextmanager
def opened(path: Path, found: MediaFormat | None = None) -> Iterator[InputContainer]:
    """`open_media` that closes by itself."""
    container = open_media(path, found)
    try:
        yield container
    finally:
        container.close()


def as_picture(frame: VideoFrame) -> Image.Image:
    """A frame as a picture for Pillow."""
    # PyAV leaves this method untyped, since Pillow is optional to it.
    image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    return image


def picture_stream(container: InputContainer) -> VideoStream | None:
    """The stream that moves; the cover picture of a song looks like video and is none."""
    for stream in container.streams.video:
        if not stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails):
            return stream
    return None


def sound_stream(container: InputContainer) -> AudioStream | None:
    """The first sound track that can be decoded, if there is one."""
    for stream in container.streams.audio:
        if stream.codec_context is not None and stream.codec_context.sample_rate:
            return stream
    return None


def has_sound(path: Path) -> bool:
    """Whether a clip brings its own sound; raises Unsupported as `open_media` does."""
    found = sniff(path)
    if not found.demuxer:
        return False
    with opened(path, found) as container:
        return sound_stream(container) is not None
