"""What docs/scaling.md rests on: `python -m tests.scale.measure` prints its figures.

Each figure is one run on this machine, on a PostgreSQL that syncs to disk; nothing else should run.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet

from core.store.database import parse_url
from core.store.records import JobState
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.local import LocalDispatch
from core.work.dispatch.postgres import PostgresDispatch, schema
from core.work.dispatch.protocol import Dispatch, RunJob
from tests.scale.bench import Bench
from tests.scale.cluster import Cluster
from tests.scale.postgres import database, server

STEADY_RATE = 20
STEADY_JOBS = 200
BURST_JOBS = 300
LANES = 40
LANE_JOBS = 5
TAKEOVERS = 5
TURNS = 40
HELD_JOBS = 1_000


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@asynccontextmanager
async def opened(url: str, folder: Path, key: str) -> AsyncIterator[Store]:
    """A store with the engine's tables where it can have them."""
    steps = (schema,) if url.startswith("postgresql") else ()
    store = await Store.open(parse_url(url, folder), Vault([key]), steps)
    try:
        yield store
    finally:
        await store.close()


def dispatch_of(store: Store, url: str) -> Dispatch:
    """The dispatch that belongs to the database."""
    return PostgresDispatch(store, url) if url.startswith("postgresql") else LocalDispatch(store)


class Stopwatch:
    """When each job's run began; runs last as long as `seconds` says."""

    def __init__(self, store: Store, seconds: float = 0.0) -> None:
        self._store = store
        self._seconds = seconds
        self.begun: dict[int, float] = {}
        self.ended: dict[int, float] = {}
        self._changed = asyncio.Event()

    async def run(self, number: int) -> None:
        """What the dispatch calls; two commits, as few as any flow can have."""
        self.begun.setdefault(number, time.perf_counter())
        self._changed.set()
        if self._seconds:
            await asyncio.sleep(self._seconds)
        async with self._store.begin() as tx:
            now = (await tx.jobs.get(number)).created
            await tx.jobs.step(number, (JobState.NEW,), JobState.DONE, now=now)
        self.ended[number] = time.perf_counter()
        self._changed.set()

    async def reached(self, count: int, of: dict[int, float]) -> None:
        """Return when so many have begun or ended."""
        while len(of) < count:
            self._changed.clear()
            await self._changed.wait()


def spread(values: Sequence[float]) -> str:
    """Median, 99th percentile and maximum, in milliseconds."""
    ordered = sorted(value * 1_000 for value in values)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{statistics.median(ordered):.1f} / {high:.1f} / {ordered[-1]:.1f} ms"


async def latencies(url: str, folder: Path, key: str) -> None:
    """Accepting, starting, handing on within a lane, and how fast nothing is done."""
    async with opened(url, folder, key) as store:
        watch = Stopwatch(store)
        dispatch = dispatch_of(store, url)
        await dispatch.start(watch.run, ("test",))
        bench = Bench(store, dispatch)
        name = store.dialect
        await bench.accept("warm")
        accepts, asked = [], {}
        for n in range(STEADY_JOBS):
            new = await bench.new(f"steady-{n}")
            before = time.perf_counter()
            accepted = await bench.ledger.accept((), [new])
            assert accepted is not None
            accepts.append(time.perf_counter() - before)
            asked[accepted.job.id] = before
            await asyncio.sleep(max(0.0, 1 / STEADY_RATE - (time.perf_counter() - before)))
        await watch.reached(STEADY_JOBS + 1, watch.ended)
        starts = [watch.begun[number] - before for number, before in asked.items()]
        say(f"{name}: accept, p50/p99/max: {spread(accepts)}")
        say(f"{name}: accept() to the first line of the run, at {STEADY_RATE}/s: {spread(starts)}")
        await _burst(bench, watch, name)
        await _hand_on(bench, watch, name)
        await dispatch.stop(0)


async def _burst(bench: Bench, watch: Stopwatch, name: str) -> None:
    chains = [[await bench.new(f"burst-{n}")] for n in range(BURST_JOBS)]
    known, before = len(watch.ended), time.perf_counter()
    await asyncio.gather(*(bench.ledger.accept((), chain) for chain in chains))
    await watch.reached(known + BURST_JOBS, watch.ended)
    rate = BURST_JOBS / (time.perf_counter() - before)
    say(f"{name}: {BURST_JOBS} empty jobs at once, accepted and run: {rate:.0f}/s")


async def _hand_on(bench: Bench, watch: Stopwatch, name: str) -> None:
    lanes = [[(await bench.accept(f"lane-{n}")).id for _ in range(LANE_JOBS)] for n in range(LANES)]
    wanted = [number for lane in lanes for number in lane]
    while not all(number in watch.ended for number in wanted):
        await watch.reached(len(watch.ended) + 1, watch.ended)
    gaps = [
        max(0.0, watch.begun[after] - watch.ended[before])
        for lane in lanes
        for before, after in pairwise(lane)
    ]
    lanes_of = f"{LANES} lanes of {LANE_JOBS}"
    say(f"{name}: end of a job to the next, {lanes_of}: {spread(gaps)}")


async def held(url: str, folder: Path, key: str) -> None:
    """Many jobs open at the same time in one process: how soon all run, and what they weigh."""
    async with opened(url, folder, key) as store:
        watch = Stopwatch(store, seconds=20.0)
        dispatch = dispatch_of(store, url)
        await dispatch.start(watch.run, ("test",))
        bench = Bench(store, dispatch)
        chains = [[await bench.new(f"held-{n}")] for n in range(HELD_JOBS)]
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        before = time.perf_counter()
        await asyncio.gather(*(bench.ledger.accept((), chain) for chain in chains))
        await watch.reached(HELD_JOBS, watch.begun)
        took = time.perf_counter() - before
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size) / 1_024
        say(
            f"{store.dialect}: {HELD_JOBS} jobs at once all run after {took:.1f} s, +{grown:.0f} MB"
        )
        await dispatch.stop(0)


async def idle(url: str, folder: Path, key: str) -> None:
    """What a worker costs that has nothing to do."""
    async with opened(url, folder, key) as store:
        dispatch = dispatch_of(store, url)
        await dispatch.start(Stopwatch(store).run, ("test",))
        await asyncio.sleep(2)
        with psycopg.connect(url, autocommit=True) as db:
            cpu, commits, before = time.process_time(), _commits(db), time.perf_counter()
            await asyncio.sleep(10)
            took = time.perf_counter() - before
            share = 100 * (time.process_time() - cpu) / took
            rate = (_commits(db) - commits) / took
            others = db.execute(
                "select count(*) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            ).fetchone()
        assert others is not None
        say(f"postgresql: an idle worker: {share:.1f} % of a core, {rate:.0f} transactions/s")
        say(f"postgresql: connections of an idle worker: {others[0]}")
        await dispatch.stop(0)


def _commits(db: psycopg.Connection) -> int:
    db.execute("select pg_stat_clear_snapshot()")
    found = db.execute(
        "select xact_commit from pg_stat_database where datname = current_database()"
    ).fetchone()
    assert found is not None
    return int(found[0])


def doomed(url: str, folder: str, key: str) -> None:
    """A worker whose jobs never end; its process is killed."""

    async def work() -> None:
        async with opened(url, Path(folder), key) as store:
            dispatch = PostgresDispatch(store, url)

            async def run(_number: int) -> None:
                await asyncio.Event().wait()

            run_job: RunJob = run
            await dispatch.start(run_job, ("test",))
            await asyncio.Event().wait()

    asyncio.run(work())


async def takeover(url: str, folder: Path, key: str) -> None:
    """From the kill of a worker to the first line of its job's run in another."""
    forks = multiprocessing.get_context("spawn")
    seconds = []
    async with opened(url, folder, key) as store:
        gateway = PostgresDispatch(store, url, work=False)
        await gateway.start(Stopwatch(store).run, ("test",))
        bench = Bench(store, gateway)
        for n in range(TAKEOVERS):
            process = forks.Process(target=doomed, args=(url, str(folder), key))
            process.start()
            job = await bench.accept(f"doomed-{n}")
            waiting = f"select 1 from procrastinate_jobs where id = {job.engine} and status='doing'"
            with psycopg.connect(url, autocommit=True) as db:
                while db.execute(waiting.encode()).fetchone() is None:  # noqa: ASYNC110 - no event
                    await asyncio.sleep(0.02)
            watch = Stopwatch(store)
            other = PostgresDispatch(store, url)
            await other.start(watch.run, ("test",))
            await asyncio.sleep(random.uniform(1.0, 2.0))
            process.kill()
            before = time.perf_counter()
            while job.id not in watch.ended:
                await watch.reached(len(watch.ended) + 1, watch.ended)
            seconds.append(watch.begun[job.id] - before)
            await other.stop(0)
            process.join()
        await gateway.stop(0)
    shown = ", ".join(f"{one:.1f}" for one in sorted(seconds))
    say(f"postgresql: a killed worker's job runs elsewhere after {shown} s")


async def whole(url: str, folder: Path) -> None:
    """The product with real flows, talked to for a while: what each job costs the database."""
    rnd = random.Random(3)
    async with Cluster.open(folder, rnd) as world:
        assert isinstance(world, Cluster)
        world.populate(url, 2)
        await world.start()
        await asyncio.sleep(6)
        with psycopg.connect(url, autocommit=True) as db:
            nothing, before = _books(db), time.perf_counter()
            await asyncio.sleep(10)
            rest = [(b - a) / 10 for a, b in zip(nothing, _books(db), strict=True)]
            begun, start = _books(db), time.perf_counter()
            people = world.people(8)
            for _ in range(TURNS // 8):
                await asyncio.gather(*(person.edits() for person in people))
            await world.settle(30)
            took = time.perf_counter() - start
            told = [b - a for a, b in zip(begun, _books(db), strict=True)]
            jobs = len(world.query("select 1 from jobs"))
            seats = db.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
            ).fetchone()
        commits, rows = ((t - r * took) / max(1, jobs) for t, r in zip(told, rest, strict=True))
        say(f"product: gateway and 2 workers, nothing to do: {rest[0]:.0f} transactions/s")
        say(f"product: {jobs} turns: {commits:.0f} transactions and {rows:.0f} rows written each")
        assert seats is not None
        say(f"product: connections of gateway and 2 workers: {seats[0] - 1}")
        assert before < start
        await world.stop()


def _books(db: psycopg.Connection) -> tuple[int, int]:
    """Transactions, and rows inserted, changed or deleted."""
    db.execute("select pg_stat_clear_snapshot()")
    found = db.execute(
        "select xact_commit, tup_inserted + tup_updated + tup_deleted from pg_stat_database"
        " where datname = current_database()"
    ).fetchone()
    assert found is not None
    return int(found[0]), int(found[1])


def main(wanted: Sequence[str]) -> None:
    """All figures, or those named: latencies, held, idle, takeover, whole."""
    every = not wanted
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory(prefix="reelay-measure-") as name, server(durable=True) as own:
        folder = Path(name)
        for measured in (latencies, held, idle, takeover):
            name = measured.__name__
            if not every and name not in wanted:
                continue
            if measured in (latencies, held):
                asyncio.run(measured(f"sqlite:///{folder / name}.db", folder, key))
            with database(own.url, name) as url:
                asyncio.run(measured(url, folder, key))
        if every or "whole" in wanted:
            (folder / "world").mkdir()
            with database(own.url, "whole") as url:
                asyncio.run(whole(url, folder / "world"))


if __name__ == "__main__":
    main(sys.argv[1:])
