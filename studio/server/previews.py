"""Contact sheets of drafts, drawn when somebody asks and kept until the draft changes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import shutil
from pathlib import Path

from studio.draft import Draft, to_wire
from studio.server.envelope import dumps, not_found
from studio.server.library import Library
from studio.server.media_worker import MediaWorker, RenderFailed, SheetOrder
from studio.server.sessions import Session, Sessions
from studio.server.slots import Slots


class Previews:
    """Answers `GET /api/preview/nemo_agent/me/<session_id>`."""

    def __init__(
        self, sessions: Sessions, library: Library, worker: MediaWorker, slots: Slots, folder: Path
    ) -> None:
        self._sessions = sessions
        self._library = library
        self._worker = worker
        self._slots = slots
        self._folder = folder

    async def of(self, session: Session) -> bytes:
        """The JPEG of the newest draft; 404 for an empty one, or when it cannot be drawn."""
        draft, _ = await self._sessions.draft(session)
        if draft.empty:
            raise not_found("there is nothing to show yet")
        state = hashlib.sha256(dumps(to_wire(draft)).encode()).hexdigest()[:32]
        path = self._folder / session.id / f"{state}.jpg"
        async with self._slots.taken(session.user_id):
            known = await asyncio.to_thread(_read, path)
            return known or await self._drawn(session, draft, path)

    async def forget(self, session_id: str) -> None:
        """Remove the sheet of a session that is going."""
        await asyncio.to_thread(shutil.rmtree, self._folder / session_id, ignore_errors=True)

    async def _drawn(self, session: Session, draft: Draft, path: Path) -> bytes:
        sources = {item.id: item.path for item in await self._library.of(session.id)}
        part = self._folder / f"{secrets.token_hex(8)}.part"
        try:
            await self._worker.contact_sheet(SheetOrder(draft, sources, part))
            return await asyncio.to_thread(_placed, part, path)
        except RenderFailed as failed:
            raise not_found(str(failed)) from failed
        finally:
            part.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _placed(part: Path, path: Path) -> bytes:
    """Put a new sheet in the place of those that older drafts left; its bytes."""
    data = part.read_bytes()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    for old in path.parent.iterdir():
        old.unlink(missing_ok=True)
    os.replace(part, path)
    return data
