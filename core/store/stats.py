"""Queries that count: how much the bot is used, by whom, and what runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.records import JobKind, JobState
from core.store.tables import jobs, members, users

_COUNTED = (
    jobs.c.kind == JobKind.TURN,
    jobs.c.kind == JobKind.EXPORT,
    jobs.c.state == JobState.FAILED,
)


@dataclass(frozen=True, slots=True)
class Use:
    """What happened since some moment."""

    people: int = 0
    turns: int = 0
    exports: int = 0
    failed: int = 0
    credits: float | None = None
    """What prompts used, as far as it is known."""


@dataclass(frozen=True, slots=True)
class UserUse:
    """How much one person used the bot since some moment; `cap` is their own, None: everybody's."""

    person: str
    name: str
    turns: int
    exports: int
    cap: int | None = None


async def use_since(connection: AsyncConnection, since: datetime) -> Use:
    """How much the bot was used since then."""
    people, used = func.count(distinct(jobs.c.user)), func.sum(jobs.c.used)
    row = (
        await connection.execute(
            select(people, *(func.count().filter(which) for which in _COUNTED), used).where(
                jobs.c.created >= since
            )
        )
    ).one()
    return Use(row[0], row[1], row[2], row[3], row[4])


async def use_by_day(connection: AsyncConnection, days: Sequence[datetime]) -> Sequence[Use]:
    """What was asked for on each of these days, given by their beginnings; the last is today."""
    if not days:
        return ()
    ends: list[datetime | None] = [*days[1:], None]
    columns = []
    for begin, end in zip(days, ends, strict=True):
        within = jobs.c.created >= begin
        if end is not None:
            within &= jobs.c.created < end
        columns += [func.count().filter(and_(which, within)) for which in _COUNTED]
    row = (await connection.execute(select(*columns).where(jobs.c.created >= days[0]))).one()
    width = len(_COUNTED)
    return [Use(0, *row[n * width : (n + 1) * width]) for n in range(len(days))]


async def failures_since(connection: AsyncConnection, since: datetime) -> Mapping[str, int]:
    """How many requests since then failed, by the kind of their job."""
    failed = (jobs.c.state == JobState.FAILED) & (jobs.c.created >= since)
    rows = await connection.execute(
        select(jobs.c.kind, func.count()).where(failed).group_by(jobs.c.kind).order_by(jobs.c.kind)
    )
    return {row[0]: row[1] for row in rows}


async def users_since(
    connection: AsyncConnection, since: datetime, limit: int
) -> Sequence[UserUse]:
    """Who used the bot since then, the most active first."""
    turns = func.count().filter(jobs.c.kind == JobKind.TURN)
    exports = func.count().filter(jobs.c.kind == JobKind.EXPORT)
    rows = await connection.execute(
        select(
            users.c.person,
            func.coalesce(func.max(members.c.name), ""),
            turns,
            exports,
            func.max(members.c.turns),
        )
        .join(jobs, jobs.c.user == users.c.id)
        .outerjoin(members, members.c.user == users.c.id)
        .where(jobs.c.created >= since)
        .group_by(users.c.person)
        .order_by(func.count().desc(), users.c.person)
        .limit(limit)
    )
    return [UserUse(*row) for row in rows]
