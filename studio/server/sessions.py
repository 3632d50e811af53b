"""Sessions: their drafts with every version, their prompts, and what was charged for them."""

from __future__ import annotations

import json
import secrets
import sqlite3
import uuid
from dataclasses import dataclass
from typing import Any, Literal

from studio.agent.context import Answer
from studio.clock import Clock
from studio.draft import Draft, from_wire, to_wire
from studio.server import accounts
from studio.server.database import Database, ids
from studio.server.envelope import dumps, no_session

CLAIM_S = 604_800
KEPT_VERSIONS = 50
Outcome = Literal["working", "done", "free", "refused", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class Session:
    """One project of one user."""

    id: str
    task_id: str
    user_id: str
    language: str
    name: str
    asked: str
    generated: bool


class Sessions:
    """Everything about sessions, in the studio's database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def create(self, user_id: str, language: str, name: str) -> Session:
        """A new, empty session."""
        made = Session(str(uuid.uuid4()), str(uuid.uuid4()), user_id, language, name, "", False)
        await self._database.run(_create, made, self._now())
        return made

    async def get(self, session_id: str, user_id: str) -> Session:
        """This user's session; 1002 when there is none, or it is another user's."""
        return await self._database.run(_get, session_id, user_id)

    async def draft(self, session: Session) -> tuple[Draft, int]:
        """The newest draft and how many versions there are; an empty draft before the first."""
        return await self._database.run(_head, session.id)

    async def history(self, session: Session) -> tuple[Draft, ...]:
        """All drafts that are kept, the newest last."""
        return await self._database.run(_history, session.id)

    async def begin(self, session: Session, text: str, cost: int) -> int:
        """Write a prompt down and reserve its cost in one step; gives its number.

        2001 when the credits do not suffice; the prompt is on record either way.
        """
        number = await self.record(session.id, session.user_id, text, "refused")
        await self._database.run(_start, number, session, cost, self._now())
        return number

    async def record(self, session_id: str, user_id: str, text: str, outcome: Outcome) -> int:
        """Write a prompt down that is not (yet) worked on."""
        return await self._database.run(_record, session_id, user_id, text, outcome, self._now())

    async def finish(self, session: Session, prompt: int, cost: int, answer: Answer) -> None:
        """Commit the outcome: new draft, charge and record in one transaction."""
        await self._database.run(_finish, session, prompt, cost, answer)

    async def fail(self, session: Session, prompt: int, cost: int) -> None:
        """The work did not happen: give the reserved credits back."""
        await self._database.run(_fail, session.user_id, prompt, cost)

    async def claim(self, session: Session) -> str:
        """A token with which this project can be opened on the web for a week."""
        token = f"clm_{secrets.token_urlsafe(24)}"
        await self._database.run(_claim, token, session.id, self._now() + CLAIM_S)
        return token

    async def lose_all(self) -> None:
        """Forget every session; for tests of code 1002."""
        await self._database.run(_lose_all)

    async def recover(self) -> None:
        """After a crash: prompts under way are over, and what they had reserved is given back."""
        await self._database.run(_recover)

    async def older_than(self, seconds: float) -> list[str]:
        """Sessions that nobody used for so long."""
        return await self._database.run(_unused, self._now() - seconds)

    async def delete(self, session_id: str) -> None:
        """Drop one session with its drafts and media rows."""
        await self._database.run(_delete, session_id)

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _create(db: sqlite3.Connection, made: Session, now: float) -> None:
    db.execute(
        "insert into sessions (id, task_id, user_id, language, name, created, used)"
        " values (?,?,?,?,?,?,?)",
        (made.id, made.task_id, made.user_id, made.language, made.name, now, now),
    )


def _get(db: sqlite3.Connection, session_id: str, user_id: str) -> Session:
    row = db.execute(
        "select * from sessions where id=? and user_id=?", (session_id, user_id)
    ).fetchone()
    if row is None:
        raise no_session()
    return Session(
        id=row["id"],
        task_id=row["task_id"],
        user_id=row["user_id"],
        language=row["language"],
        name=row["name"],
        asked=row["asked"],
        generated=bool(row["generated"]),
    )


def _head(db: sqlite3.Connection, session_id: str) -> tuple[Draft, int]:
    row = db.execute(
        "select draft, (select count(*) from versions where session_id=?1) as many"
        " from versions where session_id=?1 order by n desc limit 1",
        (session_id,),
    ).fetchone()
    if row is None:
        return Draft(), 0
    return from_wire(json.loads(row["draft"])), int(row["many"])


def _history(db: sqlite3.Connection, session_id: str) -> tuple[Draft, ...]:
    rows = db.execute("select draft from versions where session_id=? order by n", (session_id,))
    return tuple(from_wire(json.loads(row["draft"])) for row in rows.fetchall())


def _record(
    db: sqlite3.Connection, session_id: str, user_id: str, text: str, outcome: str, now: float
) -> int:
    row = db.execute(
        "insert into prompts (session_id, user_id, text, at, outcome) values (?,?,?,?,?)",
        (session_id, user_id, text, now, outcome),
    )
    return int(row.lastrowid or 0)


def _start(db: sqlite3.Connection, number: int, session: Session, cost: int, now: float) -> None:
    accounts.freeze_row(db, session.user_id, cost)
    db.execute("update prompts set outcome='working', cost=? where n=?", (cost, number))
    db.execute("update sessions set used=? where id=?", (now, session.id))


def _finish(
    db: sqlite3.Connection, session: Session, prompt: int, cost: int, answer: Answer
) -> None:
    outcome: Outcome = "free" if answer.work == "free" else "done"
    db.execute("update prompts set outcome=? where n=?", (outcome, prompt))
    db.execute("update users set frozen=max(0,frozen-?) where id=?", (cost, session.user_id))
    if answer.undo:
        db.execute(
            "delete from versions where session_id=?1 and n in"
            " (select n from versions where session_id=?1 order by n desc limit ?2)",
            (session.id, answer.undo),
        )
    elif answer.draft is not None:
        _add_version(db, session.id, to_wire(answer.draft))
    generated = session.generated or answer.work == "generate"
    db.execute(
        "update sessions set asked=?, generated=? where id=?",
        (answer.memory, int(generated), session.id),
    )


def _add_version(db: sqlite3.Connection, session_id: str, wire: dict[str, Any]) -> None:
    newest = db.execute(
        "select coalesce(max(n),0) from versions where session_id=?", (session_id,)
    ).fetchone()[0]
    known = db.execute("select 1 from sessions where id=?", (session_id,)).fetchone()
    if known is None:  # the session was lost while its turn ran: nothing to keep the draft in
        return
    db.execute("insert into versions values (?,?,?)", (session_id, newest + 1, dumps(wire)))
    db.execute(
        "delete from versions where session_id=? and n<=?",
        (session_id, newest + 1 - KEPT_VERSIONS),
    )


def _fail(db: sqlite3.Connection, user_id: str, prompt: int, cost: int) -> None:
    accounts.release_row(db, user_id, cost)
    db.execute("update prompts set outcome='failed', cost=0 where n=?", (prompt,))


def _claim(db: sqlite3.Connection, token: str, session_id: str, expires: float) -> None:
    db.execute("insert into claims values (?,?,?)", (token, session_id, expires))


def _lose_all(db: sqlite3.Connection) -> None:
    db.execute("delete from sessions")


def _recover(db: sqlite3.Connection) -> None:
    db.execute("update prompts set outcome='interrupted', cost=0 where outcome='working'")
    db.execute("update users set credits=credits+frozen, frozen=0 where frozen>0")


def _unused(db: sqlite3.Connection, before: float) -> list[str]:
    return ids(db.execute("select id from sessions where used<?", (before,)).fetchall())


def _delete(db: sqlite3.Connection, session_id: str) -> None:
    db.execute("delete from sessions where id=?", (session_id,))
