"""Measuring real files, and refusing hostile ones."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PIL import Image

from studio.media.errors import MediaRefused, TooLarge, Unsupported
from studio.media.probe import probe
from studio.media.samples import make_photos
from studio.render import process
from tests.studio.media import evil
from tests.studio.media.clips import add_cover, forget_duration, make_clip, make_sound


def test_a_phone_clip_is_measured_upright(tmp_path: Path) -> None:
    """A display matrix of a quarter turn swaps the reported width and height."""
    clip = make_clip(tmp_path / "a", size=(320, 180), rotate=-90, sound=True)
    result = probe(clip)
    assert (result.kind, result.format) == ("video", "mp4")
    assert (result.width, result.height) == (180, 320)
    assert result.fps == pytest.approx(30, abs=0.5)
    assert result.duration == pytest.approx(2, abs=0.1)
    assert result.has_audio


def test_a_recording_without_a_length_is_walked_through(tmp_path: Path) -> None:
    """A browser's recording has no duration in its header; the packets have."""
    times = [0.0, 0.05, 0.1, 0.4, 0.9, 1.0, 1.6]
    whole = make_clip(tmp_path / "w", codec="libvpx-vp9", container="webm", times=times)
    result = probe(forget_duration(whole, tmp_path / "r"))
    assert (result.format, result.kind) == ("webm", "video")
    assert result.duration == pytest.approx(1.6, abs=0.2)


@pytest.mark.parametrize(
    ("codec", "container", "name"),
    [("mp3", "mp3", "mp3"), ("pcm_s16le", "wav", "wav"), ("aac", "adts", "aac")],
)
def test_sounds_are_measured(tmp_path: Path, codec: str, container: str, name: str) -> None:
    """Sound files have a length and no size."""
    result = probe(make_sound(tmp_path / "s", codec=codec, container=container))
    assert (result.kind, result.format, result.width) == ("audio", name, None)
    assert result.duration == pytest.approx(2, abs=0.15)


def test_a_song_with_a_cover_is_a_sound(tmp_path: Path) -> None:
    """The cover picture inside an mp3 looks like a video stream and is none."""
    (photo,) = make_photos(tmp_path / "p", 1, megapixels=0.1)
    song = make_sound(tmp_path / "s")
    assert probe(add_cover(song, tmp_path / "c", photo)).kind == "audio"


def test_photos_are_measured_upright(tmp_path: Path) -> None:
    """EXIF orientation 6 swaps width and height."""
    sizes = [(r.width, r.height) for r in map(probe, make_photos(tmp_path, 3, megapixels=0.3))]
    (long, short) = sizes[0]
    assert sizes == [(long, short), (short, long), (short, long)]
    with Image.open(tmp_path / "photo-3.jpg") as stored:
        assert stored.size == (long, short)


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_animations_have_a_length(tmp_path: Path, form: str) -> None:
    """Animated GIF and WebP are pictures that move, with the length of all their frames."""
    frames = [Image.new("RGB", (64, 48), (40 * i, 0, 200)) for i in range(5)]
    path = tmp_path / "a"
    frames[0].save(path, form, save_all=True, append_images=frames[1:], duration=200)
    result = probe(path)
    assert (result.kind, result.animated) == ("image", True)
    assert result.duration == pytest.approx(1.0)


def test_too_many_animation_frames_are_refused(tmp_path: Path) -> None:
    """An animation of more than 300 frames is too large."""
    frames = [Image.new("L", (8, 8), i % 256) for i in range(302)]
    frames[0].save(tmp_path / "a", "GIF", save_all=True, append_images=frames[1:], duration=40)
    with pytest.raises(TooLarge, match="300"):
        probe(tmp_path / "a")


@pytest.mark.parametrize("side", [8000, 12000, 30000])
def test_decompression_bombs_are_refused_before_they_open(tmp_path: Path, side: int) -> None:
    """A few kilobytes that claim more than 60 megapixels are too large, whatever Pillow thinks."""
    bomb = evil.wide_png(tmp_path / "b", side, side)
    assert bomb.stat().st_size < 150_000
    with pytest.raises(TooLarge, match="60 megapixels") as caught:
        probe(bomb)
    assert caught.value.code == 4002


def test_a_file_beyond_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """The byte limit comes first; the refusal has the wire's code for size."""
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    with pytest.raises(TooLarge, match="200 MB") as caught:
        probe(path)
    assert caught.value.code == 4002


@pytest.mark.parametrize(
    ("size", "fps", "word"), [((4160, 64), 10, "4096"), ((64, 64), 240, "frames a second")]
)
def test_clips_beyond_the_limits_are_refused(
    tmp_path: Path, size: tuple[int, int], fps: int, word: str
) -> None:
    """Too many pixels a side or frames a second are too large."""
    clip = make_clip(tmp_path / "c", size=size, fps=fps, seconds=0.2)
    with pytest.raises(TooLarge, match=word):
        probe(clip)


async def test_playlists_open_neither_files_nor_connections(tmp_path: Path) -> None:
    """Playlists, drawings and pages under media names are refused, and nobody is called."""
    calls: list[str] = []

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append("hit")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    neighbour = make_clip(tmp_path / "inner.mp4", seconds=0.3)
    async with server:
        for path in evil.playlists(tmp_path, port, neighbour):
            with pytest.raises(Unsupported):
                await asyncio.to_thread(probe, path)
    assert calls == []


async def test_damaged_clips_end_in_a_sentence(tmp_path: Path) -> None:
    """Cut, noisy, overwritten and lying files are refused or read; the worker never hangs."""
    clip = make_clip(tmp_path / "good", seconds=1)
    (photo,) = make_photos(tmp_path / "p", 1, megapixels=0.3)
    broken = [
        evil.cut(clip, tmp_path / "cut", 0.4),
        evil.noise(tmp_path / "noise"),
        evil.cut(photo, tmp_path / "half", 0.5),
    ]
    for path in broken:
        with pytest.raises(Unsupported) as caught:
            await process.probe(path)
        assert caught.value.reason.endswith(".")
    lying = evil.absurd_size(clip, tmp_path / "huge")
    for path in (lying, evil.flipped(clip, tmp_path / "flip", 200)):
        assert await _height_or_refusal(path) in (180, "refused")


async def _height_or_refusal(path: Path) -> int | str | None:
    try:
        result = await process.probe(path)
    except MediaRefused:
        return "refused"
    return result.height


async def test_a_probe_in_its_worker_answers_as_a_probe_here(tmp_path: Path) -> None:
    """The process border changes neither results nor refusals."""
    (photo,) = make_photos(tmp_path, 1, megapixels=0.3)
    assert await process.probe(photo) == probe(photo)
    bomb = evil.wide_png(tmp_path / "b", 12000, 12000)
    with pytest.raises(TooLarge, match="60 megapixels"):
        await process.probe(bomb)


async def test_a_reader_that_stalls_is_ended(tmp_path: Path) -> None:
    """A probe that takes longer than its limit refuses the file."""
    (photo,) = make_photos(tmp_path, 1, megapixels=0.3)
    with pytest.raises(Unsupported, match="too long"):
        await process.probe(photo, timeout=0.01)
