"""Train the router's second voice from labelled messages: `python -m benchmarks.train_voice`.

Reads tests/data/intents.jsonl, intents_own.jsonl and the wordings, never the held-back file
except to leave out what comes near to it; writes core/language/intents/voice.bin. `--folds 4`
only measures, by cross-validation. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks import wordings
from core.language.intents import normal, voice
from core.language.intents.router import may_edit, rescues, spell
from core.language.intents.voice import BUCKETS, LABELS

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
HELD: Final = "intents_heldout2.jsonl"
OUT: Final = Path(voice.__file__).with_name("voice.bin")
STEPS: Final = 160
RATE: Final = 0.12
DECAY: Final = 1e-4
PEAK: Final = 127
PROMPT: Final = 3.0
"""Weight of a prompt: losing one is worse than missing a command."""
NEAR: Final = 0.75
"""Share of common letter groups from which a message counts as a held-back one."""

Floats = NDArray[np.float32]
Row = dict[str, Any]


def read(name: str) -> list[Row]:
    """The rows of a file in tests/data that have words."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    return [row for row in rows if row["text"]]


def letters(text: str) -> frozenset[str]:
    """Letter groups of three of a folded text."""
    flat = f" {' '.join(normal.units(normal.clean(text)))} "
    return frozenset(flat[at : at + 3] for at in range(max(1, len(flat) - 2)))


def apart(rows: Iterable[Row], held: Iterable[Row]) -> list[Row]:
    """The rows that come near to no held-back message."""
    sets = [letters(row["text"]) for row in held]
    homes: dict[str, list[int]] = defaultdict(list)
    for at, groups in enumerate(sets):
        for group in groups:
            homes[group].append(at)
    kept = []
    for row in rows:
        groups = letters(row["text"])
        common = Counter(at for group in groups for at in homes.get(group, ()))
        if all(n / (len(groups) + len(sets[at]) - n) < NEAR for at, n in common.items()):
            kept.append(row)
    return kept


def load() -> list[Row]:
    """Messages without a file or link; those are no question for the voice."""
    rows = [*read("intents.jsonl"), *read("intents_own.jsonl")]
    rows = [row for row in rows if not row["has_attachment"] and "http" not in row["text"]]
    written = [row for row in wordings.rows() if "http" not in row["text"]]
    return rows + apart(written, read(HELD))


def buckets(row: Row) -> list[int]:
    """The features of one message."""
    return voice.features(*spell(row["text"]))


def weight(row: Row) -> float:
    """How much a message counts."""
    return PROMPT if row["label"] == "sse" else 1.0


def train(rows: Sequence[Row], found: Sequence[Sequence[int]]) -> Floats:
    """Softmax regression by Adam over the whole set: (BUCKETS + 1, labels), the bias last."""
    flat = np.array([bucket for one in found for bucket in [*one, BUCKETS]], dtype=np.int64)
    sizes = np.array([len(one) + 1 for one in found])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    used, place = np.unique(flat, return_inverse=True)
    order = np.argsort(place, kind="stable")
    first = np.searchsorted(place[order], np.arange(len(used)))
    owner = np.repeat(np.arange(len(found)), sizes)[order]
    goal = np.eye(len(LABELS), dtype=np.float32)[[_label(row) for row in rows]]
    share = np.array([weight(row) for row in rows], dtype=np.float32)
    share /= share.sum()
    weights = np.zeros((len(used), len(LABELS)), dtype=np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chances = _softmax(np.add.reduceat(weights[place], starts))
        gap = (chances - goal) * share[:, None]
        slope = weights * DECAY + np.add.reduceat(gap[owner], first)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        corrected = mean / (1 - 0.9**step)
        weights -= RATE * corrected / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    table = np.zeros((BUCKETS + 1, len(LABELS)), dtype=np.float32)
    table[used] = weights
    return table


def _softmax(scores: Floats) -> Floats:
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    total: Floats = parts / parts.sum(axis=1, keepdims=True)
    return total


def _label(row: Row) -> int:
    return [label.value for label in LABELS].index(row["label"])


def _fold(row: Row, folds: int) -> int:
    """Siblings of a pattern, and messages of the same first words, share a fold."""
    family = row.get("group") or " ".join(sorted(normal.units(normal.clean(row["text"]))[:3]))
    return crc32(family.encode()) % folds


def measure(rows: Sequence[Row], folds: int) -> None:
    """Cross-validate: for each threshold, rescued right and wrong, prompts taken away.

    Apart for messages with and without a word of editing, since their thresholds differ.
    """
    found = [buckets(row) for row in rows]
    chances = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    for fold in range(folds):
        held = [at for at, row in enumerate(rows) if _fold(row, folds) == fold]
        keep = [at for at, row in enumerate(rows) if _fold(row, folds) != fold]
        table = train([rows[at] for at in keep], [found[at] for at in keep])
        scores = np.stack([table[[*found[at], BUCKETS]].sum(axis=0) for at in held])
        chances[held] = _softmax(scores)
    wanted = np.array([_label(row) for row in rows])
    best, peak = chances.argmax(axis=1), chances.max(axis=1)
    gates = np.array([_gate(row) for row in rows])
    prompt = len(LABELS) - 1
    for edits in (False, True):
        print("with a word of editing" if edits else "without a word of editing")  # noqa: T201 - a report
        group = gates[:, 1] == edits
        for limit in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9):
            spoken = gates[:, 0] & (best != prompt) & (peak >= limit)
            right = (spoken & (best == wanted))[group & (wanted != prompt)].mean()
            taken = spoken[group & (wanted == prompt)].mean()
            print(f"  {limit:.2f}: commands found {right:.1%}, prompts taken {taken:.1%}")  # noqa: T201 - a report


def _gate(row: Row) -> tuple[bool, bool]:
    """Whether the router lets a voice that is sure act on a message, and whether it may edit."""
    clean, pieces = spell(row["text"])
    return rescues(voice.Guess(LABELS[0], 1.0, 0.0), clean, pieces), may_edit(pieces)


def save(weights: Floats) -> None:
    """Quantise to signed bytes with one scale."""
    scale = float(np.abs(weights).max()) / PEAK
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
    save(train(rows, [buckets(row) for row in rows]))


if __name__ == "__main__":
    main()
