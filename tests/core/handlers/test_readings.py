"""A message that may be a command or an edit: asked in one line, nothing done or spent before."""

from __future__ import annotations

import pytest

from tests.core.bench import PROMO, Bench
from tests.core.recording import Posted
from tests.doubtful import doubtful

DOUBTFUL = doubtful()


async def asked(bench: Bench) -> Posted:
    """Somebody with a project who said something that has two readings."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.say(DOUBTFUL)
    await bench.rest()
    return bench.last


async def test_it_is_asked_and_costs_nothing(bench: Bench) -> None:
    """One line with two buttons."""
    post = await asked(bench)
    assert bench.says(post.text, "reading-ask")
    assert [b.label for b in post.buttons] == ["Export the video", "Pass it on as an edit"]
    assert await bench.sent() == [PROMO]
    assert await bench.submits() == {}


async def test_as_the_command(bench: Bench) -> None:
    """The export is made once, and the buttons go."""
    post = await asked(bench)
    data = post.button("Export the video").data
    await bench.press_data(post, data)
    await bench.press_data(post, data)
    await bench.rest()
    assert len(await bench.submits()) == 1
    assert await bench.sent() == [PROMO]
    assert post.buttons == ()


@pytest.mark.parametrize("restarted", [False, True])
async def test_as_an_edit(restarted: bool, bench: Bench) -> None:
    """The agent gets the very words, also after a restart."""
    post = await asked(bench)
    data = post.button("Pass it on as an edit").data
    if restarted:
        await bench.restart()
    await bench.press_data(post, data)
    await bench.rest()
    assert await bench.sent() == [PROMO, DOUBTFUL]
    assert await bench.submits() == {}
    await bench.press_data(post, data)
    await bench.rest()
    assert bench.says(bench.chat.whispers[-1].text, "button-too-old")


async def test_only_its_person_chooses(bench: Bench) -> None:
    """Somebody else's press changes nothing."""
    post = await asked(bench)
    await bench.press(post, "Export the video", "bob")
    await bench.until(lambda: bench.chat.whispers)
    assert bench.says(bench.chat.whispers[-1].text, "group-not-your-button")
    assert await bench.submits() == {}


async def test_another_message_is_read_by_itself(bench: Bench) -> None:
    """Nobody has to answer: what is said next is a request of its own."""
    post = await asked(bench)
    await bench.say("make it 10 seconds")
    await bench.rest()
    assert await bench.sent() == [PROMO, "make it 10 seconds"]
    await bench.press(post, "Pass it on as an edit")
    await bench.rest()
    assert await bench.sent() == [PROMO, "make it 10 seconds", DOUBTFUL]


async def test_it_is_about_its_own_project(bench: Bench) -> None:
    """Pressed when another project is open, it is closed, and nothing is done there."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    await bench.command("new", "Another")
    await bench.rest()
    await bench.say(DOUBTFUL)
    await bench.rest()
    post = bench.last
    await bench.command("projects", "2")
    await bench.rest()
    await bench.press(post, "Export the video")
    await bench.rest()
    assert bench.says(post.text, "question-lapsed")
    assert post.buttons == ()
    assert await bench.submits() == {}
    assert await bench.sent() == [PROMO]


async def test_two_questions_at_once(bench: Bench) -> None:
    """The second one takes nothing from the first: each does what was said with it."""
    first = await asked(bench)
    await bench.say(DOUBTFUL)
    await bench.rest()
    second = bench.last
    for post in (first, second):
        await bench.press(post, "Pass it on as an edit")
        await bench.rest()
    assert await bench.sent() == [PROMO, DOUBTFUL, DOUBTFUL]
