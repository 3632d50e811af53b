"""A wall clock that jumps."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from core.store.records import JobState
from core.store.tables import jobs
from tests.core.bench import PROMO, Bench
from tests.faults import Heartbeats


async def test_a_cancel_after_the_clock_was_set_back(bench: Bench) -> None:
    """A job that seems to have begun in the future is cancelled like any other."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    later = bench.clock.now() + timedelta(hours=1)
    async with bench.store.begin() as tx:
        await tx.connection.execute(update(jobs).values(created=later))
    await bench.command("cancel")
    await bench.rest()
    assert (await bench.job(1)).state is JobState.CANCELLED
