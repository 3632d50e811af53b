"""What a killed studio leaves behind, and what the next one makes of it.

The image of a crash is a copy of the data folder taken while work was under way.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio.server import Pace, Studio, StudioConfig
from tests.studio.double import FastWorker
from tests.studio.server.client import client_of
from tests.studio.server.manual_clock import ManualClock
from tests.studio.server.test_renders import PROMO, HeldWorker


async def test_a_turn_that_was_killed_costs_nothing(tmp_path: Path) -> None:
    """Its reserved credits are free again, its draft was never made, the audit log says so."""
    clock = ManualClock()
    config = StudioConfig(pace=Pace(tool_s=3))
    async with (
        Studio.open(tmp_path / "alive", config, clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=1)
        async with client.listening(PROMO):
            await clock.sleeper(3)
            assert await client.available() == 80
            shutil.copytree(tmp_path / "alive", tmp_path / "killed")
            token, session_id = client.token, client.session_id
    async with (
        Studio.open(
            tmp_path / "killed", StudioConfig(), clock=ManualClock(), worker=FastWorker()
        ) as studio,
        client_of(studio) as client,
    ):
        client.token, client.session_id = token, session_id
        assert await client.available() == 100
        assert (await client.state())["draft"]["t"] == []
        assert [entry.outcome for entry in await studio.audit.prompts()] == ["interrupted"]
        assert await client.say(PROMO)


async def test_a_render_that_was_killed_is_done_again(tmp_path: Path) -> None:
    """Under the same id, from files that may lie elsewhere by then; its half file is no result."""
    worker = HeldWorker()
    async with (
        Studio.open(tmp_path / "alive", StudioConfig(), worker=worker) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=2)
        await client.say(PROMO)
        await client.submit()
        await client.until("processing")
        shutil.copytree(tmp_path / "alive", tmp_path / "killed")
        token = client.token
    fast = FastWorker()
    async with (
        Studio.open(tmp_path / "killed", StudioConfig(), worker=fast) as studio,
        client_of(studio) as client,
    ):
        client.token = token
        await client.until("completed")
        assert all(tmp_path / "killed" in path.parents for path in fast.orders[0].sources.values())
        assert all(path.is_file() for path in fast.orders[0].sources.values())


async def test_a_folder_belongs_to_one_studio(tmp_path: Path) -> None:
    """A second one is refused while the first runs, and may follow it."""
    async with Studio.open(tmp_path, StudioConfig(), worker=FastWorker()):
        with pytest.raises(BlockingIOError, match="another studio"):
            async with Studio.open(tmp_path, StudioConfig(), worker=FastWorker()):
                pass
    async with Studio.open(tmp_path, StudioConfig(), worker=FastWorker()) as studio:
        assert studio.url
