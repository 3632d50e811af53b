"""From what the page sends to core's values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pydantic import BaseModel, Field

from core.chat import Address, Attachment, Incoming, Medium, MessageRef, Press
from core.commands import BY_NAME, typed

PLATFORM: Final = "web"
BOT: Final = "page"
TEXT_LIMIT: Final = 16_000
FILES_LIMIT: Final = 20
_MEDIA: Final = {"image": Medium.PHOTO, "video": Medium.VIDEO, "audio": Medium.AUDIO}
# What phones and messengers record speech as.
VOICE: Final = ("audio/ogg", "audio/opus")
# No cookie names such a person: those are hexadecimal, or "p" and hexadecimal.
_GUEST: Final = re.compile(r"([a-z]{3,})0([1-9][0-9]{0,19})x([1-9][0-9]{0,19})")
# A message that was written on the page, by its number there; no platform's own looks like it.
OWN: Final = "page-"
_ID: Final = r"^[a-z0-9]{16,32}$"


class SentFile(BaseModel):
    """An upload that belongs to a message."""

    id: str = Field(pattern=_ID)
    name: str = Field("", max_length=255)
    type: str = Field("", max_length=100)


class Sent(BaseModel):
    """A message as the page sends it; `id` is made by the page, the same for a second try."""

    id: str = Field(pattern=_ID)
    text: str = Field(default="", max_length=TEXT_LIMIT)
    files: list[SentFile] = Field(default_factory=list, max_length=FILES_LIMIT)
    lang: str = Field(default="", max_length=35)


class Pressed(BaseModel):
    """A button as the page presses it."""

    id: str = Field(pattern=_ID)
    message: int
    data: str = Field(max_length=64)
    text: str = Field(default="", max_length=TEXT_LIMIT)
    lang: str = Field(default="", max_length=35)


class Ordered(BaseModel):
    """What is to be done with a project."""

    do: str = Field(pattern="^(?:new|switch|rename|delete)$")
    id: str = Field("", pattern=r"^[a-z0-9]{0,32}$")
    project: int = 0
    title: str = Field("", max_length=200)
    lang: str = Field(default="", max_length=35)


def address(user: str) -> Address:
    """Where a person's page is; of a guest, their private chat on their own platform."""
    if guest := _GUEST.fullmatch(user):
        platform, bot, number = guest.groups()
        return Address(platform, bot, number, number)
    return Address(PLATFORM, BOT, user, user)


def user_of(place: Address) -> str:
    """Who that private chat is of, as the page names people; `address` turns it back."""
    if place.platform == PLATFORM:
        return place.user
    return f"{place.platform}0{place.bot}x{place.user}"


def is_guest(user: str) -> bool:
    """Whether another platform says who they are."""
    return _GUEST.fullmatch(user) is not None


def message(
    user: str, sent: Sent, files: Sequence[Attachment], *, at: datetime, number: str = ""
) -> Incoming:
    """A message, which may be a command."""
    command = typed(sent.text)
    return Incoming(
        address(user),
        sent.id,
        at,
        message=f"{OWN}{number}" if number and is_guest(user) else number,
        text="" if command else sent.text,
        attachments=tuple(files),
        command=command,
        locale=sent.lang,
    )


def press(user: str, pressed: Pressed, *, at: datetime, post: str = "") -> Incoming:
    """A button, with the words that it wanted; `post` is its message on a guest's platform."""
    place = address(user)
    ref = MessageRef(place.chat, post or str(pressed.message))
    return Incoming(
        place,
        pressed.id,
        at,
        text=pressed.text,
        press=Press(pressed.data, ref),
        locale=pressed.lang,
    )


def attachment(user: str, file: SentFile, size: int) -> Attachment:
    """An upload as an attachment."""
    medium = _MEDIA.get(file.type.partition("/")[0], Medium.DOCUMENT)
    if file.type.startswith(VOICE):
        medium = Medium.VOICE
    return Attachment(medium, f"{user}/{file.id}", file.name or "file", file.type, size)


def shown_text(item: Incoming) -> str:
    """What stands in the conversation for what somebody said."""
    if item.command is None:
        return item.text
    args = "•••" if is_secret(item) else item.command.args
    return f"/{item.command.name} {args}".rstrip()


def is_secret(item: Incoming) -> bool:
    """Whether it holds what must stand in no conversation."""
    spec = BY_NAME.get(item.command.name) if item.command else None
    return spec is not None and spec.secret and bool(item.command and item.command.args)
