"""Plays one story in a world of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from tests.e2e.clock import QuietLoop
from tests.e2e.scenarios import Setup
from tests.e2e.world import World

W = TypeVar("W", bound=World)


def play(
    world: Callable[[Path, Setup], W],
    story: Callable[[W], Awaitable[None]],
    setup: Setup,
    folder: Path,
) -> W:
    """From an empty database in this folder to the story's end; the world as it is then."""

    async def run() -> W:
        stage = world(folder, setup)
        await stage.open()
        try:
            await story(stage)
            await stage.settled()
            stage.check_manners()
        finally:
            await stage.close()
        return stage

    with asyncio.Runner(loop_factory=QuietLoop) as runner:
        return runner.run(run())
