"""The table of renders: what is asked of it, each in one call inside the database's own thread."""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from studio.server import render_queue
from studio.server.envelope import dumps, too_many

Status = Literal["pending", "processing", "completed", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Job:
    """One render as it stands."""

    number: int
    id: str
    user_id: str
    session_id: str
    draft: dict[str, Any]
    output: dict[str, Any]
    status: Status
    progress: int
    error: str
    key: str
    bytes: int


def job(row: sqlite3.Row) -> Job:
    return Job(
        number=row["n"],
        id=row["id"],
        user_id=row["user_id"],
        session_id=row["session_id"],
        draft=json.loads(row["draft"]),
        output=json.loads(row["output"]),
        status=row["status"],
        progress=row["progress"],
        error=row["error"] or "",
        key=row["key"] or "",
        bytes=row["bytes"] or 0,
    )


def insert(
    db: sqlite3.Connection,
    user_id: str,
    session_id: str,
    id: str,
    draft: Any,
    output: dict[str, Any],
    now: float,
    most_waiting: int,
) -> None:
    known = get(db, user_id, id) is not None
    if not known and render_queue.waiting_of(db, user_id) >= most_waiting:
        raise too_many("too many renders of yours wait already", retry_after=60)
    db.execute(
        "insert into renders (id,user_id,session_id,draft,output,status,at)"
        " values (?,?,?,?,?,'pending',?)"
        " on conflict (user_id,id) do update set submits=submits+1",
        (id, user_id, session_id, dumps(draft), dumps(output), now),
    )


def get(db: sqlite3.Connection, user_id: str, id: str) -> Job | None:
    row = db.execute("select * from renders where user_id=? and id=?", (user_id, id)).fetchone()
    return None if row is None else job(row)


def set_status(db: sqlite3.Connection, number: int, status: str, error: str | None) -> None:
    db.execute(
        "update renders set status=?, error=? where n=? and status in ('pending','processing')",
        (status, error, number),
    )


def by_number(db: sqlite3.Connection, number: int) -> Job | None:
    row = db.execute("select * from renders where n=?", (number,)).fetchone()
    return None if row is None else job(row)


def over_bound(db: sqlite3.Connection, user_id: str, most: int) -> list[Job]:
    """Mark the oldest results that exceed a person's bound as gone; the newest always stays."""
    rows = db.execute(
        "select * from renders where user_id=? and bytes>0 order by n desc", (user_id,)
    ).fetchall()
    gone, total = [], 0
    for row in rows:
        total += row["bytes"]
        if total > most and row is not rows[0]:
            db.execute("update renders set bytes=0 where n=?", (row["n"],))
            gone.append(job(row))
    return gone


def completed(db: sqlite3.Connection, number: int, size: int) -> None:
    db.execute(
        "update renders set status='completed', progress=100, bytes=?"
        " where n=? and status='processing'",
        (size, number),
    )


def key(db: sqlite3.Connection, number: int, now: float, expires: float) -> str:
    row = db.execute("select key, key_expires from renders where n=?", (number,)).fetchone()
    if row["key"] and row["key_expires"] > now:
        return str(row["key"])
    key = secrets.token_urlsafe(24)
    db.execute("update renders set key=?, key_expires=? where n=?", (key, expires, number))
    return key


def by_key(db: sqlite3.Connection, key: str, now: float) -> Job | None:
    row = db.execute(
        "select * from renders where key=? and key_expires>? and status='completed'", (key, now)
    ).fetchone()
    return None if row is None else job(row)


def of_session(db: sqlite3.Connection, session_id: str) -> list[Job]:
    rows = db.execute("select * from renders where session_id=?", (session_id,))
    return [job(row) for row in rows.fetchall()]


def drop_session(db: sqlite3.Connection, session_id: str) -> None:
    db.execute("delete from renders where session_id=?", (session_id,))


def fact(db: sqlite3.Connection, name: str) -> float:
    row = db.execute("select value from facts where name=?", (name,)).fetchone()
    return 0.0 if row is None else float(row["value"])


def learn(db: sqlite3.Connection, name: str, value: float) -> None:
    """A running mean that follows the machine's load."""
    known = fact(db, name)
    mean = value if known == 0 else 0.6 * known + 0.4 * value
    db.execute("insert or replace into facts values (?,?)", (name, mean))
