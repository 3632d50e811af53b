"""Fixtures of the Discord adapter's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.adapters.discord.kit import Bench, bench


@pytest_asyncio.fixture
async def discord_bench() -> AsyncIterator[Bench]:
    """A stand-in and an adapter that is not running yet."""
    made = await bench()
    yield made
    await made.stop()


@pytest_asyncio.fixture
async def running(discord_bench: Bench) -> Bench:
    """The same, listening."""
    await discord_bench.run()
    return discord_bench
