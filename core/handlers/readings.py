"""A message that may be a command or an edit: asked before anything is done or spent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Final

from core.buttons import ButtonAction, ButtonData, button
from core.chat import Incoming, Message
from core.handlers.responder import Person, Responder
from core.inbox.group import Group, Waiting
from core.language.intents import Intent
from core.store.store import Store

EDIT: Final = 0
# Their places, from 1, stand in buttons: new ones go to the end.
LABELS: Final = {
    Intent.EXPORT: "reading-export",
    Intent.CREDITS: "reading-credits",
    Intent.STATE: "reading-state",
    Intent.HELP: "reading-help",
    Intent.NEW: "reading-new",
    Intent.CANCEL: "reading-cancel",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The request again, the command that it is meant as (None: an edit), its button's label."""

    request: Group
    command: Intent | None
    label: str


class ReadingHandler:
    """Asks which of two readings is meant, and gives the request back with the answer."""

    def __init__(self, store: Store, responder: Responder) -> None:
        self._store = store
        self._responder = responder

    async def ask(self, person: Person, group: Group, command: Intent) -> None:
        """One line with two buttons; the message is kept until one of them is pressed."""
        row = group.rows[0]
        async with self._store.begin() as tx:
            await tx.intake.hold(_key(person), row, _merged(group))
        place, user = list(LABELS).index(command) + 1, person.user.id
        buttons = tuple(
            (button(person.say(key), ButtonAction.READING, row, place=at, option=user),)
            for key, at in ((LABELS[command], place), ("reading-edit", EDIT))
        )
        await self._responder.tell(person, person.say("reading-ask"), buttons)

    async def chosen(self, person: Person, group: Group, pressed: ButtonData) -> Reading | None:
        """What was chosen; None where it is somebody else's to choose, or was chosen before."""
        if pressed.option != person.user.id:
            await self._responder.whisper(person, person.say("group-not-your-button"))
            return None
        async with self._store.begin() as tx:
            item = await tx.intake.held(_key(person), pressed.number)
        commands = [None, *LABELS]
        if item is None or pressed.place is None or pressed.place >= len(commands):
            await self._responder.whisper(person, person.say("button-too-old"))
            return None
        item = replace(item, address=person.address)
        waiting = Waiting(group.rows[0], group.received, item)
        command = commands[pressed.place]
        label = LABELS[command] if command else "reading-edit"
        return Reading(Group([waiting]), command, person.say(label))

    async def settle(self, person: Person, reading: Reading) -> None:
        """It is done: the message is kept no longer, and its buttons go."""
        async with self._store.begin() as tx:
            await tx.intake.drop_note(_key(person))
        if person.item.press is not None:
            text = f"{person.say('reading-ask')} **{reading.label}**"
            await self._responder.edit(person, person.item.press.message, Message(text))


def _merged(group: Group) -> Incoming:
    """All messages of a request as one."""
    quoted = tuple(file for waiting in group.items for file in waiting.item.quoted)
    own = group.files if any(waiting.item.attachments for waiting in group.items) else ()
    return replace(
        group.first,
        text=group.text,
        attachments=own,
        quoted=quoted,
        album="",
        pointed=group.pointed,
        forwarded=False,
    )


def _key(person: Person) -> str:
    place = hashlib.sha256(person.address.conversation.encode()).hexdigest()[:24]
    return f"reading/{person.user.id}/{place}"
