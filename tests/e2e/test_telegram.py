"""Every scenario on Telegram: real client library, real core, real database, real studio."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import aiohttp
import pytest

from tests.e2e import samples
from tests.e2e.scenarios import SCENARIOS, Scenario, Setup
from tests.e2e.scenarios.kit import PROMO, TITLE, film, final, newcomer, prompts
from tests.e2e.stage import play
from tests.e2e.telegram_api import TOKEN
from tests.e2e.telegram_world import TelegramWorld
from tests.e2e.world import World


@pytest.mark.parametrize(
    "scenario",
    [s for s in SCENARIOS if not s.platforms or "telegram" in s.platforms],
    ids=lambda scenario: scenario.name,
)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    """The story ends as it is told."""
    play(TelegramWorld, scenario.play, scenario.setup, tmp_path)


def test_late_album_sibling(tmp_path: Path) -> None:
    """A part of an album that arrives after the prompt was sent joins the uploads, no prompt."""

    async def story(world: TelegramWorld) -> None:
        person, room = await newcomer(world)
        await world.say(person, room, PROMO, samples.photos(2))
        await final(world, room)
        await world.late_part(person, room, samples.photo(3))
        await world.pass_time(60)
        assert prompts(world) == [PROMO]
        assert len(world.backend.uploads()) == 3

    play(TelegramWorld, story, Setup(), tmp_path)


def test_through_a_webhook(tmp_path: Path) -> None:
    """Pushed updates make the same conversation, and a restart loses none that came meanwhile."""

    async def story(world: World) -> None:
        person, room = await newcomer(world)
        await world.say(person, room, PROMO, samples.photos(2))
        done = await final(world, room)
        await world.kill()
        await world.say(person, room, TITLE)
        await world.settled()
        await world.start()
        shown = await final(world, room, after=done.order)
        assert "Summer Sale" in shown.text
        assert prompts(world) == [PROMO, TITLE]

    play(partial(TelegramWorld, webhook=True), story, Setup(), tmp_path)


def test_upgraded_group_keeps_its_projects(tmp_path: Path) -> None:
    """A group that becomes a supergroup goes on with the same project under its new id."""

    async def story(world: TelegramWorld) -> None:
        ada = world.person("Ada")
        room = await world.group(ada)
        await world.say(ada, room, PROMO, samples.photos(2))
        await final(world, room)
        upgraded = await world.upgrade(room)
        await world.command(ada, upgraded, "status")
        await world.sees(upgraded, "Timeline")
        await world.command(ada, upgraded, "export")
        await film(world, upgraded)
        assert len({charge.session for charge in world.backend.charges()}) == 1

    play(TelegramWorld, story, Setup(), tmp_path)


def test_another_bot_with_the_same_token(tmp_path: Path) -> None:
    """Somebody else asks for updates once: ours gives way, waits, and goes on."""

    async def story(world: TelegramWorld) -> None:
        person, room = await newcomer(world)
        async with aiohttp.ClientSession() as session:
            url = f"{world.api.url}/bot{TOKEN}/getUpdates"
            async with session.post(url, data={"timeout": "0"}) as answer:
                assert (await answer.json())["ok"]
        await world.say(person, room, PROMO, samples.photos(2))
        await final(world, room)

    play(TelegramWorld, story, Setup(), tmp_path)


def test_an_anonymous_admin(tmp_path: Path) -> None:
    """What an admin asks for in the group's name is the group's: its admins press its buttons."""

    async def story(world: TelegramWorld) -> None:
        ada, ben = world.person("Ada"), world.person("Ben")
        room = await world.group(ada, ben)
        chat = world.api.state.chats[int(room.id)]
        chat.admins.add(int(ada.id))
        await world.say_anonymously(ada, room, PROMO, samples.photo())
        done = await final(world, room)
        assert "Only the person who asked" in await world.press(ben, done, "Export")
        await world.press(ada, done, "Export")
        await film(world, room)
        assert prompts(world) == [PROMO]

    play(TelegramWorld, story, Setup(), tmp_path)
