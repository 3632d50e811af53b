"""Bringing a database to the present schema."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.store.database import DatabaseError

# Any constant will do, as long as every process of every version uses the same.
MIGRATION_LOCK = 0x5265656C6179


async def migrate(
    engine: AsyncEngine, finish: Callable[[AsyncConnection], Awaitable[None]]
) -> None:
    """Apply the missing steps and `finish`, all in one transaction, one process at a time."""
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(
                text("select pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}
            )
        await connection.run_sync(_upgrade)
        await finish(connection)


def config(connection: Connection) -> Config:
    """Alembic's configuration for an open connection."""
    alembic = Config()
    alembic.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    alembic.attributes["connection"] = connection
    return alembic


def _upgrade(connection: Connection) -> None:
    try:
        command.upgrade(config(connection), "head")
    except CommandError as error:
        raise DatabaseError(
            "the database was made by a newer version of Reelay: update this one, or give it "
            "another database"
        ) from error
