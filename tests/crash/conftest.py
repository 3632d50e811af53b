"""A crash world for each test."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.crash.world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Studio and platform are up; the test starts the bot."""
    async with World.open(tmp_path, random.Random(1)) as made:
        yield made
