"""Room on this machine's disk for files that can't be passed straight through."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakValueDictionary

AT_ONCE = 8
EACH = 2


@dataclass(slots=True)
class Place:
    """An empty folder, and one of the few places."""

    folder: Path
    _slots: asyncio.Semaphore
    _given: bool = field(default=False, init=False)

    def give_way(self) -> None:
        """Lets the next one in now; the folder stays as long as its block."""
        if not self._given:
            self._given = True
            self._slots.release()


class Spool:
    """Folders that live as long as their block, a few at a time, fewer for one person."""

    def __init__(self, folder: Path, at_once: int = AT_ONCE, each: int = EACH) -> None:
        self._folder = folder
        self._slots = asyncio.Semaphore(at_once)
        self._each = each
        self._own: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def room(self, user: int) -> AsyncIterator[Path]:
        """An empty folder for something of that person's; raises OSError for a full disk."""
        async with self.place(user) as place:
            yield place.folder

    @asynccontextmanager
    async def place(self, user: int) -> AsyncIterator[Place]:
        """`room`, whose place among all of them may be given away early."""
        # One's own first: who waits for themselves must not stand in everybody's line.
        async with self._own.setdefault(user, asyncio.Semaphore(self._each)):
            await self._slots.acquire()
            place = Place(self._folder, self._slots)
            try:
                await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
                with tempfile.TemporaryDirectory(dir=self._folder, prefix="job-") as name:
                    place.folder = Path(name)
                    yield place
            finally:
                place.give_way()
