"""Uploaded files: their rows, their folder, and how the wire describes them."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.agent.context import Media
from studio.clock import Clock
from studio.server.database import Database
from studio.server.media_worker import Kind, Probed

PLACE = re.compile(r"(\d\d)-(?=.)")


@dataclass(frozen=True, slots=True)
class Stored:
    """One uploaded file; `turn` counts the prompts of its session that came before it."""

    id: str
    session_id: str
    filename: str
    kind: Kind
    key: str
    path: Path
    mime: str
    bytes: int
    hash: str
    ms: int | None
    width: int | None
    height: int | None
    fps: float | None
    turn: int = 0
    beats: tuple[int, ...] = ()

    @property
    def place(self) -> int | None:
        """The place in its batch that the name begins with (`02-beach.jpg`), if it has one."""
        found = PLACE.match(self.filename)
        return int(found[1]) if found else None

    def wire(self, base_url: str) -> dict[str, Any]:
        """As the upload answer and `video_infos` list it; `duration` in seconds."""
        return {
            "id": self.id,
            "filename": self.filename,
            "file_type": self.kind,
            "cdn_url": f"{base_url}/files/m/{self.key}",
            "duration": None if self.ms is None else self.ms / 1000,
            "width": self.width,
            "height": self.height,
            "fps": self.fps,
            "hash": self.hash,
        }

    def media(self) -> Media:
        """As the agent sees it."""
        return Media(self.id, self.kind, self.filename, self.ms, self.beats)


def display_name(raw: str | None) -> str:
    """A file name fit for showing: no path, no control characters, at most 120 characters.

    It never names a file on disk: those have the hash of their content.
    """
    tail = re.split(r"[\\/]", raw or "")[-1]
    clean = "".join(c for c in unicodedata.normalize("NFC", tail) if c.isprintable()).strip()
    return clean[-120:] or "file"


class Library:
    """The media of all sessions, below one folder."""

    def __init__(self, database: Database, clock: Clock, folder: Path) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder

    def folder_of(self, session_id: str) -> Path:
        """Where a session's files lie; made 0700 when it is not there yet."""
        folder = self._folder / session_id
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    async def add(
        self, session_id: str, filename: str, path: Path, digest: str, size: int, probed: Probed
    ) -> Stored:
        """Write down a file that lies at its final place."""
        stored = Stored(
            id=f"f_{secrets.token_hex(6)}",
            session_id=session_id,
            filename=filename,
            kind=probed.kind,
            key=secrets.token_urlsafe(24),
            path=path,
            mime=probed.mime,
            bytes=size,
            hash=digest,
            ms=probed.ms,
            width=probed.width,
            height=probed.height,
            fps=probed.fps,
            beats=probed.beats,
        )
        await self._database.run(_insert, stored, self._clock.now().timestamp())
        return stored

    async def of(self, session_id: str) -> tuple[Stored, ...]:
        """A session's files in the order of arrival; those of a batch by their places.

        A batch is what arrives between two prompts, each place once: who uploads several files at
        the same time names them `01-…`, `02-…` and gets their order, whichever comes first.
        """
        return in_order(await self._database.run(_of, self._folder, session_id))

    async def by_key(self, key: str) -> Stored | None:
        """The file behind a `cdn_url`."""
        return await self._database.run(_by_key, self._folder, key)

    async def forget(self, session_id: str) -> None:
        """Remove a session's files from the disk; its rows go with the session."""
        shutil.rmtree(self._folder / session_id, ignore_errors=True)


def in_order(arrived: Sequence[Stored]) -> tuple[Stored, ...]:
    """Files as they arrived, each batch sorted by its places."""
    batches: list[list[Stored]] = []
    for item in arrived:
        batch = batches[-1] if batches else []
        known = {held.place for held in batch}
        fits = batch and item.place is not None and None not in known and item.place not in known
        if fits and batch[0].turn == item.turn:
            batch.append(item)
        else:
            batches.append([item])
    return tuple(item for batch in batches for item in sorted(batch, key=lambda i: i.place or 0))


def _insert(db: sqlite3.Connection, item: Stored, now: float) -> None:
    db.execute(
        "insert into media (id,session_id,filename,kind,key,mime,bytes,hash,ms,width,height,"
        "fps,at,beats,turn)"
        " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,(select count(*) from prompts where session_id=?2))",
        (
            item.id,
            item.session_id,
            item.filename,
            item.kind,
            item.key,
            item.mime,
            item.bytes,
            item.hash,
            item.ms,
            item.width,
            item.height,
            item.fps,
            now,
            json.dumps(item.beats),
        ),
    )


def _of(db: sqlite3.Connection, folder: Path, session_id: str) -> tuple[Stored, ...]:
    rows = db.execute("select * from media where session_id=? order by n", (session_id,))
    return tuple(_stored(folder, row) for row in rows.fetchall())


def _by_key(db: sqlite3.Connection, folder: Path, key: str) -> Stored | None:
    row = db.execute("select * from media where key=?", (key,)).fetchone()
    return None if row is None else _stored(folder, row)


def _stored(folder: Path, row: sqlite3.Row) -> Stored:
    """The row with its place below the folder as it lies today."""
    return Stored(
        id=row["id"],
        session_id=row["session_id"],
        filename=row["filename"],
        kind=row["kind"],
        key=row["key"],
        path=folder / row["session_id"] / row["hash"],
        mime=row["mime"],
        bytes=row["bytes"],
        hash=row["hash"],
        ms=row["ms"],
        width=row["width"],
        height=row["height"],
        fps=row["fps"],
        turn=row["turn"],
        beats=tuple(json.loads(row["beats"])),
    )
