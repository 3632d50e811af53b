"""Stopping what somebody asked for: what waits and what runs, or one job by its button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from core.buttons import ButtonAction, decode
from core.chat import Keyboard
from core.clock import Clock
from core.handlers.lapsed import tell_lapsed
from core.handlers.readings import lapse_held
from core.handlers.responder import Person, Responder
from core.inbox.waiting import withdraw
from core.language.phrases import sentences
from core.store.records import AccountKind, Job, JobKind, JobState
from core.store.store import Store, Tx

Cancel = Callable[[Job], Awaitable[bool]]
_LOOKED_AT: Final = 5
"""Of the newest jobs: the others may be talk, or exports of what was changed."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a /cancel is about: requests taken back, jobs, and turns whose question lapses.

    `held`: how many questions lapse that were asked before anything was done.
    """

    dropped: int
    jobs: Sequence[int]
    questions: Sequence[int]
    held: int


class CancelHandler:
    """Stops jobs and takes back requests that are none yet."""

    def __init__(self, store: Store, cancel: Cancel, responder: Responder, clock: Clock) -> None:
        self._store = store
        self._cancel = cancel
        self._responder = responder
        self._clock = clock

    async def everything(self, person: Person, row: int, *, instead: bool = False) -> None:
        """Stop what waits and what runs in this conversation, the waiting ones first.

        `row` is the incoming row that asked for it: what came later is not meant, not even when
        the row is read a second time after a crash. `instead`: it also asks for something else,
        which takes the row, lapses the questions, and is then told here (`settle`).
        """
        async with self._store.begin() as tx:
            meant = await self._meant(tx, person, row, instead)
            found = [await tx.jobs.find(number) for number in reversed(meant.jobs)]
        stopped = [
            job
            for job in found
            if job is not None and (job.state is JobState.CANCELLED or await self._cancel(job))
        ]
        lapsed = bool(meant.questions or meant.held)
        told = bool(stopped or meant.dropped) or not (lapsed or instead)
        if told:
            undo = () if stopped or meant.dropped else await self._undo(person)
            text = cancelled(person, stopped, meant.dropped)
            if undo:  # "annule" may have meant that
                text = person.say("cancel-nothing-running", button=undo[0][0].label)
            await self._responder.tell(person, text, undo)
        await tell_lapsed(
            self._store, self._responder, person, meant.questions, meant.held, aloud=not told
        )
        if not instead:
            await self.settle(row)

    async def _undo(self, person: Person) -> Keyboard:
        """What takes back the last change, if one of the last answers in the project made one."""
        async with self._store.read() as tx:
            project = await tx.projects.active(person.address.conversation)
            latest = await tx.jobs.latest(project.id, _LOOKED_AT) if project is not None else ()
            own = [job for job in latest if job.user == person.user.id]
            posted = [part for job in own for part in await tx.parts.deliveries(job.id)]
        for each in (b for part in posted for row in part.content.message.buttons for b in row):
            pressed = decode(each.data)
            if pressed is not None and pressed.action is ButtonAction.UNDO:
                return ((each,),)
        return ()

    async def settle(self, row: int) -> None:
        """The row is read no more."""
        async with self._store.begin() as tx:
            await tx.intake.consume([row])
            await tx.intake.drop_note(f"cancel/{row}")

    async def _meant(self, tx: Tx, person: Person, row: int, instead: bool) -> _Meant:
        """What there was to stop at that row's first reading.

        Read again, it means the same: neither what came since, nor "there is nothing to cancel".
        """
        key, lane = f"cancel/{row}", person.address.conversation
        if known := await tx.intake.note(key):
            work, asked, held, *_ = (*known.split("|"), "0")
            dropped, *jobs = map(int, work.split())
            return _Meant(dropped, jobs, [int(turn) for turn in asked.split()], int(held))
        meant = _Meant(
            dropped=await withdraw(tx, lane, row),
            jobs=[job.id for job in await tx.jobs.open(lane)],
            questions=[] if instead else await tx.questions.lapse_all(lane),
            held=await lapse_held(tx, person),
        )
        work = " ".join(map(str, (meant.dropped, *meant.jobs)))
        asked = " ".join(map(str, meant.questions))
        await tx.intake.put_note(key, f"{work}|{asked}|{meant.held}")
        return meant

    async def paid_by_own_account(self, person: Person) -> Sequence[Job]:
        """Stop what waits in any conversation to be paid by the account that they linked."""
        async with self._store.read() as tx:
            linked = await tx.people.account(person.user.id, AccountKind.LINKED)
            waiting = await tx.jobs.waiting_of(person.user.id) if linked is not None else ()
        return [job for job in waiting if await self._cancel(job)]

    async def all_of(self, person: Person) -> None:
        """Stop whatever of theirs is open, in any conversation, without a word."""
        async with self._store.read() as tx:
            found = await tx.jobs.open_of(person.user.id)
        for job in reversed(found):
            await self._cancel(job)

    async def one(self, person: Person, job: Job) -> None:
        """Stop one job, by its button, and with it the rest of its series, the last one first."""
        async with self._store.read() as tx:
            rest = await tx.jobs.rest_of(job)
        stopped = [each for each in (*reversed(rest), job) if await self._cancel(each)]
        await self._responder.tell(person, cancelled(person, stopped))


def cancelled(person: Person, stopped: Sequence[Job], dropped: int = 0) -> str:
    """What was stopped, by the furthest that any of it had come, and how much waited behind it.

    `dropped` requests had not even become jobs.
    """
    if not stopped and not dropped:
        return person.say("cancel-nothing")
    head = _furthest(stopped)
    if head is JobState.NEW:
        chains = sum(job.parent is None for job in stopped) + dropped
        return person.say("cancel-queued", count=chains or 1)
    waiting = dropped + sum(
        job.parent is None
        and job.sent is None
        and job.state is not head
        and job.state in (JobState.NEW, JobState.UPLOADING)
        for job in stopped
    )
    told = [person.say(_FURTHEST[head])]
    if waiting:
        told.append(person.say("cancel-waiting", count=waiting))
    return sentences(person.language, *told)


def _furthest(stopped: Sequence[Job]) -> JobState:
    """How far the work had come: a render, a prompt, an upload, or nothing yet."""
    if any(job.kind is JobKind.EXPORT and job.state is not JobState.NEW for job in stopped):
        return JobState.POLLING
    if any(job.state is JobState.SENT or job.sent is not None for job in stopped):
        return JobState.SENT
    if any(job.state is JobState.UPLOADING for job in stopped):
        return JobState.UPLOADING
    return JobState.NEW


_FURTHEST: Final = {
    JobState.POLLING: "cancel-export",
    JobState.SENT: "cancel-running",
    JobState.UPLOADING: "cancel-upload",
}
