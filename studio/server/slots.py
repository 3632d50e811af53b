"""So many short jobs at once, shared fairly between people."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from studio.server.envelope import too_many

RETRY_S = 10


class Slots:
    """A bound on jobs at once; who waits is served in turns, one job of each person.

    A person never has all slots, so that another one finds a free slot at once, and has at most
    `most_waiting` jobs in the queue.
    """

    def __init__(self, count: int, most_waiting: int) -> None:
        self._free = count
        self._most_running = max(1, count - 1)
        self._most_waiting = most_waiting
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def taken(self, person: str) -> AsyncIterator[None]:
        """Hold a slot for the time of the block; raises 429 when this person waits too often."""
        await self._take(person)
        try:
            yield
        finally:
            self._running[person] -= 1
            if not self._running[person]:
                del self._running[person]
            self._free += 1
            self._serve()

    async def _take(self, person: str) -> None:
        queue = self._waiting.setdefault(person, deque())
        if len(queue) >= self._most_waiting:
            raise too_many("too many files at once", retry_after=RETRY_S)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._serve()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it was served in the same moment
                self._running[person] -= 1
                self._free += 1
            self._serve()
            raise

    def _serve(self) -> None:
        """Give free slots to those who wait; who was served goes to the end of the row."""
        for person in list(self._waiting):
            queue = self._waiting[person]
            while queue and queue[0].done():
                queue.popleft()
            if not queue:
                del self._waiting[person]
            elif self._free and self._running[person] < self._most_running:
                queue.popleft().set_result(None)
                self._free -= 1
                self._running[person] += 1
                del self._waiting[person]
                if queue:
                    self._waiting[person] = queue
        if self._free and any(self._running[p] < self._most_running for p in self._waiting):
            self._serve()
