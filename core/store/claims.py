"""Who of several processes has something in hand, known by the database, given up by dying.

On PostgreSQL a claim is a session's advisory lock on one connection of this process: it ends with
the process, within a moment, however that ends. On SQLite there is no other process (`FileLock`),
so that claims only tell this process's own tasks apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.store.database import StoreUnavailable

log = structlog.get_logger(__name__)

TAKE = text("select pg_try_advisory_lock(hashtextextended(:key, 1))")
# A machine that vanished says no goodbye: the server looks after it, and frees its claims.
PROBES = tuple(
    text(f"set tcp_keepalives_{name} = {value}")
    for name, value in (("idle", 3), ("interval", 1), ("count", 3))
)
LEAVE = text("select pg_advisory_unlock(hashtextextended(:key, 1))")


class Claims:
    """What this process has in hand; `shared` where other processes may have a part in the work."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.shared = engine.dialect.name == "postgresql"
        self._connection: AsyncConnection | None = None
        self._held: set[str] = set()
        self._turn = asyncio.Lock()

    async def take(self, key: str) -> bool:
        """Take it, unless somebody has it; raises StoreUnavailable when nobody can tell."""
        if key in self._held:
            return False
        self._held.add(key)
        if not self.shared:
            return True
        attempt = asyncio.ensure_future(self._lock(key))
        try:
            taken = await asyncio.shield(attempt)
        except asyncio.CancelledError:
            # It may become ours in the moment in which we stop wanting it.
            await asyncio.wait([attempt])
            await self.leave(key)
            raise
        except BaseException:
            self._held.discard(key)
            raise
        if not taken:
            self._held.discard(key)
        return taken

    async def leave(self, key: str) -> None:
        """Let others have it; a database that does not answer has forgotten it, or soon will."""
        self._held.discard(key)
        if self.shared:
            await asyncio.shield(asyncio.ensure_future(self._unlock(key)))

    @asynccontextmanager
    async def claimed(self, key: str) -> AsyncIterator[bool]:
        """Whether it could be taken; what was taken is left at the end."""
        taken = await self.take(key)
        try:
            yield taken
        finally:
            if taken:
                await self.leave(key)

    async def close(self) -> None:
        """Leave everything."""
        async with self._turn:
            await self._drop()

    async def _lock(self, key: str) -> bool:
        async with self._turn:
            try:
                if self._connection is None:
                    self._connection = await self._connected(besides=key)
                return bool((await self._connection.execute(TAKE, {"key": key})).scalar_one())
            except (DBAPIError, NoConnection, OSError) as error:
                await self._drop()
                raise StoreUnavailable(type(error).__name__) from error

    async def _unlock(self, key: str) -> None:
        async with self._turn:
            if self._connection is None:
                return
            try:
                await self._connection.execute(LEAVE, {"key": key})
            except (DBAPIError, OSError) as error:
                log.warning("claim not left in order", error=type(error).__name__)
                await self._drop()

    async def _connected(self, *, besides: str) -> AsyncConnection:
        """A new connection, with what a lost one held, as far as nobody else has taken it."""
        connection = await self._engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for probe in PROBES:
            await connection.execute(probe)
        for key in self._held - {besides}:
            if not (await connection.execute(TAKE, {"key": key})).scalar_one():
                log.warning("claim lost", claim=key)
        return connection

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Closed for good: back in the pool its locks would live on.
            await connection.invalidate()
            await connection.close()
