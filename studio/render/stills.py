"""A clip as a picture: how it is framed, decided by several of its frames, and what it shows then.

The film, the words over it and the contact sheet all ask here. Only keyframes are decoded.
"""

from __future__ import annotations

import functools
from pathlib import Path

import av
from PIL import Image

from studio.media.container import as_picture, opened, picture_stream
from studio.media.errors import Unsupported
from studio.render.framing import Fit, Point, Salience, framing, loses_too_much
from studio.render.photo import fitted, opaque
from studio.render.scene import Shot

# So many moments of a shot are looked at, evenly spread over it.
_MOMENTS = 4
_THUMBNAIL = 256


def framed(path: Path, shot: Shot, size: tuple[int, int]) -> tuple[bool, Point]:
    """Whether the clip is shown whole over a ground of its own, and else where its crop lies.

    The place is that of the upright, turned picture, 0..1 of what is cut off.
    """
    ratio = round(size[0] / size[1], 3)
    seconds = round(shot.duration * shot.speed, 1)
    return _framed(path, round(shot.source_in, 1), seconds, shot.turn, shot.fit, ratio)


@functools.lru_cache(64)
def _framed(
    path: Path, begin: float, seconds: float, turn: int, fit: Fit, ratio: float
) -> tuple[bool, Point]:
    times = [begin + seconds * (place + 0.5) / _MOMENTS for place in range(_MOMENTS)]
    pictures = [_small(keyframe(path, times[0], turn))]
    canvas = (round(1000 * ratio), 1000)
    if framing(fit, pictures[0].size, canvas).blurred:
        return True, (0.5, 0.5)
    across = pictures[0].width * 1000 / (pictures[0].height * canvas[0])
    keep = (min(1.0, 1 / across), min(1.0, across))
    if min(keep) > 0.98:
        return False, (0.5, 0.5)
    pictures += [_small(keyframe(path, time, turn)) for time in times[1:]]
    seen = Salience(*pictures)
    whole = fit == "auto" and loses_too_much(seen, keep)
    return whole, seen.centering(keep)


def still(path: Path, shot: Shot, at: float, size: tuple[int, int]) -> Image.Image:
    """About what the shot shows `at` seconds after its start, on a canvas of `size`."""
    into = shot.duration - at if shot.backwards else at
    picture = keyframe(path, shot.source_in + into * shot.speed, shot.turn)
    blurred, place = framed(path, shot, size)
    return fitted(picture, size, blurred=blurred, centering=place)


def keyframe(path: Path, seconds: float, turn: int = 0) -> Image.Image:
    """The last keyframe at or before a moment, upright, with square pixels, turned clockwise.

    Raises Unsupported for what holds no picture.
    """
    with opened(path) as container:
        stream = picture_stream(container)
        if stream is None:
            raise Unsupported("This file holds no video.")
        stream.codec_context.skip_frame = "NONKEY"
        aspect = float(stream.sample_aspect_ratio or 1) or 1.0
        try:
            if seconds > 0:
                container.seek(int(seconds * av.time_base))
            frame = next(container.decode(stream), None)
        except av.FFmpegError as error:
            raise Unsupported("This video holds no picture that can be read.") from error
    if frame is None:
        raise Unsupported("This video holds no picture.")
    image = opaque(as_picture(frame))
    if abs(aspect - 1) > 0.01:
        image = image.resize((max(1, round(image.width * aspect)), image.height))
    return image.rotate(int(frame.rotation or 0) - turn, expand=True)


def _small(image: Image.Image) -> Image.Image:
    image.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.BOX, reducing_gap=2.0)
    return image
