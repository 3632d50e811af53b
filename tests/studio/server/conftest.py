"""Studios for tests: real HTTP on loopback, a real database, media work that takes no time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from studio.server import Faults, Studio, StudioConfig
from tests.studio.double import FastEngine
from tests.studio.server.client import Client, client_of


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    """A studio with faults to switch on."""
    config = StudioConfig(faults=Faults(), fetch_allow_loopback=True)
    async with Studio.open(tmp_path / "data", config, engine=FastEngine()) as opened:
        yield opened


@pytest.fixture
async def client(studio: Studio) -> AsyncIterator[Client]:
    """A client of that studio, not signed in."""
    async with client_of(studio) as made:
        yield made
