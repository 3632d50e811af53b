"""What goes out: posts wait their turn and are never dropped, edits may be (the newest counts)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import structlog

from core.chat import (
    Activity,
    Address,
    Ambiguous,
    Chat,
    ChatError,
    ChatKind,
    File,
    Flood,
    Gone,
    Message,
    MessageRef,
    Unreachable,
    Video,
)
from core.clock import Clock
from core.language.phrases import plain
from core.metrics import Metrics
from core.ratelimit import PaceSettings, RateLimiter
from core.slots import Use

log = structlog.get_logger(__name__)

LONGEST_NAME = 64


def named(address: Address, message: Message) -> Message:
    """The message, in a group with the name of whom it is for where it can't reply to them."""
    name = " ".join(address.name.split())[:LONGEST_NAME]
    if address.kind is ChatKind.PRIVATE or address.asked or not name:
        return message
    return replace(message, text=f"**{plain(name)}:**\n{message.text}")


class Outbox:
    """Posts and edits through the platforms' chats, paced by one gate."""

    def __init__(
        self,
        chats: Mapping[str, Chat],
        clock: Clock,
        pace: PaceSettings | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._chats = chats
        self._clock = clock
        own = pace or PaceSettings()
        paces = {name: own.of(chat.pace) for name, chat in chats.items()}
        self._limiter = RateLimiter(paces, clock, metrics or Metrics())
        self._writing: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Stop whatever is still being written in the background."""
        for task in self._writing:
            task.cancel()
        await asyncio.gather(*self._writing, return_exceptions=True)
        await self._limiter.close()

    def serves(self, address: Address) -> bool:
        """Whether anything can be posted there from this process."""
        return address.platform in self._chats

    def chat(self, address: Address) -> Chat:
        """The platform's chat; raises Gone when this process does not serve that platform."""
        try:
            return self._chats[address.platform]
        except KeyError:
            raise Gone(f"no adapter for {address.platform}") from None

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """A message as the posts that it takes there; raises Gone as `chat` does."""
        return self.chat(address).pages(address, named(address, message))

    async def post(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post one message when the chat's turn has come; raises what the platform raises."""
        await self._limiter.for_post(address)
        return await self.post_now(address, message, silent=silent, nonce=nonce)

    async def progress_turn(self, address: Address, *, edit: bool) -> None:
        """Wait until progress may be shown there: answers of any chat come first."""
        if edit:
            await self._limiter.for_edit(address)
        else:
            await self._limiter.for_post(address, Use.PROGRESS)

    async def post_now(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post one message whose turn has come; raises what the platform raises."""
        with self._watched(address):
            return await self.chat(address).send(address, message, silent=silent, nonce=nonce)

    async def post_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a video when the chat's turn has come; raises what the platform raises."""
        chat = self.chat(address)
        await self._limiter.for_post(address)
        with self._watched(address):
            return await chat.send_video(address, video, message, nonce=nonce)

    async def post_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a file when the chat's turn has come; raises what the platform raises."""
        chat = self.chat(address)
        await self._limiter.for_post(address)
        with self._watched(address):
            return await chat.send_file(address, file, message, nonce=nonce)

    async def post_picture(
        self, address: Address, picture: File, message: Message, use: Use = Use.POST
    ) -> MessageRef:
        """Post a picture when the chat's turn has come for that use; raises as the platform."""
        chat = self.chat(address)
        await self._limiter.for_post(address, use)
        with self._watched(address):
            return await chat.send_picture(address, picture, named(address, message))

    def takes_extras(self, address: Address) -> bool:
        """Whether a post that is worth no waiting can go there: no flood is waited out."""
        return self.serves(address) and not self._limiter.closed(address)

    async def say(self, address: Address, message: Message) -> None:
        """Post an answer that is not worth a job, in as many pages as it takes; errors are logged.

        Floods and outages are waited for a few times.
        """
        try:
            for page in self.pages(address, message):
                await self._patiently(partial(self._post, address, page))
        except ChatError as error:
            log.warning("answer not posted", conversation=address.conversation, error=repr(error))

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Tell one person alone; errors are logged, floods and outages waited for as in `say`.

        An `answer` to one in a group waits for no turn: it expires, and is no post there.
        """

        paced = not answer or address.kind is ChatKind.PRIVATE

        async def tell() -> None:
            if paced:
                await self._limiter.for_post(address)
            with self._watched(address):
                await self.chat(address).whisper(address, message, answer=answer, lang=lang)

        try:
            await self._patiently(tell, paced=paced)
        except ChatError as error:
            log.warning("whisper not posted", conversation=address.conversation, error=repr(error))

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message that somebody waits for; raises what the platform raises."""
        await self._limiter.for_edit(address, Use.POST)
        await self.edit_now(address, ref, message)

    async def edit_now(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message whose turn has come; raises what the platform raises."""
        with self._watched(address):
            await self.chat(address).edit(address, ref, message)

    async def delete(self, address: Address, ref: MessageRef) -> bool:
        """Remove a message; that it could not be is logged, and False."""
        try:
            await self._limiter.for_post(address, Use.REMOVAL)
            with self._watched(address):
                await self.chat(address).delete(address, ref)
        except ChatError as error:
            log.info("message not deleted", conversation=address.conversation, error=repr(error))
            return False
        return True

    async def activity(self, address: Address, activity: Activity) -> bool:
        """Show that something is being done; False: left out, as something else waits to go out."""
        if not self._limiter.for_activity(address):
            return False
        with suppress(ChatError), self._watched(address):
            await self.chat(address).activity(address, activity)
        return True

    def private(self, address: Address) -> Address | None:
        """The private chat with the person of a group's address, where the platform has one."""
        return self.chat(address).private(address) if self.serves(address) else None

    def can_edit(self, address: Address) -> bool:
        """Whether messages there can be changed."""
        return self.serves(address) and self.chat(address).can_edit

    def monotonic(self) -> float:
        """Now, in the clock's seconds."""
        return self._clock.monotonic()

    def write(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let it run beside everything else, until it ends or the outbox closes."""
        task = asyncio.create_task(work)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        return task

    async def _patiently(self, post: Callable[[], Awaitable[None]], *, paced: bool = True) -> None:
        """Try a few times; what is `paced` waits for the end of a flood at the gate, in line."""
        for _ in range(3):
            try:
                await post()
                return
            except Flood as flood:
                if not paced:
                    await self._clock.sleep(flood.retry_after)
            except (Unreachable, Ambiguous):  # twice is better than never, for what is no result
                await self._clock.sleep(5)
        await post()

    async def _post(self, address: Address, message: Message) -> None:
        await self.post(address, message)

    async def edit_pause(self) -> None:
        """The wait after an edit that failed; a flood's own wait is the gate's."""
        await self._clock.sleep(2)

    def _watched(self, address: Address) -> _FloodWatch:
        return _FloodWatch(self._limiter, address)


class _FloodWatch:
    """Tells the gate of a flood that comes out of its block."""

    def __init__(self, limiter: RateLimiter, address: Address) -> None:
        self._limiter = limiter
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Flood):
            self._limiter.flooded(self._address, error.retry_after)
