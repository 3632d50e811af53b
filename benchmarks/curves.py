"""Curves over time as a picture, each with its greatest and last value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

WIDE: Final = 900
HIGH: Final = 150
EDGE: Final = 40


def draw(curves: Mapping[str, Sequence[float]], out: Path) -> None:
    """One below the other, from zero to the greatest value of each."""
    image = Image.new("RGB", (WIDE, HIGH * len(curves)), "white")
    canvas = ImageDraw.Draw(image)
    for row, (name, values) in enumerate(curves.items()):
        top, most = row * HIGH + 24, max(values, default=0) or 1
        step = (WIDE - 2 * EDGE) / max(1, len(values) - 1)
        points = [
            (EDGE + n * step, top + (HIGH - 40) * (1 - value / most))
            for n, value in enumerate(values)
        ]
        canvas.line(points, "#5b45e0", 2)
        canvas.line((EDGE, top + HIGH - 40, WIDE - EDGE, top + HIGH - 40), "#bbbbbb")
        canvas.text((EDGE, top - 18), f"{name}: most {most:.0f}, last {values[-1]:.0f}", "black")
    image.save(out)
