"""A timeline drawn as bars: a row for each track, a bar for each segment, with names and times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageDraw

from studio.media.drawing import GROUND, jpeg, width, write

_WIDTH, _GAP, _NAMES = 1000, 12, 120
_ROW, _BAR, _HEAD = 58, 50, 60
_SMALL = 13
_LINE = "#3a3f4a"
_COLOURS = {"video": "#3d6fb6", "audio": "#3f8f5f", "text": "#a8672f", "other": "#6b6f7a"}
_STEPS = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_TICKS = 10


def draw_bars(timeline: Mapping[str, Any]) -> bytes:
    """A JPEG of at most 200 kB.

    `timeline`: `title`, `seconds` in all, and `rows` of a `kind` ("video", "audio", "text",
    "other"), a `name` and `bars`, each with `start` and `end` in seconds, `name` and `times`.
    """
    rows, seconds = timeline["rows"], float(timeline["seconds"])
    size = (_WIDTH, _HEAD + len(rows) * _ROW + _GAP)
    picture = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(picture)
    write(draw, (_GAP, 26), timeline["title"])
    _axis(draw, seconds, size[1])
    for place, row in enumerate(rows):
        top = _HEAD + place * _ROW
        name = _fitting(row["name"], _NAMES - _GAP)
        write(draw, (_GAP, top + _BAR // 2 + 6), name)
        for bar in row["bars"]:
            left, right = _x(bar["start"], seconds), _x(bar["end"], seconds)
            drawn = _bar(bar, max(3, right - left - 2), _COLOURS.get(row["kind"], "#6b6f7a"))
            picture.paste(drawn, (left, top))
    return jpeg(picture)


def _bar(bar: Mapping[str, Any], pixels: int, colour: str) -> Image.Image:
    drawn = Image.new("RGB", (pixels, _BAR), colour)
    draw = ImageDraw.Draw(drawn)
    room = pixels - 12
    if room >= 20:
        write(draw, (6, 21), _fitting(bar["name"], room))
        if width(bar["times"], size=_SMALL) <= room:
            write(draw, (6, 41), bar["times"], size=_SMALL)
    return drawn


def _axis(draw: ImageDraw.ImageDraw, seconds: float, bottom: int) -> None:
    """Lines at even times, at most ten of them."""
    step = next((step for step in _STEPS if seconds / step <= _TICKS), seconds / _TICKS)
    for number in range(int(seconds / step) + 1):
        moment = number * step
        x = _x(moment, seconds)
        draw.line(((x, _HEAD - 8), (x, bottom - _GAP)), fill=_LINE)
        label = _clock(moment)
        at = min(x, _WIDTH - _GAP - width(label, size=_SMALL))
        write(draw, (at, _HEAD - 12), label, size=_SMALL)


def _x(moment: float, seconds: float) -> int:
    return _NAMES + round(moment / seconds * (_WIDTH - _NAMES - _GAP))


def _fitting(text: str, pixels: int) -> str:
    """As much of it as fits, with "…" where that is not all."""
    if width(text) <= pixels:
        return text
    for end in range(len(text) - 1, 0, -1):
        if width(short := text[:end].rstrip() + "…") <= pixels:
            return short
    return ""


def _clock(moment: float) -> str:
    tenths = round(moment * 10)
    whole, tenth = divmod(tenths, 10)
    text = f"{whole // 60}:{whole % 60:02d}"
    return f"{text}.{tenth}" if tenth else text
