"""Charts for admins, drawn with the studio's fonts."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, TypeAlias

from core.handlers.stats import Bar, Chart

if TYPE_CHECKING:  # Pillow is imported when the first chart is drawn
    from PIL import ImageDraw

WIDTH, EDGE = 720, 28
LETTERS, SMALL = 22, 16
ROW = 36
BARS, BAR_FLOOR = 170, 3
GROUND, INK, DIM, LINE = "#15171c", "#f2f2f2", "#9aa0ab", "#2b2f38"
COLOURS = ("#5aa9ff", "#4ad6a0", "#ff6b6b")
Draw: TypeAlias = "ImageDraw.ImageDraw"


class Painter:
    """`core.handlers.stats.Painter` with Pillow, in a thread."""

    async def paint(self, chart: Chart) -> bytes | None:
        """The chart as a PNG of some 20 kB; None where no font has the letters of its words."""
        return await asyncio.to_thread(draw, chart)


def draw(chart: Chart) -> bytes | None:
    """The chart as a PNG: its table, below it the days as bars; None as in `Painter.paint`."""
    from PIL import Image, ImageDraw

    from studio.render import fonts

    words = (*chart.columns, *(name for name, _ in chart.rows), *chart.legend)
    if fonts.missing_glyphs(" ".join(words)):
        return None
    height = EDGE * 3 + ROW * (len(chart.rows) + 2) + BARS + SMALL * 2
    image = Image.new("RGB", (WIDTH, height), GROUND)
    canvas = ImageDraw.Draw(image)
    y = _table(canvas, chart, EDGE)
    y = _legend(canvas, chart, y + EDGE // 2)
    _bars(canvas, chart.bars, y + SMALL)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _table(canvas: Draw, chart: Chart, y: int) -> int:
    """Names on the left, figures under their column on the right; gives where it ends."""
    ends = [WIDTH - EDGE - 190 * n for n in reversed(range(len(chart.columns)))]
    for title, end in zip(chart.columns, ends, strict=True):
        _write(canvas, title, end, y, SMALL, DIM, right=True)
    y += ROW
    for name, figures in chart.rows:
        canvas.line((EDGE, y - 4, WIDTH - EDGE, y - 4), LINE)
        _write(canvas, name, EDGE, y, LETTERS, DIM)
        for figure, end in zip(figures, ends, strict=True):
            _write(canvas, figure, end, y, LETTERS, INK, right=True)
        y += ROW
    return y


def _legend(canvas: Draw, chart: Chart, y: int) -> int:
    x = float(EDGE)
    for name, colour in zip(chart.legend, COLOURS, strict=True):
        canvas.rectangle((x, y + 2, x + 12, y + 14), colour)
        x = _write(canvas, name, x + 20, y, SMALL, DIM) + 28
    return y + ROW


def _bars(canvas: Draw, bars: tuple[Bar, ...], y: int) -> None:
    most = max((max(bar.turns, bar.exports, bar.failed) for bar in bars), default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(1, len(bars))
    wide = step / 5
    floor = y + BARS
    for n, bar in enumerate(bars):
        left = EDGE + n * step + wide
        for place, (count, colour) in enumerate(
            zip((bar.turns, bar.exports, bar.failed), COLOURS, strict=True)
        ):
            if count:
                top = floor - max(BAR_FLOOR, round((BARS - SMALL) * count / most))
                x = left + place * wide
                canvas.rectangle((x, top, x + wide - 3, floor), colour)
        _write(canvas, bar.label, left, floor + 8, SMALL, DIM)
    canvas.line((EDGE, floor, WIDTH - EDGE, floor), LINE)
    _write(canvas, str(most), WIDTH - EDGE, y - SMALL, SMALL, DIM, right=True)


def _write(
    canvas: Draw, text: str, x: float, y: float, size: int, colour: str, *, right: bool = False
) -> float:
    """Write a line from `x` on, or up to it; gives where it ends. What no font has is left out."""
    from studio.render import fonts

    pieces = [(run.text, fonts.face(run.font, size)) for run in fonts.runs(text) if not run.emoji]
    if right:
        x -= sum(font.getlength(piece) for piece, font in pieces)
    for piece, font in pieces:
        # By the line's foot: letters of two fonts stand on one line.
        canvas.text((x, y + size), piece, colour, font, anchor="ls")
        x += font.getlength(piece)
    return x
