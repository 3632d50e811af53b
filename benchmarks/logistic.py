"""Logistic regression over sets of features by L-BFGS: the same examples, the same weights."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.tables import Floats, Keys

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
STEPS: Final = 80
REMEMBERED: Final = 8
_ENOUGH: Final = 1e-4
_HALVINGS: Final = 20


@dataclass(frozen=True, slots=True)
class Sets:
    """The features of examples: `flat` are those of all, one example after another, as places in
    `keys`; `owners` tells whose each is, and `counts` how much a feature counts."""

    keys: Keys
    counts: Doubles
    flat: Ints
    owners: Ints
    size: int


def sets(found: Sequence[Keys], counts: dict[int, float], rare: int) -> Sets:
    """The features that stand in `rare` examples or more."""
    keys, places, often = np.unique(np.concatenate(found), return_inverse=True, return_counts=True)
    common = often >= rare
    number = np.where(common, np.cumsum(common) - 1, -1)[places]
    owners = np.repeat(np.arange(len(found)), [len(one) for one in found])
    known = number >= 0
    kept = keys[common]
    much = np.array([counts[key] for key in kept.tolist()])
    return Sets(kept, much, number[known], owners[known], len(found))


def scores(of: Sets, weights: Floats) -> Doubles:
    """The score of each example; `weights`: one for each feature, the bias last."""
    summed = np.bincount(of.owners, weights[of.flat].astype(np.float64), of.size)
    told: Doubles = summed + weights[-1]
    return told


def fit(of: Sets, goals: Floats, decay: float) -> Floats:
    """A weight for each feature, the bias last; examples whose goal is NaN are left out."""
    known = np.flatnonzero(~np.isnan(goals))
    number = np.full(of.size, -1)
    number[known] = np.arange(len(known))
    mine = number[of.owners] >= 0
    flat, owners, wanted = of.flat[mine], number[of.owners[mine]], goals[known].astype(np.float64)
    values, size = of.counts[flat], len(known)

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        score = np.bincount(owners, weights[flat] * values, size) + weights[-1]
        gap = 1 / (1 + np.exp(-score)) - wanted
        slope = np.append(np.bincount(flat, gap[owners] * values, len(of.counts)), gap.sum())
        cost = float(
            (np.logaddexp(0, score) - wanted * score).sum() + decay / 2 * (weights**2).sum()
        )
        return cost / size, (slope + decay * weights) / size

    found = least(loss, np.zeros(len(of.counts) + 1))
    told: Floats = (found * np.append(of.counts, 1)).astype(np.float32)
    return told


def least(loss: Callable[[Doubles], tuple[float, Doubles]], at: Doubles) -> Doubles:
    """Where a smooth convex function, told with its slope, is about least."""
    past: deque[tuple[Doubles, Doubles]] = deque(maxlen=REMEMBERED)
    cost, slope = loss(at)
    for _ in range(STEPS):
        way = -_curved(slope, past)
        rate = 1.0 if past else 1 / (1e-9 + float(np.abs(slope).sum()))
        for _ in range(_HALVINGS):
            new_cost, new_slope = loss(at + rate * way)
            if new_cost <= cost + _ENOUGH * rate * float(slope @ way):
                break
            rate /= 2
        else:
            break
        if float((new_slope - slope) @ way) > 0:
            past.append((rate * way, new_slope - slope))
        at, cost, slope = at + rate * way, new_cost, new_slope
    return at


def _curved(slope: Doubles, past: Sequence[tuple[Doubles, Doubles]]) -> Doubles:
    """The slope by the inverse of the curvature, as the last steps tell it."""
    way, shares = slope.copy(), []
    for step, change in reversed(past):
        shares.append(float(step @ way) / float(change @ step))
        way -= shares[-1] * change
    if past:
        step, change = past[-1]
        way *= float(step @ change) / float(change @ change)
    for (step, change), share in zip(past, reversed(shares), strict=True):
        way += (share - float(change @ way) / float(change @ step)) * step
    return way
