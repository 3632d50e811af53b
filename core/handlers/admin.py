"""What admins can see and do in their private chat: people, caps, jobs, the log."""

from __future__ import annotations

from datetime import timedelta

from core.buttons import ButtonAction, button
from core.chat import Button, Keyboard
from core.clock import Clock
from core.handlers.announce import Announcer
from core.handlers.members import MemberHandler
from core.handlers.responder import Person, Responder
from core.language.formats import duration
from core.language.phrases import plain
from core.store.records import Job, Member, Standing
from core.store.stats import users_since
from core.store.store import Store

WEEK = timedelta(days=7)
LISTED = 20
JOBS_LISTED = 10


class AdminHandler:
    """Answers admins; everybody else is told that there is no such command."""

    def __init__(
        self,
        store: Store,
        members: MemberHandler,
        announcer: Announcer,
        responder: Responder,
        clock: Clock,
    ) -> None:
        self._store = store
        self._members = members
        self._announcer = announcer
        self._responder = responder
        self._clock = clock

    async def allows(self, person: Person) -> bool:
        """Whether an admin asks in private; others are told that there is no such command."""
        if person.private and await self._members.is_admin(person):
            return True
        await self._responder.refuse(person, person.say("error-command-unknown"))
        return False

    async def users(self, person: Person) -> None:
        """Who used it this week, and who waits at the door."""
        async with self._store.begin() as tx:
            found = await users_since(tx.connection, self._clock.now() - WEEK, LISTED)
            waiting = await tx.members.with_standing(Standing.PENDING, LISTED)
        lines = [person.say("admin-users", count=len(found))]
        for use in found:
            who = plain(f"{use.name} {use.person}".strip())
            lines.append(person.say("admin-user", who=who, turns=use.turns, exports=use.exports))
        buttons: list[tuple[Button, ...]] = []
        for member in waiting:
            who = _shown(member)
            lines.append(person.say("admin-knock", who=plain(who), id=member.user.person))
            buttons.append(
                (
                    button(f"✓ {who}"[:40], ButtonAction.ALLOW, member.user.id),
                    button(f"✗ {who}"[:40], ButtonAction.DENY, member.user.id),
                )
            )
        await self._responder.tell(person, "\n".join(lines), tuple(buttons))

    async def quota(self, person: Person, args: str) -> None:
        """How many prompts a day somebody may send: a number, or `-` for everybody's."""
        wanted, _, figure = args.strip().rpartition(" ")
        member = await self._find(wanted)
        figure = figure.strip()
        known = figure == "-" or (figure.isascii() and figure.isdecimal() and len(figure) < 7)
        if member is None or not known:
            await self._responder.tell(person, person.say("admin-quota-usage"))
            return
        turns = None if figure == "-" else int(figure)
        async with self._store.begin() as tx:
            await tx.members.put(member.user.id, turns=turns)
            await tx.members.note(
                person.address.person, "quota", f"{member.user.person} {figure}", self._clock.now()
            )
        who = plain(_shown(member))
        await self._responder.tell(person, person.say("admin-quota", who=who, figure=figure))

    async def standing(self, person: Person, args: str, standing: Standing) -> None:
        """Keep somebody out, or take that back."""
        member = await self._find(args.strip())
        if member is None:
            await self._responder.tell(person, person.say("admin-nobody"))
            return
        await self._members.decide(person, member.user.id, standing)

    async def jobs(self, person: Person) -> None:
        """What runs and what waits, each with a button that stops it."""
        async with self._store.read() as tx:
            found = await tx.jobs.open()
        lines = [person.say("admin-jobs", count=len(found))]
        lines += [self._line(person, job) for job in found[:JOBS_LISTED]]
        label = person.say("button-cancel")
        keyboard: Keyboard = tuple(
            (button(f"{label} {job.id}", ButtonAction.CANCEL, job.id),)
            for job in found[:JOBS_LISTED]
        )
        await self._responder.tell(person, "\n".join(lines), keyboard)

    async def announce(self, person: Person, text: str) -> None:
        """Tell everybody something, one after the other; without words: stop telling it."""
        if not text.strip():
            stopped = await self._announcer.stop()
            key = "admin-announce-stopped" if stopped else "admin-announce-usage"
            await self._responder.tell(person, person.say(key))
            return
        async with self._store.begin() as tx:
            await tx.members.note(person.address.person, "announce", text, self._clock.now())
        if not await self._announcer.begin(text.strip()):
            await self._responder.tell(person, person.say("admin-announce-busy"))
            return
        await self._responder.tell(person, person.say("admin-announce-begun"))

    async def audit(self, person: Person) -> None:
        """What admins did lately."""
        async with self._store.begin() as tx:
            found = await tx.members.log(LISTED)
        lines = [person.say("admin-log", count=len(found))]
        for at, admin, action, detail in found:
            lines.append(plain(f"{at:%Y-%m-%d %H:%M} · {admin} · {action} {detail}".rstrip()))
        await self._responder.tell(person, "\n".join(lines))

    async def _find(self, wanted: str) -> Member | None:
        if not wanted:
            return None
        async with self._store.read() as tx:
            return await tx.members.find(wanted)

    def _line(self, person: Person, job: Job) -> str:
        age = (self._clock.now() - job.created).total_seconds()
        facts = (str(job.id), job.kind.value, job.state.value, plain(job.address.person))
        return " · ".join((*facts, duration(person.language, age)))


def _shown(member: Member) -> str:
    return member.name or member.user.person
