"""What a contact sheet shows, and what it never exceeds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.media.contact_sheet import contact_sheet
from studio.media.drawing import MOST_BYTES
from studio.render.job import RenderFailed
from tests.studio.media.clips import BLUE, GREEN, RED, make_clip
from tests.studio.render.films import draft, plain_photo


def sheet_of(folder: Path, timeline: dict[str, object], **media: Path) -> Image.Image:
    """The sheet as a picture."""
    target = folder / "sheet.jpg"
    contact_sheet(timeline, media, target)
    assert target.stat().st_size <= MOST_BYTES
    with Image.open(target) as image:
        assert image.format == "JPEG"
        return image.convert("RGB")


def share_of(sheet: Image.Image, color: tuple[int, int, int]) -> float:
    """How much of the sheet is near a colour."""
    pixels = np.asarray(sheet).astype(int)
    near = (abs(pixels - np.array(color)) < 45).all(axis=2)
    return float(near.mean())


@pytest.mark.parametrize("size", [(270, 480), (480, 270), (300, 300)])
def test_every_shot_is_a_tile(tmp_path: Path, size: tuple[int, int]) -> None:
    """A photo, a card and a clip share the sheet, in each shape."""
    photo = plain_photo(tmp_path / "red.jpg", RED)
    clip = make_clip(tmp_path / "clip.mp4", colors=(BLUE,))
    shots = [
        {"d": 2000, "src": "photo"},
        {"d": 2000, "color": "#1ec83c"},
        {"d": 2000, "src": "clip"},
    ]
    sheet = sheet_of(tmp_path, draft(shots, size=size, fit="crop"), photo=photo, clip=clip)
    assert all(share_of(sheet, color) > 0.08 for color in (RED, BLUE))
    assert share_of(sheet, GREEN) > 0.02


def test_a_clip_is_shown_at_the_moment_of_its_tile(tmp_path: Path) -> None:
    """From the stretch that the draft uses: the second half of the file here."""
    clip = make_clip(tmp_path / "clip.mp4", seconds=20, colors=(RED, BLUE))
    shots = [{"d": 4000, "src": "clip", "in": 15_000}]
    sheet = sheet_of(tmp_path, draft(shots, fit="crop"), clip=clip)
    assert share_of(sheet, BLUE) > 0.3
    assert share_of(sheet, RED) < 0.02


def test_texts_are_listed_with_their_times(tmp_path: Path) -> None:
    """Also those that stand over no tile's moment: the sheet grows by a line for each."""
    shots = [{"d": 9000, "color": "#204080"}]
    plain = sheet_of(tmp_path, draft(shots))
    texts = [{"s": 0, "d": 2000, "text": "one"}, {"s": 7000, "d": 2000, "text": "夏季 two"}]
    told = sheet_of(tmp_path, draft(shots, texts=texts))
    assert told.height > plain.height
    assert told.width == plain.width
    below = np.asarray(told)[plain.height + 4 :]
    assert (below > 180).any()


def test_many_noisy_shots_stay_in_their_bounds(tmp_path: Path) -> None:
    """Forty photos of noise: at most twelve tiles, at most 200 kB."""
    noise = np.random.default_rng(1).integers(0, 255, (900, 600, 3), dtype=np.uint8)
    photo = tmp_path / "noise.png"
    Image.fromarray(noise).save(photo)
    shots = [{"d": 1000, "src": "p"} for _ in range(40)]
    sheet = sheet_of(tmp_path, draft(shots), p=photo)
    assert max(sheet.size) < 1400


def test_what_cannot_be_read_is_grey(tmp_path: Path) -> None:
    """A broken file, one that is not there, a sound where a picture should be."""
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff and nothing")
    shots = [{"d": 1000, "src": "broken"}, {"d": 1000, "src": "gone"}]
    sheet = sheet_of(tmp_path, draft(shots), broken=broken)
    assert share_of(sheet, (0x55, 0x55, 0x55)) > 0.5


def test_an_empty_draft_has_none(tmp_path: Path) -> None:
    """There is nothing to draw."""
    with pytest.raises(RenderFailed):
        contact_sheet(draft([]), {}, tmp_path / "sheet.jpg")
