"""Wordings written as patterns, spelled out into labelled messages for the classifier.

A file of tests/data/wordings holds blocks `# language label tier` and below them one pattern a
line: `(is it|are you) (done|ready)( yet|)?`. Every alternative of every group is used at least
once, in combinations drawn with a fixed seed; ` => export` names a second step.
`python -m benchmarks.wordings` prints them all as JSON Lines.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent.parent / "tests" / "data" / "wordings"
MOST: Final = 48
"""Messages drawn from one pattern at most, unless a single group has more alternatives."""
_GROUP: Final = re.compile(r"\(([^()]*)\)")
_BLANKS: Final = re.compile(r"\s+")

Row = dict[str, Any]


def _groups(pattern: str) -> list[list[str]]:
    """A pattern as a row of choices; what stands outside of brackets is a single choice."""
    parts = _GROUP.split(pattern)
    return [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]


def spell_out(pattern: str, seed: str) -> list[str]:
    """Distinct messages of a pattern, each alternative at least once; deterministic."""
    dice = random.Random(f"{seed} {pattern}")
    groups = _groups(pattern)
    widest = max(len(group) for group in groups)
    count = max(widest, min(MOST, 2 * widest))
    columns = []
    for group in groups:
        column: list[str] = []
        while len(column) < count:
            column += dice.sample(group, len(group))
        columns.append(column[:count])
        dice.shuffle(columns[-1])
    texts = [_typed("".join(parts), dice) for parts in zip(*columns, strict=True)]
    return sorted({text for text in texts if text})


def _typed(text: str, dice: random.Random) -> str:
    """As people type: now and then a slip, a capital, no closing mark."""
    text = _BLANKS.sub(" ", text).strip(" ,，、")
    if text.endswith(("?", "？")) and dice.random() < 0.6:
        text = text[:-1]
    if len(text) > 8 and text.isascii() and dice.random() < 0.04:
        at = dice.randrange(2, len(text) - 3)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:1].upper() + text[1:] if dice.random() < 0.15 else text


def rows(folder: Path = FOLDER) -> Iterator[Row]:
    """Every message of every file, with `group` (its pattern) for cross-validation."""
    for path in sorted(folder.glob("*.txt")):
        language = label = tier = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# "):
                language, label, tier = line[2:].split()
            elif line.strip():
                pattern, _, then = line.partition(" => ")
                for text in spell_out(pattern, label):
                    row: Row = {"text": text, "has_attachment": False, "lang": language}
                    row |= {"label": label, "tier": tier, "group": f"{path.name} {line}"}
                    yield row | ({"then": then} if then else {})


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False))  # noqa: T201 - printing is the purpose
