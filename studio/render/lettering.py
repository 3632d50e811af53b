"""Words as a picture with transparency: lines set in one of four styles, on a shadow or a plate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from studio.render import fonts
from studio.render.fonts import Family

Style = Literal["bold", "box", "lower", "elegant"]
STYLES: tuple[Style, ...] = ("bold", "box", "lower", "elegant")

_MAX_LINES = 4
_LINE = 1.22
# Fonts without a bold weight get this much of a letter's height more around each stroke.
_FATTER = 1 / 44
# Yellow beside dark plates: it reads as a choice, where white would read as a border.
ACCENT = "#ffc83d"
_DARK = (14, 16, 22)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `size` is the letters' height in pixels, before it is made to fit."""

    style: Style
    size: int
    color: str
    outlined: bool = False

    @property
    def family(self) -> Family:
        """The typeface of the style."""
        return "elegant" if self.style == "elegant" else "bold"


def text_image(text: str, setting: Setting, room: tuple[int, int]) -> Image.Image | None:
    """The text's lines within `room` (pixels across and down); None when nothing can be drawn."""
    drawable = fonts.drawable(text)
    family = setting.family
    pad = round(setting.size * 0.5) if setting.style in ("box", "lower") else 0
    across = max(room[0] - pad, setting.size)
    size = setting.size
    smallest = max(10, size // 2)
    lines = wrap(drawable, size, across, family)
    while size > smallest and _too_big(lines, size, (across, room[1]), family):
        size = max(smallest, round(size * 0.92))
        lines = wrap(drawable, size, across, family)
    if not lines:
        return None
    left = setting.style == "lower"
    letters, widths = _lettering(lines, size, setting, left=left)
    if setting.style == "box":
        card = _on_plates(letters, widths, size, setting.color)
    elif setting.style == "lower":
        card = _beside_bar(letters, size, setting.color)
    else:
        card = _shadowed(letters, setting.color, size, soft=setting.style == "elegant")
    if card.width > room[0] or card.height > room[1]:
        card.thumbnail(room, Image.Resampling.LANCZOS)
    return card


def level(color: str) -> float:
    """How light a colour is, 0 to 255."""
    return sum(int(color[i : i + 2], 16) * k for i, k in ((1, 0.3), (3, 0.59), (5, 0.11)))


def ground(color: str) -> tuple[int, int, int]:
    """What lies behind letters of a colour: nearly black, or white behind dark ones."""
    return _DARK if level(color) > 90 else (255, 255, 255)


def _too_big(lines: list[str], size: int, room: tuple[int, int], family: Family) -> bool:
    return (
        len(lines) > _MAX_LINES
        or len(lines) * size * _LINE > room[1]
        or any(text_width(line, size, family) > room[0] for line in lines)
    )


def _lettering(
    lines: list[str], size: int, setting: Setting, *, left: bool
) -> tuple[Image.Image, list[int]]:
    """The bare letters, centred or at the left, and how wide each line is."""
    step = round(size * _LINE)
    widths = [text_width(line, size, setting.family) for line in lines]
    # Marks above capitals and below the last line have room too.
    image = Image.new("RGBA", (max(widths) + size, step * len(lines) + size), (0, 0, 0, 0))
    edge = max(2, size // 14) if setting.outlined else 0
    for index, (line, span) in enumerate(zip(lines, widths, strict=True)):
        from_right = left and fonts.from_right(line)
        x = size // 2 if left and not from_right else (image.width - span) // 2
        x = image.width - span - size // 2 if from_right else x
        _draw_line(image, line, (x, index * step + round(size * 1.2)), size, setting, edge=edge)
    return image, widths


def _draw_line(
    image: Image.Image, line: str, at: tuple[int, int], size: int, setting: Setting, *, edge: int
) -> None:
    """`edge` is the width of a contrasting outline in pixels."""
    x, baseline = at
    border = "#000000" if level(setting.color) > 90 else "#ffffff"
    draw = ImageDraw.Draw(image)
    for run in fonts.runs(line, setting.family):
        if run.emoji:
            picture = _emoji_image(run, size)
            image.alpha_composite(picture, (x, max(0, baseline - round(size * 0.95))))
            x += picture.width
            continue
        font = fonts.face(run.font, size)
        fat = _fat(run, size, setting.family)
        for stroke, color in ((edge + fat, border), (fat, setting.color)):
            if stroke > fat or color == setting.color:
                draw.text(
                    (x, baseline), run.text, font=font, fill=color, anchor="ls", stroke_width=stroke
                )
        x += round(font.getlength(run.text))


def _fat(run: fonts.Run, size: int, family: Family) -> float:
    """How much a stroke is widened so that a font without bold letters looks as bold as ours."""
    return size * _FATTER if family == "bold" and fonts.thin(run.font) else 0


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


def _shadowed(letters: Image.Image, color: str, size: int, *, soft: bool) -> Image.Image:
    """Letters over their own blurred shadow: dark behind light letters, light behind dark."""
    tint = (0, 0, 0) if level(color) > 90 else (255, 255, 255)
    pad = round(size * 0.45)
    canvas = (letters.width + 2 * pad, letters.height + 2 * pad)
    alpha = Image.new("L", canvas, 0)
    alpha.paste(letters.getchannel("A"), (pad, pad + max(1, size // 28)))
    wide = alpha.filter(ImageFilter.GaussianBlur(size * (0.22 if soft else 0.16)))
    wide = wide.point(lambda a: min(a * 0.85, 150))
    tight = alpha.filter(ImageFilter.GaussianBlur(max(1, size * 0.03)))
    tight = tight.point(lambda a: a * (0.35 if soft else 0.55))
    shade = Image.fromarray(np.maximum(np.asarray(wide), np.asarray(tight)))
    card = Image.merge("RGBA", (*(Image.new("L", canvas, c) for c in tint), shade))
    card.alpha_composite(letters, (pad, pad))
    return card.crop(card.getbbox() or (0, 0, 2, 2))


def _on_plates(letters: Image.Image, widths: list[int], size: int, color: str) -> Image.Image:
    """Each line on a plate of its own width with round corners; neighbours melt into one."""
    pad, step = round(size * 0.34), round(size * _LINE)
    shape = Image.new("L", (letters.width + 2 * pad, step * len(widths) + 2 * pad), 0)
    draw = ImageDraw.Draw(shape)
    for index, width in enumerate(widths):
        left = (shape.width - width) // 2 - pad
        top = index * step
        box = (left, top, left + width + 2 * pad, top + step + round(pad * 0.9))
        draw.rounded_rectangle(box, round(size * 0.22), fill=225)
    plate = Image.merge("RGBA", (*(Image.new("L", shape.size, c) for c in ground(color)), shape))
    # Capitals stand in the middle of their plate.
    rise = round(size * 1.2) - round((step + pad * 0.9) / 2 + size * 0.36)
    plate.alpha_composite(letters.crop((0, max(0, rise), letters.width, letters.height)), (pad, 0))
    return plate.crop(plate.getbbox() or (0, 0, 2, 2))


def _beside_bar(letters: Image.Image, size: int, color: str) -> Image.Image:
    """A lower third: the words at the left on a plate, a bar of colour before them."""
    words = letters.crop(letters.getbbox() or (0, 0, 2, 2))
    pad, bar = round(size * 0.42), max(4, round(size * 0.14))
    plate = Image.new(
        "RGBA", (words.width + 2 * pad + bar, words.height + 2 * pad), (*ground(color), 215)
    )
    plate.paste(ACCENT, (0, 0, bar, plate.height))
    plate.alpha_composite(words, (bar + pad, pad))
    return plate


def text_width(text: str, size: int, family: Family = "bold") -> int:
    """Pixels that a line takes at a letter size."""
    total = 0
    for run in fonts.runs(text, family):
        if run.emoji:
            font, native = fonts.emoji_face(run.font)
            total += round((font.getlength(run.text) + native // 16) * size * 0.98 / native)
        else:
            total += round(fonts.face(run.font, size).getlength(run.text))
    return total


def wrap(text: str, size: int, room: int, family: Family = "bold") -> list[str]:
    """Lines of at most `room` pixels, as even as they can be; Chinese and Japanese break anywhere.

    A single word that is wider than `room` keeps its line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        words = _words(paragraph)
        filled = _fill(words, size, room, family)
        narrow = room
        while len(filled) > 1 and narrow > room // 2:
            narrow -= max(1, room // 24)
            tighter = _fill(words, size, narrow, family)
            wide = any(text_width(line, size, family) > room for line in tighter)
            if len(tighter) > len(filled) or wide:
                break
            filled = tighter
        lines += filled
    return lines


def _words(paragraph: str) -> list[str]:
    """Words with their following spaces; each CJK character is a word with its punctuation."""
    pattern = (
        r"[\u2e80-\u9fff\uf900-\ufaff]"
        r"[\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f\u300d\u300f\uff09\u3011!?,.]*\s*"
        r"|[^\s\u2e80-\u9fff\uf900-\ufaff]+\s*"
        r"|\s+"
    )
    return re.findall(pattern, paragraph.strip())


def _fill(words: list[str], size: int, room: int, family: Family) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        if line and text_width((line + word).rstrip(), size, family) > room:
            lines.append(line.rstrip())
            line = ""
        line += word
    if line.strip():
        lines.append(line.rstrip())
    return lines
