"""A frame as three numpy arrays: Y, U and V of 8-bit 4:2:0, BT.709, limited range.

Everything between the decoders and the encoder happens on these arrays, in place, so that no
frame is converted to RGB and back.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from PIL import Image

Plane: TypeAlias = npt.NDArray[np.uint8]
Planes: TypeAlias = tuple[Plane, Plane, Plane]

BLACK = (16, 128, 128)
STRIP = 64
"""Rows worked on at once: three scratch strips of a 1080 px plane stay in the L2 cache."""


class Source(Protocol):
    """Something that can draw itself at a time: a photo, a clip, an animation.

    Clips want to be asked in the order of their times.
    """

    def draw(self, out: Planes, at: float) -> None:
        """Fill `out` with the picture `at` seconds after the shot's start."""
        ...

    def close(self) -> None:
        """Let go of files and memory."""
        ...


def views(frame: VideoFrame) -> Planes:
    """The frame's own planes as arrays, without libav's padding at the end of each row."""
    width, height = frame.width, frame.height
    half = ((height + 1) // 2, (width + 1) // 2)
    y, u, v = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:rows, :columns]
        for plane, (rows, columns) in zip(frame.planes, ((height, width), half, half), strict=True)
    )
    return y, u, v


def blank(width: int, height: int) -> Planes:
    """New planes, contents undefined."""
    half = (height // 2, width // 2)
    return (
        np.empty((height, width), np.uint8),
        np.empty(half, np.uint8),
        np.empty(half, np.uint8),
    )


def from_image(image: Image.Image) -> Planes:
    """An RGB picture with even sides as planes."""
    pixels = np.asarray(image)
    frame = VideoFrame.from_ndarray(pixels, "rgb24").reformat(
        format="yuv420p",
        dst_colorspace="ITU709",
        dst_color_range="MPEG",
        interpolation="BICUBIC",
    )
    return views(frame)


def to_image(frame: VideoFrame) -> Image.Image:
    """A frame of ours as an RGB picture."""
    pixels = frame.reformat(
        format="rgb24", src_colorspace="ITU709", src_color_range="MPEG"
    ).to_ndarray()
    return Image.fromarray(pixels)


def thumbnail(planes: Planes) -> Image.Image:
    """A small RGB picture of planes: every fourth pixel or so, 270 at least on the longer side."""
    y, u, v = planes
    step = max(1, max(y.shape) // 540) * 2
    half = step // 2
    u, v = u[::half, ::half], v[::half, ::half]
    light = y[::step, ::step][: u.shape[0], : u.shape[1]].astype(np.float32)
    shift_u, shift_v = u.astype(np.float32) - 128, v.astype(np.float32) - 128
    light = 1.164 * (light - 16)
    rgb = (
        light + 1.793 * shift_v,
        light - 0.213 * shift_u - 0.533 * shift_v,
        light + 2.112 * shift_u,
    )
    return Image.fromarray(np.clip(np.stack(rgb, -1), 0, 255).astype(np.uint8))


def copy(source: Planes, out: Planes) -> None:
    """Copy one frame's pixels into another's planes."""
    for plane, target in zip(source, out, strict=True):
        np.copyto(target, plane)
