"""Queries on the agent's questions; every change is a compare-and-set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.codec import pack, unpack
from core.store.records import Asked, Job, QuestionState, StoredQuestion
from core.store.tables import ASKING, jobs, projects, questions

Answers = tuple[tuple[str, ...], ...]
_FIRST = (
    select(questions, jobs.c.user, jobs.c.language)
    .join(jobs, jobs.c.id == questions.c.job)
    .order_by(questions.c.job.desc())
    .limit(1)
)
_OF_JOB = _FIRST.where(questions.c.job == bindparam("job"))
_OPEN = _FIRST.where(questions.c.state == QuestionState.OPEN)
_OPEN_OF = _OPEN.where(questions.c.project == bindparam("project"))
_HERE = select(projects.c.id).where(projects.c.conversation == bindparam("conversation"))
_OPEN_IN = _OPEN.where(questions.c.project == _HERE.where(projects.c.active).scalar_subquery())
_LAPSE = (
    update(questions)
    .where(ASKING)
    .values(state=QuestionState.LAPSED, version=questions.c.version + 1)
    .returning(questions.c.job)
)
_LAPSE_OF = _LAPSE.where(questions.c.project == bindparam("of"))
_LAPSE_IN = _LAPSE.where(questions.c.project.in_(_HERE))


class Questions:
    """The agent's questions inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._db = connection

    async def add(self, job: Job, asked: Asked) -> None:
        """A turn has ended with this question."""
        await self._db.execute(
            insert(questions).values(
                job=job.id,
                project=job.project,
                state=QuestionState.OPEN,
                asked=pack(asked),
                answers=[],
                toggles=[],
            )
        )

    async def get(self, job: int) -> StoredQuestion | None:
        """The question with which a turn ended, if it ended with one."""
        return await self._first(_OF_JOB, job=job)

    async def open(self, project: int) -> StoredQuestion | None:
        """The question of a project that waits for its answer, the newest if there are more."""
        return await self._first(_OPEN_OF, project=project)

    async def open_in(self, conversation: str) -> StoredQuestion | None:
        """The same of the project that messages of a conversation go to."""
        return await self._first(_OPEN_IN, conversation=conversation)

    async def step(self, before: StoredQuestion, after: StoredQuestion) -> bool:
        """Change a question that is open and as it was; False: somebody else changed it."""
        done = await self._db.execute(
            update(questions)
            .where(
                questions.c.job == before.job,
                questions.c.version == before.version,
                questions.c.state == QuestionState.OPEN,
            )
            .values(
                state=after.state,
                answers=pack(after.answers),
                toggles=list(after.toggles),
                typing=after.typing,
                version=before.version + 1,
            )
            .returning(questions.c.job)
        )
        return done.one_or_none() is not None

    async def lapse(self, project: int) -> Sequence[int]:
        """What is open in a project is answered no more; the turns that asked."""
        return sorted((await self._db.execute(_LAPSE_OF, {"of": project})).scalars())

    async def lapse_all(self, conversation: str) -> Sequence[int]:
        """What is open in a conversation is answered no more; the turns that asked."""
        done = await self._db.execute(_LAPSE_IN, {"conversation": conversation})
        return sorted(done.scalars())

    async def _first(self, found: Select[Any], **which: int | str) -> StoredQuestion | None:
        row = (await self._db.execute(found, which)).one_or_none()
        return None if row is None else _question(row)


def _question(row: Row[Any]) -> StoredQuestion:
    return StoredQuestion(
        job=row.job,
        user=row.user,
        project=row.project,
        language=row.language,
        asked=unpack(Asked, row.asked),
        answers=unpack(Answers, row.answers),
        toggles=tuple(row.toggles),
        typing=row.typing,
        state=QuestionState(row.state),
        version=row.version,
    )
