"""Queries on projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from core.chat import Address, ChatKind
from core.store.codec import pack, unpack
from core.store.records import Project
from core.store.serial import serialise
from core.store.tables import projects
from core.store.vault import Vault

_BY_ID = select(projects).where(projects.c.id == bindparam("project"))
_ACTIVE = select(projects).where(
    projects.c.conversation == bindparam("conversation"), projects.c.active
)
_TOUCH = (
    update(projects)
    .where(projects.c.id == bindparam("project"))
    .values(
        used=bindparam("now"),
        title=case((projects.c.title == "", bindparam("name")), else_=projects.c.title),
    )
)


class ProjectQueries:
    """Projects inside one transaction."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._db = connection
        self._vault = vault

    async def add(self, address: Address, *, user: int, title: str, now: datetime) -> Project:
        """A fresh project, which becomes the conversation's active one."""
        await self._rest(address.conversation)
        row = await self._db.execute(
            insert(projects)
            .values(
                conversation=address.conversation,
                user=user,
                address=pack(address),
                title=title.replace("\0", ""),  # the one character that PostgreSQL can't hold
                active=True,
                created=now,
                used=now,
            )
            .returning(projects)
        )
        return _project(row.one())

    async def active(self, conversation: str) -> Project | None:
        """The project that messages of this conversation go to."""
        row = (await self._db.execute(_ACTIVE, {"conversation": conversation})).one_or_none()
        return None if row is None else _project(row)

    async def get(self, project: int) -> Project | None:
        """A project by its number."""
        row = (await self._db.execute(_BY_ID, {"project": project})).one_or_none()
        return None if row is None else _project(row)

    async def recent(self, conversation: str, limit: int) -> Sequence[Project]:
        """The conversation's projects, the latest used first."""
        rows = await self._db.execute(
            select(projects)
            .where(projects.c.conversation == conversation)
            .order_by(projects.c.used.desc(), projects.c.id.desc())
            .limit(limit)
        )
        return [_project(row) for row in rows]

    async def of_person(self, user: int, limit: int) -> Sequence[Project]:
        """A person's projects of all their conversations, the latest used first."""
        rows = await self._db.execute(
            select(projects)
            .where(projects.c.user == user)
            .order_by(projects.c.used.desc(), projects.c.id.desc())
            .limit(limit)
        )
        return [_project(row) for row in rows]

    async def take_along(self, project: Project, address: Address) -> Project:
        """It belongs to another conversation of its person's from now on, resting there."""
        row = await self._db.execute(
            update(projects)
            .where(projects.c.id == project.id)
            .values(conversation=address.conversation, address=pack(address), active=False)
            .returning(projects)
        )
        return _project(row.one())

    async def activate(self, project: Project, now: datetime) -> None:
        """Messages of its conversation go to this one from now on."""
        await self._rest(project.conversation)
        await self._db.execute(
            update(projects).where(projects.c.id == project.id).values(active=True, used=now)
        )

    async def touch(self, project: int, now: datetime, title: str = "") -> None:
        """It was used just now, and is called this unless it has a name."""
        await self._db.execute(
            _TOUCH, {"project": project, "now": now, "name": title.replace("\0", "")}
        )

    async def of(self, conversation: str, project: int) -> Project | None:
        """A project of that conversation."""
        found = await self.get(project)
        return found if found is not None and found.conversation == conversation else None

    async def rename(self, project: int, title: str) -> None:
        """Call it this."""
        await self._db.execute(
            update(projects).where(projects.c.id == project).values(title=title.replace("\0", ""))
        )

    async def delete(self, project: int) -> None:
        """Take it from its conversation; ended jobs hold its empty row until they are forgotten."""
        await self._db.execute(
            update(projects)
            .where(projects.c.id == project)
            .values(
                conversation="",
                title="",
                account="",
                task="",
                session="",
                claim=None,
                claim_until=None,
                active=False,
            )
        )

    async def set_session(self, project: int, *, account: str, task: str, session: str) -> None:
        """The backend's session for it; an old claim link goes with the old session."""
        await self._db.execute(
            update(projects)
            .where(projects.c.id == project)
            .values(account=account, task=task, session=session, claim=None, claim_until=None)
        )

    async def set_claim(self, project: int, link: str, until: datetime) -> None:
        """Keep the link with which its owner opens it on the web."""
        await self._db.execute(
            update(projects)
            .where(projects.c.id == project)
            .values(claim=self._vault.seal(link), claim_until=until)
        )

    async def claim(self, project: int, now: datetime) -> str:
        """The link, while it is good; empty otherwise."""
        row = (
            await self._db.execute(
                select(projects.c.claim, projects.c.claim_until).where(projects.c.id == project)
            )
        ).one()
        good = row.claim is not None and row.claim_until > now
        return self._vault.open(row.claim).decode() if good else ""

    async def private_chats(self, after: int, limit: int) -> Sequence[tuple[int, Address]]:
        """Users after that number with a private chat each, in the order of their numbers."""
        kind = projects.c.address["kind"].as_string()
        newest = (
            select(func.max(projects.c.id))
            .where(kind == ChatKind.PRIVATE, projects.c.user > after)
            .group_by(projects.c.user)
            .order_by(projects.c.user)
            .limit(limit)
        )
        rows = await self._db.execute(
            select(projects.c.user, projects.c.address)
            .where(projects.c.id.in_(newest))
            .order_by(projects.c.user)
        )
        return [(row.user, unpack(Address, row.address)) for row in rows]

    async def move(self, prefix: str, chat: str, new_chat: str) -> int:
        """Projects of a chat whose id changed; how many.

        Its active ones stay so, before any that the new id has already.
        """
        rows = await self._db.execute(
            select(projects).where(projects.c.conversation.startswith(prefix, autoescape=True))
        )
        moved = 0
        for row in rows.all():
            address = unpack(Address, {**row.address, "chat": new_chat})
            if row.address["chat"] != chat:
                continue
            if row.active:
                await self._rest(address.conversation)
            await self._db.execute(
                update(projects)
                .where(projects.c.id == row.id)
                .values(conversation=address.conversation, address=pack(address))
            )
            moved += 1
        return moved

    async def count(self) -> int:
        """All projects there are."""
        return (await self._db.execute(select(func.count()).select_from(projects))).scalar_one()

    async def _rest(self, conversation: str) -> None:
        await serialise(self._db, conversation)  # or two of them could be the active one
        await self._db.execute(
            update(projects).where(projects.c.conversation == conversation).values(active=False)
        )


def _project(row: Row[tuple[object, ...]]) -> Project:
    return Project(
        id=row.id,
        conversation=row.conversation,
        user=row.user,
        address=unpack(Address, row.address),
        title=row.title,
        account=row.account,
        task=row.task,
        session=row.session,
        active=row.active,
        created=row.created,
    )
