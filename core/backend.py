"""Calls to the backend on behalf of a person: with their token, renewed where it is refused.

Reads may be repeated as often as it helps. Calls that change something are repeated only when
the first surely did not run (docs/decisions.md#work-that-survives).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from pydantic import SecretStr

from core.accounts import Access, Accounts, OnWait
from core.clock import Clock
from core.nemo.client import NemoClient
from core.nemo.errors import NemoError, RateLimited, Refused, Repeat, TokenRejected

log = structlog.get_logger(__name__)

T = TypeVar("T")
Call = Callable[[SecretStr], Awaitable[T]]

READ_WAITS = (1.0, 3.0, 8.0)
WRITE_WAITS = (1.0, 4.0)


class Backend:
    """The one place where tokens and calls meet."""

    def __init__(self, nemo: NemoClient, accounts: Accounts, clock: Clock) -> None:
        self.nemo = nemo
        self.accounts = accounts
        self._clock = clock

    async def read(self, user: int, call: Call[T], *, account: str = "") -> T:
        """Make a call without effects, through outages of some seconds.

        `account` as in `Accounts.access`. Raises AccessError, or the last NemoError.
        """
        access = await self.accounts.access(user, account=account)
        return await self._repeat(access, call, READ_WAITS, _read_again, None)

    async def read_as(self, access: Access, call: Call[T]) -> T:
        """`read` with a token that is at hand, also when its person has unlinked it since."""
        return await self._repeat(access, call, READ_WAITS, _read_again, None)

    async def write(
        self,
        user: int,
        call: Call[T],
        on_wait: OnWait | None = None,
        *,
        account: str = "",
        harmless: bool = False,
    ) -> T:
        """Make a call with effects, again only where the first surely did not run.

        A `harmless` call costs nothing when it runs twice: it is made again after every passing
        failure. `account` as in `Accounts.access`. Raises AccessError, or the last NemoError.
        """
        access = await self.accounts.access(user, on_wait, account=account)
        again = _read_again if harmless else _write_again
        return await self._repeat(access, call, WRITE_WAITS, again, on_wait)

    async def _repeat(
        self,
        access: Access,
        call: Call[T],
        waits: tuple[float, ...],
        again: Callable[[NemoError], bool],
        on_wait: OnWait | None,
    ) -> T:
        left = list(waits)
        renewed = limited = False
        while True:
            try:
                return await call(access.token)
            except TokenRejected:
                if renewed:
                    raise
                access, renewed = await self._renew(access, on_wait), True
            except RateLimited as error:
                if limited or not error.bearable:
                    raise
                limited = True
                if on_wait is not None:
                    on_wait(error.retry_after)
                await self._clock.sleep(error.retry_after)
            except NemoError as error:
                if not left or not again(error):
                    raise
                log.info("call repeated", error=str(error), wait=left[0])
                await self._clock.sleep(left.pop(0))

    async def _renew(self, access: Access, on_wait: OnWait | None) -> Access:
        log.info("token renewed", user=access.user, kind=access.kind)
        return await self.accounts.renew(access, on_wait)


def _read_again(error: NemoError) -> bool:
    return not isinstance(error, Refused)


def _write_again(error: NemoError) -> bool:
    return error.repeat is Repeat.SAFE and not isinstance(error, Refused)
