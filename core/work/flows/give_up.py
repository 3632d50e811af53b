"""The end of a job that fails and fails for a reason nobody foresaw: told as what it is.

docs/decisions.md#work-that-survives: a job whose prompt went out, or whose render was submitted,
has not failed: nobody knows, and the person is told so with the state as it stands.
"""

from __future__ import annotations

from dataclasses import replace

import structlog

from core.chat import Message
from core.language.phrases import say
from core.outbox import named
from core.store.records import ENDED, DeliveryState, Ending, Job, JobKind, JobState, Post, Result
from core.store.store import StoreUnavailable
from core.store.vault import VaultError
from core.work.answers import replies
from core.work.context import WorkContext
from core.work.flows.deliver import deliver, undeliverable

log = structlog.get_logger(__name__)

# It may be carried out, or have been, whatever became of us.
OUT = (JobState.SENT, JobState.SUBMITTING, JobState.POLLING)


async def give_up(context: WorkContext, job: Job) -> None:
    """End a job: with an honest failure, or as unknown when what it asks for is out already."""
    log.error("job given up", job=job.id, state=job.state)
    if job.state not in (*ENDED, JobState.ANSWERED):
        ending, posts = await _told(context, job)
        await context.ledger.answer(job, (job.state,), Result(ending), posts)
    current = await context.ledger.get(job.id)
    try:
        async with context.progress(current) as progress:
            await deliver(context, current, progress)
    except (StoreUnavailable, VaultError):
        raise
    except Exception:
        log.exception("giving up failed too", job=job.id)
        await _never_told(context, current)


async def _told(context: WorkContext, job: Job) -> tuple[Ending, list[Post]]:
    rest = await _rest(context, job)
    if job.state not in OUT:
        message = Message(say(job.language, "error-gave-up") + rest)
        return Ending.FAILURE, [Post(named(job.address, message))]
    if job.kind is JobKind.EXPORT:
        message = Message(say(job.language, "export-timeout") + rest)
        return Ending.UNKNOWN, [Post(named(job.address, message))]
    try:
        message = await _state(context, job)
        message = replace(message, text=message.text + rest)
        pages = context.outbox.pages(job.address, message)
    except (StoreUnavailable, VaultError):
        raise
    except Exception:
        # It may be the very thing that the job kept failing at.
        log.exception("state not told", job=job.id)
        pages = (named(job.address, replies.unknown(job, None).message),)
    return Ending.UNKNOWN, [Post(page) for page in pages]


async def _rest(context: WorkContext, job: Job) -> str:
    """A word about what was to follow the job, where something was."""
    async with context.store.read() as tx:
        more = await tx.jobs.children(job.id)
    return f"\n\n{say(job.language, 'cancel-follow-up')}" if more else ""


async def _state(context: WorkContext, job: Job) -> Message:
    state = await context.projects.state(await context.projects.get(job.project))
    return replies.unknown(job, state.draft).message


async def _never_told(context: WorkContext, job: Job) -> None:
    """An answer that cannot even be posted ends its job; where none of it is out, that is said."""
    async with context.store.read() as tx:
        parts = await tx.parts.deliveries(job.id)
    await undeliverable(context, job)
    if parts and parts[0].state is DeliveryState.NEW:
        await context.outbox.say(job.address, Message(say(job.language, "error-gave-up")))
    await context.ledger.finish(job)
