"""The seam between core and a platform: the values that cross it and the two protocols.

An adapter turns what its platform sends into `Incoming` and hands it to `CoreService`; core answers
through `Chat`. Everything here is plain data that survives a restart as JSON, so that a worker
without a gateway connection can go on with what another process took in.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class ChatKind(StrEnum):
    """Who can read what is posted."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation takes place and whose it is; enough to post without asking anyone.

    `upload_limit` is in bytes and 0 where the platform's default holds (Discord: the boost tier
    of the guild, which a worker cannot look up). `asked` and `name` are for groups: the message
    that is answered, to which posts reply, and what its author is called there.
    """

    platform: str
    bot: str
    chat: str
    user: str
    thread: str = ""
    kind: ChatKind = ChatKind.PRIVATE
    upload_limit: int = 0
    asked: str = ""
    name: str = ""

    @property
    def conversation(self) -> str:
        """The key of the lane, the projects and the settings of this person in this place."""
        return "/".join((self.platform, self.bot, self.chat, self.thread, self.user))

    @property
    def person(self) -> str:
        """The key of the person, the same in every chat of the platform."""
        return f"{self.platform}/{self.user}"


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message that was posted: its chat and its id there, as the platform writes them."""

    chat: str
    message: str
    thread: str = ""


class Medium(StrEnum):
    """What the platform says an attachment is."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    VOICE = "voice"
    STICKER = "sticker"
    DOCUMENT = "document"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody sent, not yet transferred.

    `handle` is what the adapter needs to open it again (a file id, a URL, a path), `message` the
    message that held it, for links that expire; `size` is in bytes, None where nobody said.
    """

    medium: Medium
    handle: str
    name: str
    mime: str = ""
    size: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, whatever way it was given: its name without slash, and what followed."""

    name: str
    args: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed: the data it carried and the message it hung on."""

    data: str
    message: MessageRef


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing a person did, exactly as it arrived.

    `event` and `message` are the two keys of deduplication: the platform's update id, and the
    message's id inside its chat (empty for what is no message). `answer` is an opaque handle with
    which the adapter can answer this person alone (Discord's interaction). `addressed` is False
    for parts of an album in a group that do not name the bot themselves. `quoted` holds the media
    of the message that this one replies to. `joined` marks the bot's arrival in a group, `name` is
    then what the bot is called there. `unread` says that it is, or replies to, something that no
    bot can open, `hidden` that it replies to a message that this bot is not shown.
    """

    address: Address
    event: str
    at: datetime
    message: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    quoted: tuple[Attachment, ...] = ()
    album: str = ""
    command: Command | None = None
    press: Press | None = None
    name: str = ""
    locale: str = ""
    addressed: bool = True
    joined: bool = False
    answer: str = ""
    pointed: str = ""
    under: tuple[str, ...] = ()
    forwarded: bool = False
    cut: str | None = None
    unread: bool = False
    hidden: bool = False
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` (at most 64 bytes) comes back in a press, or `url` opens.

    `ask` marks a button that wants a text first: a platform that has forms shows
    `CoreService.form` and hands the press on with what was typed as its text; the others hand it
    on as it is, and core asks in a message.
    """

    label: str
    data: str = ""
    url: str = ""
    ask: bool = False


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class TextForm:
    """A form with one field: its title, what the field is called, and whether it takes lines."""

    title: str
    label: str
    long: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A result that stands elsewhere: its title, address, facts, and a JPEG if one is known.

    The words of the message it goes with say the same: a platform need not show it.
    """

    title: str
    url: str
    facts: str = ""
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Message:
    """What core wants to be read: light Markdown, buttons, and how far along something is (0-1)."""

    text: str
    buttons: Keyboard = ()
    progress: float | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Video:
    """A finished video on this machine: bytes, pixels, seconds, and a JPEG of at most 320 px."""

    path: Path
    name: str
    size: int
    width: int
    height: int
    seconds: float
    thumbnail: Path | None = None


class Activity(StrEnum):
    """What the platform shows beside the bot's name while it works."""

    TYPING = "typing"
    SENDING_VIDEO = "sending_video"


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment being read: its announced size in bytes (None: unknown) and its chunks."""

    size: int | None
    chunks: AsyncIterator[bytes]


class ChatError(Exception):
    """The platform did not take what we sent; each subclass says what that means."""


class Flood(ChatError):
    """Too fast: surely not posted, may be after `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"wait {retry_after:g} s")
        self.retry_after = retry_after


class Unreachable(ChatError):
    """The platform could not be reached, or failed before it acted: surely not posted."""


class Ambiguous(ChatError):
    """The connection broke while the platform may already have posted it."""


class Gone(ChatError):
    """This chat takes nothing from us any more: blocked, kicked, deleted, no permission."""


class MessageGone(ChatError):
    """The message to edit or delete is gone or too old: post a new one."""


class PostRejected(ChatError):
    """The platform will never take this message as it is."""


class NoMedia(PostRejected):
    """This chat takes words from us, but no files."""


class TooBig(ChatError):
    """The file is larger than this chat takes; `limit` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class Misconfigured(Exception):
    """A platform cannot be served until an operator mends something; the text says what."""


class AttachmentError(Exception):
    """An attachment cannot be read."""


class AttachmentGone(AttachmentError):
    """Its link expired or its message is gone: it must be sent again."""


class AttachmentMissing(AttachmentGone):
    """There is no such file on this machine."""


class AttachmentTooBig(AttachmentError):
    """The platform does not hand out files of this size to bots; `limit` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class AttachmentUnreadable(AttachmentError):
    """It cannot be read, or broke off in the middle."""


class AttachmentUnavailable(AttachmentError):
    """The platform's file store did not hand it out just now, or broke off: it may later."""


class AttachmentEmpty(AttachmentUnreadable):
    """It holds no byte."""


class AttachmentFolder(AttachmentUnreadable):
    """It is a folder."""


class AttachmentForbidden(AttachmentUnreadable):
    """This process may not read it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform may be written to, with what is known of none in particular.

    Seconds between edits in one chat, messages a second over all chats, and how many posts and
    edits a group takes within a minute (0 where nothing is known of it).
    """

    private_edit: float = 1.1
    group_edit: float = 3.1
    overall: float = 25.0
    group_minute: int = 0


class Chat(Protocol):
    """What core asks of a platform; every method raises `ChatError` subclasses only.

    `hears_mentions`: a mention of the bot in a group reaches it. `shows_cards`: the card of a
    message is shown. `can_edit`: messages can be changed; where they can't, a long job is told of
    every two minutes at most. `pace`: how fast the platform may be written to.
    """

    platform: str
    hears_mentions: bool
    can_edit: bool
    pace: Pace
    shows_cards: bool

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """Split a message into what fits one post each, buttons on the last."""
        ...

    def private(self, address: Address) -> Address | None:
        """The private chat with the person of a group's address; None where there is none."""
        ...

    def upload_limit(self, address: Address) -> int:
        """The largest file in bytes that may be posted there."""
        ...

    def download_limit(self) -> int | None:
        """The largest attachment in bytes that can be read, None without a limit."""
        ...

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post a message; with the same nonce twice the platform posts once, where it can."""
        ...

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a playable video with the message as its caption."""
        ...

    def repeats_nonce(self) -> float:
        """For how many seconds a repeated nonce is surely recognised; 0 where never."""
        ...

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message; "not modified" is success."""
        ...

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """Remove a message; one that is gone already is success."""
        ...

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Tell this person alone: ephemeral, or in the private chat with a pointer to it.

        `lang` is the language of that pointer, which the platform words itself.
        """
        ...

    async def activity(self, address: Address, activity: Activity) -> None:
        """Show for some seconds that something is being done."""
        ...

    def open(
        self, address: Address, attachment: Attachment
    ) -> AbstractAsyncContextManager[Download]:
        """Read an attachment as a stream; raises `AttachmentError` subclasses."""
        ...


@dataclass(frozen=True, slots=True)
class KnownChat:
    """A chat that the bot knows, and the newest message id it took in there."""

    chat: str
    thread: str
    message: str


class CoreService(Protocol):
    """What an adapter may ask of core."""

    async def receive(self, incoming: Incoming) -> bool:
        """Write it down; when this returns it is safe to acknowledge. False: seen before."""
        ...

    async def moved(self, platform: str, bot: str, old: str, new: str) -> None:
        """A chat got a new id: its conversations and settings move along."""
        ...

    async def places(self, platform: str, bot: str) -> Sequence[KnownChat]:
        """The chats in which messages were taken in, to catch up after a gap."""
        ...

    async def suggest(self, address: Address, lookup: str, typed: str) -> Sequence[str]:
        """Values for an option with this `lookup` that hold what is typed so far, best first."""
        ...

    def form(self, incoming: Incoming) -> TextForm | None:
        """What a platform that has forms asks before it hands this on; None: hand it on at once.

        The text that was typed goes into a press as its text, into a command as its arguments.
        """
        ...

    async def recall(self, key: str) -> str:
        """A note of the adapter's own (a fingerprint, an offset); empty where there is none."""
        ...

    async def remember(self, key: str, value: str) -> None:
        """Keep such a note over restarts."""
        ...


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the bot is on its platform: its name, and the address by which people reach it.

    `link` opens a chat with it, or adds it to a server; empty where there is no such address.
    """

    name: str
    link: str = ""


@dataclass(slots=True)
class Connection:
    """How a platform is reached at this moment; its adapter keeps it true.

    `heard` is when the platform last said anything, None while it never has; `trouble` says why
    nothing is taken in, empty while it is; `begun` whether anything ever was.
    """

    connected: bool = False
    heard: datetime | None = None
    trouble: str = "not connected yet"
    begun: bool = False

    def hears(self, now: datetime) -> None:
        """The platform said something: it is connected."""
        self.connected = self.begun = True
        self.heard, self.trouble = now, ""

    def lost(self, trouble: str) -> None:
        """Nothing is taken in for now."""
        self.connected, self.trouble = False, trouble


class Adapter(Protocol):
    """A platform's life cycle, driven by the composition root."""

    @property
    def chat(self) -> Chat:
        """The platform, to post to."""
        ...

    @property
    def connection(self) -> Connection:
        """How the platform is reached at this moment."""
        ...

    async def run(self, service: CoreService) -> None:
        """Take messages in until cancelled; may be called again after it has raised.

        Raises Misconfigured for what an operator must mend; returns where there is an end of the
        input.
        """
        ...

    async def check(self) -> Profile:
        """Sign in once and tell who the bot is; raises with what an operator must mend."""
        ...

    async def close(self) -> None:
        """Let go of connections; nothing is taken in any more."""
        ...
