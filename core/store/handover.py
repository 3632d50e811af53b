"""aiosqlite with one hand-over to its thread for each statement.

SQLAlchemy asks for a cursor, executes, fetches all rows and closes: four hand-overs, each of which
wakes the thread and then the event loop. Here a statement's rows come along with it, `begin` goes
with the first statement, and the end of a transaction that had none goes nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from sqlite3 import connect
from typing import Any, TypeVar

import aiosqlite
from aiosqlite.context import contextmanager

T = TypeVar("T")
# Only what SQLAlchemy's own streams ask for, which nobody opens on a store.
CHUNK = 64


class WholeConnection(aiosqlite.Connection):
    """A connection whose statements come back whole, and whose transactions begin when needed."""

    def __init__(self, database: Path | str, **options: Any) -> None:
        """Options are those of `sqlite3.connect`; it opens when it is awaited."""
        super().__init__(partial(connect, database, **options), CHUNK)
        self._thread.daemon = True  # a process that ends does not wait for it
        self._begin = ""
        self._began = False

    def begin(self, statement: str) -> None:
        """Run this before the next statement."""
        self._begin = statement

    async def hand_over(self, run: Callable[[], T]) -> T:
        """Run something in the thread, behind what is due before it; what it gives."""
        begin, self._begin = self._begin, ""
        if not begin:
            return await self._ran(run)
        # From here on, not from when it has run: a cancelled statement runs all the same.
        self._began = True

        def both() -> T:
            self._conn.execute(begin)
            return run()

        return await self._ran(both)

    async def _ran(self, run: Callable[[], T]) -> T:
        given: T = await self._execute(run)  # type: ignore[no-untyped-call]  # aiosqlite's own way
        return given

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        """A cursor, without a hand-over."""
        return WholeCursor(self)

    async def commit(self) -> None:
        """Commit what has begun."""
        self._begin = ""
        if self._began:
            await super().commit()
            self._began = False

    async def rollback(self) -> None:
        """Take back what has begun."""
        self._begin = ""
        if self._began:
            await super().rollback()
            self._began = False


class WholeCursor(aiosqlite.Cursor):
    """A cursor of one statement, whose rows are here when it has run; it holds nothing open."""

    def __init__(self, connection: WholeConnection) -> None:
        super().__init__(connection, connection._conn.cursor())
        self._whole = connection
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> WholeCursor:
        """Run a statement and fetch its rows."""
        cursor, values = self._cursor, tuple(parameters or ())
        self._rows = await self._whole.hand_over(lambda: cursor.execute(sql, values).fetchall())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> WholeCursor:
        """Run a statement once for each of these."""
        each = [tuple(one) for one in parameters]
        await self._whole.hand_over(lambda: self._cursor.executemany(sql, each))
        return self

    async def fetchone(self) -> Any:
        """The next row, None at the end."""
        return self._rows.pop(0) if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """So many of the rows that are left."""
        count = self.arraysize if size is None else size
        rows, self._rows = self._rows[:count], self._rows[count:]
        return rows

    async def fetchall(self) -> list[Any]:
        """All rows that are left."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is open: the statement has given all its rows."""
        self._rows = []
