"""One video from each of several files, with one wish for all of them or one a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.buttons import ButtonAction, button
from core.chat import Attachment, Medium
from core.config import CoreConfig
from core.handlers.readings import ReadingHandler
from core.handlers.requests import Prompt, Requests
from core.handlers.responder import Person, Responder
from core.handlers.words import Words, labels_of
from core.inbox.group import Group, Waiting
from core.language import intents
from core.language.intents import OneEach
from core.store.records import Job
from core.store.store import Store

# As many as an album holds; more than a few are asked about first, for each of them costs.
MOST: Final = 10
UNASKED: Final = 3
_SOUND: Final = (Medium.AUDIO, Medium.VOICE)
_NUMBERED: Final = re.compile(r"^\s*(\d{1,2})\s*[.:)]\s*(\S.*)$")


class EachHandler:
    """Tells what a series costs, asks where that is much or not surely meant, and begins it."""

    def __init__(
        self,
        store: Store,
        requests: Requests,
        responder: Responder,
        readings: ReadingHandler,
        config: CoreConfig,
    ) -> None:
        self._store = store
        self._requests = requests
        self._responder = responder
        self._readings = readings
        self._config = config

    async def takes(
        self,
        person: Person,
        group: Group,
        words: Words,
        files: Sequence[Attachment],
        project: int | None,
        *,
        agreed: bool = False,
    ) -> bool:
        """Whether it is such a request: then it is begun or asked about. `agreed`: it was asked."""
        meant = OneEach.SURE if agreed else intents.one_each(words.said)
        if meant is OneEach.NO:
            return False
        own = [file for file in files if file.medium not in _SOUND]
        if not own and meant is OneEach.SURE:
            files = await self._sources(person, project)
            own = [file for file in files if file.medium not in _SOUND]
        if len(own) < 2:
            return False
        prompts = prompts_of(words.prompt, own, [file for file in files if file.medium in _SOUND])
        if len(own) > MOST:
            await self._responder.tell(person, person.say("each-too-many", limit=MOST))
        elif agreed or (meant is OneEach.SURE and len(own) <= UNASKED):
            told = words.said != person.say("each-file-prompt")
            await self._begin(person, group, prompts, words.said if told else "")
        else:
            whole = _with_files(group, files)
            asked = self._with_cost(person, person.say("each-ask", count=len(own)))
            await self._readings.ask_each(person, whole, asked, len(own))
        return True

    async def press(self, person: Person, group: Group, job: Job) -> None:
        """The button under files that came without words."""
        async with self._store.read() as tx:
            files = [file.source for file in await tx.parts.files(job.id)]
        text = person.say("each-file-prompt")
        own = [file for file in files if file.medium not in _SOUND]
        if len(own) <= UNASKED:
            words = Words(text, text, tuple(files))
            await self.takes(person, group, words, files, None, agreed=True)
            return
        waiting = group.items[0]
        item = replace(waiting.item, text=text, attachments=tuple(files), press=None)
        request = Group([Waiting(waiting.row, waiting.received, item)])
        asked = self._with_cost(person, person.say("each-ask", count=len(own)))
        await self._readings.ask_each(person, request, asked, len(own))

    async def _begin(
        self, person: Person, group: Group, prompts: Sequence[Prompt], title: str
    ) -> None:
        accepted = await self._requests.each(person, group, prompts, title)
        if accepted is None:
            return
        cancel = button(person.say("button-cancel"), ButtonAction.CANCEL, accepted.job.id)
        text = self._with_cost(person, person.say("each-noted", count=len(prompts)))
        await self._responder.tell(person, text, ((cancel,),))

    def _with_cost(self, person: Person, text: str) -> str:
        return text if self._config.studio else f"{text}\n{person.say('credits-costs')}"

    async def _sources(self, person: Person, project: int | None) -> Sequence[Attachment]:
        """What was sent for the project that is meant, each file once."""
        async with self._store.read() as tx:
            if project is None:
                active = await tx.projects.active(person.address.conversation)
                project = active.id if active is not None else 0
            found = await tx.parts.sources(project)
        return list({(file.message, file.handle): file for file in found}.values())


def prompts_of(
    text: str, files: Sequence[Attachment], sounds: Sequence[Attachment]
) -> list[Prompt]:
    """The words for each file: those for all, then its own, named by its label or its number."""
    wishes: dict[int, str] = {}
    rest: list[str] = []
    labels = labels_of(files)
    for line in text.splitlines():
        place, words = _of_one(line, [labels[file] for file in files])
        if place is None or intents.one_each(words) is not OneEach.NO:
            rest.append(words)
        else:
            wishes[place] = words
    general = "\n".join(rest).strip()
    return [
        Prompt("\n".join(part for part in (general, wishes.get(n, "")) if part), (file, *sounds))
        for n, file in enumerate(files)
    ]


def _of_one(line: str, labels: Sequence[str]) -> tuple[int | None, str]:
    """Which file a line is about, and what it says; None: all of them."""
    for place, label in enumerate(labels):
        if line.startswith(f"{label}: "):
            return place, line.removeprefix(f"{label}: ").strip()
    found = _NUMBERED.match(line)
    if found is not None and 1 <= int(found[1]) <= len(labels):
        return int(found[1]) - 1, found[2].strip()
    return None, line


def _with_files(group: Group, files: Sequence[Attachment]) -> Group:
    """The request with the files that it is about, where those were sent before."""
    if any(waiting.item.attachments for waiting in group.items):
        return group
    first = group.items[0]
    item = replace(first.item, attachments=tuple(files))
    return Group([Waiting(first.row, first.received, item), *group.items[1:]])
