"""When the beats of a song fall: its onsets, its tempo, and the row of beats that fits both best.

After D. Ellis, "Beat Tracking by Dynamic Programming" (2007): the envelope of onsets is correlated
with itself, the tempo is where it repeats itself, and beats are chosen one after another so that
they fall on onsets and lie a beat apart. Three minutes of a song cost about a second of CPU.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from av.audio.resampler import AudioResampler

from studio.media.container import opened, readable, sound_stream
from studio.media.errors import MediaRefused

Values = npt.NDArray[np.float64]

MOST_SECONDS = 180
"""Of longer songs so much is heard: no film has cuts behind that which matter."""
_RATE, _WINDOW, _HOP = 11_025, 512, 128
_STEPS = _RATE / _HOP
_BANDS = 24
# Tempos in beats a minute; where several fit, one near the usual is taken.
_SLOWEST, _FASTEST, _USUAL, _SPREAD = 55.0, 200.0, 120.0, 0.9
# How much a beat that comes early or late costs, against the onset that it would fall on.
_STRICT = 100.0
# Below these nothing repeats itself, or nothing is struck where the beats would be.
_LEAST_REPEATED, _LEAST_STRUCK, _LEAST_BEATS = 0.12, 1.6, 8
# And of the beats so many have a sound of their own: a few knocks are no song.
_MOSTLY = 0.4
# Seconds of a sound in which anything can repeat itself.
_SHORTEST = 4
# Decibels by which onsets have to differ from what is between them: a hum has none.
_LEAST_RISE = 0.15


def beats_of(path: Path) -> tuple[int, ...]:
    """The beats of a song in milliseconds of its file; () where none can be made out."""
    try:
        samples, begins = _heard(path)
    except MediaRefused:
        return ()
    found = beats(samples)
    return tuple(round(1000 * (begins + float(beat))) for beat in found)


def beats(samples: npt.NDArray[np.float32]) -> Values:
    """The beats of mono sound at 11,025 Hz in seconds from its beginning; none for noise."""
    if len(samples) < _SHORTEST * _RATE:
        return np.empty(0)
    onsets = _onsets(samples)
    if onsets.std() < _LEAST_RISE:
        return np.empty(0)
    period, repeated = _period(onsets)
    if repeated < _LEAST_REPEATED:
        return np.empty(0)
    row = _row(onsets, period)
    near = np.maximum.reduce([np.roll(onsets, shift) for shift in (-2, -1, 0, 1, 2)])
    struck = near[row] > near.mean()
    # Beats before the first that is struck and after the last are none.
    if not struck.any():
        return np.empty(0)
    heard = np.flatnonzero(struck)
    row, struck = row[heard[0] : heard[-1] + 1], struck[heard[0] : heard[-1] + 1]
    if len(row) < _LEAST_BEATS or near[row].mean() < _LEAST_STRUCK * near.mean():
        return np.empty(0)
    if struck.mean() < _MOSTLY:
        return np.empty(0)
    # A window's onset is heard where its later half begins.
    return (row.astype(np.float64) + _WINDOW / _HOP / 2) / _STEPS


def _heard(path: Path) -> tuple[npt.NDArray[np.float32], float]:
    """The song's first minutes, mono, and when they begin."""
    parts, begins, left = [], None, MOST_SECONDS * _RATE
    resampler = AudioResampler(format="fltp", layout="mono", rate=_RATE)
    with opened(path) as container:
        stream = sound_stream(container)
        frames = readable(container.decode(stream)) if stream is not None else iter(())
        for frame in frames:
            begins = frame.time or 0.0 if begins is None else begins
            for block in resampler.resample(frame):
                parts.append(block.to_ndarray()[0])
                left -= len(parts[-1])
            if left <= 0:
                break
    whole = np.concatenate(parts) if parts else np.empty(0, np.float32)
    return whole.astype(np.float32), max(0.0, begins or 0.0)


def _onsets(samples: npt.NDArray[np.float32]) -> Values:
    """How much louder each moment's bands are than the moment's before, in decibels together."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_HOP]
    edges = np.unique(np.geomspace(1, _WINDOW // 2, _BANDS + 1).astype(int))
    window = np.hanning(_WINDOW).astype(np.float32)
    bands = np.empty((len(frames), len(edges) - 1))
    for at in range(0, len(frames), 2048):
        power = np.abs(np.fft.rfft(frames[at : at + 2048] * window)) ** 2
        bands[at : at + 2048] = np.add.reduceat(power, edges[:-1], axis=1)[:, : len(edges) - 1]
    level = 10 * np.log10(bands + 1e-4)
    level = np.maximum(level, level.max(initial=-40.0) - 60)
    rise = np.maximum(0, np.diff(level, axis=0, prepend=level[:1])).mean(axis=1)
    # Less its surroundings: a loud part of a song has no more beats than a soft one.
    kernel = np.ones(round(_STEPS)) / round(_STEPS)
    flat: Values = np.maximum(0, rise - np.convolve(rise, kernel, "same"))
    return flat


def _period(onsets: Values) -> tuple[float, float]:
    """Steps from beat to beat, and how much of the envelope repeats itself then (0 to 1)."""
    size = 1 << (2 * len(onsets) - 1).bit_length()
    spectrum = np.abs(np.fft.rfft(onsets - onsets.mean(), size)) ** 2
    alike = np.fft.irfft(spectrum)[: len(onsets)]
    alike = alike / max(alike[0], 1e-9) * len(onsets) / (len(onsets) - np.arange(len(onsets)))
    lags = np.arange(round(60 * _STEPS / _FASTEST), round(60 * _STEPS / _SLOWEST) + 1)
    lags = lags[4 * lags + 4 < len(alike)]
    if not len(lags):
        return 0.0, 0.0
    # What repeats itself after a beat does so after two and four: that tells it from an echo.
    around = np.maximum.reduce([np.roll(alike, shift) for shift in (-1, 0, 1)])
    together = around[lags] + 0.5 * around[2 * lags] + 0.5 * around[4 * lags]
    usual = np.exp(-0.5 * (np.log2(60 * _STEPS / lags / _USUAL) / _SPREAD) ** 2)
    best = int(lags[int((together * usual).argmax())])
    # Three half beats repeat themselves too: then two or four of them do so better.
    thirds = [lag for lag in (round(best * 2 / 3), round(best * 4 / 3)) if lag in lags]
    best = max([best, *thirds], key=lambda lag: float(together[lag - lags[0]]))
    # Finer than a step: over sixteen beats, or as many as there are.
    many = max(1, min(16, (len(alike) - 2) // best - 1))
    reach = np.arange(best * many - many // 2 - 1, best * many + many // 2 + 2)
    reach = reach[(reach > 0) & (reach < len(alike))]
    fine = float(reach[int(alike[reach].argmax())]) / many
    return fine, float(around[best])


def _row(onsets: Values, period: float) -> npt.NDArray[np.intp]:
    """The places of the beats: the row with the most onset under it and the steadiest pace."""
    strength = onsets / max(float(onsets.std()), 1e-9)
    strength = np.convolve(strength, np.hanning(5), "same")
    back = np.arange(-round(2 * period), -round(period / 2) + 1)
    cost = -_STRICT * np.log(-back / period) ** 2
    score, before = strength.copy(), np.full(len(strength), -1)
    for place in range(-int(back[0]), len(strength)):
        earlier = score[place + back] + cost
        best = int(earlier.argmax())
        if earlier[best] > 0:
            score[place] += earlier[best]
            before[place] = place + back[best]
    place = len(score) - 1 - int(score[::-1][: round(period) + 1].argmax())
    row = []
    while place >= 0:
        row.append(place)
        place = int(before[place])
    return np.array(row[::-1], np.intp)
