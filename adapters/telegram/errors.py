"""Telegram's refusals as core's errors: which of them posted nothing, which might have.

The Bot API tells most cases apart by their text alone; the texts are matched in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from core.chat import (
    Ambiguous,
    ChatError,
    Flood,
    Gone,
    MessageGone,
    NoMedia,
    PostRejected,
    TooBig,
    Unreachable,
)

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_NO_MEDIA = (
    "not enough rights to send videos",
    "not enough rights to send documents",
    "not enough rights to send photos",
    "not enough rights to send media",
    "chat_send_videos_forbidden",
    "chat_send_docs_forbidden",
    "chat_send_photos_forbidden",
    "chat_send_media_forbidden",
)
_CHAT_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "group chat was upgraded",
    "have no rights to send",
    "not enough rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_",
    "topic_closed",
    "user_is_blocked",
    "bot_kicked",
)
_THREAD_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
_MESSAGE_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "message identifier is not specified",
)
_TOO_BIG = ("file is too big", "request entity too large", "too large")


class MovedAway(MessageGone):
    """The group became a supergroup; `new` is its id now."""

    def __init__(self, new: str) -> None:
        super().__init__(f"the group is {new} now")
        self.new = new


class ThreadGone(Gone):
    """The topic was deleted; its group still takes messages."""


class BadMarkup(PostRejected):
    """Telegram could not read our HTML."""


class NoText(PostRejected):
    """The message to edit is media: its words are a caption."""


@contextmanager
def translated(*, limit: int = 0) -> Iterator[None]:
    """Raise `core.chat.ChatError` subclasses instead of the library's errors.

    `limit` in bytes is what `TooBig` reports. A group that got a new id raises `MovedAway`.
    """
    try:
        yield
    except ChatMigrated as error:
        raise MovedAway(str(error.new_chat_id)) from error
    except ChatError:
        raise
    except TelegramError as error:
        raise _chat_error(error, limit) from error


def not_modified(error: TelegramError) -> bool:
    """Whether an edit changed nothing, which is what was wanted."""
    return "message is not modified" in error.message.lower()


def _chat_error(error: TelegramError, limit: int) -> ChatError:
    match error:
        case RetryAfter():
            return Flood(_seconds(error.retry_after))
        case Forbidden():
            return Gone(error.message)
        case InvalidToken():
            return Unreachable("the token was refused")
        case BadRequest():
            return _bad_request(error.message, limit)
        case TimedOut() | NetworkError():
            return _network(error, limit)
    return PostRejected(error.message)


def _bad_request(message: str, limit: int) -> ChatError:
    text = message.lower()

    def says(*parts: str) -> bool:
        return any(part in text for part in parts)

    if says(*_MESSAGE_GONE):
        return MessageGone(message)
    if says(*_THREAD_GONE):
        return ThreadGone(message)
    if says(*_NO_MEDIA):
        return NoMedia(message)
    if says(*_CHAT_GONE):
        return Gone(message)
    if says("can't parse entities", "can't find end of the entity"):
        return BadMarkup(message)
    if says("there is no text in the message to edit"):
        return NoText(message)
    if says(*_TOO_BIG):
        return TooBig(limit)
    return PostRejected(message)


def _network(error: NetworkError, limit: int) -> ChatError:
    """Connect errors and answers of 5xx posted nothing; a broken connection may have."""
    cause = error.__cause__
    if isinstance(cause, _NEVER_LEFT):
        return Unreachable(type(cause).__name__)
    if isinstance(cause, httpx.HTTPError) or isinstance(error, TimedOut):
        return Ambiguous(type(cause).__name__)
    text = error.message.lower()
    if any(part in text for part in _TOO_BIG):
        return TooBig(limit)
    if "gateway time" in text:
        return Ambiguous(error.message)
    return Unreachable(error.message)


def _seconds(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
