"""Wordings written as patterns, spelled out into labelled messages for the classifier.

docs/add-a-language.md#wordings tells what core/language/locales/<code>/wordings.txt may hold. Each
alternative of each group is used at least once, in combinations drawn with a fixed seed.
`python -m benchmarks.wordings` prints them all as JSON Lines.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from benchmarks import word_lists
from core.language.intents.classifier import KINDS

FOLDER: Final = Path(__file__).parent.parent / "core" / "language" / "locales"
MOST: Final = 48
"""Messages drawn from one pattern at most, unless a single group has more alternatives."""
_GROUP: Final = re.compile(r"\(([^()]*)\)")
_SLOT: Final = re.compile(r"\{([wkenr])\}")
_BLANKS: Final = re.compile(r"\s+")

Row = dict[str, Any]


def _groups(pattern: str) -> list[list[str]]:
    """A pattern as a row of choices; what stands outside of brackets is a single choice."""
    parts = _GROUP.split(pattern)
    return [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]


def _listed(line: str, lists: dict[str, str]) -> str:
    """A pattern with the choices of its lists, each with what stands around the list's name."""

    def spread(group: re.Match[str]) -> str:
        choices = group[1].split("|")
        for name, text in lists.items():
            choices = [
                choice.replace(name, one)
                for choice in choices
                for one in (text.split("|") if name in choice else ("",))
            ]
        return f"({'|'.join(choices)})"

    return _GROUP.sub(spread, line) if "@" in line else line


def spell_out(pattern: str, seed: str, language: str = "en") -> list[str]:
    """Distinct messages of a pattern, each alternative at least once; deterministic."""
    pattern, _, asked = pattern.partition(" * ")
    dice = random.Random(f"{seed} {pattern}")
    groups = _groups(pattern)
    widest = max(len(group) for group in groups)
    count = int(asked) if asked else max(widest, min(MOST, 2 * widest))
    columns = []
    for group in groups:
        column: list[str] = []
        while len(column) < count:
            column += dice.sample(group, len(group))
        columns.append(column[:count])
        dice.shuffle(columns[-1])
    filled = ("".join(parts) for parts in zip(*columns, strict=True))
    texts = [_typed(_fill(text, language, dice), dice) for text in filled]
    return sorted({text for text in texts if text})


def _fill(text: str, language: str, dice: random.Random) -> str:
    """Words and figures in place of the slots."""
    return _SLOT.sub(lambda slot: _slot(slot[1], language, dice), text)


def _slot(kind: str, language: str, dice: random.Random) -> str:
    if kind == "w":
        return dice.choice(word_lists.words(language))
    if kind == "k":
        return dice.choice(word_lists.telling(language))
    if kind == "e":
        return dice.choice(word_lists.things(language))
    number = dice.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90))
    if kind == "n":
        return str(number)
    begin = dice.randrange(0, 150)
    first, last = (f"{at // 60}:{at % 60:02}" for at in (begin, begin + number))
    return dice.choice(listed(language, "@ranges")).replace("<", first).replace(">", last)


@cache
def listed(language: str, name: str) -> tuple[str, ...]:
    """A list of a language's file; `_` stands for a blank there."""
    code = "zh-Hans" if language == "zh" else language
    text = (FOLDER / code / "wordings.txt").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"{name} = "))
    return tuple(line.partition(" = ")[2].replace("_", " ").split("|"))


def _typed(text: str, dice: random.Random) -> str:
    """As people type: now and then a slip, a capital, no closing mark."""
    text = _BLANKS.sub(" ", text).strip(" ,，、")
    if text.endswith(("?", "？")) and dice.random() < 0.6:
        text = text[:-1]
    if len(text) > 8 and text.isascii() and dice.random() < 0.04:
        at = dice.randrange(2, len(text) - 3)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:1].upper() + text[1:] if dice.random() < 0.15 else text


def rows(draw: int = 0) -> Iterator[Row]:
    """Every message of every file, with `group` (its pattern); each draw combines anew."""
    for path in sorted(FOLDER.glob("*/wordings.txt")):
        language = label = tier = ""
        lists: dict[str, str] = {}
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# "):
                language, label, tier = line[2:].split()
            elif line.startswith("@"):
                name, _, lists[name] = line.partition(" = ")
            elif line.strip():
                line = _listed(line, lists)
                pattern, _, then = line.partition(" => ")
                for text in spell_out(pattern, f"{label} {draw}", language):
                    row: Row = {"text": text, "has_attachment": False, "lang": language}
                    row |= {"label": label, "tier": tier, "group": line}
                    if label in KINDS:
                        row |= {"label": "sse", "kind": label}
                    yield row | ({"then": then} if then else {})


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False))  # noqa: T201 - printing is the purpose
