"""Core's questions about files, answered by the studio's worker processes."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path

import structlog

from core.language.timeline import Bars
from core.work.answers.fetch import VideoInfo
from studio.media.errors import MediaRefused
from studio.render import process

SLOTS = 2
log = structlog.get_logger(__name__)


class Workers:
    """`Inspector`, `Converter`, `TimelineDrawer` of core; opens no stranger's file in this process.

    At most `SLOTS` files are worked on at once; the time limit of each counts from there.
    """

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(SLOTS)

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

    async def draw_timeline(self, bars: Bars, target: Path) -> bool:
        """Draw a timeline; False when that cannot be done."""
        try:
            async with self._slots:
                await process.bars(asdict(bars), target)
        except MediaRefused as error:
            log.info("timeline not drawn", reason=error.reason)
            return False
        return True
