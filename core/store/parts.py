"""Queries on the parts of a job: its files, its render attempts, its deliveries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from core.chat import Attachment, MessageRef
from core.store.codec import pack, pack_bytes, unpack, unpack_bytes
from core.store.records import (
    Delivery,
    DeliveryState,
    FileState,
    JobFile,
    Post,
    RenderAttempt,
)
from core.store.tables import DOUBTFUL, KEPT, deliveries, job_files, jobs, render_attempts, users
from core.store.vault import Vault

_FILES = select(job_files).where(job_files.c.job == bindparam("number")).order_by(job_files.c.n)
_ATTEMPTS = (
    select(render_attempts)
    .where(render_attempts.c.job == bindparam("job"))
    .order_by(render_attempts.c.n)
)
_DELIVERIES = (
    select(deliveries).where(deliveries.c.job == bindparam("job")).order_by(deliveries.c.part)
)
_POSTS = select(deliveries.c.job).join(jobs, jobs.c.id == deliveries.c.job)
_DOUBTFUL_IN = _POSTS.where(DOUBTFUL, jobs.c.lane == bindparam("lane"))
_KEPT_FOR = _POSTS.join(users, users.c.id == jobs.c.user).where(
    KEPT, users.c.person == bindparam("name")
)
_POSTED_IN = (
    select(deliveries)
    .join(jobs, jobs.c.id == deliveries.c.job)
    .where(DOUBTFUL, jobs.c.lane == bindparam("lane"))
)
_ADD_POST = insert(deliveries)
_LEFT_OVER = select(_DOUBTFUL_IN.exists(), _KEPT_FOR.exists())
_LEFT_OVER_IN = select(
    _DOUBTFUL_IN.exists(), _KEPT_FOR.where(jobs.c.lane == bindparam("kept_in")).exists()
)


class Parts:
    """Files, render attempts and deliveries inside one transaction."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    async def add_files(self, job: int, files: Sequence[tuple[Attachment, str]]) -> None:
        """Files with their upload names, behind those that the job has.

        The names get their places in front: they may arrive in another order.
        """
        if not files:
            return
        first = (
            await self._db.execute(
                select(func.count()).select_from(job_files).where(job_files.c.job == job)
            )
        ).scalar_one()
        for n, (source, name) in enumerate(files, first):
            await self._db.execute(
                insert(job_files).values(
                    job=job,
                    n=n,
                    source=pack(source),
                    state=FileState.NEW,
                    upload_name=f"{n + 1:02}-{name}",
                )
            )

    async def files(self, job: int) -> Sequence[JobFile]:
        """A job's files in order."""
        rows = await self._db.execute(_FILES, {"number": job})
        return [
            JobFile(
                job=row.job,
                n=row.n,
                source=unpack(Attachment, row.source),
                state=FileState(row.state),
                upload_name=row.upload_name,
                reason=row.reason,
            )
            for row in rows
        ]

    async def sources(self, project: int) -> Sequence[Attachment]:
        """Every file that was sent for a project."""
        rows = await self._db.execute(
            select(job_files.c.source)
            .join(jobs, jobs.c.id == job_files.c.job)
            .where(jobs.c.project == project)
        )
        return [unpack(Attachment, row.source) for row in rows]

    async def upload_names(self, project: int) -> Sequence[tuple[str, str]]:
        """What each file of a project was uploaded as, and the handle of what it was."""
        rows = await self._db.execute(
            select(job_files.c.upload_name, job_files.c.source)
            .join(jobs, jobs.c.id == job_files.c.job)
            .where(jobs.c.project == project)
        )
        return [(row.upload_name, str(row.source["handle"])) for row in rows]

    async def set_file(
        self, job: int, n: int, state: FileState, *, uploaded: Any = None, reason: str = ""
    ) -> None:
        """How far a file is: what the backend said of it, or why it was refused."""
        values: dict[str, Any] = {"state": state, "reason": reason}
        if uploaded is not None:
            values["uploaded"] = uploaded
        await self._db.execute(
            update(job_files).where(job_files.c.job == job, job_files.c.n == n).values(**values)
        )

    async def reset_files(self, job: int) -> None:
        """The session they went to is gone: what was up goes up again."""
        await self._db.execute(
            update(job_files)
            .where(job_files.c.job == job, job_files.c.state == FileState.SENT)
            .values(state=FileState.NEW)
        )

    async def add_attempt(self, attempt: RenderAttempt) -> None:
        """Commit to a render id before it is submitted."""
        await self._db.execute(
            insert(render_attempts).values(
                job=attempt.job, n=attempt.n, render_id=attempt.render_id, draft=attempt.draft
            )
        )

    async def attempts(self, job: int) -> Sequence[RenderAttempt]:
        """The render ids of an export, oldest first."""
        rows = await self._db.execute(_ATTEMPTS, {"job": job})
        return [RenderAttempt(r.job, r.n, r.render_id, r.draft) for r in rows]

    async def add_posts(self, job: int, posts: Sequence[Post]) -> None:
        """What is to be posted, in order; sealed, for a caption may hold a claim token."""
        for part, post in enumerate(posts):
            content = self._vault.seal(pack_bytes(post)).decode()
            values = {"job": job, "part": part, "state": DeliveryState.NEW, "content": content}
            await self._db.execute(_ADD_POST, values)

    async def deliveries(self, job: int) -> Sequence[Delivery]:
        """A job's posts in order."""
        rows = await self._db.execute(_DELIVERIES, {"job": job})
        return [self._delivery(row) for row in rows]

    async def last_posted(self, job: int) -> MessageRef | None:
        """Where the last message of a job's answer stands; None while it is not posted."""
        query = select(deliveries.c.message_ref).where(deliveries.c.job == job)
        found = await self._db.execute(query.order_by(deliveries.c.part.desc()).limit(1))
        ref = found.scalar_one_or_none()
        return None if ref is None else unpack(MessageRef, ref)

    async def doubtful(self, lane: str) -> Sequence[Delivery]:
        """What was posted in a conversation without anybody's knowing whether it arrived."""
        rows = await self._db.execute(_POSTED_IN, {"lane": lane})
        found = [self._delivery(row) for row in rows]
        return sorted(found, key=lambda delivery: (delivery.job, delivery.part))

    async def kept(self, person: str, lane: str | None = None) -> Sequence[Delivery]:
        """What could not be posted to a person, in order; of one conversation or of all."""
        query = (
            select(deliveries)
            .join(jobs, jobs.c.id == deliveries.c.job)
            .join(users, users.c.id == jobs.c.user)
            .where(KEPT, users.c.person == person)
        )
        if lane is not None:
            query = query.where(jobs.c.lane == lane)
        found = [self._delivery(row) for row in await self._db.execute(query)]
        return sorted(found, key=lambda delivery: (delivery.job, delivery.part))

    async def left_over(self, lane: str, person: str, kept_in: str | None) -> tuple[bool, bool]:
        """Whether `doubtful` and `kept` find anything; `kept_in` is the latter's lane."""
        asked = {"lane": lane, "name": person}
        if kept_in is None:
            found = await self._db.execute(_LEFT_OVER, asked)
        else:
            found = await self._db.execute(_LEFT_OVER_IN, {**asked, "kept_in": kept_in})
        doubtful, kept = found.one()
        return doubtful, kept

    def _delivery(self, row: Row[tuple[object, ...]]) -> Delivery:
        return Delivery(
            job=row.job,
            part=row.part,
            state=DeliveryState(row.state),
            content=unpack_bytes(Post, self._vault.open(row.content.encode())),
            tries=row.tries,
            begun=row.begun,
        )

    async def step_delivery(
        self,
        job: int,
        part: int,
        expected: Collection[DeliveryState],
        to: DeliveryState,
        **columns: Any,
    ) -> bool:
        """Go from one of these states to another; False: somebody else was there first."""
        if isinstance(ref := columns.get("message_ref"), MessageRef):
            columns["message_ref"] = pack(ref)
        new = {f"new_{name}": value for name, value in columns.items()}
        asked = {"number": job, "place": part, "expected": list(expected), "new_state": to}
        done = await self._db.execute(_step(tuple(columns)), {**asked, **new})
        return done.one_or_none() is not None


@cache
def _step(columns: tuple[str, ...]) -> ReturningUpdate[tuple[int]]:
    """Changes the state and these columns of a delivery, if its state is one of those expected."""
    return (
        update(deliveries)
        .where(
            deliveries.c.job == bindparam("number"),
            deliveries.c.part == bindparam("place"),
            deliveries.c.state.in_(bindparam("expected", expanding=True)),
        )
        .values({name: bindparam(f"new_{name}") for name in ("state", *columns)})
        .returning(deliveries.c.part)
    )
