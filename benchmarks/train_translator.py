"""Train the translator's second opinion: `python -m benchmarks.train_translator`.

Reads the labelled replies of tests/data (not the held-back ones) clause by clause and writes the
clauses.bin beside core/language/guitext/chance.py. The same files give the same bytes; a minute of
one core.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.language import linear
from core.language.guitext import chance
from core.language.guitext.pick import Picker
from core.language.guitext.reduce import PREFIX
from core.language.guitext.split import Span, sentences

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
OUT: Final = Path(chance.__file__).with_name(chance.TABLE)
READ: Final = (
    "gui_text", "gui_text_own", "gui_text_own_2", "gui_text_own_3", "gui_text_own_held",
    "gui_text_exam", "gui_languages_own", "gui_languages_dev", "gui_blind_dev",
)  # fmt: skip
STEPS: Final = 400
RATE: Final = 0.05
DECAY: Final = 0.3
RARE: Final = 2
"""Clauses that a feature needs to be learned."""
KEPT: Final = 60_000
"""Features that the table keeps, those with the largest weights."""

Row = dict[str, Any]
Clause = tuple[set[str], bool]


def read(name: str) -> list[Row]:
    """The rows of a file in tests/data."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def _found(patterns: list[str], text: str) -> list[Span]:
    return [found.span() for one in patterns for found in re.finditer(one, text, re.IGNORECASE)]


def _common(span: Span, spans: list[Span]) -> int:
    """The most characters that a span has in common with one of others."""
    return max((min(span[1], end) - max(span[0], begin) for begin, end in spans), default=0)


def labelled(row: Row) -> Iterator[Clause]:
    """The clauses of a reply whose label its row tells: what has to go, and what has to stay."""
    text, picker, at = row["text"], Picker(row["lang"]), 0
    gone = _found(row.get("must_not_contain", []), text)
    kept = _found([re.escape(part) for part in row.get("must_keep", [])], text)
    for line in text.split("\n"):
        reader = picker.pick(line)
        prefix = PREFIX.match(line)
        begin = prefix.end() if prefix else 0
        plain = reader.view(line[begin:])
        for span in sentences(plain, line[begin:]):
            pieces = [piece for piece in reader.clauses(plain, span) if piece[1] > piece[0]]
            texts = tuple(plain.text[slice(*piece)] for piece in pieces)
            found = chance.of_each(texts, plain.text[slice(*span)])
            for (first, last), features in zip(pieces, found, strict=True):
                start = at + begin + plain.starts[first], at + begin + plain.ends[last - 1]
                out, stays = _common(start, gone), _common(start, kept)
                if row.get("unchanged") or max(out, stays) > 0:
                    yield features, not row.get("unchanged") and out > stays
        at += len(line) + 1


def train(
    flat: NDArray[np.int64], owners: NDArray[np.int64], goals: linear.Floats, count: int
) -> linear.Floats:
    """Logistic regression by Adam over all clauses at once: (features + 1, 1), the bias last."""
    weights = np.zeros(count + 1)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        score = np.bincount(owners, weights[flat], len(goals)) + weights[-1]
        gap = (1 / (1 + np.exp(-score)) - goals) / len(goals)
        slope = np.append(np.bincount(flat, gap[owners], count), gap.sum())
        slope += DECAY * weights / len(goals)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = RATE * (1 - step / STEPS) + 1e-4
        weights -= rate * mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-9)
    return weights[:, None].astype(np.float32)


def main() -> None:
    """Train and write."""
    clauses = [clause for name in READ for row in read(name) for clause in labelled(row)]
    found = [np.sort(linear.keys_of(features)) for features, _ in clauses]
    keys, places, counts = np.unique(np.concatenate(found), return_inverse=True, return_counts=True)
    common = counts >= RARE
    number = np.where(common, np.cumsum(common) - 1, -1)[places]
    owners = np.repeat(np.arange(len(found)), [len(one) for one in found])[number >= 0]
    goals = np.array([gone for _, gone in clauses], np.float32)
    weights = train(number[number >= 0], owners, goals, int(common.sum()))
    OUT.write_bytes(linear.packed(keys[common], weights, KEPT))
    print(f"{len(clauses)} clauses, {common.sum()} features -> {OUT.stat().st_size} bytes")  # noqa: T201 - a report


if __name__ == "__main__":
    main()
