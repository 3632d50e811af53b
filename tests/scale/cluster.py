"""The crash world on PostgreSQL: a gateway and workers, of which one dies at a time.

`python -m tests.scale.cluster --kills N [--workers W] [--restarts R]` is the long run; PostgreSQL
itself is restarted R times in the middle, every second time as in a crash.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Final

import psycopg
from cryptography.fernet import Fernet
from psycopg.rows import dict_row
from psycopg.types.string import TextLoader
from pydantic import SecretStr

from studio.server import Studio
from tests.crash.audit import Audit, audit
from tests.crash.bot import LOG, live
from tests.crash.points import Arm
from tests.crash.run import Report
from tests.crash.slate import Slate
from tests.crash.world import World
from tests.scale.postgres import Server, server

SETTLE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How often to kill, among how many people, with how many workers and database restarts."""

    kills: int
    users: int = 24
    workers: int = 2
    restarts: int = 2
    seed: int = 1


class Cluster(World):
    """A world whose bot is several processes; `names` are theirs."""

    def __init__(self, folder: Path, studio: Studio, slate: Slate, rnd: random.Random) -> None:
        super().__init__(folder, studio, slate, rnd)
        self._processes: dict[str, ForkServerProcess] = {}
        self._shared: dict[str, Any] = {}
        self.names: tuple[str, ...] = ()
        self.url = ""

    def populate(self, url: str, workers: int) -> None:
        """Live on that database, with one gateway and so many workers."""
        self.url = url
        self.names = ("gateway", *(f"worker {n}" for n in range(workers)))
        self._shared = {
            "database_url": url,
            "reelay_secret_key": SecretStr(Fernet.generate_key().decode()),
        }

    async def start(self, arm: Arm | None = None, **more: Any) -> None:
        """Begin every process that does not live."""
        for name in self.names:
            if (known := self._processes.get(name)) is None or not known.is_alive():
                await self.begin(name)

    async def begin(self, name: str) -> None:
        """Begin another life of one process."""
        self.lives += 1
        spec = replace(self.spec(), settings={**self._shared, "reelay_role": name.split()[0]})
        process = self._forks.Process(target=live, args=(spec,))
        self._processes[name] = process
        await asyncio.to_thread(process.start)

    def ended(self) -> list[str]:
        """The processes that do not live, though nobody killed them."""
        return [name for name, process in self._processes.items() if not process.is_alive()]

    async def fell(self, name: str) -> None:
        """SIGKILL for one process."""
        process = self._processes[name]
        process.kill()
        await self.until(lambda: not process.is_alive(), 10.0)

    @property
    def alive(self) -> bool:
        """Whether any process runs."""
        return any(process.is_alive() for process in self._processes.values())

    def strike(self) -> None:
        """SIGKILL for all."""
        for process in self._processes.values():
            process.kill()

    async def stop(self, limit: float = 30.0) -> int | None:
        """SIGTERM for all; the highest exit code, None when they did not end in time."""
        for process in self._processes.values():
            process.terminate()
        if not await self.gone(limit):
            return None
        return max(process.exitcode or 0 for process in self._processes.values())

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Read the database from outside; JSON as text, as SQLite gives it."""
        with psycopg.connect(self.url, row_factory=dict_row) as db:
            for kind in ("json", "jsonb"):
                db.adapters.register_loader(kind, TextLoader)
            return db.execute(sql.encode()).fetchall()

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Every row of every table, whoever made it, and the log."""
        yield LOG, (self.folder / LOG).read_bytes()
        for table in tables(self.url):
            for row in self.query(f'select * from "{table}"'):
                for column, value in row.items():
                    data = value if isinstance(value, bytes) else str(value).encode()
                    yield f"{table}.{column}", data


def tables(url: str) -> list[str]:
    """The tables of a database: ours, the queue's, and whatever is added tomorrow."""
    with psycopg.connect(url) as db:
        found = db.execute("select tablename from pg_tables where schemaname = 'public'")
        return sorted(name for (name,) in found)


@dataclass(slots=True)
class Outcome(Report):
    """A report with what the database went through."""

    restarts: Counter[str] = field(default_factory=Counter)


async def crash(folder: Path, database: Server, plan: Plan) -> Outcome:
    """Kill one process at a time and start it again; then hold the books together."""
    rnd = random.Random(plan.seed)
    began = time.monotonic()
    async with Cluster.open(folder, rnd) as world:
        assert isinstance(world, Cluster)
        world.populate(database.url, plan.workers)
        report = Outcome(Audit())
        await world.start()
        talking = True
        people = [
            asyncio.create_task(person.live(lambda: talking)) for person in world.people(plan.users)
        ]
        try:
            await _kill(world, database, plan, rnd, report)
        finally:
            talking = False
            await asyncio.gather(*people)
        report.settled = await world.settle(SETTLE_S)
        await world.stop()
        report.audit = await audit(world)
        _keep(world)
        report.seconds = time.monotonic() - began
        return report


async def _kill(
    world: Cluster, database: Server, plan: Plan, rnd: random.Random, report: Outcome
) -> None:
    pauses = {plan.kills * (n + 1) // (plan.restarts + 1) for n in range(plan.restarts)}
    await asyncio.sleep(3.0)
    for done in range(plan.kills):
        await asyncio.sleep(rnd.uniform(0.2, 2.0))
        for ended in world.ended():
            # A process that is started while PostgreSQL is away says so and ends; whoever started
            # it starts it again. Nothing else may end by itself.
            if not report.restarts:
                raise RuntimeError(f"{ended} ended without being killed: see the log")
            report.restarts["processes started again"] += 1
            await world.begin(ended)
        name = rnd.choice(world.names)
        await world.fell(name)
        report.kills[name] += 1
        await asyncio.sleep(rnd.uniform(0.0, 1.0))
        if done in pauses:
            await _restart(database, rnd, report)
        await world.begin(name)


def _keep(world: Cluster) -> None:
    """What the database held in the end, for whoever looks into a failure."""
    rows: dict[str, Any] = {
        table: world.query(f'select * from "{table}"') for table in tables(world.url)
    }
    rows["posts"] = [asdict(post) for post in world.slate.books.posts]
    rows["said"] = [asdict(said) for said in world.minutes.said]
    (world.folder / "rows.json").write_text(json.dumps(rows, default=str, indent=1))


def tell(report: Outcome) -> None:
    """The result as lines of text."""
    audit = report.audit
    lines = [
        f"{report.kills.total()} kills: {dict(report.kills)} in {report.seconds:.0f} s",
        f"PostgreSQL restarted: {dict(report.restarts)}",
        f"everything ended: {report.settled}",
        "",
        *(f"{name}: {count}" for name, count in audit.wrong.items()),
        "",
        *(f"{name}: {count}" for name, count in sorted(audit.facts.items())),
        *audit.notes[:20],
    ]
    sys.stdout.write("\n".join(lines) + "\n")


async def _restart(database: Server, rnd: random.Random, report: Outcome) -> None:
    crash = report.restarts["in order"] > report.restarts["after a crash"]
    await asyncio.to_thread(database.stop, at_once=crash)
    await asyncio.sleep(rnd.uniform(0.5, 3.0))
    await asyncio.to_thread(database.start)
    report.restarts["after a crash" if crash else "in order"] += 1


def main(arguments: Sequence[str]) -> int:
    """0 when nothing was lost, doubled, disordered or left open."""
    parser = argparse.ArgumentParser(prog="python -m tests.scale.cluster", description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--users", type=int, default=24)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--restarts", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the logs, kept")
    asked = parser.parse_args(arguments)
    plan = Plan(asked.kills, asked.users, asked.workers, asked.restarts, asked.seed)
    with tempfile.TemporaryDirectory(prefix="reelay-cluster-") as name, server(durable=True) as own:
        folder = asked.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        report = asyncio.run(crash(folder, own, plan))
    tell(report)
    return 0 if report.audit.clean and report.settled else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
