"""How much of the disk one person, and all of them, may fill with uploads."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from studio.server.config import MEGABYTE, StudioConfig
from studio.server.database import Database
from studio.server.envelope import disk_full, too_large
from studio.server.sessions import Session


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes on the disk: of one session's uploads, of one person's, and of everybody's files."""

    session: int
    user: int
    total: int


class Arrival:
    """One file on its way in; `size` is what has come of it."""

    def __init__(self, quota: Quota, session: Session, stored: Usage) -> None:
        self._quota = quota
        self._session = session
        self._stored = stored
        self.size = 0

    def take(self, count: int) -> None:
        """Count bytes that have come; 4002 or 507 when they are too many."""
        self.size += count
        self._quota.count(self._session, count)
        self._quota.check(self._session, self._stored, self.size)


class Quota:
    """The limits of `StudioConfig`, kept also against files that arrive at the same time."""

    def __init__(self, database: Database, config: StudioConfig, folder: Path) -> None:
        self._database = database
        self._config = config
        self._folder = folder
        self._arriving: Counter[str] = Counter()

    async def usage(self, session: Session) -> Usage:
        """What is stored now."""
        return await self._database.run(_usage, session)

    @contextmanager
    def arrival(self, session: Session, stored: Usage) -> Iterator[Arrival]:
        """Count a file from its first byte to where it is written down or given up."""
        arrival = Arrival(self, session, stored)
        try:
            yield arrival
        finally:
            self.count(session, -arrival.size)

    def count(self, session: Session, count: int) -> None:
        """Bytes that have come, or have found their place."""
        for name in (session.id, session.user_id, ""):
            self._arriving[name] += count
            if not self._arriving[name]:
                del self._arriving[name]

    def check(self, session: Session, stored: Usage, size: int) -> None:
        """Raises 4002 for what one person may not have, 507 for what there is no room for."""
        config = self._config
        if size > config.max_upload_bytes:
            raise too_large(f"a file may have {config.max_upload_bytes // MEGABYTE} MB at most")
        if stored.session + self._arriving[session.id] > config.max_session_bytes:
            raise too_large("this project has no room for more files", "project")
        if stored.user + self._arriving[session.user_id] > config.max_user_bytes:
            raise too_large(
                f"one person's projects may hold {config.max_user_bytes // MEGABYTE} MB in all; "
                f"those unused for {config.keep_days:.0f} days are removed",
                "person",
            )
        if stored.total + self._arriving[""] > config.max_total_bytes:
            raise disk_full()
        if shutil.disk_usage(self._folder).free < config.disk_floor_bytes:
            raise disk_full()


def _usage(db: sqlite3.Connection, session: Session) -> Usage:
    uploads = "select coalesce(sum(bytes),0) from media"
    of_session = db.execute(f"{uploads} where session_id=?", (session.id,)).fetchone()[0]
    of_user = db.execute(
        f"{uploads} where session_id in (select id from sessions where user_id=?)",
        (session.user_id,),
    ).fetchone()[0]
    total = db.execute(
        f"select ({uploads}) + (select coalesce(sum(bytes),0) from renders)"
    ).fetchone()[0]
    return Usage(int(of_session), int(of_user), int(total))
