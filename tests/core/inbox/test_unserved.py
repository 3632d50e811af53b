"""Messages and jobs of a platform that this process has no adapter for."""

from __future__ import annotations

from dataclasses import replace

from core.store.records import JobState
from tests.core.bench import PROMO, Bench
from tests.core.recording import RecordingChat
from tests.faults import Heartbeats


class Renamed(RecordingChat):
    """The same platform under another name: what was said on the first is not served."""

    platform = "elsewhere"


async def test_what_came_in_elsewhere_waits(bench: Bench) -> None:
    """A message of a platform that cannot be answered from here is left for who can."""
    await bench.open()
    item = bench.incoming(text=PROMO)
    item = replace(item, address=replace(item.address, platform="elsewhere"))
    async with bench.store.begin() as tx:
        await tx.intake.add(item, bench.clock.now())
    await bench.restart()
    await bench.pass_time(100)
    async with bench.store.begin() as tx:
        assert await tx.intake.open_conversations() == [item.address.conversation]


async def test_jobs_wait_without_their_platform(bench: Bench) -> None:
    """A prompt under way is not given up where its answer cannot be posted: later it is told."""
    await bench.open()
    served = bench.chat
    bench.faults.once("run_sse", Heartbeats(count=4, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.kill()
    bench.chat = Renamed(bench.clock)
    await bench.start()
    await bench.pass_time(2 * 86_400)
    assert [job.state for job in await bench.jobs()] == [JobState.SENT]
    assert bench.chat.posted == []
    await bench.kill()
    bench.chat = served
    await bench.start()
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-changed")
    assert await bench.charged() == [PROMO]
