"""A clock that a test moves: sleepers wake when it passes them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta


class ManualClock:
    """Starts at a fixed moment; `advance` wakes whoever is due, in order."""

    def __init__(self) -> None:
        self._start = datetime(2026, 3, 1, tzinfo=UTC)
        self._passed = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self._arrived = asyncio.Event()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._passed + seconds, future))
        self._arrived.set()
        await future

    async def sleeper(self, seconds: float) -> None:
        """Wait until somebody sleeps for exactly this long."""
        while not any(not f.done() and s == self._passed + seconds for s, f in self._sleepers):
            self._arrived.clear()
            await self._arrived.wait()

    def advance(self, seconds: float) -> None:
        self._passed += seconds
        for due, future in sorted(self._sleepers, key=lambda pair: pair[0]):
            if due <= self._passed and not future.done():
                future.set_result(None)
        self._sleepers = [pair for pair in self._sleepers if not pair[1].done()]
