"""Pictures made on the spot, for the demo and for tests: nothing to download, nothing borrowed.

Three scenes that are easy to tell apart: hills at sunrise, a bottle on a plinth, the sea at night.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

_Field: TypeAlias = npt.NDArray[np.floating]
_Color: TypeAlias = tuple[int, int, int]
_ORIENTATION = 0x0112
_TURNED_RIGHT = 6


def make_photos(
    folder: Path, count: int = 3, *, seed: int = 7, megapixels: float = 3.0
) -> list[Path]:
    """Write `count` JPEG photos into `folder` and give their paths.

    They alternate between landscape and portrait (4:3 and 3:4); every third is stored sideways
    with EXIF orientation 6, as phones do. The same seed gives the same pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    long_side = math.sqrt(megapixels * 1e6 * 4 / 3)
    long, short = round(long_side), round(long_side * 0.75)
    paths: list[Path] = []
    for index in range(count):
        scene = _SCENES[index % len(_SCENES)]
        size = (long, short) if index % 3 == 0 else (short, long)
        image = _photographed(scene, size, np.random.default_rng(seed + index))
        path = folder / f"photo-{index + 1}.jpg"
        if index % 3 == 2:
            exif = Image.Exif()
            exif[_ORIENTATION] = _TURNED_RIGHT
            image.transpose(Image.Transpose.ROTATE_90).save(path, quality=90, exif=exif)
        else:
            image.save(path, quality=90)
        paths.append(path)
    return paths


def _photographed(
    scene: Callable[[int, int, np.random.Generator], Image.Image],
    size: tuple[int, int],
    random: np.random.Generator,
) -> Image.Image:
    """Draw at a working size, enlarge, and add the grain and vignette of a lens."""
    width, height = size
    scale = min(1.0, 1400 / max(size))
    image = scene(round(width * scale), round(height * scale), random)
    pixels = np.asarray(image).astype(np.float32)
    rows, columns = _grid(image.width, image.height)
    vignette = 1 - 0.22 * (np.hypot(columns - 0.5, rows - 0.5) / 0.71) ** 2.4
    pixels *= vignette[:, :, None]
    pixels += random.normal(0, 2.2, (image.height, image.width, 1))
    shot = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return shot.resize(size, Image.Resampling.BICUBIC)


def _grid(width: int, height: int) -> tuple[_Field, _Field]:
    """Row and column of each pixel, both 0..1."""
    rows, columns = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    return rows, columns


def _shade(stops: list[tuple[float, _Color]], at: _Field) -> Image.Image:
    """A picture of the colours between `stops`, by a field of 0..1."""
    places = [place for place, _ in stops]
    channels = [
        np.interp(at, places, [color[i] for _, color in stops]).astype(np.uint8) for i in range(3)
    ]
    return Image.fromarray(np.stack(channels, axis=-1))


def _glow(image: Image.Image, center: tuple[float, float], reach: float, color: _Color) -> None:
    """Add light around a point; places and reach as parts of the picture's width."""
    width, height = image.size
    rows, columns = _grid(width, height)
    distance = np.hypot(columns - center[0], (rows - center[1]) * height / width)
    light = np.exp(-((distance / reach) ** 2))[:, :, None] * np.array(color, np.float32)
    lit = np.asarray(image).astype(np.float32) + light
    image.paste(Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)))


def _ridge(width: int, random: np.random.Generator, roughness: float) -> _Field:
    """A skyline around 0, about -1..1."""
    x = np.linspace(0, 1, width)
    line = np.zeros(width)
    for octave in range(1, 7):
        line += (
            np.sin(2 * np.pi * (1.7**octave * x * roughness + random.random()))
            * random.uniform(0.6, 1.0)
            / (1.8**octave)
        )
    return line


def _hills(width: int, height: int, random: np.random.Generator) -> Image.Image:
    rows, _ = _grid(width, height)
    sky: list[tuple[float, _Color]] = [
        (0.0, (58, 84, 150)),
        (0.3, (236, 142, 120)),
        (0.52, (255, 206, 140)),
        (1.0, (255, 224, 176)),
    ]
    image = _shade(sky, rows)
    _glow(image, (0.56, 0.34), 0.26, (120, 84, 40))
    draw = ImageDraw.Draw(image)
    sun, x, y = width * 0.055, width * 0.56, height * 0.44
    draw.ellipse((x - sun, y - sun, x + sun, y + sun), fill=(255, 246, 214))
    near, far = np.array((24, 44, 58)), np.array((214, 148, 138))
    layers = 6
    for layer in range(layers):
        share = layer / (layers - 1)
        base = height * (0.47 + 0.4 * share**1.2)
        line = base + _ridge(width, random, 0.8 + share) * height * (0.05 + 0.035 * share)
        color = tuple(int(c) for c in far + (near - far) * share**0.8)
        outline = [(0, height), *enumerate(line.tolist()), (width, height)]
        draw.polygon(outline, fill=color)
        if layer < layers - 1:
            _glow(image, (0.56, 0.5 + 0.08 * layer), 0.4, (18, 12, 8))
            draw = ImageDraw.Draw(image)
    return image.filter(ImageFilter.GaussianBlur(0.6))


def _bottle(width: int, height: int, random: np.random.Generator) -> Image.Image:
    rows, columns = _grid(width, height)
    light = np.clip(0.75 * rows + 0.35 * np.abs(columns - 0.4), 0, 1)
    image = _shade([(0.0, (30, 150, 146)), (0.5, (18, 112, 118)), (1.0, (8, 58, 70))], light)
    _glow(image, (0.4, 0.5), 0.5, (44, 60, 52))
    _soft(image, "ellipse", (0.2, 0.8, 0.86, 0.9), (4, 26, 32), 0.03, 0.75)
    _plinth(image)
    _glass(image)
    for _ in range(26):
        x, y = random.uniform(0.02, 0.98), random.uniform(0.03, 0.6)
        size = random.uniform(0.004, 0.02)
        box = (x - size, y - size * width / height, x + size, y + size * width / height)
        _soft(image, "ellipse", box, (190, 240, 226), size / 5, random.uniform(0.1, 0.4))
    return image


def _plinth(image: Image.Image) -> None:
    width, height = image.size
    draw = ImageDraw.Draw(image)
    left, right, top, bottom = width * 0.24, width * 0.76, height * 0.76, height * 0.9
    for x in range(int(left), int(right)):
        u = (x - left) / (right - left)
        tone = 0.55 + 0.45 * math.sin(math.pi * min(1.0, u * 1.25 + 0.02)) - 0.18 * u
        bend = math.sqrt(max(0.0, 1 - (2 * u - 1) ** 2)) * height * 0.028
        color = (int(246 * tone), int(226 * tone), int(204 * tone))
        draw.line((x, top, x, bottom + bend), fill=color)
    rim = height * 0.028
    draw.ellipse((left, top - rim, right, top + rim), fill=(250, 236, 216))
    _soft(image, "ellipse", (0.33, 0.745, 0.69, 0.785), (120, 84, 60), 0.012, 0.6)


def _glass(image: Image.Image) -> None:
    """A bottle of amber glass with a label and a cap, lit from the left."""
    width, height = image.size
    left, right, top, bottom = width * 0.36, width * 0.64, height * 0.36, height * 0.765
    mask = Image.new("L", image.size, 0)
    shape = ImageDraw.Draw(mask)
    shape.rounded_rectangle((left, top, right, bottom), radius=width * 0.05, fill=255)
    shape.rectangle((width * 0.455, height * 0.315, width * 0.545, top + 4), fill=255)
    u = np.clip((np.arange(width) - left) / (right - left), 0, 1)
    tone = 0.42 + 0.5 * np.exp(-(((u - 0.22) / 0.1) ** 2)) + 0.25 * np.sin(np.pi * u)
    tone += 0.22 * np.exp(-(((u - 0.9) / 0.05) ** 2))
    amber = np.clip(tone[:, None] * np.array((255, 150, 54)), 0, 255).astype(np.uint8)
    glass = Image.fromarray(np.repeat(amber[None], height, axis=0))
    image.paste(glass, (0, 0), mask.filter(ImageFilter.GaussianBlur(1)))
    draw = ImageDraw.Draw(image)
    cap = (width * 0.44, height * 0.255, width * 0.56, height * 0.32)
    draw.rounded_rectangle(cap, radius=width * 0.012, fill=(36, 30, 30))
    draw.rectangle((cap[0] + 6, cap[1] + 4, cap[0] + 16, cap[3] - 4), fill=(110, 100, 98))
    label = (left, height * 0.5, right, height * 0.66)
    draw.rectangle(label, fill=(250, 244, 232))
    draw.line((left, label[1] + 8, right, label[1] + 8), fill=(196, 120, 50), width=3)
    draw.line((left, label[3] - 8, right, label[3] - 8), fill=(196, 120, 50), width=3)
    middle, y, r = width * 0.5, height * 0.565, width * 0.035
    draw.ellipse((middle - r, y - r, middle + r, y + r), fill=(196, 120, 50))
    draw.ellipse((middle - r * 0.5, y - r, middle + r * 1.3, y + r * 0.7), fill=(250, 244, 232))
    for line, span in enumerate((0.1, 0.07)):
        at = height * (0.612 + 0.016 * line)
        draw.rectangle(
            (middle - width * span, at, middle + width * span, at + 4), fill=(90, 70, 56)
        )
    _soft(image, "rectangle", (0.395, 0.38, 0.415, 0.74), (255, 236, 200), 0.006, 0.55)


def _sea(width: int, height: int, random: np.random.Generator) -> Image.Image:
    rows, _ = _grid(width, height)
    night: list[tuple[float, _Color]] = [
        (0.0, (18, 12, 58)),
        (0.34, (92, 34, 122)),
        (0.55, (226, 84, 138)),
        (0.551, (66, 30, 104)),
        (1.0, (14, 10, 44)),
    ]
    image = _shade(night, rows)
    _glow(image, (0.42, 0.4), 0.34, (90, 50, 60))
    draw = ImageDraw.Draw(image)
    for _ in range(160):
        x, y = random.random() * width, random.random() ** 1.6 * height * 0.42
        r = random.uniform(0.5, 1.7)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(236, 226, 255))
    moon, x, y = width * 0.12, width * 0.42, height * 0.4
    draw.ellipse((x - moon, y - moon, x + moon, y + moon), fill=(255, 232, 214))
    horizon = int(height * 0.55)
    for row in range(horizon, height, 3):
        depth = (row - horizon) / (height - horizon)
        span = width * (0.1 + 0.3 * depth) * random.uniform(0.35, 1.0)
        shift = random.normal(0, width * 0.02)
        tone = int(210 * (1 - depth) + 60)
        draw.line(
            (x + shift - span, row, x + shift + span, row), fill=(tone, tone // 2, tone * 3 // 4)
        )
    line = horizon - np.abs(_ridge(width, random, 1.4)) * height * 0.035
    draw.polygon([(0, horizon), *enumerate(line.tolist()), (width, horizon)], fill=(30, 16, 62))
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _soft(
    image: Image.Image,
    kind: str,
    box: tuple[float, float, float, float],
    color: _Color,
    blur: float,
    strength: float,
) -> None:
    """A blurred ellipse or rectangle; `box` as parts of the picture, `blur` of its width."""
    width, height = image.size
    pad = round(blur * width * 3) + 2
    x0, y0, x1, y1 = (
        round(value * (width if i % 2 == 0 else height)) for i, value in enumerate(box)
    )
    mask = Image.new("L", (x1 - x0 + 2 * pad, y1 - y0 + 2 * pad), 0)
    draw = ImageDraw.Draw(mask)
    inner = (pad, pad, pad + x1 - x0, pad + y1 - y0)
    (draw.ellipse if kind == "ellipse" else draw.rectangle)(inner, fill=round(255 * strength))
    mask = mask.filter(ImageFilter.GaussianBlur(blur * width))
    image.paste(Image.new("RGB", mask.size, color), (x0 - pad, y0 - pad), mask)


_SCENES: tuple[Callable[[int, int, np.random.Generator], Image.Image], ...] = (
    _hills,
    _bottle,
    _sea,
)
