"""Telling the answer: each post once, or visibly marked as a possible repeat.

docs/decisions.md#work-that-survives. `delivering` is committed before the post. What was
surely not posted goes back to `new`; whatever finds `delivering` there may be a repeat: it goes
out under the same nonce while the platform still knows that, and marked otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from core.chat import (
    Address,
    Ambiguous,
    ChatError,
    ChatKind,
    Flood,
    Gone,
    Unreachable,
)
from core.store.records import Delivery, DeliveryState, Job
from core.store.retry import until_stored
from core.work.answers.progress import ProgressMessage
from core.work.context import WorkContext
from core.work.flows.posting import Kept, Posting

log = structlog.get_logger(__name__)

# Seconds between tries of unknown fate, some ten minutes in all: a broken line is mended by then,
# or nobody knows when. Each may have been posted, so they are few.
DOUBT_WAITS = (5.0, 30.0, 60.0, 180.0, 300.0)
# A process that died while posting may have died before the post: that counts for less than the
# platform's own doubtful answer, but a post that kills its process is not tried for ever.
TRIES = 10
# With those that follow when the conversation is heard of again.
ALL_TRIES = 20
WAIT = 5.0
LONGEST_WAIT = 300.0
# However old an answer seems after a start: the wall clock alone takes none away.
LEAST = 3600.0
OPEN = (DeliveryState.NEW, DeliveryState.DELIVERING)


async def deliver(context: WorkContext, job: Job, progress: ProgressMessage) -> Job | None:
    """Post what the job came to, part by part, then take its progress message away.

    The job as it has ended; None where it had before.
    """
    async with context.store.read() as tx:
        parts = await tx.parts.deliveries(job.id)
        doubtful = await tx.parts.doubtful(job.lane)
    arrives = True
    for part in parts:
        if part.state in OPEN:
            state = await _Part(context, job, progress, part).deliver()
            arrives = arrives and state is DeliveryState.DONE
            if state in (DeliveryState.UNDELIVERABLE, DeliveryState.KEPT):
                await _leave(context, job, state)
                break
    if arrives and doubtful:
        await post_again(context, job.lane)
    return await context.ledger.finish(job, await progress.away())


async def post_again(context: WorkContext, lane: str) -> None:
    """Post what may never have arrived in a conversation once more, marked as a possible repeat.

    Called where the conversation is heard of, or something has just been posted there.
    """
    if not await _doubtful(context, lane):
        return
    async with context.store.claims.claimed(f"doubtful/{lane}") as mine:
        for part in await _doubtful(context, lane) if mine else ():
            job = await context.ledger.get(part.job)
            if not await _Part(context, job, None, part).once():
                return


async def give_kept(context: WorkContext, heard: Address) -> None:
    """Give somebody, where they are heard of, what could not be posted when it was ready.

    In a group only what was asked there.
    """
    if not await _kept(context, heard):
        return
    async with context.store.claims.claimed(f"kept/{heard.person}") as mine:
        for part in await _kept(context, heard) if mine else ():
            job = await context.ledger.get(part.job)
            if not await _Part(context, job, None, part, heard).once():
                return


@dataclass(frozen=True, slots=True)
class Old:
    """Which answers of before wait where somebody is heard of."""

    doubtful: bool
    kept: bool


async def old_answers(context: WorkContext, heard: Address) -> Old:
    """Whether `post_again` and `give_kept` have anything to do there."""
    async with context.store.read() as tx:
        lane, kept_in = heard.conversation, _lane_of(heard)
        return Old(*await tx.parts.left_over(lane, heard.person, kept_in))


def _lane_of(heard: Address) -> str | None:
    """In a group only what was asked there is given."""
    return None if heard.kind is ChatKind.PRIVATE else heard.conversation


async def _kept(context: WorkContext, heard: Address) -> Sequence[Delivery]:
    async with context.store.read() as tx:
        return await tx.parts.kept(heard.person, _lane_of(heard))


async def _doubtful(context: WorkContext, lane: str) -> Sequence[Delivery]:
    async with context.store.read() as tx:
        return await tx.parts.doubtful(lane)


async def undeliverable(context: WorkContext, job: Job) -> None:
    """Nothing more of the job's answer is posted."""
    await _leave(context, job, DeliveryState.UNDELIVERABLE)


async def _leave(context: WorkContext, job: Job, to: DeliveryState) -> None:
    log.warning("answer not posted", job=job.id, conversation=job.lane, state=to)
    async with context.store.begin() as tx:
        for part in await tx.parts.deliveries(job.id):
            await tx.parts.step_delivery(job.id, part.part, OPEN, to)


class _Part:
    """One post, until it is out or cannot be."""

    def __init__(
        self,
        context: WorkContext,
        job: Job,
        progress: ProgressMessage | None,
        part: Delivery,
        heard: Address | None = None,
    ) -> None:
        """`heard` is where its person is now, to whom it is given late."""
        self._context = context
        self._job = job
        self._part = part
        now = context.clock.now()
        self._begun = part.begun or now
        self._until = context.clock.monotonic() + self._left((now - self._begun).total_seconds())
        self._posting = Posting(context, job, part, progress, heard, self._begun, self._may_be_out)
        again = part.state in (DeliveryState.DOUBTFUL, DeliveryState.KEPT)
        self._trying = DeliveryState.DOUBTFUL if again else DeliveryState.DELIVERING
        self._tries = part.tries
        self._doubts = 0
        self._wait = WAIT

    async def deliver(self) -> DeliveryState:
        """What came of it; after UNDELIVERABLE nothing more can be posted there.

        A part that may have been posted six times is left at that for now (`post_again`).
        """
        context = self._context
        while self._doubts <= len(DOUBT_WAITS) and self._tries < TRIES:
            if self._too_late():
                return DeliveryState.UNDELIVERABLE
            try:
                ref = await self._posting.post()
            except (Flood, Unreachable) as error:
                # Surely not posted: what comes next is no repeat of this try.
                back = DeliveryState.DELIVERING if self._posting.repeat else DeliveryState.NEW
                await self._step(back, tries=self._tries)
                await self._pause(error)
            except Ambiguous as error:
                self._tries += 1
                self._posting.repeat = True
                await self._doubt(error)
            except (Gone, Kept) as error:
                log.info("nothing more there", job=self._job.id, reason=str(error))
                if isinstance(error, Kept) or not self._posting.move():
                    await self._step(DeliveryState.KEPT)
                    return DeliveryState.KEPT
            except ChatError as error:
                log.error("post refused", job=self._job.id, error=repr(error))
                return DeliveryState.UNDELIVERABLE
            else:
                # Lost, this note would make the next run post it again.
                done = partial(self._step, DeliveryState.DONE, message_ref=ref)
                await until_stored(context.clock, done)
                return DeliveryState.DONE
        log.warning("may not have been posted", job=self._job.id, part=self._part.part)
        await self._step(DeliveryState.DOUBTFUL)
        return DeliveryState.DOUBTFUL

    async def once(self) -> bool:
        """One more try of what is doubtful; True when it is out, or never will be."""
        try:
            ref = await self._posting.post()
        except (Flood, Unreachable) as error:
            log.info("post not out yet", job=self._job.id, error=repr(error))
            await self._step(self._part.state, tries=self._tries)
            return False
        except (Gone, Kept) as error:
            log.info("still nothing there", job=self._job.id, reason=str(error))
            await self._step(DeliveryState.KEPT)
            return False
        except Ambiguous as error:
            log.info("post not known to be out", job=self._job.id, error=repr(error))
            if self._tries + 1 < ALL_TRIES:
                return False
            log.error("never known to be posted", job=self._job.id, part=self._part.part)
        except ChatError as error:
            log.error("post refused", job=self._job.id, error=repr(error))
        else:
            await until_stored(
                self._context.clock, partial(self._step, DeliveryState.DONE, message_ref=ref)
            )
            return True
        await self._step(DeliveryState.UNDELIVERABLE)
        return True

    def _left(self, age: float) -> float:
        """Seconds to go on trying; a wall clock that jumped, or a long night, leaves an hour."""
        limit = self._context.waits.delivery_limit
        return min(limit, max(limit - age, LEAST))

    def _too_late(self) -> bool:
        return self._context.clock.monotonic() > self._until

    async def _doubt(self, error: ChatError) -> None:
        """Wait after each try of unknown fate but the last, longer every time."""
        if self._doubts < len(DOUBT_WAITS):
            log.info("post not known to be out", job=self._job.id, error=repr(error))
            await self._context.clock.sleep(DOUBT_WAITS[self._doubts])
        self._doubts += 1

    async def _pause(self, error: ChatError) -> None:
        log.info("post not out yet", job=self._job.id, error=repr(error))
        if isinstance(error, Flood):
            await self._context.clock.sleep(error.retry_after)
            return
        await self._context.clock.sleep(self._wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT)

    async def _step(self, to: DeliveryState, **columns: object) -> None:
        expected = OPEN if self._trying in OPEN else (DeliveryState.DOUBTFUL, DeliveryState.KEPT)
        async with self._context.store.begin() as tx:
            await tx.parts.step_delivery(self._job.id, self._part.part, expected, to, **columns)

    async def _may_be_out(self) -> None:
        """Committed before a post: whoever finds it there can't know whether it was made."""
        await self._step(self._trying, tries=self._tries + 1, begun=self._begun)
