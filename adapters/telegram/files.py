"""Attachments read as streams: from Telegram's file server, or from a local Bot API server's disk.

The library's own downloads hold a whole file in memory, so only `getFile` is the library's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import httpx
import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from core.chat import (
    Attachment,
    AttachmentError,
    AttachmentGone,
    AttachmentTooBig,
    AttachmentUnavailable,
    AttachmentUnreadable,
    Download,
)
from core.clock import Clock

log = structlog.get_logger(__name__)

CHUNK: Final = 256 * 1024
_RETRIES_S: Final = (0.5, 2.0, 5.0)
_LONGEST_RETRY_S: Final = 30.0


class Files:
    """Opens what people sent; `limit` is the largest file in bytes, None without one.

    In local mode the server names absolute paths on a disk that we share with it.
    """

    def __init__(
        self,
        bot: Bot,
        client: httpx.AsyncClient,
        clock: Clock,
        *,
        limit: int | None,
        local: bool,
    ) -> None:
        self._bot = bot
        self._client = client
        self._clock = clock
        self._limit = limit
        self._local = local
        self.page = False
        """Whether the page takes what is too big here."""

    @asynccontextmanager
    async def open(self, attachment: Attachment) -> AsyncIterator[Download]:
        """Stream a file; raises `AttachmentError` subclasses, also from the chunks.

        What may pass is tried again a few times before anything was read. A body that breaks off
        is AttachmentUnavailable, one that runs past the announced size AttachmentUnreadable.
        """
        if self._limit is not None and (attachment.size or 0) > self._limit:
            raise AttachmentTooBig(self._limit, app=self.page)
        async with AsyncExitStack() as stack:
            yield await self._patiently(attachment, stack)

    async def _patiently(self, attachment: Attachment, stack: AsyncExitStack) -> Download:
        for wait in (*_RETRIES_S, None):
            try:
                return await stack.enter_async_context(self._once(attachment))
            except _Passing as error:
                if wait is None or (error.once and wait != _RETRIES_S[0]):
                    raise error.reason from None
                log.info("file_tried_again", reason=repr(error.reason))
                await self._clock.sleep(max(wait, min(error.retry_after, _LONGEST_RETRY_S)))
        raise AssertionError("the last try raises or returns")

    @asynccontextmanager
    async def _once(self, attachment: Attachment) -> AsyncIterator[Download]:
        where, size = await self._locate(attachment)
        if self._limit is not None and (size or 0) > self._limit:
            raise AttachmentTooBig(self._limit, app=self.page)
        if self._local and where.startswith("/"):
            async with _from_disk(Path(where)) as download:
                yield download
        else:
            async with self._from_server(where, size) as download:
                yield download

    async def _locate(self, attachment: Attachment) -> tuple[str, int | None]:
        try:
            file = await self._bot.get_file(attachment.handle)
        except (BadRequest, Forbidden) as error:
            said = error.message.lower()
            if "too big" in said:
                raise AttachmentTooBig(self._limit or 0, app=self.page) from error
            if "temporarily unavailable" in said:
                # The same words stand for a file id that is none.
                raise _Passing(AttachmentGone(error.message)) from error
            raise AttachmentGone(error.message) from error
        except RetryAfter as error:
            wait = error.retry_after
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            raise _Passing(AttachmentUnavailable("RetryAfter"), seconds) from error
        except TelegramError as error:
            raise _Passing(AttachmentUnavailable(type(error).__name__)) from error
        if not file.file_path:
            raise AttachmentGone("no path")
        return file.file_path, file.file_size or attachment.size

    @asynccontextmanager
    async def _from_server(self, url: str, announced: int | None) -> AsyncIterator[Download]:
        try:
            response = await self._client.send(
                self._client.build_request("GET", _encoded(url)), stream=True
            )
        except httpx.HTTPError as error:
            # The URL holds the token: only the kind of error is passed on.
            raise _Passing(AttachmentUnavailable(type(error).__name__)) from None
        try:
            if response.status_code in (404, 410):
                # A file that was just sent may be missing for a second.
                raise _Passing(AttachmentGone("the file server has it no more"), once=True)
            if response.status_code == 429 or response.status_code >= 500:
                raise _Passing(AttachmentUnavailable(f"status {response.status_code}"))
            if response.status_code != 200:
                raise AttachmentUnreadable(f"status {response.status_code}")
            length = response.headers.get("Content-Length")
            size = int(length) if length and length.isdigit() else announced
            yield Download(size, _counted(response.aiter_bytes(CHUNK), size))
        finally:
            await response.aclose()


class _Passing(Exception):
    """What may be over in a moment; else `reason` is raised, after one more try if `once`."""

    def __init__(
        self, reason: AttachmentError, retry_after: float = 0.0, *, once: bool = False
    ) -> None:
        super().__init__(repr(reason))
        self.reason = reason
        self.retry_after = retry_after
        self.once = once


@asynccontextmanager
async def _from_disk(path: Path) -> AsyncIterator[Download]:
    try:
        handle = await asyncio.to_thread(path.open, "rb")
    except FileNotFoundError as error:
        raise AttachmentGone("the local server removed it") from error
    except OSError as error:
        raise AttachmentUnreadable(type(error).__name__) from error
    try:
        size = (await asyncio.to_thread(path.stat)).st_size

        async def chunks() -> AsyncIterator[bytes]:
            while chunk := await asyncio.to_thread(handle.read, CHUNK):
                yield chunk

        yield Download(size, _counted(chunks(), size))
    finally:
        handle.close()


async def _counted(chunks: AsyncIterator[bytes], size: int | None) -> AsyncIterator[bytes]:
    """Pass the chunks on and check at the end that none is missing."""
    count = 0
    try:
        async for chunk in chunks:
            count += len(chunk)
            if size is not None and count > size:
                break
            yield chunk
    except (httpx.HTTPError, OSError) as error:
        # Told here: whoever sends the chunks on could take it for an error of their own side.
        raise AttachmentUnavailable(type(error).__name__) from None
    if count == 0:
        raise AttachmentUnreadable("empty")
    if size is not None and count < size:
        raise AttachmentUnavailable(f"{count} bytes of {size}")
    if size is not None and count != size:
        raise AttachmentUnreadable(f"{count} bytes of {size}")


def _encoded(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=quote(parts.path, safe="/:%")))
