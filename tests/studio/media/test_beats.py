"""The beats of songs whose tempo is known, of noise, and of what is no song."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from studio.media.beats import MOST_SECONDS, beats, beats_of
from studio.media.probe import probe

RATE = 11_025
Samples = npt.NDArray[np.float32]


def song(
    tempo: float, first: float = 0.4, *, seconds: float = 30.0, noise: float = 0.0, seed: int = 3
) -> Samples:
    """Drum and snare in turn, hats between them, a chord under all; the first beat at `first`."""
    rng = np.random.default_rng(seed)
    sound = 0.05 * np.sin(2 * np.pi * 262 * np.arange(int(seconds * RATE)) / RATE)
    times = np.arange(int(0.2 * RATE)) / RATE
    beat = 60 / tempo
    for number in range(int((seconds - first - 0.3) / beat)):
        hit = np.sin(2 * np.pi * 60 * times) * np.exp(-times / 0.08)
        if number % 2:
            hit = 0.5 * rng.standard_normal(len(times)) * np.exp(-times / 0.05)
        at = int((first + number * beat) * RATE)
        sound[at : at + len(hit)] += hit
        at = int((first + (number + 0.5) * beat) * RATE)
        hat = rng.standard_normal(500)[: max(0, len(sound) - at)]
        sound[at : at + len(hat)] += 0.15 * hat
    return (sound + noise * rng.standard_normal(len(sound))).astype(np.float32)


def off(found: npt.NDArray[np.float64], tempo: float, first: float, parts: int = 1) -> float:
    """Within so many seconds of the true beats, or of parts of them, lie 19 of 20."""
    step = 60 / tempo / parts
    places = (found - first) / step
    return float(np.percentile(np.abs(places - np.round(places)), 95) * step)


@pytest.mark.parametrize("tempo", [66, 80, 96, 100, 112, 120, 128, 140, 155])
@pytest.mark.parametrize(("first", "noise"), [(0.0, 0.0), (0.37, 0.05), (1.13, 0.2)])
def test_beats_are_found_at_every_tempo(tempo: int, first: float, noise: float) -> None:
    """Within 40 ms, or half-way between two: what is taken for the beat may be twice as fast."""
    found = beats(song(tempo, first, noise=noise))
    pace = 60 / float(np.median(np.diff(found)))
    assert min(abs(pace / tempo - share) / share for share in (0.5, 1, 2)) < 0.02
    assert off(found, tempo, first, parts=2) < 0.04
    assert len(found) > 0.8 * (30 - first) * pace / 60


@pytest.mark.parametrize("tempo", [100, 120, 128])
def test_in_the_usual_range_it_is_the_beat_itself(tempo: int) -> None:
    assert off(beats(song(tempo)), tempo, 0.4) < 0.03


def test_what_has_no_beat_has_none() -> None:
    """Silence, noise, a tone, a hum that swells, a few knocks, and too little of a song."""
    rng = np.random.default_rng(1)
    times = np.arange(30 * RATE) / RATE
    tone = np.sin(2 * np.pi * 300 * times)
    knocks = np.zeros(30 * RATE)
    for at in (1.0, 4.7, 5.1, 11.3, 19.9, 27.2):
        knocks[int(at * RATE) : int(at * RATE) + 400] = rng.standard_normal(400)
    nothing = {
        "silence": np.zeros(30 * RATE),
        "noise": rng.standard_normal(30 * RATE),
        "tone": tone,
        "hum": tone * (1 + 0.5 * np.sin(2 * np.pi * 2 * times)),
        "knocks": knocks,
        "short": song(120, seconds=2.0),
        "empty": np.zeros(0),
    }
    assert {name: len(beats(s.astype(np.float32))) for name, s in nothing.items()} == (
        dict.fromkeys(nothing, 0)
    )


@pytest.mark.parametrize("count", [0, 1, 511, 5_000, 11_025, 44_099])
def test_a_sound_of_less_than_four_seconds_has_none(count: int) -> None:
    """However short it is, it is looked into without a fault."""
    assert not len(beats(song(120)[:count]))


def test_silence_before_and_after_the_song_has_no_beats() -> None:
    sound = np.concatenate(
        (np.zeros(5 * RATE, np.float32), song(120, 0.0), np.zeros(5 * RATE, np.float32))
    )
    found = beats(sound)
    assert 4.7 < found[0] < 6.1
    assert 33.0 < found[-1] < 35.2


def written(path: Path, samples: Samples) -> Path:
    """A WAV of it, 16 bits."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples / 2, -1, 1) * 32_000).astype("<i2").tobytes())
    return path


def test_a_song_that_is_looked_into_tells_its_beats(tmp_path: Path) -> None:
    """In milliseconds of the file; a file without sound has none."""
    found = probe(written(tmp_path / "song.wav", song(120, 0.4)))
    assert found.kind == "audio"
    assert off(np.array(found.beats) / 1000, 120, 0.4) < 0.03
    assert beats_of(Path(__file__)) == ()


def test_of_a_long_song_the_first_minutes_are_heard(tmp_path: Path) -> None:
    """However long it is, the work is bounded."""
    long = np.tile(song(120, 0.0, seconds=30.0), 8)
    found = beats_of(written(tmp_path / "long.wav", long))
    assert found
    assert max(found) <= MOST_SECONDS * 1000 + 1_000
