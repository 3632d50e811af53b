"""Renders whose backend is away at the wrong moment."""

from __future__ import annotations

from core.store.records import JobState
from tests.core.bench import PROMO, Bench
from tests.faults import ExpireTokens, Refuse


async def test_a_render_is_found_again_after_a_restart_and_an_outage(bench: Bench) -> None:
    """Killed between submit and its note, restarted while the backend is away: no orphan."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("export")
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "polling", "polling")
    async with bench.store.begin() as tx:
        await tx.jobs.step(2, (JobState.POLLING,), JobState.SUBMITTING, now=bench.clock.now())
    await bench.kill()
    bench.faults.times("render_poll", Refuse(http=503), 6)
    await bench.start()
    await bench.rest()
    assert list((await bench.submits()).values()) == [1]
    assert bench.last.video is not None


async def test_an_expired_trial_and_no_backend(bench: Bench) -> None:
    """An export that cannot even get a token is told in one sentence, at once."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.always("state", ExpireTokens())
    bench.faults.always("token", Refuse(http=503))
    await bench.command("export")
    await bench.rest()
    assert bench.says(bench.last.text, "error-backend-down")
