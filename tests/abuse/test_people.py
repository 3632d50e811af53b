"""People who harm: floods, open turns, strangers, the operator's credits, what nobody can read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from studio.server.config import Account
from tests.abuse.siege import FIRST_ID, answers, exported, newcomer, project, siege, texts, told
from tests.e2e import samples
from tests.e2e.process import DiscordProcess, TelegramProcess
from tests.e2e.scenarios.kit import PROMO, TITLE
from tests.e2e.telegram_api import BOT_NAME
from tests.e2e.telegram_api.state import User, written
from tests.faults import Heartbeats

# Texts of one person: short in CI, FLOOD=1500 for the long form (docs/security.md).
FLOOD = int(os.environ.get("FLOOD", "300"))
# Turns that stay open: short in CI, OPEN=300 for the long form.
OPEN = int(os.environ.get("OPEN", "40"))
# Posts to the flooding person that may come before another one's answer: what was under way.
BEFORE = 40
SHARED = "nmv_usr_shared0123456789abcdef"
OWN = "nmv_usr_own0123456789abcdef000"
NAME_BYTES = 255
STATES = "select state from jobs"
NAMES = (
    "select title from projects union all select upload_name from job_files"
    " union all select name from members"
)


def test_a_flood_is_its_senders_problem(tmp_path: Path) -> None:
    """Hundreds of texts of one person: another one's /credits is answered in their midst.

    Of the flood itself a bounded part is stored and answered, and the rest is told with its count.
    """

    async def story(world: TelegramProcess) -> None:
        (ada, flooded), (bob, other) = await newcomer(world, "Ada"), await newcomer(world, "Bob")
        for number in range(FLOOD):
            await world.say(ada, flooded, f"{number} more and more")
        await world.command(bob, other, "credits")
        await world.house.seen(lambda: texts(world, other))
        assert len(texts(world, flooded)) <= BEFORE
        await world.house.seen(world.acknowledged)
        await world.house.seen(lambda: len(texts(world, flooded)) >= 2)
        assert len(texts(world, flooded)) < FLOOD

    siege(TelegramProcess, story, tmp_path)


def test_answers_come_before_progress(tmp_path: Path) -> None:
    """Turns stay open and show their progress: another one's /credits does not wait behind it."""

    async def story(world: TelegramProcess) -> None:
        world.backend.faults.always("run_sse", Heartbeats(every_s=1.0))
        rooms = []
        for number in range(OPEN):
            person, room = await newcomer(world, f"P{number}")
            rooms.append(room)
            await world.say(person, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: all(any(s.edits for s in world.shown(r)) for r in rooms))
        before = len(world.api.calls)
        await answers(world)
        meanwhile = [call.method for call in world.api.calls[before:]]
        assert meanwhile.count("editMessageText") <= BEFORE

    siege(TelegramProcess, story, tmp_path)


def test_strangers_are_told_once(tmp_path: Path) -> None:
    """A private bot: a hundred words of a stranger's are one answer, and nothing of them is done.

    Its admin is asked once, by a name of 255 bytes at most, and goes on beside it.
    """

    async def story(world: TelegramProcess) -> None:
        ada, room = await newcomer(world, "Ada")
        assert ada.id == FIRST_ID
        await world.command(ada, room, "credits")
        await world.house.seen(lambda: texts(world, room))
        mallory, door = await newcomer(world, "Mállory" * 100)
        for number in range(100):
            await world.say(mallory, door, f"{PROMO} {number}", samples.photos(1))
        await world.say(ada, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: exported(world, room))
        await world.house.seen(world.acknowledged)
        await told(world, door, "error-not-allowed")
        knocks = [text for text in texts(world, room) if mallory.id in text]
        assert (len(texts(world, door)), len(knocks)) == (1, 1)
        await world.backend.refresh()
        assert list(world.backend.prompts()) == [PROMO]
        assert all(len(name.encode()) <= NAME_BYTES for name in _read(world, NAMES))

    doors = {"REELAY_ALLOWED_USERS": FIRST_ID, "REELAY_ADMINS": FIRST_ID}
    siege(TelegramProcess, story, tmp_path, doors)


def test_an_account_of_ones_own_leads_past_no_cap(tmp_path: Path) -> None:
    """/login, a queue of prompts, /logout: none of them spends the operator's credits.

    The day's one prompt is used up; what waits for the own account is stopped and told.
    """

    async def story(world: TelegramProcess) -> None:
        ada, room = await project(world, "Ada")
        await world.login(ada, room, OWN)
        await told(world, room, "login-done")
        world.backend.faults.always("run_sse", Heartbeats(every_s=1.0))
        await world.say(ada, room, TITLE)
        await world.backend.refresh()
        await world.house.seen(lambda: "sent" in _read(world, STATES))
        for color in ("red", "green", "blue"):
            await world.say(ada, room, f"make the title {color}")
            await world.house.seen(world.acknowledged)
        await world.house.seen(lambda: len(_read(world, STATES)) == 5)
        await world.command(ada, room, "logout")
        await told(world, room, "cancel-queued", count=3)
        await world.say(ada, room, "make the title yellow")
        await told(world, room, "cap-turns", limit=1)
        await world.backend.refresh()
        assert list(world.backend.prompts()) == [PROMO, TITLE]

    accounts = (Account(SHARED), Account(OWN))
    limits = {"NEMO_TOKEN": SHARED, "REELAY_DAILY_TURNS": "1"}
    siege(TelegramProcess, story, tmp_path, limits, studio={"accounts": accounts})


def _read(world: TelegramProcess, query: str) -> list[Any]:
    """A column of the bot's database."""
    path = world.house.data / "reelay.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return [row[0] for row in db.execute(query)]


def test_what_nobody_can_read_or_nobody_said(tmp_path: Path) -> None:
    """A broken update, a channel's automatic forwards, a name of kilobytes: nothing ends or fills.

    Forwards are not answered, names are stored in 255 bytes, and the next person is served.
    """

    async def story(world: TelegramProcess) -> None:
        ada, room = await newcomer(world, "Ada")
        world.say_unreadably(ada, room)
        group = await world.group(ada)
        chat = world.api.state.chats[int(group.id)]
        chat.bot_sees_all = True
        service = User(777000, "Telegram", "en")
        for number in range(20):
            words = written(f"@{BOT_NAME} {PROMO} {number}")
            forward = {"is_automatic_forward": True, "sender_chat": {**chat.json(), "id": -5}}
            post = world.api.state.post(chat, service, words, 1, extra=forward)
            world.api.deliver(post)
        eve, door = await newcomer(world, "Éve" * 1000)
        await world.command(eve, door, "new", "ß" * 4000)
        await world.say(
            eve, door, PROMO, [samples.document("ü" * 400 + ".jpg", samples.picture(1))]
        )
        await world.house.seen(lambda: exported(world, door))
        await world.backend.refresh()
        assert list(world.backend.prompts()) == [PROMO]
        assert all(len(name.encode()) <= NAME_BYTES for name in _read(world, NAMES))

    siege(TelegramProcess, story, tmp_path)


def test_an_event_that_cannot_be_read_ends_nothing(tmp_path: Path) -> None:
    """Discord sends what its library cannot build: the next message is answered by this life."""

    async def story(world: DiscordProcess) -> None:
        ada, bob = world.person("Ada"), world.person("Bob")
        world.say_unreadably(ada, world.private(ada))
        room = world.private(bob)
        await world.say(bob, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: exported(world, room))
        assert len(world.api.gateway.identifies) == 1

    siege(DiscordProcess, story, tmp_path)
