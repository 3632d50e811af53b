"""What a turn costs in the whole bot, short of the network: transactions, statements, CPU.

    python -m benchmarks.turns [--turns 20]

The real python-telegram-bot, core, SQLite and studio's double in this one process, between
stand-ins, on a clock that is moved: the CPU is that of the stand-ins too.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

from tests.e2e import samples
from tests.e2e.scenarios import Setup
from tests.e2e.scenarios.kit import PROMO
from tests.e2e.stage import play
from tests.e2e.telegram_world import TelegramWorld
from tests.e2e.world import Room

TARGETS: Final = {"transactions": 18, "writing": 8}


@dataclass(slots=True)
class Counted:
    """Transactions, those of them that wrote, and statements."""

    transactions: int = 0
    writing: int = 0
    statements: int = 0
    _wrote: set[int] = field(default_factory=set)

    def began(self, connection: Connection) -> None:
        """The beginning of a transaction, which queries alone have none of."""
        self.transactions += connection.get_execution_options().get("begins", True)

    def executed(
        self, connection: Connection, _cursor: Any, statement: str, *_others: object
    ) -> None:
        """One statement."""
        self.statements += 1
        if not statement.lstrip().lower().startswith(("select", "pragma", "with")):
            self._wrote.add(id(connection))

    def committed(self, connection: Connection) -> None:
        """The end of a transaction."""
        if id(connection) in self._wrote:
            self._wrote.discard(id(connection))
            self.writing += 1


@contextmanager
def counting() -> Iterator[Counted]:
    """Count what every SQLite engine of this process does."""
    counted = Counted()
    hooks = (
        ("begin", counted.began),
        ("after_cursor_execute", counted.executed),
        ("commit", counted.committed),
    )
    for name, hook in hooks:
        event.listen(Engine, name, hook)
    try:
        yield counted
    finally:
        for name, hook in hooks:
            event.remove(Engine, name, hook)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one turn, from the message to its posted answer; CPU in seconds."""

    transactions: int
    writing: int
    statements: int
    cpu: float


def costs(turns: int, folder: Path) -> list[Cost]:
    """Of a first turn with a photo, and of so many later ones."""
    found: list[Cost] = []
    photos = samples.photos(1)

    async def story(world: TelegramWorld) -> None:
        ada = world.person("Ada")
        room = world.private(ada)
        for number in range(turns + 1):
            text, files = (f"make it {8 + number % 9} seconds", ()) if number else (PROMO, photos)
            known = len(world.shown(room))
            begun = time.process_time()
            with counting() as counted:
                await world.say(ada, room, text, files)
                await world.until(partial(_answered, world, room, known), "the answer")
                await world.settled()
            cpu = time.process_time() - begun
            found.append(Cost(counted.transactions, counted.writing, counted.statements, cpu))

    play(TelegramWorld, story, Setup(), folder)
    return found


def _answered(world: TelegramWorld, room: Room, known: int) -> bool:
    shown = world.shown(room)
    return len(shown) > known and shown[-1].has_button("Export")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=12)
    turns = options.parse_args().turns
    with tempfile.TemporaryDirectory(prefix="reelay-turns-") as name:
        first, *later = costs(turns, Path(name))
    later.sort(key=lambda cost: cost.cpu)
    for label, cost in (("first", first), ("later, median", later[len(later) // 2])):
        print(  # noqa: T201 (a script)
            f"turn, {label:<14} {cost.transactions} transactions (target {TARGETS['transactions']}"
            f"), {cost.writing} of them write ({TARGETS['writing']}), {cost.statements} "
            f"statements, {cost.cpu * 1000:.0f} ms CPU with the stand-ins"
        )


if __name__ == "__main__":
    main()
