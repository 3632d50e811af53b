"""Time as a value that is passed in; the studio's own seam, since it stands without core."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the studio's server gets its time from."""

    def now(self) -> datetime:
        """The wall clock in UTC: expiry dates that must outlive a restart."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump: render speed, elapsed time."""
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
