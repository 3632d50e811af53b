"""The same refusal again and again, told once with a count."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.clock import Clock

# The same answer to the same person within this time is counted; then the count is told.
FOLD_S = 5.0

Tell = Callable[[int], Awaitable[None]]


@dataclass(slots=True)
class _Told:
    again: int = 0
    fresh: bool = True


class Refusals:
    """Folds repeated refusals: the first is told, the others are counted until they rest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: dict[tuple[str, str], _Told] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def repeats(self, conversation: str, text: str, tell: Tell) -> bool:
        """Whether this was just told there; else it is to be told now.

        `tell` says later how often it came again, unless it never did.
        """
        key = (conversation, text)
        if (told := self._told.get(key)) is not None:
            told.again, told.fresh = told.again + 1, True
            return True
        self._told[key] = told = _Told()
        task = asyncio.create_task(self._rest(key, told, tell))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return False

    async def _rest(self, key: tuple[str, str], told: _Told, tell: Tell) -> None:
        while told.fresh:
            told.fresh = False
            await self._clock.sleep(FOLD_S)
        del self._told[key]
        if told.again:
            await tell(told.again)

    async def close(self) -> None:
        """Count no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
