"""What a shot shows: a photo, an animation, a clip or a plain backdrop, opened by its bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from studio.media.sniff import sniff
from studio.render.animation import AnimationSource
from studio.render.clip import BackwardClip, ClipSource
from studio.render.looks import Grade
from studio.render.photo import Photo, PhotoSource, largest, load_photo, open_picture
from studio.render.planes import Source
from studio.render.scene import Shot
from studio.render.warp import Warper

_LIGHTS = 7


def open_source(
    shot: Shot, path: Path | None, size: tuple[int, int], grade: Grade | None, warper: Warper
) -> Source:
    """Open what `shot` shows, fitted to a canvas of `size`; raises MediaRefused."""
    moving = shot.motion != "none"
    if path is None:
        # As large as a photo that moves over the canvas, so that it can.
        most = largest(shot.amount) if moving else 1.0
        width, height = (round(side * most / 2) * 2 for side in size)
        return PhotoSource(Photo(backdrop(width, height, shot.color)), shot, None, warper=warper)
    found = sniff(path)
    if not found.pillow:
        kind = BackwardClip if shot.backwards else ClipSource
        return kind(path, shot, size, grade)
    if found.name in ("gif", "webp"):
        with open_picture(path, found) as image:
            moves = int(getattr(image, "n_frames", 1)) > 1
        if moves:
            return AnimationSource(path, found, shot, size, grade)
    photo = load_photo(
        path,
        *size,
        moving=moving,
        fit=shot.fit,
        turn=shot.turn,
        travel=shot.duration if moving else 0.0,
        amount=shot.amount,
    )
    return PhotoSource(photo, shot, grade, warper=warper)


def backdrop(width: int, height: int, color: str) -> Image.Image:
    """A ground for words: a colour that passes into its neighbours, with lights out of focus.

    With grain against banding. The same colour is always the same picture.
    """
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
    random = np.random.default_rng(int(color[1:], 16))
    # Worked out small: nothing in it has an edge.
    rows, columns = np.mgrid[0 : 1 : height // 8 * 1j, 0 : 1 : width // 8 * 1j].astype(np.float32)
    shape = height / width
    warm = rgb[[0, 2, 1]] * 0.35 + rgb * 0.65 + np.array([34, 14, 20], np.float32)
    slope = np.clip(0.15 + 0.75 * rows + 0.25 * columns, 0, 1)[:, :, None]
    ground = rgb * 1.25 * (1 - slope) + warm * 0.8 * slope
    for _ in range(_LIGHTS):
        x, y, reach = random.uniform(0, 1), random.uniform(0, 1), random.uniform(0.12, 0.42)
        away = np.hypot(columns - x, (rows - y) * shape) / reach
        light = np.clip(1.4 * (1 - away), 0, 1) ** 1.5
        ground += light[:, :, None] * (rgb * 0.5 + 22) * np.float32(random.uniform(0.25, 0.6))
    # Darker to its edges: words stand in the middle.
    edge = np.hypot(columns - 0.5, rows - 0.5)
    ground *= (1.1 - 0.55 * edge)[:, :, None]
    small = Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8))
    large = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), np.float32)
    grain = random.normal(0, 1.3, (height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(large + grain, 0, 255).astype(np.uint8))
