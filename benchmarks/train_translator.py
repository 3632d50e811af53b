"""Train the translator's tables: `python -m benchmarks.train_translator [--check]`.

Reads the labelled replies of tests/data (not the held-back ones) and writes the tables beside
core/language/guitext/chance.py: which clauses are instructions, and what those stood for. The same
files give the same bytes; two minutes of one core. With --check nothing is written, and the exit
code says whether what ships is what the sources make.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.tables import Floats, packed
from core.language import linear
from core.language.guitext import chance
from core.language.guitext.model import Action
from core.language.guitext.pick import Picker
from core.language.guitext.plain import lower
from core.language.guitext.reader import Reader
from core.language.guitext.reduce import PREFIX
from core.language.guitext.split import Span, sentences

DATA: Final = Path(__file__).parent.parent / "tests" / "data"
OUT: Final = Path(chance.__file__).parent
READ: Final = (
    "gui_text", "gui_text_own", "gui_text_own_2", "gui_text_own_3", "gui_text_own_held",
    "gui_text_exam", "gui_languages_own", "gui_languages_dev", "gui_blind_dev", "gui_replies_own",
    "gui_blind2_dev", "gui_blind2_test", "gui_authors_dev",
)  # fmt: skip
STEPS: Final = 400
RATE: Final = 0.05
DECAY: Final = 0.3
LETTERS: Final = 0.8
CONCEPTS: Final = 2.0
"""How much a run of letters and a concept count beside a word: what all languages share is learned
from all, while letters mostly name what one reply is about."""
RARE: Final = 2
"""Examples that a feature needs to be learned."""
PEAK: Final = 127
"""Weights are whole numbers up to this one: concepts have large ones, letters many small ones."""
KEPT: Final = {chance.CLAUSES: 80_000, chance.MEANINGS: 20_000}
"""Features that a table keeps, those with the largest weights."""

SHORT: Final = 90
"""Characters of the content that a deed is put behind."""
JOINTS: Final = ((", ", "，"), ("; ", "；"), (" - ", "——"), (". ", "。"))

Row = dict[str, Any]
Goals = list[float | None]
"""For each column of a table 1 or 0, or None where the label leaves it open."""
Example = tuple[set[str], Goals]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a labelled reply: its clauses as read and as written, and whether each has to
    go (None where the label does not say)."""

    reader: Reader
    text: str
    line: str
    plain: tuple[str, ...]
    written: tuple[str, ...]
    goes: tuple[bool | None, ...]


def read(name: str) -> list[Row]:
    """The rows of a file in tests/data."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def composed(rows: Sequence[Row]) -> Iterator[Row]:
    """Some of what an editor lets somebody do, in some of the ways of saying so, alone and behind
    content, without their actions."""
    forms: Row = json.loads((DATA / "gui_forms.json").read_text("utf-8"))
    for code, form in forms.items():
        said = [
            one["form"].format(told=told, place=place)
            for one in form["told"]
            for told in one["told"]
            for place in one["places"]
        ]
        yield from (_row(code, "", text) for text in said[::2])
        asked = form.get("asked", {"deeds": []})
        short = [
            text
            for row in rows
            if row.get("unchanged") and row["lang"].partition("-")[0] == code.partition("-")[0]
            if len(text := row["text"].strip(" .。")) < SHORT and "\n" not in text
        ]
        for n, deed in enumerate(asked["deeds"]):
            deeds = {"deed": deed, "Deed": deed[0].upper() + deed[1:]}
            yield from (_row(code, "", way.format(**deeds)) for way in asked["alone"][n % 3 :: 3])
            for way in asked["behind"][n % 2 :: 2]:
                content = asked["content"]
                text = way.format(**deeds)
                yield _row(code, content, text[len(content) :])
            for m, joint in enumerate(JOINTS):
                mark = joint[1] if code.startswith("zh") else joint[0]
                yield _row(code, short[(n * 7 + m * 31) % len(short)], f"{mark}{deed}")


def _row(code: str, content: str, gone: str) -> Row:
    row = {"lang": code, "text": content + gone, "must_not_contain": [re.escape(gone)]}
    return {**row, "must_keep": [content] if content else []}


def _found(patterns: list[str], text: str) -> list[Span]:
    return [found.span() for one in patterns for found in re.finditer(one, text, re.IGNORECASE)]


def _inside(places: Sequence[int], spans: list[Span]) -> int:
    """How many places lie within a span; what stands in parentheses is no part of its clause."""
    return sum(any(begin <= at < end for begin, end in spans) for at in places)


def said(row: Row) -> Iterator[Said]:
    """The sentences of a reply."""
    text, picker, at = row["text"], Picker(row["lang"]), 0
    gone = _found(row.get("must_not_contain", []), text)
    kept = _found([re.escape(part) for part in row.get("must_keep", [])], text)
    for line in text.split("\n"):
        reader = picker.pick(line)
        prefix = PREFIX.match(line)
        body = line[prefix.end() if prefix else 0 :]
        begin = at + len(line) - len(body)
        plain = reader.view(body)
        for span in sentences(plain, body):
            pieces = [piece for piece in reader.clauses(plain, span) if piece[1] > piece[0]]
            places = [(plain.starts[first], plain.ends[last - 1]) for first, last in pieces]
            goes: list[bool | None] = []
            for first, last in pieces:
                at_each = [begin + at for at in plain.starts[first:last]]
                out, stays = _inside(at_each, gone), _inside(at_each, kept)
                known = row.get("unchanged") or max(out, stays) > 0
                goes.append(out > stays and not row.get("unchanged") if known else None)
            yield Said(
                reader,
                plain.text[slice(*span)],
                plain.text,
                tuple(plain.text[slice(*piece)] for piece in pieces),
                tuple(lower(body[slice(*place)]) for place in places),
                tuple(goes),
            )
        at += len(line) + 1


def clauses(row: Row) -> Iterator[Example]:
    """The clauses of a reply whose label its row tells; what is told before an instruction stays
    also where only a comma parts them."""
    parts = list(said(row))
    joined = [
        Said(one.reader, two.text, two.line, one.plain + two.plain, (), one.goes + two.goes)
        for one, two in pairwise(parts)
        if True not in one.goes and all(two.goes)
    ]
    for part in (*parts, *joined):
        found = chance.of_each(part.reader, part.plain, part.text, part.line)
        for features, goes in zip(found, part.goes, strict=True):
            if goes is not None:
                yield features, [float(goes)]


def meanings(row: Row) -> Iterator[Example]:
    """What goes of a reply, and which actions that stood for."""
    if "actions" not in row:
        return
    all_said = list(said(row))
    gone = [n for n, one in enumerate(all_said) if True in one.goes]
    if row.get("unchanged") or not gone:
        return
    words = [
        text
        for n in gone
        for text, goes in zip(all_said[n].written, all_said[n].goes, strict=True)
        if goes
    ]
    before = lower(all_said[gone[0] - 1].text) if gone[0] else ""
    around = " ".join([before, *(lower(all_said[n].text) for n in gone)])
    yield chance.of_group(all_said[gone[0]].reader, words, before, around), _wanted(row)


def _wanted(row: Row) -> Goals:
    required, fine = row["actions"], row.get("actions_ok", ())
    if not required and Action.EDIT in fine:
        required = [Action.EDIT]
    seen = (Action.TIMELINE, Action.STATE)
    if set(required) & set(seen):
        fine = [*fine, *seen]
    return [
        1.0 if action in required else None if action in fine else 0.0 for action in chance.ACTIONS
    ]


def train(
    flat: NDArray[np.int64], owners: NDArray[np.int64], goals: Floats, counts: Floats
) -> Floats:
    """Logistic regression by Adam over all examples at once: a weight for each feature, the bias
    last; `flat`: the features of all examples, `owners`: whose they are, `counts`: how much each
    feature counts."""
    known = np.flatnonzero(~np.isnan(goals))
    number = np.full(len(goals), -1)
    number[known] = np.arange(len(known))
    mine = number[owners] >= 0
    count, values = len(counts), counts[flat[mine]]
    flat, owners, goals = flat[mine], number[owners[mine]], goals[known]
    weights = np.zeros(count + 1)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        score = np.bincount(owners, weights[flat] * values, len(goals)) + weights[-1]
        gap = (1 / (1 + np.exp(-score)) - goals) / len(goals)
        slope = np.append(np.bincount(flat, gap[owners] * values, count), gap.sum())
        slope += DECAY * weights / len(goals)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = RATE * (1 - step / STEPS) + 1e-4
        weights -= rate * mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-9)
    told: Floats = (weights * np.append(counts, 1)).astype(np.float32)
    return told


def _count(name: str) -> float:
    kind = name.partition(":")[0] if ":" in name else ""
    if kind in chance.CONCEPTS:
        return CONCEPTS
    return LETTERS if kind not in chance.WORDS else 1.0


def table(examples: Sequence[Example], most: int) -> bytes:
    """A table (core/language/linear.py) with a column for each goal."""
    found = [np.array(sorted(linear.keys_of(features)), np.uint32) for features, _ in examples]
    keys, places, often = np.unique(np.concatenate(found), return_inverse=True, return_counts=True)
    common = often >= RARE
    number = np.where(common, np.cumsum(common) - 1, -1)[places]
    owners = np.repeat(np.arange(len(found)), [len(one) for one in found])[number >= 0]
    goals = np.array([goals for _, goals in examples], np.float32)
    names = set[str]().union(*(features for features, _ in examples))
    known = dict(zip(linear.keys_of(names), map(_count, names), strict=True))
    counts = np.array([known[key] for key in keys[common].tolist()])
    columns = [train(number[number >= 0], owners, column, counts) for column in goals.T]
    return packed(keys[common], np.stack(columns, axis=1), most, peak=PEAK)


def main() -> None:
    """Train, and write or compare."""
    rows = [row for name in READ for row in read(name)]
    rows += composed(rows)
    wrong = 0
    for name, found in ((chance.CLAUSES, clauses), (chance.MEANINGS, meanings)):
        examples = [example for row in rows for example in found(row)]
        made = table(examples, KEPT[name])
        if "--check" in sys.argv:
            wrong += made != (OUT / name).read_bytes()
        else:
            (OUT / name).write_bytes(made)
        sys.stdout.write(f"{name}: {len(examples)} examples, {len(made)} bytes\n")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
