"""Users, their tokens and their credits.

Tokens are kept as hashes: the data folder never holds one in the clear.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from studio.clock import Clock
from studio.server.config import StudioConfig
from studio.server.database import Database
from studio.server.envelope import bad_request, no_credits, token_bad, too_many

DAY_S = 86_400.0
WEEK_S = 7 * DAY_S


@dataclass(frozen=True, slots=True)
class User:
    """Who a token belongs to."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Grant:
    """The answer to an anonymous-token call."""

    token: str
    user_id: str
    credits: int
    expires_at: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Credits: `frozen` is reserved by work under way, `total` is both together."""

    available: int
    frozen: int

    @property
    def total(self) -> int:
        return self.available + self.frozen


def digest(token: str) -> str:
    """The form under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def checked_client_id(raw: str | None) -> str:
    """A canonical UUID; 400 "X-Client-Id" when the header is missing or no UUID."""
    try:
        return str(uuid.UUID(raw or ""))
    except ValueError:
        raise bad_request("X-Client-Id header is required and must be a UUID") from None


class Accounts:
    """Everything about users, in the studio's database."""

    def __init__(self, database: Database, clock: Clock, config: StudioConfig) -> None:
        self._database = database
        self._clock = clock
        self._config = config

    async def anonymous(self, client_id: str, ip: str) -> Grant:
        """A token for this client id: the same user again when the id is known.

        Credits are granted once, and again when the week is over; 429 when the address has had
        its share of new users (docs/wire-api.md#envelope).
        """
        return await self._database.run(self._grant, client_id, ip, self._now())

    async def add(self, token: str, credits: int) -> str:
        """Make a registered user with a token that never expires; gives the user id.

        A token that is known already keeps its user and its balance, so that a restart with the
        same configuration changes nothing.
        """
        return await self._database.run(self._add, token, credits, self._now())

    async def user_of(self, token: str) -> User:
        """Whose token this is; 1001 when it is unknown or has expired."""
        return await self._database.run(self._user_of, token, self._now())

    async def balance(self, user_id: str) -> Balance:
        """What this user has left."""
        return await self._database.run(_balance, user_id)

    async def freeze(self, user_id: str, cost: int) -> None:
        """Reserve credits for work under way; 2001 when there are not enough."""
        await self._database.run(freeze_row, user_id, cost)

    async def release(self, user_id: str, cost: int) -> None:
        """Give reserved credits back."""
        await self._database.run(release_row, user_id, cost)

    async def set_credits(self, user_id: str, credits: int) -> None:
        """For tests and top-ups: what is available from now on."""
        await self._database.run(_set_credits, user_id, credits)

    async def expire_tokens(self) -> None:
        """Every anonymous token is expired from now on; registered ones are untouched."""
        await self._database.run(_expire, self._now())

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _grant(self, db: sqlite3.Connection, client_id: str, ip: str, now: float) -> Grant:
        known = db.execute("select * from users where client_id=?", (client_id,)).fetchone()
        expires = now + self._config.token_days * DAY_S
        if known is None:
            user_id = self._new_user(db, client_id, ip, now)
        else:
            user_id = str(known["id"])
            self._renew(db, user_id, now)
        token = f"nmv_usr_{secrets.token_urlsafe(32)}"
        db.execute("insert into tokens values (?,?,?)", (digest(token), user_id, expires))
        credits = _balance(db, user_id).available
        return Grant(token, user_id, credits, datetime.fromtimestamp(expires, UTC).isoformat())

    def _new_user(self, db: sqlite3.Connection, client_id: str, ip: str, now: float) -> str:
        limit = self._config.grants_per_ip
        db.execute("delete from grants where at<?", (now - WEEK_S,))
        recent = db.execute("select count(*) from grants where ip=?", (ip,)).fetchone()[0]
        if limit is not None and recent >= limit:
            raise too_many("too many anonymous tokens from this address", retry_after=3600)
        db.execute("insert into grants values (?,?)", (ip, now))
        user_id = f"anon_{secrets.token_hex(8)}"
        db.execute(
            "insert into users values (?,'anonymous',?,?,0,?)",
            (user_id, client_id, self._config.anonymous_credits, now),
        )
        return user_id

    def _renew(self, db: sqlite3.Connection, user_id: str, now: float) -> None:
        live = db.execute(
            "select count(*) from tokens where user_id=? and expires>?", (user_id, now)
        ).fetchone()[0]
        if live and self._config.strict_tokens:
            raise too_many("this client has a valid token already", retry_after=3600)
        if not live:
            created = db.execute("select created from users where id=?", (user_id,)).fetchone()[0]
            if now - created >= self._config.token_days * DAY_S:
                db.execute(
                    "update users set credits=max(credits,?), created=? where id=?",
                    (self._config.anonymous_credits, now, user_id),
                )
            db.execute("delete from tokens where user_id=?", (user_id,))

    @staticmethod
    def _add(db: sqlite3.Connection, token: str, credits: int, now: float) -> str:
        known = db.execute("select user_id from tokens where hash=?", (digest(token),)).fetchone()
        if known is not None:
            return str(known["user_id"])
        user_id = f"user_{secrets.token_hex(8)}"
        db.execute("insert into users values (?,'registered',null,?,0,?)", (user_id, credits, now))
        db.execute("insert into tokens values (?,?,null)", (digest(token), user_id))
        return user_id

    @staticmethod
    def _user_of(db: sqlite3.Connection, token: str, now: float) -> User:
        row = db.execute(
            "select u.id, u.kind, t.expires from tokens t join users u on u.id=t.user_id"
            " where t.hash=?",
            (digest(token),),
        ).fetchone()
        if row is None or (row["expires"] is not None and row["expires"] <= now):
            raise token_bad()
        return User(str(row["id"]), str(row["kind"]))


def _balance(db: sqlite3.Connection, user_id: str) -> Balance:
    row = db.execute("select credits, frozen from users where id=?", (user_id,)).fetchone()
    return Balance(int(row["credits"]), int(row["frozen"]))


def freeze_row(db: sqlite3.Connection, user_id: str, cost: int) -> None:
    available = _balance(db, user_id).available
    if cost > available:
        raise no_credits(user_id, available, cost)
    db.execute(
        "update users set credits=credits-?, frozen=frozen+? where id=?", (cost, cost, user_id)
    )


def release_row(db: sqlite3.Connection, user_id: str, cost: int) -> None:
    db.execute(
        "update users set credits=credits+?, frozen=max(0,frozen-?) where id=?",
        (cost, cost, user_id),
    )


def _set_credits(db: sqlite3.Connection, user_id: str, credits: int) -> None:
    db.execute("update users set credits=? where id=?", (credits, user_id))


def _expire(db: sqlite3.Connection, now: float) -> None:
    db.execute("update tokens set expires=? where expires is not null", (now,))
