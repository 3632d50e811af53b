"""Train the translator's tables: `python -m benchmarks.train_translator [--check]`.

Reads the labelled replies of tests/data (not the held-back ones) and writes the tables beside
core/language/guitext/chance.py: which clauses are instructions, which of a sentence go, and what
those stood for. The same files give the same bytes; four minutes of one core. With --check nothing
is written, and the exit code says whether what ships is what the sources make.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import logistic
from benchmarks.tables import Floats, packed
from core.language import linear
from core.language.guitext import chance, decide
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
DECAY: Final = 1.0
SETTLED: Final = 2.0
"""How much weights are held small, those of the second table more."""
FOLDS: Final = 5
LETTERS: Final = 0.8
CONCEPTS: Final = 2.0
"""How much a run of letters and a concept count beside a word: what all languages share is learned
from all, while letters mostly name what one reply is about."""
RARE: Final = 2
"""Examples that a feature needs to be learned."""
PEAK: Final = 127
"""Weights are whole numbers up to this one: concepts have large ones, letters many small ones."""
KEPT: Final = {chance.CLAUSES: 80_000, chance.MEANINGS: 20_000, decide.SENTENCES: 4_000}
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


def joined(parts: Sequence[Said]) -> Iterator[Said]:
    """What is told before an instruction stays also where only a comma parts them."""
    for one, two in pairwise(parts):
        if True not in one.goes and all(two.goes):
            yield Said(
                one.reader, two.text, two.line, one.plain + two.plain, (), one.goes + two.goes
            )


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
    reader = all_said[gone[0]].reader
    ruled = reader.meaning(words, before, around)
    yield chance.of_group(reader, words, around, ruled), _wanted(row)


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


def _count(name: str) -> float:
    kind = name.partition(":")[0] if ":" in name else ""
    if kind in chance.CONCEPTS:
        return CONCEPTS
    return LETTERS if kind not in chance.WORDS else 1.0


def table(examples: Sequence[Example], most: int, decay: float = DECAY) -> bytes:
    """A table (core/language/linear.py) with a column for each goal."""
    of = _sets([features for features, _ in examples])
    goals = np.array([goals for _, goals in examples], np.float32)
    return _packed(of, [logistic.fit(of, column, decay) for column in goals.T], most)


def _sets(found: Iterable[set[str]]) -> logistic.Sets:
    counts: dict[int, float] = {}
    numbers = []
    for features in found:
        named = sorted(features)
        keys = linear.keys_of(named)
        counts |= {k: _count(name) for k, name in zip(keys, named, strict=True) if k not in counts}
        numbers.append(np.array(sorted(keys), np.uint32))
    return logistic.sets(numbers, counts, RARE)


def _packed(of: logistic.Sets, columns: Sequence[Floats], most: int) -> bytes:
    return packed(of.keys, np.stack(columns, axis=1), most, peak=PEAK)


class Heard:
    """The clauses of all replies: each in its sentence, then each by itself, as one problem."""

    def __init__(self, rows: Sequence[Row]) -> None:
        each = [list(said(row)) for row in rows]
        self.parts = [one for parts in each for one in parts]
        both = [(n, one) for n, parts in enumerate(each) for one in parts]
        beside = [(n, one) for n, parts in enumerate(each) for one in joined(parts)]
        alone = [
            (n, Said(one.reader, text, text, (text,), (), (None,)))
            for n, one in both
            for text in one.plain
        ]
        heard = [*both, *beside, *alone]
        found = (
            features
            for _, one in heard
            for features in chance.of_each(one.reader, one.plain, one.text, one.line)
        )
        goals = [goes for _, one in heard for goes in one.goes]
        owners = [n for n, one in heard for _ in one.goes]
        self.of, self.goals = _sets(found), np.array(goals, np.float32)
        self.folds = np.array(owners) * FOLDS // len(rows)

    def table(self) -> bytes:
        """How surely a clause is an instruction."""
        weights = logistic.fit(self.of, self.goals, DECAY)
        return _packed(self.of, [weights], KEPT[chance.CLAUSES])

    def sentences(self) -> Iterator[Example]:
        """Which clauses of each sentence go, by scores from replies of the other folds."""
        scores = np.zeros(self.of.size)
        for held in range(FOLDS):
            mine = self.folds == held
            weights = logistic.fit(self.of, np.where(mine, np.nan, self.goals), DECAY)
            scores[mine] = logistic.scores(self.of, weights)[mine]
        count = sum(len(one.plain) for one in self.parts)
        own, alone = iter(scores.tolist()), iter(scores[-count:].tolist())
        for one in self.parts:
            mine_all = [next(own) for _ in one.plain]
            lone = [next(alone) for _ in one.plain]
            ruled = one.reader.judge(one.plain, one.text)
            by_itself = lone if len(one.plain) > 1 else mine_all
            named = decide.names(mine_all, by_itself, ruled, one.plain, one.text, one.line)
            for features, goes in zip(named, one.goes, strict=True):
                if goes is not None:
                    yield features, [float(goes)]


def tables(rows: Sequence[Row]) -> Iterator[tuple[str, bytes]]:
    """The three tables by their names."""
    heard = Heard(rows)
    yield chance.CLAUSES, heard.table()
    second = list(heard.sentences())
    yield decide.SENTENCES, table(second, KEPT[decide.SENTENCES], SETTLED)
    third = [example for row in rows for example in meanings(row)]
    yield chance.MEANINGS, table(third, KEPT[chance.MEANINGS])


def main() -> None:
    """Train, and write or compare."""
    rows = [row for name in READ for row in read(name)]
    rows += composed(rows)
    wrong = 0
    for name, made in tables(rows):
        if "--check" in sys.argv:
            wrong += made != (OUT / name).read_bytes()
        else:
            (OUT / name).write_bytes(made)
        sys.stdout.write(f"{name}: {len(made)} bytes\n")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
