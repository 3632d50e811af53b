"""Jobs among each other: order, chains, side by side, and one that never works."""

from __future__ import annotations

from core.config import Waits
from core.store.records import JobState
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.faults import Heartbeats


async def test_in_order(bench: Bench) -> None:
    """What one person asks for in one place is done one after another, in order."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.say(TITLE)
    await bench.say("make it 10 seconds")
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE, "make it 10 seconds"]


async def test_side_by_side(bench: Bench) -> None:
    """People, and one person's places, do not wait for each other."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say("generate a 10-second promo video", bench.photos(1), "bob")
    await bench.say("generate a 12-second promo video", bench.photos(1), group="family")
    await bench.until(lambda: len([p for p in bench.chat.finals if "Timeline" in p.text]) == 2)
    await bench.until_job(lambda jobs: [job.state for job in jobs] == [JobState.SENT])
    await bench.command("cancel")
    await bench.rest()


async def test_a_restart_goes_on_in_order(bench: Bench) -> None:
    """What waited at a kill is done after the start, in the order in which it was asked for."""
    adjusted(bench, waits=Waits(recovery=(3.0,) * 6))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say(TITLE)
    await bench.say("make it 10 seconds")
    await bench.until_job(lambda jobs: len(jobs) == 3)
    await bench.restart()
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE, "make it 10 seconds"]
    assert len([p for p in bench.chat.finals if "Timeline" in p.text]) == 3


async def test_without_resume(bench: Bench) -> None:
    """A start that resumes nothing leaves what waits where it is, for one that does."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.kill()
    bench.resume = False
    await bench.start()
    await bench.pass_time(100)
    assert [job.state for job in await bench.jobs()] == [JobState.SENT]
    bench.resume = True
    await bench.restart()
    await bench.rest()
    assert await bench.charged() == [PROMO]


async def test_without_resume_order_is_kept(bench: Bench) -> None:
    """Who asks for more after such a start has what they asked for before done first."""
    adjusted(bench, waits=Waits(recovery=(3.0,) * 6))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say(TITLE)
    await bench.say("make it 8 seconds", user="bob")
    await bench.until_job(lambda jobs: len(jobs) == 2)
    await bench.kill()
    bench.resume = False
    await bench.start()
    await bench.say("make it 10 seconds")
    await bench.rest()
    assert [t for t in await bench.sent() if "8" not in t] == [PROMO, TITLE, "make it 10 seconds"]
    assert len([p for p in bench.chat.finals if "Timeline" in p.text]) >= 3


async def test_a_job_that_never_works(bench: Bench) -> None:
    """After five unforeseen failures it is told as failed, and its lane goes on."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    async with bench.store.begin() as tx:
        await tx.connection.exec_driver_sql(
            "create trigger poison before update on jobs when new.state = 'sent' and new.id = 2"
            " begin select raise(abort, 'poison'); end"
        )
    await bench.say(TITLE)
    await bench.say("make it 10 seconds")
    await bench.rest()
    assert (await bench.job(2)).state is JobState.FAILED
    assert (await bench.job(2)).tries == 5
    assert any(bench.says(post.text, "error-gave-up") for post in bench.chat.finals)
    assert await bench.sent() == [PROMO, "make it 10 seconds"]
    assert bench.chat.progress == []


async def test_the_same_request_delivered_twice(bench: Bench) -> None:
    """A redelivered message makes no second job, before and after the first one's end."""
    await bench.open()
    item = await bench.say(PROMO, bench.photos(1))
    assert not await bench.core.receive(item)
    await bench.rest()
    assert not await bench.core.receive(item)
    await bench.rest()
    assert await bench.sent() == [PROMO]


async def test_a_late_part_before_the_prompt(bench: Bench) -> None:
    """A part of an album that arrives during the upload goes up before the prompt is sent."""
    await bench.open()
    gate = bench.chat.hold("open")
    await bench.say(PROMO, bench.photos(2), album="a1")
    await bench.until(lambda: bench.chat.opened)
    await bench.say(files=bench.photos(1), album="a1")
    await bench.pass_time(5)
    gate.set()
    await bench.rest()
    assert len(await bench.uploads()) == 3
    assert await bench.sent() == [PROMO]


async def test_a_late_part_after_the_prompt(bench: Bench) -> None:
    """A part that arrives after the prompt is uploaded and mentioned, and is no prompt."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2), album="a1")
    await bench.rest()
    await bench.say(files=[bench.file("late.jpg")], album="a1")
    await bench.rest()
    assert len(await bench.uploads()) == 3
    assert await bench.sent() == [PROMO]
    assert bench.says(bench.last.text, "turn-late-file", names="late.jpg")
