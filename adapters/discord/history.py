"""Finds messages that arrived while nobody listened, in the channels that the bot knows.

Discord replays events only for sessions that are resumed, and never after a restart. What it keeps
is the history of channels, so that is read back to the newest message that was taken in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from typing import Final

import discord
import structlog

from adapters.discord import parse
from adapters.discord.errors import translated
from core.chat import ChatError, CoreService, KnownChat
from core.clock import Clock

log = structlog.get_logger(__name__)

# Older requests than a day are not taken up again anywhere; see the design's bound on recovery.
_OLDEST: Final = timedelta(hours=24)
# In a guild most of them are talk that is not for the bot.
_MESSAGES_EACH: Final = 200
_PAGE: Final = 100
_PLACES: Final = 500

Take = Callable[[discord.Message], Awaitable[None]]


async def catch_up(
    client: discord.AutoShardedClient,
    service: CoreService,
    clock: Clock,
    take: Take,
    shards: Collection[int],
) -> int:
    """Take in what these shards missed, newest places first; how many messages were looked at.

    Bounds: 500 places, the newest 200 messages of a place, 24 hours. A message that was taken in
    already is dropped by core's own books. One closed channel does not stop the others.
    """
    assert client.user is not None
    places = await service.places(parse.PLATFORM, str(client.user.id))
    newest = sorted(places, key=lambda place: int(place.message or 0), reverse=True)
    looked_at = 0
    for place in newest[:_PLACES]:
        try:
            looked_at += await _read(client, place, clock, take, shards)
        except ChatError as error:
            log.warning("discord_history_closed", chat=place.chat, why=str(error))
    if looked_at:
        log.info("discord_caught_up", places=len(places), messages=looked_at)
    return looked_at


async def _read(
    client: discord.AutoShardedClient,
    place: KnownChat,
    clock: Clock,
    take: Take,
    shards: Collection[int],
) -> int:
    since = discord.utils.time_snowflake(clock.now() - _OLDEST)
    after = discord.Object(max(since, int(place.message or 0)))
    where = place.thread or place.chat
    with translated(where):
        channel = await _channel(client, where, shards)
        if channel is None:
            return 0
        found = await _missed(client, channel, after.id)
    for message in reversed(found):
        await take(message)
    return len(found)


async def _missed(
    client: discord.AutoShardedClient, channel: discord.abc.Messageable, after: int
) -> list[discord.Message]:
    """The newest messages after that one, newest first; what the library can't build is left out.

    From the newest backwards: what follows the last request at once may be mere talk, more of it
    than we read. `Messageable.history` would end at the first message that it can't build.
    """
    place = await channel._get_channel()
    found: list[discord.Message] = []
    before: int | None = None
    for _ in range(_MESSAGES_EACH // _PAGE):
        page = await client.http.logs_from(place.id, _PAGE, before=before)
        fresh = [data for data in page if int(data["id"]) > after]
        for data in fresh:
            try:
                found.append(client._connection.create_message(channel=place, data=data))
            except Exception:
                log.exception("discord_history_unreadable", message=data.get("id"))
        if len(fresh) < _PAGE:
            break
        before = int(page[-1]["id"])
    return found


async def _channel(
    client: discord.AutoShardedClient, where: str, shards: Collection[int]
) -> discord.abc.Messageable | None:
    """The place, unless it can't be read or belongs to a shard that missed nothing.

    Private chats are shard 0's; a guild's shard shows in its id.
    """
    user = parse.dm_user(where)
    if user is not None:
        return await client.create_dm(discord.Object(user)) if 0 in shards else None
    channel = client.get_channel(int(where)) or await client.fetch_channel(int(where))
    guild = getattr(channel, "guild", None)
    if guild is None or guild.shard_id not in shards:
        return None
    return channel if isinstance(channel, discord.abc.Messageable) else None
