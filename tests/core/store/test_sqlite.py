"""SQLite: a cancellation and another process's lock leave a database that goes on."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from core.store.database import parse_url
from core.store.store import Store
from core.store.vault import Vault


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store on a file in a temporary folder."""
    store = await Store.open(parse_url("", tmp_path), Vault([Fernet.generate_key().decode()]))
    yield store
    await store.close()


async def _put(store: Store, key: str) -> None:
    async with store.begin() as tx:
        await tx.intake.put_note(key, "x")


async def test_a_cancelled_commit_is_whole_or_nothing(store: Store) -> None:
    """Cancelled at any moment, in the commit too, it leaves the connection free for the next."""
    for turns in range(12):
        task = asyncio.create_task(_put(store, f"note {turns}"))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        ended = (await asyncio.gather(task, return_exceptions=True))[0]
        await _put(store, f"after {turns}")
        async with store.begin() as tx:
            assert await tx.intake.note(f"after {turns}") == "x"
            if ended is None:
                assert await tx.intake.note(f"note {turns}") == "x"


async def test_others_run_while_another_process_holds_the_file(
    store: Store, tmp_path: Path
) -> None:
    """A transaction waits for an operator's tool without holding the event loop up."""
    with closing(sqlite3.connect(tmp_path / "reelay.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        waiting = asyncio.create_task(_put(store, "note"))
        for _ in range(100):
            await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("rollback")
        await waiting
    async with store.begin() as tx:
        assert await tx.intake.note("note") == "x"


async def test_what_failed_is_rolled_back(store: Store) -> None:
    """An exception in a transaction takes back what it wrote."""

    async def fail() -> None:
        async with store.begin() as tx:
            await tx.intake.put_note("note", "x")
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with store.begin() as tx:
        assert await tx.intake.note("note") == ""
