"""The dispatch protocol, kept by both of its implementations, each on its database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.store.database import parse_url
from core.store.records import JobState
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.local import LocalDispatch
from core.work.dispatch.postgres import PostgresDispatch, schema
from core.work.dispatch.protocol import Dispatch
from tests.scale.bench import Bench, Flow

Make = Callable[[], Dispatch]


@pytest.fixture
async def store(database_url: str, vault: Vault, tmp_path: Path) -> AsyncIterator[Store]:
    """An open store; on PostgreSQL with the engine's tables."""
    steps = (schema,) if database_url.startswith("postgresql") else ()
    opened = await Store.open(parse_url(database_url, tmp_path), vault, steps)
    yield opened
    await opened.close()


@pytest.fixture
def make(store: Store, database_url: str) -> Make:
    """Makes dispatches on the store, as processes would that are started one after the other."""
    if database_url.startswith("postgresql"):
        return lambda: PostgresDispatch(store, database_url)
    return lambda: LocalDispatch(store)


@pytest.fixture
def flow(store: Store) -> Flow:
    """The flow that every job runs."""
    return Flow(store)


@pytest.fixture
async def bench(store: Store, make: Make, flow: Flow) -> AsyncIterator[Bench]:
    """A dispatch that runs the flow."""
    dispatch = make()
    await dispatch.start(flow.run, ("test",))
    yield Bench(store, dispatch)
    await dispatch.stop(0)


async def test_a_lane_keeps_the_order_of_its_rows(bench: Bench, flow: Flow) -> None:
    """Jobs of one conversation run one after the other, in the order they were accepted."""
    jobs = [await bench.accept("a") for _ in range(5)]
    flow.open(*jobs)
    for job in jobs:
        await flow.over(job)
    assert flow.runs == sorted(job.id for job in jobs)


async def test_only_one_job_of_a_lane_runs_at_a_time(bench: Bench, flow: Flow) -> None:
    """A job waits until the one before it has ended."""
    first, second = await bench.accept("a"), await bench.accept("a")
    other = await bench.accept("b")
    await flow.begun(first)
    await flow.begun(other)
    assert second.id not in flow.runs
    flow.open(first, other)
    await flow.begun(second)
    assert first.id in flow.ended


async def test_lanes_run_side_by_side(bench: Bench, flow: Flow) -> None:
    """Twenty conversations are served at the same time."""
    jobs = [await bench.accept(f"chat-{n}") for n in range(20)]
    for job in jobs:
        await flow.begun(job)
    assert flow.running == {job.id for job in jobs}


async def test_cancel_stops_a_run_and_frees_its_lane(bench: Bench, flow: Flow) -> None:
    """A cancelled run is stopped where it is, and the next job of its lane begins."""
    first, second = await bench.accept("a"), await bench.accept("a")
    await flow.begun(first)
    assert await bench.ledger.cancel(first)
    await flow.over(first)
    await flow.begun(second)
    assert flow.stopped == [first.id]
    assert (await bench.ledger.get(first.id)).state is JobState.CANCELLED


async def test_cancel_of_a_waiting_job_keeps_it_from_running(bench: Bench, flow: Flow) -> None:
    """A job that was cancelled before its turn never runs."""
    first, second, third = [await bench.accept("a") for _ in range(3)]
    await flow.begun(first)
    assert await bench.ledger.cancel(second)
    flow.open(first)
    await flow.begun(third)
    assert flow.runs == [first.id, third.id]


async def test_a_moved_lane_keeps_its_order(bench: Bench, store: Store, flow: Flow) -> None:
    """What runs and waits in a chat goes before what is accepted under the chat's new id."""
    first, second = await bench.accept("a"), await bench.accept("a")
    await flow.begun(first)
    async with store.begin() as tx:
        ((lane, to),) = (await tx.jobs.move("test/1/a/", "b")).items()
        await bench.dispatch.move(tx, lane, to)
    assert (lane, to) == (first.lane, "test/1/b//a")
    new = await bench.new("a")
    moved = replace(new, address=replace(new.address, chat="b"))
    third = await bench.ledger.accept((), [moved])
    assert third is not None
    other = await bench.accept("c")
    await flow.begun(other)
    assert flow.runs == [first.id, other.id]
    flow.open(first, second, third.job)
    for job in (first, second, third.job):
        await flow.over(job)
    assert flow.runs == [first.id, other.id, second.id, third.job.id]


async def test_an_interrupted_job_runs_again_after_a_restart(
    store: Store, make: Make, flow: Flow
) -> None:
    """What was under way at a stop is taken up at the next start, before what waited behind it."""
    before = make()
    await before.start(flow.run, ("test",))
    bench = Bench(store, before)
    first, second = await bench.accept("a"), await bench.accept("a")
    await flow.begun(first)
    await before.stop(0)
    assert flow.stopped == [first.id]
    flow.again(first)
    flow.open(first, second)
    after = make()
    await after.start(flow.run, ("test",))
    await flow.over(second)
    await after.stop(0)
    assert flow.ended == [first.id, second.id]


async def test_what_was_accepted_before_a_start_is_run(
    store: Store, make: Make, flow: Flow
) -> None:
    """A job that was accepted by a process that never ran it is run by the next one."""
    job = await Bench(store, make()).accept("a")
    flow.open(job)
    dispatch = make()
    await dispatch.start(flow.run, ("test",))
    await flow.over(job)
    await dispatch.stop(0)
    assert flow.ended == [job.id]


async def test_a_job_without_a_queue_is_run_after_a_start(
    store: Store, make: Make, flow: Flow
) -> None:
    """An open row that was accepted under another dispatch is found at the start."""
    job = await Bench(store, LocalDispatch(store)).accept("a")
    flow.open(job)
    dispatch = make()
    await dispatch.start(flow.run, ("test",))
    await flow.over(job)
    await dispatch.stop(0)
    assert flow.ended == [job.id]


async def test_stop_lets_what_runs_end_and_begins_nothing(
    store: Store, make: Make, flow: Flow
) -> None:
    """Within the grace a running job ends by itself; the one behind it is not begun."""
    dispatch = make()
    await dispatch.start(flow.run, ("test",))
    bench = Bench(store, dispatch)
    first, second = await bench.accept("a"), await bench.accept("a")
    await flow.begun(first)
    stopping = asyncio.create_task(dispatch.stop(60))
    await asyncio.sleep(0)
    flow.open(first, second)
    await stopping
    assert flow.ended == [first.id]
    assert flow.stopped == []
    assert flow.runs == [first.id]


async def test_jobs_of_a_platform_wait_for_a_process_that_serves_it(
    store: Store, make: Make, flow: Flow
) -> None:
    """Where nothing can be posted nothing is begun; the lanes of other platforms go on."""
    before = make()
    bench = Bench(store, before)
    waits, runs = await bench.accept("a", "elsewhere"), await bench.accept("a")
    await before.start(flow.run, ("test",))
    late, after = await bench.accept("b", "elsewhere"), await bench.accept("b")
    flow.open(waits, runs, late, after)
    await flow.over(runs)
    await flow.over(after)
    await before.stop(0)
    assert set(flow.runs) == {runs.id, after.id}
    again = make()
    await again.start(flow.run, ("elsewhere",))
    await flow.over(waits)
    await flow.over(late)
    await again.stop(0)
    assert set(flow.ended) == {waits.id, runs.id, late.id, after.id}


async def test_a_run_that_fails_does_not_block_its_lane(bench: Bench, flow: Flow) -> None:
    """A bug in one job's run is no other job's."""
    gate = await bench.accept("a")
    await flow.begun(gate)
    poison, healthy = await bench.accept("a"), await bench.accept("a")
    flow.fails.add(poison.id)
    flow.open(gate, healthy)
    await flow.over(healthy)
    assert flow.runs == [gate.id, poison.id, healthy.id]
    assert flow.ended == [gate.id, healthy.id]


async def test_a_transaction_that_fails_leaves_nothing_to_run(bench: Bench, flow: Flow) -> None:
    """Row and queue entry are committed together: one that was rolled back is never run."""
    new = await bench.new("a")

    async def broken() -> None:
        async with bench.store.begin() as tx:
            job = await tx.jobs.add(new, parent=None, now=bench.clock.now())
            assert job is not None
            await bench.dispatch.enqueue(tx, job)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await broken()
    kept = await bench.accept("a")
    flow.open(kept)
    await flow.over(kept)
    assert flow.runs == [kept.id]
