"""How much of what was said before a start is taken up, of each conversation.

The oldest requests are: what comes later builds on them (photos, then edits of what they became),
and in the same order a running bot would have taken the first ones into the lane and refused the
rest. Nor can the newest be known before the platform has told all that it kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from core.clock import Clock
from core.config import Waits
from core.inbox.group import Group, asks_for_work
from core.store.store import Store
from core.work.lane import LANE_BOUND, chains

# The platform goes on telling what it kept: what is left out of it is counted when that rests.
REST = timedelta(seconds=5)


class Backlog:
    """So many requests of before the start as a lane holds, open jobs of then among them."""

    def __init__(self, store: Store, clock: Clock, waits: Waits) -> None:
        self._store = store
        self._clock = clock
        self._waits = waits
        self._started = clock.now()
        self._room: dict[tuple[str, bool], int] = {}

    async def takes(self, request: Group) -> bool:
        """Whether it is taken up, which uses some of the room; always, when it is no old request.

        What is too old to be begun has room of its own: it is only told so, and takes none away
        from what can still be done.
        """
        if not (asks_for_work(request.first) and request.addressed and self._old(request)):
            return True
        late = (self._clock.now() - request.received).total_seconds() > self._waits.resume_limit
        key = (request.first.address.conversation, late)
        if key not in self._room:
            self._room[key] = LANE_BOUND - (0 if late else await self._open(key[0]))
        self._room[key] -= 1
        return self._room[key] >= 0

    def rests(self, left: list[Group]) -> datetime | None:
        """When it can be told how many were left out; None for now."""
        newest = max(request.received for request in left)
        due, now = newest + REST, self._clock.now()
        return due if now < due <= now + REST else None

    def _old(self, request: Group) -> bool:
        """Said or taken in before the start, every part of it."""
        return all(min(w.received, w.item.at) < self._started for w in request.items)

    async def _open(self, conversation: str) -> int:
        async with self._store.read() as tx:
            found = await tx.jobs.open(conversation)
        return len(chains([job for job in found if job.created < self._started]))
