"""Queries on what came in and has not been understood yet, on places and notes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.chat import Address, ChatKind, Incoming, KnownChat
from core.store.codec import pack_bytes, unpack_bytes
from core.store.forget import NOTE, known_before
from core.store.records import Row
from core.store.tables import WAITING, incoming, notes, places
from core.store.upsert import insert_new, put
from core.store.vault import Vault, VaultError

ROW = (incoming.c.id, incoming.c.conversation, incoming.c.received, incoming.c.payload)
_IN = (WAITING, incoming.c.conversation == bindparam("conversation"))
_COUNT_IN = select(func.count()).select_from(incoming).where(*_IN)
_OPEN_IN = select(*ROW).where(*_IN).order_by(incoming.c.id)
_CONSUME = (
    update(incoming)
    .where(incoming.c.id.in_(bindparam("rows", expanding=True)), incoming.c.open)
    .values(open=False, payload=b"")
    .returning(incoming.c.id)
)


class Unreadable(Exception):
    """A row of a form that this version does not know; `item` says at least who wrote it."""

    def __init__(self, item: Incoming) -> None:
        super().__init__("a message of an unknown form")
        self.item = item


class Intake:
    """Incoming rows, known places and notes inside one transaction."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    async def add(self, item: Incoming, now: datetime) -> int | None:
        """Write it down; its row number, or None when its event or message was seen before.

        The payload is sealed: it may be the message that holds somebody's token.
        """
        address = item.address
        scope = f"{address.platform}/{address.bot}"
        message = f"{scope}/{address.chat}/{item.message}" if item.message else None
        if item.message:
            key = {
                "platform": address.platform,
                "bot": address.bot,
                "chat": address.chat,
                "thread": address.thread,
            }
            await put(self._db, places, key, {"message": item.message, "seen": now})
        event = f"{scope}/{item.event}"
        if await known_before(self._db, event, *([message] if message else [])):
            return None
        return await insert_new(
            self._db,
            incoming,
            {
                "event": event,
                "message": message,
                "conversation": address.conversation,
                "album": item.album,
                "payload": self._vault.seal(pack_bytes(item)),
                "open": True,
                "received": now,
            },
        )

    async def waiting(self, conversation: str) -> int:
        """How many rows of a conversation wait to be understood."""
        return (await self._db.execute(_COUNT_IN, {"conversation": conversation})).scalar_one()

    async def open_numbers(self, conversation: str) -> Sequence[int]:
        """The rows of a conversation that wait to be understood, oldest first."""
        found = await self._db.execute(
            select(incoming.c.id)
            .where(WAITING, incoming.c.conversation == conversation)
            .order_by(incoming.c.id)
        )
        return found.scalars().all()

    async def open_rows(self, conversation: str) -> Sequence[Row]:
        """What waits in a conversation to be understood, oldest first."""
        found = await self._db.execute(_OPEN_IN, {"conversation": conversation})
        return [Row(*row) for row in found]

    async def rows(self, numbers: Iterable[int]) -> Sequence[Row]:
        """Those rows that still wait, oldest first."""
        found = await self._db.execute(
            select(*ROW).where(incoming.c.id.in_(list(numbers)), WAITING).order_by(incoming.c.id)
        )
        return [Row(*row) for row in found]

    async def reword(self, item: Incoming, taken: Container[int]) -> bool:
        """Put an edit's words into the message that it edits, if that still waits untaken."""
        address = item.address
        key = f"{address.platform}/{address.bot}/{address.chat}/{item.edits}"
        found = await self._db.execute(select(*ROW).where(incoming.c.message == key, WAITING))
        for row, before in self.legible(Row(*each) for each in found.all()):
            if row.id in taken or before.address.user != address.user or before.command:
                return False
            await self._db.execute(
                update(incoming)
                .where(incoming.c.id == row.id, WAITING)
                .values(payload=self._vault.seal(pack_bytes(replace(before, text=item.text))))
            )
            return True
        return False

    async def renew(self, row: int, item: Incoming) -> None:
        """Keep what was found out about a message that waits, in place of it."""
        await self._db.execute(
            update(incoming)
            .where(incoming.c.id == row, WAITING)
            .values(payload=self._vault.seal(pack_bytes(item)))
        )

    async def open_conversations(self) -> Sequence[str]:
        """Where something waits to be understood."""
        rows = await self._db.execute(select(incoming.c.conversation).where(WAITING))
        return sorted({row.conversation for row in rows})

    async def count_open(self) -> int:
        """How many messages wait to be understood."""
        query = select(func.count()).select_from(incoming).where(WAITING)
        return (await self._db.execute(query)).scalar_one()

    def read(self, row: Row) -> Incoming:
        """What was written down in that row.

        Raises VaultError when no key opens it, which another process or a later start may, and
        Unreadable when it is open and says nothing to this version.
        """
        data = self._vault.open(row.payload)
        try:
            return unpack_bytes(Incoming, data)
        except ValueError as error:
            raise Unreadable(_sender(row)) from error

    def legible(self, rows: Iterable[Row]) -> list[tuple[Row, Incoming]]:
        """Those rows that can be read now."""
        found: list[tuple[Row, Incoming]] = []
        for row in rows:
            try:
                found.append((row, self.read(row)))
            except (VaultError, Unreadable):
                continue  # where it is, it waits, or is dropped with a word when its turn comes
        return found

    async def move(self, prefix: str, new_chat: str) -> set[str]:
        """What waits in a chat whose id changed goes along; the conversations it now waits in."""
        rows = await self._db.execute(
            select(*ROW).where(WAITING, incoming.c.conversation.startswith(prefix, autoescape=True))
        )
        conversations: set[str] = set()
        for row, item in self.legible(Row(*row) for row in rows.all()):
            # Messages count anew there: its number would be another one's.
            moved = replace(item, address=replace(item.address, chat=new_chat), message="")
            conversations.add(moved.address.conversation)
            await self._db.execute(
                update(incoming)
                .where(incoming.c.id == row.id)
                .values(
                    conversation=moved.address.conversation,
                    payload=self._vault.seal(pack_bytes(moved)),
                )
            )
        return conversations

    async def are_open(self, rows: Iterable[int]) -> bool:
        """Whether all of these still wait."""
        wanted = list(rows)
        found = await self._db.execute(
            select(incoming.c.id).where(incoming.c.id.in_(wanted), incoming.c.open)
        )
        return len(found.all()) == len(wanted)

    async def consume(self, rows: Iterable[int]) -> bool:
        """Mark rows as understood; False when somebody else did so before."""
        wanted = list(rows)
        done = await self._db.execute(_CONSUME, {"rows": wanted})
        return len(done.all()) == len(wanted)

    async def forget(self, before: datetime) -> int:
        """Delete understood rows older than that; how many."""
        gone = await self._db.execute(
            delete(incoming)
            .where(incoming.c.received < before, ~incoming.c.open)
            .returning(incoming.c.id)
        )
        return len(gone.all())

    async def places(self, platform: str, bot: str) -> Sequence[KnownChat]:
        """Where messages were taken in, with the newest message of each."""
        rows = await self._db.execute(
            select(places)
            .where(places.c.platform == platform, places.c.bot == bot)
            .order_by(places.c.seen.desc())
        )
        return [KnownChat(chat=row.chat, thread=row.thread, message=row.message) for row in rows]

    async def note(self, key: str) -> str:
        """A note, empty where there is none."""
        return (await self._db.execute(NOTE, {"name": key})).scalar_one_or_none() or ""

    async def put_note(self, key: str, value: str) -> None:
        """Keep a note."""
        await put(self._db, notes, {"key": key}, {"value": value})

    async def hold(self, key: str, project: int, item: Incoming) -> None:
        """Keep a message that its person is asked about, sealed, with the project it is for."""
        sealed = self._vault.seal(pack_bytes(item)).decode()
        await self.put_note(key, f"{project}:{sealed}")

    async def held(self, key: str) -> tuple[int, Incoming] | None:
        """The project and the message that are kept under this name, if they can be read."""
        project, _, sealed = (await self.note(key)).partition(":")
        try:
            return int(project), unpack_bytes(Incoming, self._vault.open(sealed.encode()))
        except (VaultError, ValueError):
            return None  # its key is gone, or it was kept by another version: it is said again

    async def notes(self, prefix: str) -> Sequence[str]:
        """The keys of the notes that begin so."""
        begins = notes.c.key.startswith(prefix, autoescape=True)
        found = await self._db.execute(select(notes.c.key).where(begins).order_by(notes.c.key))
        return list(found.scalars())

    async def drop_note(self, key: str) -> None:
        """Forget a note."""
        await self._db.execute(delete(notes).where(notes.c.key == key))


def _sender(row: Row) -> Incoming:
    """Who wrote a row and where, as far as its conversation tells."""
    platform, bot, chat, thread, user = row.conversation.split("/", 4)
    kind = ChatKind.PRIVATE if chat == user else ChatKind.GROUP
    address = Address(platform, bot, chat, user, thread, kind)
    return Incoming(address, event=f"row/{row.id}", at=row.received)
