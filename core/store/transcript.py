"""Queries on the messages of a platform that keeps none itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.chat import Incoming
from core.store.codec import unpack_bytes
from core.store.records import ENDED, Entry
from core.store.tables import WAITING, incoming, job_files, jobs, transcript
from core.store.upsert import insert_new
from core.store.vault import Vault, VaultError

# Messages that a conversation keeps; the oldest go.
KEPT = 1000
SHOWN = (transcript.c.id, transcript.c.body, transcript.c.at)


class TranscriptQueries:
    """Messages inside one transaction; bodies are sealed, for they hold what people wrote."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    async def add(
        self, conversation: str, body: str, *, key: str, files: Iterable[str], now: datetime
    ) -> int | None:
        """Keep a message; its number, None where one with that key is kept already."""
        values = {
            "conversation": conversation,
            "key": key or None,
            "body": self._vault.seal(body),
            "files": sorted(files),
            "at": now,
        }
        number = await insert_new(self._db, transcript, values)
        if number is not None:
            await self._trim(conversation)
        return number

    async def number(self, conversation: str, key: str) -> int | None:
        """The message with that key."""
        found = await self._db.execute(
            select(transcript.c.id).where(
                transcript.c.conversation == conversation, transcript.c.key == key
            )
        )
        return found.scalar_one_or_none()

    async def key(self, conversation: str, number: int) -> str:
        """The key of a message; empty where it has none, or is gone."""
        found = await self._db.execute(
            select(transcript.c.key).where(
                transcript.c.conversation == conversation, transcript.c.id == number
            )
        )
        return found.scalar_one_or_none() or ""

    async def change(self, conversation: str, number: int, body: str) -> bool:
        """Replace what a message says; False where it is gone."""
        done = await self._db.execute(
            update(transcript)
            .where(transcript.c.conversation == conversation, transcript.c.id == number)
            .values(body=self._vault.seal(body))
            .returning(transcript.c.id)
        )
        return done.first() is not None

    async def remove(self, conversation: str, number: int) -> None:
        """Delete a message."""
        await self._db.execute(
            delete(transcript).where(
                transcript.c.conversation == conversation, transcript.c.id == number
            )
        )

    async def latest(self, conversation: str, before: int | None, limit: int) -> Sequence[Entry]:
        """The newest messages before that number, oldest first."""
        query = select(*SHOWN).where(transcript.c.conversation == conversation)
        if before is not None:
            query = query.where(transcript.c.id < before)
        rows = await self._db.execute(query.order_by(transcript.c.id.desc()).limit(limit))
        return [self._entry(*row) for row in reversed(rows.all())]

    async def some(self, conversation: str, numbers: Iterable[int]) -> Sequence[Entry]:
        """Those messages that are there, oldest first."""
        rows = await self._db.execute(
            select(*SHOWN)
            .where(transcript.c.conversation == conversation, transcript.c.id.in_(list(numbers)))
            .order_by(transcript.c.id)
        )
        return [self._entry(*row) for row in rows]

    async def files(self) -> frozenset[str]:
        """The names of all files that messages show."""
        rows = await self._db.execute(select(transcript.c.files))
        return frozenset(name for row in rows for name in row.files)

    async def needed(self, platform: str) -> frozenset[str]:
        """The handles of a platform's attachments that open work or waiting messages name."""
        prefix = f"{platform}/"
        rows = await self._db.execute(
            select(job_files.c.source)
            .join(jobs, jobs.c.id == job_files.c.job)
            .where(
                jobs.c.state.not_in(list(ENDED)), jobs.c.lane.startswith(prefix, autoescape=True)
            )
        )
        found = {str(row.source["handle"]) for row in rows}
        waiting = await self._db.execute(
            select(incoming.c.payload).where(
                WAITING, incoming.c.conversation.startswith(prefix, autoescape=True)
            )
        )
        for row in waiting:
            found.update(self._handles(row.payload))
        return frozenset(found)

    async def forget(self, before: datetime) -> int:
        """Delete messages older than that; how many."""
        gone = await self._db.execute(
            delete(transcript).where(transcript.c.at < before).returning(transcript.c.id)
        )
        return len(gone.all())

    def _handles(self, payload: bytes) -> Iterable[str]:
        try:
            item = unpack_bytes(Incoming, self._vault.open(payload))
        except (VaultError, ValueError):
            return ()
        return [file.handle for file in item.attachments]

    def _entry(self, number: int, body: bytes, at: datetime) -> Entry:
        return Entry(number, self._vault.open(body).decode(), at)

    async def _trim(self, conversation: str) -> None:
        of_it = transcript.c.conversation == conversation
        last = (
            select(transcript.c.id)
            .where(of_it)
            .order_by(transcript.c.id.desc())
            .offset(KEPT)
            .limit(1)
            .scalar_subquery()
        )
        await self._db.execute(delete(transcript).where(of_it, transcript.c.id <= last))
