"""Clips framed by several of their frames, and what surrounds them where they do not fill."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from studio.media.contact_sheet import contact_sheet
from studio.render.cards import draw_cards
from studio.render.clip import ClipSource
from studio.render.compose import Composer
from studio.render.faces import find_faces
from studio.render.planes import Planes, blank, from_image, to_image
from studio.render.scene import read_scene
from studio.render.sources import open_source
from studio.render.stills import framed, still
from studio.render.surround import Surround
from studio.render.warp import Warper
from tests.studio.render.films import draft

WORLD = Path(__file__).parents[1] / "exam" / "world"


def filmed(path: Path, pictures: list[Image.Image], *, each: int = 15, rotate: float = 0) -> Path:
    """A clip that shows these pictures, half a second each; every one begins a group."""
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=30, options={"preset": "ultrafast"})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = pictures[0].size
        stream.pix_fmt, stream.gop_size = "yuv420p", each
        if rotate:
            stream.set_display_rotation(rotate)
        for picture in pictures:
            for _ in range(each):
                out.mux(stream.encode(VideoFrame.from_ndarray(np.asarray(picture), "rgb24")))
        out.mux(stream.encode())
    return path


def spotted(at: int, size: tuple[int, int] = (480, 240)) -> Image.Image:
    """A grey picture with something red at a place."""
    picture = Image.new("RGB", size, (120, 120, 120))
    picture.paste((230, 40, 30), (at, 90, at + 60, 150))
    return picture


def test_a_crop_follows_what_most_frames_show(tmp_path: Path) -> None:
    """Not only the first: there what counts is not in the picture yet."""
    plain = Image.new("RGB", (480, 240), (120, 120, 120))
    clip = filmed(tmp_path / "c", [plain, spotted(400), spotted(400), spotted(400)])
    scene = read_scene(draft([{"d": 2000, "src": "c"}], fit="crop", size=(240, 240)))
    blurred, place = framed(clip, scene.shots[0], (240, 240))
    assert not blurred
    assert place[0] > 0.8
    source = ClipSource(clip, scene.shots[0], (240, 240), None)
    planes = blank(240, 240)
    source.draw(planes, 1.2)
    source.close()
    assert planes[2].max() > 170


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_crop_lies_where_it_was_wanted_in_a_turned_clip(tmp_path: Path, rotate: int) -> None:
    """The place is the upright picture's, the frames lie as the file has them."""
    lying = [spotted(20).rotate(-rotate, expand=True)] * 3
    clip = filmed(tmp_path / "c", lying, rotate=rotate)
    scene = read_scene(draft([{"d": 1500, "src": "c"}], fit="crop", size=(240, 240)))
    source = ClipSource(clip, scene.shots[0], (240, 240), None)
    planes = blank(240, 240)
    source.draw(planes, 0.5)
    source.close()
    assert (planes[2] > 170).sum() > 600
    seen = np.asarray(still(clip, scene.shots[0], 0.5, (240, 240))).astype(int)
    assert ((seen[:, :, 0] > 180) & (seen[:, :, 1] < 90)).sum() > 2400


def test_words_over_a_clip_leave_a_face_free(tmp_path: Path) -> None:
    """As over a photo."""
    portrait = Image.open(WORLD / "portrait.jpg").convert("RGB")
    portrait = portrait.crop((0, 0, portrait.width // 2 * 2, portrait.height // 2 * 2))
    portrait.thumbnail((400, 400))
    portrait = portrait.crop((0, 0, portrait.width // 2 * 2, portrait.height // 2 * 2))
    clip = filmed(tmp_path / "c", [portrait] * 4)
    size = portrait.size
    (face,) = find_faces(portrait)
    middle = (face.top + face.bottom) / 2
    position = "top" if middle < 0.35 else "center" if middle < 0.65 else "bottom"
    words = [{"s": 0, "d": 2000, "text": "Hello there", "pos": position}]
    scene = read_scene(draft([{"d": 2000, "src": "c"}], texts=words, size=size))
    warper = Warper()

    def frames(cards: bool) -> VideoFrame:
        drawn = draw_cards(scene.captions, *size, {}) if cards else []
        composer = Composer(
            scene, drawn, lambda shot, size: open_source(shot, clip, size, None, warper)
        )
        try:
            return composer.frame(30)
        finally:
            composer.close()

    without, with_words = (
        np.asarray(to_image(frames(cards))).astype(int) for cards in (False, True)
    )
    changed = np.abs(with_words - without).max(axis=2) > 40
    left, right = round(face.left * size[0]), round(face.right * size[0])
    until = face.bottom - 0.1 * (face.bottom - face.top)
    rows = changed[round(face.top * size[1]) : round(until * size[1]), left:right]
    assert changed.any()
    assert rows.mean() < 0.01


@pytest.mark.parametrize("size", [(160, 320), (320, 96)])
def test_the_picture_passes_into_its_surroundings(size: tuple[int, int]) -> None:
    """Whole in the middle; no row or column differs from the next as an edge does; darker out."""
    rows, columns = np.mgrid[0:96, 0:160]
    light = np.stack([60 + rows + columns // 2] * 3, axis=2).astype(np.uint8)
    shown = Surround((160, 96), size).lay(from_image(Image.fromarray(light)))
    y = shown[0].astype(int)
    assert y.shape == size[::-1]
    side = 0 if size[1] > 96 else 1
    assert np.abs(np.diff(y, axis=side)).max() < 12
    inner = np.take(y, y.shape[side] // 2, side).mean()
    assert min(np.take(y, 1, side).mean(), np.take(y, -2, side).mean()) < 0.75 * inner


def test_the_contact_sheet_shows_what_the_film_shows(tmp_path: Path) -> None:
    """A panorama over which the view travels, in its middle; one decision frames both."""
    wide = Image.new("RGB", (1600, 400))
    for place in range(16):
        shade = place * 16
        wide.paste((shade, 255 - shade, 90), (place * 100, 0, place * 100 + 100, 400))
    wide.save(tmp_path / "pano", "JPEG", quality=95)
    timeline = draft([{"d": 4000, "src": "pano", "mv": "pan_right"}], size=(270, 480))
    contact_sheet(timeline, {"pano": tmp_path / "pano"}, tmp_path / "sheet.jpg")
    with Image.open(tmp_path / "sheet.jpg") as sheet:
        tile = sheet.convert("RGB").crop((8, 8, sheet.width - 8, sheet.height - 34))
    scene = read_scene(timeline)
    source = open_source(scene.shots[0], tmp_path / "pano", (270, 480), None, Warper())
    planes = blank(270, 480)
    source.draw(planes, 2.0)
    film = _picture(planes)
    near = np.abs(np.asarray(tile.resize((27, 48))).astype(int) - np.asarray(film.resize((27, 48))))
    assert near.mean() < 12


def _picture(planes: Planes) -> Image.Image:
    frame = VideoFrame(planes[0].shape[1], planes[0].shape[0], "yuv420p")
    for plane, target in zip(planes, frame.planes, strict=True):
        wide = np.frombuffer(memoryview(target), np.uint8).reshape(-1, target.line_size)
        wide[: plane.shape[0], : plane.shape[1]] = plane
    return to_image(frame)
