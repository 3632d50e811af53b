"""What may happen to a job: accepted, stepped on, answered, cancelled; all of it durable.

docs/decisions.md#work-that-survives: every step is a compare-and-set, committed before what it
allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import Any

import structlog

from core.chat import Address, Attachment
from core.clock import Clock
from core.config import Caps
from core.language import intents
from core.metrics import Metrics
from core.store.records import (
    ENDED,
    AccountKind,
    Asked,
    Ending,
    FileState,
    Job,
    JobKind,
    JobState,
    NewJob,
    Post,
    RenderAttempt,
    Result,
    Snapshot,
)
from core.store.store import Store, Tx
from core.work.caps import Allowance, DailyCaps
from core.work.dispatch.protocol import Dispatch
from core.work.lane import LANE_BOUND, LaneFull, chains
from core.work.names import named, title_of

log = structlog.get_logger(__name__)

# Done in the transaction that accepts a request; False: it is not accepted after all.
Within = Callable[[Tx], Awaitable[bool]]

WAITING = (FileState.NEW, FileState.SENDING)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The first job of a chain, and how many chains of its lane come before it."""

    job: Job
    ahead: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """Where the projects of a series are made, and what each is called, with its number behind."""

    place: Address
    titles: Sequence[str]


class Right(Enum):
    """What came of asking for the right to send a prompt, or to submit a render."""

    OURS = auto()
    GONE = auto()  # the job was cancelled meanwhile
    NOT_YET = auto()  # a late file joined: it goes up first
    CAPPED = auto()  # the day's number is used up, on an account that is counted


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of asking to send a prompt; `job` as it is sent."""

    right: Right
    job: Job


class Ledger:
    """The rows of work, and the dispatch that is told of them."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        dispatch: Dispatch,
        caps: Caps,
        metrics: Metrics | None = None,
        *,
        free: bool = False,
    ) -> None:
        """`free`: no prompt costs anything."""
        self._store = store
        self._clock = clock
        self._dispatch = dispatch
        self._caps = DailyCaps(caps, clock, free=free)
        self._metrics = metrics or Metrics()

    async def accept(
        self, rows: Sequence[int], chain: Sequence[NewJob], within: Within | None = None
    ) -> Accepted | None:
        """Turn incoming rows into a chain of jobs, in one transaction, with what is done `within`.

        None when the rows or the chain's origin were taken before (a duplicate). Raises LaneFull
        or CapReached; the rows stay open then, for the caller to answer and consume.
        """
        return await self._accept(rows, [chain], within)

    async def accept_series(
        self, rows: Sequence[int], series: Sequence[Sequence[NewJob]], fresh: Fresh
    ) -> Accepted | None:
        """The same for several chains at once, each with a project of its own, made for it.

        They are one request of their lane, and as many as there are to the day's caps.
        """
        return await self._accept(rows, series, None, fresh)

    async def _accept(
        self,
        rows: Sequence[int],
        series: Sequence[Sequence[NewJob]],
        within: Within | None,
        fresh: Fresh | None = None,
    ) -> Accepted | None:
        async with self._store.begin() as tx:
            accepted = await self._insert(tx, rows, series, within, fresh)
            if accepted is None:
                first, jobs = None, await self._known(tx, series)
            else:
                first, jobs = accepted
        for job in jobs:
            self._dispatch.wake(job)
        return first

    async def _known(self, tx: Tx, series: Sequence[Sequence[NewJob]]) -> list[Job]:
        """What is open of a chain that was accepted before, maybe without our having heard so."""
        found = [await tx.jobs.by_origin(new.origin) for chain in series for new in chain]
        return [job for job in found if job is not None and job.state not in ENDED]

    async def _insert(
        self,
        tx: Tx,
        rows: Sequence[int],
        series: Sequence[Sequence[NewJob]],
        within: Within | None,
        fresh: Fresh | None,
    ) -> tuple[Accepted, list[Job]] | None:
        head = series[0][0]
        await tx.serialise(head.address.conversation)
        if await tx.jobs.by_origin(head.origin) is not None:
            await tx.intake.consume(rows)
            return None
        waiting = chains(await tx.jobs.open(head.address.conversation))
        if len(waiting) >= LANE_BOUND:
            raise LaneFull
        for kind, count in Counter(new.kind for chain in series for new in chain).items():
            await self._caps.check(tx, head.user, kind, count)
        if rows and not await tx.intake.consume(rows):
            return None
        if within is not None and not await within(tx):
            return None
        jobs: list[Job] = []
        for n, chain in enumerate(series, 1):
            project = chain[0].project
            if fresh is not None and not project:
                title = f"{fresh.titles[n - 1]} ({n}/{len(series)})".strip()
                made = await tx.projects.add(
                    fresh.place, user=head.user, title=title, now=self._clock.now()
                )
                project = made.id
            jobs += await self._add(tx, [replace(new, project=project) for new in chain])
        return Accepted(jobs[0], len(waiting)), jobs

    async def _add(self, tx: Tx, chain: Sequence[NewJob]) -> list[Job]:
        head, jobs = chain[0], list[Job]()
        for new in chain:
            job = await tx.jobs.add(
                new, parent=jobs[-1].id if jobs else None, now=self._clock.now()
            )
            if job is None:
                raise RuntimeError(f"origin used twice in one chain: {new.origin}")
            await tx.parts.add_files(job.id, named(new.files))
            await self._dispatch.enqueue(tx, job)
            jobs.append(job)
        text = head.request.text if head.kind is JobKind.TURN else ""
        title = "" if intents.is_talk(text, head.language) else title_of(text)
        await tx.projects.touch(head.project, self._clock.now(), title)
        return jobs

    async def check_cap(self, user: int, kind: JobKind) -> None:
        """Raise CapReached where one more job would be refused now."""
        async with self._store.begin() as tx:
            await self._caps.check(tx, user, kind)

    async def allowances(self, user: int) -> Sequence[Allowance]:
        """What is left of each day's number that holds for a person."""
        async with self._store.begin() as tx:
            return await self._caps.left(tx, user)

    async def join(
        self, rows: Sequence[int], job: int, files: Sequence[Attachment], more: str = ""
    ) -> bool:
        """Add late files, and words, to a job whose prompt has not gone out; False when it has."""
        async with self._store.begin() as tx:
            waiting = (JobState.NEW, JobState.UPLOADING)
            # Held, so that a flow stepping to `sent` right now comes before us or after us.
            found = await tx.jobs.hold(job)
            if found.state not in waiting or not await tx.intake.consume(rows):
                return False
            await tx.parts.add_files(job, named(files))
            text = "\n".join(part for part in (found.request.text, more) if part)
            await tx.jobs.set(job, request=replace(found.request, text=text))
            return True

    async def reword(self, job: int, message: str, text: str) -> bool:
        """Change the words of one message in a prompt that has not gone out; False when it has."""
        async with self._store.begin() as tx:
            found = await tx.jobs.hold(job)
            before = found.request.said.get(message, "")
            if found.state not in (JobState.NEW, JobState.UPLOADING) or not before:
                return False
            request = replace(
                found.request,
                text=found.request.text.replace(before, text, 1),
                said={**found.request.said, message: text},
            )
            await tx.jobs.set(job, request=request)
            return True

    async def step(
        self, job: Job, expected: Sequence[JobState], to: JobState, **columns: Any
    ) -> bool:
        """Go on, unless somebody else did (or cancelled it)."""
        async with self._store.begin() as tx:
            return await tx.jobs.step(job.id, expected, to, now=self._clock.now(), **columns)

    async def send(self, job: Job, before: Snapshot, account: AccountKind) -> Sent:
        """Commit the right to send a prompt with that account; a question still open there lapses.

        Nobody gets it twice. The job's words may have been edited since it was read, or more of
        them joined. Who has unlinked an account since it was accepted is held to the cap here.
        """
        async with self._store.begin() as tx:
            if not await all_up(tx, job.id):
                return Sent(Right.NOT_YET, job)
            if account is not AccountKind.LINKED and await self._caps.reached(tx, job):
                return Sent(Right.CAPPED, job)
            now = self._clock.now()
            states = (JobState.NEW, JobState.UPLOADING)
            sent = await tx.jobs.stepped(
                job.id, states, JobState.SENT, now=now, before=before, sent=now
            )
            if sent is None:
                return Sent(Right.GONE, job)
            await tx.questions.lapse(job.project)
            return Sent(Right.OURS, sent)

    async def submit(self, attempt: RenderAttempt, job: Job, account: AccountKind) -> Right:
        """Commit the right to submit a render under this id; a first one is held to the cap."""
        states = (JobState.NEW, JobState.SUBMITTING, JobState.POLLING)
        async with self._store.begin() as tx:
            counted = attempt.n == 0 and account is not AccountKind.LINKED
            if counted and await self._caps.reached(tx, job):
                return Right.CAPPED
            now, to = self._clock.now(), JobState.SUBMITTING
            if not await tx.jobs.step(job.id, states, to, now=now, polls=0, due=None):
                return Right.GONE
            await tx.parts.add_attempt(attempt)
        return Right.OURS

    async def cap(self, job: Job) -> int:
        """How many of these its person may have a day."""
        async with self._store.begin() as tx:
            return await self._caps.of(tx, job.user, job.kind) or 0

    async def get(self, job: int) -> Job:
        """The row as it is now."""
        async with self._store.read() as tx:
            return await tx.jobs.get(job)

    async def answer(
        self,
        job: Job,
        expected: Sequence[JobState],
        result: Result,
        posts: Sequence[Post],
        *,
        whole: bool = False,
        asked: Asked | None = None,
        used: float | None = None,
    ) -> Job | None:
        """Commit what will be told, which gives the job as it is then; None where it has gone on.

        A failure cancels the rest of the chain.

        `whole`: not while a file of it waits. `asked`: the turn ended with a question, and the
        rest of the chain waits for its answer. `used`: the credits that it is known to have cost.
        """
        rest: list[Job] = []
        async with self._store.begin() as tx:
            if whole and not await all_up(tx, job.id):
                return None
            columns: dict[str, Any] = {"result": result, "used": used, "now": self._clock.now()}
            answered = await tx.jobs.stepped(job.id, expected, JobState.ANSWERED, **columns)
            if answered is None:
                return None
            await tx.parts.add_posts(job.id, posts)
            if asked is not None:
                rest += await self._ask(tx, job, asked)
            if result.ending is not Ending.RESULT:
                rest += await self._cancel_chain(tx, job)
        self._tell(rest, Ending.CANCELLED)
        return answered

    async def _ask(self, tx: Tx, job: Job, asked: Asked) -> list[Job]:
        """An export that was to follow comes behind the answer: what it would show is not made."""
        rest = await tx.jobs.children(job.id)
        quality = next((c.request.quality for c in rest if c.kind is JobKind.EXPORT), "")
        cancelled = await self._cancel_chain(tx, job)
        await tx.questions.add(job, replace(asked, quality=quality))
        return cancelled

    async def finish(
        self, job: Job, note: Callable[[Tx], Awaitable[None]] | None = None
    ) -> Job | None:
        """Everything was told: the job has ended, which is noted together with `note`.

        As it is then; None where it had ended before.
        """
        ending = Ending.RESULT if job.result is None else job.result.ending
        to = JobState.FAILED if ending is Ending.FAILURE else JobState.DONE
        async with self._store.begin() as tx:
            if note is not None:
                await note(tx)
            ended = await tx.jobs.stepped(job.id, (JobState.ANSWERED,), to, now=self._clock.now())
        if ended is not None:
            self._tell([job], ending)
        return ended

    async def cancel(self, job: Job) -> bool:
        """Cancel it and the rest of its chain; False when its answer is out already."""
        async with self._store.begin() as tx:
            open_states = [s for s in JobState if s not in (*ENDED, JobState.ANSWERED)]
            result = Result(Ending.CANCELLED)
            if not await tx.jobs.step(
                job.id, open_states, JobState.CANCELLED, now=self._clock.now(), result=result
            ):
                return False
            # Read again: its prompt may have gone out meanwhile.
            ended = [await tx.jobs.get(job.id), *await self._cancel_chain(tx, job)]
            await _forget_unbegun(tx, ended[0])
        self._tell(ended, Ending.CANCELLED)
        await self._dispatch.cancel(job)
        return True

    async def forget(self, days: int) -> tuple[int, int]:
        """Delete ended jobs and understood messages older than that; how many of each."""
        before = self._clock.now() - timedelta(days=days)
        async with self._store.begin() as tx:
            await tx.transcript.forget(before)
            return await tx.jobs.forget(before), await tx.intake.forget(before)

    async def _cancel_chain(self, tx: Tx, job: Job) -> list[Job]:
        """Cancel what was to follow a job; gives what it was."""
        cancelled: list[Job] = []
        for child in await tx.jobs.children(job.id):
            if await tx.jobs.step(
                child.id,
                (JobState.NEW,),
                JobState.CANCELLED,
                now=self._clock.now(),
                result=Result(Ending.CANCELLED),
            ):
                cancelled.append(child)
            cancelled += await self._cancel_chain(tx, child)
        return cancelled

    def _tell(self, jobs: Sequence[Job], outcome: Ending) -> None:
        """One line and the figures of each job that has ended; `charged`: its prompt went out."""
        for job in jobs:
            seconds = max(0.0, (self._clock.now() - job.created).total_seconds())
            kind, platform = job.kind.value, job.address.platform
            charged = job.kind is JobKind.TURN and job.sent is not None
            self._metrics.ended(kind, platform, outcome.value, seconds, charged=charged)
            log.info(
                "job ended",
                job=job.id,
                conversation=job.lane,
                kind=kind,
                platform=platform,
                seconds=round(seconds, 1),
                outcome=outcome.value,
                charged=charged,
            )


async def all_up(tx: Tx, job: int) -> bool:
    """Whether no file of a job waits; a late one joins it before this, or not at all."""
    await tx.jobs.hold(job)
    return not any(file.state in WAITING for file in await tx.parts.files(job))


async def _forget_unbegun(tx: Tx, job: Job) -> None:
    """The project of a series' video that was cancelled before it began is listed nowhere."""
    if job.request.part is None or job.kind is not JobKind.TURN or job.sent is not None:
        return
    project = await tx.projects.get(job.project)
    if project is not None and not project.session:
        await tx.projects.delete(project.id)
