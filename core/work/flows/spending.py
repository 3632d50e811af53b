"""What a prompt costs its person, by their balance before it and after it.

Only in the cloud and for an account of their own, a trial or a linked one: with a shared one
others' prompts would be counted in. Balances are read beside the states, which are read anyway.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import structlog

from core.accounts import Access, AccessError
from core.chat import ChatKind
from core.language.phrases import say
from core.nemo.errors import NemoError
from core.nemo.models import Credits
from core.store.records import AccountKind, Ending, Job
from core.work.answers import replies
from core.work.answers.replies import Reply
from core.work.context import WorkContext
from core.work.flows.quiet import may_run_still

log = structlog.get_logger(__name__)

T = TypeVar("T")
# Seconds for an answer that is not worth the prompt's wait.
PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Spent:
    """What a prompt used up, and what is left."""

    used: float
    left: float


class Spending:
    """The balances of one turn; None where nobody can tell."""

    def __init__(self, context: WorkContext, job: Job) -> None:
        self._context = context
        self._job = job
        self._before: Credits | None = None
        self._after: Credits | None = None
        self._free = False

    async def before(
        self, reading: Coroutine[Any, Any, T], access: Access, earlier: Sequence[Job]
    ) -> T:
        """What `reading` gives; the balance before the prompt is read meanwhile.

        Not while one of the `earlier` prompts, which was cancelled, may still be charged.
        """
        if may_run_still(self._context, earlier):
            return await reading
        found, self._before = await self._beside(reading, access)
        return found

    async def after(self, reading: Coroutine[Any, Any, T], access: Access | None) -> T:
        """What `reading` gives; the balance after the prompt is read meanwhile."""
        found, after = await self._beside(reading, access if self._before else None)
        self._after = after or self._after
        return found

    async def once_after(self, looking: Coroutine[Any, Any, T], access: Access | None) -> T:
        """What `looking` finds after a while; the balance is read when it has."""
        found = await looking
        if access is not None and self._tells(access) and self._before is not None:
            self._after = await self._balance(access)
        return found

    def refused(self, access: Access | None) -> None:
        """The prompt surely did not run: it used nothing, whatever else did meanwhile."""
        self._free = access is not None and access.kind is not AccountKind.SHARED

    @property
    def nothing_left(self) -> bool:
        """Whether the account was empty before the prompt, which may be told in this chat."""
        return self._private and self._before is not None and self._before.available <= 0

    async def spent(self, ending: Ending) -> Spent | None:
        """What the prompt used; None where others of the same person ran beside it.

        Of one that ended badly nothing is not believed: it may be charged later.
        """
        if self._free:
            return Spent(0.0, 0.0)
        if self._before is None or self._after is None:
            return None
        async with self._context.store.read() as tx:
            if not await tx.jobs.ran_alone(self._job.id):
                return None
        left = self._after.available
        used = max(0.0, self._before.available - left)
        return Spent(used, left) if used or ending is Ending.RESULT else None

    def line(self, spent: Spent | None) -> str:
        """It in words, where nobody else reads them; empty where nothing was used."""
        if spent is None or not spent.used or not self._private:
            return ""
        return say(self._job.language, "cost-used", used=spent.used, left=max(0.0, spent.left))

    async def refusal(self, access: Access, stopped: int) -> Reply:
        """An empty account, told with the way out, and a button to send the prompt all the same.

        `stopped` others, which that button begins again too.
        """
        known = await self._context.backend.accounts.known_of(access)
        failure = self._context.wording(self._job).no_credits(known)
        if stopped:
            also = say(self._job.language, "cancel-waiting", count=stopped)
            failure = replace(failure, text=f"{failure.text}\n{also}")
        return replies.not_paid_for(self._job, failure)

    def _tells(self, access: Access) -> bool:
        """Whether this account's balance tells what one person spends."""
        return access.kind is not AccountKind.SHARED and not self._context.config.studio

    @property
    def _private(self) -> bool:
        return self._job.address.kind is ChatKind.PRIVATE

    async def _beside(
        self, reading: Coroutine[Any, Any, T], access: Access | None
    ) -> tuple[T, Credits | None]:
        if access is None or not self._tells(access):
            return await reading, None
        balance = asyncio.create_task(self._balance(access))
        try:
            return await reading, await balance
        finally:
            balance.cancel()
            await asyncio.gather(balance, return_exceptions=True)

    async def _balance(self, access: Access) -> Credits | None:
        try:
            return await self._context.backend.nemo.credits(access.token, within=PATIENCE)
        except (NemoError, AccessError) as error:
            log.info("no balance beside a turn", job=self._job.id, error=str(error))
            return None


async def balance_told(context: WorkContext, job: Job) -> str:
    """The balance in words, or that it cannot be read now."""
    try:
        found = await context.backend.read(job.user, context.backend.nemo.credits)
    except (NemoError, AccessError):
        return say(job.language, "credits-unavailable")
    return replies.balance(job.language, found)
