"""Queries on jobs; every change of state is a compare-and-set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    bindparam,
    delete,
    func,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from core.chat import Address, MessageRef
from core.store.codec import pack, unpack
from core.store.records import (
    Job,
    JobKind,
    JobState,
    NewJob,
    Request,
    Result,
    Snapshot,
)
from core.store.tables import ENDED, OPEN, UNTIDY, jobs, render_attempts
from core.store.upsert import insert_row

PACKED = ("before", "result", "progress", "causes", "request")
# Made once: putting a statement together costs as much as to run it.
_BY_ID = select(jobs).where(jobs.c.id == bindparam("job"))
_HOLD = _BY_ID.with_for_update()
_BY_ORIGIN = select(jobs).where(jobs.c.origin == bindparam("origin"))
_OPEN = select(jobs).where(OPEN)
_LANE = _OPEN.where(jobs.c.lane == bindparam("lane"))
_TURNS_BEFORE = (
    select(jobs)
    .where(
        jobs.c.project == bindparam("project"),
        jobs.c.kind == JobKind.TURN,
        jobs.c.sent.is_not(null()),
        jobs.c.id < bindparam("job"),
    )
    .order_by(jobs.c.id.desc())
    .limit(bindparam("count"))
)
_OWN = select(jobs.c.user, jobs.c.sent).where(jobs.c.id == bindparam("job")).subquery()
_RAN_BESIDE = (
    select(jobs.c.id)
    .join(_OWN, jobs.c.user == _OWN.c.user)
    .where(
        jobs.c.id != bindparam("job"),
        jobs.c.sent.is_not(null()),
        or_(jobs.c.updated >= _OWN.c.sent, jobs.c.state == JobState.SENT),
    )
    .limit(1)
)
_TIDIED = update(jobs).where(jobs.c.id == bindparam("job")).values(progress=null())


class Jobs:
    """Jobs inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._db = connection

    async def add(self, new: NewJob, *, parent: int | None, now: datetime) -> Job | None:
        """Insert a job; None when its origin has one already."""
        row = await insert_row(
            self._db,
            jobs,
            {
                "lane": new.address.conversation,
                "kind": new.kind,
                "state": JobState.NEW,
                "origin": new.origin,
                "parent": parent,
                "user": new.user,
                "project": new.project,
                "address": pack(new.address),
                "language": new.language,
                "request": pack(new.request),
                "causes": [],
                "created": now,
                "updated": now,
            },
            jobs,
        )
        return None if row is None else _job(row)

    async def get(self, job: int) -> Job:
        """A job that exists."""
        return _job((await self._db.execute(_BY_ID, {"job": job})).one())

    async def hold(self, job: int) -> Job:
        """A job that exists, and that nobody else changes before this transaction ends."""
        return _job((await self._db.execute(_HOLD, {"job": job})).one())

    async def find(self, job: int) -> Job | None:
        """A job, if there is one of that number."""
        row = (await self._db.execute(_BY_ID, {"job": job})).one_or_none()
        return None if row is None else _job(row)

    async def by_origin(self, origin: str) -> Job | None:
        """The job that a message or press led to."""
        row = (await self._db.execute(_BY_ORIGIN, {"origin": origin})).one_or_none()
        return None if row is None else _job(row)

    async def step(
        self,
        job: int,
        expected: Collection[JobState],
        to: JobState,
        *,
        now: datetime,
        **columns: Any,
    ) -> bool:
        """Go from one of these states to another; False: somebody else was there first."""
        values = {"state": to, "updated": now, **columns}
        step, args = _step(tuple(values)), _args(job, values, expected=list(expected))
        return (await self._db.execute(step, args)).one_or_none() is not None

    async def stepped(
        self,
        job: int,
        expected: Collection[JobState],
        to: JobState,
        *,
        now: datetime,
        **columns: Any,
    ) -> Job | None:
        """The same; the job as it is then, None where somebody else was there first."""
        values = {"state": to, "updated": now, **columns}
        step, args = _stepped(tuple(values)), _args(job, values, expected=list(expected))
        row = (await self._db.execute(step, args)).one_or_none()
        return None if row is None else _job(row)

    async def set(self, job: int, **columns: Any) -> None:
        """Change what is no state: the progress message, tries, the engine's number."""
        await self._db.execute(_set(tuple(columns)), _args(job, columns))

    async def open(self, lane: str | None = None) -> Sequence[Job]:
        """Jobs that have not ended, in order; of one lane or of all."""
        found = self._db.execute(_OPEN) if lane is None else self._db.execute(_LANE, {"lane": lane})
        # Sorted here: asked for in order, SQLite would read all jobs there ever were.
        rows = (await found).all()
        return [_job(row) for row in sorted(rows, key=lambda row: row.id)]

    async def open_of(self, user: int) -> Sequence[Job]:
        """What has not ended of one person's, oldest first."""
        found = select(jobs).where(OPEN, jobs.c.user == user).order_by(jobs.c.id)
        return [_job(row) for row in await self._db.execute(found)]

    async def rest_of(self, job: Job) -> Sequence[Job]:
        """What has not ended of the series that a job is part of, other than itself, in order."""
        if job.request.part is None:
            return ()
        series = job.request.part.series
        return [
            other
            for other in await self.open(job.lane)
            if other.id != job.id
            and other.request.part is not None
            and other.request.part.series == series
        ]

    async def untidy(self) -> Sequence[Job]:
        """Jobs that have ended, and whose progress message nobody has taken away yet."""
        query = select(jobs).where(UNTIDY)
        return [_job(row) for row in await self._db.execute(query)]

    async def tidied(self, job: int) -> None:
        """Its progress message is gone."""
        await self._db.execute(_TIDIED, {"job": job})

    async def children(self, job: int) -> Sequence[Job]:
        """The rest of its chain that has not ended."""
        rows = await self._db.execute(
            select(jobs).where(jobs.c.parent == job, OPEN).order_by(jobs.c.id)
        )
        return [_job(row) for row in rows]

    async def turns_before(self, job: Job, limit: int) -> Sequence[Job]:
        """The turns of the same project that were sent before this job, the latest first."""
        asked = {"project": job.project, "job": job.id, "count": limit}
        return [_job(row) for row in await self._db.execute(_TURNS_BEFORE, asked)]

    async def ran_alone(self, job: int) -> bool:
        """Whether no other turn of its person was at the backend while this one was."""
        return (await self._db.execute(_RAN_BESIDE, {"job": job})).first() is None

    async def sent_by(self, user: int, count: int) -> Sequence[Job]:
        """The newest prompts of a person, newest first."""
        rows = await self._db.execute(
            select(jobs)
            .where(jobs.c.user == user, jobs.c.kind == JobKind.TURN, jobs.c.sent.is_not(null()))
            .order_by(jobs.c.id.desc())
            .limit(count)
        )
        return [_job(row) for row in rows]

    async def latest(self, project: int, count: int) -> Sequence[Job]:
        """The newest jobs of a project, newest first."""
        rows = await self._db.execute(
            select(jobs).where(jobs.c.project == project).order_by(jobs.c.id.desc()).limit(count)
        )
        return [_job(row) for row in rows]

    async def first(self, project: int, kind: JobKind) -> Job | None:
        """The oldest job of a kind that a project still has."""
        row = (
            await self._db.execute(
                select(jobs)
                .where(jobs.c.project == project, jobs.c.kind == kind)
                .order_by(jobs.c.id)
                .limit(1)
            )
        ).one_or_none()
        return None if row is None else _job(row)

    async def count_since(self, user: int, kind: JobKind, since: datetime, *, free: bool) -> int:
        """How many jobs of a kind a user has had since then, as `_counted`."""
        return await self._count(user, kind, jobs.c.created >= since, _counted(kind, free=free))

    async def count_begun(self, job: Job, since: datetime, *, free: bool) -> int:
        """How many other jobs of its person and kind have begun to cost since then."""
        begun = jobs.c.sent >= since
        if job.kind is JobKind.EXPORT:
            begun = and_(jobs.c.created >= since, jobs.c.id.in_(select(render_attempts.c.job)))
        others = jobs.c.id != job.id
        return await self._count(job.user, job.kind, others, begun, _counted(job.kind, free=free))

    async def _count(self, user: int, kind: JobKind, *which: ColumnElement[bool]) -> int:
        found = await self._db.execute(
            select(func.count())
            .select_from(jobs)
            .where(jobs.c.user == user, jobs.c.kind == kind, *which)
        )
        return found.scalar_one()

    async def waiting_of(self, user: int) -> Sequence[Job]:
        """Jobs of a person that have not begun to cost, in all conversations, newest first."""
        states = (JobState.NEW, JobState.UPLOADING)
        rows = await self._db.execute(
            select(jobs).where(jobs.c.user == user, jobs.c.state.in_(states), OPEN)
        )
        return [_job(row) for row in sorted(rows, key=lambda row: row.id, reverse=True)]

    async def counts(self) -> dict[tuple[str, str], int]:
        """How many jobs there are of each kind and state that have not ended."""
        rows = await self._db.execute(
            select(jobs.c.kind, jobs.c.state, func.count())
            .where(OPEN)
            .group_by(jobs.c.kind, jobs.c.state)
        )
        return {(kind, state): number for kind, state, number in rows}

    async def oldest(self) -> datetime | None:
        """When the oldest job that has not ended was asked for."""
        created: datetime | None = (
            await self._db.execute(select(func.min(jobs.c.created)).where(OPEN))
        ).scalar_one()
        return created

    async def move(self, prefix: str, new_chat: str) -> dict[str, str]:
        """Open jobs of a chat whose id changed; their lanes, from the old ones to the new."""
        rows = await self._db.execute(
            select(jobs.c.id, jobs.c.lane, jobs.c.address).where(
                jobs.c.lane.startswith(prefix, autoescape=True), OPEN
            )
        )
        lanes: dict[str, str] = {}
        for row in rows.all():
            # Messages count anew there: what was asked has another number now.
            address = unpack(Address, {**row.address, "chat": new_chat, "asked": ""})
            lanes[row.lane] = address.conversation
            await self._db.execute(
                update(jobs)
                .where(jobs.c.id == row.id)
                .values(lane=address.conversation, address=pack(address))
            )
        return lanes

    async def forget(self, before: datetime) -> int:
        """Delete ended jobs older than that, with all that hangs on them; how many."""
        old = select(jobs.c.id).where(ENDED, jobs.c.updated < before)
        kept = select(jobs.c.parent).where(jobs.c.parent.is_not(None))
        gone = await self._db.execute(
            delete(jobs).where(jobs.c.id.in_(old), jobs.c.id.not_in(kept)).returning(jobs.c.id)
        )
        return len(gone.all())


@cache
def _set(columns: tuple[str, ...]) -> Update:
    """Changes these columns of a job; `_args` has what it needs."""
    changed = update(jobs).where(jobs.c.id == bindparam("job"))
    return changed.values({name: bindparam(f"new_{name}") for name in columns})


@cache
def _step(columns: tuple[str, ...]) -> ReturningUpdate[tuple[int]]:
    """The same as a compare-and-set of the state; gives the number of what was changed."""
    return _expecting(columns).returning(jobs.c.id)


@cache
def _stepped(columns: tuple[str, ...]) -> ReturningUpdate[Any]:
    """The same; gives the row as it is then."""
    return _expecting(columns).returning(jobs)


def _expecting(columns: tuple[str, ...]) -> Update:
    return _set(columns).where(jobs.c.state.in_(bindparam("expected", expanding=True)))


def _args(job: int, values: Mapping[str, Any], **others: object) -> dict[str, Any]:
    return {"job": job, **{f"new_{n}": v for n, v in _packed(values).items()}, **others}


def _packed(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {k: pack(v) if k in PACKED and v is not None else v for k, v in columns.items()}


def _counted(kind: JobKind, *, free: bool) -> ColumnElement[bool]:
    """What uses up a day's number: all but what came to nothing and surely cost nothing.

    That is a prompt that was never sent, or is known to have used no credits; where prompts are
    `free`, any; and a render that was never asked for.
    """
    nothing = jobs.c.state.in_((JobState.FAILED, JobState.CANCELLED))
    if kind is JobKind.EXPORT:
        return or_(not_(nothing), jobs.c.id.in_(select(render_attempts.c.job)))
    if free:
        return not_(nothing)
    charged = or_(jobs.c.used.is_(None), jobs.c.used > 0)
    return or_(not_(nothing), and_(jobs.c.sent.is_not(null()), charged))


def _job(row: Row[tuple[object, ...]]) -> Job:
    def maybe(kind: type[Any], data: Any) -> Any:
        return None if data is None else unpack(kind, data)

    return Job(
        id=row.id,
        lane=row.lane,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        origin=row.origin,
        parent=row.parent,
        user=row.user,
        project=row.project,
        address=unpack(Address, row.address),
        language=row.language,
        request=unpack(Request, row.request),
        before=maybe(Snapshot, row.before),
        result=maybe(Result, row.result),
        causes=tuple(row.causes),
        polls=row.polls,
        tries=row.tries,
        due=row.due,
        progress=maybe(MessageRef, row.progress),
        engine=row.engine,
        created=row.created,
        sent=row.sent,
        used=row.used,
    )
