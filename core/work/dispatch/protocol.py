"""Who runs which job: one small protocol, two implementations (lanes here, an engine elsewhere)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

from core.store.records import Job
from core.store.store import Tx

RunJob = Callable[[int], Awaitable[None]]


class Dispatch(Protocol):
    """Runs jobs: one at a time and in order within a lane, lanes side by side."""

    async def start(self, run: RunJob, platforms: Collection[str]) -> None:
        """Begin to run jobs of these platforms with `run`, open ones among them.

        Those of other platforms wait for a process that can post there.
        """
        ...

    async def enqueue(self, tx: Tx, job: Job) -> None:
        """Hand a job over inside the transaction that accepts it."""
        ...

    async def move(self, tx: Tx, lane: str, to: str) -> None:
        """What is in a lane goes before all that is put into that other one from now on."""
        ...

    def wake(self, job: Job) -> None:
        """The transaction is committed: the job may start."""
        ...

    async def cancel(self, job: Job) -> None:
        """Stop the job's run where it is; its row says `cancelled` already."""
        ...

    async def stop(self, grace: float) -> None:
        """Start nothing new, give what runs `grace` seconds, then stop it where it is."""
        ...
