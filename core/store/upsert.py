"""`insert … on conflict do nothing` in the words of both databases."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection


async def insert_new(
    connection: AsyncConnection, table: Table, values: Mapping[str, Any]
) -> int | None:
    """Insert a row unless a unique key of it exists; its first key column, None if it did."""
    statement = _insert(connection, table).values(**values).on_conflict_do_nothing()
    key = next(iter(table.primary_key.columns))
    found = (await connection.execute(statement.returning(key))).one_or_none()
    return None if found is None else found[0]


async def put(
    connection: AsyncConnection, table: Table, keys: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Insert a row, or change the one with these keys."""
    statement = _insert(connection, table).values(**keys, **values)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=list(keys), set_=dict(values))
    )


def _insert(connection: AsyncConnection, table: Table) -> Any:
    """The statement of this database, whose words alone are imported."""
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table)
