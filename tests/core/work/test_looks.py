"""What many open jobs do together, after a start or an outage: they look apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.config import Waits
from core.store.records import Job
from core.work.looks import apart
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.faults import Reset


def test_jobs_that_wait_together_look_apart() -> None:
    """However many they are, each tenth of the time has a tenth of them; none waits far longer."""
    for count in (50, 1_000):
        later = [apart(job, 30.0) for job in range(7_000, 7_000 + count)]
        assert min(later) >= 0
        assert max(later) < 4
        tenths = [sum(n * 0.375 <= wait < (n + 1) * 0.375 for wait in later) for n in range(10)]
        assert count / 10 * 0.6 <= min(tenths) <= max(tenths) <= count / 10 * 1.4


async def test_people_whose_prompts_broke_together_are_looked_for_apart(bench: Bench) -> None:
    """Each has a moment of their own, is told what became of it, and nothing is sent again."""
    adjusted(bench, waits=Waits(recovery=(3.0,) * 6))
    await bench.open()
    people = [f"user{n}" for n in range(3)]
    for user in people:
        await bench.say(PROMO, bench.photos(1), user=user)
    await bench.rest()
    for user in people:
        bench.faults.once("run_sse", Reset("request"))
        await bench.say(TITLE, user=user)
    moments: dict[int, datetime] = {}

    def all_lost(jobs: Sequence[Job]) -> bool:
        moments.update((job.id, job.due) for job in jobs if job.due and not job.polls)
        return len(moments) == len(people)

    await bench.until_job(all_lost)
    assert len(set(moments.values())) == len(people)
    await bench.rest()
    assert await bench.sent() == [PROMO] * 3 + [TITLE] * 3
