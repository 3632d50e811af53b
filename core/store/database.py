"""The database engine: SQLite in one file, or PostgreSQL by its URL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from core.store.handover import WholeConnection

# How long a statement waits for another connection's lock on the file (the backup of an operator).
BUSY_MS = 5_000
POOL_SIZE = 8
# libpq's, in seconds and times: a server that vanished without a word is noticed soon.
PROBES = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "foreign_keys=on",
    f"busy_timeout={BUSY_MS}",
)
USE = "use postgresql://… or sqlite:///…"


class DatabaseError(Exception):
    """The database cannot be used; the text says what to do."""


class DatabaseInUse(DatabaseError):
    """Another process runs on this SQLite file."""


class StoreUnavailable(Exception):
    """The database did not take the transaction (full disk, lost connection): nothing changed."""


class StoreFull(StoreUnavailable):
    """The disk that holds the database is full."""


def parse_url(url: str, data_dir: Path) -> URL:
    """The URL in SQLAlchemy's form, by default `reelay.db` in the data folder.

    `postgres://` and `postgresql://` are taken for psycopg. Raises DatabaseError for anything
    that is neither SQLite nor PostgreSQL.
    """
    if not url:
        return URL.create("sqlite+aiosqlite", database=str(data_dir / "reelay.db"))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number, for one
        raise DatabaseError(
            "DATABASE_URL is no database URL: use postgresql://… or sqlite:///…"
        ) from None
    family = parsed.drivername.split("+")[0]
    if family == "sqlite" and parsed.database:
        return parsed.set(drivername="sqlite+aiosqlite")
    if family in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    raise DatabaseError(f"DATABASE_URL names an unknown database: {USE}")


def create_engine(url: URL) -> AsyncEngine:
    """An engine whose transactions are serial on SQLite (WAL, synchronous=FULL, one connection).

    FULL: a power cut must not take back the mark that a prompt was sent. One connection: a
    process has one writer at a time anyway, and nothing then ever waits for a lock.
    """
    if url.get_backend_name() == "sqlite":
        args, options = url.get_dialect()().create_connect_args(url)

        async def connected() -> WholeConnection:
            connection = WholeConnection(*args, **options)
            await connection
            return connection

        one: dict[str, Any] = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 60}
        engine = create_async_engine(url, async_creator=connected, **one)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
        return engine
    try:
        return create_async_engine(
            url,
            pool_size=POOL_SIZE,
            max_overflow=POOL_SIZE,
            pool_pre_ping=True,
            connect_args=dict(PROBES),
        )
    except ModuleNotFoundError as error:
        raise DatabaseError(
            f"PostgreSQL needs {error.name}: install the extra, pip install '.[scale]'"
        ) from None


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The same engine for queries alone, which begin nothing and have nothing to commit."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(begins=False)
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see below
    try:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"pragma {pragma}")
        cursor.close()
    except BaseException:
        connection.close()  # nobody else will: its thread would outlive the event loop
        raise


def _begin_immediate(connection: Connection) -> None:
    if connection.get_execution_options().get("begins", True):
        driver = cast(WholeConnection, connection.connection.driver_connection)
        driver.begin("begin immediate")


class FileLock:
    """Keeps a second process from running on the same SQLite file; freed when the process ends."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock; raises DatabaseError when another process holds it."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise DatabaseInUse(
                f"another Reelay is running on {self._path.with_suffix('')}: "
                "stop it first, or give this one its own REELAY_DATA_DIR"
            ) from None
        self._handle = handle

    def release(self) -> None:
        """Let another process have it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


try:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ImportError:  # Windows has no fcntl
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows only
