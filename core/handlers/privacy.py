"""What is stored of a person, as a file for them, and how they have it deleted."""

from __future__ import annotations

import asyncio
import json

import structlog

from core.buttons import ButtonAction, button
from core.chat import Address, ChatError, File, Message
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.cancel import CancelHandler
from core.handlers.responder import Person, Responder
from core.language.phrases import plain
from core.outbox import Outbox
from core.store.forget import NotForgotten, forget
from core.store.personal import stored_about
from core.store.store import Store

log = structlog.get_logger(__name__)

TRIES = 20
WAIT = 0.5


class PrivacyHandler:
    """Explains and forgets."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        cancelling: CancelHandler,
        responder: Responder,
        clock: Clock,
        config: CoreConfig,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._cancelling = cancelling
        self._responder = responder
        self._clock = clock
        self._config = config

    async def explain(self, person: Person) -> None:
        """What is stored, for how long, where, and what can be done about it."""
        where = "privacy-studio" if self._config.studio else "privacy-cloud"
        blocks = [person.say("privacy-text", days=self._config.keep_days), person.say(where)]
        if host := self._config.speech_host:
            blocks.append(person.say("privacy-voice", host=plain(host)))
        if host := self._config.model_host:
            blocks.append(person.say("privacy-model", host=plain(host)))
        await self._responder.whisper(person, "\n\n".join(blocks))

    async def export(self, person: Person) -> None:
        """All that is stored of them as a file of JSON, in their private chat alone."""
        where = person.answering if person.private else self._outbox.private(person.address)
        if where is None or not await self._sent(person, where):
            await self._responder.whisper(person, person.say("privacy-data-failed"))
        elif person.item.answer or not person.private:
            await self._responder.whisper(person, person.say("privacy-data-sent"))

    async def _sent(self, person: Person, where: Address) -> bool:
        async with self._store.begin() as tx:
            found = await stored_about(tx.connection, self._store.vault, person.user)
        text = await asyncio.to_thread(json.dumps, found, indent=2, ensure_ascii=False)
        content = text.encode("utf-8", "replace")
        file = File("my-data.json", content, len(content))
        try:
            await self._outbox.post_file(where, file, Message(person.say("privacy-data")))
        except ChatError as error:
            log.info("data not posted", conversation=where.conversation, error=repr(error))
            return False
        return True

    async def ask(self, person: Person) -> None:
        """Ask before anything is deleted: it cannot be taken back."""
        label = button(person.say("button-forget"), ButtonAction.FORGET)
        await self._responder.whisper(person, person.say("privacy-ask"), ((label,),))

    async def forget(self, person: Person) -> None:
        """Stop their work, delete what is theirs, and say what stays elsewhere."""
        await self._cancelling.all_of(person)
        for _ in range(TRIES):
            try:
                async with self._store.begin() as tx:
                    await forget(tx.connection, person.user)
                break
            except NotForgotten:
                # An answer is being posted: it is not cut off in the middle.
                await self._clock.sleep(WAIT)
        else:
            await self._responder.whisper(person, person.say("privacy-busy"))
            return
        where = "privacy-studio" if self._config.studio else "privacy-cloud"
        await self._responder.whisper(
            person, f"{person.say('privacy-forgotten')}\n\n{person.say(where)}"
        )
