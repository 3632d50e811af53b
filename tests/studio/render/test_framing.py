"""What of a picture is shown: who is in it stays in it, whatever the canvas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from studio.render.framing import framing
from studio.render.job import RenderJob
from studio.render.photo import load_photo
from studio.render.pipeline import render
from tests.studio.media.clips import BLUE, make_clip
from tests.studio.render.films import Film, draft, watch

WORLD = Path(__file__).parents[1] / "exam" / "world"
SHIRT = (190, 30, 150)


def person(path: Path, size: tuple[int, int], at: float, down: float = 0.5) -> Path:
    """Somebody in a magenta shirt before sky and grass, their head at `at`, `down` (parts)."""
    width, height = size
    image = Image.new("RGB", size, (112, 150, 190))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.6, width, height), fill=(80, 120, 62))
    x, y, head = at * width, down * height, min(size) * 0.08
    draw.rectangle((x - head, y + head, x + head, y + head * 4), fill=SHIRT)
    draw.ellipse((x - head, y - head, x + head, y + head * 1.2), fill=(206, 158, 130))
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(1))).astype(float)
    noise = np.random.default_rng(1).normal(0, 3, soft.shape)
    Image.fromarray(np.clip(soft + noise, 0, 255).astype(np.uint8)).save(path, "JPEG", quality=92)
    return path


def rendered(folder: Path, timeline: dict[str, Any], **media: Path) -> Film:
    return watch(
        render(RenderJob(draft=timeline, media=media, out=folder / "film.mp4"), lambda _: None).path
    )


def shirt(frame: np.ndarray[Any, Any]) -> float:
    """How much of the frame the shirt takes."""
    apart = np.abs(frame.astype(int) - np.array(SHIRT)).max(axis=2)
    return float((apart < 50).mean())


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("at", [0.12, 0.5, 0.88])
def test_who_stands_at_the_side_is_kept(tmp_path: Path, at: float, orientation: int) -> None:
    """A 3:2 photo on a square, however the phone stored it: the person is whole and not cut."""
    path = person(tmp_path / "p", (900, 600), at)
    stored = {1: None, 3: 180, 6: 90, 8: 270}[orientation]
    if stored is not None:
        exif = Image.Exif()
        exif[0x0112] = orientation
        with Image.open(path) as image:
            image.rotate(stored, expand=True).save(path, "JPEG", quality=92, exif=exif)
    shots = [{"d": 100, "src": "p", "mv": "none"}]
    film = rendered(tmp_path, draft(shots, size=(240, 240)), p=path)
    assert shirt(film.at(0.05)) > 0.03
    frame = film.at(0.05)
    assert shirt(frame[:, :4]) == shirt(frame[:, -4:]) == 0


def test_heads_are_not_cut_off_a_portrait(tmp_path: Path) -> None:
    """A 2:3 portrait on a square keeps the head that is at its top."""
    path = person(tmp_path / "p", (600, 900), 0.5, 0.12)
    shots = [{"d": 100, "src": "p", "mv": "none"}]
    frame = rendered(tmp_path, draft(shots, size=(240, 240)), p=path).at(0.05).astype(int)
    skin = np.abs(frame - np.array((206, 158, 130))).max(axis=2) < 30
    assert skin.sum() > 1200
    assert skin[:2].sum() == 0


@pytest.mark.parametrize(
    ("picture", "canvas", "blurred"),
    [
        ((1600, 1200), (1080, 1920), True),
        ((1200, 1600), (1920, 1080), True),
        ((1200, 1600), (1080, 1920), False),
        ((1600, 1200), (1920, 1080), False),
        ((1600, 1200), (1080, 1080), False),
    ],
)
def test_a_crop_that_would_lose_too_much_shows_the_whole(
    picture: tuple[int, int], canvas: tuple[int, int], blurred: bool
) -> None:
    """Over 45 % lost: whole over a blurred copy, unless a crop was asked for."""
    assert framing("auto", picture, canvas).blurred is blurred
    assert not framing("crop", picture, canvas).blurred


def test_a_wide_clip_is_whole_on_a_tall_canvas(tmp_path: Path) -> None:
    """Its own rows in the middle, darker and blurred ones above; cropped only when asked."""
    clip = make_clip(tmp_path / "c", size=(320, 160), seconds=0.3, colors=(BLUE,))
    auto = rendered(tmp_path, draft([{"d": 200, "src": "c"}]), c=clip).at(0.1)
    crop = rendered(tmp_path, draft([{"d": 200, "src": "c"}], fit="crop"), c=clip).at(0.1)
    assert auto[20:60].mean() < crop[20:60].mean() * 0.85


@pytest.mark.parametrize("canvas", [(240, 426), (426, 240)])
def test_a_whole_picture_passes_into_its_blurred_copy(
    tmp_path: Path, canvas: tuple[int, int]
) -> None:
    """No row or column differs from its neighbour by much more than within the picture itself."""
    levels = np.linspace(40, 210, 400).astype(np.uint8)
    plain = np.repeat(np.tile(levels, (400, 1))[:, :, None], 3, axis=2)
    path = tmp_path / "p.png"
    Image.fromarray(plain if canvas[0] > canvas[1] else plain.transpose(1, 0, 2)).save(path)
    shots = [{"d": 100, "src": "p", "mv": "none", "fit": "blur"}]
    frame = rendered(tmp_path, draft(shots, size=canvas), p=path).at(0.05)
    lines = frame.mean(axis=(0, 2) if canvas[0] > canvas[1] else (1, 2))
    assert np.abs(np.diff(lines)).max() < 6
    bar = (max(canvas) - min(canvas)) // 2
    assert lines[0] < 0.65 * lines[2 * bar]


def test_a_title_keeps_off_the_face_of_the_photo_that_comes(tmp_path: Path) -> None:
    """Though it begins with the dissolve, when the photo before still fills the picture."""
    person(tmp_path / "a", (540, 960), 0.5, 0.5)
    shots = [
        {"d": 2000, "src": "a", "mv": "none", "tr": ["fade", 800]},
        {"d": 3000, "src": "b", "mv": "none"},
    ]
    media = {"a": tmp_path / "a", "b": WORLD / "portrait.jpg"}
    title = {"s": 1200, "d": 3000, "text": "Summer Sale", "pos": "top"}
    bare = rendered(tmp_path, draft(shots, size=(360, 640)), **media).at(3.0).astype(int)
    with_title = draft(shots, size=(360, 640), texts=[title])
    apart = np.abs(rendered(tmp_path, with_title, **media).at(3.0).astype(int) - bare).max(axis=2)
    assert (apart > 90).sum() > 300
    face = apart[round(0.17 * 640) : round(0.33 * 640), round(0.3 * 360) : round(0.64 * 360)]
    assert face.max() < 60


def test_a_crop_that_cuts_up_what_is_seen_shows_the_whole(tmp_path: Path) -> None:
    """A square picture with something everywhere is whole on 9:16; a single thing fills it."""
    random = np.random.default_rng(4)
    everywhere = random.integers(0, 255, (8, 8, 3), np.uint8).repeat(60, axis=0).repeat(60, axis=1)
    Image.fromarray(everywhere).save(tmp_path / "all.png")
    person(tmp_path / "one.png", (480, 480), 0.5)
    for name, blurred in (("all", True), ("one", False)):
        photo = load_photo(tmp_path / f"{name}.png", 180, 320, moving=True, fit="auto")
        assert photo.framing.blurred is blurred
        cropped = load_photo(tmp_path / f"{name}.png", 180, 320, moving=True, fit="crop")
        assert not cropped.framing.blurred


def test_a_title_over_a_cut_keeps_off_the_face_that_comes_later(tmp_path: Path) -> None:
    """It stands over both photos for a while: neither face is under it."""
    person(tmp_path / "a", (540, 960), 0.5, 0.5)
    shots = [
        {"d": 2500, "src": "a", "mv": "none", "tr": ["fade", 600]},
        {"d": 3000, "src": "b", "mv": "none"},
    ]
    media = {"a": tmp_path / "a", "b": WORLD / "portrait.jpg"}
    title = {"s": 300, "d": 4000, "text": "Summer Sale", "pos": "top"}
    bare = rendered(tmp_path, draft(shots, size=(360, 640)), **media).at(3.2).astype(int)
    with_title = draft(shots, size=(360, 640), texts=[title])
    apart = np.abs(rendered(tmp_path, with_title, **media).at(3.2).astype(int) - bare).max(axis=2)
    assert (apart > 90).sum() > 300
    face = apart[round(0.17 * 640) : round(0.33 * 640), round(0.3 * 360) : round(0.64 * 360)]
    assert face.max() < 60


def test_the_view_travels_over_a_panorama(tmp_path: Path) -> None:
    """At a constant speed, 0.4 canvases a second, the full height in sight; not when it rests."""
    wide = Image.fromarray(np.tile(np.linspace(0, 255, 1600).astype(np.uint8), (200, 1)))
    wide.convert("RGB").save(tmp_path / "w", "JPEG", quality=95)
    shot = {"d": 4000, "src": "w", "mv": "pan_right"}
    film = rendered(tmp_path, draft([shot], size=(120, 200)), w=tmp_path / "w")
    levels = [film.mean(t)[0] for t in (0.1, 1.0, 1.9, 2.8, 3.7)]
    steps = np.diff(levels)
    assert steps.mean() == pytest.approx(0.9 * 0.4 * 120 / 1600 * 255, rel=0.15)
    assert np.abs(steps - steps.mean()).max() < 1.5
    assert film.at(2.0)[:5].mean() == pytest.approx(film.at(2.0)[95:105].mean(), abs=3)
    rest = rendered(tmp_path, draft([shot | {"mv": "none"}], size=(120, 200)), w=tmp_path / "w")
    frame = rest.at(1.0)[97:103]
    assert frame[:, :4].mean() < 20 < 235 < frame[:, -4:].mean()


def test_both_pictures_move_through_a_dissolve(tmp_path: Path) -> None:
    """The first keeps its pace to its end: no frame of the last half second stands still."""
    path = person(tmp_path / "p", (600, 900), 0.4)
    shots = [{"d": 1500, "src": "p", "mv": "zoom_in"}]
    film = rendered(tmp_path, draft(shots, size=(240, 360)), p=path)
    change = [
        float(np.abs(film.frames[i + 3].astype(int) - film.frames[i].astype(int)).mean())
        for i in range(0, 42, 3)
    ]
    assert min(change[-4:]) > 0.5 * max(change)


def test_a_picture_moves_as_far_as_is_asked_for(tmp_path: Path) -> None:
    """The shirt grows with the zoom: less with half of it, more with twice as much."""
    path = person(tmp_path / "p", (600, 900), 0.5)
    grown = {}
    for amount in (0.5, 1.0, 2.0):
        shot = {"d": 1000, "src": "p", "mv": "zoom_in", "amount": amount}
        film = rendered(tmp_path, draft([shot], size=(240, 360)), p=path)
        grown[amount] = (shirt(film.frames[-1]) / shirt(film.frames[0])) ** 0.5 - 1
    assert 0.25 * grown[1.0] < grown[0.5] < 0.65 * grown[1.0]
    assert 1.6 * grown[1.0] < grown[2.0] < 2.5 * grown[1.0]
