"""A platform of our own: core's `Chat`, which keeps what was posted and fails when told to."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from core.chat import (
    Activity,
    Address,
    Attachment,
    AttachmentGone,
    AttachmentTooBig,
    Button,
    ChatKind,
    Download,
    File,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    TooBig,
    Video,
)
from core.clock import Clock

Call = Literal[
    "send", "send_video", "send_file", "send_picture", "edit", "delete", "whisper", "open", "answer"
]
PLATFORM = "bench"
BLOCK = 4096


@dataclass(slots=True)
class Posted:
    """A message of the bot's: as it reads now, and as it read before."""

    ref: MessageRef
    address: Address
    message: Message
    silent: bool
    nonce: str
    at: float
    video: bytes | None = None
    file: File | None = None
    picture: bytes | None = None
    history: list[Message] = field(default_factory=list)
    deleted: bool = False

    @property
    def text(self) -> str:
        """The words of it."""
        return self.message.text

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button under it."""
        return tuple(button for row in self.message.buttons for button in row)

    def button(self, label: str) -> Button:
        """The button that reads like this."""
        return next(button for button in self.buttons if button.label == label)


@dataclass(frozen=True, slots=True)
class Whispered:
    """Something that one person alone was told."""

    address: Address
    message: Message
    answer: str

    @property
    def text(self) -> str:
        """The words of it."""
        return self.message.text


@dataclass(frozen=True, slots=True)
class Held:
    """A file that lies on the platform: its bytes, what is announced, what goes wrong."""

    data: bytes
    announced: int | None
    fails: Exception | None = None
    breaks_at: int | None = None


class RecordingChat:
    """Posts into a list; `fail` makes the next calls raise, `hold` makes one wait."""

    platform = PLATFORM
    hears_mentions = True
    shows_cards = True
    can_edit = True
    pace = Pace()

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.posted: list[Posted] = []
        self.whispers: list[Whispered] = []
        self.activities: list[Activity] = []
        self.calls: list[tuple[float, Call, Address]] = []
        self.files: dict[str, Held] = {}
        self.opened: list[str] = []
        self.page_limit = 0
        self.largest_upload = 50_000_000
        self.largest_download: int | None = 20_000_000
        self.nonce_seconds = 0.0
        self._failures: dict[Call, deque[tuple[Exception | None, bool]]] = defaultdict(deque)
        self._gates: dict[Call, asyncio.Event] = {}

    # -- what a test arranges

    def fail(self, call: Call, *errors: Exception, posts: bool = False) -> None:
        """The next calls raise these, one each; with `posts` they take effect all the same."""
        self._failures[call].extend((error, posts) for error in errors)

    def fail_answers(self, *errors: Exception | None, posts: bool = False) -> None:
        """The next answers (posts aloud with a nonce) raise these; None stands for success."""
        self._failures["answer"].extend((error, posts) for error in errors)

    def heal(self, call: Call) -> None:
        """The next calls go well."""
        self._failures[call].clear()

    def hold(self, call: Call) -> asyncio.Event:
        """Calls wait in the middle, after they took effect, until this event is set."""
        return self._gates.setdefault(call, asyncio.Event())

    def waiting_failures(self, call: Call) -> int:
        """How many failures have not been met yet."""
        return len(self._failures[call])

    # -- what a test looks at

    @property
    def standing(self) -> list[Posted]:
        """What stands in the chats now, oldest first."""
        return [post for post in self.posted if not post.deleted]

    @property
    def finals(self) -> list[Posted]:
        """What stands there and was posted aloud."""
        return [post for post in self.standing if not post.silent]

    @property
    def progress(self) -> list[Posted]:
        """Progress messages that still stand there."""
        return [p for p in self.standing if p.silent and any(b.data[:2] == "c:" for b in p.buttons)]

    def find(self, ref: MessageRef) -> Posted | None:
        """The message, if it stands there."""
        return next((post for post in self.standing if post.ref == ref), None)

    # -- core.chat.Chat

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        if not self.page_limit or len(message.text) <= self.page_limit:
            return (message,)
        step = self.page_limit
        texts = [message.text[n : n + step] for n in range(0, len(message.text), step)]
        return [*(Message(text) for text in texts[:-1]), replace(message, text=texts[-1])]

    def private(self, address: Address) -> Address | None:
        if address.kind is ChatKind.PRIVATE:
            return None
        return Address(address.platform, address.bot, address.user, address.user)

    def upload_limit(self, address: Address) -> int:
        return self.largest_upload

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        async with self._call("send", address, answer=bool(nonce) and not silent):
            return self._post(address, message, silent=silent, nonce=nonce).ref

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        async with self._call("send_video", address, answer=bool(nonce)):
            if video.size > self.largest_upload:
                raise TooBig(self.largest_upload)
            data = await asyncio.to_thread(video.path.read_bytes)
            return self._post(address, message, silent=False, nonce=nonce, video=data).ref

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        async with self._call("send_file", address, answer=bool(nonce)):
            if file.size > self.largest_upload:
                raise TooBig(self.largest_upload)
            held = replace(file, content=await asyncio.to_thread(_read, file))
            post = self._post(address, message, silent=False, nonce=nonce)
            post.file = held
            return post.ref

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        async with self._call("send_picture", address):
            post = self._post(address, message, silent=True, nonce="")
            post.picture = await asyncio.to_thread(_read, picture)
            return post.ref

    def repeats_nonce(self) -> float:
        return self.nonce_seconds

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        async with self._call("edit", address):
            post = self.find(ref)
            if post is None:
                raise MessageGone(ref.message)
            post.history.append(post.message)
            post.message = message

    async def delete(self, address: Address, ref: MessageRef) -> None:
        async with self._call("delete", address):
            if (post := self.find(ref)) is not None:
                post.deleted = True

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        async with self._call("whisper", address):
            self.whispers.append(Whispered(address, message, answer))

    async def activity(self, address: Address, activity: Activity) -> None:
        self.activities.append(activity)

    @asynccontextmanager
    async def open(self, address: Address, attachment: Attachment) -> AsyncIterator[Download]:
        held = self.files.get(attachment.handle)
        if self.largest_download is not None and (attachment.size or 0) > self.largest_download:
            raise AttachmentTooBig(self.largest_download)
        self.opened.append(attachment.handle)
        if (gate := self._gates.get("open")) is not None:
            await gate.wait()
        if held is None:
            raise AttachmentGone(attachment.handle)
        if held.fails is not None and held.breaks_at is None:
            raise held.fails
        yield Download(held.announced, _chunks(held))

    # -- inside

    @asynccontextmanager
    async def _call(
        self, call: Call, address: Address, *, answer: bool = False
    ) -> AsyncIterator[None]:
        self.calls.append((self._clock.monotonic(), call, address))
        error, posts = None, True
        names: tuple[Call, ...] = (call, "answer") if answer else (call,)
        for name in names:
            if self._failures[name]:
                error, posts = self._failures[name].popleft()
                break
        if error is not None and not posts:
            raise error
        # The effect is there before the caller hears of it, as over a real connection.
        yield
        for name in names:
            if (gate := self._gates.get(name)) is not None:
                await gate.wait()
        if error is not None:
            raise error

    def _post(
        self,
        address: Address,
        message: Message,
        *,
        silent: bool,
        nonce: str,
        video: bytes | None = None,
    ) -> Posted:
        known = next((p for p in self.posted if nonce and p.nonce == nonce), None)
        if known is not None and self._clock.monotonic() - known.at < self.nonce_seconds:
            return known
        ref = MessageRef(address.chat, str(len(self.posted) + 1), address.thread)
        now = self._clock.monotonic()
        post = Posted(ref, address, message, silent, nonce, now, video)
        self.posted.append(post)
        return post


def _read(file: File) -> bytes:
    return file.content if isinstance(file.content, bytes) else file.content.read_bytes()


async def _chunks(held: Held) -> AsyncIterator[bytes]:
    end = len(held.data) if held.breaks_at is None else held.breaks_at
    for start in range(0, end, BLOCK):
        yield held.data[start : min(end, start + BLOCK)]
    if held.breaks_at is not None and held.fails is not None:
        raise held.fails
