"""The same refusal again and again, told once with a count.

The count is in a note before the refused message is put away: a process that dies before it has
told it tells it at its next start.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.chat import Address
from core.clock import Clock
from core.store.codec import pack_bytes, unpack_bytes
from core.store.store import Store

# The same answer to the same person within this time is counted; then the count is told.
FOLD_S = 5.0
PREFIX = "folded/"


@dataclass(frozen=True, slots=True)
class Folded:
    """How often an answer holds again, and where and in which language that is to be told."""

    address: Address
    language: str
    count: int


Tell = Callable[[Folded], Awaitable[None]]


class Refusals:
    """Folds repeated refusals: the first is told, the others are counted until they rest."""

    def __init__(self, store: Store, clock: Clock, tell: Tell) -> None:
        self._store = store
        self._clock = clock
        self._tell = tell
        self._counts: dict[str, int] = {}
        self._fresh: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def repeats(self, address: Address, language: str, text: str) -> bool:
        """Whether this was just told there; else it is to be told now.

        How often it came again is told once it rests, unless it never did.
        """
        key = _key(address, text)
        self._fresh.add(key)
        if key not in self._counts:
            self._counts[key] = 0
            self._start(self._rest(key))
            return False
        self._counts[key] += 1
        folded = Folded(address, language, self._counts[key])
        async with self._store.begin() as tx:
            await tx.intake.put_note(key, pack_bytes(folded).decode())
        return True

    async def resume(self) -> None:
        """Tell what an earlier process had counted and did not live to tell."""
        async with self._store.read() as tx:
            left = await tx.intake.notes(PREFIX)
        for key in left:
            if key not in self._counts:
                self._start(self._told(key))

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _rest(self, key: str) -> None:
        while key in self._fresh:
            self._fresh.discard(key)
            await self._clock.sleep(FOLD_S)
        if self._counts.pop(key):
            await self._told(key)

    async def _told(self, key: str) -> None:
        async with self._store.read() as tx:
            note = await tx.intake.note(key)
        if note:
            await self._tell(unpack_bytes(Folded, note.encode()))
        async with self._store.begin() as tx:
            await tx.intake.drop_note(key)

    async def close(self) -> None:
        """Count no more; the next start tells what is left."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _key(address: Address, text: str) -> str:
    return PREFIX + hashlib.sha256(f"{address.conversation}\n{text}".encode()).hexdigest()[:32]
