"""The upload call: files streamed to disk while they are counted and hashed."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import BodyPartReader, web

from studio.server.config import StudioConfig
from studio.server.envelope import bad_format, bad_request, disk_full, ok, too_large
from studio.server.fetch import CHUNK, Fetcher
from studio.server.library import Library, Stored, display_name
from studio.server.media_worker import MediaRefused, MediaWorker
from studio.server.sessions import Session
from studio.server.wire import base_url, json_body

MAX_PARTS = 20


class Uploads:
    """Answers `POST /api/upload-video/nemo_agent/me/<session_id>`."""

    def __init__(
        self, library: Library, worker: MediaWorker, config: StudioConfig, spool: Path
    ) -> None:
        self._library = library
        self._worker = worker
        self._config = config
        self._spool = spool
        self._fetcher = Fetcher(
            max_bytes=config.max_upload_bytes,
            timeout_s=config.fetch_timeout_s,
            allow_loopback=config.fetch_allow_loopback,
        )

    async def handle(self, request: web.Request, session: Session) -> web.Response:
        """Take every file of the request; 4001, 4002 or 400 name the first that can't be taken."""
        if request.content_type == "application/json":
            stored = await self._by_url(request, session)
        elif request.content_type.startswith("multipart/"):
            stored = await self._by_parts(request, session)
        else:
            raise bad_request("send multipart parts named `files`, or JSON with `urls`")
        base = base_url(request)
        return ok({"files": [item.wire(base) for item in stored], "session_state_applied": True})

    async def _by_parts(self, request: web.Request, session: Session) -> list[Stored]:
        stored: list[Stored] = []
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or part.name != "files":
                continue
            if len(stored) == MAX_PARTS:
                raise bad_request(f"at most {MAX_PARTS} files at once")
            stored.append(await self._keep(session, part.filename, _part_chunks(part)))
        if not stored:
            raise bad_request("no part named `files`")
        return stored

    async def _by_url(self, request: web.Request, session: Session) -> list[Stored]:
        body = await json_body(request)
        urls = body.get("urls")
        listed = isinstance(urls, list) and all(isinstance(url, str) for url in urls)
        if not listed or not 1 <= len(urls or ()) <= MAX_PARTS or body.get("source_type") != "url":
            raise bad_request('`urls` must be a list of 1 to 20 addresses, `source_type` "url"')
        stored: list[Stored] = []
        for url in urls or ():
            async with self._fetcher.open(url) as fetched:
                stored.append(await self._keep(session, fetched.filename, fetched.chunks))
        return stored

    async def _keep(
        self, session: Session, filename: str | None, chunks: AsyncIterator[bytes]
    ) -> Stored:
        """Spool, look what it is, move to its hashed name, write it down."""
        held = await self._library.of(session.id)
        used = sum(item.bytes for item in held)
        spooled = self._spool / f"up_{secrets.token_hex(12)}"
        try:
            digest, size = await self._spooled(spooled, chunks, used)
            try:
                probed = await self._worker.probe(spooled)
            except MediaRefused as refused:
                raise (too_large if refused.too_large else bad_format)(str(refused)) from refused
            if probed.kind != "audio":
                self._check_items(held)
            path = self._library.folder_of(session.id) / digest
            await asyncio.to_thread(os.replace, spooled, path)
        finally:
            spooled.unlink(missing_ok=True)
        return await self._library.add(
            session.id, display_name(filename), path, digest, size, probed
        )

    def _check_items(self, held: tuple[Stored, ...]) -> None:
        visuals = sum(item.kind != "audio" for item in held)
        if visuals >= self._config.max_items:
            raise bad_request(f"a project takes {self._config.max_items} photos and clips at most")

    async def _spooled(
        self, path: Path, chunks: AsyncIterator[bytes], used: int
    ) -> tuple[str, int]:
        """Write the chunks down; their SHA-256 and their size."""
        sha, size = hashlib.sha256(), 0
        limit = self._config.max_upload_bytes
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise too_large(f"a file may have {limit // 1_000_000} MB at most")
                if used + size > self._config.max_session_bytes:
                    raise too_large("this project has no room for more files")
                sha.update(chunk)
                await asyncio.to_thread(file.write, chunk)
                if shutil.disk_usage(path.parent).free < self._config.disk_floor_bytes:
                    raise disk_full()
        return sha.hexdigest(), size


async def _part_chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(CHUNK):
        yield chunk
