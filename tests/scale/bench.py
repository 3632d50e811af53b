"""A store with people and projects, jobs to accept, and a flow whose gate a test holds."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from dataclasses import replace

from core.chat import Address
from core.clock import SystemClock
from core.config import Caps
from core.store.records import ENDED, JobKind, JobState, NewJob, Request
from core.store.records import Job as Row
from core.store.store import Store
from core.work.dispatch.protocol import Dispatch
from core.work.ledger import Ledger

_events = itertools.count(1)


class Flow:
    """Stands in for the real flows: tells when a run begins, waits until it may end."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clock = SystemClock()
        self._begun: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._gates: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._over: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.runs: list[int] = []
        self.ended: list[int] = []
        self.stopped: list[int] = []
        self.running: set[int] = set()
        self.fails: set[int] = set()

    async def run(self, number: int) -> None:
        """What a dispatch calls."""
        async with self._store.begin() as tx:
            job = await tx.jobs.get(number)
        if job.state in ENDED:
            return
        self.runs.append(number)
        assert number not in self.running, "one job, two runs at once"
        self.running.add(number)
        self._begun[number].set()
        try:
            if number in self.fails:
                raise LookupError("a bug")
            await self._gates[number].wait()
            async with self._store.begin() as tx:
                await tx.jobs.step(number, (JobState.NEW,), JobState.DONE, now=self._clock.now())
            self.ended.append(number)
        except asyncio.CancelledError:
            self.stopped.append(number)
            raise
        finally:
            self.running.discard(number)
            self._over[number].set()

    async def begun(self, job: Row) -> None:
        """Return once a run of the job has begun."""
        await self._begun[job.id].wait()

    async def over(self, job: Row) -> None:
        """Return once a run of the job has ended, however."""
        await self._over[job.id].wait()

    def open(self, *jobs: Row) -> None:
        """Let these end."""
        for job in jobs:
            self._gates[job.id].set()

    def again(self, job: Row) -> None:
        """Forget that it ran: the next `begun` waits for another run."""
        self._begun[job.id].clear()
        self._over[job.id].clear()


class Bench:
    """One store; `ledger` accepts into the dispatch."""

    def __init__(self, store: Store, dispatch: Dispatch) -> None:
        self.store = store
        self.dispatch = dispatch
        self.clock = SystemClock()
        self.ledger = Ledger(store, self.clock, dispatch, Caps())

    async def new(self, chat: str, platform: str = "test") -> NewJob:
        """A job for the person of that chat, who is made on first sight."""
        address = replace(place(chat), platform=platform)
        now = self.clock.now()
        async with self.store.begin() as tx:
            user = await tx.people.ensure(
                address.person, client_id=f"client-{platform}-{chat}", language="en", now=now
            )
            project = await tx.projects.active(address.conversation)
            if project is None:
                project = await tx.projects.add(address, user=user.id, title="", now=now)
        return NewJob(
            kind=JobKind.TURN,
            origin=f"event/{platform}/{chat}/{next(_events)}",
            user=user.id,
            project=project.id,
            address=address,
            language="en",
            request=Request("a prompt that nobody may read in a log"),
        )

    async def accept(self, chat: str, platform: str = "test") -> Row:
        """A job, accepted as messages are."""
        accepted = await self.ledger.accept((), [await self.new(chat, platform)])
        assert accepted is not None
        return await self.ledger.get(accepted.job.id)


def place(chat: str) -> Address:
    """A private chat, of a person with the same name."""
    return Address("test", "1", chat, chat)
