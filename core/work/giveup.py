"""The end of a job that fails and fails for a reason nobody foresaw: told as what it is.

design, "Work that survives": a job whose prompt went out, or whose render was submitted, has not
failed: nobody knows, and the person is told so with the state as it stands.
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
from core.work import compose
from core.work.deliver import deliver, undeliverable
from core.work.tools import Tools

log = structlog.get_logger(__name__)

# It may be carried out, or have been, whatever became of us.
OUT = (JobState.SENT, JobState.SUBMITTING, JobState.POLLING)


async def give_up(tools: Tools, job: Job) -> None:
    """End a job: with an honest failure, or as unknown when what it asks for is out already."""
    log.error("job given up", job=job.id, state=job.state)
    if job.state not in (*ENDED, JobState.ANSWERED):
        ending, posts = await _told(tools, job)
        await tools.ledger.answer(job, (job.state,), Result(ending), posts)
    current = await tools.ledger.get(job.id)
    try:
        async with tools.screen(current) as screen:
            await deliver(tools, current, screen)
    except (StoreUnavailable, VaultError):
        raise
    except Exception:
        log.exception("giving up failed too", job=job.id)
        await _never_told(tools, current)


async def _told(tools: Tools, job: Job) -> tuple[Ending, list[Post]]:
    rest = await _rest(tools, job)
    if job.state not in OUT:
        message = Message(say(job.language, "error-gave-up") + rest)
        return Ending.FAILURE, [Post(named(job.address, message))]
    if job.kind is JobKind.EXPORT:
        message = Message(say(job.language, "export-timeout") + rest)
        return Ending.UNKNOWN, [Post(named(job.address, message))]
    try:
        message = await _state(tools, job)
        message = replace(message, text=message.text + rest)
        pages = tools.outbox.pages(job.address, message)
    except (StoreUnavailable, VaultError):
        raise
    except Exception:
        # It may be the very thing that the job kept failing at.
        log.exception("state not told", job=job.id)
        pages = (named(job.address, compose.unknown(job, None).message),)
    return Ending.UNKNOWN, [Post(page) for page in pages]


async def _rest(tools: Tools, job: Job) -> str:
    """A word about what was to follow the job, where something was."""
    async with tools.store.begin() as tx:
        more = await tx.jobs.children(job.id)
    return f"\n\n{say(job.language, 'cancel-follow-up')}" if more else ""


async def _state(tools: Tools, job: Job) -> Message:
    nemo = tools.backend.nemo
    project = await tools.projects.get(job.project)
    state = await tools.backend.read(
        job.user, lambda token: nemo.state(token, project.session), account=project.account
    )
    return compose.unknown(job, state.draft).message


async def _never_told(tools: Tools, job: Job) -> None:
    """An answer that cannot even be posted ends its job; where none of it is out, that is said."""
    async with tools.store.begin() as tx:
        parts = await tx.parts.deliveries(job.id)
    await undeliverable(tools, job)
    if parts and parts[0].state is DeliveryState.NEW:
        await tools.outbox.say(job.address, Message(say(job.language, "error-gave-up")))
    await tools.ledger.finish(job)
