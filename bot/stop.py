"""Signals: the first one stops in order, and is not disturbed by the next; a late one ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from typing import Any

# What runs is drained for at most 20 s; then connections and files are closed.
PATIENCE = 30.0


async def until_stopped(
    work: Coroutine[Any, Any, int], *, terminated: int, patience: float = PATIENCE
) -> int:
    """The work's exit code; SIGTERM gives `terminated` and Ctrl-C 130, after the work has ended.

    Both cancel the work once. Further ones change nothing for `patience` seconds, as a clean-up
    that is cancelled leaves connections and jobs as they are; after that the next one ends the
    process at once.
    """
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    told: list[tuple[int, float]] = []

    def stop(code: int) -> None:
        if not told:
            told.append((code, loop.time()))
            task.cancel()
        elif loop.time() - told[0][1] >= patience:
            os._exit(code)

    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, stop, terminated)
        loop.add_signal_handler(signal.SIGINT, stop, 130)
    try:
        return await task
    except asyncio.CancelledError:
        return told[0][0] if told else 130
