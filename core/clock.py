"""Time as a value that is passed in, so that waits of minutes are tested without waiting."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where every part of core gets its time from."""

    def now(self) -> datetime:
        """The wall clock in UTC: for what is persisted and read after a restart."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump: for pacing and limits inside one process."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait; cancelled like any other await."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))
