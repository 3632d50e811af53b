"""What is asked before anything is done or spent: which of two readings, or with fewer files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from core.buttons import ButtonAction, ButtonData, button, decode
from core.chat import Attachment, Heard, Incoming, Medium, Message
from core.handlers.responder import Person, Responder
from core.handlers.words import captioned
from core.inbox.group import Group, Waiting
from core.language.intents import Intent
from core.store.store import Store, Tx

MOST_KEPT: Final = 10
"""Questions of one person in one place that wait for a tap."""
EDIT: Final = 0
WITHOUT: Final = 50
SPOKEN: Final = 51
SOUND: Final = 52
EACH: Final = 53
ALL: Final = 54
_VOICE: Final = {SPOKEN: "voice-is-words", SOUND: "voice-is-sound"}
_OTHERS: Final = {WITHOUT: "button-go-on-without", **_VOICE, ALL: "each-all"}
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
    """The request again, the command that it is meant as (None: a request), and of the button
    its number, its place, and what was asked and answered with it."""

    request: Group
    command: Intent | None
    number: int
    place: int
    asked: str


class ReadingHandler:
    """Asks which of two readings is meant, and gives the request back with the answer."""

    def __init__(self, store: Store, responder: Responder) -> None:
        self._store = store
        self._responder = responder

    async def ask(self, person: Person, group: Group, command: Intent) -> None:
        """One line with two buttons; the message is kept until one of them is pressed."""
        row = group.rows[0]
        await self._keep(person, row, _merged(group))
        place, user = list(LABELS).index(command) + 1, person.user.id
        buttons = tuple(
            (button(person.say(key), ButtonAction.READING, row, place=at, option=user),)
            for key, at in ((LABELS[command], place), ("reading-edit", EDIT))
        )
        await self._responder.tell(person, person.say("reading-ask"), buttons)

    async def ask_without(
        self, person: Person, group: Group, text: str, files: Collection[Attachment]
    ) -> None:
        """Ask whether to go on with these `files` only; the rest is as it was said."""
        row = group.rows[0]
        item = _merged(group)
        item = replace(
            item,
            attachments=tuple(file for file in item.attachments if file in files),
            quoted=tuple(file for file in item.quoted if file in files),
        )
        await self._keep(person, row, item)
        label, user = person.say("button-go-on-without"), person.user.id
        without = button(label, ButtonAction.READING, row, place=WITHOUT, option=user)
        await self._responder.tell(person, text, ((without,),))

    async def ask_voice(self, person: Person, group: Group, text: str) -> None:
        """Ask whether a voice note is the request itself or sound for the video."""
        row, user = group.rows[0], person.user.id
        await self._keep(person, row, _merged(group))
        buttons = tuple(
            (button(person.say(key), ButtonAction.READING, row, place=place, option=user),)
            for place, key in _VOICE.items()
        )
        await self._responder.tell(person, text, buttons)

    async def ask_each(self, person: Person, group: Group, text: str, count: int) -> None:
        """Ask whether a video is wanted from each of so many files, or one from all of them."""
        row, user = group.rows[0], person.user.id
        await self._keep(person, row, _merged(group))
        labels = {EACH: person.say("each-go", count=count), ALL: person.say("each-all")}
        buttons = tuple(
            (button(label, ButtonAction.READING, row, place=place, option=user),)
            for place, label in labels.items()
        )
        await self._responder.tell(person, text, buttons)

    async def chosen(self, person: Person, group: Group, pressed: ButtonData) -> Reading | None:
        """What was chosen; None where it is somebody else's to choose, or was chosen before."""
        if pressed.option != person.user.id:
            await self._responder.whisper(person, person.say("group-not-your-button"))
            return None
        async with self._store.read() as tx:
            found = await tx.intake.held(_key(person, pressed.number))
            active = await tx.projects.active(person.address.conversation)
        place = pressed.place if pressed.place is not None else -1
        if found is None or not (0 <= place <= len(LABELS) or place in (EACH, *_OTHERS)):
            await self._responder.whisper(person, person.say("button-too-old"))
            return None
        project, item = found
        if project and (active is None or active.id != project):
            lapsed = person.say("question-lapsed")  # what it asked about is not what is open now
            await self.settle(person, Reading(group, None, pressed.number, place, lapsed))
            return None
        item = replace(item, address=person.address)
        if place == ALL:
            item = replace(item, text=f"{person.say('each-all-prompt')}\n{item.text}")
        request = Group([Waiting(group.rows[0], group.received, item)])
        if place == EACH:
            return Reading(request, None, pressed.number, place, f"**{person.say('each-button')}**")
        if place in _OTHERS:
            label = person.say(_OTHERS[place])
            asked = f"**{label}**"
            return Reading(request, None, pressed.number, place, asked)
        command = [None, *LABELS][place]
        label = person.say(LABELS[command] if command else "reading-edit")
        asked = f"{person.say('reading-ask')} **{label}**"
        return Reading(request, command, pressed.number, place, asked)

    async def settle(self, person: Person, reading: Reading) -> None:
        """It is done: the message is kept no longer, and its buttons go."""
        async with self._store.begin() as tx:
            await tx.intake.drop_note(_key(person, reading.number))
        if person.item.press is not None:
            await self._responder.edit(person, person.item.press.message, Message(reading.asked))

    async def _keep(self, person: Person, row: int, item: Incoming) -> None:
        """Keep it for the project that is open now; the oldest of too many are forgotten."""
        async with self._store.begin() as tx:
            active = await tx.projects.active(person.address.conversation)
            await tx.intake.hold(_key(person, row), active.id if active else 0, item)
            for old in sorted(await _kept(tx, person))[:-MOST_KEPT]:
                await tx.intake.drop_note(_key(person, old))


async def lapse_held(tx: Tx, person: Person) -> int:
    """What a person was asked here before anything was done is asked no more; how many of these.

    Not the one whose button is being handled.
    """
    pressed = decode(person.item.press.data) if person.item.press is not None else None
    own = pressed.number if pressed and pressed.action is ButtonAction.READING else None
    found = [row for row in await _kept(tx, person) if row != own]
    for row in found:
        await tx.intake.drop_note(_key(person, row))
    return len(found)


async def _kept(tx: Tx, person: Person) -> list[int]:
    """The rows of the messages that are kept."""
    return [int(key.rpartition("/")[2]) for key in await tx.intake.notes(_place(person))]


def _merged(group: Group) -> Incoming:
    """All messages of a request as one."""
    quoted = tuple(file for waiting in group.items for file in waiting.item.quoted)
    own = group.files if any(waiting.item.attachments for waiting in group.items) else ()
    return replace(
        group.first,
        text=captioned(group),
        attachments=own,
        quoted=quoted,
        album="",
        pointed=group.pointed,
        heard=_heard(group),
        forwarded=False,
        hidden=any(waiting.item.hidden for waiting in group.items),
    )


def _heard(group: Group) -> Heard | None:
    """What all its voice notes say; None where nobody has listened to one of them."""
    voiced = (
        w.item for w in group.items if any(f.medium is Medium.VOICE for f in w.item.attachments)
    )
    heard = [item.heard for item in voiced]
    found = [each for each in heard if each is not None]
    if not found or len(found) < len(heard):
        return None
    return Heard(" ".join(each.text for each in found if each.text), all(h.sure for h in found))


def _place(person: Person) -> str:
    place = hashlib.sha256(person.address.conversation.encode()).hexdigest()[:24]
    return f"reading/{person.user.id}/{place}/"


def _key(person: Person, row: int) -> str:
    return f"{_place(person)}{row}"
