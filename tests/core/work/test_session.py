"""A session that could not be made at the first try."""

from __future__ import annotations

import pytest

from tests.core.bench import PROMO, Bench
from tests.faults import Fault, Refuse, Reset


@pytest.mark.parametrize("fault", [Refuse(http=500), Refuse(http=502, body="empty"), Reset("work")])
async def test_a_passing_failure_is_repeated_by_itself(bench: Bench, fault: Fault) -> None:
    """An error or a cut connection on creating a session costs nothing: the prompt runs."""
    await bench.open()
    bench.faults.once("session", fault)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert "video is ready" in bench.last.text
    assert await bench.sent() == [PROMO]


async def test_the_repeats_are_bounded(bench: Bench) -> None:
    """A service that stays away is told after some tries, and the prompt is not sent."""
    await bench.open()
    bench.faults.always("session", Refuse(http=500))
    began = bench.clock.monotonic()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert bench.says(bench.last.text, "error-backend-down")
    assert await bench.sent() == []
    assert bench.clock.monotonic() - began < 60
