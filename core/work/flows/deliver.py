"""Telling the answer: each post once, or visibly marked as a possible repeat.

docs/decisions.md#work-that-survives. `delivering` is committed before the post. What was
surely not posted goes back to `new`; whatever finds `delivering` there may be a repeat: it goes
out under the same nonce while the platform still knows that, and marked otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import structlog

from core.accounts import AccessError
from core.chat import (
    Activity,
    Address,
    Ambiguous,
    Card,
    ChatError,
    ChatKind,
    Flood,
    Gone,
    Message,
    MessageRef,
    NoMedia,
    PostRejected,
    TooBig,
    Unreachable,
)
from core.language import formats
from core.language.phrases import say
from core.nemo.errors import (
    MalformedAnswer,
    NemoError,
    RateLimited,
    Refused,
    TokenRejected,
    TooSlow,
)
from core.outbox import named
from core.store.records import Delivery, DeliveryState, Job, Post, ResultVideo
from core.store.retry import until_stored
from core.work.answers import replies
from core.work.answers.failures import is_disk_full
from core.work.answers.fetch import Preview
from core.work.answers.instead import DOWNLOAD, expired, instead, not_allowed
from core.work.answers.progress import ProgressMessage
from core.work.context import WorkContext

log = structlog.get_logger(__name__)

# Seconds between tries of unknown fate, some ten minutes in all: a broken line is mended by then,
# or nobody knows when. Each may have been posted, so they are few.
DOUBT_WAITS = (5.0, 30.0, 60.0, 180.0, 300.0)
# A process that died while posting may have died before the post: that counts for less than the
# platform's own doubtful answer, but a post that kills its process is not tried for ever.
TRIES = 10
# With those that follow when the conversation is heard of again.
ALL_TRIES = 20
WAIT = 5.0
LONGEST_WAIT = 300.0
# A finished video is worth some patience; reading it again costs nothing.
FETCH_WAITS = (3.0, 15.0, 60.0)
# However old an answer seems after a start: the wall clock alone takes none away.
LEAST = 3600.0
OPEN = (DeliveryState.NEW, DeliveryState.DELIVERING)


async def deliver(context: WorkContext, job: Job, progress: ProgressMessage) -> None:
    """Post what the job came to, part by part, then take its progress message away."""
    async with context.store.begin() as tx:
        parts = await tx.parts.deliveries(job.id)
    arrives = True
    for part in parts:
        if part.state in OPEN:
            state = await _Part(context, job, progress, part).deliver()
            arrives = arrives and state is DeliveryState.DONE
            if state in (DeliveryState.UNDELIVERABLE, DeliveryState.KEPT):
                await _leave(context, job, state)
                break
    if arrives:
        await post_again(context, job.lane)
    await progress.remove()
    await context.ledger.finish(job)


async def post_again(context: WorkContext, lane: str) -> None:
    """Post what may never have arrived in a conversation once more, marked as a possible repeat.

    Called where the conversation is heard of, or something has just been posted there.
    """
    if not await _doubtful(context, lane):
        return
    async with context.store.claims.claimed(f"doubtful/{lane}") as mine:
        for part in await _doubtful(context, lane) if mine else ():
            job = await context.ledger.get(part.job)
            if not await _Part(context, job, None, part).once():
                return


async def give_kept(context: WorkContext, heard: Address) -> None:
    """Give somebody, where they are heard of, what could not be posted when it was ready.

    In a group only what was asked there.
    """
    if not await _kept(context, heard):
        return
    async with context.store.claims.claimed(f"kept/{heard.person}") as mine:
        for part in await _kept(context, heard) if mine else ():
            job = await context.ledger.get(part.job)
            if not await _Part(context, job, None, part, heard).once():
                return


async def _kept(context: WorkContext, heard: Address) -> Sequence[Delivery]:
    lane = None if heard.kind is ChatKind.PRIVATE else heard.conversation
    async with context.store.begin() as tx:
        return await tx.parts.kept(heard.person, lane)


async def _doubtful(context: WorkContext, lane: str) -> Sequence[Delivery]:
    async with context.store.begin() as tx:
        return await tx.parts.doubtful(lane)


async def undeliverable(context: WorkContext, job: Job) -> None:
    """Nothing more of the job's answer is posted."""
    await _leave(context, job, DeliveryState.UNDELIVERABLE)


async def _leave(context: WorkContext, job: Job, to: DeliveryState) -> None:
    log.warning("answer not posted", job=job.id, conversation=job.lane, state=to)
    async with context.store.begin() as tx:
        for part in await tx.parts.deliveries(job.id):
            await tx.parts.step_delivery(job.id, part.part, OPEN, to)


class _Kept(Exception):
    """The words about it are out; the video itself is kept for its person."""


class _Part:
    """One post, until it is out or cannot be."""

    def __init__(
        self,
        context: WorkContext,
        job: Job,
        progress: ProgressMessage | None,
        part: Delivery,
        heard: Address | None = None,
    ) -> None:
        """`heard` is where its person is now, to whom it is given late."""
        self._context = context
        self._job = job
        self._progress = progress
        self._part = part
        now = context.clock.now()
        self._begun = part.begun or now
        self._until = context.clock.monotonic() + self._left((now - self._begun).total_seconds())
        self._place = replace(heard, asked="", name=job.address.name) if heard else job.address
        self._lead = "result-kept" if heard is not None and part.part == 0 else ""
        self._repeat = part.state not in (DeliveryState.NEW, DeliveryState.KEPT)
        again = part.state in (DeliveryState.DOUBTFUL, DeliveryState.KEPT)
        self._posting = DeliveryState.DOUBTFUL if again else DeliveryState.DELIVERING
        self._tries = part.tries
        self._doubts = 0
        self._wait = WAIT

    async def deliver(self) -> DeliveryState:
        """What came of it; after UNDELIVERABLE nothing more can be posted there.

        A part that may have been posted six times is left at that for now (`post_again`).
        """
        context = self._context
        while self._doubts <= len(DOUBT_WAITS) and self._tries < TRIES:
            if self._too_late():
                return DeliveryState.UNDELIVERABLE
            try:
                ref = await self._post()
            except (Flood, Unreachable) as error:
                # Surely not posted: what comes next is no repeat of this try.
                back = DeliveryState.DELIVERING if self._repeat else DeliveryState.NEW
                await self._step(back, tries=self._tries)
                await self._pause(error)
            except Ambiguous as error:
                self._tries += 1
                self._repeat = True
                await self._doubt(error)
            except (Gone, _Kept) as error:
                log.info("nothing more there", job=self._job.id, reason=str(error))
                if isinstance(error, _Kept) or not self._move():
                    await self._step(DeliveryState.KEPT)
                    return DeliveryState.KEPT
            except ChatError as error:
                log.error("post refused", job=self._job.id, error=repr(error))
                return DeliveryState.UNDELIVERABLE
            else:
                # Lost, this note would make the next run post it again.
                done = partial(self._step, DeliveryState.DONE, message_ref=ref)
                await until_stored(context.clock, done)
                return DeliveryState.DONE
        log.warning("may not have been posted", job=self._job.id, part=self._part.part)
        await self._step(DeliveryState.DOUBTFUL)
        return DeliveryState.DOUBTFUL

    async def once(self) -> bool:
        """One more try of what is doubtful; True when it is out, or never will be."""
        try:
            ref = await self._post()
        except (Flood, Unreachable) as error:
            log.info("post not out yet", job=self._job.id, error=repr(error))
            await self._step(self._part.state, tries=self._tries)
            return False
        except (Gone, _Kept) as error:
            log.info("still nothing there", job=self._job.id, reason=str(error))
            await self._step(DeliveryState.KEPT)
            return False
        except Ambiguous as error:
            log.info("post not known to be out", job=self._job.id, error=repr(error))
            if self._tries + 1 < ALL_TRIES:
                return False
            log.error("never known to be posted", job=self._job.id, part=self._part.part)
        except ChatError as error:
            log.error("post refused", job=self._job.id, error=repr(error))
        else:
            await until_stored(
                self._context.clock, partial(self._step, DeliveryState.DONE, message_ref=ref)
            )
            return True
        await self._step(DeliveryState.UNDELIVERABLE)
        return True

    def _left(self, age: float) -> float:
        """Seconds to go on trying; a wall clock that jumped, or a long night, leaves an hour."""
        limit = self._context.waits.delivery_limit
        return min(limit, max(limit - age, LEAST))

    def _too_late(self) -> bool:
        return self._context.clock.monotonic() > self._until

    async def _doubt(self, error: ChatError) -> None:
        """Wait after each try of unknown fate but the last, longer every time."""
        if self._doubts < len(DOUBT_WAITS):
            log.info("post not known to be out", job=self._job.id, error=repr(error))
            await self._context.clock.sleep(DOUBT_WAITS[self._doubts])
        self._doubts += 1

    async def _pause(self, error: ChatError) -> None:
        log.info("post not out yet", job=self._job.id, error=repr(error))
        if isinstance(error, Flood):
            await self._context.clock.sleep(error.retry_after)
            return
        await self._context.clock.sleep(self._wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT)

    async def _step(self, to: DeliveryState, **columns: object) -> None:
        expected = OPEN if self._posting in OPEN else (DeliveryState.DOUBTFUL, DeliveryState.KEPT)
        async with self._context.store.begin() as tx:
            await tx.parts.step_delivery(self._job.id, self._part.part, expected, to, **columns)

    async def _may_be_out(self) -> None:
        """Committed before a post: whoever finds it there can't know whether it was made."""
        await self._step(self._posting, tries=self._tries + 1, begun=self._begun)

    async def _post(self) -> MessageRef:
        post = self._part.content
        if post.video is None:
            return await self._send(post.message)
        return await self._send_video(post, post.video)

    async def _send(self, message: Message) -> MessageRef:
        await self._may_be_out()
        outbox, marked = self._context.outbox, self._marked(message)
        try:
            return await outbox.post(self._place, marked, nonce=self._nonce)
        except PostRejected as error:
            # Surely not posted. The words are worth more than their looks, buttons and place.
            log.error("post refused, tried bare", job=self._job.id, error=repr(error))
            place = replace(self._place, asked="")
            return await outbox.post(place, replies.bare(marked), nonce=self._nonce)

    async def _send_video(self, post: Post, source: ResultVideo) -> MessageRef:
        context, job = self._context, self._job
        limit = context.outbox.chat(self._place).upload_limit(self._place)
        if self._progress is not None:
            self._progress.stage("progress-delivering", activity=Activity.SENDING_VIDEO)
        await context.outbox.activity(self._place, Activity.SENDING_VIDEO)
        waits = list(FETCH_WAITS) if self._part.state is not DeliveryState.KEPT else []
        while True:
            try:
                return await self._post_video(post, source, limit)
            except TooBig as error:
                told = instead(job, self._place, post, source, error.limit)
                return await self._send(await self._with_card(told, source))
            except NoMedia as error:
                log.info("no videos there", job=job.id, reason=str(error))
                return await self._without_videos(post, source)
            except (NemoError, AccessError, PostRejected, OSError) as error:
                log.warning("video not posted", job=job.id, error=repr(error))
                if isinstance(error, MalformedAnswer):
                    del waits[1:]  # a page in place of the video seldom becomes one
                if waits and _may_pass(error):
                    pause = error.retry_after if isinstance(error, RateLimited) else 0.0
                    await context.clock.sleep(max(waits.pop(0), pause))
                    continue
                if self._part.state is DeliveryState.KEPT:
                    return await self._send(expired(job, self._place, post))
                full = is_disk_full(error) or is_disk_full(error.__cause__)
                told = instead(job, self._place, post, source, None, disk_full=full)
                return await self._send(told)

    async def _post_video(self, post: Post, source: ResultVideo, limit: int) -> MessageRef:
        context, job = self._context, self._job
        access = await context.projects.access(await context.projects.get(job.project))
        try:
            async with context.files.fetch.video(access, source, limit) as video:
                text = replies.caption(
                    job,
                    title=source.title,
                    seconds=video.seconds,
                    count=video.size,
                    links=source.links,
                )
                message = replace(post.message, text=text)
                await self._may_be_out()
                return await context.outbox.post_video(
                    self._place, video, self._marked(message), nonce=self._nonce
                )
        except TokenRejected:
            await context.backend.accounts.renew(access)
            raise

    def _move(self) -> bool:
        """Go on in the person's private chat; False where this is it, or there is none."""
        private = self._context.outbox.private(self._place)
        if private is None:
            return False
        self._place, self._repeat = private, False
        self._lead = self._lead or ("result-moved" if self._part.part == 0 else "")
        return True

    async def _without_videos(self, post: Post, source: ResultVideo) -> MessageRef:
        """Another way for a video, from a chat that takes words alone: in private, or a link."""
        job, here, lead, link = self._job, self._place, self._lead, source.links.get(DOWNLOAD, "")
        if self._move():
            limit = self._context.outbox.chat(here).upload_limit(self._place)
            try:
                ref = await self._post_video(post, source, limit)
            except (Gone, PostRejected, TooBig, NemoError, AccessError, OSError) as error:
                log.info("video not in private either", job=job.id, error=repr(error))
                self._place, self._lead = here, lead
            else:
                await self._point(here, "export-sent-privately")
                return ref
        if link:
            return await self._send(not_allowed(job, here, post, link))
        await self._point(here, "export-waits-for-you")
        raise _Kept

    async def _point(self, here: Address, key: str) -> None:
        """Say where the video is, if that much is allowed."""
        message = named(here, Message(say(self._job.language, key)))
        try:
            await self._context.outbox.post(here, message)
        except ChatError as error:
            log.info("no word about it either", job=self._job.id, error=repr(error))

    async def _with_card(self, message: Message, source: ResultVideo) -> Message:
        """The message with a card of the linked video, where the platform shows cards."""
        context, language = self._context, self._job.language
        link = source.links.get(DOWNLOAD, "")
        if not link or not context.outbox.chat(self._place).shows_cards:
            return message
        seen = Preview(seconds=source.seconds)
        try:
            project = await context.projects.get(self._job.project)
            access = await context.projects.access(project)
            seen = await context.files.fetch.preview(access, source)
        except (NemoError, AccessError, OSError) as error:
            log.info("card without a picture", job=self._job.id, error=repr(error))
        facts = [formats.duration(language, seen.seconds)] if seen.seconds else []
        facts += [formats.size(language, seen.size)] if seen.size else []
        card = Card(source.title or source.name, link, " · ".join(facts), seen.picture)
        return replace(message, card=card)

    def _marked(self, message: Message) -> Message:
        """The message, with a word about it when it may be there already."""
        if self._lead:
            text = f"{say(self._job.language, self._lead)}\n\n{message.text}"
            led = replace(message, text=text)
            # A full page has no room for it.
            message = led if len(self._context.outbox.pages(self._place, led)) == 1 else message
        if not self._repeat or self._known_nonce():
            return message
        mark = say(self._job.language, "recovery-duplicate")
        return replace(message, text=f"{mark}\n{message.text}")

    def _known_nonce(self) -> bool:
        age = (self._context.clock.now() - self._begun).total_seconds()
        return 0 <= age < self._context.outbox.chat(self._place).repeats_nonce()

    @property
    def _nonce(self) -> str:
        return f"{self._job.id}.{self._part.part}"


def _may_pass(error: Exception) -> bool:
    """Whether reading the video again may help: no definite no, but for a token that is renewed."""
    if isinstance(error, TokenRejected):
        return True
    if isinstance(error, RateLimited):
        return error.bearable
    return isinstance(error, NemoError) and not isinstance(error, Refused | TooSlow)
