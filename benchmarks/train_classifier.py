"""Train the router's classifier from labelled messages: `python -m benchmarks.train_classifier`.

Reads tests/data/intents.jsonl, intents_own.jsonl, intents_strangers.jsonl and the wordings with
their word lists (the development extra), the held-back files only to leave out what comes near to
them; writes the classifier.bin beside core/language/intents/classifier.py. The same files give the
same bytes. Five to six minutes and 1 GB on one core.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks import made_messages, wordings
from benchmarks.tables import Floats, packed
from core.language.intents import classifier, normal
from core.language.intents.classifier import KINDS, LABELS
from core.language.intents.reader import prepare, reader_of

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
HELD: Final = tuple(
    f"intents_{name}.jsonl"
    for name in ("heldout2", "strangers_held", "exam", "blind_dev", "blind_test")
)
OUT: Final = Path(classifier.__file__).with_name(classifier.TABLE)
EPOCHS: Final = 16
BATCH: Final = 8192
RATE: Final = 0.04
DECAY: Final = 2e-6
DROPPED: Final = 0.5
"""Share of features hidden at each step, so that no single one is relied upon."""
RARE: Final = 4
"""Messages that a feature needs to be learned."""
KEPT: Final = 138_000
"""Features that the table keeps, those with the largest weights: under 1 MB."""
STRANGER: Final = 20.0
"""Weight of a message by an author who never saw the code: it is no paraphrase of another."""
WHOLE: Final = 3.0
"""Weight of a message that was written as a whole, and is neither drawn nor made of others."""
PROMPT: Final = 2.0
"""Weight of a message for the agent whose kind nobody said: losing one is worse than a command."""
TOPIC: Final = 0.25
"""Weight of a topic from the word lists: there are many of them."""
SPOILED: Final = 0.3
"""Weight of a command without its asking word: some of them ask all the same."""
BARE: Final = 5.0
"""Weight of a command of one or two words: topics hold the same words beside others."""
NEAR: Final = 0.75
"""Share of common letter groups from which a message counts as a held-back one."""

Places = NDArray[np.int64]
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
    """Everything that is learned from; messages of a link alone are no question here."""
    given = [*read("intents.jsonl"), *read("intents_own.jsonl"), *read("intents_strangers.jsonl")]
    written = apart(wordings.rows(), [row for name in HELD for row in read(name)])
    rows = [*given, *written, *made_messages.buttons()]
    made = made_messages
    return [*rows, *made.composed(rows), *made.mistyped(given), *made.spoiled(rows), *made.alone()]


def allowed(row: Row) -> list[bool]:
    """The labels that a message may have, in the order of LABELS."""
    if row.get("has_attachment") or (row["label"] == "upload" and "http" in row["text"]):
        names: tuple[str, ...] = ("edit",) if row.get("then") else ("upload", "talk", "topic")
    elif row["label"] != "sse":
        names = (row["label"], row.get("also", ""))
    elif row.get("then"):
        names = ("chain",)
    else:
        names = (row["kind"],) if row.get("kind") in KINDS else KINDS
    return [label in names for label in LABELS]


def weight(row: Row) -> float:
    """How much a message counts."""
    prompt = PROMPT if row["label"] == "sse" and not row.get("kind") else 1.0
    drawn = row.get("kind") == "topic" and "{" in row.get("group", "{")
    topic = TOPIC if drawn else 1.0
    unspaced = row["lang"] in made_messages.UNSPACED
    short = len(row["text"]) < 5 if unspaced else row["text"].count(" ") < 2
    bare = BARE if short and row["label"] != "sse" and not row.get("slip") else 1.0
    topic *= SPOILED if row.get("kind") == "none" else 1.0
    whole = 1.0 if "group" in row or "has_attachment" not in row or row.get("slip") else WHOLE
    return prompt * topic * bare * (STRANGER if "author" in row else whole)


def features(text: str) -> NDArray[np.uint32]:
    """The features of one message, in rising order: that of a set differs from run to run."""
    clean = prepare(text)
    return np.sort(np.array(classifier.features(clean, reader_of(clean).pieces(clean)), np.uint32))


class Messages:
    """Messages as rows of feature numbers, one after another in one array."""

    def __init__(self, found: Sequence[NDArray[np.uint32]]) -> None:
        every = np.concatenate(found)
        keys, places, counts = np.unique(every, return_inverse=True, return_counts=True)
        common = counts >= RARE
        number = np.full(len(keys), -1)
        number[common] = np.arange(common.sum())
        owners = np.repeat(np.arange(len(found)), [len(one) for one in found])
        flat = number[places]
        self.keys = keys[common]
        self.flat = flat[flat >= 0]
        self.starts = np.searchsorted(owners[flat >= 0], np.arange(len(found) + 1))

    def batch(self, chosen: Places) -> tuple[Places, Places]:
        """The features of the chosen messages, and which of these each belongs to."""
        begins = self.starts[chosen]
        sizes = self.starts[chosen + 1] - begins
        shift = np.repeat(begins - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        owners = np.repeat(np.arange(len(chosen)), sizes)
        return self.flat[shift + np.arange(len(shift))], owners


def train(messages: Messages, goals: NDArray[np.bool_], share: Floats) -> Floats:
    """Softmax regression by Adam: (features + 1, labels), the bias last.

    Where several labels are allowed, their sum is what the message is taught.
    """
    count, width = len(messages.keys), len(LABELS)
    weights = np.zeros((count + 1, width), np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    dice = np.random.default_rng(7)
    steps, step = EPOCHS * -(-len(goals) // BATCH), 0
    for _ in range(EPOCHS):
        order = dice.permutation(len(goals))
        for begin in range(0, len(order), BATCH):
            step += 1
            chosen = order[begin : begin + BATCH]
            gap, flat, owners = _gap(messages, chosen, goals[chosen], weights, dice)
            gap *= share[chosen][:, None] / len(chosen)
            rate = RATE * (1 - step / steps) + 1e-4
            for label in range(width):
                slope = np.bincount(flat, gap[owners, label], count + 1).astype(np.float32)
                slope /= 1 - DROPPED
                slope[count] = gap[:, label].sum()
                slope += DECAY * weights[:, label]
                mean[:, label] = 0.9 * mean[:, label] + 0.1 * slope
                spread[:, label] = 0.995 * spread[:, label] + 0.005 * slope**2
                size = np.sqrt(spread[:, label] / (1 - 0.995**step)) + 1e-8
                weights[:, label] -= rate * mean[:, label] / (1 - 0.9**step) / size
    return weights


def _gap(
    messages: Messages,
    chosen: Places,
    goals: NDArray[np.bool_],
    weights: Floats,
    dice: np.random.Generator,
) -> tuple[Floats, Places, Places]:
    """How far the chances are from the goals, with the features that were shown."""
    flat, owners = messages.batch(chosen)
    shown = dice.random(len(flat)) >= DROPPED
    flat, owners = flat[shown], owners[shown]
    columns = [np.bincount(owners, column[flat], len(chosen)) for column in weights.T]
    scores = np.stack(columns, axis=1) / (1 - DROPPED) + weights[-1]
    parts = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = parts / parts.sum(axis=1, keepdims=True)
    wanted = chances * goals
    wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-9)
    return (chances - wanted).astype(np.float32), flat, owners


def main() -> None:
    """Train and write."""
    rows = load()
    messages = Messages([features(row["text"]) for row in rows])
    goals = np.array([allowed(row) for row in rows])
    share = np.array([weight(row) for row in rows], np.float32)
    weights = train(messages, goals, share / share.mean())
    OUT.write_bytes(packed(messages.keys, weights, KEPT))
    print(f"{len(rows)} messages, {len(messages.keys)} features -> {OUT.stat().st_size} bytes")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
