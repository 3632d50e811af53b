"""Render faults, put between the studio's queue and the worker that renders."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from studio.server.media_worker import MediaWorker, Order, Probed, RenderFailed, SheetOrder
from tests.faults.switch import Faults, RenderFails, RenderStuck


class FaultyWorker:
    """Fails or hangs where a render fault waits; everything else is the inner worker's."""

    def __init__(self, worker: MediaWorker, faults: Faults) -> None:
        self._worker = worker
        self._faults = faults

    async def probe(self, path: Path) -> Probed:
        return await self._worker.probe(path)

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        fault = self._faults.take("render")
        if isinstance(fault, RenderFails):
            raise RenderFailed(fault.message)
        if isinstance(fault, RenderStuck):
            on_progress(fault.progress / 100)
            await asyncio.Event().wait()
        await self._worker.render(order, on_progress)

    async def contact_sheet(self, order: SheetOrder) -> None:
        await self._worker.contact_sheet(order)

    def missing_glyphs(self, text: str) -> str:
        return self._worker.missing_glyphs(text)

    def speaks(self) -> bool:
        return self._worker.speaks()
