"""The loopback backend and a client of it, for every test of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.nemo.client import NemoClient
from tests.core.nemo.loopback import Loopback, client_of, serve


@pytest.fixture
async def backend() -> AsyncIterator[Loopback]:
    """A scripted backend on a port of its own."""
    async with serve(Loopback()) as loopback:
        yield loopback


@pytest.fixture
async def nemo(backend: Loopback) -> AsyncIterator[NemoClient]:
    """The real client, connected to the scripted backend."""
    client = client_of(backend.url)
    yield client
    await client.aclose()
