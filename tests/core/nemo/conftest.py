"""The loopback backend and a client of it, for every test of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # a test of pure functions loads no server and no client
    from core.nemo.client import NemoClient
    from tests.core.nemo.loopback import Loopback


@pytest.fixture
async def backend() -> AsyncIterator[Loopback]:
    """A scripted backend on a port of its own."""
    from tests.core.nemo.loopback import Loopback, serve

    async with serve(Loopback()) as loopback:
        yield loopback


@pytest.fixture
async def nemo(backend: Loopback) -> AsyncIterator[NemoClient]:
    """The real client, connected to the scripted backend."""
    from tests.core.nemo.loopback import client_of

    client = client_of(backend.url)
    yield client
    await client.aclose()
