"""Forgetting a person: everything of theirs goes, and what must outlive that stays as keyed hashes.

Until retention deletes it, there stay: the ids of events and messages (a redelivered one would run
a second time), the rows of today's jobs without their words (the day's caps), the client id (a new
one would be a new trial) and a ban. A hash is made with a key of this installation's own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from sqlalchemy import bindparam, delete, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.chat import Address, ChatKind
from core.store.codec import pack
from core.store.personal import conversations_of, notes_of
from core.store.records import ENDED, Request, Standing, User
from core.store.tables import (
    accounts,
    deliveries,
    incoming,
    job_files,
    jobs,
    members,
    notes,
    places,
    projects,
    questions,
    render_attempts,
    transcript,
    users,
)
from core.store.upsert import insert_new

KEY_NOTE = "forget/key"
PREFIX = "forgotten/"
NOTE = select(notes.c.value).where(notes.c.key == bindparam("name"))


class NotForgotten(Exception):
    """Work of theirs is still open: it has to end first."""


async def hashes(connection: AsyncConnection, *texts: str) -> list[str]:
    """What stands for these texts once they are forgotten; none while nobody ever was."""
    key = await _key(connection)
    return [] if key is None else [_hashed(key, text) for text in texts]


async def known_before(connection: AsyncConnection, *texts: str) -> bool:
    """Whether any of these events or messages was taken in from somebody who is forgotten now."""
    known = await hashes(connection, *texts)
    if not known:
        return False
    found = await connection.execute(
        select(incoming.c.id)
        .where(or_(incoming.c.event.in_(known), incoming.c.message.in_(known)))
        .limit(1)
    )
    return found.first() is not None


async def _key(connection: AsyncConnection) -> str | None:
    return (await connection.execute(NOTE, {"name": KEY_NOTE})).scalar_one_or_none()


def _hashed(key: str, text: str) -> str:
    return PREFIX + hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


async def forget(connection: AsyncConnection, user: User) -> None:
    """Delete everything of a person; raises NotForgotten while a job of theirs is open."""
    still = select(jobs.c.id).where(jobs.c.user == user.id, jobs.c.state.not_in(list(ENDED)))
    if (await connection.execute(still.limit(1))).first() is not None:
        raise NotForgotten
    await insert_new(connection, notes, {"key": KEY_NOTE, "value": secrets.token_hex(32)})
    key = await _key(connection) or ""
    hashed = _hashed(key, user.person)
    await _messages(connection, user, key)
    await _work(connection, user, hashed, key)
    await connection.execute(delete(accounts).where(accounts.c.user == user.id))
    await connection.execute(
        delete(members).where(members.c.user == user.id, members.c.standing != Standing.BANNED)
    )
    await connection.execute(
        update(members).where(members.c.user == user.id).values(name="", address=null(), asked=None)
    )
    await connection.execute(delete(notes).where(notes_of(user)))
    await connection.execute(
        update(users).where(users.c.id == user.id).values(person=hashed, language=None)
    )


async def _work(connection: AsyncConnection, user: User, hashed: str, key: str) -> None:
    """Jobs and projects keep their numbers, and nothing that was in them."""
    of_theirs = select(jobs.c.id).where(jobs.c.user == user.id)
    for table in (deliveries, job_files, render_attempts, questions):
        await connection.execute(delete(table).where(table.c.job.in_(of_theirs)))
    platform = user.person.split("/", 1)[0]
    nowhere = pack(Address(platform, "", "", "", kind=ChatKind.PRIVATE))
    rows = await connection.execute(select(jobs.c.id, jobs.c.origin).where(jobs.c.user == user.id))
    for row in rows.all():
        await connection.execute(
            update(jobs)
            .where(jobs.c.id == row.id)
            .values(
                lane=hashed,
                origin=_hashed(key, row.origin),
                address=nowhere,
                request=pack(Request()),
                before=null(),  # None would be JSON's null
                result=null(),
                progress=null(),
                language="",
            )
        )
    await connection.execute(
        update(projects)
        .where(projects.c.user == user.id)
        .values(
            conversation=hashed,
            address=nowhere,
            title="",
            account="",
            task="",
            session="",
            claim=None,
            claim_until=None,
            active=False,
        )
    )


async def _messages(connection: AsyncConnection, user: User, key: str) -> None:
    """What they sent, in any chat: only hashes of the ids stay."""
    platform, _, name = user.person.partition("/")
    await connection.execute(
        delete(transcript).where(conversations_of(user, transcript.c.conversation))
    )
    rows = await connection.execute(
        select(incoming.c.id, incoming.c.event, incoming.c.message).where(
            conversations_of(user, incoming.c.conversation)
        )
    )
    for row in rows.all():
        message = None if row.message is None else _hashed(key, row.message)
        values: dict[str, Any] = {
            "event": _hashed(key, row.event),
            "message": message,
            "conversation": _hashed(key, user.person),
            "album": "",
            "payload": b"",
            "open": False,
        }
        await connection.execute(update(incoming).where(incoming.c.id == row.id).values(**values))
    await connection.execute(
        delete(places).where(places.c.platform == platform, places.c.chat == name)
    )
