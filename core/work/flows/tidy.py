"""Taking away what a crash left standing in chats."""

from __future__ import annotations

import structlog

from core.store.store import StoreUnavailable
from core.work.context import WorkContext

log = structlog.get_logger(__name__)


async def tidy(context: WorkContext) -> None:
    """Remove progress messages of jobs that ended right before the process did.

    An unavailable database is logged: the next start tries again.
    """
    try:
        async with context.store.read() as tx:
            found = await tx.jobs.untidy()
        for job in found:
            if job.progress is None or not context.outbox.serves(job.address):
                continue
            await context.outbox.delete(job.address, job.progress)
            async with context.store.begin() as tx:
                await tx.jobs.tidied(job.id)
    except StoreUnavailable as error:
        log.warning("not tidied", error=str(error))
