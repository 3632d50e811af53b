"""SQLite for SQLAlchemy's async engine: statements run in place, the wait for the disk apart.

A statement on an index takes some microseconds; to hand it to a thread and back costs a hundred,
four times a statement, which was more than half of a turn's CPU. What can take long is a commit
that writes: it waits for the disk in the connection's own thread, and nobody touches the
connection meanwhile.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from sqlalchemy import URL, pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util.concurrency import await_only

DRIVER: Final = "sqlite+inplace"
registry.register("sqlite.inplace", __name__, "InPlace")


class _Context(SQLiteExecutionContext):
    def create_server_side_cursor(self) -> Any:
        return self._dbapi_connection.cursor()  # reads as it is asked: any cursor streams


class InPlace(SQLiteDialect_pysqlite):
    """The standard library's driver, used from a coroutine."""

    driver = "inplace"
    is_async = True
    supports_statement_cache = True
    supports_server_side_cursors = True
    execution_ctx_cls = _Context

    @classmethod
    def get_pool_class(cls, url: URL) -> type[pool.Pool]:
        """Waiting for a connection keeps nobody else from running."""
        return pool.AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> Any:
        """Its own connections; one is used by its thread too, never by both at once."""
        arguments, options = super().create_connect_args(url)
        own = {"factory": _Connection, "check_same_thread": False, "timeout": 0}
        return arguments, {**options, **own}

    def get_driver_connection(self, connection: Any) -> Any:
        """The driver's own connection."""
        return connection


class _Cursor(sqlite3.Cursor):
    """A cursor that looks like an async driver's.

    SQLAlchemy refuses a driver whose statements await nothing, so they await nothing that takes
    time; and it closes a cursor early whose rows are all here, which ours reads as they are asked.
    """

    def execute(self, *arguments: Any) -> Any:
        """`sqlite3.Cursor.execute`."""
        await_only(_nothing())
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        """`sqlite3.Cursor.executemany`."""
        await_only(_nothing())
        return super().executemany(*arguments)

    async def _async_soft_close(self) -> None:
        return


async def _nothing() -> None:
    return


class _Connection(sqlite3.Connection):
    """A connection whose commits wait for the disk in a thread."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._committed = self.total_changes

    def cursor(self, *_arguments: Any) -> Any:
        """A cursor of ours."""
        return super().cursor(_Cursor)

    def commit(self) -> None:
        """Commit; only what has changed something waits."""
        if self.total_changes == self._committed:
            super().commit()
            return
        await_only(_apart(self._disk, super().commit))
        self._committed = self.total_changes

    def rollback(self) -> None:
        """Roll back, which touches no disk."""
        super().rollback()
        self._committed = self.total_changes

    def close(self) -> None:
        """Close, and end the thread."""
        super().close()
        self._disk.shutdown(wait=False)


async def _apart(thread: ThreadPoolExecutor, work: Callable[[], None]) -> None:
    """Do it in the thread; whoever is cancelled meanwhile leaves when it is done, not before."""
    done = asyncio.get_running_loop().run_in_executor(thread, work)
    cancelled: asyncio.CancelledError | None = None
    while not done.done():
        try:
            await asyncio.wait((done,))
        except asyncio.CancelledError as error:
            cancelled = error
    failed = done.exception()
    if cancelled is not None:
        raise cancelled
    if failed is not None:
        raise failed
