"""Everything that is sealed: whether our keys open it, and put under the newest key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Table, select, true, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.tables import accounts, deliveries, incoming, projects, transcript
from core.store.vault import Vault

# So many rows a transaction: whoever writes one of them meanwhile waits for a moment only.
BATCH = 100
Key = tuple[Any, ...]


class Sealed(NamedTuple):
    """A column whose values are sealed in the rows that it says."""

    column: Column[Any]
    where: ColumnElement[bool]

    @property
    def table(self) -> Table:
        """Where the column is."""
        return self.column.table

    @property
    def keys(self) -> list[Column[Any]]:
        """What tells the table's rows apart."""
        return list(self.table.primary_key.columns)


SEALED = (
    Sealed(accounts.c.token, true()),
    Sealed(projects.c.claim, projects.c.claim.is_not(None)),
    Sealed(incoming.c.payload, incoming.c.open),
    Sealed(deliveries.c.content, true()),
    Sealed(transcript.c.body, true()),
)


async def check(connection: AsyncConnection, vault: Vault) -> None:
    """Raises VaultError when no key opens the oldest or the newest value of a sealed column."""
    for sealed in SEALED:
        for order in (sealed.keys, [key.desc() for key in sealed.keys]):
            query = select(sealed.column).where(sealed.where).order_by(*order).limit(1)
            if (found := (await connection.execute(query)).scalar_one_or_none()) is not None:
                vault.open(_bytes(found))


async def reseal(
    connection: AsyncConnection, vault: Vault, sealed: Sealed, after: Key | None
) -> Sequence[Key]:
    """Put the next rows behind that one under the first key; their keys, none at the end.

    The rows are held until the transaction ends: what another process stores there comes before
    this, and is resealed too, or comes after it, and stays. Raises VaultError when no key opens
    one.
    """
    keys = sealed.keys
    query = select(*keys, sealed.column).where(sealed.where).order_by(*keys).limit(BATCH)
    if after is not None:
        query = query.where(tuple_(*keys) > tuple_(*after))
    done: list[Key] = []
    for *key, value in (await connection.execute(query.with_for_update())).all():
        anew = vault.reseal(_bytes(value))
        values = {sealed.column: anew.decode() if isinstance(value, str) else anew}
        row = [column == part for column, part in zip(keys, key, strict=True)]
        await connection.execute(update(sealed.table).where(*row).values(values))
        done.append(tuple(key))
    return done


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
