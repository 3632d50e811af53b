"""What a draft says of single clips, of a text's style, and of how music and film come and go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.render.job import RenderJob
from studio.render.pipeline import render
from tests.studio.media.clips import make_clip
from tests.studio.render.films import Film, draft, plain_photo, watch


def rendered(folder: Path, timeline: dict[str, Any], **media: Path) -> Film:
    job = RenderJob(draft=timeline, media=media, out=folder / "film.mp4")
    return watch(render(job, lambda _: None).path)


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """A photo, red on its left and blue on its right."""
    image = Image.new("RGB", (400, 400), (200, 30, 30))
    image.paste((30, 30, 200), (200, 0, 400, 400))
    image.save(tmp_path / "halves", "JPEG", quality=95)
    return tmp_path / "halves"


def test_a_look_of_one_clip_leaves_the_others(tmp_path: Path) -> None:
    """Black and white on the second of two reds."""
    red = plain_photo(tmp_path / "red", (200, 40, 40))
    shots = [
        {"d": 400, "src": "red", "mv": "none"},
        {"d": 400, "src": "red", "mv": "none", "look": ["bw"]},
    ]
    film = rendered(tmp_path, draft(shots), red=red)
    first, second = film.mean(0.2), film.mean(0.6)
    assert first[0] - first[2] > 100
    assert max(second) - min(second) < 8


def test_a_picture_is_turned_clockwise(tmp_path: Path, halves: Path) -> None:
    """What was left is on top."""
    shots = [{"d": 300, "src": "halves", "mv": "none", "rotate": 90}]
    film = rendered(tmp_path, draft(shots, size=(200, 200)), halves=halves)
    top, bottom = film.at(0.1)[:60].mean(axis=(0, 1)), film.at(0.1)[-60:].mean(axis=(0, 1))
    assert top[0] > top[2] + 80
    assert bottom[2] > bottom[0] + 80


def test_a_clip_plays_backwards(tmp_path: Path) -> None:
    """Its frames come in the opposite order, and it is silent."""
    clip = make_clip(tmp_path / "clip.mp4")
    forth = rendered(tmp_path, draft([{"d": 1000, "src": "clip", "kind": "video"}]), clip=clip)
    back = rendered(
        tmp_path, draft([{"d": 1000, "src": "clip", "kind": "video", "reverse": True}]), clip=clip
    )
    for at in (0.1, 0.5, 0.9):
        here, there = back.at(at).astype(float), forth.at(1.0 - at).astype(float)
        assert np.abs(here - there).mean() < 12, at
    assert back.loudness(0, 1) < 0.001


def test_one_picture_is_shown_whole(tmp_path: Path) -> None:
    """Blurred, darker sides on one shot only."""
    wide = Image.new("RGB", (800, 200), (220, 220, 220))
    wide.save(tmp_path / "wide", "JPEG")
    shots = [
        {"d": 300, "src": "wide", "mv": "none", "fit": "crop"},
        {"d": 300, "src": "wide", "mv": "none", "fit": "blur"},
    ]
    film = rendered(tmp_path, draft(shots), wide=tmp_path / "wide")
    assert film.at(0.1)[:40].mean() > 200
    assert film.at(0.5)[:40].mean() < 190


@pytest.mark.parametrize("style", ["box", "outline"])
def test_a_style_changes_what_is_drawn(tmp_path: Path, style: str) -> None:
    """A plate or an edge darkens the surroundings of white letters."""
    grey = plain_photo(tmp_path / "grey", (170, 170, 170))
    text = {"s": 0, "d": 1000, "text": "Hello", "pos": "center"}
    shot = {"d": 1000, "src": "grey", "mv": "none"}
    plain = rendered(tmp_path, draft([shot], texts=[text]), grey=grey)
    styled = rendered(tmp_path, draft([shot], texts=[text | {style: True}]), grey=grey)
    assert styled.at(0.5).mean() < plain.at(0.5).mean() - 0.3


def test_a_size_makes_letters_larger(tmp_path: Path) -> None:
    """White letters on black: more of them is lit."""
    black = plain_photo(tmp_path / "black", (0, 0, 0))
    text = {"s": 0, "d": 1000, "text": "Hi", "pos": "center"}
    shot = {"d": 1000, "src": "black", "mv": "none"}
    usual = rendered(tmp_path, draft([shot], texts=[text]), black=black)
    large = rendered(tmp_path, draft([shot], texts=[text | {"size": 1.4}]), black=black)
    assert large.at(0.5).mean() > usual.at(0.5).mean() * 1.5


def test_a_fade_takes_as_long_as_it_is_said(tmp_path: Path) -> None:
    """After a second of a two-second fade half of the light is there."""
    white = plain_photo(tmp_path / "white", (255, 255, 255))
    film = rendered(
        tmp_path,
        draft([{"d": 6000, "src": "white", "mv": "none"}], fade=["in"], fade_in_ms=2000),
        white=white,
    )
    assert film.at(1.0).mean() == pytest.approx(127, abs=15)


def test_music_comes_slowly_when_asked(tmp_path: Path) -> None:
    """A fade-in of three seconds is soft at its beginning."""
    white = plain_photo(tmp_path / "white", (255, 255, 255))
    sound = {"d": 4000, "gen": "upbeat", "vol": 1.0, "fade_in": 3000}
    film = rendered(
        tmp_path, draft([{"d": 4000, "src": "white", "mv": "none"}], sounds=[sound]), white=white
    )
    assert film.loudness(0, 0.5) < film.loudness(2.0, 2.5) / 3
