"""What a person can know of what is stored, and have deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from core.chat import MessageRef, Press
from core.config import Caps, Policy
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.core.handlers.test_members import ask


async def forgotten(bench: Bench, user: str = "ada") -> None:
    """They ask for it and press the button."""
    seen = len(bench.chat.whispers)
    await bench.command("forget", user=user)
    await bench.until(lambda: len(bench.chat.whispers) > seen)
    asked = bench.chat.whispers[-1]
    (button,) = (b for row in asked.message.buttons for b in row)
    seen += 1
    press = Press(button.data, MessageRef(asked.address.chat, "asked"))
    await bench.core.receive(bench.incoming(user, press=press))
    await bench.until(lambda: len(bench.chat.whispers) > seen)
    assert bench.says(bench.chat.whispers[-1].text, "privacy-forgotten")


async def test_what_is_stored_is_said(bench: Bench) -> None:
    """With the days that it is kept, and what stays at the service."""
    await bench.open()
    text = await ask(bench, "privacy")
    assert bench.says(text, "privacy-text", days=30)
    assert bench.says(text, "privacy-cloud")


async def test_nothing_of_theirs_stays(bench: Bench) -> None:
    """No word, file name, id or token of theirs is in the database any more; others' are."""
    await bench.open()
    await bench.say(PROMO, [bench.file("holiday-in-spain.jpg")], user="wilhelmina")
    await bench.say(PROMO, bench.photos(1), user="cleo")
    await bench.rest()
    await bench.command("new", "Granny's ninetieth", user="wilhelmina")
    await bench.rest()
    await forgotten(bench, "wilhelmina")
    await bench.kill()
    with closing(sqlite3.connect(bench.folder / "reelay.db")) as database:
        left = "\n".join(database.iterdump())
    for word in ("wilhelmina", "holiday-in-spain", "ninetieth"):
        assert word not in left
    assert "cleo" in left


async def test_coming_back_brings_nothing_new(bench: Bench) -> None:
    """The same trial, the same day's count, no second run of a message that comes again."""
    await adjusted(bench, policy=Policy(caps=Caps(turns=1))).open()
    first = await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    async with bench.store.begin() as tx:
        before = await tx.people.ensure(
            first.address.person, client_id="x", language="", now=bench.clock.now()
        )
    await forgotten(bench)
    assert await bench.core.receive(first) is False
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.sent() == [PROMO]
    async with bench.store.begin() as tx:
        after = await tx.people.ensure(
            first.address.person, client_id="y", language="", now=bench.clock.now()
        )
    assert after.client_id == before.client_id


async def test_running_work_is_stopped_first(bench: Bench) -> None:
    """What is under way ends before anything is deleted."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(bool)
    await forgotten(bench)
    await bench.rest()
    assert not await bench.jobs()
