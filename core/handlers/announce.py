"""One message to everybody: one after the other, stopped at any time, taken up after a restart."""

from __future__ import annotations

import asyncio
import json

import structlog

from core.chat import Address, Message
from core.clock import Clock
from core.language.phrases import plain
from core.outbox import Outbox
from core.store.store import Store, StoreUnavailable, Tx

log = structlog.get_logger(__name__)

NOTE = "announcement"
CLAIM = "announcement"
BATCH = 50
EVERY = 0.2
"""Seconds between two posts: a few a second leave the rest of the platform's rate to answers."""
RETRY = 30.0


class Announcer:
    """Tells everybody who has a private chat with the bot; where it stands is in a note."""

    def __init__(self, store: Store, outbox: Outbox, clock: Clock) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    async def begin(self, text: str) -> bool:
        """Start to tell it; False while another one is being told."""
        async with self._store.begin() as tx:
            await tx.serialise(NOTE)
            if await tx.intake.note(NOTE):
                return False
            await tx.intake.put_note(NOTE, json.dumps({"text": text, "after": 0}))
        self.resume()
        return True

    async def stop(self) -> bool:
        """Tell it to nobody more; False when nothing was being told."""
        async with self._store.begin() as tx:
            await tx.serialise(NOTE)
            running = bool(await tx.intake.note(NOTE))
            await tx.intake.drop_note(NOTE)
        return running

    def resume(self) -> None:
        """Go on where it stands, if something is being told."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop here; the next start goes on."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                async with self._store.claims.claimed(CLAIM) as mine:
                    if not mine:
                        return  # another process tells it
                    while await self._some():
                        pass
                return
            except StoreUnavailable as error:
                log.warning("announcement waits", error=str(error))
                await self._clock.sleep(RETRY)

    async def _some(self) -> bool:
        """Tell it to the next few people; False when nobody is left or it was stopped."""
        async with self._store.begin() as tx:
            told = json.loads(await tx.intake.note(NOTE) or "{}")
            people = await tx.projects.private_chats(told["after"], BATCH) if told else ()
            if told and not people:
                await tx.intake.drop_note(NOTE)
        for user, address in people:
            if not await self._one(user, address, told["text"]):
                return False
        return bool(people)

    async def _one(self, user: int, address: Address, text: str) -> bool:
        """Write down that this person is told, then tell them; False when it was stopped.

        In that order: after a crash somebody misses it, rather than everybody hearing it twice.
        """
        async with self._store.begin() as tx:
            if not await _advance(tx, user):
                return False
        if self._outbox.serves(address):
            await self._outbox.say(address, Message(plain(text)))
            await self._clock.sleep(EVERY)
        return True


async def _advance(tx: Tx, user: int) -> bool:
    await tx.serialise(NOTE)
    told = json.loads(await tx.intake.note(NOTE) or "{}")
    if not told:
        return False
    await tx.intake.put_note(NOTE, json.dumps(told | {"after": user}))
    return True
