"""What core asks of a platform, and what a platform may ask of core."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.chat.values import (
    Activity,
    Address,
    Attachment,
    Download,
    File,
    Incoming,
    Message,
    MessageRef,
    TextForm,
    Video,
)


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

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a file, byte for byte, with the message as its caption."""
        ...

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Post a picture to be seen in the chat; rings no phone."""
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
