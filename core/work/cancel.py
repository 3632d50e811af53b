"""Stopping a job that its person wants no more, with what it left behind."""

from __future__ import annotations

import structlog

from core.accounts import AccessError
from core.nemo.errors import NemoError
from core.store.records import Job, JobKind
from core.work.tools import Tools

log = structlog.get_logger(__name__)


async def cancel(tools: Tools, job: Job) -> bool:
    """Cancel a job wherever it runs; False when its answer is out already.

    Its run was cut off in the middle, so what it would have cleaned up is done here: the progress
    message goes, and the backend is asked to stop a render, as far as it will.
    """
    if not await tools.ledger.cancel(job):
        return False
    current = await tools.ledger.get(job.id)
    if current.progress is not None:
        await tools.outbox.delete(current.address, current.progress)
        async with tools.store.begin() as tx:
            await tx.jobs.tidied(current.id)
    if current.kind is JobKind.EXPORT:
        await _stop_render(tools, current)
    return True


async def _stop_render(tools: Tools, job: Job) -> None:
    nemo = tools.backend.nemo
    async with tools.store.begin() as tx:
        attempts = await tx.parts.attempts(job.id)
    project = await tools.projects.get(job.project)
    for attempt in attempts[-1:]:
        try:
            access = await tools.backend.accounts.access(job.user, account=project.account)
            await nemo.cancel_render(access.token, attempt.render_id)
        except (NemoError, AccessError) as error:
            log.info("render not cancelled", job=job.id, error=str(error))
