"""The state before a prompt, after others were cancelled."""

from __future__ import annotations

from studio.server import Pace
from tests.core.bench import PROMO, TITLE, Bench, studio_of


async def test_a_waiting_job_cancelled_too_does_not_hide_a_running_one(bench: Bench) -> None:
    """What a cancelled prompt still changes is not told as the doing of the next that runs."""
    studio_of(bench, pace=Pace(tool_s=12.0))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.pass_time(9)
    await bench.say("make it 10 seconds")
    await bench.until_job(lambda jobs: len(jobs) == 2, "two jobs")
    await bench.command("cancel")
    await bench.say("make it 12 seconds")
    await bench.rest()
    before = (await bench.job(4)).before
    assert before is not None
    assert "Summer Sale" in repr(before.draft)
