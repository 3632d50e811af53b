"""What counts against a daily cap."""

from __future__ import annotations

from pydantic import SecretStr

from core.config import Caps, Policy
from studio.server.config import Account
from tests.core.bench import PROMO, TITLE, Bench, adjusted, studio_of
from tests.faults import Heartbeats

SHARED = "nmv_usr_shared0123456789abcdef"
OWN = "nmv_usr_own0123456789abcdef000"


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


async def test_logging_out_does_not_lead_past_the_cap(bench: Bench) -> None:
    """What waited for one's own account is cancelled and told; none of it spends the shared one."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1)))
    bench.shared = SecretStr(SHARED)
    studio_of(bench, accounts=(Account(SHARED), Account(OWN)))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("login", OWN)
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    for color in ("red", "green", "blue"):
        await bench.say(f"make the title {color}")
    await bench.until_job(lambda jobs: len(jobs) == 4, "four jobs")
    await bench.command("logout")
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]
    told = bench.chat.whispers[-1].text
    assert bench.says(told, "cancel-queued", count=3), told


async def test_the_cap_holds_at_the_moment_of_spending(bench: Bench) -> None:
    """A job accepted for an account that is gone when its turn comes is counted then."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1)))
    bench.shared = SecretStr(SHARED)
    studio_of(bench, accounts=(Account(SHARED), Account(OWN)))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("login", OWN)
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.say("make the title red")
    await bench.until_job(lambda jobs: len(jobs) == 2, "two jobs")
    user = (await bench.jobs())[0].user
    await bench.accounts.unlink(user)
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]
    assert bench.says(bench.last.text, "cap-turns", limit=1)
