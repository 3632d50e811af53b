"""What the studio has received and charged, for tests that count."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from studio.server.database import Database


@dataclass(frozen=True, slots=True)
class PromptEntry:
    """One prompt that arrived; `outcome` as in `studio.server.sessions.Outcome`.

    `charged` is what it cost: 0 unless it is done.
    """

    session_id: str
    user_id: str
    text: str
    outcome: str
    charged: int


@dataclass(frozen=True, slots=True)
class RenderEntry:
    """One render id and how often it was submitted."""

    id: str
    session_id: str
    status: str
    submits: int


@dataclass(frozen=True, slots=True)
class UploadEntry:
    """One file that arrived."""

    session_id: str
    filename: str
    hash: str
    bytes: int


class AuditLog:
    """Reads only; survives restarts with the data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def prompts(self, session_id: str | None = None) -> tuple[PromptEntry, ...]:
        """Every prompt received, oldest first."""
        return await self._database.run(_prompts, session_id)

    async def sent(self, text: str) -> int:
        """How often a prompt with exactly this text arrived."""
        return sum(entry.text == text for entry in await self.prompts())

    async def charged(self, text: str) -> int:
        """How often a prompt with exactly this text was carried out and charged."""
        return sum(entry.text == text and entry.charged > 0 for entry in await self.prompts())

    async def renders(self) -> tuple[RenderEntry, ...]:
        """Every render id received, oldest first."""
        return await self._database.run(_renders)

    async def uploads(self, session_id: str | None = None) -> tuple[UploadEntry, ...]:
        """Every file received, oldest first."""
        return await self._database.run(_uploads, session_id)


def _prompts(db: sqlite3.Connection, session_id: str | None) -> tuple[PromptEntry, ...]:
    rows = db.execute(
        "select * from prompts where ?1 is null or session_id=?1 order by n", (session_id,)
    )
    return tuple(
        PromptEntry(
            session_id=row["session_id"],
            user_id=row["user_id"],
            text=row["text"],
            outcome=row["outcome"],
            charged=row["cost"] if row["outcome"] == "done" else 0,
        )
        for row in rows
    )


def _renders(db: sqlite3.Connection) -> tuple[RenderEntry, ...]:
    rows = db.execute("select id, session_id, status, submits from renders order by n")
    return tuple(RenderEntry(*row) for row in rows)


def _uploads(db: sqlite3.Connection, session_id: str | None) -> tuple[UploadEntry, ...]:
    rows = db.execute(
        "select session_id, filename, hash, bytes from media"
        " where ?1 is null or session_id=?1 order by n",
        (session_id,),
    )
    return tuple(UploadEntry(*row) for row in rows)
