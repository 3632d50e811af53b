"""Words over the picture: drawn once as a card, then blended into the frames of their time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from studio.render.entrances import turns, words_in
from studio.render.faces import Face
from studio.render.lettering import (
    ACCENT,
    Setting,
    Style,
    ground,
    level,
    text_image,
    text_width,
)
from studio.render.planes import STRIP, Plane, Planes
from studio.render.scene import Caption

_Weights: TypeAlias = npt.NDArray[np.uint16]
_Levels: TypeAlias = npt.NDArray[np.floating[Any]]
_Box: TypeAlias = tuple[int, int, int, int]
Entrance = Literal["fade", "rise", "wipe"]

_RAMPS: dict[Entrance, float] = {"fade": 0.7, "rise": 0.4, "wipe": 0.4}
_ENTRANCES: dict[Style, Entrance] = {
    "bold": "rise",
    "box": "rise",
    "lower": "wipe",
    "elegant": "fade",
}
_LEAVES = 0.4
# How far a card rises as it comes, as a part of the canvas's height.
_RISE = 0.025
# Letter height of a role, as a part of the canvas's shorter side, and of a style beside the rest.
_SIZES = {"title": 0.098, "subtitle": 0.056, "end": 0.098}
_BIGGER: dict[Style, float] = {"bold": 1.0, "box": 0.9, "lower": 0.62, "elegant": 1.12}
# Short titles are set larger, till they take this part of their room.
_MOST_GROWN, _FILLED = 1.45, 0.72
# An end card's further lines beside its first; how much of the picture it covers.
_SMALLER, _COVER = 0.5, 0.76
# Where a card's middle stands, if it stays out of the edges below.
_HEIGHTS = {"top": 0.2, "center": 0.5, "bottom": 0.8}
# What is kept free: top, bottom, each side. Over tall films the apps lay names and buttons.
_EDGES, _TALL_EDGES, _TALL = (0.04, 0.06, 0.08), (0.12, 0.2, 0.11), 1.5
# Brightness steps between neighbours (every fourth pixel) and to the letters, from which on the
# picture under words is busy.
_BUSY_STEP, _NEAR_LEVEL = 11.0, 55.0
_SHADE = 150
# Words that overlap by no more than this change places in the middle; before an end card they need
# this long at least.
_DISSOLVE, _LEAST_LEFT = 1.2, 0.8
# To keep off a face words move by this part of the height at most, and this much past it.
_FURTHEST, _APART = 0.55, 0.015


@dataclass(frozen=True, slots=True)
class Card:
    """A drawn caption at its place: premultiplied planes and their weights, 8.8 fixed point.

    `level` is the brightness of its letters; `room` the first and last row where it may stand,
    None where it may not be moved. `words` are the places of words that come one after another.
    """

    x: int
    y: int
    start: float
    end: float
    ink: tuple[_Weights, _Weights, _Weights]
    cover: tuple[_Weights, _Weights]
    level: float = 235.0
    shadable: bool = False
    entrance: Entrance = "fade"
    rise: int = 0
    room: tuple[int, int] | None = None
    words: tuple[_Box, ...] = ()

    @property
    def box(self) -> _Box:
        """Left, top, right and bottom in pixels."""
        rows, columns = self.ink[0].shape
        return self.x, self.y, self.x + columns, self.y + rows

    def over(self, under: Sequence[Planes], size: tuple[int, int]) -> tuple[Card, ...]:
        """This card, behind it a shade where it would be hard to read over any of the pictures.

        `size` is the canvas; the pictures may be smaller.
        """
        busy = self.shadable and any(self._lost_in(planes[0], size) for planes in under)
        return (_shade(self, *size), self) if busy else (self,)

    def _lost_in(self, light: Plane, size: tuple[int, int]) -> bool:
        """Whether what lies under the words is restless, or as light as they are."""
        small = size[1] / light.shape[0]
        step = max(1, round(4 / small))
        left, top, right, bottom = (round(side / small) for side in self.box)
        seen = light[top:bottom:step, left:right:step].astype(np.int16)
        if min(seen.shape) < 2:
            return False
        steps = np.abs(np.diff(seen, axis=0)).mean() + np.abs(np.diff(seen, axis=1)).mean()
        return bool(steps > _BUSY_STEP or abs(float(seen.mean()) - self.level) < _NEAR_LEVEL)

    def clear_of(self, faces: Sequence[Face], taken: Sequence[_Box], size: tuple[int, int]) -> Card:
        """This card at the nearest height where it lies on no face and on none of `taken`.

        Where there is no such height, or only one far away, it stays where it is.
        """
        if self.room is None or not faces:
            return self
        width, height = size
        left, top, right, bottom = self.box
        apart = round(_APART * height)
        boxes = [
            (f.left * width, f.top * height - apart, f.right * width, f.bottom * height + apart)
            for f in faces
        ]
        spans = [(b[1], b[3]) for b in (*boxes, *taken) if b[0] < right and left < b[2]]

        def free(y: int) -> bool:
            return all(y + bottom - top <= low or high <= y for low, high in spans)

        first, last = self.room[0], self.room[1] - (bottom - top)
        heights = [y for y in range(first - first % 2, last + 1, 2) if free(y)]
        best = min(heights, key=lambda y: abs(y - top), default=top)
        if best == top or abs(best - top) > _FURTHEST * height:
            return self
        return replace(self, y=best)

    def blend(self, out: Planes, at: float) -> None:
        """Lay the card over the frame of time `at` (seconds) as it comes, stands or goes."""
        leaves = min(1.0, (self.end - at) / _LEAVES)
        ramp, late = _RAMPS[self.entrance], turns(len(self.words), self.end - self.start)
        if self.words and at - self.start < ramp + late * len(self.words):
            for number, word in enumerate(self.words):
                self._lay(out, word, (at - self.start - late * number) / ramp, leaves)
            return
        rows, columns = self.ink[0].shape
        self._lay(out, (0, 0, columns, rows), (at - self.start) / ramp, leaves)

    def _lay(self, out: Planes, part: _Box, come: float, leaves: float) -> None:
        """A part of the card, that is so far on its way in (1 when it is there) and out."""
        come = min(1.0, come)
        strength = int(256 * min(leaves, 1.0 if self.entrance == "wipe" else come))
        if strength <= 0 or come <= 0:
            return
        eased = 1 - (1 - come) ** 3
        left, top, right, bottom = part
        if self.entrance == "wipe":
            right = left + round((right - left) * eased / 2) * 2
        sinks = round(self.rise * (1 - eased) / 2) * 2
        for index, ink in enumerate(self.ink):
            step = 1 if index == 0 else 2
            y, x = (self.y + top + sinks) // step, (self.x + left) // step
            rows, columns = slice(top // step, bottom // step), slice(left // step, right // step)
            ink, cover = ink[rows, columns], self.cover[min(index, 1)][rows, columns]
            target = out[index][y : y + ink.shape[0], x : x + ink.shape[1]]
            ink, cover = (each[: target.shape[0], : target.shape[1]] for each in (ink, cover))
            if strength < 256:
                ink = (ink.astype(np.uint32) * strength >> 8).astype(np.uint16)
                cover = (cover.astype(np.uint32) * strength >> 8).astype(np.uint16)
            target[:] = (target * (256 - cover) + ink) >> 8


@dataclass(frozen=True, slots=True)
class Veil:
    """A colour over the whole picture, under an end card's words; it comes and goes as they do."""

    start: float
    end: float
    color: tuple[int, int, int]
    room: None = None
    box: _Box = (0, 0, 0, 0)

    def over(self, under: Sequence[Planes], size: tuple[int, int]) -> tuple[Veil, ...]:
        """Itself: it needs no shade."""
        return (self,)

    def blend(self, out: Planes, at: float) -> None:
        """Lay it over the frame of time `at` (seconds), strip by strip: half of a card's work."""
        ramp = min(1.0, (at - self.start) / _RAMPS["fade"], (self.end - at) / _LEAVES)
        cover = round(256 * _COVER * ramp)
        if cover <= 0:
            return
        for plane, tint in zip(out, _levels(self.color), strict=True):
            part = np.empty((STRIP, plane.shape[1]), np.uint16)
            for first in range(0, plane.shape[0], STRIP):
                rows = plane[first : first + STRIP]
                mixed = part[: rows.shape[0]]
                np.multiply(rows, 256 - cover, out=mixed, dtype=np.uint16, casting="unsafe")
                mixed += round(cover * tint)
                mixed >>= 8
                rows[:] = mixed


def draw_cards(
    captions: Sequence[Caption], width: int, height: int, pictures: dict[str, Image.Image]
) -> list[Card | Veil]:
    """Draw all captions for a canvas; those that share time and place are stacked, not overlaid.

    `pictures` holds the corner pictures by their source id: they keep their corners, and words
    stand beside them. A caption of which no character can be drawn is left out.
    """
    cards: list[Card | Veil] = []
    placed: list[tuple[Caption, _Box]] = []
    top, bottom, side = _free(width, height)
    # Corners are taken before all words, and drawn over them.
    for caption in sorted(_in_turn(captions), key=lambda each: each.source is None):
        if caption.role == "end" and caption.source is None:
            cards += _end_card(caption, width, height)
            continue
        if caption.source is not None:
            image, x, y = _corner(pictures[caption.source], caption, width, height)
        else:
            drawn = _text(caption, width, height)
            if drawn is None:
                continue
            image = drawn
            x = side if caption.style == "lower" else (width - image.width) // 2
            y = round(height * _HEIGHTS[caption.position] - image.height / 2)
        for other, box in placed:
            if other.start < caption.start + caption.duration and caption.start < (
                other.start + other.duration
            ):
                y = _beside(box, (x, y, x + image.width, y + image.height), caption.position)
        y = max(top, min(y, height - bottom - image.height))
        y = min(max(y, 0), height - image.height)
        box = (x, y, x + image.width, y + image.height)
        placed.append((caption, box))
        card = _card(image, box, caption.start, caption.start + caption.duration)
        if caption.source is None:
            card = _as_words(card, caption, height, (top, height - bottom))
        cards.append(card)
    corners = sum(caption.source is not None for caption in captions)
    return [*cards[corners:], *cards[:corners]]


def _in_turn(captions: Sequence[Caption]) -> list[Caption]:
    """Words of one role and place that overlap by a dissolve take turns; an end card ends all."""
    found = list(captions)
    for first, second in itertools.permutations(range(len(found)), 2):
        one, other = found[first], found[second]
        until = one.start + one.duration
        over = until - other.start
        if one.source or other.source or not one.start < other.start < until:
            continue
        if other.role == "end" and one.role != "end" and one.duration - over >= _LEAST_LEFT:
            found[first] = replace(one, duration=one.duration - over)
        elif (
            one.role == other.role
            and one.position == other.position
            and over <= min(_DISSOLVE, one.duration / 2)
        ):
            found[first] = replace(one, duration=one.duration - over / 2)
            late = over / 2
            found[second] = replace(other, start=other.start + late, duration=other.duration - late)
    return found


def _as_words(card: Card, caption: Caption, height: int, room: tuple[int, int]) -> Card:
    """The card with the entrance of its style, where it may stand, and when it wants a shade."""
    entrance = _ENTRANCES[caption.style]
    return replace(
        card,
        level=16 + 0.86 * level(caption.color),
        shadable=caption.style in ("bold", "elegant"),
        entrance=entrance,
        rise=round(_RISE * height / 2) * 2 if entrance == "rise" else 0,
        room=room,
        words=words_in(card.cover[0], caption.text) if caption.style == "bold" else (),
    )


def _text(caption: Caption, width: int, height: int) -> Image.Image | None:
    short = min(width, height)
    part = _SIZES.get(caption.role, _SIZES["title"]) * caption.size
    if caption.style != "lower" or caption.role != "subtitle":
        part *= _BIGGER[caption.style]
    room = (width - 2 * _free(width, height)[2], round(height * 0.4))
    setting = Setting(
        caption.style,
        max(12, round(short * part)),
        caption.color,
        outlined="outline" in caption.styles,
    )
    if caption.role != "subtitle" and caption.style in ("bold", "elegant"):
        lines = caption.text.splitlines() or [""]
        wide = max(text_width(line, setting.size, setting.family) for line in lines)
        larger = min(_MOST_GROWN, _FILLED * room[0] * caption.size / max(wide, 1))
        setting = replace(setting, size=round(setting.size * max(1.0, larger)))
    return text_image(caption.text, setting, room)


def _end_card(caption: Caption, width: int, height: int) -> list[Card | Veil]:
    """A card over the whole picture: its first line large, a rule, what follows smaller."""
    first, *further = caption.text.splitlines() or [""]
    lines = [_text(replace(caption, text=first, styles=_plain(caption)), width, height)]
    if further:
        rest = replace(caption, text="\n".join(further), size=caption.size * _SMALLER)
        lines.append(_text(replace(rest, styles=_plain(caption)), width, height))
    drawn = [line for line in lines if line is not None]
    if not drawn:
        return []
    gap, rule = round(min(width, height) * 0.035), max(3, round(min(width, height) * 0.006))
    half = round(min(width, height) * 0.07)
    wide = max(2 * half, *(line.width for line in drawn))
    tall = sum(line.height for line in drawn) + gap * (2 * len(drawn) - 1) + rule
    words, y = Image.new("RGBA", (wide, tall), (0, 0, 0, 0)), 0
    for index, line in enumerate(drawn):
        words.alpha_composite(line, ((wide - line.width) // 2, y))
        y += line.height + gap
        if index == 0:
            box = (wide // 2 - half, y, wide // 2 + half, y + rule)
            ImageDraw.Draw(words).rectangle(box, fill=ACCENT)
            y += rule + gap
    top, bottom, _ = _free(width, height)
    middle = _HEIGHTS[caption.position] if caption.position != "center" else 0.47
    y = max(top, min(round(height * middle) - tall // 2, height - bottom - tall), 0)
    x, until = (width - wide) // 2, caption.start + caption.duration
    card = _card(words, (x, y, x + wide, y + tall), caption.start, until)
    return [Veil(caption.start, until, ground(caption.color)), card]


def _plain(caption: Caption) -> tuple[str, ...]:
    """An end card is a plate already: its words need none."""
    return tuple(style for style in caption.styles if style not in ("box", "lower"))


def _free(width: int, height: int) -> tuple[int, int, int]:
    """Pixels that words keep free: above, below, and at each side."""
    above, below, side = _TALL_EDGES if height > width * _TALL else _EDGES
    return round(height * above), round(height * below), round(width * side)


def _shade(card: Card, width: int, height: int) -> Card:
    """A shade across the picture behind a card's words: nowhere an edge, it swells and ebbs away.

    Near the picture's end it comes from there.
    """
    rows = card.ink[0].shape[0]
    beyond = max(rows * 3 // 4, min(width, height) // 9)
    first, end = card.y - beyond, card.y + rows + beyond
    if card.y < 2 * beyond:
        first = 0
    if height - card.y - rows < 2 * beyond:
        end = height
    top = max(0, first)
    at = np.arange(top, min(end, height))
    reach = rows + 2 * beyond
    swell = np.sin(np.pi * np.clip((at - card.y + beyond) / reach, 0, 1)) ** 1.5
    middle = card.y + rows // 2
    swell[(at < middle) & (first == 0)] = 1.0
    swell[(at >= middle) & (end == height)] = 1.0
    alpha = np.repeat(np.rint(swell * _SHADE).astype(np.uint8)[:, None], width, axis=1)
    image = Image.new("RGBA", alpha.shape[::-1], (0, 0, 0) if card.level > 94 else (255, 255, 255))
    image.putalpha(Image.fromarray(alpha))
    shade = _card(image, (0, top, image.width, top + image.height), card.start, card.end)
    return replace(shade, entrance="fade")


def _beside(taken: _Box, box: _Box, position: str) -> int:
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


def _card(image: Image.Image, box: _Box, start: float, end: float) -> Card:
    """Bring a picture with transparency to even bounds and into 4:2:0."""
    x, y = box[0] // 2 * 2, box[1] // 2 * 2
    even = Image.new("RGBA", (-(-image.width // 2) * 2, -(-image.height // 2) * 2), (0, 0, 0, 0))
    even.paste(image, (0, 0))
    pixels: _Levels = np.asarray(even).astype(np.float32)
    alpha: _Levels = pixels[:, :, 3] / np.float32(255)
    red, green, blue = (pixels[:, :, i] for i in range(3))
    planes = _levels((red, green, blue))
    y_ink, u_ink, v_ink = (
        _fixed(plane * alpha if index == 0 else _halved(plane * alpha))
        for index, plane in enumerate(planes)
    )
    return Card(
        x=x,
        y=y,
        start=start,
        end=end,
        ink=(y_ink, u_ink, v_ink),
        cover=(_fixed(alpha), _fixed(_halved(alpha))),
    )


_Channel = TypeVar("_Channel", float, _Levels)


def _levels(color: tuple[_Channel, _Channel, _Channel]) -> tuple[_Channel, _Channel, _Channel]:
    """Red, green and blue as Y, U and V of BT.709 in limited range."""
    red, green, blue = color
    return (
        16 + 0.1826 * red + 0.6142 * green + 0.0620 * blue,
        128 - 0.1006 * red - 0.3386 * green + 0.4392 * blue,
        128 + 0.4392 * red - 0.3989 * green - 0.0403 * blue,
    )


def _fixed(values: _Levels) -> _Weights:
    return np.rint(values * 256).astype(np.uint16)


def _halved(plane: _Levels) -> _Levels:
    quads: _Levels = plane[::2, ::2] + plane[1::2, ::2] + plane[::2, 1::2] + plane[1::2, 1::2]
    return quads / np.float32(4)
