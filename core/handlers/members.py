"""Who may use the bot: the settings' lists, and what its admins decide in chat.

Somebody who is kept out learns their id and may knock once a day; admins get a message with two
buttons. The first admin is made with a code that the start prints, where no setting names one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from core.buttons import ButtonAction, button
from core.chat import Message
from core.clock import Clock
from core.config import Policy
from core.handlers.responder import Person, Responder
from core.language.phrases import plain, say
from core.operators import refusal
from core.outbox import Outbox
from core.store.records import Member, Standing
from core.store.store import Store, Tx

log = structlog.get_logger(__name__)

KNOCK_AGAIN = timedelta(days=1)
TELL_AGAIN = timedelta(hours=1)
REMEMBERED = 10_000
PENDING_BOUND = 20
CODE_NOTE = "admin/code"
CODE_BYTES = 8


class MemberHandler:
    """Lets people in, keeps them out, and knows the admins."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        responder: Responder,
        clock: Clock,
        policy: Policy,
        operators_link: Callable[[], str] = str,
    ) -> None:
        """`operators_link` makes a link to the operator's page, empty where there is none."""
        self._store = store
        self._outbox = outbox
        self._responder = responder
        self._clock = clock
        self._policy = policy
        self._operators_link = operators_link
        self._turned_away: OrderedDict[str, float] = OrderedDict()

    async def refusal(self, person: Person) -> str:
        """The phrase for somebody who may not use the bot here, empty for those who may."""
        if self._policy.is_admin(person.address):
            await self.is_admin(person)
            return ""
        return refusal(self._policy, person.address, person.member)

    async def turned_away(self, person: Person, key: str) -> None:
        """Tell somebody that they are kept out, and their admins that they are at the door.

        Once an hour, unless they wait for an answer of their own.
        """
        if not person.item.answer and not self._tells_now(person):
            return
        text = person.say(key)
        if key == "error-not-allowed" and person.private:
            text = f"{text}\n{person.say('member-your-id', id=person.address.person)}"
            if await self._knock(person):
                text = f"{text}\n{person.say('member-asked')}"
        await self._responder.refuse(person, text)

    def _tells_now(self, person: Person) -> bool:
        """Whether an hour has passed since they were told in that conversation."""
        now, key = self._clock.monotonic(), person.address.conversation
        last = self._turned_away.get(key)
        if last is not None and now - last < TELL_AGAIN.total_seconds():
            return False
        self._turned_away[key] = now
        self._turned_away.move_to_end(key)
        while len(self._turned_away) > REMEMBERED:
            self._turned_away.popitem(last=False)
        return True

    async def whoami(self, person: Person) -> None:
        """Their id, as settings and admins name it."""
        lines = [person.say("member-your-id", id=person.address.person)]
        if await self.is_admin(person):
            lines.append(person.say("member-you-are-admin"))
        await self._responder.whisper(person, "\n".join(lines))

    async def is_admin(self, person: Person) -> bool:
        """Whether they run the bot; their private chat is kept, to reach them there."""
        async with self._store.begin() as tx:
            member = await tx.members.get(person.user)
            admin = member.admin or self._policy.is_admin(person.address)
            if admin and person.private and member.address != person.address:
                await tx.members.put(person.user.id, address=person.address, name=person.item.name)
        return admin

    async def decide(self, person: Person, user: int, standing: Standing) -> None:
        """An admin lets somebody in or keeps them out; they are told where they asked."""
        async with self._store.begin() as tx:
            member = await tx.members.by_number(user)
            if member is not None:
                await tx.members.put(user, standing=standing)
                await self._note(tx, person, standing.value, member.user.person)
        if member is None:
            await self._responder.tell(person, person.say("admin-nobody"))
            return
        who = plain(member.name or member.user.person)
        await self._responder.tell(person, person.say(f"admin-{standing.value}", who=who))
        if standing is Standing.ALLOWED and member.address is not None:
            language = member.user.language or person.language
            await self._outbox.say(member.address, Message(say(language, "member-let-in")))

    async def new_code(self, apart: str = "") -> str:
        """A code that makes its sender an admin, once; empty where there is one already.

        Those of the platform `apart` do not count: they cannot let themselves in elsewhere.
        """
        async with self._store.begin() as tx:
            if self._policy.admins or await tx.members.has_admin(apart):
                await tx.intake.drop_note(CODE_NOTE)
                return ""
            code = secrets.token_hex(CODE_BYTES)
            await tx.intake.put_note(CODE_NOTE, _digest(code))
        return code

    async def claim(self, person: Person, code: str) -> None:
        """Become the first admin with the code of the start, which is used up by it.

        Who is one already gets a link to the operator's page, where there is one.
        """
        known = person.private and await self.is_admin(person)
        if known and (link := self._operators_link()):
            await self._responder.tell(person, person.say("admin-page", link=link))
            return
        async with self._store.begin() as tx:
            await tx.serialise(CODE_NOTE)
            wanted = await tx.intake.note(CODE_NOTE)
            right = bool(wanted) and hmac.compare_digest(wanted, _digest(code.strip().lower()))
            if right and person.private:
                await tx.intake.drop_note(CODE_NOTE)
                await tx.members.put(person.user.id, admin=True, address=person.address)
                await self._note(tx, person, "claim", "")
        key = "member-you-are-admin" if right and person.private else "error-command-unknown"
        await self._responder.refuse(person, person.say(key))

    async def _note(self, tx: Tx, person: Person, action: str, detail: str) -> None:
        await tx.members.note(person.address.person, action, detail, self._clock.now())

    async def _knock(self, person: Person) -> bool:
        """Ask the admins, once a day for each stranger; whether any of them was asked."""
        now = self._clock.now()
        async with self._store.begin() as tx:
            member = await tx.members.get(person.user)
            recent = member.asked is not None and now - member.asked < KNOCK_AGAIN
            barred = member.standing in (Standing.BANNED, Standing.DENIED)
            if recent or barred or await tx.members.count(Standing.PENDING) >= PENDING_BOUND:
                return False
            admins = [a for a in await tx.members.reachable() if self._runs_it(a)]
            if not admins:
                return False
            await tx.members.put(
                person.user.id,
                standing=Standing.PENDING,
                address=person.address,
                name=person.item.name,
                asked=now,
            )
        await self._ask(admins, person)
        return True

    def _runs_it(self, member: Member) -> bool:
        """Whether this is an admin whom this process can write to."""
        address = member.address
        if address is None or not self._outbox.serves(address):
            return False
        return member.admin or self._policy.is_admin(address)

    async def _ask(self, admins: Sequence[Member], person: Person) -> None:
        name = plain(person.item.name or person.address.person)
        for member in admins:
            language = member.user.language or person.language
            text = say(language, "admin-knock", who=name, id=person.address.person)
            buttons = (
                button(say(language, "button-allow"), ButtonAction.ALLOW, person.user.id),
                button(say(language, "button-deny"), ButtonAction.DENY, person.user.id),
            )
            if member.address is not None:
                await self._outbox.say(member.address, Message(text, (buttons,)))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
