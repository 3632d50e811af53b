"""Files on their way to the backend: streamed from the platform, one row each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import structlog
from pydantic import SecretStr

from core.chat import (
    Attachment,
    AttachmentEmpty,
    AttachmentError,
    AttachmentUnavailable,
    ChatError,
    Download,
    Medium,
)
from core.language import formats
from core.language.phrases import plain, say
from core.nemo.errors import (
    FileTooLarge,
    NemoError,
    OutOfCredits,
    RateLimited,
    Refused,
    SessionNotFound,
    SourceFailed,
    TokenRejected,
    Unreached,
    UnsupportedFile,
)
from core.nemo.models import UploadedFile
from core.nemo.multipart import UploadSource
from core.store.records import FileState, Job, JobFile, Project
from core.work.answers.media import (
    TURNED_INTO,
    Fit,
    decided,
    ending,
    fit,
    fit_of,
    upload_mime,
)
from core.work.answers.progress import ProgressMessage
from core.work.answers.sniff import HEAD_BYTES
from core.work.context import WorkContext
from core.work.ledger import WAITING

log = structlog.get_logger(__name__)

READ_BLOCK = 1 << 18
UPLOAD_WAITS = (2.0, 6.0)
AT_ONCE = 3
# What no other file would fare better with.
NOT_THE_FILE = (SessionNotFound, TokenRejected, RateLimited, OutOfCredits, Unreached)


class Uploads:
    """The files of one job, a few at a time; what is refused is told and left out."""

    def __init__(
        self, context: WorkContext, job: Job, project: Project, progress: ProgressMessage
    ) -> None:
        self._context = context
        self._job = job
        self._project = project
        self._progress = progress
        self._files_known: Sequence[JobFile] = ()
        self._bytes: dict[int, int] = {}
        self.refusals: list[str] = []
        self.names: list[str] = []

    async def run(self, files: Sequence[JobFile]) -> int:
        """Upload what of the job's `files` is not up yet; how many are in the session then.

        A file that was on its way at a crash is looked for in the session first. `refusals` says
        why the others are not, `names` are those under which they went up, in the person's order.
        Raises NemoError and AccessError for what is no file's fault.
        """
        if on_their_way := [f for f in files if f.state is FileState.SENDING]:
            for file in on_their_way:
                if await self._arrived(file):
                    await self._set(file, FileState.SENT)
            files = await self._files()
        while waiting := [f for f in files if f.state in WAITING]:
            self._files_known = files
            up = [f for f in files if f.state is FileState.SENT]
            self._bytes.update((f.n, f.source.size or 0) for f in up)
            await self._all(deque(waiting))
            files = await self._files()  # anew: a late part of an album may have joined
        self.names = [f.upload_name for f in files if f.state is FileState.SENT]
        self.refusals = [f.reason for f in files if f.state is FileState.REFUSED]
        return sum(f.state is FileState.SENT for f in files)

    async def _all(self, line: deque[JobFile]) -> None:
        """Upload them, three at a time; after an error that is no file's fault no other begins."""

        async def work() -> None:
            while line:
                try:
                    await self._one(line.popleft())
                except BaseException:
                    line.clear()
                    raise

        # Those under way are not cut off: they may have arrived already.
        ends = await asyncio.gather(*(work() for _ in range(AT_ONCE)), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end

    async def _files(self) -> Sequence[JobFile]:
        async with self._context.store.read() as tx:
            return await tx.parts.files(self._job.id)

    async def _arrived(self, file: JobFile) -> bool:
        state = await self._context.projects.state(self._project)
        mark = _mark(file.upload_name)
        return any(mark in text for text in _texts(state.video_infos))

    async def _one(self, file: JobFile) -> None:
        """Upload a file; again, while it surely has not arrived, for what may pass."""
        self._show(file, 0)
        await self._set(file, FileState.SENDING)
        for wait in (*UPLOAD_WAITS, None):
            try:
                uploaded = await self._transfer(file)
            except NOT_THE_FILE:
                await self._set(file, FileState.NEW)
                raise
            except (AttachmentError, ChatError, NemoError, OSError) as error:
                if _ambiguous(error) and await self._arrived(file):
                    await self._set(file, FileState.SENT)
                    return
                if wait is None or not (_ambiguous(error) or _passing(error)):
                    await self._refuse(file, error)
                    return
                log.info("upload repeated", job=self._job.id, n=file.n, error=repr(error))
                await self._context.clock.sleep(wait)
            else:
                await self._set(file, FileState.SENT, uploaded=uploaded.model_dump(mode="json"))
                return

    async def _refuse(self, file: JobFile, error: Exception) -> None:
        inner = error.reason if isinstance(error, SourceFailed) else None
        log.info("file refused", job=self._job.id, n=file.n, error=repr(inner or error))
        reason = self._context.wording(self._job).file(inner or error, file.source)
        await self._set(file, FileState.REFUSED, reason=reason)

    async def _transfer(self, file: JobFile) -> UploadedFile:
        nemo, session, source = self._context.backend.nemo, self._project.session, file.source
        if source.medium is Medium.LINK:
            found = await self._context.projects.write(
                self._project,
                lambda token: nemo.upload_urls(token, session, [source.handle]),
                self._progress.wait,
            )
            return found[0]
        if fit(source) is Fit.REFUSED:
            raise UnsupportedFile(call="upload")
        # Every try opens the attachment anew: a stream can't be sent twice.
        return await self._context.projects.write(
            self._project,
            lambda token: self._stream(token, file),
            self._progress.wait,
        )

    async def _stream(self, token: SecretStr, file: JobFile) -> UploadedFile:
        source, address = file.source, self._job.address
        async with (
            self._room(source) as room,
            # A chat that hands out less than the backend takes says so first.
            self._context.outbox.chat(address).open(address, source) as download,
            self._ready(source, download, room) as (size, chunks, kind),
        ):
            if size == 0:
                raise AttachmentEmpty(source.name)
            if size > self._context.config.upload_limit:
                raise FileTooLarge(call="upload")
            name = _renamed(file.upload_name, kind)
            upload = UploadSource(name=name, size=size, mime=upload_mime(kind), chunks=chunks)

            def sent(count: int) -> None:
                self._show(file, count)

            return await self._context.backend.nemo.upload(
                token, self._project.session, upload, sent
            )

    @asynccontextmanager
    async def _room(self, source: Attachment) -> AsyncIterator[Path | None]:
        """A folder for what surely needs one: no stream is open while others have the room."""
        if source.size is not None and ending(source) not in TURNED_INTO:
            yield None
        else:
            async with self._context.files.spool.room(self._job.user) as room:
                yield room

    @asynccontextmanager
    async def _ready(
        self, source: Attachment, download: Download, room: Path | None
    ) -> AsyncIterator[tuple[int, AsyncIterator[bytes], str]]:
        """Size, chunks and ending to upload: straight through where that is possible.

        A file of unknown size or of another format goes through a temporary file.
        """
        if (source.size or 0) > self._context.config.upload_limit:
            raise FileTooLarge(call="upload")
        head, chunks = await _begun(download.chunks)
        kind = decided(source, head)
        if kind and fit_of(kind) is Fit.REFUSED:
            raise UnsupportedFile(call="upload")
        turned = TURNED_INTO.get(kind, "")
        if download.size is not None and not turned:
            yield download.size, chunks, kind
            return
        async with AsyncExitStack() as stack:
            folder = room
            if folder is None:
                folder = await stack.enter_async_context(
                    self._context.files.spool.room(self._job.user)
                )
            path = folder / "received"
            await _save(chunks, path, self._context.config.upload_limit)
            if turned:
                self._progress.stage("progress-converting", name=plain(source.name))
                target = folder / f"turned.{turned}"
                if not await self._context.files.converter.convert(path, target):
                    raise UnsupportedFile(call="convert")
                path, kind = target, turned
            size = (await asyncio.to_thread(path.stat)).st_size
            yield size, _read(path), kind

    def _show(self, file: JobFile, count: int) -> None:
        """Say how many files have begun, and how many bytes of all of them are up."""
        self._bytes[file.n] = count
        files, up = self._files_known, sum(self._bytes.values())
        sizes = [f.source.size for f in files]
        # Where one says no size, each counts as much as the others.
        whole = sum(size or 0 for size in sizes) if all(sizes) else 0
        share = min(1.0, up / whole if whole else (len(self._bytes) - 1) / len(files))
        self._progress.stage(
            "progress-uploading",
            bar=share,
            done=len(self._bytes),
            total=len(files),
            size=formats.size(self._job.language, up),
            percent=round(share * 100),
        )

    async def _set(
        self, file: JobFile, state: FileState, *, uploaded: Any = None, reason: str = ""
    ) -> None:
        async with self._context.store.begin() as tx:
            await tx.parts.set_file(file.job, file.n, state, uploaded=uploaded, reason=reason)


def order_note(language: str, names: Sequence[str], listed: object) -> str:
    """A sentence for the agent that names the person's order, where the backend's list differs."""
    texts = list(_texts(listed))
    places = [
        next((n for n, text in enumerate(texts) if _mark(name) in text), None) for name in names
    ]
    found = [place for place in places if place is not None]
    if len(found) < 2 or found == sorted(found):
        return ""
    return say(language, "turn-order", names=", ".join(names))


def _mark(name: str) -> str:
    """A name without its ending: that changes where a file was turned into another format."""
    return name.rpartition(".")[0] or name


def _texts(value: object) -> Iterator[str]:
    """Every text in a value of JSON, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _ambiguous(error: Exception) -> bool:
    return isinstance(error, NemoError) and not isinstance(error, Refused | SourceFailed)


def _passing(error: Exception) -> bool:
    """Whether the platform's file store broke off in the middle: another try may get through.

    Where it did not even begin, the platform has tried again by itself.
    """
    return isinstance(error, SourceFailed) and isinstance(error.reason, AttachmentUnavailable)


def _renamed(name: str, new_ending: str) -> str:
    return f"{name.rpartition('.')[0] or name}.{new_ending}" if new_ending else name


async def _begun(chunks: AsyncIterator[bytes]) -> tuple[bytes, AsyncIterator[bytes]]:
    """The first bytes of a stream, enough to tell what it is, and the whole of it again."""
    first: list[bytes] = []
    async for chunk in chunks:
        first.append(chunk)
        if sum(map(len, first)) >= HEAD_BYTES:
            break

    async def whole() -> AsyncIterator[bytes]:
        for chunk in first:
            yield chunk
        async for chunk in chunks:
            yield chunk

    return b"".join(first)[:HEAD_BYTES], whole()


async def _save(chunks: AsyncIterator[bytes], path: Path, limit: int) -> None:
    count = 0
    with await asyncio.to_thread(path.open, "wb") as out:
        async for chunk in chunks:
            count += len(chunk)
            if count > limit:
                raise FileTooLarge(call="upload")
            await asyncio.to_thread(out.write, chunk)


async def _read(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as source:
        while block := await asyncio.to_thread(source.read, READ_BLOCK):
            yield block
