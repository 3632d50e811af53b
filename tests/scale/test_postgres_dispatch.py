"""What only many processes do: hand over, take over, stop one another's work, outlive a database.

Time is real here, as procrastinate's own heartbeats are; every wait is for an event.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from core.store.database import parse_url
from core.store.records import JobState
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.postgres import PostgresDispatch, schema
from core.work.lane import LaneFull
from tests.scale.bench import Bench, Flow
from tests.scale.postgres import Server, database

Open = Callable[..., Awaitable[Bench]]


@asynccontextmanager
async def process(url: str, vault: Vault, flow: Flow | None) -> AsyncIterator[Bench]:
    """A process of its own as far as the database can tell; a gateway where it has no flow."""
    store = await Store.open(parse_url(url, Path()), vault, (schema,))
    dispatch = PostgresDispatch(store, url, work=flow is not None)
    await dispatch.start((flow or Flow(store)).run, ("test",))
    try:
        yield Bench(store, dispatch)
    finally:
        await dispatch.stop(0)
        await store.close()


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """What is opened here is closed at the end, the last first."""
    async with AsyncExitStack() as opened:
        yield opened


@pytest.fixture
async def flow(postgres_url: str, vault: Vault, stack: AsyncExitStack) -> Flow:
    """One flow for all workers: it sees whether two run a job at once."""
    store = await Store.open(parse_url(postgres_url, Path()), vault, (schema,))
    stack.push_async_callback(store.close)
    return Flow(store)


async def test_a_gateway_hands_over_and_a_worker_runs(
    postgres_url: str, vault: Vault, flow: Flow, stack: AsyncExitStack
) -> None:
    """What is accepted in one process is run in another, in order."""
    gateway = await stack.enter_async_context(process(postgres_url, vault, None))
    jobs = [await gateway.accept("a") for _ in range(3)]
    flow.open(*jobs)
    await stack.enter_async_context(process(postgres_url, vault, flow))
    await flow.over(jobs[-1])
    assert flow.ended == [job.id for job in jobs]


async def test_a_cancel_reaches_a_worker(
    postgres_url: str, vault: Vault, flow: Flow, stack: AsyncExitStack
) -> None:
    """A gateway's cancel stops the run in the worker, and returns when it has stopped."""
    gateway = await stack.enter_async_context(process(postgres_url, vault, None))
    await stack.enter_async_context(process(postgres_url, vault, flow))
    job = await gateway.accept("a")
    await flow.begun(job)
    assert await gateway.ledger.cancel(job)
    assert flow.stopped == [job.id]
    assert flow.running == set()


async def test_two_workers_share_the_work(
    postgres_url: str, vault: Vault, flow: Flow, stack: AsyncExitStack
) -> None:
    """Each job is run once, by one of two workers, and each lane in its order."""
    benches = [
        await stack.enter_async_context(process(postgres_url, vault, flow)) for _ in range(2)
    ]
    jobs = [await benches[n % 2].accept(f"chat-{n % 8}") for n in range(24)]
    flow.open(*jobs)
    for job in jobs:
        await flow.over(job)
    assert sorted(flow.runs) == sorted(job.id for job in jobs)
    for lane in {job.lane for job in jobs}:
        mine = [job.id for job in jobs if job.lane == lane]
        assert [number for number in flow.ended if number in mine] == mine


async def test_gateways_accept_in_one_order(
    postgres_url: str, vault: Vault, flow: Flow, stack: AsyncExitStack
) -> None:
    """Two gateways accept for one conversation at once: the queue has the order of the rows."""
    gateways = [
        await stack.enter_async_context(process(postgres_url, vault, None)) for _ in range(2)
    ]
    chains = [[await gateways[0].new("a")] for _ in range(6)]
    found = await asyncio.gather(
        *(gateways[n % 2].ledger.accept((), chain) for n, chain in enumerate(chains)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, LaneFull) for one in found) == 1
    async with gateways[0].store.begin() as tx:
        jobs = await tx.jobs.open()
    engine = [job.engine for job in jobs]
    assert engine == sorted(number for number in engine if number is not None)
    assert len(engine) == 5


async def test_a_worker_taken_for_dead_keeps_what_it_runs(
    postgres_url: str, vault: Vault, flow: Flow, stack: AsyncExitStack
) -> None:
    """A worker that only seems dead has its job taken over when it is done, never beside it."""
    await stack.enter_async_context(process(postgres_url, vault, flow))
    gateway = await stack.enter_async_context(process(postgres_url, vault, None))
    first = await gateway.accept("a")
    await flow.begun(first)
    await stack.enter_async_context(process(postgres_url, vault, flow))
    async with await psycopg.AsyncConnection.connect(postgres_url, autocommit=True) as db:
        await db.execute("delete from procrastinate_workers")  # what a lost heartbeat leads to
        again = "select 1 from procrastinate_jobs where attempts > 0 and status = 'doing'"
        while await (await db.execute(again)).fetchone() is None:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0)
    assert flow.runs == [first.id]
    flow.open(first)
    second = await gateway.accept("a")
    flow.open(second)
    await flow.over(second)
    assert flow.runs == [first.id, second.id]


async def test_what_runs_outlives_a_restart_of_the_database(
    own_postgres: Server, vault: Vault, stack: AsyncExitStack
) -> None:
    """A run under way is not cut when PostgreSQL goes and comes; what follows is run as well."""
    url = stack.enter_context(database(own_postgres.url, "restarted"))
    store = await Store.open(parse_url(url, Path()), vault, (schema,))
    stack.push_async_callback(store.close)
    flow = Flow(store)
    worker = await stack.enter_async_context(process(url, vault, flow))
    first, second = await worker.accept("a"), await worker.accept("a")
    await flow.begun(first)
    await asyncio.to_thread(own_postgres.stop, at_once=True)
    await asyncio.to_thread(own_postgres.start)
    flow.open(first, second)
    await flow.over(second)
    assert flow.runs == [first.id, second.id]
    assert flow.stopped == []
    assert (await worker.ledger.get(second.id)).state is JobState.DONE


async def test_logs_hold_ids_only(
    postgres_url: str,
    vault: Vault,
    flow: Flow,
    stack: AsyncExitStack,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither the queue's rows nor any log line at any level know a prompt."""
    worker = await stack.enter_async_context(process(postgres_url, vault, flow))
    caplog.set_level(logging.DEBUG, "procrastinate")  # as an operator may who looks for something
    job = await worker.accept("a")
    flow.open(job)
    await flow.over(job)
    assert caplog.records
    assert "prompt" not in caplog.text
    with psycopg.connect(postgres_url) as db:
        assert "prompt" not in str(db.execute("select * from procrastinate_jobs").fetchall())
