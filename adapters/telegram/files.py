"""Attachments read as streams: from Telegram's file server, or from a local Bot API server's disk.

The library's own downloads hold a whole file in memory, so only `getFile` is the library's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import httpx
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from core.chat import (
    Attachment,
    AttachmentGone,
    AttachmentTooBig,
    AttachmentUnreadable,
    Download,
)

CHUNK: Final = 256 * 1024


class Files:
    """Opens what people sent; `limit` is the largest file in bytes, None without one.

    In local mode the server names absolute paths on a disk that we share with it.
    """

    def __init__(
        self, bot: Bot, client: httpx.AsyncClient, *, limit: int | None, local: bool
    ) -> None:
        self._bot = bot
        self._client = client
        self._limit = limit
        self._local = local

    @asynccontextmanager
    async def open(self, attachment: Attachment) -> AsyncIterator[Download]:
        """Stream a file; raises `AttachmentError` subclasses, also from the chunks.

        A body that ends before the announced size, or runs past it, is AttachmentUnreadable.
        """
        if self._limit is not None and (attachment.size or 0) > self._limit:
            raise AttachmentTooBig(self._limit)
        where, size = await self._locate(attachment)
        if self._limit is not None and (size or 0) > self._limit:
            raise AttachmentTooBig(self._limit)
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
            if "too big" in error.message.lower():
                raise AttachmentTooBig(self._limit or 0) from error
            raise AttachmentGone(error.message) from error
        except TelegramError as error:
            raise AttachmentUnreadable(type(error).__name__) from error
        if not file.file_path:
            raise AttachmentGone("no path")
        return file.file_path, file.file_size or attachment.size

    @asynccontextmanager
    async def _from_server(self, url: str, announced: int | None) -> AsyncIterator[Download]:
        try:
            async with self._client.stream("GET", _encoded(url)) as response:
                if response.status_code in (404, 410):
                    raise AttachmentGone("the file server has it no more")
                if response.status_code != 200:
                    raise AttachmentUnreadable(f"status {response.status_code}")
                length = response.headers.get("Content-Length")
                size = int(length) if length and length.isdigit() else announced
                yield Download(size, _counted(response.aiter_bytes(CHUNK), size))
        except httpx.HTTPError as error:
            # The URL holds the token: only the kind of error is passed on.
            raise AttachmentUnreadable(type(error).__name__) from None


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
        raise AttachmentUnreadable(type(error).__name__) from None
    if count == 0:
        raise AttachmentUnreadable("empty")
    if size is not None and count != size:
        raise AttachmentUnreadable(f"{count} bytes of {size}")


def _encoded(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=quote(parts.path, safe="/:%")))
