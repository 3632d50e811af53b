"""What a person can know of what is stored, and have deleted."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

from core.chat import ChatKind, Gone, MessageRef, Press
from core.config import Caps, Policy
from core.preferences import DELIVERIES, LENGTHS, PICTURES, SHAPES, Preferences
from core.store.records import AccountKind, StoredAccount
from core.transcript import Transcript
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.core.handlers.test_members import ask
from tests.core.recording import PLATFORM


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


async def test_who_else_reads_a_request_is_said(bench: Bench) -> None:
    """A language model that reads what the studio left over is named by its host."""
    await adjusted(bench, studio=True, model_host="models.example.com").open()
    text = await ask(bench, "privacy")
    assert bench.says(text, "privacy-model", host="models.example.com")


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


def data_file(bench: Bench) -> dict[str, Any]:
    """The newest file with what is stored."""
    post = next(post for post in reversed(bench.chat.posted) if post.file is not None)
    assert post.address.kind is ChatKind.PRIVATE
    assert post.file is not None
    assert isinstance(post.file.content, bytes)
    found: dict[str, Any] = json.loads(post.file.content)
    return found


async def test_all_that_is_stored_as_a_file(bench: Bench) -> None:
    """Their words, answers, files, projects and settings; nothing of others', and no token."""
    await bench.open()
    await bench.say(PROMO, [bench.file("holiday-in-spain.jpg")], name="Ada")
    await bench.say("a film about cleo", bench.photos(1), user="cleo")
    await bench.rest()
    (account,) = await accounts_of(bench)
    for value in (*SHAPES[:1], *LENGTHS[:1], *DELIVERIES[1:], *PICTURES.values()):
        await Preferences(bench.store).choose(account.user, value)
    await Preferences(bench.store).set_quality(account.user, "720p")
    await bench.command("export_my_data")
    await bench.rest()
    found = data_file(bench)
    (request,) = found["requests"]
    assert request["asked_for"]["text"] == PROMO
    assert request["files"] == ["holiday-in-spain.jpg"]
    assert any("15-second" in answer for answer in request["answers"])
    assert [project["conversation"] for project in found["projects"]] == [request["conversation"]]
    assert found["person"]["person"].endswith("/ada")
    assert found["settings"] == {
        "quality": "720p",
        "shape": SHAPES[0],
        "length": LENGTHS[0],
        "delivery": DELIVERIES[1],
        "pictures-private": found["settings"]["pictures-private"],
        "pictures-group": found["settings"]["pictures-group"],
    }
    text = json.dumps(found)
    assert "cleo" not in text
    assert account.token not in text
    assert [one["kind"] for one in found["accounts"]] == ["anonymous"]


async def test_every_setting_is_forgotten(bench: Bench) -> None:
    """What /settings keeps goes with the rest."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    (account,) = await accounts_of(bench)
    for value in (*SHAPES, *LENGTHS, *DELIVERIES, *PICTURES.values()):
        await Preferences(bench.store).choose(account.user, value)
    await forgotten(bench)
    async with bench.store.begin() as tx:
        keys = await tx.intake.notes("")
    assert not [key for key in keys if key.endswith(f"/{account.user}")]


async def accounts_of(bench: Bench, user: str = "ada") -> list[StoredAccount]:
    """A person's accounts, with their tokens."""
    async with bench.store.begin() as tx:
        known = await tx.people.ensure(
            f"{PLATFORM}/{user}", client_id="x", language="", now=bench.clock.now()
        )
        found = [await tx.people.account(known.id, kind) for kind in AccountKind]
    return [account for account in found if account is not None]


async def test_asked_for_in_a_group(bench: Bench) -> None:
    """The file goes to the private chat; the group reads nothing of it."""
    await bench.open()
    await bench.command("export_my_data", group="club")
    await bench.rest()
    assert data_file(bench)["person"]["person"].endswith("/ada")
    assert bench.says(bench.chat.whispers[-1].text, "privacy-data-sent")


async def test_a_private_chat_that_takes_no_file(bench: Bench) -> None:
    """It is said, with what to do."""
    await bench.open()
    bench.chat.fail("send_file", Gone("never started"))
    await bench.command("export_my_data", group="club")
    await bench.until(lambda: bench.chat.whispers)
    assert bench.says(bench.chat.whispers[-1].text, "privacy-data-failed")


async def test_a_page_s_conversation_is_told_too(bench: Bench) -> None:
    """What stands on a person's page, which core keeps, is in the file; nobody else's is."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    kept = Transcript(bench.store, bench.clock)
    for user in ("ada", "cleo"):
        await kept.add(f"{PLATFORM}/bot/{user}//{user}", f"the words of {user}")
    await bench.command("export_my_data")
    await bench.rest()
    (told,) = data_file(bench)["messages_on_the_web_page"]
    assert told["message"] == "the words of ada"
