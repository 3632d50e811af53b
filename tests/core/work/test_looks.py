"""What many open jobs do together, after a start or an outage: they look apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from benchmarks.turns import Counted, counting
from core.config import Waits
from core.store.records import Job, JobState
from core.work.looks import apart
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.faults import RenderStuck, Reset, Slow


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
        moments.update((job.id, job.due) for job in jobs if job.due and job.polls == 1)
        return len(moments) == len(people)

    await bench.until_job(all_lost)
    assert len(set(moments.values())) == len(people)
    await bench.rest()
    assert await bench.sent() == [PROMO] * 3 + [TITLE] * 3


async def _films(bench: Bench) -> list[str]:
    """People who have a film each."""
    await bench.open()
    people = [f"user{n}" for n in range(6)]
    for user in people:
        await bench.say(PROMO, bench.photos(1), user=user)
    await bench.rest()
    return people


async def _looked(bench: Bench, polls: int) -> Counted:
    """What it costs that each open job is looked at so many times in all, after a restart."""
    await bench.pass_time(3)  # until the progress messages are out
    await bench.kill()
    with counting() as counted:
        await bench.start()
        started = replace(counted)
        await bench.pass_time(36)
    assert {job.polls for job in await bench.jobs()} == {polls}
    once = 3  # what is left over, what is tidied, which announcement goes on
    return Counted(
        writing=counted.writing - started.writing,
        statements=counted.statements - started.statements - once,
    )


async def test_a_first_look_at_a_turn_is_cheap(bench: Bench) -> None:
    """Its row twice, its project and account are read, and one note is written."""
    people = await _films(bench)
    bench.faults.always("run_sse", Slow(seconds=60))
    for user in people:
        await bench.say(TITLE, user=user)
    await bench.until_job(lambda jobs: [job.state for job in jobs] == [JobState.SENT] * len(people))
    cost = await _looked(bench, 1)
    assert cost.writing == len(people)
    assert cost.statements <= 5 * len(people)


async def test_a_look_at_a_render_is_cheap(bench: Bench) -> None:
    """Its row, project, attempt and account are read, and one note is written."""
    people = await _films(bench)
    bench.faults.always("render", RenderStuck(progress=40))
    for user in people:
        await bench.command("export", user=user)
    await bench.until_job(
        lambda jobs: [bool(job.due) for job in jobs] == [True] * len(people), "polling"
    )
    cost = await _looked(bench, 1)
    assert cost.writing == len(people)
    assert cost.statements <= 5 * len(people)
