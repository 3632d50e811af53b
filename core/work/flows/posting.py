"""One post of an answer as it goes out: words, a video or a file, or what stands in for them.

docs/decisions.md#what-users-see: where a video cannot be posted, a link with the reason, or the
person's private chat.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import structlog

from core.accounts import AccessError
from core.chat import (
    Activity,
    Address,
    Card,
    ChatError,
    File,
    Gone,
    Message,
    MessageRef,
    NoMedia,
    PostRejected,
    TooBig,
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
from core.store.records import Delivery, DeliveryState, Job, Post, ResultVideo, TextFile
from core.work.answers import replies
from core.work.answers.failures import is_disk_full
from core.work.answers.fetch import Preview
from core.work.answers.instead import DOWNLOAD, expired, instead, not_allowed
from core.work.answers.progress import ProgressMessage
from core.work.context import WorkContext

log = structlog.get_logger(__name__)

# A finished video is worth some patience; reading it again costs nothing.
FETCH_WAITS = (3.0, 15.0, 60.0)


class Kept(Exception):
    """The words about it are out; the video itself is kept for its person."""


class Posting:
    """Posts one part of an answer, where its person is; `repeat`: it may stand there already.

    `may_be_out` is awaited before each post: whoever finds that note can't know whether it was
    made.
    """

    def __init__(
        self,
        context: WorkContext,
        job: Job,
        part: Delivery,
        progress: ProgressMessage | None,
        heard: Address | None,
        begun: datetime,
        may_be_out: Callable[[], Awaitable[None]],
    ) -> None:
        """`heard` is where its person is now, to whom it is given late."""
        self._context = context
        self._job = job
        self._part = part
        self._progress = progress
        self._begun = begun
        self._may_be_out = may_be_out
        self._place = replace(heard, asked="", name=job.address.name) if heard else job.address
        self._lead = "result-kept" if heard is not None and part.part == 0 else ""
        self.repeat = part.state not in (DeliveryState.NEW, DeliveryState.KEPT)

    async def post(self) -> MessageRef:
        """Post it once; raises ChatError, and Kept where it waits for its person."""
        post = self._part.content
        if post.video is not None:
            return await self._send_video(post, post.video)
        if post.file is not None:
            return await self._send_text(post.message, post.file)
        return await self._send(post.message)

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

    async def _send_text(self, message: Message, file: TextFile) -> MessageRef:
        """A long text as a file; where none is taken, a word that there is more."""
        await self._may_be_out()
        data = file.text.encode()
        held = File(file.name, data, len(data))
        try:
            return await self._context.outbox.post_file(
                self._place, held, self._marked(message), nonce=self._nonce
            )
        except (PostRejected, TooBig) as error:
            log.info("no files there", job=self._job.id, reason=str(error))
            told = named(self._place, Message(say(self._job.language, "reply-cut")))
            return await self._send(told)

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
                marked = self._marked(message)
                if source.as_file:
                    file = File(video.name, video.path, video.size)
                    return await context.outbox.post_file(
                        self._place, file, marked, nonce=self._nonce
                    )
                return await context.outbox.post_video(
                    self._place, video, marked, nonce=self._nonce
                )
        except TokenRejected:
            await context.backend.accounts.renew(access)
            raise

    def move(self) -> bool:
        """Go on in the person's private chat; False where this is it, or there is none."""
        private = self._context.outbox.private(self._place)
        if private is None:
            return False
        self._place, self.repeat = private, False
        self._lead = self._lead or ("result-moved" if self._part.part == 0 else "")
        return True

    async def _without_videos(self, post: Post, source: ResultVideo) -> MessageRef:
        """Another way for a video, from a chat that takes words alone: in private, or a link."""
        job, here, lead, link = self._job, self._place, self._lead, source.links.get(DOWNLOAD, "")
        if self.move():
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
        raise Kept

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
        if not self.repeat or self._known_nonce():
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
