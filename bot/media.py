"""Core's questions about files, answered by the studio's worker processes."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path

import structlog

from core.clock import Clock
from core.language.timeline import Bars
from core.work.answers.fetch import VideoInfo
from studio.media.errors import MediaRefused
from studio.render import process

SLOTS = 2
# Seconds for which a process that has drawn waits for more.
IDLE_S = 30.0
log = structlog.get_logger(__name__)


class Workers:
    """`Inspector`, `Converter`, `TimelineDrawer` of core; opens no stranger's file in this process.

    At most `SLOTS` files are worked on at once; the time limit of each counts from there.
    """

    def __init__(self, clock: Clock) -> None:
        self._slots = asyncio.Semaphore(SLOTS)
        self._drawer = Drawer(clock)

    async def look(self, video: Path, thumbnail: Path) -> VideoInfo | None:
        """What a finished video is; None when it cannot be read."""
        try:
            async with self._slots:
                found = await process.poster(video, thumbnail)
        except MediaRefused as error:
            log.warning("result not readable", reason=error.reason)
            return None
        if found.width is None or found.height is None or found.duration is None:
            return None
        return VideoInfo(found.width, found.height, found.duration, thumbnail)

    async def convert(self, source: Path, target: Path) -> bool:
        """Turn a file into another format; False when that cannot be done."""
        try:
            async with self._slots:
                await process.convert(source, target)
        except MediaRefused as error:
            log.info("file not converted", reason=error.reason)
            return False
        return True

    async def draw_timeline(self, bars: Bars) -> bytes | None:
        """A JPEG of a timeline; None when it cannot be drawn."""
        return await self._drawer.draw(bars)

    async def close(self) -> None:
        """End the process that draws."""
        await self._drawer.close()


class Drawer:
    """One process that draws timelines, for as long as somebody asks now and then.

    To start it costs four times what a picture does; to keep it would hold its memory for good.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._turn = asyncio.Lock()
        self._worker = AsyncExitStack()
        self._draw: process.Draw | None = None
        self._until = 0.0
        self._watch: asyncio.Task[None] | None = None

    async def draw(self, bars: Bars) -> bytes | None:
        """A JPEG; None when it cannot be drawn."""
        async with self._turn:
            try:
                if self._draw is None:
                    self._draw = await self._worker.enter_async_context(process.bars())
                picture = await self._draw(asdict(bars))
            except MediaRefused as error:
                log.info("timeline not drawn", reason=error.reason)
                await self._end()
                return None
            except BaseException:
                await self._end()  # its answer would be taken for the next one's
                raise
            self._until = self._clock.monotonic() + IDLE_S
            if self._watch is None or self._watch.done():
                self._watch = asyncio.create_task(self._rest())
            return picture

    async def close(self) -> None:
        """End it."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        async with self._turn:
            await self._end()

    async def _rest(self) -> None:
        """End it when nobody has asked for a while."""
        while (left := self._until - self._clock.monotonic()) > 0:
            await self._clock.sleep(left)
        async with self._turn:
            if self._clock.monotonic() >= self._until:
                await self._end()

    async def _end(self) -> None:
        self._draw = None
        await self._worker.aclose()
