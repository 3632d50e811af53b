"""The first prompt of a person: no message has to be posted or edited before it leaves."""

from __future__ import annotations

import pytest

from core.language.phrases import say
from core.store.records import JobState
from tests.core.bench import PROMO, Bench
from tests.faults import Slow


@pytest.mark.parametrize("group", ["", "crowd"])
async def test_it_leaves_within_half_a_second(bench: Bench, group: str) -> None:
    """Neither the pace of edits nor that of posts holds it up, in private or in a group."""
    await bench.open()
    begun = bench.clock.monotonic()
    bench.faults.once("run_sse", Slow(10.0))
    await bench.say(PROMO, bench.photos(1), group=group)
    await bench.until_state(JobState.SENT)
    assert bench.clock.monotonic() - begun <= 0.5
    await bench.rest()
    welcomes = [post for post in bench.chat.standing if say("en", "setup-ready") in post.text]
    assert len(welcomes) == 1, bench.transcript()


async def test_a_platform_that_hangs_holds_up_nothing(bench: Bench) -> None:
    """Even where no post is ever confirmed the prompt leaves."""
    await bench.open()
    gate = bench.chat.hold("send")
    bench.faults.once("run_sse", Slow(10.0))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    gate.set()
    await bench.rest()
    assert await bench.sent() == [PROMO]
