"""What the store says when the disk takes no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from core.store.database import parse_url
from core.store.store import Store, StoreFull
from core.store.vault import Vault


async def test_a_full_disk_is_told_apart(tmp_path: Path) -> None:
    """A transaction without room says so, nothing of it is kept, and the store goes on."""
    store = await Store.open(parse_url("", tmp_path), Vault([Fernet.generate_key().decode()]))
    try:
        async with store.begin() as tx:
            await tx.intake.put_note("before", "x")
            # SQLite then answers as on a full disk.
            await tx.connection.exec_driver_sql("pragma max_page_count = 1")
        with pytest.raises(StoreFull):
            await _write(store, small="x", large="x" * 1_000_000)
        async with store.begin() as tx:
            assert await tx.intake.note("before") == "x"
            assert not await tx.intake.note("small")
    finally:
        await store.close()


async def _write(store: Store, **notes: str) -> None:
    async with store.begin() as tx:
        for name, text in notes.items():
            await tx.intake.put_note(name, text)
