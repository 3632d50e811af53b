"""Every scenario on Discord: real client library, real core, real database, real studio."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.e2e.clock import QuietLoop
from tests.e2e.discord_world import DiscordWorld
from tests.e2e.scenarios import SCENARIOS, Scenario, Setup
from tests.e2e.scenarios.kit import Play


def play(story: Play, setup: Setup, folder: Path) -> None:
    """Play one story from an empty database to its end."""

    async def run() -> None:
        world = DiscordWorld(folder, setup)
        await world.open()
        try:
            await story(world)
        finally:
            await world.close()

    with asyncio.Runner(loop_factory=QuietLoop) as runner:
        runner.run(run())


@pytest.mark.parametrize(
    "scenario",
    [s for s in SCENARIOS if not s.platforms or "discord" in s.platforms],
    ids=lambda scenario: scenario.name,
)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    """The story ends as it is told."""
    play(scenario.play, scenario.setup, tmp_path)
