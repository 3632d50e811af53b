"""Files that come while others of their album are on their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.store.records import JobState
from tests.core.bench import PROMO, TITLE, Bench
from tests.faults import Heartbeats


async def test_a_late_part_of_a_silent_album_goes_up_too(bench: Bench) -> None:
    """A part that arrives while its album without words is uploaded is not lost."""
    await bench.open()
    slow = bench.chat.hold("open")
    first, second, late = bench.photos(3)
    await bench.say("", [first], album="a1")
    await bench.say("", [second], album="a1")
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.say("", [late], album="a1")
    await bench.pass_time(5)
    slow.set()
    await bench.rest()
    assert len(await bench.uploads()) == 3


async def test_the_rest_of_many_files_joins_a_request_that_waits(bench: Bench) -> None:
    """Ten files with words were begun: three more of the same act go up with them."""
    await bench.open()
    slow = bench.chat.hold("open")
    ten, rest = bench.photos(10), bench.photos(3)
    await bench.say(PROMO, ten)
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.say("", rest)
    await bench.pass_time(5)
    slow.set()
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 13


async def test_what_comes_long_after_is_a_request_of_its_own(bench: Bench) -> None:
    """The same three files some seconds later are asked about."""
    await bench.open()
    slow = bench.chat.hold("open")
    await bench.say(PROMO, bench.photos(10))
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.pass_time(10)
    await bench.say("", bench.photos(3))
    await bench.pass_time(5)
    slow.set()
    await bench.rest()
    assert bench.says(bench.last.text, "media-received", count=3)


async def test_an_edit_of_a_prompt_whose_files_go_up(bench: Bench) -> None:
    """The new words are what is sent; an edit after that is told to be too late."""
    await bench.open()
    slow = bench.chat.hold("open")
    said = await bench.say(PROMO, bench.photos(1))
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.say(f"{PROMO} in blue", edits=said.message)
    await bench.until(lambda: bench.says(bench.last.text, "edit-taken"))
    slow.set()
    await bench.rest()
    assert await bench.charged() == [f"{PROMO} in blue"]
    await bench.say(f"{PROMO} in red", edits=said.message)
    await bench.rest()
    assert bench.says(bench.last.text, "edit-too-late")
    assert await bench.charged() == [f"{PROMO} in blue"]


@pytest.mark.parametrize(("seconds", "joins"), [(1, True), (60, False)])
async def test_a_photo_joins_the_words_that_were_said_with_it(
    bench: Bench, seconds: int, joins: bool
) -> None:
    """And not those of a minute before, when both arrive together: after a start, say."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say("make it 8 seconds")
    await bench.until_state(JobState.SENT)
    before = bench.clock.now() - timedelta(seconds=seconds)
    await bench.core.receive(replace(bench.incoming(text=TITLE), at=before))
    await bench.until_job(lambda jobs: len(jobs) == 2, "the words wait")
    await bench.say("", bench.photos(1))
    await bench.pass_time(10)
    async with bench.store.begin() as tx:
        waiting = [len(await tx.parts.files(job.id)) for job in await tx.jobs.open()][1:]
    assert waiting == ([1] if joins else [0, 1])
    await bench.command("cancel")
    await bench.rest()
