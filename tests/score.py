"""Score routed messages or translated replies: `python -m tests.score [--blind] PATH…`.

The shape of a row decides which part is scored: `must_keep` means a backend reply
(tests/score_gui.py), `label` a chat message. Prints figures per tier, language and label, a
confusion table and what went wrong; `--blind` leaves the messages out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.language.intents import Intent, Route, route

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled message with the route it got."""

    row: Row
    got: Route

    @property
    def right(self) -> bool:
        """Whether the label, or one that people would also accept, was hit.

        A question is right where both of its readings are.
        """
        fine = self.row.get("accept", [self.row["label"]])
        asked = self.got.suggestion
        return self.got.intent.value in fine and (asked is None or asked.value in fine)

    @property
    def taken(self) -> bool:
        """Whether it was the agent's and went elsewhere."""
        return not self.right and self.row["label"] == "sse" and self.got.intent is not Intent.SSE

    @property
    def reached(self) -> bool:
        """Whether it was done, or offered on a button."""
        asked = self.got.suggestion
        fine = self.row.get("accept", [self.row["label"]])
        return self.right or (asked is not None and asked.value in fine)

    @property
    def wants_then(self) -> tuple[str, ...]:
        """The second steps that the message asks for."""
        then = self.row.get("then")
        if then is None:
            return ()
        return (then,) if isinstance(then, str) else tuple(then)

    @property
    def then_right(self) -> bool:
        """Whether the second step is the one asked for (none included)."""
        got = tuple(step.value for step in self.got.then)
        if self.row.get("then_any"):
            return True
        if self.row.get("has_attachment") and self.got.intent is Intent.SSE:
            return True
        return got == self.wants_then


def read(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(rows: Iterable[Row]) -> list[Scored]:
    """Route every row."""
    return [Scored(row, route(row["text"], row.get("has_attachment", False))) for row in rows]


def share(hits: Sequence[bool], none: float = 1.0) -> float:
    """The share of true values; `none` for none at all."""
    return sum(hits) / len(hits) if hits else none


def figures(scored: Sequence[Scored]) -> dict[str, float]:
    """Shares of messages that went right, by what matters; `taken` and `asked` shall be small."""
    tiers = {
        tier: share([one.right for one in scored if one.row["tier"] == tier])
        for tier in ("core", "wild")
    }
    kept = share([one.right for one in scored if one.row["label"] == "sse"])
    then = share([one.right and one.then_right for one in scored if one.wants_then])
    stray = share([one.then_right for one in scored if one.right and not one.wants_then])
    taken = share([one.taken for one in scored if one.row["label"] == "sse"], none=0.0)
    asked = share([one.got.suggestion is not None for one in scored], none=0.0)
    reached = share([one.reached for one in scored if one.row["label"] != "sse"])
    shares = {"kept": kept, "then": then, "no stray then": stray, "taken": taken, "asked": asked}
    shares["reached"] = reached
    kinds = sorted({one.row["kind"] for one in scored if "kind" in one.row})
    of_kind = {k: share([o.right for o in scored if o.row.get("kind") == k]) for k in kinds}
    return {**tiers, **of_kind, **shares}


def report(scored: Sequence[Scored], worst: int = 400) -> str:
    """The figures, tables and mistakes as text."""
    lines = [f"{len(scored)} messages"]
    lines += [f"  {name:14} {value:6.1%}" for name, value in figures(scored).items()]
    for key in ("lang", "label"):
        groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for one in scored:
            groups[one.row["tier"], one.row[key]].append(one.right)
        lines.append(f"by {key}:")
        lines += [
            f"  {tier:5} {name:8} {share(hits):6.1%} of {len(hits)}"
            for (tier, name), hits in sorted(groups.items())
        ]
    lines += _confusion(scored)
    wrong = [one for one in scored if not (one.right and one.then_right)]
    lines.append(f"wrong: {len(wrong)}")
    lines += [_describe(one) for one in wrong[:worst]]
    return "\n".join(lines)


def _confusion(scored: Sequence[Scored]) -> list[str]:
    labels = [intent.value for intent in Intent]
    counts = Counter((one.row["label"], one.got.intent.value) for one in scored)
    head = "label \\ got".ljust(12) + "".join(label[:7].rjust(8) for label in labels)
    body = [
        want.ljust(12) + "".join(str(counts[want, got] or ".").rjust(8) for got in labels)
        for want in labels
    ]
    return ["confusion:", head, *body]


def _describe(one: Scored) -> str:
    row, got = one.row, one.got
    want = "+".join([row["label"], *one.wants_then])
    had = "+".join([got.intent.value, *(step.value for step in got.then)])
    note = " [file]" if row.get("has_attachment") else ""
    return f"  {row['tier']:4} {row['lang']:7} {want} -> {had}{note}: {row['text'][:110]}"


def main(arguments: Sequence[str]) -> None:
    """Print a report for every file."""
    worst = 0 if "--blind" in arguments else 400
    for name in (one for one in arguments if one != "--blind"):
        rows = read(Path(name))
        print(f"== {name}")  # noqa: T201 - a report on the terminal is the purpose
        if rows and "must_keep" in rows[0]:
            from tests.score_gui import score as score_replies  # the translator's half

            print("\n".join(score_replies(rows).lines()))  # noqa: T201 - as above
        else:
            print(report(score(rows), worst))  # noqa: T201 - as above


if __name__ == "__main__":
    main(sys.argv[1:])
