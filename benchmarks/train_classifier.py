"""Train the router's classifier from labelled messages: `python -m benchmarks.train_classifier`.

Reads the examples in tests/data and the wordings with their word lists (the development extra),
the held-back files only to leave out what comes near to them; writes the classifier.bin beside
core/language/intents/classifier.py. The same files give the same bytes, on any processor; the file
ends with a digest of what it was made from, so that a test finds a table older than its sources.
Seven minutes and 2 GB on one core.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks import made_messages, wordings
from benchmarks.tables import Floats, Keys, packed
from core.language.intents import classifier, normal
from core.language.intents.classifier import KINDS, LABELS
from core.language.intents.reader import prepare, reader_of

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
GIVEN: Final = ("intents.jsonl", "intents_own.jsonl", "intents_strangers.jsonl")
SPENT: Final = tuple(
    f"intents_{name}.jsonl"
    for name in ("blind_dev", "blind2_dev", "blind2_test", "blind3_dev", "learned")
)
"""Sets by authors who never saw the code; they were scored, then their errors were read."""
HELD: Final = tuple(
    f"intents_{name}.jsonl"
    for name in (
        *("heldout2", "strangers_held", "exam", "blind_test", "blind3_test"),
        *("own_held", "router_held"),
    )
)
READS: Final = ("classifier", "evidence", "hanzi", "links", "normal", "reader", "word_classes")
"""Modules beside the table that decide how a message is read."""
MAKES: Final = ("made_messages", "tables", "train_classifier", "word_lists", "wordings")
OUT: Final = Path(classifier.__file__).with_name(classifier.TABLE)
EPOCHS: Final = 8
DRAWS: Final = 3
"""Trainings on other combinations of the wordings, averaged: each errs elsewhere."""
BATCH: Final = 8192
RATE: Final = 0.08
DECAY: Final = 5e-7
DROPPED: Final = 0.7
"""Share of features hidden at each step, so that no single one is relied upon."""
RARE: Final = 4
"""Messages that a feature needs to be learned."""
KEPT: Final = 190_000
"""Features that the table keeps, those with the largest weights: under 1 MB."""
STRANGER: Final = 40.0
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
Indices = NDArray[np.int32]
Row = dict[str, Any]


def read(name: str) -> list[Row]:
    """The rows of a file in tests/data that have words."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    for row in rows:
        row["lang"] = row["lang"].replace("zh-Hans", "zh")
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
    return [row for row in rows if not _near(letters(row["text"]), sets, homes)]


def _near(
    groups: frozenset[str], sets: Sequence[frozenset[str]], homes: dict[str, list[int]]
) -> bool:
    """Whether one of `sets`, found by its groups in `homes`, has most groups in common.

    It then has one of any few of them: the rarest are looked up.
    """
    few = int(len(groups) * (1 - NEAR)) + 1
    rarest = sorted(groups, key=lambda group: len(homes.get(group, ())))[:few]
    for at in {at for group in rarest for at in homes.get(group, ())}:
        common = len(groups & sets[at])
        if common >= NEAR * (len(groups) + len(sets[at]) - common):
            return True
    return False


def load(draw: int) -> list[Row]:
    """Everything that is learned from; messages of a link alone are no question here."""
    given = [row for name in GIVEN for row in read(name)]
    given += [{**row, "author": name} for name in SPENT for row in read(name)]
    written = apart(wordings.rows(draw), [row for name in HELD for row in read(name)])
    rows = [*given, *written, *made_messages.buttons()]
    made = made_messages
    joined = (made.composed(rows, draw), made.surrounded(rows, draw))
    drawn = (*joined, made.mistyped(given, draw), made.spoiled(rows, draw))
    return [*rows, *(row for some in drawn for row in some), *made.alone()]


def allowed(row: Row) -> list[bool]:
    """The labels that a message may have, in the order of LABELS."""
    if row.get("has_attachment") or (row["label"] == "upload" and "http" in row["text"]):
        names: tuple[str, ...] = ("edit",) if row.get("then") else ("upload", "talk", "topic")
    elif row["label"] != "sse":
        then = row.get("then")
        names = (row["label"], row.get("also", ""), *(KINDS if then == "sse" else (then,)))
    elif row.get("then"):
        names = ("chain",)
    else:
        kind = "talk" if row.get("kind") == "chat" else row.get("kind")
        names = (kind,) if kind in KINDS else KINDS
    return [label in names for label in LABELS]


def weight(row: Row) -> float:
    """How much a message counts."""
    stranger = "author" in row
    prompt = PROMPT if row["label"] == "sse" and row.get("kind") not in (*KINDS, "none") else 1.0
    drawn = row.get("kind") == "topic" and "{" in row.get("group", "{") and not stranger
    topic = TOPIC if drawn else 1.0
    unspaced = row["lang"] in made_messages.UNSPACED
    short = len(row["text"]) < 5 if unspaced else row["text"].count(" ") < 2
    bare = BARE if short and row["label"] != "sse" and not row.get("slip") else 1.0
    topic *= SPOILED if row.get("kind") == "none" else 1.0
    whole = 1.0 if "group" in row or "has_attachment" not in row or row.get("slip") else WHOLE
    return prompt * topic * bare * (STRANGER if stranger else whole)


def features(text: str) -> NDArray[np.uint32]:
    """The features of one message, in rising order: that of a set differs from run to run."""
    clean = prepare(text)
    return np.sort(np.array(classifier.features(clean, reader_of(clean).pieces(clean)), np.uint32))


class Messages:
    """Messages as rows of feature numbers, one after another in one array.

    The last feature is the bias, which every message has.
    """

    def __init__(self, found: Sequence[NDArray[np.uint32]]) -> None:
        every = np.concatenate(found)
        ordered = np.sort(every)
        firsts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] ^ np.uint32(1)))
        common = np.diff(firsts, append=len(ordered)) >= RARE
        self.keys = ordered[firsts[common]]
        self.bias = len(self.keys)
        places = np.searchsorted(self.keys, every)
        places[self.keys[np.minimum(places, self.bias - 1)] != every] = -1
        ends = np.cumsum([len(one) for one in found])
        flat = np.insert(places, ends, self.bias)
        owners = np.repeat(np.arange(len(found)), [len(one) + 1 for one in found])[flat >= 0]
        self.flat = flat[flat >= 0].astype(np.int32)
        self.starts = np.searchsorted(owners, np.arange(len(found) + 1))

    def batch(self, chosen: Places, dice: np.random.Generator) -> tuple[Indices, Places]:
        """The features that are shown of the chosen messages, and whose each of them is."""
        begins = self.starts[chosen]
        sizes = self.starts[chosen + 1] - begins
        shift = np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
        flat = self.flat[shift + np.arange(len(shift))]
        shown = dice.random(len(flat), np.float32) >= DROPPED
        shown |= flat == self.bias
        return flat[shown], np.repeat(np.arange(len(chosen)), sizes)[shown]


def train(messages: Messages, goals: NDArray[np.bool_], share: Floats, seed: int) -> Floats:
    """Softmax regression by Adam: (labels, features), the bias last.

    Where several labels are allowed, their sum is what the message is taught.
    """
    weights = np.zeros((len(LABELS), messages.bias + 1), np.float32)
    moments = [Moments(len(row)) for row in weights]
    dice = np.random.default_rng(seed)
    steps, step = EPOCHS * -(-len(goals) // BATCH), 0
    for _ in range(EPOCHS):
        order = dice.permutation(len(goals))
        for begin in range(0, len(order), BATCH):
            step += 1
            chosen = order[begin : begin + BATCH]
            flat, owners = messages.batch(chosen, dice)
            gap = _gap(weights, flat, owners, goals[chosen])
            gap *= share[chosen] / len(chosen)
            rate = RATE * (1 - step / steps) + 1e-4
            for row, missed, moment in zip(weights, gap, moments, strict=True):
                slope = np.bincount(flat, missed[owners], len(row)).astype(np.float32)
                slope += DECAY * row
                row -= moment.move(slope, rate, step)
    weights[:, :-1] *= 1 - DROPPED  # from now on all are shown
    return weights


class Moments:
    """The running mean and spread of a label's slopes, from which Adam takes its steps."""

    def __init__(self, size: int) -> None:
        self.mean, self.spread = np.zeros((2, size), np.float32)

    def move(self, slope: Floats, rate: float, step: int) -> Floats:
        """How far to go against `slope`."""
        self.mean += 0.1 * (slope - self.mean)
        slope *= slope
        self.spread += 0.005 * (slope - self.spread)
        size = np.sqrt(self.spread / np.float32(1 - 0.995**step))
        size += 1e-8
        steps: Floats = self.mean * np.float32(rate / (1 - 0.9**step)) / size
        return steps


def _gap(weights: Floats, flat: Indices, owners: Places, goals: NDArray[np.bool_]) -> Floats:
    """How far the chances of each message are from its goals: (labels, messages)."""
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    scores = np.stack([np.add.reduceat(row[flat], begins) for row in weights])
    parts = _exp(scores - scores.max(axis=0))
    chances = parts / parts.sum(axis=0)
    wanted = chances * goals.T
    wanted /= np.maximum(wanted.sum(axis=0), np.float32(1e-9))
    missed: Floats = chances - wanted
    return missed


def _exp(power: Floats) -> Floats:
    """The exponential, made of what every processor rounds alike; numpy's own differs by vendor."""
    power = np.maximum(power, np.float32(-80))
    whole = np.rint(power * np.float32(1.442695))
    rest = power - whole * np.float32(0.693147)
    found = np.ones_like(rest)
    for divisor in range(7, 0, -1):
        found = found * rest / np.float32(divisor) + np.float32(1)
    scaled: Floats = np.ldexp(found, whole.astype(np.int32))
    return scaled


def digest() -> bytes:
    """What tells one state of everything that the table is made from from another: 32 bytes."""
    home = Path(classifier.__file__).parent
    code = [home.parent / "linear.py", *(home / f"{name}.py" for name in READS)]
    code += [Path(__file__).with_name(f"{name}.py") for name in MAKES]
    grammar = [home.parent / "grammar" / f"{name}.toml" for name in ("common", "traditional")]
    folders = home.parent / "locales"
    words = [*folders.glob("*/words*.toml"), *folders.glob("*/idioms.toml")]
    told = [*folders.glob("*/wordings.txt"), *(DATA / name for name in (*GIVEN, *SPENT, *HELD))]
    found = hashlib.sha256(json.dumps(list(made_messages.buttons())).encode())
    for path in (*code, *grammar, *sorted(words), *sorted(told)):
        text = path.read_text("utf-8")
        found.update((ast.dump(ast.parse(text)) if path.suffix == ".py" else text).encode())
    return found.digest()


def learn(draw: int) -> tuple[Keys, Floats]:
    """What one draw teaches: the keys, and a row of weights for each, the bias row last."""
    rows = load(draw)
    messages = Messages([features(row["text"]) for row in rows])
    goals = np.array([allowed(row) for row in rows])
    share = np.array([weight(row) for row in rows], np.float32)
    share /= share.mean()
    print(f"draw {draw}: {len(rows)} messages, {len(messages.keys)} features")  # noqa: T201 - a report
    return messages.keys, train(messages, goals, share, draw).T


def averaged(found: Sequence[tuple[Keys, Floats]]) -> tuple[Keys, Floats]:
    """The mean of several draws; a key that a draw lacks weighs nothing there."""
    keys = np.unique(np.concatenate([known for known, _ in found]))
    weights = np.zeros((len(keys) + 1, len(LABELS)), np.float32)
    for known, learned in found:
        weights[np.append(np.searchsorted(keys, known), len(keys))] += learned / np.float32(DRAWS)
    return keys, weights


def main() -> None:
    """Train and write."""
    made_from = digest()
    keys, weights = averaged([learn(draw) for draw in range(DRAWS)])
    OUT.write_bytes(packed(keys, weights, KEPT, made_from))
    print(f"{len(keys)} features -> {OUT.stat().st_size} bytes")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
