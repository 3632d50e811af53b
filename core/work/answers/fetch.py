"""A finished video on its way to a chat: to a bounded temporary file, looked at, then posted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import structlog

from core.accounts import Access
from core.chat import TooBig, Video
from core.clock import Clock
from core.nemo.client import NemoClient, ResultStream
from core.nemo.errors import ConnectionLost
from core.store.records import ResultVideo
from core.work.spool import Place, Spool

log = structlog.get_logger(__name__)

GLIMPSE_BYTES = 4_000_000
# Below a megabyte a second, looked at every so many seconds, a download is slow.
LOOK_S = 3.0
FAST = 1_000_000


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video file is: pixels, seconds, and its thumbnail as a JPEG of at most 320 px."""

    width: int
    height: int
    seconds: float
    thumbnail: Path | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the beginning of a video tells: its size in bytes, seconds and a JPEG, where known."""

    size: int | None = None
    seconds: float = 0.0
    picture: bytes = b""


class Inspector(Protocol):
    """Looks into a video file without trusting it."""

    async def look(self, video: Path, thumbnail: Path) -> VideoInfo | None:
        """What it is, its thumbnail written there; None when it cannot be told."""
        ...


class Fetch:
    """Brings results to this machine, a few at a time, never more bytes than a chat takes."""

    def __init__(self, nemo: NemoClient, inspector: Inspector, spool: Spool, clock: Clock) -> None:
        self._nemo = nemo
        self._inspector = inspector
        self._spool = spool
        self._clock = clock

    @asynccontextmanager
    async def video(self, access: Access, source: ResultVideo, limit: int) -> AsyncIterator[Video]:
        """The video as a file that lives as long as the block.

        Raises TooBig (before the transfer where the size is known), OSError for a full disk, and
        NemoError when it cannot be had.
        """
        async with self._spool.place(access.user) as place:
            path = place.folder / "video.mp4"
            async with (
                self._giving_way(place, path),
                self._nemo.open_result(access.token, source.url, source.render_id) as file,
            ):
                count = await _save(file, path, limit)
            look = await self._inspector.look(path, place.folder / "thumbnail.jpg")
            yield Video(
                path=path,
                name=source.name,
                size=count,
                width=look.width if look else source.width,
                height=look.height if look else source.height,
                seconds=look.seconds if look else source.seconds,
                thumbnail=look.thumbnail if look else None,
            )

    async def preview(self, access: Access, source: ResultVideo) -> Preview:
        """What can be told of a video that is not brought here whole.

        Raises OSError for a full disk, and NemoError when it cannot be had.
        """
        async with self._spool.place(access.user) as place:
            path, picture = place.folder / "video.mp4", place.folder / "thumbnail.jpg"
            async with (
                self._giving_way(place, path),
                self._nemo.open_result(access.token, source.url, source.render_id) as file,
            ):
                await _save_head(file, path)
            look = await self._inspector.look(path, picture)
            if look is None:
                return Preview(file.size, source.seconds)
            known = look.thumbnail is not None
            data = await asyncio.to_thread(picture.read_bytes) if known else b""
            return Preview(file.size, source.seconds or look.seconds, data)

    @asynccontextmanager
    async def _giving_way(self, place: Place, file: Path) -> AsyncIterator[None]:
        """Gives the place to the next one while the file comes slowly: few bytes need no room.

        A server that drips must not keep everybody else's videos waiting.
        """
        watch = asyncio.create_task(self._watch(place, file))
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)

    async def _watch(self, place: Place, file: Path) -> None:
        known = 0
        while True:
            await self._clock.sleep(LOOK_S)
            size = await asyncio.to_thread(_size, file)
            if size - known < LOOK_S * FAST:
                place.give_way()
                return
            known = size


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


async def _save_head(file: ResultStream, path: Path) -> None:
    """The first bytes: enough for the first picture of a film that plays while it loads."""
    left = GLIMPSE_BYTES
    with await asyncio.to_thread(path.open, "wb") as out:
        async for chunk in file.chunks:
            await asyncio.to_thread(out.write, chunk[:left])
            left -= len(chunk)
            if left <= 0:
                return


async def _save(file: ResultStream, path: Path, limit: int) -> int:
    if file.size is not None and file.size > limit:
        raise TooBig(limit)
    count = 0
    with await asyncio.to_thread(path.open, "wb") as out:
        async for chunk in file.chunks:
            count += len(chunk)
            if count > limit:
                raise TooBig(limit)
            await asyncio.to_thread(out.write, chunk)
    if file.size is not None and count != file.size:
        raise ConnectionLost("the file broke off", call="open_result")
    return count
