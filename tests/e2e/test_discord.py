"""Every scenario on Discord: real client library, real core, real database, real studio."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.language.phrases import say
from tests.e2e import samples
from tests.e2e.discord_api.server import File
from tests.e2e.discord_world import DiscordWorld
from tests.e2e.scenarios import SCENARIOS, Scenario, Setup
from tests.e2e.scenarios.accounts import LINKED, TOKEN
from tests.e2e.scenarios.kit import PROMO, final, newcomer, prompts, with_more, with_project
from tests.e2e.scenarios.questions import SHAPE
from tests.e2e.stage import play
from tests.e2e.world import ANY, Person, Room, phrase
from tests.faults import Heartbeats, Slow, asks


@pytest.mark.parametrize(
    "scenario",
    [s for s in SCENARIOS if not s.platforms or "discord" in s.platforms],
    ids=lambda scenario: scenario.name,
)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    """The story ends as it is told."""
    play(DiscordWorld, scenario.play, scenario.setup, tmp_path)


def _photo(seed: int) -> File:
    sample = samples.photo(seed)
    return File(sample.name, sample.data, sample.mime)


def _video(world: DiscordWorld, person: Person, room: Room) -> None:
    """Give `/video` with two photos."""
    world.slash(person, room, "video", {"prompt": PROMO, "photo1": _photo(1), "photo2": _photo(2)})


def test_turn_of_twenty_minutes(tmp_path: Path) -> None:
    """Minutes after the interaction's token died the result stands in the channel."""

    async def story(world: DiscordWorld) -> None:
        ada = world.person("Ada")
        room = await world.group(ada)
        # Both turns take long; the core's limit for one alone is a quarter of an hour.
        world.backend.faults.once("run_sse", Slow(240))
        world.backend.faults.once("run_sse", Slow(120))
        await world.say(ada, room, PROMO, samples.photos(2))
        await world.settled()
        begun, calls = world.clock.monotonic(), len(world.api.rest.calls)
        _video(world, ada, room)
        await world.until(lambda: world.finals(room), "the first result", within=1800)
        await world.until(lambda: len(world.finals(room)) == 2, "the second", within=1800)
        assert world.clock.monotonic() - begun >= 1200
        assert prompts(world) == [PROMO, PROMO]
        # By the token came the first word only, within its three seconds.
        paths = [(call.path, call.answered) for call in world.api.rest.calls[calls:]]
        by_token = [each for each in paths if each[0].startswith(("/interactions", "/webhooks"))]
        assert [answered for _, answered in by_token] == [200]

    play(DiscordWorld, story, Setup(), tmp_path)


def test_command_of_a_message(tmp_path: Path) -> None:
    """ "Make a video from this" works on a message of somebody else's that never named the bot."""

    async def story(world: DiscordWorld) -> None:
        ada, ben = world.person("Ada"), world.person("Ben")
        room = await world.group(ada, ben)
        target = await world.say(ben, room, PROMO, samples.photos(2), to_bot=False)
        world.context(ada, room, say("en", "command-message-video"), target)
        await final(world, room)
        assert len(world.backend.uploads()) == 2

    play(DiscordWorld, story, Setup(), tmp_path)


def test_use_without_an_invitation(tmp_path: Path) -> None:
    """Installed by a person in a guild that does not know the bot: the result comes by DM."""

    async def story(world: DiscordWorld) -> None:
        ada = world.person("Ada")
        room = world.foreign(ada)
        _video(world, ada, room)
        await final(world, world.private(ada))
        assert [shown.text for shown in world.shown(room, ada)] == [
            say("en", "discord-noted-private")
        ]

    play(DiscordWorld, story, Setup(), tmp_path)


def test_change_in_a_form(tmp_path: Path) -> None:
    """ "Change…" opens a form, and its words are the next prompt."""

    async def story(world: DiscordWorld) -> None:
        person, room, done = await with_project(world)
        opened = await with_more(world, person, room, done)
        await world.fill_in(person, opened, "Change…", "make it 10 seconds")
        await final(world, room, after=done.order)
        assert prompts(world) == [PROMO, "make it 10 seconds"]

    play(DiscordWorld, story, Setup(), tmp_path)


def test_answer_in_a_form(tmp_path: Path) -> None:
    """ "Other…" under the agent's question opens a form, and its words are the answer."""

    async def story(world: DiscordWorld) -> None:
        person, room = await newcomer(world)
        world.backend.faults.once("run_sse", asks(SHAPE))
        await world.say(person, room, "what do you think of it")
        shown = await world.sees(room, "Which aspect ratio do you want?")
        await world.fill_in(person, shown, "Other…", "as wide as a cinema")
        answer = "1. Which aspect ratio do you want?: as wide as a cinema"
        await world.until(lambda: answer in world.backend.prompts(), "the answer is sent")

    play(DiscordWorld, story, Setup(), tmp_path)


def test_projects_complete(tmp_path: Path) -> None:
    """/projects offers the titles of this person's projects there, and opens the chosen one."""

    async def story(world: DiscordWorld) -> None:
        person, room = await newcomer(world)
        for title in ("Summer", "Winter"):
            await world.command(person, room, "new", title)
            await world.settled()
        assert await world.offered(person, room, "projects", "project", "sum") == ["Summer"]
        await world.command(person, room, "projects", "Summer")
        await world.sees(room, phrase("project-switched", title="Summer"))

    play(DiscordWorld, story, Setup(), tmp_path)


def test_login_in_front_of_others(tmp_path: Path) -> None:
    """In a guild the token goes into a form, the answer to its owner alone, and the account is
    theirs everywhere."""

    async def story(world: DiscordWorld) -> None:
        ada, ben = world.person("Ada"), world.person("Ben")
        room = await world.group(ada, ben)
        await world.login(ada, room, TOKEN)
        await world.sees(room, phrase("login-done"), person=ada)
        assert not any(phrase("login-done").search(s.text) for s in world.shown(room, ben))
        await world.command(ada, room, "credits")
        shown = await world.sees(room, phrase("credits-left", available=ANY), person=ada)
        assert "321" in shown.text
        assert TOKEN not in world.transcript()

    play(DiscordWorld, story, LINKED, tmp_path)


def test_command_of_a_killed_process(tmp_path: Path) -> None:
    """An interaction that was written down before a crash is finished in the channel."""

    async def story(world: DiscordWorld) -> None:
        ada = world.person("Ada")
        room = await world.group(ada)
        before = len(world.api.rest.calls)
        _video(world, ada, room)
        await world.until(
            lambda: any("/callback" in c.path for c in world.api.rest.calls[before:]), "an answer"
        )
        await world.kill()
        await world.start()
        await final(world, room)
        assert prompts(world) == [PROMO]

    play(DiscordWorld, story, Setup(), tmp_path)


def test_lost_session_in_a_turn(tmp_path: Path) -> None:
    """The gateway forgets the session while the agent works; what was said meanwhile is found."""

    async def story(world: DiscordWorld) -> None:
        person, room = await newcomer(world)
        world.backend.faults.once("run_sse", Heartbeats(count=4, every_s=5))
        await world.say(person, room, PROMO, samples.photos(2))
        await world.settled()
        await world.api.gateway.invalidate()
        await world.say(person, room, "make it 10 seconds")
        done = await final(world, room)
        await final(world, room, after=done.order)
        assert prompts(world) == [PROMO, "make it 10 seconds"]

    play(DiscordWorld, story, Setup(), tmp_path)
