"""Scores the GUI-text translator on labelled rows (tests/data/README.md).

`python -m tests.score_gui [--with-language] tests/data/gui_languages_dev.jsonl ...`
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.language.guitext import Action, translate

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that did not pass: what came out, and why that is wrong."""

    row: Row
    text: str
    actions: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """Passed and all rows by group ("core", "en wild", "unchanged", "content kept", ...)."""

    groups: dict[str, list[int]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    slowest_ms: float = 0.0
    mean_ms: float = 0.0

    def count(self, group: str, passed: bool) -> None:
        """Add one row to a group."""
        tally = self.groups.setdefault(group, [0, 0])
        tally[0] += passed
        tally[1] += 1

    def share(self, group: str) -> float:
        """Share of passed rows in a group, 0 to 1; an empty group counts as 1."""
        passed, total = self.groups.get(group, [0, 0])
        return passed / total if total else 1.0

    def lines(self, worst: int = 20) -> list[str]:
        """The report as text: a table of groups, then the first failures."""
        shown = [
            f"{name:<22} {passed:>4} / {total:<4} {100 * passed / total:6.1f} %"
            for name, (passed, total) in sorted(self.groups.items())
        ]
        shown.append(f"mean {self.mean_ms:.3f} ms, slowest {self.slowest_ms:.3f} ms a reply")
        for failure in self.failures[:worst]:
            shown.append(f"\n[{failure.row['lang']} {failure.row['tier']}] {failure.row['text']!r}")
            shown.append(f"  -> {failure.text!r} {list(failure.actions)}")
            shown.append(f"  {'; '.join(failure.reasons)}")
        return shown


def faults(row: Row, text: str, actions: Sequence[str]) -> list[str]:
    """Why an outcome is wrong for a row; empty when it passes.

    `state` and `timeline` count as the same action, as the labels' README says.
    """
    found = [f"lost {piece!r}" for piece in row["must_keep"] if piece not in text]
    found += [
        f"still has /{pattern}/"
        for pattern in row["must_not_contain"]
        if re.search(pattern, text, re.IGNORECASE)
    ]
    got = {_same(action) for action in actions}
    required = {_same(action) for action in row["actions"]}
    allowed = required | {_same(action) for action in row.get("actions_ok", ())}
    found += [f"misses action {action}" for action in sorted(required - got)]
    found += [f"wrong action {action}" for action in sorted(got - allowed)]
    if row.get("unchanged") and (text != row["text"] or actions):
        found.append("was to stay unchanged")
    return found


def score(rows: Iterable[Row], *, with_language: bool = False) -> Report:
    """Translate every row and tally by tier, language, kind, unchanged rows and content kept.

    With `with_language`, the row's language is the session's; else it is found in the text.
    """
    report = Report()
    times: list[float] = []
    for row in rows:
        begin = time.perf_counter()
        language = row["lang"] if with_language else ""
        translation = translate(row["text"], language=language)
        times.append((time.perf_counter() - begin) * 1000)
        actions = tuple(action.value for action in translation.actions)
        reasons = faults(row, translation.text, actions)
        kind = "content" if row.get("unchanged") else "instruction"
        groups = (row["tier"], f"{row['lang']} {row['tier']}", f"{row['lang']} {kind}", kind, "all")
        for group in groups:
            report.count(group, not reasons)
        if row.get("unchanged"):
            report.count("unchanged", not reasons)
        report.count("content kept", all(piece in translation.text for piece in row["must_keep"]))
        if reasons:
            report.failures.append(Failure(row, translation.text, actions, tuple(reasons)))
    if times:
        report.slowest_ms, report.mean_ms = max(times), sum(times) / len(times)
    return report


def read_rows(path: Path) -> list[Row]:
    """The labelled rows of a JSON Lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _same(action: str) -> str:
    return Action.TIMELINE.value if action == Action.STATE.value else action


if __name__ == "__main__":
    said = "--with-language" in sys.argv
    for name in (argument for argument in sys.argv[1:] if not argument.startswith("--")):
        report = score(read_rows(Path(name)), with_language=said)
        sys.stdout.write("\n".join([name, *report.lines(), ""]))
