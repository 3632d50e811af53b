"""The upload call: files streamed to disk while they are counted and hashed."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import BodyPartReader, web

from studio.server.config import StudioConfig
from studio.server.envelope import bad_format, bad_request, ok, too_large
from studio.server.fetch import CHUNK, Fetcher
from studio.server.library import Library, Stored, display_name
from studio.server.media_worker import MediaRefused, MediaWorker, Probed
from studio.server.quota import Arrival, Quota
from studio.server.sessions import Session
from studio.server.slots import Slots
from studio.server.wire import base_url, json_body

MAX_PARTS = 20


class Uploads:
    """Answers `POST /api/upload-video/nemo_agent/me/<session_id>`."""

    def __init__(
        self,
        library: Library,
        worker: MediaWorker,
        slots: Slots,
        quota: Quota,
        config: StudioConfig,
        spool: Path,
    ) -> None:
        self._library = library
        self._worker = worker
        self._slots = slots
        self._quota = quota
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
        spooled = self._spool / f"up_{secrets.token_hex(12)}"
        stored = await self._quota.usage(session)
        with self._quota.arrival(session, stored) as arrival:
            try:
                digest = await self._spooled(spooled, chunks, arrival)
                probed = await self._probed(session, spooled)
                if probed.kind != "audio":
                    self._check_items(await self._library.of(session.id))
                # Others may have found their place meanwhile.
                self._quota.check(session, await self._quota.usage(session), arrival.size)
                path = self._library.folder_of(session.id) / digest
                await asyncio.to_thread(os.replace, spooled, path)
            finally:
                spooled.unlink(missing_ok=True)
            return await self._library.add(
                session.id, display_name(filename), path, digest, arrival.size, probed
            )

    async def _probed(self, session: Session, spooled: Path) -> Probed:
        """Look into the file in a slot: its time counts from there, however long it waits."""
        async with self._slots.taken(session.user_id):
            try:
                return await self._worker.probe(spooled)
            except MediaRefused as refused:
                if refused.too_large:
                    raise too_large(str(refused), "content") from refused
                raise bad_format(str(refused)) from refused

    def _check_items(self, held: tuple[Stored, ...]) -> None:
        visuals = sum(item.kind != "audio" for item in held)
        if visuals >= self._config.max_items:
            most = self._config.max_items
            raise bad_request(f"a project takes {most} photos and clips at most", "project")

    async def _spooled(self, path: Path, chunks: AsyncIterator[bytes], arrival: Arrival) -> str:
        """Write the chunks down; their SHA-256."""
        sha = hashlib.sha256()
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            async for chunk in chunks:
                arrival.take(len(chunk))
                sha.update(chunk)
                await asyncio.to_thread(file.write, chunk)
        return sha.hexdigest()


async def _part_chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(CHUNK):
        yield chunk
