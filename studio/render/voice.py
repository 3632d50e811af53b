"""A voice-over as sound: what espeak-ng reads, or a recording, at the film's level and rate.

What is read sounds like the machine that it is (docs/studio.md#how-it-looks-and-sounds).
"""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from studio.render import espeak
from studio.render.job import RenderFailed
from studio.render.sound_files import FileSound
from studio.render.synth import RATE, Samples

# Words a minute; a little slower than its own, which is too fast to be followed over music.
_PACE, _FASTEST = 155, 260
# Active speech is brought to this level, so that every voice is as loud as the next.
_LEVEL = 10 ** (-20 / 20)
_SILENT, _NOTHING = 10 ** (-45 / 20), 10 ** (-65 / 20)


def speak(text: str, language: str, speaker: str, room: float) -> Samples:
    """These words as float32 [1, n] at 48 kHz, read faster where they would not fit into `room`.

    Raises RenderFailed with a sentence without the engine, or when it does not answer.
    """
    spoken = _spoken(text, language, speaker, _PACE)
    seconds = spoken.shape[1] / RATE
    if seconds > room > 0:
        spoken = _spoken(text, language, speaker, min(_FASTEST, round(_PACE * seconds / room) + 5))
    return spoken


@functools.lru_cache(8)
def recorded(path: Path, seconds: float) -> Samples:
    """A recording's first seconds as float32 [1, n], as loud as every voice, or MediaRefused."""
    sound = FileSound(path)
    try:
        heard = sound.read(round(seconds * RATE)).mean(axis=0, keepdims=True)
    finally:
        sound.close()
    return _levelled(heard)


@functools.lru_cache(40)
def _spoken(text: str, language: str, speaker: str, pace: int) -> Samples:
    wave = espeak.read_aloud(text, language, speaker, pace)
    if not wave:
        return np.zeros((1, 0), np.float32)
    at = wave.find(b"data", 12)
    if not wave.startswith(b"RIFF") or at < 0:
        raise RenderFailed("The voice-over could not be spoken: use other words for it.")
    # Written to a pipe, its sizes are not known to it: all that follows is sound.
    body = wave[at + 8 :]
    samples = np.frombuffer(body[: len(body) // 2 * 2], "<i2")
    if not len(samples):
        return np.zeros((1, 0), np.float32)
    return _levelled(_resampled(samples, int.from_bytes(wave[24:28], "little")))


def _resampled(samples: npt.NDArray[np.int16], rate: int) -> Samples:
    frame = AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
    frame.sample_rate = rate
    resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([part.to_ndarray() for part in parts], axis=1).astype(np.float32)


def _levelled(samples: Samples) -> Samples:
    """From the first sound to the last, at the usual level of speech."""
    heard = np.flatnonzero(np.abs(samples[0]) > _NOTHING)
    if not len(heard):
        return samples[:, :0]
    samples = samples[:, heard[0] : heard[-1] + 1]
    active = samples[0][np.abs(samples[0]) > _SILENT]
    power = float(np.sqrt((active**2).mean())) if len(active) else 0.0
    return samples * np.float32(min(8.0, _LEVEL / max(power, 1e-4)))
