"""Finds messages that arrived while nobody listened, in the channels that the bot knows.

Discord replays events only for sessions that are resumed, and never after a restart. What it keeps
is the history of channels, so that is read from the newest message that was taken in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import discord
import structlog

from adapters.discord import parse
from adapters.discord.errors import translated
from core.chat import ChatError, Front, Place
from core.clock import Clock

log = structlog.get_logger(__name__)

# Older requests than a day are not taken up again anywhere; see the design's bound on recovery.
_OLDEST: Final = timedelta(hours=24)
_MESSAGES_EACH: Final = 50
_PLACES: Final = 500

Take = Callable[[discord.Message], Awaitable[None]]


async def catch_up(client: discord.Client, front: Front, clock: Clock, take: Take) -> int:
    """Take in what was missed, newest places first; returns how many messages were looked at.

    Bounds: 500 places, 50 messages a place, 24 hours. A message that was taken in already is
    dropped by core's own books. One closed channel does not stop the others.
    """
    assert client.user is not None
    places = await front.places(parse.PLATFORM, str(client.user.id))
    newest = sorted(places, key=lambda place: int(place.message or 0), reverse=True)
    looked_at = 0
    for place in newest[:_PLACES]:
        try:
            looked_at += await _read(client, place, clock, take)
        except ChatError as error:
            log.warning("discord_history_closed", chat=place.chat, why=str(error))
    if looked_at:
        log.info("discord_caught_up", places=len(places), messages=looked_at)
    return looked_at


async def _read(client: discord.Client, place: Place, clock: Clock, take: Take) -> int:
    since = discord.utils.time_snowflake(clock.now() - _OLDEST)
    after = discord.Object(max(since, int(place.message or 0)))
    where = place.thread or place.chat
    count = 0
    with translated(where):
        user = parse.dm_user(where)
        channel = (
            client.get_channel(int(where)) or await client.fetch_channel(int(where))
            if user is None
            else await client.create_dm(discord.Object(user))
        )
        if not isinstance(channel, discord.abc.Messageable):
            return 0
        found = [
            message
            async for message in channel.history(
                limit=_MESSAGES_EACH, after=after, oldest_first=True
            )
        ]
    for message in found:
        await take(message)
        count += 1
    return count
