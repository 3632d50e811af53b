"""A still from a finished video, for the tile that a chat shows before it is played."""

from __future__ import annotations

from pathlib import Path

import av
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
        stream = picture_stream(container)
        if stream is None:
            raise Unsupported("This file holds no video.")
        length = (container.duration or 0) / av.time_base
        if length > 1:
            container.seek(int(length * MOMENT * av.time_base))
        for frame in container.decode(stream):
            image = as_picture(frame)
            turn = int(getattr(frame, "rotation", 0) or 0)
            return image.rotate(turn, expand=True) if turn else image
    raise Unsupported("This video holds no picture.")
