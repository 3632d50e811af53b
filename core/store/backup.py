"""All rows in one consistent read, as lines of JSON, and back into an empty database.

The same lines come from SQLite and from PostgreSQL and go into either. What is sealed stays sealed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import URL, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from core.store.database import DatabaseError
from core.store.tables import jobs, metadata, users

FORMAT = 1
# Buttons in chats name jobs that were made after the backup: no new one may get their numbers.
NUMBERS_APART = 1_000_000
Line = Mapping[str, Any]


class BackupError(Exception):
    """A backup cannot be read, or does not fit: the text says what to do."""


async def dump(url: URL) -> AsyncIterator[Line]:
    """A header and then every row, as they all were at one moment; others go on meanwhile.

    Raises DatabaseError where there is no database of ours.
    """
    async with _snapshot(url) as connection:
        try:
            schema = await _schema(connection)
        except DBAPIError as error:
            raise DatabaseError("there is no database of Reelay's to back up") from error
        yield {"reelay": FORMAT, "schema": schema}
        for table in metadata.sorted_tables:
            rows = await connection.stream(select(table).order_by(*table.primary_key.columns))
            async for row in rows.mappings():
                yield {"table": table.name, "row": {k: _out(v) for k, v in row.items()}}


async def load(connection: AsyncConnection, lines: Iterable[Line]) -> int:
    """Put the rows of a backup into an empty database of this schema; how many.

    Raises BackupError for lines that are none, a database that is not empty, or another schema.
    """
    found = iter(lines)
    header = next(found, {})
    if header.get("reelay") != FORMAT:
        raise BackupError("this is no backup of Reelay's, or one of a newer version")
    schema = await _schema(connection)
    if header.get("schema") != schema:
        raise BackupError(
            f"the backup has schema {header.get('schema')}, this version has {schema}: "
            "restore it with the version that made it, then update"
        )
    if (await connection.execute(select(func.count()).select_from(users))).scalar():
        raise BackupError("the database is not empty: restore into a new one")
    count = 0
    for table, row in map(_row, found):
        await connection.execute(insert(table).values(row))
        count += 1
    await _go_on_numbering(connection)
    return count


async def _schema(connection: AsyncConnection) -> str:
    found = await connection.execute(text("select version_num from alembic_version"))
    return str(found.scalar())


@asynccontextmanager
async def _snapshot(url: URL) -> AsyncIterator[AsyncConnection]:
    """A connection that sees one moment, and writes nothing."""
    if url.get_backend_name() == "sqlite":
        url = url.set(database=f"file:{url.database}", query={"mode": "ro", "uri": "true"})
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        begin = "begin"
    else:
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        begin = "begin isolation level repeatable read read only"
    try:
        async with engine.connect() as connection:
            await connection.exec_driver_sql(begin)
            yield connection
            await connection.exec_driver_sql("rollback")
    except DBAPIError as error:
        raise DatabaseError(f"the database cannot be read: {error.orig}") from error
    finally:
        await engine.dispose()


def _row(line: Line) -> tuple[Table, dict[str, Any]]:
    """The table and the row of a line; what is null is left out, so that it is no JSON null."""
    table = metadata.tables.get(str(line.get("table")))
    row = line.get("row")
    if table is None or not isinstance(row, dict):
        raise BackupError("a line of the backup cannot be read: it is damaged")
    return table, {name: _in(value) for name, value in row.items() if value is not None}


async def _go_on_numbering(connection: AsyncConnection) -> None:
    """New rows get numbers of their own, jobs none that a button may name already."""
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        if key.autoincrement is False or key.name != "id":
            continue
        highest = (await connection.execute(select(func.max(key)))).scalar() or 0
        apart = NUMBERS_APART if table is jobs else 0
        if connection.dialect.name == "postgresql":
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            await connection.execute(
                text(f"select setval({sequence}, :n)"), {"n": max(1, highest + apart)}
            )
        elif apart and highest:
            await connection.execute(
                text("update sqlite_sequence set seq = :n where name = :table"),
                {"n": highest + apart, "table": table.name},
            )


def _out(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"json": value} if isinstance(value, dict | list) else value


def _in(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "bytes" in value:
        return base64.b64decode(value["bytes"])
    return datetime.fromisoformat(value["moment"]) if "moment" in value else value["json"]


def written(lines: Iterable[Line]) -> Iterator[str]:
    """Lines as text."""
    return (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)


def read(texts: Iterable[str]) -> Iterator[Line]:
    """Lines from text; raises BackupError for what is none."""
    for one in texts:
        try:
            line = json.loads(one)
        except ValueError as error:
            raise BackupError("a line of the backup cannot be read: it is damaged") from error
        yield line
