"""Keys changed while other processes go on: nothing that they store meanwhile is lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from cryptography.fernet import Fernet

from core.store.database import parse_url
from core.store.records import AccountKind
from core.store.store import Store, Tx
from core.store.vault import Vault

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


async def kept(tx: Tx, token: str) -> None:
    """The person's account has that token from now on."""
    user = await tx.people.ensure("test/ada", client_id="c", language="en", now=NOW)
    await tx.people.put_account(
        user.id, AccountKind.LINKED, token, backend_user="", expires=None, now=NOW
    )


async def waits_for_a_row(store: Store) -> bool:
    """Whether a transaction on this database waits for what another one holds."""
    async with store.begin() as tx:
        found = await tx.connection.exec_driver_sql(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'"
        )
        return bool(found.scalar_one())


async def test_a_token_that_is_stored_during_a_rotation_stays(
    postgres_url: str, tmp_path: Path
) -> None:
    """The rotation meets a row that a running gateway is about to change: the change holds."""
    url = parse_url(postgres_url, tmp_path)
    gateway = await Store.open(url, Vault([NEW, OLD]))
    migration = await Store.open(url, Vault([NEW, OLD]))
    before = await Store.open(url, Vault([OLD]))
    async with before.begin() as tx:
        await kept(tx, "nmv_usr_first")
    await before.close()
    async with gateway.begin() as tx:
        await kept(tx, "nmv_usr_second")
        rotation = asyncio.create_task(migration.rotate())
        while not await waits_for_a_row(gateway):
            assert not rotation.done()
    assert await rotation == 1
    await gateway.close()
    await migration.close()
    alone = await Store.open(url, Vault([NEW]))
    await alone.check_keys()
    async with alone.begin() as tx:
        account = await tx.people.account(1, AccountKind.LINKED)
    assert account is not None
    assert account.token == "nmv_usr_second"
    await alone.close()
