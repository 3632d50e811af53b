"""Stills from videos, for the tile that a chat shows before playing."""

from __future__ import annotations

from pathlib import Path

import av
from av.container.input import InputContainer
from av.video.frame import VideoFrame
from PIL import Image

from studio.media.container import as_picture, opened, picture_stream
from studio.media.errors import Unsupported

LONGEST_SIDE = 320
MOST_BYTES = 200_000
# A little way in: the first frame of many videos is black.
MOMENT = 0.25


def poster(video: Path, target: Path) -> None:
    """Write a JPEG of at most 320 px and 200 kB; raises Unsupported.

    Source: docs/platforms.md#telegram.
    """
    picture = _frame(video)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    for quality in (85, 70, 50, 30):
        picture.save(target, "JPEG", quality=quality, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            return


def _frame(video: Path) -> Image.Image:
    with opened(video) as container:
        length = (container.duration or 0) / av.time_base
        return _first(container, length * MOMENT if length > 1 else 0.0)


def _first(container: InputContainer, seconds: float) -> Image.Image:
    """The first frame from the keyframe before `seconds` on."""
    stream = picture_stream(container)
    if stream is None:
        raise Unsupported("This file holds no video.")
    try:
        if seconds > 0:
            container.seek(int(seconds * av.time_base))
        for frame in container.decode(stream):
            return _upright(frame)
    except av.FFmpegError as error:
        raise Unsupported("This video holds no picture that can be read.") from error
    raise Unsupported("This video holds no picture.")


def _upright(frame: VideoFrame) -> Image.Image:
    image = as_picture(frame)
    turn = int(getattr(frame, "rotation", 0) or 0)
    return image.rotate(turn, expand=True) if turn else image
