"""The store: opened once, used in short transactions, never across a network call."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.store.claims import Claims
from core.store.database import DatabaseError, FileLock, create_engine, reading
from core.store.database import StoreFull as StoreFull  # for everyone who uses a store
from core.store.database import StoreUnavailable as StoreUnavailable
from core.store.intake import Intake
from core.store.jobs import Jobs
from core.store.members import Members
from core.store.parts import Parts
from core.store.people import People
from core.store.projects import ProjectQueries
from core.store.questions import Questions
from core.store.reseal import SEALED, Key, check, reseal
from core.store.schema import migrate
from core.store.serial import serialise
from core.store.transcript import TranscriptQueries
from core.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Tx:
    """One transaction: all that is done through it is committed together, or not at all."""

    connection: AsyncConnection
    people: People
    projects: ProjectQueries
    intake: Intake
    jobs: Jobs
    parts: Parts
    questions: Questions
    members: Members
    transcript: TranscriptQueries

    async def serialise(self, conversation: str) -> None:
        """From here on no other transaction of the conversation runs beside this one."""
        await serialise(self.connection, conversation)

    async def driver(self) -> Any:
        """The driver's own connection, for an engine that works in this transaction."""
        return (await self.connection.get_raw_connection()).driver_connection


Prepare = Callable[[Tx], Awaitable[None]]


class Store:
    """Access to the database: `begin` changes it, `read` asks it.

    `claims` tell this process's work from that of others on the same database.
    """

    def __init__(self, engine: AsyncEngine, vault: Vault, lock: FileLock | None) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._vault = vault
        self._lock = lock
        self.claims = Claims(engine)

    @classmethod
    async def open(cls, url: URL, vault: Vault, prepare: Sequence[Prepare] = ()) -> Store:
        """Connect, lock a SQLite file for this process, and migrate.

        `prepare` makes what an engine needs, in the transaction of the migration. Raises
        DatabaseError with what to do when the file is in use or the server is not there.
        """
        lock = _locked(url)
        try:
            engine = create_engine(url)
        except (ArgumentError, ValueError) as error:  # an option that is none
            if lock:
                lock.release()
            raise _unopened(url, error) from error

        async def finish(connection: AsyncConnection) -> None:
            for step in prepare:
                await step(_tx(connection, vault))

        try:
            await migrate(engine, finish)
        except BaseException as error:
            await engine.dispose()
            if lock:
                lock.release()
            if isinstance(error, DBAPIError | OSError):
                raise _unopened(url, error) from error
            raise
        return cls(engine, vault, lock)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def vault(self) -> Vault:
        """What seals and opens secrets."""
        return self._vault

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction, committed at the end; raises StoreUnavailable when it could not be.

        StoreFull is raised where the disk has no room for it.
        """
        with _told_apart():
            async with self._engine.begin() as connection:
                yield _tx(connection, self._vault)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """For queries alone: no transaction, each sees what is committed when it runs.

        On SQLite nothing is committed between them: there is one connection. Raises as `begin`.
        """
        with _told_apart():
            async with self._reading.connect() as connection:
                yield _tx(connection, self._vault)

    async def ping(self) -> None:
        """Raises StoreUnavailable when the database does not answer."""
        async with self.read() as tx:
            await tx.connection.execute(text("select 1"))

    async def rotate(self) -> int:
        """Put every stored secret under the first key, in many short transactions; how many.

        Other processes may go on meanwhile, as long as each of them has the first key. Raises
        VaultError when no key opens one; what was resealed before that stays so.
        """
        count = 0
        for sealed in SEALED:
            after: Key | None = None
            while True:
                async with self.begin() as tx:
                    done = await reseal(tx.connection, self._vault, sealed, after)
                if not done:
                    break
                after, count = done[-1], count + len(done)
        return count

    async def check_keys(self) -> None:
        """Raises VaultError when something that is stored is sealed with a key we don't have.

        Looks at the oldest and the newest value of each kind.
        """
        async with self.begin() as tx:
            await check(tx.connection, self._vault)

    async def close(self) -> None:
        """Let go of the database."""
        await self.claims.close()
        await self._engine.dispose()
        if self._lock:
            self._lock.release()


def _locked(url: URL) -> FileLock | None:
    """The lock on a SQLite file, taken; None for a server, which has its own."""
    if url.get_backend_name() != "sqlite":
        return None
    path = Path(url.database or "")
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        # Here rather than in the driver, whose thread may outlive a failure to open the file.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        lock.release()
        raise _unopened(url, error) from error
    return lock


@contextmanager
def _told_apart() -> Iterator[None]:
    """What a driver raises, as what it means for a transaction."""
    try:
        yield
    except NoConnection as error:
        raise StoreUnavailable(_first_line(error)) from error
    except DBAPIError as error:
        lost = isinstance(error, OperationalError | InterfaceError)
        if lost or error.connection_invalidated:
            full = _full(error.orig)
            raise (StoreFull if full else StoreUnavailable)(_first_line(error)) from error
        raise


def _unopened(url: URL, error: Exception) -> DatabaseError:
    ours = url.get_backend_name() == "sqlite"
    where = url.database if ours else url.render_as_string(hide_password=True)
    return DatabaseError(f"the database {where} cannot be opened: {_first_line(error)}")


def _tx(connection: AsyncConnection, vault: Vault) -> Tx:
    return Tx(
        connection,
        People(connection, vault),
        ProjectQueries(connection, vault),
        Intake(connection, vault),
        Jobs(connection),
        Parts(connection, vault),
        Questions(connection),
        Members(connection),
        TranscriptQueries(connection, vault),
    )


def _full(error: BaseException | None) -> bool:
    """Whether a driver says that the disk is full: SQLite's result code, PostgreSQL's state."""
    code = getattr(error, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_FULL or getattr(error, "sqlstate", None) == "53100"


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
