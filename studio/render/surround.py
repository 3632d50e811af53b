"""What surrounds a moving picture that does not fill the canvas: its mirror image, out of focus.

As `studio.render.photo` does it for photos, on planes and fast enough for every frame: where they
meet they are the same, so that no edge is seen; outwards it gets darker.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from studio.render.planes import BLACK, Plane, Planes, blank

_DARKER, _SOFT_EDGE, _COARSE, _BLUR = 0.45, 0.035, 68, 7
_Ramp = npt.NDArray[np.float32]


class Surround:
    """Lays pictures of one size into the middle of a canvas; bars are at two opposite sides."""

    def __init__(self, whole: tuple[int, int], canvas: tuple[int, int]) -> None:
        self._canvas, self._whole = canvas, whole
        self._beside = whole[0] < canvas[0]
        self._coarse = max(2, min(canvas) // _COARSE)
        self._soft = round(min(canvas) * _SOFT_EDGE / 2) * 2

    def lay(self, picture: Planes) -> Planes:
        """The canvas with this picture on it."""
        out = blank(*self._canvas)
        for step, level, plane, target in zip((1, 2, 2), BLACK, picture, out, strict=True):
            if self._beside:
                self._fill(plane.T, target.T, step, level)
            else:
                self._fill(plane, target, step, level)
        return out

    def _fill(self, plane: Plane, target: Plane, step: int, level: int) -> None:
        """Bars above and below; pictures with bars at their sides come lying."""
        rows, columns = target.shape
        bar = (rows - plane.shape[0]) // 2 // 2 * 2 if step == 1 else (rows - plane.shape[0]) // 2
        end, soft = bar + plane.shape[0], self._soft // step
        target[bar:end] = plane
        if not bar:
            return
        pixel = max(1, self._coarse // step)
        small = (max(2, columns // pixel), max(2, plane.shape[0] // pixel))
        tiny = Image.fromarray(np.ascontiguousarray(plane)).resize(small, Image.Resampling.BOX)
        scale = plane.shape[0] / small[1]
        beyond = int(-(-bar // scale)) + 2
        mirrored = np.pad(np.asarray(tiny), ((beyond, beyond), (0, 0)), "symmetric")
        ground = Image.fromarray(mirrored).filter(ImageFilter.GaussianBlur(_BLUR))
        soft = min(soft, plane.shape[0] // 2)
        over: _Ramp = np.linspace(0, 1, soft, dtype=np.float32)[:, None]
        dark = (1 - _DARKER * np.linspace(1, 0, bar, dtype=np.float32))[:, None]
        for top in (True, False):
            first = beyond - bar / scale if top else beyond + (plane.shape[0] - soft) / scale
            seen = (0, first, small[0], first + (bar + soft) / scale)
            size = (columns, bar + soft)
            part = np.asarray(ground.resize(size, Image.Resampling.BILINEAR, box=seen), np.float32)
            part = part if top else part[::-1]
            outside, inside = part[:bar], part[bar:]
            rim = target[:end] if top else target[::-1]
            begins = bar if top else rows - end
            rim[begins - bar : begins] = level + (outside - level) * dark
            edge = rim[begins : begins + soft]
            edge[:] = inside + (edge - inside) * over
