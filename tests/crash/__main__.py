"""`python -m tests.crash --kills N [--seed S] [--users U] [--faults]`: the proof, at length."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crash.faults import fault_table
from tests.crash.run import Plan, Report, crash

WIDTH = 132
screen = Console(soft_wrap=True)
if not screen.is_terminal:
    screen.width = WIDTH
COLUMNS = (
    "lost",
    "charged twice",
    "orphaned render",
    "render submitted twice",
    "duplicate unmarked",
    "misordered",
    "wrong project",
    "left open",
    "two endings",
    "false failure",
    "false result",
    "unanswered",
    "plaintext secret",
)


def main() -> int:
    """0 when nothing was lost, doubled, disordered, left open or given away."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--users", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1_800.0, help="seconds of killing at most")
    parser.add_argument(
        "--faults", nargs="?", const="", help="faults instead of kills: all, or those of that name"
    )
    parser.add_argument("--keep", type=Path, help="a folder for databases and logs, kept")
    asked = parser.parse_args()
    plan = Plan(asked.kills, asked.users, asked.seed, asked.limit)
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
        return asyncio.run(_run(asked.keep, plan, faults=asked.faults))
    with tempfile.TemporaryDirectory(prefix="reelay-crash-") as name:
        return asyncio.run(_run(Path(name), plan, faults=asked.faults))


async def _run(folder: Path, plan: Plan, *, faults: str | None) -> int:
    with screen.status("starting") as status:

        def tell(text: str) -> None:
            status.update(text)

        if faults is not None:
            return await fault_table(folder, plan, faults, screen, tell)
        report = await crash(folder, plan, tell)
    show(report)
    return 0 if report.audit.clean and report.settled else 1


def show(report: Report) -> None:
    """The tables."""
    facts, audit = report.audit.facts, report.audit
    kills = ", ".join(f"{count} at {way}" for way, count in report.kills.items())
    screen.print(f"{report.kills.total()} kills ({kills}) in {report.seconds:.0f} s")
    _table("must be 0", [(name, audit.wrong[name]) for name in COLUMNS])
    _table("what happened", sorted(facts.items()))
    died: set[tuple[str, str]] = {(arm.point, arm.when) for arm in report.hit}
    points = [
        (point, f"{count} commits, died " + _when(died, point))
        for point, count in report.points.most_common()
    ]
    _table("commit points", points)
    for note in audit.notes[:40]:
        screen.print(note, markup=False, style="red")


def _when(died: set[tuple[str, str]], point: str) -> str:
    found = [when for when in ("before", "after") if (point, when) in died]
    return " and ".join(found) + " it" if found else "never there"


def _table(title: str, rows: Iterable[Sequence[object]]) -> None:
    table = Table("", "", title=title, title_justify="left", show_header=False)
    for name, value in rows:
        table.add_row(str(name), str(value))
    screen.print(table)


if __name__ == "__main__":
    sys.exit(main())
