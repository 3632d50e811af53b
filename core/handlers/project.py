"""Answers about a person's projects: status, timeline, new, list and switch, cancel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from core.accounts import AccessError
from core.chat import Button, Keyboard
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.responder import Person, Responder
from core.inbox.waiting import withdraw
from core.language import timeline
from core.language.formats import duration
from core.language.phrases import plain
from core.nemo.errors import NemoError
from core.projects import LISTED, Projects
from core.store.records import Job, JobKind, JobState, Project
from core.store.store import Store, Tx
from core.work.ledger import Ledger

Cancel = Callable[[Job], Awaitable[bool]]

BUTTON_TITLE = 38
TITLE_LIMIT = 80


class ProjectHandler:
    """Everything about projects that needs no job."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        projects: Projects,
        cancel: Cancel,
        responder: Responder,
        clock: Clock,
        config: CoreConfig,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._projects = projects
        self._cancel = cancel
        self._responder = responder
        self._clock = clock
        self._config = config

    async def status(self, person: Person) -> None:
        """What runs and waits, what is on the timeline, and where it can be edited."""
        async with self._store.begin() as tx:
            project = await tx.projects.active(person.address.conversation)
            waiting = await tx.jobs.open(person.address.conversation)
        await self._responder.tell(person, *await self._status(person, project, waiting))

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
        key = "project-new-titled" if title else "project-new"
        await self._responder.tell(person, person.say(key, title=plain(title)))

    async def overview(self, person: Person, args: str) -> None:
        """The conversation's projects with a button each, or a switch to the one named."""
        async with self._store.begin() as tx:
            found = await tx.projects.recent(person.address.conversation, LISTED)
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
        buttons = []
        for number, project in enumerate(found, 1):
            key = "project-item-current" if project.active else "project-item"
            title = self._title(person, project)
            when = f"{project.created:%Y-%m-%d %H:%M}"
            lines.append(person.say(key, number=number, title=plain(title), when=when))
            if not project.active:
                label = f"{number}. {title}"[:BUTTON_TITLE]
                buttons.append((Button(label, data=f"p:{project.id}"),))
        await self._responder.tell(person, "\n".join(lines), tuple(buttons))

    async def switch(self, person: Person, project: Project) -> None:
        """Go on with another project of the conversation."""
        async with self._store.begin() as tx:
            await tx.projects.activate(project, self._clock.now())
        title = plain(self._title(person, project))
        text, keyboard = await self._status(person, project, ())
        await self._responder.tell(
            person, f"{person.say('project-switched', title=title)}\n\n{text}", keyboard
        )

    async def cancel(self, person: Person, row: int) -> None:
        """Stop what waits and what runs in this conversation, the waiting ones first.

        `row` is the incoming row that asked for it: what came later is not meant, not even when
        the row is read a second time after a crash.
        """
        async with self._store.begin() as tx:
            dropped, numbers = await self._meant(tx, person.address.conversation, row)
            found = [await tx.jobs.find(number) for number in reversed(numbers)]
        stopped = [
            job
            for job in found
            if job is not None and (job.state is JobState.CANCELLED or await self._cancel(job))
        ]
        await self._responder.tell(person, cancelled(person, stopped, dropped))
        async with self._store.begin() as tx:
            await tx.intake.consume([row])
            await tx.intake.drop_note(f"cancel/{row}")

    async def _meant(self, tx: Tx, lane: str, row: int) -> tuple[int, list[int]]:
        """How many requests were taken back, and the jobs there were, at that row's first reading.

        Read again, it means the same: neither what came since, nor "there is nothing to cancel".
        """
        key = f"cancel/{row}"
        if known := await tx.intake.note(key):
            dropped, *numbers = map(int, known.split())
            return dropped, numbers
        dropped = await withdraw(tx, lane, row, self._clock.now())
        numbers = [job.id for job in await tx.jobs.open(lane)]
        await tx.intake.put_note(key, " ".join(map(str, (dropped, *numbers))))
        return dropped, numbers

    async def cancel_one(self, person: Person, job: Job) -> None:
        """Stop one job, by its button."""
        stopped = [job] if await self._cancel(job) else []
        await self._responder.tell(person, cancelled(person, stopped))

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
        row = [Button(person.say("button-export"), data=f"x:{project.id}")]
        if not person.private:
            if self._projects.linked(project):
                row.append(Button(person.say("button-link"), data=f"w:{project.id}"))
        elif link := await self._projects.link(project):
            lines.append(person.say("project-link", link=link))
        row.append(Button(person.say("button-new"), data="n"))
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


def cancelled(person: Person, stopped: Sequence[Job], dropped: int = 0) -> str:
    """What was stopped, by the furthest that any of it had come.

    `dropped` requests had not even become jobs.
    """
    if not stopped and not dropped:
        return person.say("cancel-nothing")
    if any(job.kind is JobKind.EXPORT and job.state is not JobState.NEW for job in stopped):
        return person.say("cancel-export")
    if any(job.state is JobState.SENT or job.sent is not None for job in stopped):
        return person.say("cancel-running")
    if any(job.state is JobState.UPLOADING for job in stopped):
        return person.say("cancel-upload")
    chains = sum(job.parent is None for job in stopped) + dropped
    return person.say("cancel-queued", count=chains or 1)


def _choose(found: Sequence[Project], wanted: str) -> Project | None:
    """A project by its place in the list, or by its title."""
    if wanted.isdecimal() and 0 < int(wanted) <= len(found):
        return found[int(wanted) - 1]
    folded = wanted.casefold()
    return next((p for p in found if p.title.casefold() == folded), None)
