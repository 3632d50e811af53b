"""Answers about a person's projects: status, timeline, new, list and switch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.accounts import AccessError
from core.buttons import ButtonAction, button
from core.chat import Keyboard
from core.clock import Clock
from core.handlers.lapsed import tell_lapsed
from core.handlers.readings import lapse_held
from core.handlers.responder import Person, Responder
from core.language import timeline
from core.language.formats import duration, shortened
from core.language.phrases import plain
from core.nemo.errors import NemoError
from core.projects import LISTED, Projects
from core.store.records import Job, JobKind, Project
from core.store.store import Store

BUTTON_TITLE = 38
TITLE_LIMIT = 80


class ProjectHandler:
    """Everything about projects that needs no job."""

    def __init__(
        self,
        store: Store,
        projects: Projects,
        responder: Responder,
        clock: Clock,
    ) -> None:
        self._store = store
        self._projects = projects
        self._responder = responder
        self._clock = clock

    async def has_any(self, person: Person) -> bool:
        """Whether this conversation has a project."""
        async with self._store.read() as tx:
            return await tx.projects.active(person.address.conversation) is not None

    async def status(self, person: Person) -> None:
        """What runs and waits, what is on the timeline, and where it can be edited."""
        async with self._store.read() as tx:
            project = await tx.projects.active(person.address.conversation)
            waiting = await tx.jobs.open(person.address.conversation)
        await self._responder.tell(person, *await self._status(person, project, waiting))

    async def export_button(self, person: Person) -> Keyboard:
        """What exports the open project; nothing while there is nothing to export."""
        async with self._store.read() as tx:
            project = await tx.projects.active(person.address.conversation)
        if project is None or not project.session:
            return ()
        try:
            state = await self._projects.state(project)
        except (NemoError, AccessError):
            return ()
        if not timeline.ready_to_export(state.draft):
            return ()
        return ((button(person.say("button-export"), ButtonAction.EXPORT, project.id),),)

    async def timeline(self, person: Person, project: Project) -> None:
        """What is on the timeline of a project."""
        await self._responder.tell(person, *await self._status(person, project, ()))

    async def link(self, person: Person, project: Project) -> None:
        """The way to open a project on the web, for its owner's eyes only."""
        if link := await self._projects.link(project):
            await self._responder.whisper(person, person.say("project-link", link=link))
        else:
            await self._responder.whisper(person, person.say("error-status-unavailable"))

    async def new(self, person: Person, title: str, asked: datetime) -> None:
        """A fresh project; asked for again after a crash, the one that was made is told.

        `asked` is when the request was taken in.
        """
        title = " ".join(title.split())[:TITLE_LIMIT].rstrip()
        async with self._store.begin() as tx:
            found = await tx.projects.active(person.address.conversation)
            if found is None or found.title != title or found.session or found.created < asked:
                await tx.projects.add(
                    person.address, user=person.user.id, title=title, now=self._clock.now()
                )
            lapsed = await tx.questions.lapse_all(person.address.conversation)
            held = await lapse_held(tx, person)
        key = "project-new-titled" if title else "project-new"
        await self._responder.tell(person, person.say(key, title=plain(title)))
        await tell_lapsed(self._store, self._responder, person, lapsed, held)

    async def overview(self, person: Person, args: str) -> None:
        """Their projects with a button each, or a switch to the one named.

        In private all that they have, in a group those of the conversation.
        """
        here = person.address.conversation
        async with self._store.read() as tx:
            if person.private:
                found = await tx.projects.of_person(person.user.id, LISTED)
            else:
                found = await tx.projects.recent(here, LISTED)
        # One that nothing was asked of yet is worth a line only while it is the open one.
        found = [p for p in found if p.title or p.session or (p.conversation == here and p.active)]
        if not found:
            await self._responder.tell(person, person.say("project-none"))
            return
        if wanted := args.strip():
            chosen = _choose(found, wanted)
            if chosen is None:
                await self._responder.tell(person, person.say("project-gone"))
            else:
                await self.switch(person, chosen)
            return
        lines = [person.say("project-list", count=len(found))]
        untitled = 0
        buttons = []
        for number, project in enumerate(found, 1):
            current = project.active and project.conversation == here
            key = "project-item-current" if current else "project-item"
            title = self._title(person, project)
            if not project.title:
                untitled += 1
                title = title if untitled == 1 else f"{title} {untitled}"
            when = f"{project.created:%Y-%m-%d %H:%M}"
            lines.append(person.say(key, number=number, title=plain(title), when=when))
            if not current:
                label = shortened(f"{number}. {title}", BUTTON_TITLE)
                buttons.append((button(label, ButtonAction.SWITCH, project.id),))
        await self._responder.tell(person, "\n".join(lines), tuple(buttons))

    async def switch(self, person: Person, project: Project) -> None:
        """Go on with another project; in private also with one that was begun elsewhere."""
        async with self._store.begin() as tx:
            if person.private and project.conversation != person.address.conversation:
                project = await tx.projects.take_along(project, person.address)
            await tx.projects.activate(project, self._clock.now())
        title = plain(self._title(person, project))
        text, keyboard = await self._status(person, project, ())
        await self._responder.tell(
            person, f"{person.say('project-switched', title=title)}\n\n{text}", keyboard
        )

    async def _status(
        self, person: Person, project: Project | None, waiting: Sequence[Job]
    ) -> tuple[str, Keyboard]:
        lines = self._work(person, waiting)
        if project is None or not project.session:
            return "\n\n".join([*lines, person.say("status-empty")]), ()
        try:
            state = await self._projects.state(project)
        except (NemoError, AccessError):
            return "\n\n".join([*lines, person.say("error-status-unavailable")]), ()
        if not timeline.ready_to_export(state.draft):
            return "\n\n".join([*lines, person.say("status-empty")]), ()
        lines.append(timeline.summary(state.draft, person.language))
        length = timeline.describe(state.draft, person.language)
        lines.append(person.say("timeline-length", length=length))
        export = person.say("button-export")
        if all(job.kind is not JobKind.EXPORT for job in waiting):
            lines.append(person.say("status-watch", button=export))
        row = [button(export, ButtonAction.EXPORT, project.id)]
        if not person.private:
            if self._projects.linked(project):
                row.append(button(person.say("button-link"), ButtonAction.LINK, project.id))
        elif link := await self._projects.link(project):
            lines.append(person.say("project-link", link=link))
        row.append(button(person.say("button-new"), ButtonAction.NEW))
        return "\n\n".join(lines), (tuple(row),)

    def _work(self, person: Person, waiting: Sequence[Job]) -> list[str]:
        if not waiting:
            return []
        now = self._clock.now()
        running, queued = waiting[0], len(waiting) - 1
        what = "progress-tool-other" if running.kind is JobKind.TURN else "progress-files"
        if running.kind is JobKind.EXPORT:
            what = "export-started"
        time = duration(person.language, (now - running.created).total_seconds())
        lines = [person.say("status-running", what=person.say(what), time=time)]
        if queued:
            lines.append(person.say("status-waiting", count=queued))
        return ["\n".join(lines)]

    def _title(self, person: Person, project: Project) -> str:
        return project.title or person.say("project-untitled")


def _choose(found: Sequence[Project], wanted: str) -> Project | None:
    """A project by its place in the list, or by its title."""
    if wanted.isdecimal() and len(wanted) < 5 and 0 < int(wanted) <= len(found):
        return found[int(wanted) - 1]
    folded = wanted.casefold()
    return next((p for p in found if p.title.casefold() == folded), None)
