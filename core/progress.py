"""The one message of a job that tells how far it is, edited in place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

import structlog

from core.chat import (
    Address,
    Ambiguous,
    ChatError,
    Flood,
    Message,
    MessageGone,
    MessageRef,
    Unreachable,
)
from core.outbox import Outbox, named

log = structlog.get_logger(__name__)

# Progress messages of one job that may stand in a chat for ever, each posted by a broken call.
STRAYS = 2
# Seconds between words about a job where nothing can be edited.
UNEDITED = 120.0

KeepRef = Callable[[MessageRef], Awaitable[None]]


class Progress:
    """A silent message edited in place; only the newest version is worth an edit."""

    def __init__(
        self,
        outbox: Outbox,
        address: Address,
        ref: MessageRef | None,
        keep: KeepRef,
        nonce: str = "",
    ) -> None:
        """`ref`: where it stands already. `keep` makes it durable once it is posted.

        With the `nonce` of one that was posted and not kept the platform gives that one, where it
        can.
        """
        self._outbox = outbox
        self._address = address
        self._ref = ref
        self._keep = keep
        self._nonce = nonce
        self._shown: Message | None = None
        self._build: Callable[[], Message] = partial(Message, "")
        self._asked = self._told = 0
        self._task: asyncio.Task[None] | None = None
        self._first: asyncio.Task[None] | None = None
        self._removed = False
        self._strays = 0
        self._again: float | None = None

    def show(self, build: Callable[[], Message]) -> None:
        """Let it read like this as soon as the pace allows; nothing once it was removed.

        It is put into words when its turn has come: most of what happens is never shown.
        """
        if self._removed or not self._worth_showing():
            return
        self._build = build
        self._asked += 1
        if not self.waits:
            self._task = self._outbox.write(self._catch_up())

    def _worth_showing(self) -> bool:
        """Where nothing can be edited every word is a message more: a few must do."""
        if self._outbox.can_edit(self._address):
            return True
        if self._again is not None and self._outbox.monotonic() < self._again:
            return False
        self._again = self._outbox.monotonic() + UNEDITED
        self._ref, self._nonce = None, self._nonce if self._ref is None else ""
        return True

    @property
    def waits(self) -> bool:
        """Whether something of it waits for its turn to be shown."""
        return self._task is not None and not self._task.done()

    async def remove(self) -> None:
        """Stop editing and take the message away for good: the final one has been posted."""
        self._removed = True
        await self.pause()
        if self._ref is not None:
            await self._outbox.delete(self._address, self._ref)
            self._ref = None

    async def leave(self) -> MessageRef | None:
        """Stop editing for good and leave the message to another; None where there is none."""
        self._removed = True
        await self.pause()
        return self._ref

    async def pause(self) -> None:
        """Stop editing and leave the message as it is.

        A first post under way is waited for: cut off, it would stay in the chat for ever.
        """
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._first is not None and not self._first.done():
            with suppress(ChatError):
                await self._first

    async def _catch_up(self) -> None:
        await self._write()
        self._task = None  # what has ended is not held for as long as the job lasts

    async def _write(self) -> None:
        while self._told != self._asked:
            try:
                await self._put()
            except MessageGone:
                self._ref, self._nonce = None, ""  # the same one again would be as gone
                continue
            except Ambiguous:
                if self._ref is None and self._lost():
                    return
                await self._outbox.edit_pause()
                continue
            except (Flood, Unreachable):
                await self._outbox.edit_pause()
                continue
            except ChatError as error:
                log.info("progress ends", chat=self._address.conversation, error=repr(error))
                return

    def _lost(self) -> bool:
        """A first post that nobody can find again: after a second one, no more of them."""
        self._strays += 1
        self._removed = self._strays >= STRAYS
        if self._removed:
            log.warning("progress given up", chat=self._address.conversation)
        return self._removed

    async def _put(self) -> None:
        if self._shown is not None and self._build() == self._shown:
            self._told = self._asked
            return
        await self._outbox.progress_turn(self._address, edit=self._ref is not None)
        asked, message = self._asked, self._build()  # the newest, however long the wait was
        if self._ref is not None:
            shown = named(self._address, message)
            await self._outbox.edit_now(self._address, self._ref, shown)
        else:
            self._first = self._outbox.write(self._begin(message))
            await asyncio.shield(self._first)
            self._first = None
        self._shown, self._told = message, asked

    async def _begin(self, message: Message) -> None:
        page = self._outbox.pages(self._address, message)[0]
        self._ref = await self._outbox.post_now(self._address, page, silent=True, nonce=self._nonce)
        await self._keep(self._ref)


def aside(outbox: Outbox, address: Address) -> Progress:
    """A silent message that is worth no waiting for, and that stays."""

    async def forget(_ref: MessageRef) -> None:
        return None

    return Progress(outbox, address, None, forget)
