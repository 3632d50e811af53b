"""Who is asking, in which language, and how to answer them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

import structlog

from core.chat import (
    Address,
    ChatError,
    ChatKind,
    Incoming,
    Keyboard,
    Message,
    MessageGone,
    MessageRef,
    PostRejected,
)
from core.clock import Clock
from core.config import CoreConfig
from core.handlers.refusals import Folded, Refusals
from core.language.phrases import pick, say
from core.language.spoken import spoken
from core.outbox import Outbox, named
from core.preferences import heard
from core.store.records import Member, User
from core.store.store import Store
from core.work.answers.failures import Wording

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """A user asking something somewhere."""

    user: User
    language: str
    item: Incoming
    member: Member
    """What was decided about them before they asked."""

    @property
    def address(self) -> Address:
        """Where they ask."""
        return self.item.address

    @property
    def answering(self) -> Address:
        """Where they ask and, in a group, what is answered there, or whom."""
        item = self.item
        if self.private or item.joined:
            return item.address
        return replace(item.address, asked=item.message, name=item.name)

    @property
    def private(self) -> bool:
        """Whether nobody else reads along."""
        return self.address.kind is ChatKind.PRIVATE

    def say(self, key: str, /, **args: str | int | float) -> str:
        """A phrase in their language."""
        return say(self.language, key, **args)


class Responder:
    """Makes persons of messages, and answers them."""

    def __init__(self, store: Store, outbox: Outbox, clock: Clock, config: CoreConfig) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._config = config
        self._refusals = Refusals(store, clock, self._repeated)

    async def person(self, item: Incoming) -> Person:
        """The user behind a message, made on first sight with a client id of their own."""
        async with self._store.read() as tx:
            member = await tx.members.of(item.address.person)
        if member is None:
            member = await self._first_seen(item)
        return Person(member.user, member.user.language or pick(item.locale), item, member)

    async def _first_seen(self, item: Incoming) -> Member:
        async with self._store.begin() as tx:
            user = await tx.people.ensure(
                item.address.person,
                client_id=str(uuid.uuid4()),
                language=pick(item.locale) if item.locale else "",
                now=self._clock.now(),
            )
            return await tx.members.get(user)

    async def listen(self, person: Person, text: str) -> Person:
        """The person with the language that they write in, which is spoken from then on."""
        language = spoken(text, person.language)
        if language == person.language:
            return person
        async with self._store.begin() as tx:
            heeded = await heard(tx, person.user.id, language)
        return replace(person, language=language) if heeded else person

    async def tell(self, person: Person, text: str, buttons: Keyboard = ()) -> None:
        """Answer where they asked."""
        await self._outbox.say(person.answering, Message(text, buttons))

    async def whisper(self, person: Person, text: str, buttons: Keyboard = ()) -> None:
        """Answer for their eyes only."""
        await self._outbox.whisper(
            person.answering,
            Message(text, buttons),
            answer=person.item.answer,
            lang=person.language,
        )

    async def edit(self, person: Person, ref: MessageRef, message: Message) -> None:
        """Replace a message of ours; one that cannot be edited any more is posted anew."""
        try:
            await self._outbox.edit(person.address, ref, named(person.answering, message))
        except (MessageGone, PostRejected):
            await self._outbox.say(person.answering, message)
        except ChatError as error:
            log.info("message not edited", conversation=ref.chat, error=repr(error))

    async def refuse(
        self, person: Person, text: str, buttons: Keyboard = (), *, fold: bool = False
    ) -> None:
        """Say no: to them alone where an interaction or a press waits for an answer, else there.

        With `fold` the same words within moments are said once, and then how often they hold.
        """
        if person.item.answer:
            await self.whisper(person, text, buttons)
            return
        if not fold:
            await self.tell(person, text, buttons)
            return
        if not await self._refusals.repeats(person.answering, person.language, text):
            await self.tell(person, text)

    def wording(self, person: Person) -> Wording:
        """How failures are told to them, and to nobody else."""
        return Wording(person.language, self._config.web_url, self._config.studio)

    async def resume(self) -> None:
        """Tell what was counted before a start and not told."""
        await self._refusals.resume()

    async def _repeated(self, folded: Folded) -> None:
        if self._outbox.serves(folded.address):
            text = say(folded.language, "flood-same-answer", count=folded.count)
            await self._outbox.say(folded.address, Message(text))

    async def close(self) -> None:
        """Say nothing more."""
        await self._refusals.close()

    async def remove(self, person: Person, items: Iterable[Incoming]) -> None:
        """Take away what they sent: it holds a secret. Where we may not, they are asked to.

        What was typed into a form stands in no chat: it came with a press, or with an `answer`.
        """
        for item in items:
            address = item.address
            ref = MessageRef(address.chat, item.message, address.thread)
            if item.answer or item.press is not None:
                continue
            if not item.message or not await self._outbox.delete(address, ref):
                await self.whisper(person, person.say("login-cannot-delete"))

    def hears_mentions(self, address: Address) -> bool:
        """Whether a mention in that group reaches the bot."""
        return self._outbox.chat(address).hears_mentions
