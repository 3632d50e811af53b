"""A prompt whose fate is unknown: found out from the state, in patient reads, never sent again."""

from __future__ import annotations

from itertools import pairwise

from core.config import Waits
from core.store.records import JobState
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.faults import Cut, Heartbeats, Refuse, Reset, Silence, Slow


async def lost(bench: Bench, *, after: str = "request") -> float:
    """A prompt whose connection broke; the moment in which it was said."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    began = bench.clock.monotonic()
    fault = Reset("request") if after == "request" else Cut(after_events=0)
    bench.faults.once("run_sse", fault)
    await bench.say(TITLE)
    await bench.until_checking()
    return began


async def test_six_reads(bench: Bench) -> None:
    """30 s, then 60 s five times; then it is said honestly, with a way to try again."""
    began = await lost(bench)
    polls: list[tuple[float, int]] = []

    async def note() -> None:
        for job in await bench.jobs():
            if job.polls and (not polls or polls[-1][1] != job.polls):
                polls.append((bench.clock.monotonic() - began, job.polls))

    while not bench.says(bench.last.text, "recovery-unknown"):
        await bench.pass_time(4)
        await note()
    ended = bench.clock.monotonic() - began
    assert 330 <= ended <= 350
    # The sixth is seen where its commit and the answer's are looked in between.
    assert [count for _, count in polls][:5] == [1, 2, 3, 4, 5]
    assert len(polls) <= 6
    for (at, _), due in zip(polls, (30, 90, 150, 210, 270), strict=False):
        assert due <= at <= due + 12
    assert {button.label for button in bench.last.buttons} >= {"Try again", "Export"}
    assert await bench.sent() == [PROMO, TITLE]


async def test_changed_twice_the_same(bench: Bench) -> None:
    """One read that differs is not enough: an edit may be half done. Two equal ones are."""
    began = await lost(bench, after="edit")
    await bench.until(lambda: bench.says(bench.last.text, "recovery-changed"))
    assert 90 <= round(bench.clock.monotonic() - began, 3) <= 105
    assert "Summer Sale" in bench.last.text
    assert await bench.charged() == [PROMO, TITLE]


async def test_reads_go_on_after_a_restart(bench: Bench) -> None:
    """The reads are counted in the row: a restart neither starts over nor skips any."""
    began = await lost(bench)
    await bench.until_job(lambda jobs: jobs and jobs[0].polls == 3)
    for _ in range(3):
        await bench.restart()
    await bench.until(lambda: bench.says(bench.last.text, "recovery-unknown"))
    assert 330 <= round(bench.clock.monotonic() - began, 3) <= 350
    assert await bench.sent() == [PROMO, TITLE]


async def test_try_again_is_a_new_prompt(bench: Bench) -> None:
    """The button under the honest answer sends the words once more, and once only."""
    adjusted(bench, waits=Waits(recovery=(3.0,) * 6))
    await lost(bench)
    await bench.until(lambda: bench.says(bench.last.text, "recovery-unknown"))
    post = bench.last
    await bench.press(post, "Try again")
    await bench.press(post, "Try again")
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE]
    assert await bench.sent() == [PROMO, TITLE, TITLE]


async def test_text_before_a_break_is_kept(bench: Bench) -> None:
    """What was read before the stream broke is part of the answer, told as a late one."""
    adjusted(bench, waits=Waits(recovery=(3.0,) * 6))
    await bench.open()
    bench.faults.once("run_sse", Cut(after_events=40))
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-answered")
    assert "Your 15-second video is ready" in bench.last.text
    assert await bench.charged() == [PROMO]


async def test_killed_at_any_time(bench: Bench) -> None:
    """A bot that is killed with the prompt under way finds the result, and charges no second."""
    adjusted(bench, waits=Waits(recovery=(3.0,) * 6))
    await bench.open()
    bench.faults.once("run_sse", Slow(seconds=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.restart()
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-changed")
    assert await bench.sent() == [PROMO]


async def test_still_working(bench: Bench) -> None:
    """Every sign of life within 30 s is shown; after two silent minutes it is said as such."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=40, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    progress = next(p for p in bench.chat.posted if p.silent and p.buttons)
    texts = [message.text for message in progress.history]
    assert any("Still working" in text for text in texts)
    edits = [at for at, call, _ in bench.chat.calls if call in ("edit", "send", "delete")]
    assert max(b - a for a, b in pairwise(edits)) <= 30
    assert await bench.charged() == [PROMO]


async def test_a_turn_takes_a_quarter_of_an_hour_at_most(bench: Bench) -> None:
    """A stream that goes on and on is left after 15 minutes, and looked after in the state."""
    adjusted(bench, waits=Waits(turn=60.0, silence=600.0, recovery=(3.0,) * 6))
    await bench.open()
    bench.faults.once("run_sse", Slow(seconds=25))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    began = bench.clock.monotonic()
    await bench.until_checking()
    assert 60 <= bench.clock.monotonic() - began <= 70
    await bench.rest()
    assert await bench.charged() == [PROMO]


async def test_a_silent_edit_names_what_changed(bench: Bench) -> None:
    """An edit without a word is told as a difference: before and after."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    bench.faults.once("run_sse", Silence("empty_body"))
    await bench.say("make it 10 seconds")
    await bench.rest()
    assert bench.says(bench.last.text, "turn-changed")
    assert "→" in bench.last.text
    assert "Timeline" in bench.last.text


async def test_nothing_said_and_nothing_changed(bench: Bench) -> None:
    """A silent stream after which nothing is different is said to have changed nothing."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.once("run_sse", Silence("empty_body"))
    await bench.say("make the colours a little nicer")
    await bench.rest()
    assert bench.says(bench.last.text, "turn-no-change")


async def test_a_request_of_yesterday(bench: Bench) -> None:
    """What a restart finds unsent after more than a day is not sent; its person may repeat it."""
    await bench.open()
    bench.faults.always("token", Refuse(http=429, retry_after=100))
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs)
    await bench.kill()
    bench.faults.clear()
    bench.clock.advance_to(bench.clock.monotonic() + 90_000)
    await bench.start()
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-too-old", request=TITLE)
    assert await bench.sent() == []
    await bench.press(bench.last, "Try again")
    await bench.rest()
    assert await bench.sent() == [TITLE]
