"""Colour moods as lookup tables: one for brightness, one for each colour difference.

`np.take` with clipping is twice as fast as indexing: it checks no bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from studio.render.planes import BLACK, Planes

Table: TypeAlias = npt.NDArray[np.uint8]
_Curve: TypeAlias = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Grade:
    """Three tables of 256 levels; None leaves a plane as it is."""

    y: Table | None
    u: Table | None
    v: Table | None

    def apply(self, planes: Planes) -> Planes:
        """The graded picture, in new arrays where something changes."""
        y, u, v = (
            plane if table is None else np.take(table, plane, mode="clip")
            for plane, table in zip(planes, (self.y, self.u, self.v), strict=True)
        )
        return y, u, v

    def apply_to(self, planes: Planes) -> None:
        """Grade in place."""
        for plane, table in zip(planes, (self.y, self.u, self.v), strict=True):
            if table is not None:
                plane[:] = np.take(table, plane, mode="clip")


def _same(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return x


def _s_curve(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    smooth: npt.NDArray[np.float64] = x * x * (3 - 2 * x)
    return 0.45 * x + 0.55 * smooth


@dataclass(frozen=True, slots=True)
class _Look:
    """Brightness curve on 0..1, saturation, and a push of U and V in levels."""

    curve: _Curve = _same
    saturation: float = 1.0
    u: float = 0.0
    v: float = 0.0


_LOOKS: dict[str, _Look] = {
    "warm": _Look(u=-9, v=7),
    "cool": _Look(u=9, v=-6),
    "bright": _Look(curve=lambda x: x**0.82),
    "dark": _Look(curve=lambda x: x**1.25),
    "contrast": _Look(curve=_s_curve),
    "vivid": _Look(curve=lambda x: 0.7 * x + 0.3 * _s_curve(x), saturation=1.35),
    "bw": _Look(saturation=0.0),
    "soft": _Look(curve=lambda x: 0.09 + 0.84 * x, saturation=0.85),
    "cinematic": _Look(curve=_s_curve, saturation=0.88, u=4, v=-3),
    "vintage": _Look(curve=lambda x: 0.07 + 0.86 * x, saturation=0.72, u=-8, v=5),
}


def grade(looks: Sequence[str]) -> Grade | None:
    """The tables of several looks in their order, or None when nothing changes."""
    known = [_LOOKS[name] for name in looks if name in _LOOKS]
    if not known:
        return None
    y, u, v = (np.arange(256, dtype=np.float64) for _ in range(3))
    for look in known:
        y = 16 + 219 * look.curve(np.clip((y - 16) / 219, 0, 1))
        u = 128 + (u - 128) * look.saturation + look.u
        v = 128 + (v - 128) * look.saturation + look.v
    return Grade(_table(y), _table(u), _table(v))


def darkness(light: float) -> Grade:
    """The tables that leave `light` (0..1) of a picture and make the rest black."""
    levels = np.arange(256, dtype=np.float64)
    y, u, v = (_table(dark + (levels - dark) * light) for dark in BLACK)
    return Grade(y, u, v)


def _table(levels: npt.NDArray[np.float64]) -> Table | None:
    table = np.clip(np.rint(levels), 0, 255).astype(np.uint8)
    return None if np.array_equal(table, np.arange(256)) else table
