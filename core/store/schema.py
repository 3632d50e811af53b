"""Bringing a database to the present schema."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.store.database import DatabaseError

if TYPE_CHECKING:
    from alembic.config import Config

# Any constant will do, as long as every process of every version uses the same.
MIGRATION_LOCK = 0x5265656C6179
_STEPS: Final = Path(__file__).parent / "migrations"


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
    from alembic.config import Config

    alembic = Config()
    alembic.set_main_option("script_location", str(_STEPS))
    alembic.attributes["connection"] = connection
    return alembic


def _upgrade(connection: Connection) -> None:
    if _known(connection) == _newest():
        return
    # Imported only where there is something to do: most starts have nothing.
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(config(connection), "head")
    except CommandError as error:
        raise DatabaseError(
            "the database was made by a newer version of Reelay: update this one, or give it "
            "another database"
        ) from error


def _known(connection: Connection) -> str:
    """The last step that this database has had, empty for none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("select version_num from alembic_version")).scalar() or "")


def _newest() -> str:
    """The last step that there is: each file's name begins with its number."""
    return max(path.name for path in (_STEPS / "versions").glob("[0-9]*.py"))[:4]
