"""Attachments read straight from Discord's file store, a chunk at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

import aiohttp
import discord
import structlog

from adapters.discord import parse
from core.chat import (
    Address,
    Attachment,
    AttachmentGone,
    AttachmentUnavailable,
    AttachmentUnreadable,
    Download,
)
from core.clock import Clock

log = structlog.get_logger(__name__)

_CHUNK: Final = 64 * 1024
# A slow reader (the backend's upload) holds the stream up, so only silence is limited, not length.
_TIMEOUT: Final = aiohttp.ClientTimeout(total=None, connect=30, sock_read=60)
_RETRIES_S: Final = (0.5, 2.0, 5.0)
_EXPIRED: Final = frozenset({403, 404, 410})


class Files:
    """Opens attachments; `Attachment.read` and `save` of discord.py would hold them in memory."""

    def __init__(
        self, client: discord.Client, clock: Clock, connect: Callable[[], Awaitable[None]]
    ) -> None:
        self._client = client
        self._clock = clock
        self._connect = connect
        self._session: aiohttp.ClientSession | None = None

    def follow(self, client: discord.Client) -> None:
        """From now on ask this client for messages."""
        self._client = client

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    @asynccontextmanager
    async def open(self, address: Address, attachment: Attachment) -> AsyncIterator[Download]:
        """Read it; a link that has expired is fetched anew from its message.

        What may pass is tried again a few times before anything was read. Raises AttachmentGone
        when there is no message to ask, AttachmentUnavailable when it breaks off or Discord's file
        store cannot be reached.
        """
        response = await self._patiently(attachment)
        if response.status in _EXPIRED:
            response.release()
            response = await self._patiently(await self._fresh(address, attachment))
        try:
            if response.status in _EXPIRED:
                raise AttachmentGone(attachment.name)
            if response.status != 200:
                raise AttachmentUnreadable(f"{attachment.name}: HTTP {response.status}")
            yield Download(response.content_length, _chunks(response, attachment.name))
        finally:
            response.close()

    async def _patiently(self, attachment: Attachment) -> aiohttp.ClientResponse:
        """The answer of the file store, once it is one: no refusal of the moment."""
        for wait in (*_RETRIES_S, None):
            try:
                response = await self._get(attachment)
                if response.status != 429 and response.status < 500:
                    return response
                response.release()
                why = f"HTTP {response.status}"
            except (aiohttp.ClientError, TimeoutError) as error:
                why = type(error).__name__
            if wait is None:
                break
            log.info("discord_file_tried_again", reason=why)
            await self._clock.sleep(wait)
        raise AttachmentUnavailable(f"{attachment.name}: {why}")

    async def _get(self, attachment: Attachment) -> aiohttp.ClientResponse:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT, auto_decompress=False)
        return await self._session.get(attachment.handle)

    async def _fresh(self, address: Address, attachment: Attachment) -> Attachment:
        """The same file with a link that works; options of `/video` have no message to ask."""
        # .../attachments/<channel>/<file>/<name>: the channel is where the message stands.
        parts = urlsplit(attachment.handle).path.split("/")
        if not attachment.message or len(parts) < 4 or not parts[-3].isdigit():
            raise AttachmentGone(attachment.name)
        channel = self._client.get_partial_messageable(int(parts[-3]))
        try:
            await self._connect()
            message = await channel.fetch_message(int(attachment.message))
        except (discord.NotFound, discord.Forbidden) as error:
            raise AttachmentGone(attachment.name) from error
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise AttachmentUnreadable(attachment.name) from error
        except (KeyError, TypeError, ValueError) as error:
            # The library can't build the message that holds it.
            raise AttachmentUnreadable(attachment.name) from error
        for fresh in parse.attachments(message):
            if urlsplit(fresh.handle).path.split("/")[-2] == parts[-2]:
                return replace(attachment, handle=fresh.handle)
        raise AttachmentGone(attachment.name)


async def _chunks(response: aiohttp.ClientResponse, name: str) -> AsyncIterator[bytes]:
    try:
        async for chunk in response.content.iter_chunked(_CHUNK):
            yield chunk
    except (aiohttp.ClientError, OSError) as error:
        raise AttachmentUnavailable(name) from error
