"""Replies to results: whose project a result belongs to, and starting from somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.buttons import About, ButtonAction, button, decode
from core.chat import Attachment
from core.clock import Clock
from core.handlers.requests import Requests
from core.handlers.responder import Person, Responder
from core.inbox.group import Group
from core.language.phrases import plain
from core.store.records import JobKind, Project
from core.store.store import Store, Tx


@dataclass(frozen=True, slots=True)
class Start:
    """What a project began with: its first prompt, the files of it, and its owner's name there."""

    text: str
    files: tuple[Attachment, ...]
    owner: str


class Pointed:
    """The projects that replies to the bot's own messages are about."""

    def __init__(
        self, store: Store, responder: Responder, requests: Requests, clock: Clock
    ) -> None:
        self._store = store
        self._responder = responder
        self._requests = requests
        self._clock = clock

    async def project(self, group: Group) -> Project | None:
        """The project of the result that a request replies to, told by the buttons below it."""
        if not group.first.under:
            return None
        async with self._store.begin() as tx:
            return await _project(tx, group.first.under)

    async def refuse(self, person: Person, project: Project) -> None:
        """Say whose project it is, and offer to start from it where that can be done."""
        async with self._store.begin() as tx:
            start = await _start(tx, project)
        name = plain(start.owner) if start is not None else ""
        key = "group-not-your-project" if name else "group-not-your-project-unnamed"
        offer = button(person.say("button-start-from"), ButtonAction.START_FROM, project.id)
        keyboard = ((offer,),) if start is not None else ()
        await self._responder.tell(person, person.say(key, name=name), keyboard)

    async def start_from(self, person: Person, group: Group, project: Project) -> None:
        """The first prompt of a project once more, with its files, in a project of one's own."""
        async with self._store.begin() as tx:
            start = await _start(tx, project)
            mine = await tx.projects.active(person.address.conversation)
        # A button's number can be forged: only what everybody there has seen is copied.
        here, there = person.address, project.address
        same = (here.platform, here.bot, here.chat) == (there.platform, there.bot, there.chat)
        if start is None or not same or person.private:
            await self._responder.whisper(person, person.say("button-too-old"))
            return
        own = mine.id if mine is not None and not mine.session else None
        if own is None:
            async with self._store.begin() as tx:
                await tx.projects.add(here, user=person.user.id, title="", now=self._clock.now())
        await self._requests.prompt(person, group, start.text, files=start.files)


async def _project(tx: Tx, under: Iterable[str]) -> Project | None:
    for data in under:
        pressed = decode(data)
        if pressed is None or pressed.action is ButtonAction.START_FROM:
            continue
        number = pressed.number
        if pressed.spec.about is About.JOB:
            job = await tx.jobs.find(number)
            number = job.project if job is not None else 0
        if pressed.spec.about in (About.JOB, About.PROJECT) and number:
            return await tx.projects.get(number)
    return None


async def _start(tx: Tx, project: Project) -> Start | None:
    first = await tx.jobs.first(project.id, JobKind.TURN)
    if first is None:
        return None
    files = [file.source for file in await tx.parts.files(first.id)]
    return Start(first.request.text, tuple(files), first.address.name)
