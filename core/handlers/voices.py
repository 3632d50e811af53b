"""Voice notes: what somebody said becomes the words of their request, or it is asked what it is."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Final

import structlog

from core.chat import Activity, Attachment, AttachmentError, ChatError, Heard, Incoming, Medium
from core.clock import Clock
from core.handlers.readings import ReadingHandler
from core.handlers.requests import Requests
from core.handlers.responder import Person, Responder
from core.inbox.group import Group, Waiting
from core.language.formats import shortened
from core.language.phrases import plain
from core.outbox import Outbox
from core.speech import (
    LONGEST_BYTES,
    LONGEST_SECONDS,
    Transcriber,
    TranscriptionFailed,
    is_sure,
    words_in,
)
from core.store.store import Store
from core.work.answers.progress import QUOTED

log = structlog.get_logger(__name__)

# A platform shows for some seconds that somebody types (docs/platforms.md#telegram).
ACTIVITY_EVERY: Final = 4.0


class VoiceHandler:
    """Listens to voice notes in private chats, where an operator has set who does it."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        clock: Clock,
        requests: Requests,
        responder: Responder,
        readings: ReadingHandler,
        transcriber: Transcriber | None,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._requests = requests
        self._responder = responder
        self._readings = readings
        self._transcriber = transcriber

    async def understood(self, person: Person, group: Group) -> Group | None:
        """A request with its voice notes as words; as it is where they are sound; None: asked.

        Beside words that were typed a voice note is sound, and so it is where others read along.
        """
        if not person.private or group.text.strip() or not _notes(group):
            return group
        if self._transcriber is None:
            await self._readings.ask_voice(person, group, person.say("voice-ask-typed"))
            return None
        if await self._requests.capped(person):
            return None
        passed_on = any(w.item.forwarded for w in group.items if _notes_of(w.item))
        if passed_on or not await self._listen(person, group):
            await self._readings.ask_voice(person, group, person.say("voice-ask"))
            return None
        heard = [w.item.heard for w in group.items if w.item.heard is not None]
        if all(each.sure for each in heard):
            return spoken(group)
        words = plain(shortened(" ".join(each.text for each in heard), QUOTED))
        text = person.say("voice-ask-heard", words=words) if words else person.say("voice-ask")
        await self._readings.ask_voice(person, group, text)
        return None

    async def as_words(self, person: Person, group: Group) -> Group | None:
        """The same for notes of which their person said that they are words; None: told why not."""
        if self._transcriber is not None and await self._listen(person, group):
            found = spoken(group)
            if found.text.strip():
                return found
        await self._responder.tell(person, person.say("voice-type"))
        return None

    async def _listen(self, person: Person, group: Group) -> bool:
        """Hear what has not been heard yet; False where nobody could listen.

        What was heard is written down at once: after a restart nothing is listened to again.
        """
        for place, waiting in enumerate(group.items):
            if waiting.item.heard is not None or not _notes_of(waiting.item):
                continue
            showing = asyncio.create_task(self._show(person))
            try:
                heard = await self._heard(waiting.item)
            except (TranscriptionFailed, AttachmentError, ChatError) as error:
                log.warning("voice note not understood", rows=group.rows, error=str(error))
                return False
            finally:
                showing.cancel()
                with suppress(asyncio.CancelledError):
                    await showing
            item = replace(waiting.item, heard=heard)
            group.items[place] = Waiting(waiting.row, waiting.received, item)
            if person.item.press is None:
                async with self._store.begin() as tx:
                    await tx.intake.renew(waiting.row, item)
        return True

    async def _heard(self, item: Incoming) -> Heard:
        texts, sure = [], True
        for file in _notes_of(item):
            sound = await self._read(item, file)
            if self._transcriber is None:
                raise TranscriptionFailed("nobody is there to listen")
            found = await self._transcriber.transcribe(sound, file.name, file.mime)
            texts.append(words_in(found))
            sure = sure and is_sure(found, file.seconds)
        return Heard(" ".join(text for text in texts if text), sure)

    async def _read(self, item: Incoming, file: Attachment) -> bytes:
        data = bytearray()
        async with self._outbox.chat(item.address).open(item.address, file) as download:
            async for chunk in download.chunks:
                data += chunk
                if len(data) > LONGEST_BYTES:
                    raise TranscriptionFailed("the recording is too large")
        return bytes(data)

    async def _show(self, person: Person) -> None:
        while True:
            await self._outbox.activity(person.address, Activity.TYPING)
            await self._clock.sleep(ACTIVITY_EVERY)


def spoken(group: Group) -> Group:
    """A request whose voice notes are its words, and no files."""
    items = []
    for waiting in group.items:
        item, notes = waiting.item, _notes_of(waiting.item)
        if item.heard is not None:
            rest = tuple(file for file in item.attachments if file not in notes)
            item = replace(item, text=item.heard.text, attachments=rest, forwarded=False)
        items.append(Waiting(waiting.row, waiting.received, item))
    return Group(items, group.apart)


def _notes(group: Group) -> list[Attachment]:
    return [file for waiting in group.items for file in _notes_of(waiting.item)]


def _notes_of(item: Incoming) -> tuple[Attachment, ...]:
    """Its recordings that may be words: long ones are sound."""
    return tuple(
        file
        for file in item.attachments
        if file.medium is Medium.VOICE
        and (file.seconds or 0.0) <= LONGEST_SECONDS
        and (file.size or 0) <= LONGEST_BYTES
    )
