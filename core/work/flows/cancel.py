"""Stopping a job that its person wants no more, with what it left behind."""

from __future__ import annotations

import structlog

from core.accounts import AccessError
from core.nemo.errors import NemoError
from core.store.records import Job, JobKind
from core.work.context import WorkContext

log = structlog.get_logger(__name__)


async def cancel(context: WorkContext, job: Job) -> bool:
    """Cancel a job wherever it runs; False when its answer is out already.

    Its run was cut off in the middle, so what it would have cleaned up is done here: the progress
    message goes, and the backend is asked to stop a render, as far as it will.
    """
    if not await context.ledger.cancel(job):
        return False
    current = await context.ledger.get(job.id)
    if current.progress is not None:
        await context.outbox.delete(current.address, current.progress)
        async with context.store.begin() as tx:
            await tx.jobs.tidied(current.id)
    if current.kind is JobKind.EXPORT:
        await _stop_render(context, current)
    return True


async def _stop_render(context: WorkContext, job: Job) -> None:
    nemo = context.backend.nemo
    async with context.store.read() as tx:
        attempts = await tx.parts.attempts(job.id)
    project = await context.projects.get(job.project)
    for attempt in attempts[-1:]:
        try:
            access = await context.projects.access(project)
            await nemo.cancel_render(access.token, attempt.render_id)
        except (NemoError, AccessError) as error:
            log.info("render not cancelled", job=job.id, error=str(error))
