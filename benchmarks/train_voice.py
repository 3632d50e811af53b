"""Train the router's second voice from labelled messages: `python -m benchmarks.train_voice`.

Reads tests/data/intents.jsonl and intents_own.jsonl, never the held-back file; writes
core/language/intents/voice.bin. `--folds 5` only measures, by cross-validation. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.language.intents import voice
from core.language.intents.router import spell
from core.language.intents.voice import BUCKETS, LABELS

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
OUT: Final = Path(voice.__file__).with_name("voice.bin")
STEPS: Final = 150
RATE: Final = 0.08
DECAY: Final = 2e-5
PEAK: Final = 127

Floats = NDArray[np.float64]
Row = dict[str, Any]


def load() -> list[Row]:
    """Messages without a file; attachments are no question for the voice."""
    rows = []
    for name in ("intents.jsonl", "intents_own.jsonl"):
        lines = (DATA / name).read_text("utf-8").splitlines()
        rows += [json.loads(line) for line in lines]
    return [row for row in rows if not row["has_attachment"] and "http" not in row["text"]]


def buckets(row: Row) -> list[int]:
    """The features of one message."""
    return voice.features(*spell(row["text"]))


def train(found: Sequence[Sequence[int]], wanted: Sequence[int]) -> Floats:
    """Softmax regression by Adam over the whole set: (BUCKETS + 1, labels), the bias last."""
    flat = np.array([bucket for one in found for bucket in [*one, BUCKETS]], dtype=np.int64)
    sizes = np.array([len(one) + 1 for one in found])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(found)), sizes)
    order = np.argsort(flat, kind="stable")
    used, first = np.unique(flat[order], return_index=True)
    goal = np.eye(len(LABELS))[np.array(wanted)]
    weights = np.zeros((BUCKETS + 1, len(LABELS)))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[flat], starts)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        gap = (chances - goal) / len(found)
        slope = weights * DECAY
        slope[used] += np.add.reduceat(gap[owner[order]], first)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        corrected = mean / (1 - 0.9**step)
        weights -= RATE * corrected / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def measure(rows: Sequence[Row], folds: int) -> None:
    """Cross-validate: for each threshold, rescued right and wrong, prompts taken away."""
    found = [buckets(row) for row in rows]
    wanted = [[label.value for label in LABELS].index(row["label"]) for row in rows]
    chances = np.zeros((len(rows), len(LABELS)))
    for fold in range(folds):
        held = np.arange(len(rows)) % folds == fold
        keep = np.flatnonzero(~held)
        weights = train([found[at] for at in keep], [wanted[at] for at in keep])
        for at in np.flatnonzero(held):
            scores = weights[[*found[at], BUCKETS]].sum(axis=0)
            parts = np.exp(scores - scores.max())
            chances[at] = parts / parts.sum()
    goal, best, peak = np.array(wanted), chances.argmax(axis=1), chances.max(axis=1)
    prompt = len(LABELS) - 1
    for limit in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        spoken = (best != prompt) & (peak >= limit)
        right = (spoken & (best == goal))[goal != prompt].mean()
        taken = spoken[goal == prompt].mean()
        print(f"{limit:.2f}: commands found {right:.1%}, prompts taken {taken:.1%}")  # noqa: T201 - a report


def save(weights: Floats) -> None:
    """Quantise to signed bytes with one scale."""
    scale = np.abs(weights).max() / PEAK
    table = np.clip(np.rint(weights / scale), -PEAK, PEAK).astype(np.int8)
    OUT.write_bytes(int(scale * 1e6).to_bytes(4, "little") + table.tobytes())


def main() -> None:
    """Train and write, or measure with `--folds`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    folds = parser.parse_args().folds
    rows = load()
    if folds:
        measure(rows, folds)
        return
    labels = [label.value for label in LABELS]
    save(train([buckets(row) for row in rows], [labels.index(row["label"]) for row in rows]))


if __name__ == "__main__":
    main()
