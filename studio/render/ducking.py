"""How far music steps back: a little for what a clip sounds like, far for what somebody says.

Speech is what has the power of voices and comes and goes as syllables do; a motor, wind or a
waterfall is as loud all the time.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio.render.scene import Shot
from studio.render.sound_files import FileSound
from studio.render.synth import RATE, Samples

# Under speech 12 dB, under other sound 4.5 dB; quickly down, slowly up again.
_SPEECH, _SOUND = 0.25, 0.6
_ATTACK, _RELEASE = 0.25, 0.7
_STEP = 0.05
# Syllables: within a second, levels of voices lie so many dB apart; and none is softer than this.
_APART, _LEAST, _BELOW_LOUDEST = 9.0, -52.0, 26.0
_PAUSE = 0.8
_LONGEST = 15 * 60

Curve = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


def curve(
    shots: Iterable[tuple[Shot, Path]], end: float, voices: Iterable[tuple[float, float]] = ()
) -> Curve:
    """The music's gain over the film as corners (seconds, gain); 1 where nothing else is heard.

    `voices` are the times at which somebody is known to speak.
    """
    times = np.arange(0, end + 2 * _STEP, _STEP)
    gain = np.ones(len(times))
    for shot, path in shots:
        inside = (times >= shot.start) & (times <= shot.end)
        gain[inside] = np.minimum(gain[inside], _SOUND)
        for begin, until in speech(path, shot.source_in, shot.duration * shot.speed):
            spoken = (times >= shot.start + begin / shot.speed) & (
                times <= min(shot.start + until / shot.speed, shot.end)
            )
            gain[spoken] = _SPEECH
    for begin, until in voices:
        gain[(times >= begin) & (times <= until)] = _SPEECH
    down, up = _STEP / _ATTACK * (1 - _SPEECH), _STEP / _RELEASE * (1 - _SPEECH)
    for place in range(len(gain) - 2, -1, -1):
        gain[place] = min(gain[place], gain[place + 1] + down)
    for place in range(1, len(gain)):
        gain[place] = min(gain[place], gain[place - 1] + up)
    return times, gain


@functools.lru_cache(64)
def speech(path: Path, start: float, seconds: float) -> tuple[tuple[float, float], ...]:
    """When somebody speaks in a stretch of a file, in seconds from its beginning."""
    sound = FileSound(path, start)
    block = round(_STEP * RATE)
    try:
        many = int(min(seconds, _LONGEST) / _STEP)
        levels = np.array([_voices(sound.read(block)) for _ in range(many)])
    finally:
        sound.close()
    if len(levels) < 8:
        return ()
    around = np.lib.stride_tricks.sliding_window_view(np.pad(levels, 10, mode="edge"), 21)
    apart = np.percentile(around, 90, axis=1) - np.percentile(around, 20, axis=1)
    loud = np.percentile(around, 90, axis=1) > max(_LEAST, levels.max() - _BELOW_LOUDEST)
    spoken = (apart > _APART) & loud & (levels > levels.max() - _BELOW_LOUDEST - 10)
    return _stretches(np.flatnonzero(spoken))


def _voices(samples: Samples) -> float:
    """The power between 250 and 3,500 Hz in dB."""
    spectrum = np.abs(np.fft.rfft(samples.mean(axis=0))) ** 2
    hertz = np.fft.rfftfreq(samples.shape[1], 1 / RATE)
    within = float(spectrum[(hertz > 250) & (hertz < 3500)].sum())
    return float(10 * np.log10(2 * within / samples.shape[1] ** 2 + 1e-12))


def _stretches(places: npt.NDArray[np.intp]) -> tuple[tuple[float, float], ...]:
    """Neighbouring moments as stretches; a pause for breath belongs to them, a single sound not."""
    if not len(places):
        return ()
    cuts = np.flatnonzero(np.diff(places) * _STEP > _PAUSE) + 1
    found = [
        (float(part[0]) * _STEP, float(part[-1] + 1) * _STEP) for part in np.split(places, cuts)
    ]
    return tuple((begin, end) for begin, end in found if end - begin > 0.3)
