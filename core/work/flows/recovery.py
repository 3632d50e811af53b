"""A prompt that may have run: the state tells, in a few patient reads; it is never sent again.

docs/decisions.md#work-that-survives: 6 reads (30 s, then 60 s x 5); changed means the same new
digest on two reads in a row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import Any

import structlog

from core.accounts import Access, AccessError
from core.language import timeline
from core.language.formats import duration
from core.nemo.errors import NemoError
from core.nemo.models import State
from core.store.records import Job, JobState, Project
from core.work.answers.progress import ProgressMessage
from core.work.context import WorkContext
from core.work.looks import apart

log = structlog.get_logger(__name__)


class Outcome(Enum):
    """What the reads came to."""

    CHANGED = auto()
    UNKNOWN = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class Recovered:
    """The outcome, and the last state that could be read."""

    outcome: Outcome
    state: State | None = None


async def recover(
    context: WorkContext,
    job: Job,
    project: Project,
    progress: ProgressMessage,
    access: Access | None = None,
) -> Recovered:
    """Read the state at growing distances until it has surely changed, or the reads are used up.

    Reads are counted in the row, and the time of the next is noted with each, so that a restart
    goes on counting; the first wait begins with the loss of the stream, and anew with a restart.
    """
    state: State | None = None
    polls, due, before = job.polls, job.due, job.before
    if before is None:
        return Recovered(Outcome.UNKNOWN)
    waits = context.waits.recovery
    while polls < len(waits):
        longest = waits[polls] + apart(job.id, waits[polls])
        left = longest if due is None else (due - context.clock.now()).total_seconds()
        progress.stage("recovery-checking", time=duration(job.language, max(1, min(left, longest))))
        # A jump of the wall clock costs one wait at most.
        await context.clock.sleep(min(left, longest))
        polls += 1
        state = await _read(context, job, project, access) or state
        digest = timeline.digest(state.draft) if state is not None else before.digest
        if digest != before.digest and digest == before.seen:
            return Recovered(Outcome.CHANGED, state)
        due = None
        if polls < len(waits):
            due = context.clock.now() + timedelta(seconds=waits[polls])
        noted: dict[str, Any] = {"polls": polls, "due": due}
        seen = digest if digest != before.digest else ""
        if seen != before.seen:  # else its draft, which may be large, is not written once more
            noted["before"] = before = replace(before, seen=seen)
        if not await context.ledger.step(job, (JobState.SENT,), JobState.SENT, **noted):
            return Recovered(Outcome.CANCELLED)
    changed = state is not None and before.seen != ""
    return Recovered(Outcome.CHANGED if changed else Outcome.UNKNOWN, state)


async def _read(
    context: WorkContext, job: Job, project: Project, access: Access | None
) -> State | None:
    try:
        async with context.looks:
            return await context.projects.state(project, access)
    except (NemoError, AccessError) as error:
        log.info("state not read", job=job.id, error=str(error))
        return None
