"""Cuts and beats: the music's tempo is chosen so that its beats fall on the film's cuts.

The lengths of a film belong to whoever asked for them, to the millisecond; so it is our music that
gives way, by a quarter of its tempo at most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.render.scene import Scene

# By how much a mood's own tempo may be left, and what that costs beside being off the beat; and
# what it costs to be half-way between two beats.
_HALF = 0.03
_SLOWEST, _FASTEST, _COST = 0.81, 1.235, 0.012
_TEMPOS, _PHASES = 161, 48
_BAR = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """Beats of `beat` seconds; one, the first of a bar, falls on `downbeat` (0 or before)."""

    beat: float
    downbeat: float

    def beats(self, time: float) -> float:
        """A time in beats since the downbeat."""
        return (time - self.downbeat) / self.beat


def cuts(scene: Scene) -> tuple[float, ...]:
    """When pictures give way to each other: the middle of each transition."""
    return tuple(
        shot.start + (shot.entrance.seconds / 2 if shot.entrance else 0.0)
        for shot in scene.shots[1:]
    )


def grid_for(tempo: float, start: float, times: tuple[float, ...]) -> Grid:
    """The grid nearest to `tempo` (beats a minute) that has its beats on `times`.

    For music that begins at `start`; times are of the film, and so is the grid.
    """
    beat = 60 / tempo
    wanted = np.array([time for time in times if time > start])
    if not len(wanted):
        return Grid(beat, start)
    beats = beat / np.linspace(_SLOWEST, _FASTEST, _TEMPOS)[:, None, None]
    phases = np.arange(_PHASES)[None, :, None] / _PHASES
    away = (wanted - start) / beats - phases
    missed = np.minimum(
        np.abs(away - np.rint(away)) * beats,
        np.abs(away - np.rint(2 * away) / 2) * beats + _HALF,
    )
    cost = np.sqrt((missed**2).mean(axis=2)) + _COST * np.abs(np.log(beats[:, :, 0] / beat)) / 0.1
    row, column = np.unravel_index(int(cost.argmin()), cost.shape)
    best = float(beats[row, 0, 0])
    first = start + float(phases[0, column, 0]) * best
    away = (wanted - first) / best
    whole, half = np.rint(away), np.rint(2 * away) / 2
    between = np.abs(away - whole) * best > np.abs(away - half) * best + _HALF
    numbers = np.where(between, half, whole)
    if np.ptp(numbers):
        # Between the steps that were tried: the line through all cuts.
        best, first = (float(value) for value in np.polyfit(numbers, wanted, 1))
        first = start + (first - start) % best
    return Grid(best, _downbeat(best, first, start, wanted))


def _downbeat(beat: float, first: float, start: float, wanted: npt.NDArray[np.float64]) -> float:
    """Of the beats up to `start`, the one from which most cuts fall on a bar, or on its half."""
    numbers = np.rint((wanted - first) / beat)

    def merit(shift: int) -> tuple[int, int]:
        places = (numbers + shift) % _BAR
        return int((places == 0).sum()), int((places % 2 == 0).sum())

    shifts = range(_BAR) if first <= start else range(1, _BAR + 1)
    return first - max(shifts, key=merit) * beat
