"""Music steps back for what is said in a clip, and only while it is said."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from studio.render import ducking
from studio.render.scene import Shot
from studio.render.synth import RATE

Wave = npt.NDArray[np.floating]
SECONDS = 12


def saved(path: Path, sound: Wave) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def seconds(length: float) -> Wave:
    return np.arange(round(length * RATE)) / RATE


def said(length: float) -> Wave:
    """Syllables: a buzz of 120 Hz with formants, five a second, each of another loudness."""
    t = seconds(length)
    buzz = sum(np.sin(2 * np.pi * 120 * n * t) / (1 + abs(n - 5) / 3) for n in range(1, 25))
    random = np.random.default_rng(2)
    loud = np.repeat(random.uniform(0.3, 1, len(t) // (RATE // 5) + 1), RATE // 5)[: len(t)]
    syllables = np.clip(np.sin(np.pi * ((t * 5) % 1)) - 0.35, 0, 1) * loud
    spoken: Wave = np.asarray(buzz) * syllables * 0.12
    return spoken


def wind() -> Wave:
    """Noise that swells and ebbs slowly."""
    t = seconds(SECONDS)
    noise = np.convolve(np.random.default_rng(1).standard_normal(len(t)), np.ones(8) / 8, "same")
    blown: Wave = noise * (0.1 + 0.05 * np.sin(2 * np.pi * 0.3 * t))
    return blown


def gains(path: Path, shot: Shot, at: tuple[float, ...]) -> list[float]:
    return [float(g) for g in np.interp(at, *ducking.curve([(shot, path)], 20.0))]


@pytest.mark.parametrize("behind", [0.0, 0.05, 0.3])
def test_music_steps_back_while_somebody_speaks(tmp_path: Path, behind: float) -> None:
    """12 dB under the words, 4.5 dB under what else the clip sounds like, nothing elsewhere."""
    sound = wind() * behind
    sound[4 * RATE : 8 * RATE] += said(4)
    path = saved(tmp_path / "s", sound)
    shot = Shot("c", 2.0, 12.0)
    before, quiet, words, late, after = gains(path, shot, (1.0, 3.5, 8.0, 13.0, 17.0))
    assert before == after == 1
    assert quiet == pytest.approx(0.6, abs=0.05)
    assert words == pytest.approx(0.25, abs=0.02)
    assert late == pytest.approx(0.6, abs=0.05)


def test_a_clip_at_another_speed_and_from_its_middle_is_read_where_it_is(tmp_path: Path) -> None:
    sound = np.zeros(SECONDS * RATE)
    sound[6 * RATE : 9 * RATE] = said(3)
    path = saved(tmp_path / "s", sound)
    shot = Shot("c", 1.0, 4.0, source_in=4.0, speed=2.0)
    early, words, late = gains(path, shot, (1.2, 2.6, 4.6))
    assert early == late == pytest.approx(0.6, abs=0.05)
    assert words == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize("what", ["wind", "tone", "silence"])
def test_what_is_no_speech_is_not_taken_for_it(tmp_path: Path, what: str) -> None:
    tone = 0.3 * np.sin(2 * np.pi * 440 * seconds(SECONDS))
    sound = {"wind": wind(), "tone": tone, "silence": tone * 0}[what]
    assert ducking.speech(saved(tmp_path / "s", sound), 0.0, 12.0) == ()


def test_the_gain_never_jumps(tmp_path: Path) -> None:
    """From full to a quarter in a quarter of a second, back in 0.7."""
    sound = np.zeros(SECONDS * RATE)
    sound[5 * RATE : 7 * RATE] = said(2)
    _, gain = ducking.curve([(Shot("c", 0.0, 12.0), saved(tmp_path / "s", sound))], 12.0)
    steps = np.diff(gain)
    assert steps.min() >= -0.151
    assert steps.max() <= 0.054
