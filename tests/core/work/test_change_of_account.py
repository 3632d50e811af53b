"""Logging in or out while work of another account is under way."""

from __future__ import annotations

from tests.core.bench import PROMO, Bench
from tests.faults import Slow


async def _own_token(bench: Bench) -> str:
    async with bench.store.begin() as tx:
        other = await tx.people.ensure(
            "bench/other",
            client_id="0f0f0f0f-0000-4000-8000-000000000001",
            language="en",
            now=bench.clock.now(),
        )
    access = await bench.accounts.access(other.id)
    return access.token.get_secret_value()


async def test_login_during_a_turn(bench: Bench) -> None:
    """The answer to a prompt is told although its person logs in before it ends."""
    await bench.open()
    token = await _own_token(bench)
    bench.faults.once("run_sse", Slow(10.0))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.command("login", token)
    await bench.rest()
    assert any("linked" in w.text.lower() for w in bench.chat.whispers), bench.transcript()
    assert await bench.charged() == [PROMO]
    assert "Timeline" in bench.last.text


async def test_login_during_an_export(bench: Bench) -> None:
    """A render is submitted once and delivered although its person logs in meanwhile."""
    await bench.open()
    token = await _own_token(bench)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("export")
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "polling", "polling")
    await bench.command("login", token)
    await bench.rest()
    assert list((await bench.submits()).values()) == [1]
    assert bench.last.video is not None


async def test_the_old_timeline_after_a_login(bench: Bench) -> None:
    """What was made before a login can still be seen and exported after it."""
    await bench.open()
    token = await _own_token(bench)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("login", token)
    await bench.rest()
    await bench.command("status")
    await bench.rest()
    assert "Timeline" in bench.last.text
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is not None
