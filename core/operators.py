"""Who runs the bot, and what they see of it at a glance: the figures of the admin commands."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.chat import Address, ChatKind
from core.clock import Clock
from core.config import Policy
from core.language.phrases import pick
from core.metrics import Metrics
from core.store.records import Job, Member, Standing
from core.store.stats import Use, UserUse, failures_since, use_since, users_since
from core.store.store import Store

WEEK = timedelta(days=7)
LISTED = 20


@dataclass(frozen=True, slots=True)
class Overview:
    """How the bot is used and what it does at this moment.

    `today` begins at midnight (UTC), everything of the week seven days ago; `failures` are ended
    jobs by their kind, `errors` calls of the backend since the start by what went wrong. `log` is
    what admins did, the latest first: when, who, what, to what. `waiting` are at the door.
    """

    now: datetime
    today: Use
    week: Use
    people: Sequence[UserUse]
    waiting: Sequence[Member]
    banned: Sequence[Member]
    jobs: Sequence[Job]
    failures: Mapping[str, int]
    errors: Mapping[str, int]
    log: Sequence[tuple[datetime, str, str, str]]


def refusal(policy: Policy, address: Address, member: Member | None) -> str:
    """The phrase for somebody who may not use the bot there, empty for those who may.

    `member` is None for who was never seen. Users and chats are named in the settings as the
    platform does ("42") or with it ("telegram/42").
    """
    if policy.is_admin(address) or (member is not None and member.admin):
        return ""
    standing = member.standing if member is not None else Standing.UNKNOWN
    open_to_all = not policy.users or bool({address.user, address.person} & policy.users)
    if standing is Standing.BANNED or not (open_to_all or standing is Standing.ALLOWED):
        return "error-not-allowed"
    chat = {address.chat, f"{address.platform}/{address.chat}"}
    if policy.chats and address.kind is ChatKind.GROUP and not chat & policy.chats:
        return "error-chat-not-allowed"
    return ""


class Operators:
    """Knows them, appoints them, and looks for them; every method raises StoreUnavailable."""

    def __init__(self, store: Store, clock: Clock, policy: Policy, metrics: Metrics) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy
        self._metrics = metrics

    async def include(self, address: Address) -> bool:
        """Whether this person is an admin, by the settings or by an appointment."""
        if self._policy.is_admin(address):
            return True
        async with self._store.begin() as tx:
            user = await tx.people.find(address.person)
            return user is not None and (await tx.members.get(user)).admin

    async def refusal(self, address: Address) -> str:
        """The phrase for somebody who may not use the bot there, empty for those who may."""
        async with self._store.begin() as tx:
            user = await tx.people.find(address.person)
            member = await tx.members.get(user) if user is not None else None
        return refusal(self._policy, address, member)

    async def appoint(self, address: Address, locale: str) -> None:
        """Make this person an admin, who is reached at that private chat; it is noted."""
        now = self._clock.now()
        async with self._store.begin() as tx:
            user = await tx.people.ensure(
                address.person, client_id=str(uuid.uuid4()), language=pick(locale), now=now
            )
            await tx.members.put(user.id, admin=True, address=address)
            await tx.members.note(address.person, "claim", "", now)

    async def note(self, address: Address, action: str, detail: str) -> None:
        """Write down what an admin did."""
        async with self._store.begin() as tx:
            await tx.members.note(address.person, action, detail, self._clock.now())

    async def overview(self) -> Overview:
        """Everything at a glance."""
        now = self._clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        async with self._store.begin() as tx:
            return Overview(
                now=now,
                today=await use_since(tx.connection, midnight),
                week=await use_since(tx.connection, now - WEEK),
                people=await users_since(tx.connection, now - WEEK, LISTED),
                waiting=await tx.members.with_standing(Standing.PENDING, LISTED),
                banned=await tx.members.with_standing(Standing.BANNED, LISTED),
                jobs=await tx.jobs.open(),
                failures=await failures_since(tx.connection, now - WEEK),
                errors=self._metrics.errors(),
                log=await tx.members.log(LISTED),
            )
