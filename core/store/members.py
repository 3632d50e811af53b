"""Queries on who may use the bot, who runs it, and what its admins did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.chat import Address
from core.store.codec import pack, unpack
from core.store.people import user_of
from core.store.records import Member, Standing, User
from core.store.tables import audit, members, users
from core.store.upsert import put

LONGEST = 255
"""Bytes of a name or a detail that are kept."""


def shortened(text: str) -> str:
    """At most 255 bytes of a text, whole characters, without the one that PostgreSQL can't hold."""
    return text.replace("\0", "").encode()[:LONGEST].decode(errors="ignore")


class Members:
    """Members and the audit log inside one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._db = connection

    async def get(self, user: User) -> Member:
        """What was decided about a user."""
        row = (await self._db.execute(_MEMBERS.where(users.c.id == user.id))).one_or_none()
        return Member(user) if row is None else _member(row)

    async def of(self, person: str) -> Member | None:
        """A user by who they are, if they were ever seen."""
        row = (await self._db.execute(_BY_PERSON, {"name": person})).one_or_none()
        return None if row is None else _member(row)

    async def find(self, wanted: str) -> Member | None:
        """A user by the id that their platform gives ("42") or with it ("telegram/42").

        None where there is none, or more than one platform has that id.
        """
        one = (
            users.c.person == wanted
            if "/" in wanted
            else users.c.person.like(f"%/{_plain(wanted)}")
        )
        rows = (await self._db.execute(_MEMBERS.where(one).limit(2))).all()
        return _member(rows[0]) if len(rows) == 1 else None

    async def by_number(self, user: int) -> Member | None:
        """A user by the number of their row."""
        row = (await self._db.execute(_BY_NUMBER, {"number": user})).one_or_none()
        return None if row is None else _member(row)

    async def put(self, user: int, **columns: Any) -> None:
        """Write these columns of a user's row, which is made where it is missing."""
        if isinstance(address := columns.get("address"), Address):
            columns["address"] = pack(address)
        if "name" in columns:
            columns["name"] = shortened(columns["name"])
        known = update(members).where(members.c.user == user).values(**columns)
        done = await self._db.execute(known.returning(members.c.user))
        if done.one_or_none() is None:
            await put(self._db, members, {"user": user}, {"standing": Standing.UNKNOWN} | columns)

    async def reachable(self) -> Sequence[Member]:
        """Users whose private chat is known for another reason than that they knocked."""
        rows = await self._db.execute(
            _MEMBERS.where(
                members.c.address.is_not(None),
                members.c.admin | (members.c.standing == Standing.UNKNOWN),
            )
        )
        return [_member(row) for row in rows]

    async def has_admin(self, apart: str = "") -> bool:
        """Whether anybody was made an admin here, on another platform than `apart`."""
        elsewhere = ~users.c.person.startswith(f"{apart}/", autoescape=True)
        found = await self._db.execute(_MEMBERS.where(members.c.admin, elsewhere).limit(1))
        return found.first() is not None

    async def with_standing(self, standing: Standing, limit: int) -> Sequence[Member]:
        """Users with this standing, those who asked last first."""
        rows = await self._db.execute(
            _MEMBERS.where(members.c.standing == standing)
            .order_by(members.c.asked.desc())
            .limit(limit)
        )
        return [_member(row) for row in rows]

    async def count(self, standing: Standing) -> int:
        """How many have this standing."""
        found = await self._db.execute(
            select(func.count()).select_from(members).where(members.c.standing == standing)
        )
        return int(found.scalar_one())

    async def note(self, admin: str, action: str, detail: str, now: datetime) -> None:
        """Write down what an admin did."""
        values = {"at": now, "admin": admin, "action": action, "detail": shortened(detail)}
        await self._db.execute(insert(audit).values(**values))

    async def log(self, limit: int) -> Sequence[tuple[datetime, str, str, str]]:
        """What admins did, the latest first: when, who, what, to what."""
        rows = await self._db.execute(
            select(audit.c.at, audit.c.admin, audit.c.action, audit.c.detail)
            .order_by(audit.c.id.desc())
            .limit(limit)
        )
        return [(row.at, row.admin, row.action, row.detail) for row in rows]


_MEMBERS = select(users, *(c for c in members.c if c.name != "user")).outerjoin(
    members, members.c.user == users.c.id
)
_BY_PERSON = _MEMBERS.where(users.c.person == bindparam("name"))
_BY_NUMBER = _MEMBERS.where(users.c.id == bindparam("number"))


def _plain(text: str) -> str:
    """A text in which no character stands for others in a `like`."""
    return "".join(c for c in text if c not in "%_\\")


def _member(row: Row[Any]) -> Member:
    return Member(
        user=user_of(row),
        standing=Standing(row.standing) if row.standing else Standing.UNKNOWN,
        admin=bool(row.admin),
        turns=row.turns,
        exports=row.exports,
        name=row.name or "",
        address=unpack(Address, row.address) if row.address else None,
        asked=row.asked,
    )
