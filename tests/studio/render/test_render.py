"""Whole renders: what is on the timeline is what is seen and heard in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from studio.media.samples import make_photos
from studio.render.job import Progress, RenderFailed, RenderJob, RenderResult
from studio.render.pipeline import render
from studio.render.planes import blank
from studio.render.scene import TransitionKind
from studio.render.transitions import Blender
from tests.studio.media.clips import BLUE, GREEN, RED, make_clip, make_sound
from tests.studio.render.films import Film, atoms, draft, plain_photo, watch

FADE = ["fade", 400]


def rendered(folder: Path, timeline: dict[str, Any], **media: Path) -> tuple[RenderResult, Film]:
    """Render in this process (the worker has tests of its own) and decode the result."""
    job = RenderJob(draft=timeline, media=media, out=folder / "film.mp4")
    result = render(job, lambda _: None)
    return result, watch(result.path)


@pytest.fixture
def photos(tmp_path: Path) -> dict[str, Path]:
    """Three photos of one colour each."""
    colors = {"red": (200, 40, 40), "green": (40, 180, 60), "blue": (40, 60, 210)}
    return {name: plain_photo(tmp_path / name, color) for name, color in colors.items()}


def strongest(mean: tuple[float, float, float]) -> int:
    """0, 1 or 2: which of R, G, B leads."""
    return int(np.argmax(mean))


def test_photos_come_in_their_order(tmp_path: Path, photos: dict[str, Path]) -> None:
    """Each photo is on screen in its time, with a crossfade half of each in between."""
    shots = [{"d": 800, "src": name, "mv": "zoom_in", "tr": FADE} for name in photos]
    result, film = rendered(tmp_path, draft(shots), **photos)
    assert (result.width, result.height) == (270, 480)
    assert len(film.frames) == 48
    assert result.duration == pytest.approx(1.6)
    assert [strongest(film.mean(t)) for t in (0.1, 0.7, 1.5)] == [0, 1, 2]
    red, green, _ = film.mean(0.6)
    assert red == pytest.approx(120, abs=20)
    assert green == pytest.approx(110, abs=20)


def test_the_file_plays_everywhere(tmp_path: Path, photos: dict[str, Path]) -> None:
    """H.264 4:2:0 tagged BT.709 limited, index in front, a sound track even without music.

    Without one, messengers take a film for a silent GIF.
    """
    result, film = rendered(tmp_path, draft([{"d": 500, "src": "red"}]), **photos)
    names = atoms(result.path)
    assert names.index("moov") < names.index("mdat")
    assert film.pix_fmt == "yuv420p"
    assert film.color == (1, 1)
    assert film.samples.shape[1] / 48000 == pytest.approx(0.5, abs=0.05)
    assert result.size == result.path.stat().st_size
    assert b"Lavf" not in result.path.read_bytes()


def test_colours_are_kept(tmp_path: Path, photos: dict[str, Path]) -> None:
    """A photo's colours come through conversion and encoding within a few levels."""
    _, film = rendered(tmp_path, draft([{"d": 300, "src": "green"}]), **photos)
    assert film.mean(0.1) == pytest.approx((40, 180, 60), abs=6)


def test_a_title_is_drawn_in_its_place_and_time(tmp_path: Path, photos: dict[str, Path]) -> None:
    """Words brighten their own area while they stand and nothing else."""
    words = {"s": 500, "d": 1000, "text": "Sale", "color": "#ffffff", "pos": "top"}
    shots = [{"d": 1800, "src": "blue", "mv": "none"}]
    _, film = rendered(tmp_path, draft(shots, texts=[words]), **photos)
    before, during = film.at(0.2).astype(int), film.at(1.0).astype(int)
    changed = np.abs(during - before).max(axis=2) > 60
    assert changed[:192].sum() > 300
    assert changed[240:].sum() == 0
    assert during[:192].max(axis=(0, 1)).min() > 230
    assert np.abs(film.at(1.7).astype(int) - before).max() < 40


def test_music_is_heard_and_steps_back_under_a_clip(tmp_path: Path) -> None:
    """Music plays under a photo and is 4.5 dB lower under a clip that has sound of its own."""
    quiet = make_clip(tmp_path / "c", seconds=2, sound=True)
    photo = plain_photo(tmp_path / "p", (9, 9, 9))
    shots = [{"d": 2000, "src": "p"}, {"d": 2000, "src": "c", "vol": 0.0001}]
    music = [{"d": 4000, "gen": "calm", "vol": 0.5}]
    ratios = []
    for mute in (False, True):
        timeline = draft(shots, sounds=music, mute=mute)
        _, film = rendered(tmp_path, timeline, p=photo, c=quiet)
        assert film.loudness(0.5, 1.7) > 0.04
        ratios.append(film.loudness(2.1, 3.9) / film.loudness(0.5, 1.7))
    assert ratios[0] / ratios[1] == pytest.approx(0.6, abs=0.12)


def test_a_clip_is_heard_and_can_be_muted(tmp_path: Path) -> None:
    """A clip brings its own tone; `mute` silences it."""
    clip = make_clip(tmp_path / "c", seconds=1, sound=True)
    _, loud = rendered(tmp_path, draft([{"d": 900, "src": "c"}]), c=clip)
    _, silent = rendered(tmp_path, draft([{"d": 900, "src": "c", "mute": True}]), c=clip)
    assert loud.loudness(0.2, 0.8) > 0.1
    assert silent.loudness(0.0, 0.9) < 1e-4


def test_short_music_goes_on_from_its_beginning(tmp_path: Path, photos: dict[str, Path]) -> None:
    """An uploaded sound that is shorter than the film is looped."""
    song = make_sound(tmp_path / "s", codec="pcm_s16le", container="wav", seconds=0.5)
    music = [{"d": 1600, "src": "s", "vol": 1.0}]
    shots = [{"d": 1600, "src": "red"}]
    _, film = rendered(tmp_path, draft(shots, sounds=music), s=song, **photos)
    assert film.loudness(0.6, 0.9) > 0.1


def test_a_clip_starts_where_it_is_trimmed_and_runs_at_its_speed(tmp_path: Path) -> None:
    """`in` skips the clip's beginning, `speed` plays it faster; at its end it stands still."""
    clip = make_clip(tmp_path / "c", seconds=3, colors=(RED, GREEN, BLUE))
    trimmed = draft([{"d": 600, "src": "c", "in": 1200}])
    _, film = rendered(tmp_path, trimmed, c=clip)
    assert strongest(film.mean(0.3)) == 1
    _, film = rendered(tmp_path, draft([{"d": 1800, "src": "c", "speed": 2}]), c=clip)
    assert [strongest(film.mean(t)) for t in (0.2, 0.8, 1.7)] == [0, 1, 2]


@pytest.mark.parametrize("turn", [90, -90, 180])
def test_a_turned_clip_stands_upright(tmp_path: Path, turn: int) -> None:
    """The display matrix is obeyed: the white quarter appears where a player would show it."""
    size = (320, 180) if turn == 180 else (320, 240)
    clip = make_clip(tmp_path / "c", size=size, seconds=0.3, rotate=turn)
    canvas = (320, 180) if turn == 180 else (240, 320)
    _, film = rendered(tmp_path, draft([{"d": 200, "src": "c"}], size=canvas), c=clip)
    frame = film.at(0.1)
    half = (frame.shape[0] // 2, frame.shape[1] // 2)
    blue = {
        (row, column): frame[
            row * half[0] + 10 : (row + 1) * half[0] - 10,
            column * half[1] + 10 : (column + 1) * half[1] - 10,
            2,
        ].mean()
        for row in (0, 1)
        for column in (0, 1)
    }
    # The upper left corner goes to the lower left, to the upper right, or opposite.
    assert max(blue, key=lambda k: blue[k]) == {90: (1, 0), -90: (0, 1), 180: (1, 1)}[turn]


def test_a_variable_frame_rate_keeps_its_times(tmp_path: Path) -> None:
    """Frames of a recording are shown at their own times, whatever their distances."""
    times = [0.0, 0.1, 0.2, 0.9, 1.0, 1.1]
    clip = make_clip(
        tmp_path / "c", codec="libvpx-vp9", container="webm", times=times, colors=(RED, BLUE)
    )
    _, film = rendered(tmp_path, draft([{"d": 1200, "src": "c"}]), c=clip)
    assert [strongest(film.mean(t)) for t in (0.1, 0.8, 1.0)] == [0, 0, 2]


def test_full_range_clips_are_converted(tmp_path: Path) -> None:
    """A full-range clip looks like the same clip in limited range."""
    means = []
    for full in (False, True):
        clip = make_clip(tmp_path / f"c{full}", seconds=0.2, colors=(GREEN,), full_range=full)
        _, film = rendered(tmp_path, draft([{"d": 150, "src": "c"}]), c=clip)
        means.append(film.mean(0.05))
    assert means[0] == pytest.approx(means[1], abs=4)


def test_an_animation_moves(tmp_path: Path) -> None:
    """An animated WebP changes with its own timing and starts over."""
    frames = [Image.new("RGB", (80, 120), color) for color in (RED, BLUE)]
    path = tmp_path / "a"
    frames[0].save(path, "WEBP", save_all=True, append_images=frames[1:], duration=300)
    _, film = rendered(tmp_path, draft([{"d": 900, "src": "a"}]), a=path)
    assert [strongest(film.mean(t)) for t in (0.15, 0.45, 0.75)] == [0, 2, 0]


@pytest.mark.parametrize("kind", ["wipe", "slide"])
def test_wipes_and_slides_share_the_screen(
    tmp_path: Path, photos: dict[str, Path], kind: str
) -> None:
    """In the middle of the transition each picture has half of the screen."""
    shots = [
        {"d": 800, "src": "red", "mv": "none", "tr": [kind, 400]},
        {"d": 800, "src": "blue", "mv": "none"},
    ]
    _, film = rendered(tmp_path, draft(shots), **photos)
    frame = film.at(0.6)
    sides = (frame[:, :120].mean(axis=(0, 1)), frame[:, 150:].mean(axis=(0, 1)))
    new, old = sides if kind == "wipe" else sides[::-1]
    assert (strongest(tuple(new)), strongest(tuple(old))) == (2, 0)


@pytest.mark.parametrize(("kind", "middle"), [("black", (0, 0, 0)), ("white", (255, 255, 255))])
def test_a_transition_through_a_colour_shows_nothing_else_in_its_middle(
    tmp_path: Path, photos: dict[str, Path], kind: str, middle: tuple[int, int, int]
) -> None:
    """Before it the first picture, after it the second."""
    shots = [
        {"d": 1200, "src": "red", "mv": "none", "tr": [kind, 600]},
        {"d": 1200, "src": "blue", "mv": "none"},
    ]
    _, film = rendered(tmp_path, draft(shots), **photos)
    assert film.mean(0.9) == pytest.approx(middle, abs=16)
    assert (strongest(film.mean(0.5)), strongest(film.mean(1.3))) == (0, 2)


@pytest.mark.parametrize("kind", ["zoom", "whip"])
def test_zooms_and_whips_end_in_the_second_picture(
    tmp_path: Path, photos: dict[str, Path], kind: str
) -> None:
    """And begin in the first."""
    shots = [
        {"d": 1000, "src": "red", "mv": "none", "tr": [kind, 600]},
        {"d": 1000, "src": "blue", "mv": "none"},
    ]
    _, film = rendered(tmp_path, draft(shots), **photos)
    assert (strongest(film.mean(0.45)), strongest(film.mean(0.97))) == (0, 2)


def test_a_zoom_enlarges_and_a_whip_smears_along_the_way() -> None:
    """Towards the middle; of a picture of thin upright lines nothing is left, of lying ones all."""
    rng = np.random.default_rng(1)
    upright = np.tile((rng.integers(0, 2, 120) * 200 + 20).astype(np.uint8), (160, 1))
    lying = np.repeat((rng.integers(0, 2, 160) * 200 + 20).astype(np.uint8)[:, None], 120, axis=1)

    def blended(kind: TransitionKind, light: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        first, second = blank(120, 160), blank(120, 160)
        for planes in (first, second):
            planes[0][:], planes[1][:], planes[2][:] = light, 128, 128
        Blender().mix(kind, second, first, 0.5)
        return first[0]

    assert blended("whip", upright).std() < 0.5 * upright.std()
    assert blended("whip", lying).std() > 0.95 * lying.std()
    lit = np.zeros((160, 120), np.uint8)
    lit[70:90, 50:70] = 255
    assert (blended("zoom", lit) > 64).sum() > 1.2 * (lit > 64).sum()


def test_looks_and_fades_change_the_picture(tmp_path: Path, photos: dict[str, Path]) -> None:
    """Black and white has no colour left; the film rises from and sinks to black."""
    shots = [{"d": 1500, "src": "red", "mv": "none"}]
    grey = draft(shots, look=["bw"], fade=["in", "out"])
    _, film = rendered(tmp_path, grey, **photos)
    red, green, blue = film.mean(0.75)
    assert max(red, green, blue) - min(red, green, blue) < 4
    assert film.mean(0.0)[0] < 12
    assert film.mean(1.48)[0] < 12
    warm = draft(shots, look=["warm"])
    assert rendered(tmp_path, warm, **photos)[1].mean(0.5)[2] < 38


def test_blurred_sides_show_the_whole_picture(tmp_path: Path) -> None:
    """With `fit` blur a wide picture is seen whole on a tall canvas, over its darker self."""
    wide = Image.new("RGB", (400, 200), (200, 40, 40))
    wide.paste((40, 60, 210), (0, 0, 40, 200))
    path = tmp_path / "w"
    wide.save(path, "PNG")
    clip = make_clip(tmp_path / "c", size=(320, 160), seconds=0.3, colors=(BLUE,))
    for source in ("w", "c"):
        shots = [{"d": 200, "src": source, "mv": "none"}]
        _, film = rendered(tmp_path, draft(shots, fit="blur"), w=path, c=clip)
        frame = film.at(0.1).astype(int)
        left = frame[215:225, 4:16].mean(axis=(0, 1))
        assert left[2] > 150
        assert frame[5:40, 4:100].mean() < frame[185:220, 4:100].mean() * 0.85


def test_odd_pictures_are_taken(tmp_path: Path) -> None:
    """CMYK, 16-bit grey and transparent pictures come out as what they show."""
    Image.new("CMYK", (60, 80), (0, 255, 255, 0)).save(tmp_path / "cmyk", "JPEG")
    Image.fromarray(np.full((80, 60), 32768, np.uint16)).save(tmp_path / "deep", "PNG")
    Image.new("RGBA", (60, 80), (255, 0, 0, 0)).save(tmp_path / "clear", "PNG")
    names = ("cmyk", "deep", "clear")
    shots = [{"d": 200, "src": name} for name in names]
    _, film = rendered(tmp_path, draft(shots), **{name: tmp_path / name for name in names})
    assert strongest(film.mean(0.1)) == 0
    assert film.mean(0.3) == pytest.approx((128, 128, 128), abs=6)
    assert min(film.mean(0.5)) > 248


def test_text_cards_need_no_pictures(tmp_path: Path) -> None:
    """A shot without a source is a backdrop in its colour, lit and not flat."""
    shots = [{"d": 200, "color": "#204080"}]
    words = [{"s": 0, "d": 200, "text": "Hello", "pos": "center"}]
    _, film = rendered(tmp_path, draft(shots, texts=words))
    assert strongest(film.mean(0.1)) == 2


def test_a_size_cap_is_kept(tmp_path: Path) -> None:
    """A capped film is no larger than its cap, and as long as without."""
    (photo,) = make_photos(tmp_path / "p", 1, megapixels=1)
    pixels = np.asarray(Image.open(photo)).astype(int)
    noise = np.random.default_rng(1).normal(0, 40, pixels.shape)
    Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8)).save(photo, quality=95)
    timeline = draft([{"d": 3000, "src": "p", "mv": "zoom_in"}], fit="crop")
    free = RenderJob(draft=timeline, media={"p": photo}, out=tmp_path / "free.mp4")
    assert render(free, lambda _: None).size > 250_000
    job = RenderJob(draft=timeline, media={"p": photo}, out=tmp_path / "c.mp4", max_bytes=250_000)
    result = render(job, lambda _: None)
    assert result.size <= 250_000
    assert result.duration == pytest.approx(3)


def test_a_hopeless_size_cap_is_refused(tmp_path: Path, photos: dict[str, Path]) -> None:
    """A film that can't fit says what to do."""
    timeline = draft([{"d": 60_000, "src": "red"}])
    job = RenderJob(draft=timeline, media=photos, out=tmp_path / "f.mp4", max_bytes=900_000)
    with pytest.raises(RenderFailed, match="shorter"):
        render(job, lambda _: None)


def test_a_thumbnail_and_every_frame_are_told(tmp_path: Path, photos: dict[str, Path]) -> None:
    """The thumbnail is a small JPEG of the film; progress ends at its last frame."""
    job = RenderJob(
        draft=draft([{"d": 500, "src": "blue"}]),
        media=photos,
        out=tmp_path / "f.mp4",
        thumbnail=tmp_path / "t.jpg",
        width=540,
        height=960,
        fps=24,
    )
    told: list[Progress] = []
    result = render(job, told.append)
    assert (result.width, result.height, len(watch(result.path).frames)) == (540, 960, 12)
    with Image.open(tmp_path / "t.jpg") as image:
        assert max(image.size) == 320
        red, _, blue = np.asarray(image).reshape(-1, 3).mean(axis=0)
        assert blue > red + 100
    assert (tmp_path / "t.jpg").stat().st_size < 200_000
    frames = [p.frame for p in told if p.stage == "render"]
    assert frames == list(range(1, 13))
    assert told[-1] == Progress("finish", 12, 12)


def test_failures_leave_no_file(tmp_path: Path, photos: dict[str, Path]) -> None:
    """A missing or broken source fails by the name its sender knows, and nothing stays behind."""
    (tmp_path / "bad").write_bytes(photos["red"].read_bytes()[:300])
    shots = [{"d": 300, "src": "red"}, {"d": 300, "src": "bad"}]
    for media, word in (
        (photos, "no longer here"),
        ({**photos, "bad": tmp_path / "bad"}, "damaged"),
    ):
        job = RenderJob(
            draft=draft(shots), media=media, out=tmp_path / "f.mp4", names={"bad": "beach.jpg"}
        )
        with pytest.raises(RenderFailed, match=rf"beach\.jpg.*{word}"):
            render(job, lambda _: None)
    assert not list(tmp_path.glob("f.mp4*"))


def test_an_empty_timeline_is_refused(tmp_path: Path) -> None:
    """Nothing to show is said before anything is written."""
    with pytest.raises(RenderFailed, match="nothing on the timeline"):
        render(RenderJob(draft={}, media={}, out=tmp_path / "f.mp4"), lambda _: None)
