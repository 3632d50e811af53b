"""Buttons: what each one stands for, and that only its owner may press it.

`data` is a letter and the number it is about, so that a button outlives any restart:
x project (export), t project (timeline), e project (change: words follow), p project (switch),
w project (its link), s job:n (suggestion), u job (undo), r job (retry), c job (cancel),
a job (the way to an account), n (new), l language, q quality.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.handlers.account import AccountHandler
from core.handlers.project import ProjectHandler
from core.handlers.requests import Requests
from core.handlers.responder import Person, Responder
from core.inbox.group import Group
from core.store.records import Job, Project
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class _Target:
    """What a button is about; at most one of both."""

    job: Job | None = None
    project: Project | None = None

    @property
    def owner(self) -> int | None:
        """The user that it belongs to."""
        if self.job is not None:
            return self.job.user
        return self.project.user if self.project is not None else None


class ButtonHandler:
    """Answers presses."""

    def __init__(
        self,
        store: Store,
        responder: Responder,
        accounts: AccountHandler,
        projects: ProjectHandler,
        requests: Requests,
    ) -> None:
        self._store = store
        self._responder = responder
        self._accounts = accounts
        self._projects = projects
        self._requests = requests

    async def handle(self, person: Person, group: Group, data: str) -> None:
        """Do what the button says, once; jobs consume its rows, the caller the rest."""
        kind, _, rest = data.partition(":")
        if kind == "n":
            await self._projects.new(person, "", group.received)
        elif kind == "l":
            await self._accounts.language(person, rest)
        elif kind == "q":
            await self._accounts.set_quality(person, rest)
        else:
            await self._about(person, group, kind, rest)

    async def _about(self, person: Person, group: Group, kind: str, rest: str) -> None:
        number, _, place = rest.partition(":")
        target = await self._find(kind, number)
        if target.owner is None:
            await self._responder.whisper(person, person.say("button-too-old"))
        elif target.owner != person.user.id:
            await self._responder.whisper(person, person.say("group-not-your-button"))
        elif target.job is not None:
            await self._job(person, group, kind, target.job, place)
        elif target.project is not None:
            await self._project(person, group, kind, target.project)

    async def _job(self, person: Person, group: Group, kind: str, job: Job, place: str) -> None:
        if kind == "c":
            await self._projects.cancel_one(person, job)
            return
        if kind == "r":
            await self._requests.again(person, group, job)
            return
        if kind == "a":
            await self._accounts.register(person, job)
            return
        text = ""
        if kind == "u":
            text = person.say("turn-undo-prompt")
        elif kind == "s" and job.result is not None and place.isdecimal():
            suggestions = job.result.suggestions
            text = suggestions[int(place)] if int(place) < len(suggestions) else ""
        if not text:
            await self._responder.whisper(person, person.say("button-too-old"))
            return
        await self._requests.prompt(person, group, text, project=job.project)

    async def _project(self, person: Person, group: Group, kind: str, project: Project) -> None:
        if kind == "x":
            await self._requests.export(person, group, "", project=project.id)
        elif kind == "t":
            await self._projects.timeline(person, project)
        elif kind == "w":
            await self._projects.link(person, project)
        elif kind == "p":
            await self._projects.switch(person, project)
        elif group.text.strip():
            await self._requests.prompt(person, group, group.text, project=project.id)
        else:
            await self._responder.tell(person, person.say("turn-change-ask"))

    async def _find(self, kind: str, number: str) -> _Target:
        if not number.isdecimal() or len(number) > 18:
            return _Target()
        async with self._store.begin() as tx:
            if kind in ("s", "u", "r", "c", "a"):
                return _Target(job=await tx.jobs.find(int(number)))
            if kind in ("x", "t", "e", "p", "w"):
                return _Target(project=await tx.projects.get(int(number)))
        return _Target()
