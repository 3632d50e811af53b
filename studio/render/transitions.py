"""How one picture gives way to the next, in place, on the planes of both."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from studio.render.planes import BLACK, STRIP, Plane, Planes
from studio.render.scene import TransitionKind

_Scratch: TypeAlias = npt.NDArray[np.uint16]

_WHITE = (235, 128, 128)
# How far pictures are enlarged as the view flies through one into the next.
_NEARER = 0.8
# In a whip pan pictures are smeared along their way by this part of what a frame covers of it.
_SMEAR, _MOST_SMEARED = 0.05, 0.22


class Blender:
    """Brings a second picture over the first."""

    def __init__(self) -> None:
        self._scratch: dict[int, tuple[_Scratch, _Scratch]] = {}

    def mix(self, kind: TransitionKind, second: Planes, out: Planes, share: float) -> None:
        """Let `share` (0..1) of `second` take the place of what is in `out`; both may change."""
        eased = share * share * (3 - 2 * share)
        if kind == "fade":
            self._blend(second, out, round(256 * share))
        elif kind == "zoom":
            self._zoom(second, out, share)
        elif kind in ("black", "white"):
            self._through(_WHITE if kind == "white" else BLACK, second, out, share)
        elif kind == "whip":
            _whip(second, out, share)
        else:
            _push(second, out, eased, slide=kind == "slide")

    def _blend(self, second: Planes, out: Planes, weight: int) -> None:
        for plane, target in zip(second, out, strict=True):
            self._cross(plane, target, weight)

    def _zoom(self, second: Planes, out: Planes, share: float) -> None:
        """The view flies into the first picture and comes out of it in the second."""
        weight = min(max((share - 0.36) / 0.28, 0.0), 1.0)
        if weight < 1:
            _enlarge(out, 1 + _NEARER * share**2)
        if weight > 0:
            _enlarge(second, 1 + _NEARER * (1 - share) ** 2)
        self._blend(second, out, round(256 * weight))

    def _through(
        self, levels: tuple[int, int, int], second: Planes, out: Planes, share: float
    ) -> None:
        """Into one colour, and out of it again."""
        if share >= 0.5:
            for plane, target in zip(second, out, strict=True):
                np.copyto(target, plane)
        there = round(256 * min(1.0, 2 * min(share, 1 - share)))
        for target, level in zip(out, levels, strict=True):
            self._cross(np.broadcast_to(np.uint8(level), target.shape), target, there)

    def _cross(self, second: Plane, out: Plane, weight: int) -> None:
        height, width = out.shape
        if width not in self._scratch:
            self._scratch[width] = (
                np.empty((STRIP, width), np.uint16),
                np.empty((STRIP, width), np.uint16),
            )
        a, b = self._scratch[width]
        for first in range(0, height, STRIP):
            rows = slice(first, min(first + STRIP, height))
            count = rows.stop - first
            np.multiply(out[rows], 256 - weight, out=a[:count], dtype=np.uint16, casting="unsafe")
            np.multiply(second[rows], weight, out=b[:count], dtype=np.uint16, casting="unsafe")
            np.add(a[:count], b[:count], out=a[:count])
            np.right_shift(a[:count], 8, out=a[:count])
            out[rows] = a[:count]


def _enlarge(planes: Planes, zoom: float) -> None:
    """Bring the middle of a picture nearer."""
    if zoom < 1.002:
        return
    for plane in planes:
        height, width = plane.shape
        across, down = (1 - 1 / zoom) * width / 2, (1 - 1 / zoom) * height / 2
        seen = (across, down, width - across, height - down)
        image = Image.fromarray(plane).resize((width, height), Image.Resampling.BILINEAR, box=seen)
        np.copyto(plane, np.asarray(image))


def _push(second: Planes, out: Planes, share: float, *, slide: bool) -> None:
    """Let the second picture in, uncovered from the left or sliding from the right."""
    half = round(share * out[0].shape[1] / 2)
    for step, plane, target in zip((2, 1, 1), second, out, strict=True):
        width, columns = target.shape[1], half * step
        if columns <= 0:
            continue
        if slide:
            target[:, : width - columns] = target[:, columns:].copy()
            target[:, width - columns :] = plane[:, :columns]
        else:
            target[:, :columns] = plane[:, :columns]


def _whip(second: Planes, out: Planes, share: float) -> None:
    """A slide that starts and ends softly and is so fast between that all is smeared."""
    eased = share**3 * (share * (6 * share - 15) + 10)
    speed = 30 * share**2 * (1 - share) ** 2
    _push(second, out, eased, slide=True)
    for target in out:
        width = target.shape[1]
        reach = round(min(_MOST_SMEARED, _SMEAR * speed * 2) * width)
        if reach > 1:
            _smear(target, reach)


def _smear(plane: Plane, reach: int) -> None:
    """Each pixel as the mean of `reach` along its row."""
    before, after = reach // 2 + 1, reach - reach // 2
    for first in range(0, plane.shape[0], STRIP):
        rows = plane[first : first + STRIP]
        wide = np.pad(rows, ((0, 0), (before, after)), mode="edge")
        sums = np.cumsum(wide, axis=1, dtype=np.uint32)
        rows[:] = ((sums[:, reach:] - sums[:, :-reach])[:, : rows.shape[1]] // reach).astype(
            np.uint8
        )
