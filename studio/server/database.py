"""One small SQLite file in the studio's data folder, used from one thread of its own."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

SCHEMA = """
create table if not exists users (
  id text primary key, kind text not null, client_id text unique,
  credits integer not null, frozen integer not null default 0, created real not null);
create table if not exists tokens (
  hash text primary key, user_id text not null references users(id), expires real);
create table if not exists grants (ip text not null, at real not null);
create table if not exists sessions (
  id text primary key, task_id text not null unique, user_id text not null references users(id),
  language text not null, name text not null, asked text not null default '',
  generated integer not null default 0, created real not null, used real not null);
create index if not exists sessions_user on sessions(user_id);
create table if not exists versions (
  session_id text not null references sessions(id) on delete cascade,
  n integer not null, draft text not null, primary key (session_id, n));
create table if not exists media (
  n integer primary key autoincrement, id text not null unique,
  session_id text not null references sessions(id) on delete cascade,
  filename text not null, kind text not null, key text not null unique,
  mime text not null, bytes integer not null, hash text not null, ms integer,
  width integer, height integer, fps real, at real not null, turn integer not null default 0,
  beats text not null default '[]');
create index if not exists media_session on media(session_id);
create table if not exists prompts (
  n integer primary key autoincrement, session_id text not null, user_id text not null,
  text text not null, at real not null, cost integer not null default 0, outcome text not null);
create index if not exists prompts_session on prompts(session_id);
create table if not exists claims (
  token text primary key, session_id text not null, expires real not null);
create table if not exists renders (
  n integer primary key autoincrement, id text not null, user_id text not null,
  session_id text not null, draft text not null, output text not null, status text not null,
  progress integer not null default 0, submits integer not null default 1, error text,
  key text unique, key_expires real, bytes integer, at real not null,
  served integer not null default 0, unique (user_id, id));
create table if not exists facts (name text primary key, value real not null);
"""
ADDED = (
    ("renders", "served", "integer not null default 0"),
    ("media", "turn", "integer not null default 0"),
    ("media", "beats", "text not null default '[]'"),
)


class Database:
    """Serialised access: every function given to `run` is one transaction, committed at its end.

    WAL with synchronous=NORMAL: a killed process loses nothing that was committed.
    """

    def __init__(self, connection: sqlite3.Connection, thread: ThreadPoolExecutor) -> None:
        self._connection = connection
        self._thread = thread

    @classmethod
    async def open(cls, path: Path) -> Database:
        """The file at `path`, made 0600 when it is not there yet."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="studio-db")
        loop = asyncio.get_running_loop()
        return cls(await loop.run_in_executor(thread, _connect, path), thread)

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """`work(connection, *args)` in one transaction; rolled back when it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._transaction, work, args)

    def _transaction(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        self._connection.execute("begin immediate")
        try:
            value = work(self._connection, *args)
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")
        return value

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._connection.close)
        self._thread.shutdown(wait=False)


def _connect(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in ("journal_mode=wal", "synchronous=normal", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")
    connection.executescript(SCHEMA)
    _migrate(connection)
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    """Columns that came later, added to a file that an earlier studio made."""
    for table, column, kind in ADDED:
        known = connection.execute(f"pragma table_info({table})").fetchall()
        if column not in (row["name"] for row in known):
            connection.execute(f"alter table {table} add column {column} {kind}")


def ids(found: list[sqlite3.Row], column: str = "id") -> list[str]:
    """One text column of many rows."""
    return [str(row[column]) for row in found]
