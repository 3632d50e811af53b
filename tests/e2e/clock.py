"""Time for whole-bot tests: it stands still until nothing else can happen, then jumps."""

from __future__ import annotations

import asyncio
import os
import selectors
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
# How long the loop must have had nothing to do, in real seconds: longer than one commit of the
# database's thread or a loopback round trip takes, since those are on their way without the loop.
GRACE_S = 0.03


class FakeClock:
    """A `core.clock.Clock` (and the studio's) whose hands move only when a test says so."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: dict[asyncio.Future[None], float] = {}
        self._watchers: list[asyncio.Future[None]] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # At least a step that a float can tell, or a wait for a rounding error would never end.
        self._sleepers[waiting] = self._elapsed + max(seconds, 1e-6)
        for watcher in self._watchers:
            watcher.set_result(None)
        self._watchers.clear()
        try:
            await waiting
        finally:
            self._sleepers.pop(waiting, None)

    def next_due(self) -> float | None:
        """When the next sleeper wakes, as `monotonic()` will show it; None if all are awake."""
        return min(self._sleepers.values(), default=None)

    async def wake_next(self) -> float:
        """Wait until somebody sleeps, move on to when the first of them wakes; the seconds."""
        while (due := self.next_due()) is None:
            watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.append(watcher)
            await watcher
        passed = due - self._elapsed
        self.advance_to(due)
        return passed

    def advance_to(self, moment: float) -> None:
        """Move the hands to `monotonic() == moment` and wake everyone whose time has come."""
        self._elapsed = max(self._elapsed, moment)
        for waiting, due in sorted(self._sleepers.items(), key=lambda item: item[1]):
            if due <= self._elapsed:
                del self._sleepers[waiting]
                if not waiting.done():
                    waiting.set_result(None)


class _QuietSelector(selectors.DefaultSelector):
    """A selector that tells when the event loop has had nothing to do for a while.

    A blocking `select` is exactly the moment at which every task waits for something from
    outside: another thread, a socket, or the fake clock.
    """

    def __init__(self, grace: float) -> None:
        super().__init__()
        self._grace = grace
        self.on_quiet: Callable[[], None] | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        begun = time.monotonic()
        grace = self._grace
        events = super().select(grace if timeout is None else min(timeout, grace))
        if not events and self.on_quiet and time.monotonic() - begun >= grace * 0.9 and _at_rest():
            self.on_quiet()
        return events


def _at_rest() -> bool:
    """Whether no other thread of this process works or waits for a processor or the disk.

    A commit may take longer than any grace on a busy machine; its thread then is in state R or D.
    Where the kernel does not tell, the grace alone must do.
    """
    me = str(threading.get_native_id())
    try:
        with os.scandir("/proc/self/task") as threads:
            return not any(_works(thread.path) for thread in threads if thread.name != me)
    except FileNotFoundError:
        return True


def _works(thread: str) -> bool:
    try:
        with open(f"{thread}/stat", "rb") as stat:
            # The name before the state may hold anything, brackets too.
            return stat.read().rpartition(b") ")[2][:1] in b"RD"
    except (FileNotFoundError, ProcessLookupError):
        return False  # it has ended meanwhile


class QuietLoop(asyncio.SelectorEventLoop):
    """An event loop on which a test can wait until nothing happens any more."""

    def __init__(self, grace: float = GRACE_S) -> None:
        self._quiet = _QuietSelector(grace)
        super().__init__(self._quiet)

    async def quiet(self) -> None:
        """Return once the loop had nothing to do for its grace of real time."""
        reached: asyncio.Future[None] = self.create_future()

        def note() -> None:
            self._quiet.on_quiet = None
            if not reached.done():
                reached.set_result(None)

        self._quiet.on_quiet = note
        await reached


def current_loop() -> QuietLoop:
    """The loop that the scenario runs on."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QuietLoop), "scenarios run on tests.e2e.clock.QuietLoop"
    return loop
