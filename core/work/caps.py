"""How many jobs a person may start a day, counted inside the transaction that starts one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.clock import Clock
from core.config import Caps
from core.store.records import AccountKind, Job, JobKind
from core.store.store import Tx


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many jobs of a kind somebody may still start today, of how many a day."""

    kind: JobKind
    left: int
    limit: int


class NotAccepted(Exception):
    """The request was refused before any job of it existed."""


class CapReached(NotAccepted):
    """The user's daily number of these jobs is used up."""

    def __init__(self, kind: JobKind, cap: int, needed: int = 1) -> None:
        super().__init__(f"{cap} a day")
        self.kind = kind
        self.cap = cap
        self.needed = needed


class DailyCaps:
    """The day's numbers; the day is UTC's.

    Who pays with an account of their own is not capped. `free`: no prompt costs anything, so that
    one that came to nothing is not counted.
    """

    def __init__(self, caps: Caps, clock: Clock, *, free: bool) -> None:
        self._caps = caps
        self._clock = clock
        self._free = free

    async def check(self, tx: Tx, user: int, kind: JobKind, count: int = 1) -> None:
        """Raise CapReached where so many more jobs would be too many."""
        cap = await self.of(tx, user, kind)
        if cap is None or await tx.people.account(user, AccountKind.LINKED) is not None:
            return
        # Of one person, over all their conversations: nobody counts between count and insert.
        await tx.serialise(f"cap/{user}")
        if await self._used_up(tx, user, kind) + count > cap:
            raise CapReached(kind, cap, count)

    async def reached(self, tx: Tx, job: Job) -> bool:
        """Whether the others of its kind that have begun to cost leave no room for this job."""
        cap = await self.of(tx, job.user, job.kind)
        if cap is None:
            return False
        await tx.serialise(f"cap/{job.user}")
        return await tx.jobs.count_begun(job, self._midnight(), free=self._free) >= cap

    async def left(self, tx: Tx, user: int) -> Sequence[Allowance]:
        """What is left of each number that holds for a person."""
        if await tx.people.account(user, AccountKind.LINKED) is not None:
            return ()
        found = []
        for kind in (JobKind.TURN, JobKind.EXPORT):
            if (cap := await self.of(tx, user, kind)) is not None:
                left = max(0, cap - await self._used_up(tx, user, kind))
                found.append(Allowance(kind, left, cap))
        return found

    async def of(self, tx: Tx, user: int, kind: JobKind) -> int | None:
        """This person's own cap where an admin gave them one, else everybody's."""
        member = await tx.members.by_number(user)
        if member is not None:
            person = member.user.person
            if {person, person.partition("/")[2]} & self._caps.exempt:
                return None
            if member.admin and self._caps.admins_exempt:
                return None
            own = {JobKind.TURN: member.turns, JobKind.EXPORT: member.exports}.get(kind)
            if own is not None:
                return own
        return self._caps.of(kind)

    async def _used_up(self, tx: Tx, user: int, kind: JobKind) -> int:
        return await tx.jobs.count_since(user, kind, self._midnight(), free=self._free)

    def _midnight(self) -> datetime:
        return self._clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
