"""What counts against a daily cap."""

from __future__ import annotations

from core.config import Caps, Policy
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.faults import Heartbeats


async def test_a_cancelled_prompt_that_was_sent_counts(bench: Bench) -> None:
    """Cancelling what was paid for already does not give another prompt for free."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1)))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.command("cancel")
    await bench.rest()
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert bench.says(bench.last.text, "cap-turns", limit=1)


async def test_a_prompt_that_was_cancelled_in_time_does_not_count(bench: Bench) -> None:
    """What was never sent costs nothing."""
    adjusted(bench, policy=Policy(caps=Caps(turns=2)))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.say("make it blue")
    await bench.until_job(lambda jobs: len(jobs) == 2, "two jobs")
    await bench.until(lambda: bench.chat.finals, "noted")
    await bench.press(bench.last, "Cancel")
    await bench.rest()
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]
