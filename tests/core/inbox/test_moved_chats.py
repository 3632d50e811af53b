"""A group that gets a new id in the middle of things."""

from __future__ import annotations

from tests.core.bench import PROMO, TITLE, Bench
from tests.core.recording import PLATFORM
from tests.faults import Slow


async def test_open_jobs_move_along(bench: Bench) -> None:
    """What runs in a group answers in its new chat, and what comes after it waits for it there."""
    await bench.open()
    bench.faults.once("run_sse", Slow(10.0))
    await bench.say(PROMO, bench.photos(1), group="old")
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.core.moved(PLATFORM, "bot", "old", "new")
    await bench.say(TITLE, group="new")
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]
    answers = [p for p in bench.chat.finals if "Timeline" in p.text]
    assert [p.address.chat for p in answers] == ["new", "new"]
    assert (await bench.job(1)).project == (await bench.job(2)).project


async def test_what_was_not_understood_yet_moves_along(bench: Bench) -> None:
    """A photo that waits for its words finds them in the chat's new place, as one request."""
    await bench.open()
    await bench.say("", bench.photos(1), group="old")
    await bench.settled()
    await bench.core.moved(PLATFORM, "bot", "old", "new")
    await bench.say(PROMO, group="new")
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(await bench.uploads()) == 1
    assert {post.address.chat for post in bench.chat.posted} == {"new"}


async def test_what_nobody_adds_to_is_answered_in_the_new_place(bench: Bench) -> None:
    """What waited at the move is settled there even where nothing more is said."""
    await bench.open()
    await bench.say("", bench.photos(1), group="old")
    await bench.settled()
    await bench.core.moved(PLATFORM, "bot", "old", "new")
    await bench.rest()
    assert bench.says(bench.last.text, "media-received", count=1)
    assert bench.last.address.chat == "new"


async def test_a_chat_that_was_used_before_it_was_told(bench: Bench) -> None:
    """Messages that came from the new id first leave one active project, the one with the video."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1), group="old")
    await bench.rest()
    await bench.say("tell me about it", group="new")
    await bench.rest()
    await bench.core.moved(PLATFORM, "bot", "old", "new")
    await bench.command("status", group="new")
    await bench.rest()
    assert "Timeline" in bench.last.text, bench.transcript()
