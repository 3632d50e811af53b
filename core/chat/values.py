"""The values that cross the seam between core and a platform.

All of it is plain data that survives a restart as JSON, so that a worker without a gateway
connection can go on with what another process took in.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


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
    message that held it, for links that expire; `size` is in bytes and `seconds` of a recording,
    None where nobody said.
    """

    medium: Medium
    handle: str
    name: str
    mime: str = ""
    size: int | None = None
    message: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a message's voice notes, and whether they are surely what was said."""

    text: str
    sure: bool = True


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
    bot can open, `hidden` that it replies to a message that this bot is not shown. `heard` is what
    its voice notes say, None while nobody has listened.
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
    heard: Heard | None = None


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


@dataclass(frozen=True, slots=True)
class File:
    """A file to post: its bytes, or where they lie on this machine, and its size in bytes."""

    name: str
    content: bytes | Path
    size: int


class Activity(StrEnum):
    """What the platform shows beside the bot's name while it works."""

    TYPING = "typing"
    SENDING_VIDEO = "sending_video"


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment being read: its announced size in bytes (None: unknown) and its chunks."""

    size: int | None
    chunks: AsyncIterator[bytes]
