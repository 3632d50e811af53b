"""Transactions of one conversation one after the other, whichever process they come from.

SQLite has one writer at a time anyway. PostgreSQL runs transactions side by side, and what two of
them read before either has written can then be wrong: two active projects, a sixth job in a lane
of five, jobs whose numbers are in another order than their places in the engine's queue.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LOCK = text("select pg_advisory_xact_lock(hashtextextended(:key, 0))")


async def serialise(connection: AsyncConnection, conversation: str) -> None:
    """From here to the end of the transaction no other one of the conversation is beyond this."""
    if connection.dialect.name == "postgresql":
        await connection.execute(LOCK, {"key": conversation})
