"""Room on this machine's disk for files that can't be passed straight through."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

AT_ONCE = 4


class Spool:
    """Folders that live as long as their block, a few at a time: the others wait."""

    def __init__(self, folder: Path, at_once: int = AT_ONCE) -> None:
        self._folder = folder
        self._slots = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def room(self) -> AsyncIterator[Path]:
        """An empty folder; raises OSError for a full disk."""
        async with self._slots:
            await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder, prefix="job-") as name:
                yield Path(name)
