"""The dispatch for many machines: procrastinate decides which process runs which row.

What a run may do is still decided by the row alone (docs/decisions.md#work-that-survives).
procrastinate gives order within a lane, wakes workers, and tells which worker has died. Its traps,
each handled here: the end of a job does not wake the next one of its lock (fetch interval 0.1 s);
its worker gives up when the database goes away, so that it is started again, while the flows under
way go on; its log lines hold job arguments, so that those are ids only; a worker that only seems
dead still holds its claim on the job, so that no two processes ever run one job at the same time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import procrastinate
import structlog
from procrastinate.exceptions import ConnectorException, JobAborted, ProcrastinateException
from procrastinate.job_context import AbortReason, JobContext
from procrastinate.jobs import Job as EngineJob
from procrastinate.jobs import Status
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.schema import SchemaManager
from procrastinate.worker import Worker

from core.store.records import ENDED, Job
from core.store.store import Store, StoreUnavailable, Tx
from core.work.dispatch.protocol import RunJob

log = structlog.get_logger(__name__)

TASK = "run"
# A queue for each platform: a worker fetches from those alone that it can post to.
QUEUE = "reelay/"
FETCH_EVERY = 0.1
# A worker that has not been heard of for so long is taken for dead, and its jobs are run by others.
HEARTBEAT_EVERY = 1.0
STALLED_AFTER = 5.0
RESCUE_EVERY = 1.0
CLAIM_EVERY = 0.5
CANCEL_WAIT = 2.0
CANCEL_LOOK = 0.05
AGAIN_AFTER = 1.0
CONNECT_WAIT = 5.0
TIDY_EVERY = 3600.0
STOP_WAIT = 5.0
MOVE = """
update procrastinate_jobs set lock = %(to)s
where lock = %(lane)s and status in ('todo', 'doing') and not exists (
    select from procrastinate_jobs where lock = %(to)s and status = 'doing'
)"""
SCHEMA_NOTE = "engine/schema"
# Before there was a queue for each platform there was one; a lane begins with its platform.
SPLIT = """
update procrastinate_jobs set queue_name = 'reelay/' || split_part(lock, '/', 1)
where queue_name = 'reelay' and status in ('todo', 'doing')"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much one worker takes on: jobs side by side, and connections of procrastinate's own."""

    jobs: int = 1_000
    connections: int = 4


class _Interrupted(Exception):
    """The run was stopped where it was; the job is to be run again, here or elsewhere."""


class _Again(BaseRetryStrategy):
    """What was interrupted runs again at once; a run that fails is a bug, and its lane goes on."""

    def get_retry_decision(
        self, *, exception: BaseException, job: EngineJob
    ) -> RetryDecision | None:
        if isinstance(exception, _Interrupted | asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        return None


class PostgresDispatch:
    """Runs jobs of a PostgreSQL store, in any number of processes.

    `conninfo` is a libpq address. With `work` False jobs are handed over and cancelled from here,
    but run elsewhere. Its waits are real time, as procrastinate's own heartbeats are.
    """

    def __init__(
        self,
        store: Store,
        conninfo: str,
        *,
        work: bool = True,
        size: Size | None = None,
    ) -> None:
        self._store = store
        self._work = work
        self._size = size or Size()
        self._run: RunJob | None = None
        self._platforms: Collection[str] = ()
        self._flows: dict[int, asyncio.Task[None]] = {}
        self._chores: list[asyncio.Task[None]] = []
        self._worker: Worker | None = None
        self._stopping = False
        # Its lines at DEBUG and INFO have job arguments; those above, pages about a database that
        # is away, are said again here in one line each (`_forever`, `_carry`).
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
        self._app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(
                conninfo=conninfo,
                min_size=1,
                max_size=self._size.connections,
                timeout=CONNECT_WAIT,
            )
        )
        declare = self._app.task(name=TASK, retry=_Again(), pass_context=True)
        self._task = declare(self._perform)

    async def start(self, run: RunJob, platforms: Collection[str]) -> None:
        """Begin to run jobs of these platforms.

        What is open but in no queue (an old database) is handed over, whatever its platform.
        """
        self._run = run
        self._platforms = platforms
        await self._app.open_async()
        if self._work and platforms:  # to procrastinate no queue means every queue
            await self._adopt()
            for chore in (self._serve, self._rescue, self._tidy):
                self._chores.append(asyncio.create_task(self._forever(chore)))

    async def enqueue(self, tx: Tx, job: Job) -> None:
        """Hand the job over in the transaction that accepts it; raises StoreUnavailable.

        The transaction must be serialised for the lane, so that the queue has the rows' order.
        """
        try:
            number = await self._task.configure(
                lock=job.lane,
                queue=QUEUE + job.address.platform,
                connection=await tx.driver(),
            ).defer_async(job=job.id)
        except ConnectorException as error:
            raise StoreUnavailable(str(error.__cause__ or error)) from error
        await tx.jobs.set(job.id, engine=number)

    async def move(self, tx: Tx, lane: str, to: str) -> None:
        """Rename the lock, unless something runs under the new name already."""
        driver = await tx.driver()
        await driver.execute(MOVE, {"lane": lane, "to": to})

    def wake(self, job: Job) -> None:
        """Nothing to do: the commit told the workers."""

    async def cancel(self, job: Job) -> None:
        """Stop the job's run wherever it is, and wait a moment until it has stopped.

        Raises StoreUnavailable. What a run has posted last is in its row when it has stopped; a
        worker that does not answer is not waited for longer than `CANCEL_WAIT`.
        """
        if job.engine is None:
            async with self._store.read() as tx:
                job = await tx.jobs.get(job.id)
        if job.engine is None:
            return
        if (flow := self._flows.get(job.id)) is not None:
            flow.cancel()
        try:
            asked = await self._app.job_manager.cancel_job_by_id_async(
                job.engine, abort=True, delete_job=True
            )
            left = CANCEL_WAIT if asked else 0.0
            while left > 0 and await self._runs(job.engine):
                await asyncio.sleep(CANCEL_LOOK)
                left -= CANCEL_LOOK
        except ConnectorException as error:
            raise StoreUnavailable(str(error.__cause__ or error)) from error

    async def _runs(self, number: int) -> bool:
        found = await self._app.job_manager.list_jobs_async(id=number, status=Status.DOING.value)
        return bool(list(found))

    async def stop(self, grace: float) -> None:
        """Fetch nothing more, give what runs `grace` seconds; the rest goes on elsewhere."""
        self._stopping = True
        serving, others = self._chores[:1], self._chores[1:]
        for chore in others:
            chore.cancel()
        if self._worker is not None:
            self._worker.shutdown_graceful_timeout = grace
            self._worker.stop()  # type: ignore[no-untyped-call]  # procrastinate's own
        if serving:
            await asyncio.wait(serving, timeout=grace + STOP_WAIT)
        for task in (*self._chores, *self._flows.values()):
            task.cancel()
        await asyncio.gather(*self._chores, *self._flows.values(), return_exceptions=True)
        await self._app.close_async()

    # -- one job

    async def _perform(self, context: JobContext, job: int) -> None:
        """What procrastinate calls for a job: attach to its flow, or begin it."""
        try:
            flow = await self._flow(job)
            await asyncio.wait([flow])
        except asyncio.CancelledError:
            await self._interrupted(context, job)
            raise
        if flow.cancelled():
            # By `cancel` in this very process, which tells procrastinate as well.
            raise JobAborted
        flow.result()

    async def _flow(self, number: int) -> asyncio.Task[None]:
        """The job's flow; it outlives a worker that gave up, and is found again by its successor.

        Where another process that was taken for dead still runs it, its end is waited for.
        """
        while number not in self._flows:
            if await self._claimed(number):
                flow = asyncio.create_task(self._carry(number), name=f"job {number}")
                self._flows[number] = flow
                return flow
            await asyncio.sleep(CLAIM_EVERY)
        return self._flows[number]

    async def _claimed(self, number: int) -> bool:
        try:
            return await self._store.claims.take(_claim(number))
        except StoreUnavailable as error:
            log.warning("job not claimed", job=number, error=str(error))
            return False

    async def _carry(self, number: int) -> None:
        if self._run is None:
            raise RuntimeError("not started")
        try:
            await self._run(number)
        except Exception:
            # `run` handles what flows raise; this is a bug, and one job's bug is no other's.
            log.exception("job run failed", job=number)
            raise
        finally:
            del self._flows[number]
            await self._store.claims.leave(_claim(number))

    async def _interrupted(self, context: JobContext, number: int) -> None:
        """Cancelled from outside: by a person, by our stop, or because the worker gave up."""
        reason = context.abort_reason()
        if reason is AbortReason.SHUTDOWN and not self._stopping:
            return  # the database is away: the flow goes on meanwhile
        if (flow := self._flows.get(number)) is not None:
            flow.cancel()
            await asyncio.wait([flow])
        if reason is AbortReason.USER_REQUEST:
            raise JobAborted
        raise _Interrupted

    # -- chores

    async def _forever(self, chore: Callable[[], Awaitable[None]]) -> None:
        while not self._stopping:
            try:
                await chore()
            except (ProcrastinateException, StoreUnavailable) as error:
                log.warning("database away", error=repr(error.__cause__ or error))
            except Exception:
                log.exception("dispatch failed")
            else:
                continue
            # Nobody's heartbeat could be written: a rescue gives all of them the time to be.
            await asyncio.sleep(STALLED_AFTER if chore == self._rescue else AGAIN_AFTER)

    async def _serve(self) -> None:
        """One life of procrastinate's worker: it ends when the database goes away, or in `stop`."""
        self._worker = Worker(
            app=self._app,
            queues=[QUEUE + platform for platform in self._platforms],
            concurrency=self._size.jobs,
            fetch_job_polling_interval=FETCH_EVERY,
            update_heartbeat_interval=HEARTBEAT_EVERY,
            stalled_worker_timeout=STALLED_AFTER,
            # Flows outlive it (`_flow`): there is nothing to wait for, but in `stop`.
            shutdown_graceful_timeout=0,
            install_signal_handlers=False,
            delete_jobs="successful",
        )
        await self._worker.run()  # type: ignore[no-untyped-call]  # procrastinate's own
        if not self._stopping:
            raise ConnectorException("the worker gave up")

    async def _rescue(self) -> None:
        """Put the jobs of dead workers back into the queue; one process at a time does it."""
        await asyncio.sleep(RESCUE_EVERY)
        async with self._store.claims.claimed("rescue") as mine:
            if not mine:
                return
            stalled = await self._app.job_manager.get_stalled_jobs(
                task_name=TASK, seconds_since_heartbeat=STALLED_AFTER
            )
            for job in stalled:
                await self._app.job_manager.retry_job(job)
                await self._taken_over(job)

    async def _taken_over(self, job: EngineJob) -> None:
        """A job that keeps outliving its workers may be what kills them: it counts as a try."""
        number = job.task_kwargs.get("job")
        log.warning("job taken over", job=number, worker=job.worker_id)
        if isinstance(number, int) and number not in self._flows:
            async with self._store.begin() as tx:
                tries = (await tx.jobs.hold(number)).tries
                await tx.jobs.set(number, tries=tries + 1)

    async def _tidy(self) -> None:
        """procrastinate deletes what succeeded; what was cancelled or aborted goes here."""
        await self._app.job_manager.delete_old_jobs(
            nb_hours=1,
            include_failed=True,
            include_cancelled=True,
            include_aborted=True,
        )
        await asyncio.sleep(TIDY_EVERY)

    async def _adopt(self) -> None:
        """Hand over open jobs that no queue has: from another dispatch, or another backup."""
        async with self._store.claims.claimed("adopt") as mine:
            if not mine:
                return
            async with self._store.read() as tx:
                jobs = await tx.jobs.open()
            queued = {
                job.id
                for status in (Status.TODO, Status.DOING)
                for job in await self._app.job_manager.list_jobs_async(
                    task=TASK, status=status.value
                )
            }
            for job in jobs:
                if job.engine not in queued:
                    await self._hand_over(job)

    async def _hand_over(self, job: Job) -> None:
        async with self._store.begin() as tx:
            await tx.serialise(job.lane)
            if (await tx.jobs.hold(job.id)).state not in ENDED:
                await self.enqueue(tx, job)
                log.info("open job adopted", job=job.id)


async def schema(tx: Tx) -> None:
    """procrastinate's tables in the transaction of our own migration: made, or brought up to date.

    A note holds the last of its migrations that this database has.
    """
    driver = await tx.driver()
    steps = await asyncio.to_thread(_steps)
    found = await (await driver.execute("select to_regclass('procrastinate_jobs')")).fetchone()
    if found[0] is None:
        await driver.execute(SchemaManager.get_schema())
    elif done := await tx.intake.note(SCHEMA_NOTE):
        for name, statements in steps:
            if name > done:
                log.info("migrating the queue", step=name)
                await driver.execute(statements)
    await driver.execute(SPLIT)
    await tx.intake.put_note(SCHEMA_NOTE, steps[-1][0])


def _steps() -> list[tuple[str, str]]:
    """procrastinate's migrations by name, which begins with the version that needs them."""
    files = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]


def _claim(job: int) -> str:
    return f"job/{job}"
