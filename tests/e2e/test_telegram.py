"""Every scenario on Telegram: real client library, real core, real database, real studio."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.e2e import samples
from tests.e2e.clock import QuietLoop
from tests.e2e.scenarios import SCENARIOS, Scenario, Setup
from tests.e2e.scenarios.kit import PROMO, Play, final, newcomer, prompts
from tests.e2e.telegram_world import TelegramWorld
from tests.e2e.world import World


def play(story: Play, setup: Setup, folder: Path) -> None:
    """Play one story from an empty database to its end."""

    async def run() -> None:
        world = TelegramWorld(folder, setup)
        await world.open()
        try:
            await story(world)
        finally:
            await world.close()

    with asyncio.Runner(loop_factory=QuietLoop) as runner:
        runner.run(run())


@pytest.mark.parametrize(
    "scenario",
    [s for s in SCENARIOS if not s.platforms or "telegram" in s.platforms],
    ids=lambda scenario: scenario.name,
)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    """The story ends as it is told."""
    play(scenario.play, scenario.setup, tmp_path)


def test_late_album_sibling(tmp_path: Path) -> None:
    """A part of an album that arrives after the prompt was sent joins the uploads, no prompt."""

    async def story(world: World) -> None:
        assert isinstance(world, TelegramWorld)
        person, room = await newcomer(world)
        await world.say(person, room, PROMO, samples.photos(2))
        await final(world, room)
        await world.late_part(person, room, samples.photo(3))
        await world.pass_time(60)
        assert prompts(world) == [PROMO]
        assert len(world.backend.uploads()) == 3

    play(story, Setup(), tmp_path)
