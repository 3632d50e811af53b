"""SQLite: a cancellation and another process's lock leave a database that goes on."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from core.store.database import create_engine, parse_url
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


async def test_what_was_cancelled_before_its_first_statement_ran_holds_nothing(
    store: Store, tmp_path: Path
) -> None:
    """A transaction that begins after its task has gone is taken back: others may write."""
    with closing(sqlite3.connect(tmp_path / "reelay.db", isolation_level=None, timeout=0)) as other:
        other.execute("begin immediate")
        late = asyncio.create_task(_put(store, "late"))
        for _ in range(100):
            await asyncio.sleep(0)
        late.cancel()
        for _ in range(100):
            await asyncio.sleep(0)
        other.execute("rollback")  # only now its `begin immediate` goes through
        await asyncio.gather(late, return_exceptions=True)
        await store.ping()
        other.execute("begin immediate")
        assert other.execute("select count(*) from notes where key = 'late'").fetchone() == (0,)
        other.execute("rollback")


async def test_queries_alone_hold_nothing(store: Store, tmp_path: Path) -> None:
    """While somebody reads, another process may write, and what it wrote is read."""
    with closing(sqlite3.connect(tmp_path / "reelay.db", isolation_level=None, timeout=0)) as other:
        async with store.read() as tx:
            assert await tx.intake.note("note") == ""
            other.execute("insert into notes (key, value) values ('note', 'x')")
            assert await tx.intake.note("note") == "x"


async def test_rows_come_in_pieces_too(tmp_path: Path) -> None:
    """A result can be read one by one, a few at a time, and as a stream."""
    engine = create_engine(parse_url("", tmp_path))
    numbers = text(
        "with recursive n(x) as (select 1 union all select x + 1 from n limit 9) select x from n"
    )
    async with engine.begin() as connection:
        found = await connection.execute(numbers)
        assert found.fetchone() == (1,)
        assert found.scalars().fetchmany(2) == [2, 3]
        streamed = await connection.stream(numbers)
        assert [row.x async for row in streamed] == list(range(1, 10))
        streamed = await connection.stream(numbers)
        assert await streamed.fetchone() == (1,)
        assert len(await streamed.fetchmany(3)) == 3
    await engine.dispose()
