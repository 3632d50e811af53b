"""A piece of music for a film: an intro, the beat, a tune, and a last chord that is left to ring.

Made of the four-bar parts of `studio.render.synth`, on a grid whose beats fall on the cuts.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from studio.render.rhythm import Grid
from studio.render.synth import BEATS, RATE, Part, Samples, final, mood_of, stems

# The last chord rings for so many seconds; shorter pieces have none, and are faded out.
_RINGS, _LATEST, _SHORTEST = 3.2, 1.1, 5.0
# Bars before the drums come, by how many bars there are.
_INTROS = ((4, 0), (9, 1), (20, 2))
_LONG_INTRO = 4
_SUDDEN, _SOFT = 0.015, 0.25
# A moment's silence before the drums, so that they strike.
_BREATH = 0.12


@dataclass(frozen=True, slots=True)
class Plan:
    """When what is heard, in seconds of the film; `hit` is the last chord, None without one."""

    start: float
    drop: float
    tune: float
    hit: float | None
    end: float


def plan(grid: Grid, start: float, end: float, cuts: tuple[float, ...]) -> Plan:
    """The form of a piece: the beat comes with a cut, and so does the last chord, where one is."""
    bars = (end - start) / grid.beat / BEATS
    intro = next((bars_ for most, bars_ in _INTROS if bars < most), _LONG_INTRO)
    length = intro * BEATS * grid.beat
    drop = start if not intro else _near(grid, cuts, start + length, length * 0.6)
    hit = None
    if end - start >= _SHORTEST:
        latest, earliest = end - _LATEST, end - _RINGS
        late = [cut for cut in cuts if earliest <= cut <= latest]
        hit = _on_beat(grid, late[-1]) if late else _on_beat(grid, end - 1.9)
        hit = min(max(hit, earliest), latest)
    tune = _on_beat(grid, drop + min(8 * BEATS * grid.beat, (end - drop) * 0.4), bar=True)
    return Plan(start, drop, tune, hit, end)


def _near(grid: Grid, cuts: tuple[float, ...], wanted: float, reach: float) -> float:
    """The cut nearest to a time, or the bar, where no cut is near."""
    near = min(cuts, key=lambda cut: abs(cut - wanted), default=None)
    if near is not None and abs(near - wanted) <= reach:
        return _on_beat(grid, near)
    return _on_beat(grid, wanted, bar=True)


def _on_beat(grid: Grid, time: float, *, bar: bool = False) -> float:
    step = BEATS if bar else 1
    return grid.downbeat + round(grid.beats(time) / step) * step * grid.beat


class Piece:
    """The music of a mood between two times of a film, read in any order."""

    def __init__(self, mood: str, grid: Grid, form: Plan) -> None:
        self._parts = stems(mood, round(grid.beat, 5))
        self._origin = round(grid.downbeat * RATE)
        self._gains = _gains(form, drums=mood_of(mood).drums > 0)
        self._events: list[tuple[int, Samples]] = []
        if form.hit is not None:
            self._events.append((round(form.hit * RATE), final(mood, round(grid.beat, 5))))
        if mood_of(mood).drums and form.drop - form.start > 2 * grid.beat:
            rise = _riser(min(form.drop - form.start, BEATS * grid.beat) - _BREATH)
            self._events.append((round((form.drop - _BREATH) * RATE) - rise.shape[1], rise))

    def read(self, first: int, count: int) -> Samples:
        """`count` samples from sample `first` of the film on, float32 [2, count]."""
        times = (first + np.arange(count)) / RATE
        mix: Samples = np.zeros((2, count), np.float32)
        for part, samples in self._parts.items():
            gain = np.interp(times, *self._gains[part]).astype(np.float32)
            if gain.any():
                mix += _looped(samples, first - self._origin, count) * gain
        for begin, sound in self._events:
            low, high = max(begin, first), min(begin + sound.shape[1], first + count)
            if high > low:
                mix[:, low - first : high - first] += sound[:, low - begin : high - begin]
        return mix


def _looped(samples: Samples, first: int, count: int) -> Samples:
    """`count` samples from the `first` on of what repeats for ever."""
    length = samples.shape[1]
    parts, at, left = [], first % length, count
    while left:
        parts.append(samples[:, at : at + left])
        left -= parts[-1].shape[1]
        at = 0
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)


_Curve = tuple[list[float], list[float]]


def _gains(form: Plan, *, drums: bool) -> dict[Part, _Curve]:
    """How loud each part is over time, as corners to be joined by lines."""
    until = form.hit if form.hit is not None else form.end + 1
    return {
        "pad": _curve([(form.start, 1.0), (form.drop, 0.75), (until, 0.0)], _SOFT),
        "pluck": _curve([(form.start, 0.8), (form.drop, 1.0), (until, 0.0)], _SUDDEN),
        "bass": _curve([(form.start, 0.0), (form.drop, 1.0), (until, 0.0)], _SUDDEN),
        "drums": _curve([(form.start, 0.0), (form.drop, float(drums)), (until, 0.0)], _SUDDEN),
        "lead": _curve([(form.start, 0.0), (form.tune, 1.0), (until, 0.0)], _SUDDEN),
    }


def _curve(steps: list[tuple[float, float]], ramp: float) -> _Curve:
    """Each gain from its time on; the change is over when its time has come."""
    times, gains = [steps[0][0]], [steps[0][1]]
    for time, gain in steps[1:]:
        at = max(time, times[-1])
        times += [max(at - ramp, times[-1]), at]
        gains += [gains[-1], gain]
    return times, gains


@functools.lru_cache(4)
def _riser(seconds: float) -> Samples:
    """Noise that gets louder and brighter until the beat comes."""
    count = round(seconds * RATE)
    noise = np.random.default_rng(9).standard_normal((2, count)).astype(np.float32)
    rise = np.linspace(0, 1, count, dtype=np.float32)
    bright = np.diff(noise, axis=1, prepend=0)
    made: Samples = (noise * (1 - rise) * 0.3 + bright * rise) * rise**2.5 * np.float32(0.035)
    return made
