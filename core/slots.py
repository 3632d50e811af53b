"""Who writes next where a whole platform takes so many messages a second: answers before progress.

docs/platforms.md#telegram: about 30 a second over all chats, edits and removals included.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from enum import IntEnum

from core.clock import Clock

# Typing is shown once in so many slots at most; it is no message, and uses none up.
TYPING_EVERY = 4


class Use(IntEnum):
    """What a slot is for, the most urgent first."""

    POST = 0
    REMOVAL = 1
    PROGRESS = 2


class Slots:
    """Equal slots of time, given out one by one.

    Posts go before removals, and both before progress, which gets half of the slots at most; of
    each kind the chats take turns, however many messages one of them has waiting.
    """

    def __init__(self, clock: Clock, rate: float) -> None:
        """`rate` is slots a second."""
        self._clock = clock
        self._step = 1 / rate
        self._lines: dict[Use, OrderedDict[str, deque[asyncio.Future[None]]]] = {
            use: OrderedDict() for use in Use
        }
        self._next = 0.0
        self._next_progress = 0.0
        self._next_typing = 0.0
        self._giving: asyncio.Task[None] | None = None

    async def take(self, use: Use, chat: str) -> None:
        """Wait for a slot of one's own."""
        ahead = any(self._lines[other] for other in Use if other <= use)
        if not ahead and self._due(use) <= self._clock.monotonic():
            self._spend(use)
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines[use].setdefault(chat, deque()).append(place)
        if self._giving is None or self._giving.done():
            self._giving = asyncio.create_task(self._give())
        await place

    def spare(self) -> bool:
        """Whether typing may be shown now: nobody waits, and not much else is going on."""
        now = self._clock.monotonic()
        busy = any(self._lines.values()) or self._next > now + self._step
        if busy or self._next_typing > now:
            return False
        self._next_typing = now + TYPING_EVERY * self._step
        return True

    async def close(self) -> None:
        """Give out nothing more."""
        if self._giving is not None:
            self._giving.cancel()
            await asyncio.gather(self._giving, return_exceptions=True)

    def _due(self, use: Use) -> float:
        return max(self._next, self._next_progress) if use is Use.PROGRESS else self._next

    def _spend(self, use: Use) -> None:
        now = self._clock.monotonic()
        self._next = max(now, self._next) + self._step
        if use is Use.PROGRESS:
            self._next_progress = max(now, self._next_progress) + 2 * self._step

    async def _give(self) -> None:
        while (use := next((use for use in Use if self._lines[use]), None)) is not None:
            wait = self._due(use) - self._clock.monotonic()
            if wait > 0:
                # A step at a time: what comes meanwhile may be more urgent.
                await self._clock.sleep(min(wait, self._step))
                continue
            place = self._first(use)
            if not place.done():  # else it was cancelled while it waited
                self._spend(use)
                place.set_result(None)

    def _first(self, use: Use) -> asyncio.Future[None]:
        line = self._lines[use]
        chat, places = line.popitem(last=False)
        place = places.popleft()
        if places:
            line[chat] = places
        return place
