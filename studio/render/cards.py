"""Words over the picture: drawn once as a card, then blended into the frames of their time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from studio.render import fonts
from studio.render.planes import Planes
from studio.render.scene import Caption

_Weights: TypeAlias = npt.NDArray[np.uint16]
_Levels: TypeAlias = npt.NDArray[np.floating[Any]]

_RAMP = 0.4
_MAX_LINES = 4
# Letter height of a role, as a part of the canvas's shorter side.
_SIZES = {"title": 0.105, "subtitle": 0.056, "end": 0.085}
# Where a card's middle stands, if it stays out of the edges below.
_HEIGHTS = {"top": 0.2, "center": 0.5, "bottom": 0.8}
# What is kept free: top, bottom, each side. Over tall films the apps lay names and buttons.
_EDGES, _TALL_EDGES, _TALL = (0.04, 0.06, 0.08), (0.12, 0.2, 0.11), 1.5
# Brightness steps between neighbours (every fourth pixel) and to the letters, from which on the
# picture under words is busy.
_BUSY_STEP, _NEAR_LEVEL = 11.0, 55.0
_LINE = 1.22


@dataclass(frozen=True, slots=True)
class Card:
    """A drawn caption at its place: premultiplied planes and their weights, 8.8 fixed point."""

    x: int
    y: int
    start: float
    end: float
    ink: tuple[_Weights, _Weights, _Weights]
    cover: tuple[_Weights, _Weights]
    level: float = 235.0
    scrimmed: Card | None = None

    def over(self, out: Planes) -> Card:
        """This card, or the one with a scrim where it would be hard to read over `out`."""
        if self.scrimmed is None:
            return self
        rows, columns = self.ink[0].shape
        under = out[0][self.y : self.y + rows : 4, self.x : self.x + columns : 4].astype(np.int16)
        steps = np.abs(np.diff(under, axis=0)).mean() + np.abs(np.diff(under, axis=1)).mean()
        near = abs(float(under.mean()) - self.level) < _NEAR_LEVEL
        return self.scrimmed if near or steps > _BUSY_STEP else self

    def blend(self, out: Planes, at: float) -> None:
        """Lay the card over the frame of time `at` (seconds); fades in and out in 0.4 s."""
        ramp = min(1.0, (at - self.start) / _RAMP, (self.end - at) / _RAMP)
        strength = int(256 * ramp)
        if strength <= 0:
            return
        for index, ink in enumerate(self.ink):
            step = 1 if index == 0 else 2
            cover = self.cover[min(index, 1)]
            rows, columns = ink.shape
            top, left = self.y // step, self.x // step
            region = out[index][top : top + rows, left : left + columns]
            if strength < 256:
                ink = (ink.astype(np.uint32) * strength >> 8).astype(np.uint16)
                cover = (cover.astype(np.uint32) * strength >> 8).astype(np.uint16)
            region[:] = (region * (256 - cover) + ink) >> 8


def draw_cards(
    captions: Sequence[Caption], width: int, height: int, pictures: dict[str, Image.Image]
) -> list[Card]:
    """Draw all captions for a canvas; those that share time and place are stacked, not overlaid.

    `pictures` holds the corner pictures by their source id. A caption of which no character can
    be drawn is left out.
    """
    placed: list[tuple[Caption, tuple[int, int, int, int], Image.Image]] = []
    top, bottom = _free(width, height)[:2]
    for caption in captions:
        if caption.source is not None:
            image, x, y = _corner(pictures[caption.source], caption, width, height)
        else:
            drawn = _text_image(caption, width, height)
            if drawn is None:
                continue
            image = drawn
            x = (width - image.width) // 2
            y = round(height * _HEIGHTS[caption.position] - image.height / 2)
        for other, box, _ in placed:
            if other.start < caption.start + caption.duration and caption.start < (
                other.start + other.duration
            ):
                y = _beside(box, (x, y, x + image.width, y + image.height), caption.position)
        y = max(top, min(y, height - bottom - image.height))
        y = min(max(y, 0), height - image.height)
        placed.append((caption, (x, y, x + image.width, y + image.height), image))
    return [
        _with_scrim(_card(image, box, caption), image, caption, (width, height))
        for caption, box, image in placed
    ]


def _free(width: int, height: int) -> tuple[int, int, int]:
    """Pixels that words keep free: above, below, and at each side."""
    above, below, side = _TALL_EDGES if height > width * _TALL else _EDGES
    return round(height * above), round(height * below), round(width * side)


def _with_scrim(card: Card, image: Image.Image, caption: Caption, canvas: tuple[int, int]) -> Card:
    """A soft shade behind the words, for where the picture is busy; plates have their own."""
    if caption.source is not None or "box" in caption.styles:
        return card
    pad = max(4, min(canvas) // 36)
    box = (image.width + 6 * pad, image.height + 6 * pad)
    shape = Image.new("L", box, 0)
    inner = (2 * pad, 2 * pad, box[0] - 2 * pad - 1, box[1] - 2 * pad - 1)
    ImageDraw.Draw(shape).rounded_rectangle(inner, pad, fill=150)
    shade = Image.new("RGBA", box, (0, 0, 0) if _level(caption.color) > 90 else (255, 255, 255))
    shade.putalpha(shape.filter(ImageFilter.GaussianBlur(pad * 0.9)))
    shade.alpha_composite(image, (3 * pad, 3 * pad))
    left, top = max(0, card.x - 3 * pad), max(0, card.y - 3 * pad)
    cut = (left - card.x + 3 * pad, top - card.y + 3 * pad)
    size = (min(box[0] - cut[0], canvas[0] - left), min(box[1] - cut[1], canvas[1] - top))
    seen = shade.crop((*cut, cut[0] + size[0] // 2 * 2, cut[1] + size[1] // 2 * 2))
    scrimmed = _card(seen, (left, top, left + seen.width, top + seen.height), caption)
    return replace(card, level=16 + 0.86 * _level(caption.color), scrimmed=scrimmed)


def _beside(taken: tuple[int, int, int, int], box: tuple[int, int, int, int], position: str) -> int:
    """The card's new top: below what is there, or above it for cards at the bottom."""
    apart = box[2] <= taken[0] or box[0] >= taken[2] or box[3] <= taken[1] or box[1] >= taken[3]
    if apart:
        return box[1]
    return taken[1] - (box[3] - box[1]) if position == "bottom" else taken[3]


def _corner(
    picture: Image.Image, caption: Caption, width: int, height: int
) -> tuple[Image.Image, int, int]:
    """A small picture in a corner (a logo), a sixth of the canvas wide."""
    image = picture.convert("RGBA")
    image.thumbnail((width // 6, height // 6), Image.Resampling.LANCZOS)
    gap = round(min(width, height) * 0.05)
    above, below = (max(gap, edge) for edge in _free(width, height)[:2])
    y = height - image.height - below if caption.position == "bottom" else above
    return image, gap if caption.left else width - image.width - gap, y


def _card(image: Image.Image, box: tuple[int, int, int, int], caption: Caption) -> Card:
    """Bring a picture with transparency to even bounds and into 4:2:0."""
    x, y = box[0] // 2 * 2, box[1] // 2 * 2
    even = Image.new("RGBA", (-(-image.width // 2) * 2, -(-image.height // 2) * 2), (0, 0, 0, 0))
    even.paste(image, (0, 0))
    pixels: _Levels = np.asarray(even).astype(np.float32)
    alpha: _Levels = pixels[:, :, 3] / np.float32(255)
    red, green, blue = (pixels[:, :, i] for i in range(3))
    planes = (
        16 + 0.1826 * red + 0.6142 * green + 0.0620 * blue,
        128 - 0.1006 * red - 0.3386 * green + 0.4392 * blue,
        128 + 0.4392 * red - 0.3989 * green - 0.0403 * blue,
    )
    y_ink, u_ink, v_ink = (
        _fixed(plane * alpha if index == 0 else _halved(plane * alpha))
        for index, plane in enumerate(planes)
    )
    return Card(
        x=x,
        y=y,
        start=caption.start,
        end=caption.start + caption.duration,
        ink=(y_ink, u_ink, v_ink),
        cover=(_fixed(alpha), _fixed(_halved(alpha))),
    )


def _fixed(values: _Levels) -> _Weights:
    return np.rint(values * 256).astype(np.uint16)


def _halved(plane: _Levels) -> _Levels:
    quads: _Levels = plane[::2, ::2] + plane[1::2, ::2] + plane[::2, 1::2] + plane[1::2, 1::2]
    return quads / np.float32(4)


def _text_image(caption: Caption, width: int, height: int) -> Image.Image | None:
    """The caption's lines, centred, with a soft shadow; None when nothing can be drawn."""
    short = min(width, height)
    usual = _SIZES.get(caption.role, _SIZES["title"])
    size = max(12, round(short * usual * caption.size))
    smallest = max(10, size // 2)
    room = width - 2 * _free(width, height)[2]
    text = fonts.drawable(caption.text)
    lines = wrap(text, size, room)
    while size > smallest and _too_big(lines, size, room, height):
        size = max(smallest, round(size * 0.92))
        lines = wrap(text, size, room)
    if not lines:
        return None
    letters = _lettering(lines, size, caption.color, outlined="outline" in caption.styles)
    card = _shadowed(letters, caption.color, size, width, height)
    return _on_plate(card, caption.color, size, width) if "box" in caption.styles else card


def _too_big(lines: list[str], size: int, room: int, height: int) -> bool:
    return (
        len(lines) > _MAX_LINES
        or len(lines) * size * _LINE > height * 0.4
        or any(text_width(line, size) > room for line in lines)
    )


def _on_plate(card: Image.Image, color: str, size: int, width: int) -> Image.Image:
    """The words on a half transparent plate with round corners, dark behind light letters."""
    pad = round(size * 0.28)
    tint = (0, 0, 0) if _level(color) > 90 else (255, 255, 255)
    box = (min(card.width + 2 * pad, width), card.height + 2 * pad)
    plate = Image.new("RGBA", box, (0, 0, 0, 0))
    shape = (0, 0, box[0] - 1, box[1] - 1)
    ImageDraw.Draw(plate).rounded_rectangle(shape, round(size * 0.25), fill=(*tint, 150))
    plate.alpha_composite(card, (max(0, (box[0] - card.width) // 2), pad))
    return plate


def _level(color: str) -> float:
    """How light a colour is, 0 to 255."""
    return sum(int(color[i : i + 2], 16) * k for i, k in ((1, 0.3), (3, 0.59), (5, 0.11)))


def _lettering(lines: list[str], size: int, color: str, *, outlined: bool = False) -> Image.Image:
    step = round(size * _LINE)
    widths = [text_width(line, size) for line in lines]
    image = Image.new("RGBA", (max(widths) + size, step * len(lines) + size // 2), (0, 0, 0, 0))
    for index, (line, span) in enumerate(zip(lines, widths, strict=True)):
        x = (image.width - span) // 2
        place = (x, index * step + round(size * 1.02))
        _draw_line(image, line, place, size, color, edge=max(2, size // 14) if outlined else 0)
    return image


def _draw_line(
    image: Image.Image, line: str, at: tuple[int, int], size: int, color: str, *, edge: int = 0
) -> None:
    """`edge` is the width of a contrasting outline in pixels."""
    x, baseline = at
    border = "#000000" if _level(color) > 90 else "#ffffff"
    draw = ImageDraw.Draw(image)
    for run in fonts.runs(line):
        if run.emoji:
            picture = _emoji_image(run, size)
            image.alpha_composite(picture, (x, max(0, baseline - round(size * 0.95))))
            x += picture.width
        else:
            font = fonts.face(run.font, size)
            draw.text(
                (x, baseline),
                run.text,
                font=font,
                fill=color,
                anchor="ls",
                stroke_width=edge,
                stroke_fill=border,
            )
            x += round(font.getlength(run.text))


def _emoji_image(run: fonts.Run, size: int) -> Image.Image:
    font, native = fonts.emoji_face(run.font)
    width = max(1, round(font.getlength(run.text)) + native // 16)
    image = Image.new("RGBA", (width, round(native * 1.25)), (0, 0, 0, 0))
    ImageDraw.Draw(image).text((0, 0), run.text, font=font, embedded_color=True)
    scale = size * 0.98 / native
    return image.resize(
        (max(1, round(image.width * scale)), max(1, round(image.height * scale))),
        Image.Resampling.LANCZOS,
    )


def _shadowed(letters: Image.Image, color: str, size: int, width: int, height: int) -> Image.Image:
    """Letters over their own blurred shadow: dark behind light letters, light behind dark."""
    tint = (0, 0, 0) if _level(color) > 90 else (255, 255, 255)
    pad = round(size * 0.45)
    canvas = (letters.width + 2 * pad, letters.height + 2 * pad)
    alpha = Image.new("L", canvas, 0)
    alpha.paste(letters.getchannel("A"), (pad, pad + max(1, size // 28)))
    wide = alpha.filter(ImageFilter.GaussianBlur(size * 0.16)).point(lambda a: min(a * 0.85, 150))
    tight = alpha.filter(ImageFilter.GaussianBlur(max(1, size * 0.03))).point(lambda a: a * 0.55)
    shade = Image.fromarray(np.maximum(np.asarray(wide), np.asarray(tight)))
    card = Image.merge("RGBA", (*(Image.new("L", canvas, c) for c in tint), shade))
    card.alpha_composite(letters, (pad, pad))
    box = card.getbbox() or (0, 0, 2, 2)
    card = card.crop(box)
    if card.width > width or card.height > height:
        card.thumbnail((width, height), Image.Resampling.LANCZOS)
    return card


def text_width(text: str, size: int) -> int:
    """Pixels that a line takes at a letter size."""
    total = 0
    for run in fonts.runs(text):
        if run.emoji:
            font, native = fonts.emoji_face(run.font)
            total += round((font.getlength(run.text) + native // 16) * size * 0.98 / native)
        else:
            total += round(fonts.face(run.font, size).getlength(run.text))
    return total


def wrap(text: str, size: int, room: int) -> list[str]:
    """Lines of at most `room` pixels, as even as they can be; Chinese and Japanese break anywhere.

    A single word that is wider than `room` keeps its line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        words = _words(paragraph)
        filled = _fill(words, size, room)
        narrow = room
        while len(filled) > 1 and narrow > room // 2:
            narrow -= max(1, room // 24)
            tighter = _fill(words, size, narrow)
            if len(tighter) > len(filled) or any(text_width(x, size) > room for x in tighter):
                break
            filled = tighter
        lines += filled
    return lines


def _words(paragraph: str) -> list[str]:
    """Words with their following spaces; each CJK character is a word with its punctuation."""
    pattern = (
        r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
        r"[\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f\u300d\u300f\uff09\u3011!?,.]*\s*"
        r"|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+\s*"
        r"|\s+"
    )
    return re.findall(pattern, paragraph.strip())


def _fill(words: list[str], size: int, room: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        if line and text_width((line + word).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line += word
    if line.strip():
        lines.append(line.rstrip())
    return lines
