"""Where faces are in a picture: MediaPipe's BlazeFace for the back camera, in numpy.

The weights lie in `models/` with their licence; 15 to 60 ms of CPU a picture, and nothing else to
be installed. Faces of less than about a twentieth of the longer side are not found.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

_Layer: TypeAlias = npt.NDArray[np.float32]

_WEIGHTS = Path(__file__).with_name("models") / "blazeface.npz"
_SIDE = 256
_BLOCKS = 32
# Both heads read a map of 16 x 16 pixels a cell with two guesses, and of 32 x 32 with six.
_FINE_AFTER, _HALVING = 30, (7, 15, 23, 31)
# Below 0.7 cups and cats' eyes pass for faces.
_SURE, _SAME = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Face:
    """A face's box, from eyebrows to chin, as parts of the picture's width and height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its part of the picture."""
        return (self.right - self.left) * (self.bottom - self.top)


def find_faces(image: Image.Image) -> tuple[Face, ...]:
    """The faces in an upright picture, the largest first."""
    scale = _SIDE / max(image.size)
    size = [max(1, round(side * scale)) for side in image.size]
    small = image.convert("RGB").resize((size[0], size[1]), Image.Resampling.BILINEAR)
    # The map's cells are 32 pixels wide; what is added to fill them is black, as in training.
    columns, rows = (-(-side // 32) * 32 for side in size)
    pixels = np.full((rows, columns, 3), -1, np.float32)
    pixels[: size[1], : size[0]] = np.asarray(small, np.float32) / 127.5 - 1
    boxes = _guesses(pixels) / (size[0], size[1], size[0], size[1])
    faces = (Face(*map(float, np.clip(box, 0, 1))) for box in boxes)
    return tuple(sorted((f for f in faces if f.area > 0), key=lambda face: -face.area))


def _guesses(pixels: _Layer) -> _Layer:
    """Boxes (left, top, right, bottom in pixels) that are sure enough, one a face."""
    weights = _weights()
    layer, fine = _stem(pixels), None
    for number in range(_BLOCKS):
        layer = _block(layer, number)
        if number == _FINE_AFTER:
            fine = layer
    assert fine is not None
    found = []
    for features, score, box, step in ((fine, "h0", "h2", 16), (layer, "h1", "h3", 32)):
        rows, columns, _ = features.shape
        sure = features @ weights[f"{score}_w"] + weights[f"{score}_b"]
        guess = features @ weights[f"{box}_w"] + weights[f"{box}_b"]
        many = sure.shape[2]
        guess = guess.reshape(rows, columns, many, 16)
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)[:, :, :, None] * step + step / 2
        x, y = x + guess[..., 0], y + guess[..., 1]
        across, down = guess[..., 2] / 2, guess[..., 3] / 2
        found.append(np.stack((sure, x - across, y - down, x + across, y + down), -1))
    all_of_them = np.concatenate([part.reshape(-1, 5) for part in found])
    sure_ones = all_of_them[all_of_them[:, 0] > np.log(_SURE / (1 - _SURE))]
    return _one_each(sure_ones[np.argsort(-sure_ones[:, 0])][:, 1:])


def _one_each(boxes: _Layer) -> _Layer:
    """Of boxes that share much, the mean, led by the surest."""
    kept: list[_Layer] = []
    while len(boxes):
        shared = np.prod(
            np.clip(
                np.minimum(boxes[:, 2:], boxes[0, 2:]) - np.maximum(boxes[:, :2], boxes[0, :2]),
                0,
                None,
            ),
            axis=1,
        )
        areas = np.prod(np.clip(boxes[:, 2:] - boxes[:, :2], 1e-6, None), axis=1)
        same = shared / (areas + areas[0] - shared) > _SAME
        same[0] = True
        kept.append(boxes[same].mean(axis=0))
        boxes = boxes[~same]
    return np.array(kept, np.float32).reshape(-1, 4)


def _stem(pixels: _Layer) -> _Layer:
    """Five by five, every second pixel."""
    weights = _weights()
    padded = np.pad(pixels, ((1, 2), (1, 2), (0, 0)))
    rows, columns = pixels.shape[0] // 2, pixels.shape[1] // 2
    windows = np.lib.stride_tricks.sliding_window_view(padded, (5, 5), axis=(0, 1))[::2, ::2]
    flat = windows.transpose(0, 1, 3, 4, 2).reshape(rows * columns, 75)
    made = flat @ weights["stem_w"].reshape(75, -1) + weights["stem_b"]
    found: _Layer = np.maximum(made, 0).reshape(rows, columns, -1)
    return found


def _block(layer: _Layer, number: int) -> _Layer:
    """Three by three within each channel, then across channels, added to what came in."""
    weights = _weights()
    half = number in _HALVING
    rows, columns, channels = layer.shape
    step = 2 if half else 1
    before = 0 if half else 1
    padded = np.pad(layer, ((before, 1), (before, 1), (0, 0)))
    kernel = weights[f"d{number}_w"]
    mixed = np.empty((rows // step, columns // step, channels), np.float32)
    mixed[:] = weights[f"d{number}_b"]
    part = np.empty_like(mixed)
    for y in range(3):
        for x in range(3):
            seen = padded[y : y + rows : step, x : x + columns : step]
            np.multiply(seen, kernel[y, x], out=part)
            mixed += part
    made: _Layer = mixed @ weights[f"p{number}_w"] + weights[f"p{number}_b"]
    if number != _BLOCKS - 1:
        kept = layer
        if half:
            kept = layer.reshape(rows // 2, 2, columns // 2, 2, channels).max(axis=(1, 3))
        made[..., :channels] += kept
    return np.maximum(made, 0)


@functools.cache
def _weights() -> dict[str, _Layer]:
    with np.load(_WEIGHTS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
