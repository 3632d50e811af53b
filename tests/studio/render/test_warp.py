"""The subpixel warp: steady, exact, and true to its source's brightness."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.render.warp import Warper, pack

WIDTH, HEIGHT, FRAMES = 270, 480, 120


def dots(width: int, height: int, step: float, sigma: float) -> npt.NDArray[np.uint8]:
    """Soft dots on a grid, which can be followed to thousandths of a pixel."""
    x = np.exp(-(((np.arange(width) % step) - step / 2) ** 2) / (2 * sigma**2))
    y = np.exp(-(((np.arange(height) % step) - step / 2) ** 2) / (2 * sigma**2))
    grid: npt.NDArray[np.uint8] = np.rint(np.outer(y, x) * 220).astype(np.uint8)
    return grid


def center_of_dot(frame: npt.NDArray[np.uint8], near: tuple[float, float]) -> tuple[float, float]:
    """The centroid of the dot around a place."""
    row, column = (round(v) for v in near)
    top, left, reach = row - 14, column - 14, 29
    window = np.clip(frame[top : top + reach, left : left + reach].astype(float) - 20, 0, None)
    rows, columns = np.mgrid[top : top + reach, left : left + reach]
    total = window.sum()
    return float((window * rows).sum() / total), float((window * columns).sum() / total)


def test_a_slow_zoom_does_not_shake() -> None:
    """A dot under an 18 % zoom stays within 0.02 pixels rms of a smooth path."""
    scale = 1.18 * 1.3
    width, height = round(WIDTH * scale / 2) * 2, round(HEIGHT * scale / 2) * 2
    source = pack(dots(width, height, 92, 5.5))
    tiny = pack(np.zeros((4, 4), np.uint8))
    warper, small = Warper(), np.empty((4, 4), np.uint8)
    frame = np.empty((HEIGHT, WIDTH), np.uint8)
    path = np.empty((FRAMES, 2))
    place = (138 / scale, 138 / scale)
    for index in range(FRAMES):
        zoom = 1 + 0.18 * index / FRAMES
        warper.draw((source, tiny, tiny), (frame, small, small), zoom, (0.5, 0.5))
        place = center_of_dot(frame, place)
        path[index] = place
    time = np.arange(FRAMES)
    smooth = np.stack([np.polyval(np.polyfit(time, path[:, i], 4), time) for i in (0, 1)], axis=1)
    assert np.abs(path[-1] - path[0]).max() > 5
    assert np.sqrt(((path - smooth) ** 2).sum(axis=1).mean()) <= 0.02


def test_at_its_own_size_a_picture_is_unchanged() -> None:
    """Zoom 1 from a source of the canvas's size gives the source, to the last pixel."""
    random = np.random.default_rng(1)
    y = random.integers(16, 235, (200, 130), dtype=np.uint8)
    u, v = (random.integers(16, 240, (100, 65), dtype=np.uint8) for _ in range(2))
    out = (np.empty_like(y), np.empty_like(u), np.empty_like(v))
    Warper().draw((pack(y), pack(u), pack(v)), out, 1.0, (0.3, 0.9))
    for source, drawn in zip((y, u, v), out, strict=True):
        assert np.abs(source.astype(int) - drawn).max() <= 1


def test_brightness_is_kept() -> None:
    """Every flat level stays itself at a fractional zoom: no drift towards dark."""
    out = np.empty((96, 64), np.uint8)
    tiny, small = pack(np.zeros((4, 4), np.uint8)), np.empty((4, 4), np.uint8)
    warper = Warper()
    for level in range(0, 256, 5):
        source = pack(np.full((150, 100), level, np.uint8))
        warper.draw((source, tiny, tiny), (out, small, small), 1.137, (0.41, 0.77))
        assert np.abs(out.astype(int) - level).max() <= 1
