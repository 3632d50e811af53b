"""Presses: what each button does, and that only its owner may press it."""

from __future__ import annotations

from dataclasses import replace

from core.buttons import ANYWAY, About, ButtonAction, ButtonData, decode
from core.chat import Address
from core.handlers.commands import Handlers
from core.handlers.responder import Person
from core.inbox.group import Group
from core.preferences import QUALITIES, Preferences
from core.store.records import Job, Project, Standing
from core.store.store import Store
from core.work.answers import replies


class ButtonHandler:
    """Answers presses."""

    def __init__(self, store: Store, handlers: Handlers) -> None:
        self._store = store
        self._to = handlers

    async def handle(self, person: Person, group: Group, data: str) -> None:
        """Do what the button says, once; jobs consume its rows, the caller the rest."""
        pressed = decode(data)
        person = await self._to.responder.listen(person, group.text)
        if pressed is None:
            await self._too_old(person)
        elif pressed.spec.about is About.JOB:
            await self._about_job(person, group, pressed)
        elif pressed.spec.about is About.PROJECT:
            await self._about_project(person, group, pressed)
        elif pressed.spec.about is About.USER:
            await self._about_user(person, pressed)
        elif pressed.action is ButtonAction.FORGET:
            await self._to.privacy.forget(person)
        elif pressed.action is ButtonAction.NEW:
            await self._to.projects.new(person, "", group.received)
        elif pressed.action is ButtonAction.LANGUAGE:
            await self._to.settings.language(person, pressed.choice)
        elif pressed.action is ButtonAction.PREFER:
            await self._to.settings.prefer(person, pressed.choice)
        elif pressed.action is ButtonAction.QUALITY:
            await self._to.settings.set_quality(person, pressed.choice)

    async def _about_job(self, person: Person, group: Group, pressed: ButtonData) -> None:
        async with self._store.read() as tx:
            job = await tx.jobs.find(pressed.number)
        person = _placed(person, job.address) if job is not None else person
        if job is None:
            await self._too_old(person)
        elif job.user != person.user.id and not await self._may_stop(person, pressed):
            await self._not_theirs(person)
        else:
            await self._job(person, group, pressed, job)

    async def _may_stop(self, person: Person, pressed: ButtonData) -> bool:
        """Whether an admin presses, in private, what stops another one's job."""
        stops = pressed.action is ButtonAction.CANCEL and person.private
        return stops and await self._to.members.is_admin(person)

    async def _about_user(self, person: Person, pressed: ButtonData) -> None:
        """An admin's decision about somebody at the door."""
        if not await self._to.members.is_admin(person):
            await self._not_theirs(person)
            return
        allowed = pressed.action is ButtonAction.ALLOW
        standing = Standing.ALLOWED if allowed else Standing.DENIED
        await self._to.members.decide(person, pressed.number, standing)

    async def _about_project(self, person: Person, group: Group, pressed: ButtonData) -> None:
        async with self._store.read() as tx:
            project = await tx.projects.get(pressed.number)
        person = _placed(person, project.address) if project is not None else person
        if project is None:
            await self._too_old(person)
        elif pressed.action is ButtonAction.START_FROM:
            await self._to.pointed.start_from(person, group, project)
        elif project.user != person.user.id:
            await self._not_theirs(person)
        else:
            await self._project(person, group, pressed, project)

    async def _job(self, person: Person, group: Group, pressed: ButtonData, job: Job) -> None:
        to = self._to
        if pressed.action is ButtonAction.CANCEL:
            await to.cancelling.one(person, job)
        elif pressed.action is ButtonAction.RETRY:
            await to.requests.again(person, group, job, anyway=pressed.place == ANYWAY)
        elif pressed.action in (ButtonAction.OPTION, ButtonAction.OTHER, ButtonAction.DONE):
            await to.questions.press(person, group, pressed, job)
        elif pressed.action is ButtonAction.BEGIN:
            await self._begin(person, group, pressed, job)
        elif pressed.action is ButtonAction.EACH:
            await to.each.press(person, group, job)
        elif pressed.action is ButtonAction.MORE:
            await self._more(person, group, job)
        elif pressed.action is ButtonAction.ACCOUNT:
            await to.accounts.register(person, job)
        elif pressed.action is ButtonAction.UNDO:
            text = person.say("turn-undo-prompt")
            await to.requests.prompt(person, group, text, project=job.project)
        elif text := _suggestion(job, pressed.place):
            await to.requests.prompt(person, group, text, project=job.project)
        else:
            await self._too_old(person)

    async def _begin(self, person: Person, group: Group, pressed: ButtonData, job: Job) -> None:
        """A shape or a length for a video of files alone; with both it is asked for."""
        place, option = pressed.place or 0, pressed.option
        values = replies.BEGINNINGS[place] if place < len(replies.BEGINNINGS) else ()
        if option is None or option >= len(values):
            await self._too_old(person)
            return
        preferences = Preferences(self._store)
        await preferences.choose(person.user.id, values[option])
        chosen = await preferences.beginning(person.user.id)
        if chosen.complete:
            text = person.say("begin-request", shape=chosen.shape, length=chosen.length)
            await self._to.requests.prompt(person, group, text, project=job.project)
        elif (press := group.first.press) is not None:
            async with self._store.read() as tx:
                parts = await tx.parts.deliveries(job.id)
                several = len(await tx.parts.files(job.id)) > 1
            buttons = replies.begin_keyboard(job, chosen, several=several)
            message = replace(parts[-1].content.message, buttons=buttons)
            await self._to.responder.edit(person, press.message, message)

    async def _more(self, person: Person, group: Group, job: Job) -> None:
        """What is behind the button: in place, or below a video, whose message stays as it is."""
        async with self._store.read() as tx:
            parts = await tx.parts.deliveries(job.id)
        last = parts[-1].content if parts else None
        press = group.first.press
        if last is None or last.video is not None or press is None:
            buttons = (replies.more_buttons(job),)
            await self._to.responder.tell(person, person.say("more-choices"), buttons)
        else:
            message = replies.expanded(job, last.message)
            await self._to.responder.edit(person, press.message, message)

    async def _project(
        self, person: Person, group: Group, pressed: ButtonData, project: Project
    ) -> None:
        to, action = self._to, pressed.action
        if action is ButtonAction.EXPORT:
            place = pressed.place
            known = place is not None and place < len(QUALITIES)
            quality = QUALITIES[place] if place is not None and known else ""
            await to.requests.export(person, group, quality, project=project.id)
        elif action is ButtonAction.TIMELINE:
            await to.projects.timeline(person, project)
        elif action is ButtonAction.LINK:
            await to.projects.link(person, project)
        elif action is ButtonAction.SWITCH:
            await to.projects.switch(person, project)
        elif group.text.strip():
            await to.requests.prompt(person, group, group.text, project=project.id)
        else:
            await to.responder.tell(person, person.say("turn-change-ask"))

    async def _too_old(self, person: Person) -> None:
        await self._to.responder.whisper(person, person.say("button-too-old"))

    async def _not_theirs(self, person: Person) -> None:
        await self._to.responder.whisper(person, person.say("group-not-your-button"))


def _placed(person: Person, known: Address) -> Person:
    """The presser in the topic where the button stands: of an old message only the chat is told."""
    here = person.address
    if here.thread or not known.thread or here.chat != known.chat:
        return person
    return replace(person, item=replace(person.item, address=replace(here, thread=known.thread)))


def _suggestion(job: Job, place: int | None) -> str:
    """The prompt behind a numbered button; empty where there is none."""
    known = job.result.suggestions if job.result is not None else ()
    return known[place] if place is not None and place < len(known) else ""
