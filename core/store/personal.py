"""Everything that is stored of one person, for themselves to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Row, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.chat import ChatKind
from core.store.codec import unpack_bytes
from core.store.records import Post, User
from core.store.tables import (
    accounts,
    audit,
    deliveries,
    incoming,
    job_files,
    jobs,
    members,
    notes,
    projects,
    questions,
    transcript,
    users,
)
from core.store.vault import Vault, VaultError

SETTINGS: Final = (
    "language",
    "quality",
    "shape",
    "length",
    "delivery",
    *(f"pictures-{kind}" for kind in ChatKind),
)
"""Notes of what a person set, each `<name>/<number of the user>`."""
_ONE, _SEVERAL = (*SETTINGS, "login"), ("reading", "preview")
Found = dict[str, Any]


async def stored_about(connection: AsyncConnection, vault: Vault, user: User) -> Found:
    """What the tables hold of a person, by its kind, as plain values that JSON can hold.

    Secrets (tokens, ownership links, messages that are not understood yet) are named, not shown:
    they are sealed where they lie, and a file in a chat is not.
    """
    return {
        "person": await _person(connection, user),
        "settings": await _settings(connection, user),
        "accounts": await _rows(
            connection, accounts, accounts.c.user == user.id, ("kind", "created", "expires")
        ),
        "projects": await _rows(
            connection,
            projects,
            projects.c.user == user.id,
            ("id", "conversation", "title", "created", "used"),
        ),
        "requests": await _requests(connection, vault, jobs.c.user == user.id),
        "messages_on_the_web_page": await _page(connection, vault, user),
        "messages_not_understood_yet": len(await _waiting(connection, user)),
        "done_as_an_admin": await _rows(
            connection, audit, audit.c.admin == user.person, ("at", "action", "detail")
        ),
    }


def notes_of(user: User) -> ColumnElement[bool]:
    """The notes about a person: what they set, and what they were asked."""
    one = notes.c.key.in_([f"{name}/{user.id}" for name in _ONE])
    several = (notes.c.key.startswith(f"{name}/{user.id}/", autoescape=True) for name in _SEVERAL)
    return or_(one, *several)


def conversations_of(user: User, column: Column[str]) -> ColumnElement[bool]:
    """Whether a column names a conversation of theirs, in any chat."""
    platform, _, name = user.person.partition("/")
    return column.startswith(f"{platform}/", autoescape=True) & column.endswith(
        f"/{name}", autoescape=True
    )


async def _person(connection: AsyncConnection, user: User) -> Found:
    known = await _rows(
        connection,
        users,
        users.c.id == user.id,
        ("person", "language", "client_id", "created"),
    )
    decided = await _rows(
        connection,
        members,
        members.c.user == user.id,
        ("name", "standing", "admin", "turns", "exports", "asked"),
    )
    return known[0] | {"decided_by_admins": decided[0] if decided else None}


async def _settings(connection: AsyncConnection, user: User) -> Found:
    keys = {f"{name}/{user.id}": name for name in SETTINGS}
    rows = await connection.execute(
        select(notes.c.key, notes.c.value).where(notes.c.key.in_(list(keys)))
    )
    return {keys[row.key]: row.value for row in rows}


async def _requests(
    connection: AsyncConnection, vault: Vault, theirs: ColumnElement[bool]
) -> list[Found]:
    found = await connection.execute(select(jobs).where(theirs).order_by(jobs.c.id))
    rows = found.all()
    inside = select(jobs.c.id).where(theirs)
    files = await _by_job(connection, job_files, inside)
    answers = await _by_job(connection, deliveries, inside)
    asked = await _by_job(connection, questions, inside)
    return [
        {
            "id": row.id,
            "project": row.project,
            "conversation": row.lane,
            "kind": row.kind,
            "state": row.state,
            "asked_for": row.request,
            "created": _told(row.created),
            "sent": _told(row.sent),
            "credits_used": row.used,
            "files": [one.source.get("name") for one in files.get(row.id, ())],
            "answers": [_words(vault, one.content) for one in answers.get(row.id, ())],
            "questions": [
                {"asked": one.asked, "answers": one.answers} for one in asked.get(row.id, ())
            ],
        }
        for row in rows
    ]


async def _by_job(connection: AsyncConnection, table: Table, inside: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in await connection.execute(select(table).where(table.c.job.in_(inside))):
        found.setdefault(row.job, []).append(row)
    return found


async def _page(connection: AsyncConnection, vault: Vault, user: User) -> list[Found]:
    theirs = conversations_of(user, transcript.c.conversation)
    rows = await connection.execute(select(transcript).where(theirs).order_by(transcript.c.id))
    return [{"at": _told(row.at), "message": _unsealed(vault, row.body)} for row in rows]


async def _waiting(connection: AsyncConnection, user: User) -> Sequence[int]:
    query = select(incoming.c.id).where(
        conversations_of(user, incoming.c.conversation), incoming.c.open
    )
    return (await connection.execute(query)).scalars().all()


async def _rows(
    connection: AsyncConnection, table: Table, which: ColumnElement[bool], columns: tuple[str, ...]
) -> list[Found]:
    rows = await connection.execute(select(*(table.c[name] for name in columns)).where(which))
    return [{name: _told(row[n]) for n, name in enumerate(columns)} for row in rows]


def _words(vault: Vault, content: str) -> str | None:
    """What an answer said; None where no key opens it any more."""
    opened = _unsealed(vault, content.encode())
    return None if opened is None else unpack_bytes(Post, opened.encode()).message.text


def _unsealed(vault: Vault, sealed: bytes) -> str | None:
    try:
        return vault.open(sealed).decode("utf-8", "replace")
    except VaultError:
        return None


def _told(value: Any) -> Any:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
