"""Workers 1, 2, 4 on one PostgreSQL: CPU a turn, waits for locks, turns a second.

    python -m benchmarks.workers [--turns 160] [--workers 1 2 4]

One gateway takes messages in, so many worker processes answer; a crowd never waits. CPU is that of
gateway and workers, and of PostgreSQL; a waiting lock is looked for twenty times a second.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from cryptography.fernet import Fernet

from benchmarks.process import say
from benchmarks.whole import AT_ONCE, Bot, Person
from tests.scale.postgres import database, server

CROWD: Final = 24
_WAITING: Final = "select count(*) from pg_locks where not granted"
_COMMITS: Final = "select xact_commit from pg_stat_database where datname = current_database()"


async def measure(folder: Path, url: str, workers: int, turns: int) -> None:
    """One number of workers."""
    key = Fernet.generate_key().decode()
    settings = {**AT_ONCE, "DATABASE_URL": url, "REELAY_SECRET_KEY": key}
    async with Bot.open(folder, {**settings, "REELAY_ROLE": "gateway"}) as bot:
        await bot.start()
        for _ in range(workers):
            await bot.beside({**settings, "REELAY_ROLE": "worker"})
        people = [bot.person(f"Person {n}") for n in range(CROWD)]
        await _talk(people, 2)
        rounds = max(1, turns // CROWD)
        looks = Looks()
        waits = asyncio.create_task(looks.look(url))
        commits, begun, used = _one(url, _COMMITS), time.monotonic(), bot.cpu_of_all()
        await _talk(people, rounds)
        took, count = time.monotonic() - begun, rounds * CROWD
        cpu = (bot.cpu_of_all() - used) / count * 1000
        commits = (_one(url, _COMMITS) - commits) // count
        waits.cancel()
        await asyncio.gather(waits, return_exceptions=True)
        share = looks.seen / max(1, looks.count)
        say(
            f"{workers} workers: {count / took:.1f} turns/s, {cpu:.0f} ms CPU a turn, "
            f"{commits} transactions a turn, a lock waited for in {share:.1%} of the looks"
        )


@dataclass(slots=True)
class Looks:
    """How often a lock was waited for when it was looked for."""

    count: int = 0
    seen: int = 0

    async def look(self, url: str) -> None:
        """Until it is cancelled."""
        while True:
            self.count += 1
            self.seen += _one(url, _WAITING) > 0
            await asyncio.sleep(0.05)


def _one(url: str, query: str) -> int:
    with psycopg.connect(url, autocommit=True) as db:
        found = db.execute(query.encode()).fetchone()
    assert found is not None
    return int(found[0])


async def _talk(people: list[Person], rounds: int) -> None:
    async def each(person: Person) -> None:
        for number in range(rounds):
            person.say(f"make it {number + 8} seconds")
            await person.wait(120)

    await asyncio.gather(*map(each, people))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=160)
    options.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    chosen = options.parse_args()
    with server(durable=True) as own:
        for workers in chosen.workers:
            with (
                tempfile.TemporaryDirectory(prefix="reelay-workers-") as name,
                database(own.url, f"workers{workers}") as url,
            ):
                asyncio.run(measure(Path(name), url, workers, chosen.turns))
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    say(f"all children together, PostgreSQL too: {spent.ru_utime + spent.ru_stime:.0f} s CPU")


if __name__ == "__main__":
    main()
