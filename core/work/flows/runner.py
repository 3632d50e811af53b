"""Runs a job's flow, again after an exception, and gives up with a sentence in the end."""

from __future__ import annotations

import structlog

from core.store.records import ENDED, Job, JobKind, JobState
from core.store.store import StoreUnavailable
from core.store.vault import VaultError
from core.work.context import WorkContext
from core.work.flows.export import export
from core.work.flows.give_up import give_up
from core.work.flows.turn import turn

log = structlog.get_logger(__name__)

FLOWS = {JobKind.TURN: turn, JobKind.UPLOAD: turn, JobKind.EXPORT: export}
TRIES = 5
BACKOFF = (1.0, 3.0, 10.0, 30.0)
STORE_WAIT = 5.0
LONG_WAIT = 30.0


class Runner:
    """`run` is what a dispatch calls, for every job, any number of times."""

    def __init__(self, context: WorkContext) -> None:
        self._context = context

    async def run(self, number: int) -> None:
        """Carry a job to its end; returns when it has ended.

        A job whose flow keeps failing for a reason that nobody foresaw is given up after 5 tries
        (told as failed, or as unknown when its prompt is out), so that its lane goes on. An
        unavailable database is waited for, and so is a key that this process lacks (a rotation that
        it was not started for): no failure of the job's.
        """
        while True:
            try:
                job = await self._context.ledger.get(number)
                if job.state in ENDED:
                    return
                if job.tries >= TRIES:
                    await give_up(self._context, job)
                    return
                await self._carry(job)
                return
            except StoreUnavailable as error:
                log.error("database unavailable", job=number, error=str(error))
                await self._context.clock.sleep(STORE_WAIT)
            except VaultError as error:
                log.error("job waits for its key", job=number, error=str(error))
                await self._context.clock.sleep(LONG_WAIT)
            except Exception:
                # Outside of the flow, where its tries can't be counted: its lane has to wait.
                log.exception("job not carried", job=number)
                await self._context.clock.sleep(LONG_WAIT)

    async def _carry(self, job: Job) -> None:
        if job.state is JobState.NEW:
            waited = self._context.clock.now() - job.created
            self._context.metrics.begun(job.kind.value, max(0.0, waited.total_seconds()))
        with structlog.contextvars.bound_contextvars(job=job.id, conversation=job.lane):
            while job.state not in ENDED:
                now = None
                try:
                    now = await FLOWS[job.kind](self._context, job)
                except (StoreUnavailable, VaultError):
                    raise
                except Exception:
                    # Whatever it is, the flow may be called again: it goes on from the row.
                    log.exception("flow failed", tries=job.tries + 1)
                    await self._count(job)
                    if job.tries + 1 >= TRIES:
                        await give_up(self._context, await self._context.ledger.get(job.id))
                        return
                    await self._context.clock.sleep(BACKOFF[min(job.tries, len(BACKOFF) - 1)])
                job = now or await self._context.ledger.get(job.id)

    async def _count(self, job: Job) -> None:
        async with self._context.store.begin() as tx:
            await tx.jobs.set(job.id, tries=job.tries + 1)
