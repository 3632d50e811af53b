"""Which part of a picture the canvas shows: what draws the eye decides, on a thumbnail of it.

Faces count most. Then colours unlike the rest, detail, and skin; the middle, a little above it,
counts more than the edges. Numpy alone: 2 ms a picture, and what its faces take.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from studio.render.faces import Face, find_faces

Fit = Literal["auto", "crop", "blur"]
Point: TypeAlias = tuple[float, float]
_Map: TypeAlias = npt.NDArray[np.floating]

# A crop that would lose more than this shows the whole picture over a blurred copy instead.
_MOST_LOST = 0.45
# So does one that would lose a quarter and keep less than this part of what draws the eye.
_LEAST_SEEN, _LOST = 0.7, 0.25
# From this ratio of its sides on, a picture is taken as a panorama and the view travels over it,
# at most this many canvas sides a second, over at most so many.
_PANORAMA, _TRAVEL, _MOST_REACH = 1.9, 0.4, 4.0
_SIDE = 96
# With a face belong hair and chin: so many of its heights more above, beside and below it.
_HAIR, _BESIDE, _CHIN = 0.55, 0.3, 0.35
# A face weighs as much as everything else together; of several the largest weighs most.
_FACES = 1.0
# Windows that hold this part of what the richest one holds are as good; the middle is preferred.
_AS_GOOD = 0.985


@dataclass(frozen=True, slots=True)
class Framing:
    """`blurred`: whole over a blurred copy. `reach`: canvases covered across and down."""

    blurred: bool = False
    reach: tuple[float, float] = (1.0, 1.0)


def framing(
    fit: Fit, picture: tuple[int, int], canvas: tuple[int, int], *, travel: float = 0.0
) -> Framing:
    """How a picture comes onto a canvas; both are upright (width, height).

    `travel` is for how many seconds the view could move over a panorama.
    """
    wide = (picture[0] * canvas[1]) / (picture[1] * canvas[0])
    excess = max(wide, 1 / wide)
    if fit == "blur":
        return Framing(blurred=excess > 1.02)
    lost = 1 - 1 / excess
    long = max(picture) / min(picture) >= _PANORAMA
    across = picture[0] > picture[1]
    if travel and long and across == (wide > 1) and lost > _MOST_LOST:
        reach = min(excess, 1 + _TRAVEL * travel, _MOST_REACH)
        return Framing(reach=(reach, 1.0) if across else (1.0, reach))
    return Framing(blurred=fit == "auto" and lost > _MOST_LOST)


def loses_too_much(seen: Salience, keep: tuple[float, float]) -> bool:
    """Whether a crop to `keep` (parts of width and height) cuts up what the picture shows."""
    if 1 - keep[0] * keep[1] <= _LOST:
        return False
    across, down = seen.head
    return across > keep[0] or down > keep[1] or seen.share(keep) < _LEAST_SEEN


class Salience:
    """What draws the eye in an upright picture, as a map of weights.

    Thumbnails of 256 pixels are enough, and needed for their faces. `head` is how much of the
    picture's width and height the largest of them takes. Of several pictures, all of one size as
    the frames of a clip are, each counts as much.
    """

    def __init__(self, *images: Image.Image) -> None:
        self.head = (0.0, 0.0)
        maps = []
        for image in images:
            small = image.convert("RGB")
            faces = find_faces(small)
            self.head = max(self.head, _head(faces))
            small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
            found = _salience(small)
            found += _FACES * float(found.sum()) * _weights(faces, found.shape)
            maps.append(found / max(float(found.sum()), 1e-9))
        self._map: _Map = np.mean(maps, axis=0)

    def centering(self, keep: tuple[float, float]) -> Point:
        """Where a window of `keep` (parts of width and height) lies best, 0..1 of what is left."""
        return _best(self._map.sum(axis=0), keep[0]), _best(self._map.sum(axis=1), keep[1])

    def share(self, keep: tuple[float, float]) -> float:
        """How much of what draws the eye the best window of `keep` holds, 0 to 1."""
        parts = []
        for axis, part in ((0, keep[0]), (1, keep[1])):
            mass = self._map.sum(axis=axis)
            size = max(1, min(len(mass), round(len(mass) * part)))
            sums = np.concatenate(([0.0], np.cumsum(mass)))
            parts.append(float((sums[size:] - sums[:-size]).max() / sums[-1]))
        return parts[0] * parts[1]

    def focus(self, window: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)) -> Point:
        """The middle of what draws the eye inside a window (parts), as parts of that window."""
        rows, columns = self._map.shape
        left, right = round(window[0] * columns), max(round(window[2] * columns), 1)
        top, bottom = round(window[1] * rows), max(round(window[3] * rows), 1)
        weights = self._map[top:bottom, left:right] ** 2
        return _middle(weights.sum(axis=0)), _middle(weights.sum(axis=1))


def _head(faces: tuple[Face, ...]) -> tuple[float, float]:
    """Width and height of the largest face with its hair and chin; (0, 0) where there is none."""
    if not faces:
        return 0.0, 0.0
    wide, high = faces[0].right - faces[0].left, faces[0].bottom - faces[0].top
    return wide * (1 + 2 * _BESIDE), high * (1 + _HAIR + _CHIN)


def _weights(faces: tuple[Face, ...], shape: tuple[int, ...]) -> _Map:
    """The heads' places in a map, all of them together 1; nothing where there are none."""
    rows, columns = shape
    found: _Map = np.zeros(shape, np.float32)
    for face in faces:
        high, wide = face.bottom - face.top, face.right - face.left
        top = round(max(face.top - _HAIR * high, 0) * rows)
        left = round(max(face.left - _BESIDE * wide, 0) * columns)
        bottom = max(round((face.bottom + _CHIN * high) * rows), top + 1)
        right = max(round((face.right + _BESIDE * wide) * columns), left + 1)
        found[top:bottom, left:right] += 1.0
    total = float(found.sum())
    return found / total if total else found


def _best(mass: _Map, keep: float) -> float:
    count = len(mass)
    size = max(1, min(count, round(count * keep)))
    if size == count:
        return 0.5
    sums = np.concatenate(([0.0], np.cumsum(mass)))
    windows = sums[size:] - sums[:-size]
    good = np.flatnonzero(windows >= windows.max() * _AS_GOOD)
    middle = (count - size) // 2
    if middle in good:
        return 0.5
    # In the midst of all windows that are as good: nobody stands at the very edge.
    return float(good[np.abs(good - good.mean()).argmin()]) / (count - size)


def _middle(mass: _Map) -> float:
    total = float(mass.sum())
    if total <= 0:
        return 0.5
    return float((mass * (np.arange(len(mass)) + 0.5)).sum() / total / len(mass))


def _salience(small: Image.Image) -> _Map:
    levels: _Map = np.asarray(small.convert("YCbCr")).astype(np.float32)
    soft = np.asarray(small.convert("L").filter(ImageFilter.GaussianBlur(6))).astype(np.float32)
    rare = _rarity(levels)
    detail = np.abs(levels[:, :, 0] - soft)
    y, cb, cr = (levels[:, :, i] for i in range(3))
    # The usual box for skin in YCbCr, with soft edges: it holds for light and dark skin.
    skin = np.exp(-(((cr - 152) / 14) ** 2) - ((cb - 104) / 18) ** 2) * np.clip(y / 60 - 0.5, 0, 1)
    found = 0.8 * _scaled(_spread(rare)) + 0.5 * _scaled(_spread(detail)) + 1.2 * _spread(skin)
    rows, columns = np.mgrid[0 : 1 : small.height * 1j, 0 : 1 : small.width * 1j]
    near = np.exp(-(((columns - 0.5) / 0.6) ** 2) - ((rows - 0.42) / 0.6) ** 2)
    weighted: _Map = found**2 * near + 1e-6
    return weighted


def _rarity(levels: _Map) -> _Map:
    """How seldom each pixel's colour is, times its distance to the picture's other colours."""
    bins = (levels // 24).astype(np.intp)
    keys = (bins[:, :, 0] * 16 + bins[:, :, 1]) * 16 + bins[:, :, 2]
    found, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    share = counts / counts.sum()
    colors = np.stack((found // 256, found // 16 % 16, found % 16), axis=1).astype(np.float32)
    apart = np.sqrt(((colors[:, None] - colors[None]) ** 2).sum(axis=2)) @ share
    rarity: _Map = (apart * -np.log(share))[places].reshape(keys.shape)
    return rarity


def _scaled(values: _Map) -> _Map:
    """Brought to 0..1, by all but the highest twentieth."""
    top = float(np.percentile(values, 95))
    scaled: _Map = np.clip(values / max(top, 1e-6), 0, 1)
    return scaled


def _spread(values: _Map) -> _Map:
    """Neighbours share: single pixels are noise."""
    padded = np.pad(values, 2, mode="edge")
    rows = np.lib.stride_tricks.sliding_window_view(padded, 5, axis=0).mean(axis=-1)
    spread: _Map = np.lib.stride_tricks.sliding_window_view(rows, 5, axis=1).mean(axis=-1)
    return spread
