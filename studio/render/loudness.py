"""How loud the film is: -14 LUFS whatever its parts, no true peak above -1 dBTP in the file.

Loudness is measured as ITU-R BS.1770-4 says (K weighting, windows of 400 ms every 100 ms, gated
at -70 LUFS and at 10 LU below the rest). The weighting is applied to each window's spectrum: no
filter has to run sample by sample, and nothing is held but one number a window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from studio.render.synth import RATE, Samples

_Levels: TypeAlias = npt.NDArray[np.floating]

TARGET = -14.0
"""LUFS, where the big platforms turn louder films down."""
# AAC raises peaks by up to 0.8 dB (measured): -1 dBTP in the file needs less before it.
_CEILING = 10 ** (-2.0 / 20)
# More would bring up what a room and a microphone hum.
_MOST_GAIN = 30.0
_WINDOW, _STEP = RATE * 4 // 10, RATE // 10
_GROUP, _REACH = 32, 30
"""The gain is worked out for groups of samples; it turns within 20 ms before and after a peak."""
_BLOCK, _SIDE = 256 * _GROUP, 64 * _GROUP
_TAPS = 12
# Between samples below this part of the ceiling no peak is above it.
_NEAR = 0.7


class Sounding(Protocol):
    """A film's sound, read in order to its end."""

    @property
    def left(self) -> int:
        """Samples that are still to come."""
        ...

    def read(self, count: int) -> Samples:
        """The next `count` samples, fewer at the end, float32 [2, n]."""
        ...

    def close(self) -> None:
        """Close all files."""
        ...


class Meter:
    """Integrated loudness of 48 kHz stereo, and the highest sample."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._held: Samples = np.empty((2, 0), np.float32)
        self._powers: list[float] = []

    def add(self, samples: Samples) -> None:
        """Hear the next samples, float32 [2, n]."""
        self.peak = max(self.peak, float(np.abs(samples).max(initial=0.0)))
        self._held = np.concatenate((self._held, samples), axis=1)
        while self._held.shape[1] >= _WINDOW:
            spectrum = np.fft.rfft(self._held[:, :_WINDOW])
            energy = (spectrum.real**2 + spectrum.imag**2) @ _K_WEIGHTS
            self._powers.append(2 * float(energy.sum()) / _WINDOW**2)
            self._held = self._held[:, _STEP:]

    @property
    def lufs(self) -> float:
        """Loudness of everything heard so far; -inf for silence and for less than 400 ms."""
        powers = np.array(self._powers)
        powers = powers[powers > _power(-70)]
        if not len(powers):
            return -np.inf
        return _lufs(powers[powers > powers.mean() / 10].mean())


class Levelled:
    """A film's sound at `gain` (dB), turned down softly around peaks that would be too high."""

    def __init__(self, source: Sounding, gain: float) -> None:
        self._source, self._factor = source, np.float32(10 ** (gain / 20))
        self._left = source.left
        self._window: Samples = np.zeros((2, _SIDE), np.float32)
        self._window = np.concatenate((self._window, self._next(_SIDE)), axis=1)
        self._ready: Samples = np.empty((2, 0), np.float32)

    @property
    def left(self) -> int:
        """Samples that are still to come."""
        return self._left

    def read(self, count: int) -> Samples:
        """The next `count` samples (fewer at the end), float32 [2, n]."""
        count = min(count, self._left)
        while self._ready.shape[1] < count:
            self._window = np.concatenate((self._window, self._next(_BLOCK)), axis=1)
            heard = self._window[:, _SIDE : _SIDE + _BLOCK] * _gains(self._window)
            self._window = self._window[:, _BLOCK:]
            self._ready = np.concatenate((self._ready, heard), axis=1)
        taken, self._ready = self._ready[:, :count], self._ready[:, count:]
        self._left -= count
        return taken

    def close(self) -> None:
        """Close all files."""
        self._source.close()

    def _next(self, count: int) -> Samples:
        read: Samples = self._source.read(count) * self._factor
        missing = count - read.shape[1]
        return np.pad(read, ((0, 0), (0, missing))) if missing else read


def gain_for(opened: Callable[[], Sounding], target: float = TARGET) -> float:
    """The gain in dB that brings a film to `target` LUFS; 0 for a silent one.

    `opened` opens the film's sound from its beginning: it is heard once, and again where the
    limiter takes away enough to be made up for.
    """
    meter = _heard(opened())
    if meter.lufs == -np.inf:
        return 0.0
    gain = min(target - meter.lufs, _MOST_GAIN)
    for _ in range(2):
        if gain == _MOST_GAIN or meter.peak * 10 ** (gain / 20) < _CEILING * 1.2:
            break
        lost = target - _heard(Levelled(opened(), gain)).lufs
        gain = min(gain + lost, _MOST_GAIN)
        if abs(lost) < 0.2:
            break
    return gain


def _heard(sound: Sounding) -> Meter:
    meter = Meter()
    try:
        while sound.left:
            meter.add(sound.read(RATE))
    finally:
        sound.close()
    return meter


def _gains(window: Samples) -> Samples:
    """A gain for each sample between the window's sides, never above what its peaks permit."""
    if float(np.abs(window).max()) < _CEILING * _NEAR:
        return np.ones(_BLOCK, np.float32)
    peaks = _true_peaks(window)
    allowed = np.minimum(1.0, _CEILING / np.maximum(peaks, 1e-9))
    # The lowest gain near by, averaged over the same reach: smooth, and low enough at each peak.
    span = 2 * _REACH + 1
    lowest = np.lib.stride_tricks.sliding_window_view(allowed, span).min(axis=1)
    smooth = np.lib.stride_tricks.sliding_window_view(lowest, span).mean(axis=1)
    centers = (np.arange(len(smooth)) + 2 * _REACH + 0.5) * _GROUP
    gains: Samples = np.interp(_SIDE + np.arange(_BLOCK), centers, smooth).astype(np.float32)
    return gains


def _true_peaks(window: Samples) -> _Levels:
    """The highest level of each group of samples, four times oversampled."""
    found: _Levels = np.abs(window).reshape(2, -1, _GROUP).max(axis=(0, 2))
    loud = np.maximum.reduce((np.roll(found, -1), found, np.roll(found, 1))) > _CEILING * _NEAR
    around = np.pad(window, ((0, 0), (_TAPS, _TAPS - 1)))
    spans = np.lib.stride_tricks.sliding_window_view(around, len(_BETWEEN), axis=1)[:, ::_GROUP]
    between = spans[:, loud] @ _BETWEEN
    found[loud] = np.maximum(found[loud], np.abs(between).max(axis=(0, 2)))
    return found


def _between() -> Samples:
    """What takes a group's samples, and those around them, to a quarter, half and three quarters.

    A windowed sinc for each place, shifted from column to column.
    """
    columns = []
    for part in (0.25, 0.5, 0.75):
        at = np.arange(-_TAPS + 1, _TAPS + 1) - part
        shape = np.sinc(at) * np.cos(np.pi * at / (2 * _TAPS)) ** 2
        kernel = shape / shape.sum()
        columns += [np.pad(kernel, (place, _GROUP - 1 - place)) for place in range(_GROUP)]
    return np.stack(columns, axis=1).astype(np.float32)


def _k_weights() -> _Levels:
    """|H|² of BS.1770's two filters (its tables 1 and 2, for 48 kHz) at a window's frequencies."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(_WINDOW))
    head = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    weights: _Levels = (np.abs(head * high) ** 2).astype(np.float64)
    return weights


def _lufs(power: float) -> float:
    return float(-0.691 + 10 * np.log10(power))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


_BETWEEN = _between()
_K_WEIGHTS = _k_weights()
