"""Opens a studio with the fault switch around it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from studio.clock import Clock, SystemClock
from studio.server import Studio, StudioConfig
from studio.server.media_worker import MediaWorker
from studio.server.worker_processes import WorkerProcesses
from tests.faults.middleware import FaultyCalls
from tests.faults.stream import FaultyStream
from tests.faults.switch import Faults
from tests.faults.worker import FaultyWorker


@asynccontextmanager
async def open_studio(
    folder: Path,
    config: StudioConfig | None = None,
    *,
    faults: Faults,
    clock: Clock | None = None,
    worker: MediaWorker | None = None,
) -> AsyncIterator[Studio]:
    """`Studio.open` whose requests meet what `faults` has in store for them."""
    clock = clock or SystemClock()
    calls = FaultyCalls(faults, clock)
    async with Studio.open(
        folder,
        config,
        clock=clock,
        worker=FaultyWorker(worker or WorkerProcesses(), faults),
        middlewares=(calls.middleware,),
        stream=FaultyStream(clock),
    ) as studio:
        calls.studio = studio
        yield studio
