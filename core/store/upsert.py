"""`insert … on conflict do nothing` in the words of both databases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Insert, Row, Table
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

if TYPE_CHECKING:
    from sqlalchemy.dialects import sqlite


async def insert_new(
    connection: AsyncConnection, table: Table, values: Mapping[str, Any]
) -> int | None:
    """Insert a row unless a unique key of it exists; its first key column, None if it did."""
    found = await insert_row(connection, table, values, next(iter(table.primary_key.columns)))
    return None if found is None else found[0]


async def insert_row(
    connection: AsyncConnection,
    table: Table,
    values: Mapping[str, Any],
    giving: Table | Column[Any],
) -> Row[Any] | None:
    """Insert a row unless a unique key of it exists; what it is `giving` of it, None if it did."""
    statement = _insert(connection.dialect.name, table, giving)
    found: Row[Any] | None = (await connection.execute(statement, dict(values))).one_or_none()
    return found


async def put(
    connection: AsyncConnection, table: Table, keys: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Insert a row, or change the one with these keys."""
    statement = _put(connection.dialect.name, table, tuple(keys), tuple(values))
    await connection.execute(statement, {**keys, **values})


# Made once: putting a statement together costs as much as to run it.
@cache
def _insert(dialect: str, table: Table, giving: Table | Column[Any]) -> ReturningInsert[Any]:
    return _into(dialect, table).on_conflict_do_nothing().returning(giving)


@cache
def _put(dialect: str, table: Table, keys: tuple[str, ...], values: tuple[str, ...]) -> Insert:
    statement = _into(dialect, table)
    new = {name: statement.excluded[name] for name in values}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def _into(dialect: str, table: Table) -> sqlite.Insert:
    """By the dialect in use, so that the other one is not imported; both have the same words."""
    module = import_module(f"sqlalchemy.dialects.{dialect}")
    found: sqlite.Insert = module.insert(table)
    return found
