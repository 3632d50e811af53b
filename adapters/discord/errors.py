"""Discord's refusals in core's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord
import structlog

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

log = structlog.get_logger(__name__)

# Codes of Discord's JSON errors (developers/docs/topics/opcodes-and-status-codes).
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK = 10003, 10008, 10015
OLD_MESSAGE_EDITS, TOO_LARGE, ALREADY_ACKNOWLEDGED = 30046, 40005, 40060
MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSIONS = 50001, 50007, 50013
INVALID_WEBHOOK_TOKEN, THREAD_ARCHIVED, NO_MUTUAL_GUILDS = 50027, 50083, 50278
NO_HISTORY_TO_REPLY = 160002
_GONE = frozenset(
    {
        UNKNOWN_CHANNEL,
        MISSING_ACCESS,
        CANNOT_DM,
        MISSING_PERMISSIONS,
        NO_MUTUAL_GUILDS,
    }
)


class ThreadArchived(Gone):
    """The thread has been put away; who may write in it may take it out again."""


class NoReply(PostRejected):
    """A reply takes the permission to read what was said before."""


@contextmanager
def translated(where: str, *, limit: int = 0, media: bool = False) -> Iterator[None]:
    """Raise `ChatError` subclasses for whatever discord.py and its connection raise.

    `where` goes into the operators' log; `limit` is what `TooBig` will name, in bytes. With
    `media` a file goes along: the same message without one may be allowed.
    """
    try:
        yield
    except discord.RateLimited as error:
        raise Flood(error.retry_after) from error
    except discord.HTTPException as error:
        raise _refusal(error, where, limit, media=media) from error
    except discord.LoginFailure as error:
        log.error("discord_token_refused")
        raise Unreachable("Discord refused the token") from error
    except aiohttp.ClientConnectorError as error:
        raise Unreachable(str(error)) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise Ambiguous(str(error)) from error


def _refusal(error: discord.HTTPException, where: str, limit: int, *, media: bool) -> ChatError:
    if error.code in (UNKNOWN_MESSAGE, OLD_MESSAGE_EDITS):
        return MessageGone(str(error))
    if error.code == TOO_LARGE or error.status == 413:
        return TooBig(limit)
    if error.code == THREAD_ARCHIVED:
        return ThreadArchived(str(error))
    if media and error.code == MISSING_PERMISSIONS:
        return NoMedia(str(error))
    if error.code in _GONE:
        log.warning("discord_chat_closed", where=where, code=error.code, reason=error.text)
        return Gone(str(error))
    if error.code == NO_HISTORY_TO_REPLY:
        return NoReply(str(error))
    if error.status == 429:
        # discord.py waited and asked five times already.
        return Flood(30.0)
    if error.status >= 500:
        return Ambiguous(str(error))
    log.error("discord_refused", where=where, status=error.status, code=error.code)
    return PostRejected(str(error))
