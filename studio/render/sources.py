"""What a shot shows: a photo, an animation, a clip or a plain backdrop, opened by its bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from studio.media.sniff import sniff
from studio.render.animation import AnimationSource
from studio.render.clip import BackwardClip, ClipSource
from studio.render.looks import Grade
from studio.render.photo import Photo, PhotoSource, load_photo, open_picture
from studio.render.planes import Source
from studio.render.scene import Shot
from studio.render.warp import Warper


def open_source(
    shot: Shot, path: Path | None, size: tuple[int, int], grade: Grade | None, warper: Warper
) -> Source:
    """Open what `shot` shows, fitted to a canvas of `size`; raises MediaRefused."""
    if path is None:
        return PhotoSource(Photo(backdrop(*size, shot.color)), shot, None, warper=warper)
    found = sniff(path)
    if not found.pillow:
        kind = BackwardClip if shot.backwards else ClipSource
        return kind(path, shot, size, grade)
    if found.name in ("gif", "webp"):
        with open_picture(path, found) as image:
            moves = int(getattr(image, "n_frames", 1)) > 1
        if moves:
            return AnimationSource(path, found, shot, size, grade)
    moving = shot.motion != "none"
    photo = load_photo(
        path,
        *size,
        moving=moving,
        fit=shot.fit,
        turn=shot.turn,
        travel=shot.duration if moving else 0.0,
    )
    return PhotoSource(photo, shot, grade, warper=warper)


def backdrop(width: int, height: int, color: str) -> Image.Image:
    """A plain ground for words: the colour, lit from the upper left, with grain against banding."""
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
    rows, columns = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    distance = np.hypot(columns - 0.3, rows - 0.25)
    light = (1.28 - 0.62 * distance)[:, :, None]
    grain = np.random.default_rng(1).normal(0, 1.1, (height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(rgb * light + grain, 0, 255).astype(np.uint8))
