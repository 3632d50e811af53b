"""What arrives is written down, then settled per conversation and handed on in order."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine, Iterable
from datetime import datetime
from typing import Any

import structlog

from core.chat import Incoming
from core.clock import Clock
from core.config import Waits
from core.inbox.backlog import Backlog
from core.inbox.flood import Flood
from core.inbox.group import Group, group, is_cancel, is_immediate
from core.inbox.handler import Handler
from core.inbox.waiting import WaitingRows
from core.store.store import Store, StoreUnavailable

log = structlog.get_logger(__name__)

TRIES = 3
RETRY_WAIT = 2.0
# How long a /cancel waits for the request in hand, so that it finds what it is to stop.
CANCEL_WAIT = 1.0
# Another gateway settles the conversation: it may have looked before our message was there.
ELSEWHERE_WAIT = 0.3
# How soon a gateway takes up what one that died had in hand.
SWEEP_EVERY = 5.0


class Inbox:
    """Settles conversations; each has one task while something of it waits.

    Several gateways may take in messages of one conversation: whoever has its claim settles it.

    Immediate requests (most commands and presses) run in tasks of their own, so that no slow
    answer keeps a /cancel waiting; the others are handed on one by one, in order. What is said
    after a /cancel waits for it, or it would be cancelled too.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        waits: Waits,
        handler: Handler,
        platforms: Collection[str],
    ) -> None:
        self._store = store
        self._clock = clock
        self._waits = waits
        self._handler = handler
        self._backlog = Backlog(store, clock, waits)
        self._platforms = platforms
        self._settling: dict[str, asyncio.Task[None]] = {}
        self._arrived: dict[str, asyncio.Event] = {}
        self._rows = WaitingRows(store, clock)
        self._flood = Flood()
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand: dict[str, asyncio.Task[None]] = {}
        self._cancels: dict[str, set[asyncio.Task[None]]] = {}
        self._sweeping: asyncio.Task[None] | None = None
        self._closed = False

    async def receive(self, item: Incoming) -> bool:
        """Write it down; when this returns it may be acknowledged. False: seen before.

        One of a flood is acknowledged and left out (`core.inbox.flood`). Raises StoreUnavailable
        when it could not be written: then it must not be acknowledged.
        """
        conversation = item.address.conversation
        try:
            async with self._store.begin() as tx:
                if item.edits and await tx.intake.reword(item, self._busy):
                    self._rows.forget(conversation)
                    return True
                if not self._flood.takes(item, await tx.intake.waiting(conversation)):
                    self._flood.leave_out(item, self._clock.now())
                    return True
                row = await tx.intake.add(item, self._clock.now())
        finally:
            # In any case: it may have been written although we were not told so.
            self._wake(conversation)
        return row is not None

    async def resume(self) -> None:
        """Take up what waits since before the start, where it can be answered from here."""
        async with self._store.read() as tx:
            conversations = await tx.intake.open_conversations()
        self.look(conversations)
        if self._store.claims.shared and not self._closed:
            self._sweeping = asyncio.create_task(self._sweep())

    def look(self, conversations: Iterable[str]) -> None:
        """Settle these, but for those of a platform that this process does not serve."""
        for conversation in conversations:
            if conversation.split("/", 1)[0] in self._platforms:
                self._wake(conversation)

    async def _sweep(self) -> None:
        """What another gateway took in and did not live to settle is settled here."""
        while True:
            await self._clock.sleep(SWEEP_EVERY)
            try:
                async with self._store.read() as tx:
                    conversations = await tx.intake.open_conversations()
            except StoreUnavailable as error:
                log.error("database unavailable", error=str(error))
                continue
            self.look(conversations)

    async def close(self) -> None:
        """Stop; what waits is taken up at the next start."""
        self._closed = True
        tasks = [*self._settling.values(), *self._tasks, *self._in_hand.values()]
        if self._sweeping is not None:
            tasks.append(self._sweeping)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _wake(self, conversation: str) -> None:
        if self._closed:
            return
        self._arrived.setdefault(conversation, asyncio.Event()).set()
        if conversation not in self._settling:
            task = asyncio.create_task(self._settle(conversation))
            self._settling[conversation] = task

    async def _settle(self, conversation: str) -> None:
        arrived = self._arrived[conversation]
        try:
            while True:
                arrived.clear()
                try:
                    due = await self._hand_on(conversation)
                    if due is None:
                        due = await self._tell_flood(conversation)
                except StoreUnavailable as error:
                    log.error("database unavailable", conversation=conversation, error=str(error))
                    due = RETRY_WAIT
                except Exception:
                    # Whatever it is: the rows are there, and other conversations go on.
                    log.exception("conversation not settled", conversation=conversation)
                    due = RETRY_WAIT
                if due is None and not arrived.is_set():
                    return
                await self._wait(arrived, due)
        finally:
            del self._settling[conversation]
            del self._arrived[conversation]
            self._rows.forget(conversation)

    async def _tell_flood(self, conversation: str) -> float | None:
        """Say once how much of a flood was left out; in how many seconds, while it goes on."""
        rests = self._flood.rests(conversation, self._clock.now())
        if rests == 0:
            newest, count = self._flood.told(conversation)
            log.warning("flood", conversation=conversation, left_out=count)
            await self._handler.flooded(newest, count)
            return None
        return rests

    async def _hand_on(self, conversation: str) -> float | None:
        """Hand on what is complete; seconds until more is, None when nothing waits."""
        async with self._store.claims.claimed(f"settle/{conversation}") as mine:
            return await self._hand_on_mine(conversation) if mine else ELSEWHERE_WAIT

    async def _hand_on_mine(self, conversation: str) -> float | None:
        ready, due = await self._look(conversation)
        left: list[Group] = []
        for request in ready:
            if is_immediate(request.first):
                self._start_beside(conversation, request)
            elif await self._backlog.takes(request):
                if left:
                    # Told before what came later is begun: after a start in between they would be
                    # taken up behind it, in the project that a /new had made.
                    await self._leave(left)
                    left = []
                await self._in_line(conversation, request)
            else:
                left.append(request)
        if left and (rests := self._backlog.rests(left)) is not None:
            due = rests if due is None else min(due, rests)
        elif left:
            await self._leave(left)
        if due is None:
            return None
        return max(0.0, (due - self._clock.now()).total_seconds())

    async def _leave(self, left: list[Group]) -> None:
        """More than is taken up at a start: one message tells of all that a /cancel has left."""
        async with self._store.read() as tx:
            still = [request for request in left if await tx.intake.are_open(request.rows)]
        if still:
            log.info("requests left out", conversation=_lane(still[-1]), count=len(still))
            await self._handler.leave_out(still[-1], len(still))
        async with self._store.begin() as tx:
            await tx.intake.consume(row for request in left for row in request.rows)

    async def _look(self, conversation: str) -> tuple[list[Group], datetime | None]:
        """What is complete and in nobody's hand, and when to look again for the rest."""
        waiting, lost = await self._rows.look(conversation, self._busy)
        for each in lost:
            self._start_beside(conversation, Group([each]), failures=TRIES)
        return group(waiting, self._clock.now(), self._waits)

    async def _in_line(self, conversation: str, request: Group) -> None:
        """Handle a request; what waits for nothing and arrives meanwhile is not kept waiting."""
        arrived = self._arrived[conversation]
        self._busy.update(request.rows)
        task = asyncio.create_task(self._after_cancels(conversation, request))
        self._in_hand[conversation] = task
        interrupted = arrived.is_set()
        try:
            while not task.done():
                arrived.clear()
                await _first_of(_done(task), arrived.wait())
                if arrived.is_set() and not task.done():
                    interrupted = True
                    for other in (await self._look(conversation))[0]:
                        if is_immediate(other.first):
                            self._start_beside(conversation, other)
            await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            del self._in_hand[conversation]
            self._busy.difference_update(request.rows)
            if interrupted:
                arrived.set()

    async def _after_cancels(self, conversation: str, request: Group) -> None:
        if cancels := self._cancels.get(conversation):
            await asyncio.wait(cancels)
        await self._attempt(request)

    def _start_beside(self, conversation: str, request: Group, *, failures: int = 0) -> None:
        self._busy.update(request.rows)
        stops = is_cancel(request.first)
        before = self._in_hand.get(conversation) if stops else None
        task = asyncio.create_task(self._beside(request, before, failures))
        sets = [self._tasks]
        if stops:
            sets.append(self._cancels.setdefault(conversation, set()))
        for each in sets:
            each.add(task)

        def ended(done: asyncio.Task[None]) -> None:
            for each in sets:
                each.discard(done)
            if stops and not self._cancels.get(conversation, True):
                del self._cancels[conversation]

        task.add_done_callback(ended)

    async def _beside(
        self, request: Group, before: asyncio.Task[None] | None, failures: int
    ) -> None:
        """Handle what waits for nothing, unless another gateway has it in hand, or had."""
        try:
            if before is not None:
                await _first_of(_done(before), self._clock.sleep(CANCEL_WAIT))
            async with self._store.claims.claimed(f"row/{request.rows[0]}") as mine:
                if mine and await self._waits_still(request):
                    await self._attempt(request, failures)
        except StoreUnavailable as error:
            log.error("database unavailable", rows=request.rows, error=str(error))
        finally:
            self._busy.difference_update(request.rows)

    async def _waits_still(self, request: Group) -> bool:
        async with self._store.read() as tx:
            return await tx.intake.are_open(request.rows)

    async def _attempt(self, request: Group, failures: int = 0) -> None:
        """Handle a request; one that keeps failing is apologised for, logged and dropped.

        A database that is unavailable is no failure of the request: it is waited for.
        """
        while True:
            try:
                if failures < TRIES:
                    await self._handler.handle(request)
                else:
                    await self._give_up(request)
                return
            except StoreUnavailable as error:
                log.error("database unavailable", rows=request.rows, error=str(error))
                await self._clock.sleep(RETRY_WAIT)
            except Exception:
                failures += 1
                log.exception("request not handled", rows=request.rows, tries=failures)
                await self._clock.sleep(RETRY_WAIT * failures)

    async def _give_up(self, request: Group) -> None:
        await self._handler.apologise(request)
        async with self._store.begin() as tx:
            await tx.intake.consume(request.rows)

    async def _wait(self, arrived: asyncio.Event, seconds: float | None) -> None:
        """Until something arrives, or the time has passed."""
        if seconds is not None:
            await _first_of(arrived.wait(), self._clock.sleep(seconds))


async def _done(task: asyncio.Task[None]) -> None:
    await asyncio.wait((task,))


async def _first_of(*waits: Coroutine[Any, Any, object]) -> None:
    tasks = [asyncio.create_task(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _lane(request: Group) -> str:
    return request.first.address.conversation
