"""What is stored of a person, and how they have it deleted."""

from __future__ import annotations

from core.buttons import ButtonAction, button
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.cancel import CancelHandler
from core.handlers.responder import Person, Responder
from core.language.phrases import plain
from core.store.forget import NotForgotten, forget
from core.store.store import Store

TRIES = 20
WAIT = 0.5


class PrivacyHandler:
    """Explains and forgets."""

    def __init__(
        self,
        store: Store,
        cancelling: CancelHandler,
        responder: Responder,
        clock: Clock,
        config: CoreConfig,
    ) -> None:
        self._store = store
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
        await self._responder.whisper(person, "\n\n".join(blocks))

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
