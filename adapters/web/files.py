"""What people upload, until their work is done, and what messages show, as long as they do."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import structlog

from core.chat import (
    Attachment,
    AttachmentEmpty,
    AttachmentGone,
    AttachmentUnreadable,
    Download,
)
from core.clock import Clock

log = structlog.get_logger(__name__)

BLOCK: Final = 1 << 18
PICTURE_LIMIT: Final = 64_000
# What may lie there at once, in bytes: of one person, of all.
PERSON_LIMIT: Final = 1_500_000_000
ALL_LIMIT: Final = 12_000_000_000
# Videos that messages show; beyond this the oldest go, and are exported again on demand.
KEPT_LIMIT: Final = 10_000_000_000
# So long an upload waits for its message, and for a second try after its job has ended.
WAIT_S: Final = 3600.0
AT_ONCE: Final = 32
_NAME: Final = re.compile(r"[a-z0-9]{8,64}")
_KEPT: Final = re.compile(r"[a-z0-9-]{8,90}\.(?:jpg|png|webp|gif|mp4|bin)")
_JPEG: Final = b"\xff\xd8\xff"


class UploadRefused(Exception):
    """An upload that is not taken; `phrase` says why, `status` is HTTP's word for it."""

    def __init__(self, phrase: str, status: int) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.status = status


class Files:
    """Two folders: `uploads`, by person, and `kept`. Blocks are written in threads."""

    def __init__(self, folder: Path, clock: Clock, *, limit: int) -> None:
        self._uploads = folder / "uploads"
        self._kept = folder / "kept"
        self._clock = clock
        self.limit = limit
        self._running = 0

    async def prepare(self) -> None:
        """Make the folders; what a killed process left half written goes."""
        await asyncio.to_thread(self._prepare)

    # -- uploads

    async def receive(self, user: str, name: str, blocks: AsyncIterator[bytes]) -> int:
        """Write an upload down; its size. Raises UploadRefused, OSError, and what `blocks` raise.

        What breaks off leaves nothing.
        """
        target = self._upload(user, name)
        if self._running >= AT_ONCE:
            raise UploadRefused("page-busy", 503)
        room = await asyncio.to_thread(self._room, user)
        self._running += 1
        part = target.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            size = await self._write(part, blocks, room)
            await asyncio.to_thread(os.replace, part, target)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(part.unlink, missing_ok=True))
            raise
        finally:
            self._running -= 1
        return size

    async def receive_picture(self, user: str, name: str, data: bytes) -> None:
        """Keep the small picture of an upload, a JPEG; raises UploadRefused for anything else."""
        if not data.startswith(_JPEG) or len(data) > PICTURE_LIMIT:
            raise UploadRefused("page-not-taken", 415)
        await asyncio.to_thread(self._upload(user, name).with_suffix(".jpg").write_bytes, data)

    async def drop(self, user: str, name: str) -> None:
        """Remove an upload that is not to be sent."""
        target = self._upload(user, name)
        for path in (target, target.with_suffix(".jpg")):
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def size(self, user: str, name: str) -> int | None:
        """The bytes of an upload, which now waits anew; None where there is none."""

        def look() -> int | None:
            try:
                os.utime(path)
                return path.stat().st_size
            except FileNotFoundError:
                return None

        path = self._upload(user, name)
        return await asyncio.to_thread(look)

    @asynccontextmanager
    async def open(self, attachment: Attachment) -> AsyncIterator[Download]:
        """Read an upload in blocks; raises AttachmentError."""
        user, _, name = attachment.handle.partition("/")
        try:
            file = await asyncio.to_thread(self._upload(user, name).open, "rb")
        except (FileNotFoundError, UploadRefused) as error:
            raise AttachmentGone(attachment.name) from error
        except OSError as error:
            raise AttachmentUnreadable(str(error)) from error
        with file:
            size = os.fstat(file.fileno()).st_size
            if not size:
                raise AttachmentEmpty(attachment.name)

            async def chunks() -> AsyncIterator[bytes]:
                while block := await asyncio.to_thread(file.read, BLOCK):
                    yield block

            yield Download(size, chunks())

    # -- what messages show

    async def keep_picture(self, user: str, name: str) -> str:
        """Keep the picture of an upload that was sent; its name, empty where it has none."""
        source = self._upload(user, name).with_suffix(".jpg")
        target = picture_of(f"{user}/{name}")

        def move() -> str:
            try:
                source.replace(self._kept / target)
            except FileNotFoundError:
                return target if (self._kept / target).exists() else ""
            return target

        return await asyncio.to_thread(move)

    async def keep(self, source: Path | bytes, ending: str) -> str:
        """Keep a copy of a file under a name of its own; raises OSError."""
        name = f"{secrets.token_hex(12)}.{ending}"
        target = self._kept / name
        if isinstance(source, bytes):
            await asyncio.to_thread(target.write_bytes, source)
        else:
            await asyncio.to_thread(_copy, source, target)
        return name

    async def discard(self, names: Iterable[str]) -> None:
        """Let go of copies that nothing shows."""
        for name in names:
            await asyncio.to_thread((self._kept / name).unlink, missing_ok=True)

    def kept(self, name: str) -> Path | None:
        """The file of that name; None for what is no name of ours."""
        return self._kept / name if _KEPT.fullmatch(name) else None

    async def has(self, names: Iterable[str]) -> frozenset[str]:
        """Those of these that are there."""
        wanted = list(names)
        there = await asyncio.to_thread(lambda: [n for n in wanted if (self._kept / n).exists()])
        return frozenset(there)

    async def sweep(self, shown: frozenset[str], needed: frozenset[str]) -> None:
        """Remove what no message shows, and uploads that no work needs any more."""
        await asyncio.to_thread(self._sweep, shown, needed, self._clock.now().timestamp())

    # -- how it is done

    def _prepare(self) -> None:
        for folder in (self._uploads, self._kept):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for part in self._uploads.glob("*/*.part"):
            part.unlink(missing_ok=True)

    def _upload(self, user: str, name: str) -> Path:
        if not _NAME.fullmatch(user) or not _NAME.fullmatch(name):
            raise UploadRefused("page-not-taken", 400)
        return self._uploads / user / name

    def _room(self, user: str) -> int:
        (self._uploads / user).mkdir(parents=True, exist_ok=True, mode=0o700)
        theirs = _bytes_in(self._uploads / user)
        all_of_them = sum(_bytes_in(folder) for folder in self._uploads.iterdir())
        room = min(PERSON_LIMIT - theirs, ALL_LIMIT - all_of_them)
        if room <= 0:
            raise UploadRefused("page-full", 507)
        return room

    async def _write(self, path: Path, blocks: AsyncIterator[bytes], room: int) -> int:
        size = 0
        file = await asyncio.to_thread(path.open, "wb")
        with file:
            async for block in blocks:
                size += len(block)
                if size > self.limit:
                    raise UploadRefused("page-too-big", 413)
                if size > room:
                    raise UploadRefused("page-full", 507)
                await asyncio.to_thread(file.write, block)
        return size

    def _sweep(self, shown: frozenset[str], needed: frozenset[str], now: float) -> None:
        for path in self._uploads.glob("*/*"):
            handle = f"{path.parent.name}/{path.name.partition('.')[0]}"
            if handle not in needed and _age(path, now) > WAIT_S:
                path.unlink(missing_ok=True)
        for folder in self._uploads.iterdir():
            if not any(folder.iterdir()):
                folder.rmdir()
        kept = sorted(self._kept.iterdir(), key=lambda path: -_age(path, now), reverse=True)
        over = sum(path.stat().st_size for path in kept) - KEPT_LIMIT
        for path in kept:
            # A copy is there a moment before the message that shows it.
            orphan = path.name not in shown and _age(path, now) > WAIT_S
            if orphan or (over > 0 and path.suffix == ".mp4"):
                over -= path.stat().st_size
                path.unlink(missing_ok=True)


def picture_of(handle: str) -> str:
    """The name under which the picture of an upload is kept."""
    return f"{handle.replace('/', '-')}.jpg"


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0


def _age(path: Path, now: float) -> float:
    try:
        return now - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        part = target.with_suffix(".part")
        try:
            shutil.copyfile(source, part)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
