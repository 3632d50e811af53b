"""How loud a finished film is, by libav's own meter of EBU R128."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import av.logging
import numpy as np
import numpy.typing as npt
import pytest
from av.audio.frame import AudioFrame
from av.filter import Graph

from studio.render.job import RenderJob
from studio.render.loudness import Levelled, Meter
from studio.render.pipeline import render
from studio.render.scene import MOODS
from tests.studio.media.clips import make_clip, make_sound
from tests.studio.render.films import draft, plain_photo, watch

Samples = npt.NDArray[np.float32]


@contextmanager
def _libav_speaks() -> Iterator[None]:
    before = av.logging.get_level()
    av.logging.set_level(av.logging.INFO)
    try:
        yield
    finally:
        av.logging.set_level(before)


def ebur128(samples: Samples) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) as libav's filter sums them up."""
    graph = Graph()
    entry = graph.add_abuffer(sample_rate=48000, format="fltp", layout="stereo", time_base=None)
    meter = graph.add("ebur128", "peak=true:framelog=quiet")
    end = graph.add("abuffersink")
    entry.link_to(meter)
    meter.link_to(end)
    graph.configure()
    with _libav_speaks(), av.logging.Capture() as said:
        for at in range(0, samples.shape[1], 4800):
            block = np.ascontiguousarray(samples[:, at : at + 4800])
            frame = AudioFrame.from_ndarray(block, "fltp", "stereo")
            frame.sample_rate, frame.pts = 48000, at
            entry.push(frame)
        entry.push(None)
        while True:
            try:
                end.pull()
            except (av.EOFError, av.BlockingIOError):
                break
        del entry, meter, end, graph
    text = "".join(line for _, _, line in said)
    loud = re.findall(r"I:\s+(-?[\d.]+) LUFS", text)[-1]
    peak = re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", text)[-1]
    return float(loud), float(peak)


def exported(folder: Path, timeline: dict[str, Any], **media: Path) -> tuple[float, float]:
    job = RenderJob(draft=timeline, media=media, out=folder / "film.mp4")
    return ebur128(watch(render(job, lambda _: None).path).samples)


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_is_as_loud_as_the_platforms_want(tmp_path: Path, mood: str) -> None:
    """-14 LUFS within 1, no true peak above -1 dBTP."""
    shots = [{"d": 5000, "color": "#204080", "mv": "none"}]
    timeline = draft(shots, size=(64, 64), sounds=[{"d": 5000, "gen": mood, "vol": 0.3}])
    loud, peak = exported(tmp_path, timeline)
    assert loud == pytest.approx(-14, abs=1)
    assert peak <= -1


def test_clips_and_songs_reach_the_same_level(tmp_path: Path) -> None:
    """A tone of a clip, a song, and both over each other."""
    clip = make_clip(tmp_path / "c", seconds=3, sound=True)
    song = make_sound(tmp_path / "s", codec="pcm_s16le", container="wav", seconds=1)
    photo = plain_photo(tmp_path / "p", (9, 9, 9))
    media = {"c": clip, "s": song, "p": photo}
    music = [{"d": 3000, "src": "s", "vol": 0.6}]
    for timeline in (
        draft([{"d": 3000, "src": "c"}], size=(64, 64)),
        draft([{"d": 3000, "src": "p"}], size=(64, 64), sounds=music),
        draft([{"d": 3000, "src": "c"}], size=(64, 64), sounds=music),
    ):
        loud, peak = exported(tmp_path, timeline, **media)
        assert loud == pytest.approx(-14, abs=1)
        assert peak <= -1


def test_softer_music_is_softer_where_it_is_all_there_is(tmp_path: Path) -> None:
    """Half of the usual volume is 6 dB less."""
    shots = [{"d": 4000, "color": "#204080", "mv": "none"}]
    soft = draft(shots, size=(64, 64), sounds=[{"d": 4000, "gen": "upbeat", "vol": 0.15}])
    assert exported(tmp_path, soft)[0] == pytest.approx(-20, abs=1)


class _Given:
    def __init__(self, samples: Samples) -> None:
        self._samples, self.left = samples, samples.shape[1]

    def read(self, count: int) -> Samples:
        at = self._samples.shape[1] - self.left
        taken = self._samples[:, at : at + count]
        self.left -= taken.shape[1]
        return taken

    def close(self) -> None:
        pass


def test_the_meter_agrees_with_libav() -> None:
    """Noise, a low and a high tone, silence in between."""
    random = np.random.default_rng(1)
    time = np.arange(48000 * 2) / 48000
    parts = [np.sin(2 * np.pi * f * time) * 0.2 for f in (60, 997, 8000)]
    parts += [np.zeros(48000), random.normal(0, 0.05, 96000)]
    sound = np.repeat(np.concatenate(parts)[None], 2, axis=0).astype(np.float32)
    meter = Meter()
    for at in range(0, sound.shape[1], 5000):
        meter.add(sound[:, at : at + 5000])
    assert meter.lufs == pytest.approx(ebur128(sound)[0], abs=0.15)


def test_the_limiter_holds_peaks_and_leaves_the_rest() -> None:
    """Clicks far above full scale come down to -2 dBTP; what is soft stays to the sample."""
    sound = np.zeros((2, 48000 * 2), np.float32)
    sound += 0.1 * np.sin(2 * np.pi * 440 * np.arange(sound.shape[1]) / 48000).astype(np.float32)
    for at in (3, 20_000, 40_001, 95_998):
        sound[:, at] = 3.0
    limited = Levelled(_Given(sound), 0.0)
    heard = np.concatenate([limited.read(1024) for _ in range(94)], axis=1)
    assert heard.shape == sound.shape
    assert ebur128(heard)[1] <= -1.8
    assert np.array_equal(heard[:, 60_000:80_000], sound[:, 60_000:80_000])
