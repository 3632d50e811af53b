"""What was said while nobody listened: so much of it is taken up, the rest told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.chat import Command, Medium, Press
from core.chat import MessageRef as Ref
from core.store.records import JobState
from tests.core.bench import ANY, PROMO, Bench
from tests.faults import Heartbeats

AGO = timedelta(minutes=10)
DAY = 86_400.0


def titles(count: int) -> list[str]:
    """Edits, each of its own."""
    return [f"add the title 'No {n}'" for n in range(1, count + 1)]


async def told_late(bench: Bench, *texts: str) -> None:
    """The platform tells what was said while the bot was down."""
    for text in texts:
        item = bench.incoming(text=text)
        await bench.core.receive(replace(item, at=item.at - AGO))


def left_out(bench: Bench) -> list[str]:
    """What was said about requests that are not taken up."""
    finals = [post.text for post in bench.chat.finals]
    return [text for text in finals if "nothing was spent" in text or "already waiting" in text]


async def ready(bench: Bench) -> None:
    """Somebody with a project, after a start."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.pass_time(60)
    await bench.restart()


async def test_the_oldest_are_taken_up_and_the_rest_told_once(bench: Bench) -> None:
    """Twelve requests of before the start: five are done in order, one message tells of seven."""
    await ready(bench)
    await told_late(bench, *titles(12))
    await bench.rest()
    assert await bench.charged() == [PROMO, *titles(5)]
    (told,) = left_out(bench)
    assert bench.says(told, "recovery-left-out", count=7)


async def test_what_comes_in_later_is_told_with_the_rest(bench: Bench) -> None:
    """A platform that tells what it kept in pieces leads to one message all the same."""
    await ready(bench)
    await told_late(bench, *titles(7))
    await bench.pass_time(4)
    await told_late(bench, "add the title 'more'")
    await bench.pass_time(4)
    await told_late(bench, "add the title 'and more'")
    await bench.rest()
    assert await bench.charged() == [PROMO, *titles(5)]
    (told,) = left_out(bench)
    assert bench.says(told, "recovery-left-out", count=4)


async def test_open_work_counts(bench: Bench) -> None:
    """What was accepted before the start is part of what is taken up."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(count=1_000, every_s=5.0))
    for text in ("make it brighter", "make it longer"):
        await bench.say(text)
        await bench.pass_time(5)
    assert len(await bench.jobs()) == 2
    await bench.kill()
    await bench.pass_time(60)
    await bench.start()
    await told_late(bench, *titles(6))
    await bench.rest()
    assert (await bench.sent())[2:] == ["make it longer", *titles(3)]
    (told,) = left_out(bench)
    assert bench.says(told, "recovery-left-out", count=3)


async def test_what_was_written_down_counts_too(bench: Bench) -> None:
    """A bot that died before it understood what it took in takes up no more of it than that."""
    bench.resume = False
    await ready(bench)
    for text in titles(9):
        item = bench.incoming(text=text)
        async with bench.store.begin() as tx:
            await tx.intake.add(item, bench.clock.now())
    await bench.kill()
    await bench.pass_time(60)
    bench.resume = True
    await bench.start()
    await bench.rest()
    assert await bench.charged() == [PROMO, *titles(5)]
    (told,) = left_out(bench)
    assert bench.says(told, "recovery-left-out", count=4)


async def test_what_is_said_after_the_start_is_no_backlog(bench: Bench) -> None:
    """However much is asked for one by one, nothing of it is left out."""
    await ready(bench)
    for text in titles(8):
        await bench.say(text)
        await bench.rest()
    assert await bench.charged() == [PROMO, *titles(8)]
    assert left_out(bench) == []


async def test_questions_of_before_the_start_are_answered(bench: Bench) -> None:
    """Commands that spend nothing take no room and are not left out."""
    await ready(bench)
    for _ in range(7):
        item = bench.incoming(command=Command("status"))
        await bench.core.receive(replace(item, at=item.at - AGO))
    await told_late(bench, *titles(5))
    await bench.rest()
    assert await bench.charged() == [PROMO, *titles(5)]
    assert left_out(bench) == []


async def test_a_cancel_of_before_the_start_takes_back_what_is_left_out(bench: Bench) -> None:
    """What the person took back themselves is told as cancelled, not as left out."""
    await ready(bench)
    bench.faults.once("run_sse", Heartbeats(count=4, every_s=30))
    await told_late(bench, *titles(9))
    await bench.until_job(
        lambda jobs: [job.state for job in jobs] == [JobState.SENT, *[JobState.NEW] * 4],
        "one runs, four wait, and four more are too many",
    )
    item = bench.incoming(command=Command("cancel"))
    await bench.core.receive(replace(item, at=item.at - AGO))
    await bench.rest()
    assert left_out(bench) == []
    assert any(bench.says(p.text, "cancel-waiting", count=8) for p in bench.chat.finals)


async def test_what_is_left_out_comes_before_what_was_said_later(bench: Bench) -> None:
    """A new project is not begun while earlier requests may still be taken up behind it."""
    await ready(bench)
    await told_late(bench, *titles(7))
    item = bench.incoming(command=Command("new", "Other"))
    await bench.core.receive(replace(item, at=item.at - AGO))
    await bench.pass_time(3)
    finals = [post.text for post in bench.chat.finals]
    (told,) = left_out(bench)
    assert bench.says(told, "recovery-left-out", count=2)
    (begun,) = (text for text in finals if "Other" in text)
    assert finals.index(told) < finals.index(begun)
    await bench.restart()
    await bench.rest()
    assert await bench.charged() == [PROMO, *titles(5)]


async def test_what_is_too_old_takes_no_room(bench: Bench) -> None:
    """Of what is too old a few are told each, the rest at once; what is newer is done."""
    await ready(bench)
    await bench.kill()
    bench.resume = False
    await bench.start()
    for text in titles(8):
        async with bench.store.begin() as tx:
            await tx.intake.add(bench.incoming(text=text), bench.clock.now())
    await bench.kill()
    await bench.pass_time(2 * DAY)
    bench.resume = True
    await bench.start()
    await told_late(bench, "add the title 'new'")
    await bench.rest()
    assert await bench.charged() == [PROMO, "add the title 'new'"]
    old = [p for p in bench.chat.finals if bench.says(p.text, "recovery-too-old", request=ANY)]
    assert len(old) == 5
    (told,) = left_out(bench)
    assert bench.says(told, "recovery-left-out", count=3)


@pytest.mark.parametrize("what", ["photo", "voice", "press"])
async def test_what_is_too_old_and_has_no_words(what: str, bench: Bench) -> None:
    """A file or a button of days ago is answered too."""
    await ready(bench)
    await bench.kill()
    bench.resume = False
    await bench.start()
    file = bench.file("beach.jpg" if what == "photo" else "", medium=Medium.VOICE)
    fields: dict[str, Any] = {"attachments": (file,)}
    if what == "press":
        fields = {"press": Press("u:1", Ref("ada", "1"))}
    async with bench.store.begin() as tx:
        await tx.intake.add(bench.incoming(**fields), bench.clock.now())
    await bench.kill()
    await bench.pass_time(2 * DAY)
    bench.resume = True
    await bench.start()
    await bench.rest()
    if what == "press":
        assert bench.says(bench.last.text, "button-too-old")
    else:
        named = "beach.jpg" if what == "photo" else "voice"
        assert bench.says(bench.last.text, "recovery-too-old", request=named)
