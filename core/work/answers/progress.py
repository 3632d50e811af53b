"""What a person sees of a running job: one message, edited in place, with a sign of life."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog

from core.buttons import ButtonAction, button
from core.chat import Activity, Button, Message
from core.clock import Clock
from core.config import Waits
from core.language.formats import duration, shortened
from core.language.phrases import plain, say
from core.outbox import Outbox
from core.progress import Progress, aside
from core.store.records import Job
from core.store.store import Store, StoreUnavailable, Tx

log = structlog.get_logger(__name__)

# A message of the bot's own takes it away, as the first word of its progress does.
ACTIVITY_AFTER = 1.0
ACTIVITY_EVERY = 4.0  # Telegram's lasts 5 s, Discord's 10 s (docs/platforms.md#telegram)
STREAM_TAIL = 1_500
# Letters of a request: where it is named, and where somebody is to see whether it was heard right.
NAMED = 60
QUOTED = 300


class ProgressMessage:
    """The progress message of one job, from its first word until its answer is posted."""

    def __init__(self, job: Job, outbox: Outbox, store: Store, clock: Clock, waits: Waits) -> None:
        self._job = job
        self._outbox = outbox
        self._store = store
        self._clock = clock
        self._waits = waits
        self._key = "progress-started"
        self._args: dict[str, str | int | float] = {}
        self._bar: float | None = None
        self._activity = Activity.TYPING
        self._text = ""
        self._quiet_since = clock.now()
        self._ticker: asyncio.Task[None] | None = None
        self._welcome = aside(outbox, job.address)

        async def keep(ref: object) -> None:
            try:
                async with store.begin() as tx:
                    await tx.jobs.set(job.id, progress=ref)
            except StoreUnavailable as error:
                log.warning("progress message not noted", job=job.id, error=str(error))

        self._progress = Progress(outbox, job.address, job.progress, keep, nonce=f"{job.id}.p")

    async def __aenter__(self) -> ProgressMessage:
        self._ticker = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._ticker is not None:
            self._ticker.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticker
        await self._progress.pause()

    def stage(
        self,
        key: str,
        *,
        bar: float | None = None,
        activity: Activity = Activity.TYPING,
        **args: str | int | float,
    ) -> None:
        """Say what is being done now, and show it; `bar` is how far along it is, 0 to 1."""
        self._activity = activity
        if key != self._key:
            self._quiet_since = self._clock.now()
        self._key, self._args, self._bar = key, args, bar
        self._progress.show(self._message)

    def stream(self, text: str) -> None:
        """Show more of the answer as it is being written."""
        self._text += text
        self._quiet_since = self._clock.now()
        self.stage("progress-writing")

    def welcome(self, text: str) -> None:
        """Say this in a message of its own that stays; no work waits for its being posted."""
        self._welcome.show(partial(Message, text))

    def wait(self, seconds: float) -> None:
        """Say that the backend asked for a pause."""
        self.stage("progress-rate-limited", time=duration(self._job.language, seconds))

    async def remove(self) -> None:
        """`away`, noted at once."""
        note = await self.away()
        async with self._store.begin() as tx:
            await note(tx)

    async def away(self) -> Callable[[Tx], Awaitable[None]]:
        """The answer is posted: the progress message has done its work, or goes on to the next.

        What this gives notes that, in whichever transaction comes next.
        """
        rest: Sequence[Job] = ()
        if self._job.request.part is not None:
            async with self._store.read() as tx:
                rest = await tx.jobs.rest_of(self._job)
        ref = await self._progress.leave() if rest else None
        if not rest:
            await self._progress.remove()

        async def note(tx: Tx) -> None:
            if ref is not None:
                await tx.jobs.set(rest[0].id, progress=ref)
            await tx.jobs.tidied(self._job.id)

        return note

    async def _tick(self) -> None:
        left = self._waits.tick
        await self._clock.sleep(ACTIVITY_AFTER)
        while True:
            shown = await self._outbox.activity(self._job.address, self._activity)
            # Left out, and its own words have to wait as well: too much is going on for typing.
            pause = ACTIVITY_EVERY if shown or not self._progress.waits else left
            await self._clock.sleep(pause)
            left -= pause
            if left <= 0:
                left = self._waits.tick
                self._progress.show(self._message)

    def _message(self) -> Message:
        language, now = self._job.language, self._clock.now()
        elapsed = now - self._job.created
        what = say(language, self._key, **self._args)
        if now - self._quiet_since >= timedelta(seconds=self._waits.still_working):
            line = say(
                language,
                "progress-still-working",
                time=duration(language, elapsed.total_seconds()),
            )
        elif elapsed < timedelta(seconds=3):
            line = what
        else:
            line = say(
                language,
                "progress-line",
                what=what,
                time=duration(language, elapsed.total_seconds()),
            )
        if (part := self._job.request.part) is not None:
            line = say(language, "progress-part", n=part.n, of=part.of, what=line)
        blocks = [self._tail()] if self._text else self._quote()
        text = "\n\n".join([*blocks, line])
        return Message(text, buttons=(self._cancel(),), progress=self._bar)

    def _quote(self) -> list[str]:
        """What was understood of somebody's voice, until the answer itself shows that."""
        heard = self._job.request.heard
        words = plain(shortened(heard, QUOTED))
        return [say(self._job.language, "voice-heard", words=words)] if heard else []

    def _tail(self) -> str:
        if len(self._text) <= STREAM_TAIL:
            return self._text.rstrip()
        return "…" + self._text[-STREAM_TAIL:].rstrip()

    def _cancel(self) -> tuple[Button, ...]:
        label = say(self._job.language, "button-stop" if self._text else "button-cancel")
        return (button(label, ButtonAction.CANCEL, self._job.id),)
