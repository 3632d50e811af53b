"""Everything that is sealed, put under the newest key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.tables import accounts, deliveries, incoming, projects
from core.store.vault import Vault

SEALED: tuple[tuple[Table, Column[Any]], ...] = (
    (accounts, accounts.c.token),
    (projects, projects.c.claim),
    (incoming, incoming.c.payload),
    (deliveries, deliveries.c.content),
)


async def reseal(connection: AsyncConnection, vault: Vault) -> int:
    """Put every secret under the first key; how many. Raises VaultError when no key opens one."""
    count = 0
    for table, column in SEALED:
        keys = list(table.primary_key.columns)
        for *key, sealed in await connection.execute(select(*keys, column)):
            if not sealed:
                continue
            as_text = isinstance(sealed, str)
            anew = vault.reseal(sealed.encode() if as_text else sealed)
            where = [column_ == value for column_, value in zip(keys, key, strict=True)]
            value = anew.decode() if as_text else anew
            await connection.execute(update(table).where(*where).values({column: value}))
            count += 1
    return count
