"""Stopping what somebody asked for: what waits and what runs, or one job by its button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from core.clock import Clock
from core.handlers.responder import Person, Responder
from core.inbox.waiting import withdraw
from core.store.records import AccountKind, Job, JobKind, JobState
from core.store.store import Store, Tx

Cancel = Callable[[Job], Awaitable[bool]]


class CancelHandler:
    """Stops jobs and takes back requests that are none yet."""

    def __init__(self, store: Store, cancel: Cancel, responder: Responder, clock: Clock) -> None:
        self._store = store
        self._cancel = cancel
        self._responder = responder
        self._clock = clock

    async def everything(self, person: Person, row: int) -> None:
        """Stop what waits and what runs in this conversation, the waiting ones first.

        `row` is the incoming row that asked for it: what came later is not meant, not even when
        the row is read a second time after a crash.
        """
        async with self._store.begin() as tx:
            dropped, numbers = await self._meant(tx, person.address.conversation, row)
            found = [await tx.jobs.find(number) for number in reversed(numbers)]
        stopped = [
            job
            for job in found
            if job is not None and (job.state is JobState.CANCELLED or await self._cancel(job))
        ]
        await self._responder.tell(person, cancelled(person, stopped, dropped))
        async with self._store.begin() as tx:
            await tx.intake.consume([row])
            await tx.intake.drop_note(f"cancel/{row}")

    async def _meant(self, tx: Tx, lane: str, row: int) -> tuple[int, list[int]]:
        """How many requests were taken back, and the jobs there were, at that row's first reading.

        Read again, it means the same: neither what came since, nor "there is nothing to cancel".
        """
        key = f"cancel/{row}"
        if known := await tx.intake.note(key):
            dropped, *numbers = map(int, known.split())
            return dropped, numbers
        dropped = await withdraw(tx, lane, row, self._clock.now())
        numbers = [job.id for job in await tx.jobs.open(lane)]
        await tx.intake.put_note(key, " ".join(map(str, (dropped, *numbers))))
        return dropped, numbers

    async def paid_by_own_account(self, person: Person) -> Sequence[Job]:
        """Stop what waits in any conversation to be paid by the account that they linked."""
        async with self._store.begin() as tx:
            linked = await tx.people.account(person.user.id, AccountKind.LINKED)
            waiting = await tx.jobs.waiting_of(person.user.id) if linked is not None else ()
        return [job for job in waiting if await self._cancel(job)]

    async def one(self, person: Person, job: Job) -> None:
        """Stop one job, by its button."""
        stopped = [job] if await self._cancel(job) else []
        await self._responder.tell(person, cancelled(person, stopped))


def cancelled(person: Person, stopped: Sequence[Job], dropped: int = 0) -> str:
    """What was stopped, by the furthest that any of it had come.

    `dropped` requests had not even become jobs.
    """
    if not stopped and not dropped:
        return person.say("cancel-nothing")
    if any(job.kind is JobKind.EXPORT and job.state is not JobState.NEW for job in stopped):
        return person.say("cancel-export")
    if any(job.state is JobState.SENT or job.sent is not None for job in stopped):
        return person.say("cancel-running")
    if any(job.state is JobState.UPLOADING for job in stopped):
        return person.say("cancel-upload")
    chains = sum(job.parent is None for job in stopped) + dropped
    return person.say("cancel-queued", count=chains or 1)
