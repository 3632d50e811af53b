"""Studios for tests: real HTTP on loopback, a real database, media work that takes no time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from studio.server import Studio, StudioConfig
from tests.faults import Faults, open_studio
from tests.studio.double import FastWorker
from tests.studio.server.client import Client, client_of


@pytest.fixture
def faults() -> Faults:
    """The fault switch of `studio`."""
    return Faults()


@pytest.fixture
async def studio(tmp_path: Path, faults: Faults) -> AsyncIterator[Studio]:
    """A studio with faults to switch on."""
    config = StudioConfig(fetch_allow_loopback=True)
    async with open_studio(tmp_path / "data", config, faults=faults, worker=FastWorker()) as opened:
        yield opened


@pytest.fixture
async def client(studio: Studio) -> AsyncIterator[Client]:
    """A client of that studio, not signed in."""
    async with client_of(studio) as made:
        yield made
