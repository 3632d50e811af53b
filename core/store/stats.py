"""Queries that count: how much the bot is used, by whom, and what runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.records import JobKind, JobState
from core.store.tables import jobs, members, users


@dataclass(frozen=True, slots=True)
class Use:
    """What happened since some moment."""

    people: int = 0
    turns: int = 0
    exports: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class UserUse:
    """How much one person used the bot since some moment."""

    person: str
    name: str
    turns: int
    exports: int


async def use_since(connection: AsyncConnection, since: datetime) -> Use:
    """How much the bot was used since then."""
    turns = func.count().filter(jobs.c.kind == JobKind.TURN)
    exports = func.count().filter(jobs.c.kind == JobKind.EXPORT)
    failed = func.count().filter(jobs.c.state == JobState.FAILED)
    people = func.count(distinct(jobs.c.user))
    row = (
        await connection.execute(
            select(people, turns, exports, failed).where(jobs.c.created >= since)
        )
    ).one()
    return Use(*(int(figure) for figure in row))


async def users_since(
    connection: AsyncConnection, since: datetime, limit: int
) -> Sequence[UserUse]:
    """Who used the bot since then, the most active first."""
    turns = func.count().filter(jobs.c.kind == JobKind.TURN)
    exports = func.count().filter(jobs.c.kind == JobKind.EXPORT)
    rows = await connection.execute(
        select(users.c.person, func.coalesce(func.max(members.c.name), ""), turns, exports)
        .join(jobs, jobs.c.user == users.c.id)
        .outerjoin(members, members.c.user == users.c.id)
        .where(jobs.c.created >= since)
        .group_by(users.c.person)
        .order_by(func.count().desc(), users.c.person)
        .limit(limit)
    )
    return [UserUse(*row) for row in rows]
