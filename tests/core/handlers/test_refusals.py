"""The same refusal many times: told once, then its count, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from core.store.records import Job
from core.work.lane import LANE_BOUND
from tests.core.bench import PROMO, Bench
from tests.faults import Heartbeats


def _as_many(count: int, jobs: Sequence[Job]) -> bool:
    return len(jobs) == count


async def refused(bench: Bench, count: int) -> None:
    """A lane that is full, and so many prompts more."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=50, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(bool)
    for number in range(LANE_BOUND - 1):
        await bench.say(f"make it {number + 10} seconds")
        await bench.until_job(partial(_as_many, number + 2))
    for number in range(count):
        await bench.say(f"make it {number + 30} seconds")
        await bench.pass_time(0.5)


def told(bench: Bench, key: str, **args: int) -> int:
    """How often something was said."""
    return sum(bench.says(post.text, key, **args) for post in bench.chat.finals)


async def test_told_once_and_then_counted(bench: Bench) -> None:
    """The first no is said at once, the others in one sentence when they rest."""
    await refused(bench, 4)
    assert told(bench, "queue-full", limit=LANE_BOUND) == 1
    await bench.pass_time(12.0)
    assert told(bench, "flood-same-answer", count=3) == 1


async def test_a_kill_loses_no_count(bench: Bench) -> None:
    """Killed before the count was told: the next start tells it, once."""
    await refused(bench, 4)
    await bench.restart()
    await bench.pass_time(12.0)
    assert told(bench, "flood-same-answer", count=3) == 1
    await bench.restart()
    await bench.pass_time(12.0)
    assert told(bench, "flood-same-answer", count=3) == 1
