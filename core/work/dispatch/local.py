"""The embedded dispatch: one task for each busy conversation, jobs in the order of their rows."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Collection, Sequence
from contextlib import suppress

import structlog

from core.store.records import Job
from core.store.store import Store, Tx
from core.work.dispatch.protocol import RunJob

log = structlog.get_logger(__name__)


class LocalDispatch:
    """Runs jobs in this process; what is open in the store is taken up again at the start."""

    def __init__(self, store: Store, *, resume: bool = True) -> None:
        self._store = store
        self._resume = resume
        self._run: RunJob | None = None
        self._platforms: Collection[str] = ()
        self._queues: dict[str, list[int]] = {}
        self._left: dict[str, list[int]] = {}
        self._lanes: set[asyncio.Task[None]] = set()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._stopping = False

    async def start(self, run: RunJob, platforms: Collection[str]) -> None:
        """Take up what is open on these platforms, in order."""
        self._run, self._platforms = run, platforms
        if not self._resume:
            return
        async with self._store.read() as tx:
            open_jobs: Sequence[Job] = await tx.jobs.open()
        for job in open_jobs:
            self.wake(job)

    async def enqueue(self, tx: Tx, job: Job) -> None:
        """The row itself is the queue; what an idle lane was left with at the start comes first."""
        if not self._resume and job.lane not in self._queues:
            self._left[job.lane] = [older.id for older in await tx.jobs.open(job.lane)]

    async def move(self, tx: Tx, lane: str, to: str) -> None:
        """One queue under two names until it is empty."""
        if (queue := self._queues.get(lane)) is not None:
            self._queues.setdefault(to, queue)

    def wake(self, job: Job) -> None:
        """Put the job in its lane, unless it is there; a lane that is idle starts."""
        if self._stopping or self._run is None:
            return  # the next start reads it from the store
        if job.address.platform not in self._platforms:
            return  # a start that serves it does
        if (queue := self._queues.get(job.lane)) is not None:
            if job.id not in queue and job.id not in self._running:
                heapq.heappush(queue, job.id)
            return
        self._queues[job.lane] = sorted({*self._left.pop(job.lane, ()), job.id})
        lane = asyncio.create_task(self._work(job.lane, self._run), name=f"lane {job.lane}")
        self._lanes.add(lane)
        lane.add_done_callback(self._lanes.discard)

    async def cancel(self, job: Job) -> None:
        """Cancel the task that runs it; one that waits is skipped when its turn comes."""
        if (task := self._running.get(job.id)) is not None:
            task.cancel()
            await asyncio.wait([task])

    async def stop(self, grace: float) -> None:
        """Let running jobs end for `grace` seconds, then cancel them; they go on at a start."""
        self._stopping = True
        for queue in self._queues.values():
            queue.clear()
        if self._lanes:
            await asyncio.wait(set(self._lanes), timeout=grace)
        for task in (*self._running.values(), *self._lanes):
            task.cancel()
        if self._lanes:
            await asyncio.wait(set(self._lanes))

    async def _work(self, lane: str, run: RunJob) -> None:
        queue = self._queues[lane]
        while queue:
            number = heapq.heappop(queue)
            self._running[number] = asyncio.create_task(self._guarded(number, run))
            try:
                await asyncio.wait([self._running[number]])
            finally:
                task = self._running.pop(number)
                if not task.done():
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
        for name in [name for name, held in self._queues.items() if held is queue]:
            del self._queues[name]

    async def _guarded(self, number: int, run: RunJob) -> None:
        try:
            await run(number)
        except Exception:
            # `run` handles what flows raise; this is a bug, and one job's bug is no other's.
            log.exception("job run failed", job=number)
