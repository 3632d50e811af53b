"""Train the router's classifier from labelled messages: `python -m benchmarks.train_classifier`.

Reads tests/data/intents.jsonl, intents_own.jsonl, intents_strangers.jsonl and the wordings, the
held-back files only to leave out what comes near to them; writes the classifier.bin beside
core/language/intents/classifier.py. `--authors` only measures, each stranger's messages by what
the others taught. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks import wordings
from core.language.intents import classifier, normal
from core.language.intents.classifier import BUCKETS, LABELS
from core.language.intents.reader import spell
from core.language.intents.router import may_edit, rescues

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
HELD: Final = ("intents_heldout2.jsonl", "intents_strangers_held.jsonl")
OUT: Final = Path(classifier.__file__).with_name("classifier.bin")
STEPS: Final = 100
FINE: Final = 60
"""Step from which the rate falls to a third."""
RATE: Final = 0.12
DECAY: Final = 1e-4
PEAK: Final = 127
PROMPT: Final = 2.0
"""Weight of a prompt: losing one is worse than missing a command."""
STRANGER: Final = 5.0
"""Weight of a message by an author who never saw the rules: it is no paraphrase of another."""
DROPPED: Final = 0.6
"""Share of features hidden at each step, so that no single one is relied upon."""
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
    """Messages without a file or link; those are no question for the classifier."""
    rows = [*read("intents.jsonl"), *read("intents_own.jsonl"), *read("intents_strangers.jsonl")]
    rows = [row for row in rows if not row["has_attachment"] and "http" not in row["text"]]
    written = [row for row in wordings.rows() if "http" not in row["text"]]
    return rows + apart(written, [row for name in HELD for row in read(name)])


def buckets(row: Row) -> list[int]:
    """The features of one message."""
    return classifier.features(*spell(row["text"]))


def weight(row: Row) -> float:
    """How much a message counts."""
    return (PROMPT if row["label"] == "sse" else 1.0) * (STRANGER if "author" in row else 1.0)


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
    dice = np.random.default_rng(7)
    for step in range(1, STEPS + 1):
        shown = (dice.random(len(flat), dtype=np.float32) >= DROPPED)[:, None] / (1 - DROPPED)
        shown = shown.astype(np.float32)
        chances = _softmax(np.add.reduceat(weights[place] * shown, starts))
        gap = (chances - goal) * share[:, None]
        slope = weights * DECAY + np.add.reduceat(gap[owner] * shown[order], first)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        corrected = mean / (1 - 0.9**step)
        rate = RATE if step < FINE else 0.3 * RATE
        weights -= rate * corrected / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    table = np.zeros((BUCKETS + 1, len(LABELS)), dtype=np.float32)
    table[used] = weights
    return table


def _softmax(scores: Floats) -> Floats:
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    total: Floats = parts / parts.sum(axis=1, keepdims=True)
    return total


def _label(row: Row) -> int:
    return [label.value for label in LABELS].index(row["label"])


def measure(rows: Sequence[Row]) -> None:
    """For each threshold: commands found and prompts taken, of authors left out in turn.

    Apart for messages with and without a word of editing, since their thresholds differ.
    """
    found = [buckets(row) for row in rows]
    tested = [at for at, row in enumerate(rows) if "author" in row]
    chances = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    for author in sorted({rows[at]["author"] for at in tested}):
        keep = [at for at, row in enumerate(rows) if row.get("author") != author]
        table = train([rows[at] for at in keep], [found[at] for at in keep])
        held = [at for at in tested if rows[at]["author"] == author]
        scores = np.stack([table[[*found[at], BUCKETS]].sum(axis=0) for at in held])
        chances[held] = _softmax(scores)
    wanted = np.array([_label(rows[at]) for at in tested])
    best, prompt = chances[tested].argmax(axis=1), len(LABELS) - 1
    gates = np.array([_gate(rows[at]) for at in tested])
    for edits in (False, True):
        print("with a word of editing" if edits else "without a word of editing")  # noqa: T201 - a report
        group = gates[:, 1] == edits
        for limit in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9):
            sure = 1 - chances[tested][:, prompt] >= limit
            spoken = gates[:, 0] & (best != prompt) & sure
            right = (spoken & (best == wanted))[group & (wanted != prompt)].mean()
            taken = spoken[group & (wanted == prompt)].mean()
            print(f"  {limit:.2f}: commands found {right:.1%}, prompts taken {taken:.1%}")  # noqa: T201 - a report


def _gate(row: Row) -> tuple[bool, bool]:
    """Whether the router acts on a message if the classifier is sure, and whether it may edit."""
    clean, pieces = spell(row["text"])
    return rescues(classifier.Guess(LABELS[0], 1.0, 0.0), clean, pieces), may_edit(pieces)


def save(weights: Floats) -> None:
    """Quantise to signed bytes with one scale."""
    scale = float(np.abs(weights).max()) / PEAK
    table = np.clip(np.rint(weights / scale), -PEAK, PEAK).astype(np.int8)
    OUT.write_bytes(int(scale * 1e6).to_bytes(4, "little") + table.tobytes())


def main() -> None:
    """Train and write, or measure with `--authors`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--authors", action="store_true", help="measure, write nothing")
    only_measure = parser.parse_args().authors
    rows = load()
    if only_measure:
        measure(rows)
        return
    save(train(rows, [buckets(row) for row in rows]))


if __name__ == "__main__":
    main()
