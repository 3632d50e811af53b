"""The life of the Discord bot: log in, register, listen, come back after gaps, let go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import discord
import structlog
from pydantic import SecretStr

from adapters.discord import commands, endpoint, history
from adapters.discord.chat import DiscordChat
from adapters.discord.intake import Intake
from adapters.discord.render import DynamicButton, Pressed
from core.chat import Connection, CoreService, Misconfigured, Profile
from core.clock import Clock

log = structlog.get_logger(__name__)

# Longer waits come back to core as a flood, whose outbox knows what may be dropped.
_RATE_LIMIT_WAIT_S: Final = 30.0
_CATCH_UP_AGAIN_S: Final = 60.0
_IDENTIFY_EVERY_S: Final = 5.0
_BACKOFF_S: Final = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
# Why Discord closes a gateway for good (developers/docs/topics/opcodes-and-status-codes).
_CLOSED: Final = {
    4004: "Discord refused DISCORD_TOKEN. Copy the token from the developer portal again.",
    4010: "Discord refused DISCORD_SHARD_IDS: they must be below DISCORD_SHARD_COUNT.",
    4011: "Discord wants more shards. Raise DISCORD_SHARD_COUNT, or leave it unset.",
}


class DiscordUnusable(Misconfigured):
    """Something that only an operator can mend; the text says what and how, without the token."""


class GatewayEnded(Exception):
    """The library gave its client up; a new one may do better."""


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How to reach Discord; addresses other than its own are stand-ins or proxies.

    `shard_ids` are those of this process; empty: all of `shard_count`, which Discord recommends
    itself where it is None.
    """

    token: SecretStr
    api_base_url: str = endpoint.API
    gateway_url: str = endpoint.GATEWAY
    cdn_url: str = endpoint.CDN
    shard_count: int | None = None
    shard_ids: tuple[int, ...] = ()


def intents() -> discord.Intents:
    """Guilds and messages only: nothing privileged. Message content comes where it is meant for
    us: private chats, mentions, commands."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


def _shards(settings: DiscordSettings) -> dict[str, Any]:
    chosen: dict[str, Any] = {"shard_count": settings.shard_count}
    if settings.shard_ids:
        chosen["shard_ids"] = list(settings.shard_ids)
    return chosen


# What it uses; embedding links and managing threads (to open an archived one) are not needed.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    attach_files=True,
    read_message_history=True,
)


def invite(application: int) -> str:
    """The address that adds the bot to a server, with just the permissions it uses."""
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=scopes)


class _Client(discord.AutoShardedClient):
    """discord.py's client with our handlers; they only pass things on."""

    def __init__(self, settings: DiscordSettings, clock: Clock, connection: Connection) -> None:
        endpoint.point_at(settings.api_base_url, settings.gateway_url, settings.cdn_url)
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            # Nothing here needs the cache of guilds to be complete before it works.
            guild_ready_timeout=0.0,
            max_ratelimit_timeout=_RATE_LIMIT_WAIT_S,
            # Hands on every frame, heartbeats' answers too: how we know that Discord is heard.
            enable_debug_events=True,
            **_shards(settings),
        )
        self.add_dynamic_items(DynamicButton)
        self._clock = clock
        self._reached = connection
        self._down: set[int] = set()
        self.intake: Intake | None = None
        self.gap = asyncio.Event()
        self.gaps: set[int] = set()
        parsers = self._connection.parsers
        parsers.update({name: _guarded(name, parse) for name, parse in parsers.items()})

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        # Discord takes one new session each five seconds; discord.py's own hook waits on real time.
        if not initial:
            await self._clock.sleep(_IDENTIFY_EVERY_S)

    async def on_message(self, message: discord.Message) -> None:
        if self.intake is not None:
            await self.intake.message(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if self.intake is not None:
            await self.intake.edited(payload.message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if self.intake is not None:
            await self.intake.interaction(interaction)

    async def pressed(self, interaction: discord.Interaction[Any], pressed: Pressed) -> None:
        if self.intake is not None:
            await self.intake.pressed(interaction, pressed)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        if self.intake is not None:
            await self.intake.joined(guild)

    async def on_shard_connect(self, shard_id: int) -> None:
        # A new session (a resumed one is announced otherwise): something may have been missed.
        self._back(shard_id)
        self.missed({shard_id})

    async def on_shard_resumed(self, shard_id: int) -> None:
        self._back(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        self._down.add(shard_id)
        self._reached.lost(f"no gateway connection for shard {shard_id}")

    async def on_socket_raw_receive(self, frame: object) -> None:
        if self._reached.connected:
            self._reached.hears(self._clock.now())

    def _back(self, shard_id: int) -> None:
        self._down.discard(shard_id)
        if not self._down:
            self._reached.hears(self._clock.now())

    def missed(self, shards: Collection[int]) -> None:
        """These shards have a gap that nobody has looked into yet."""
        self.gaps.update(shards)
        self.gap.set()


def _guarded(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """The library's reader of one kind of event, which skips what it can't build.

    What is raised there would end the whole client: one message of one person's could.
    """

    def read(data: Any) -> None:
        try:
            parse(data)
        except Exception:
            number = data.get("id") if isinstance(data, dict) else None
            log.exception("discord_event_unreadable", gateway_event=event, id=number)

    return read


class DiscordAdapter:
    """One bot on Discord; `chat` logs in by itself, so it works also where `run` never runs."""

    chat: DiscordChat

    def __init__(self, settings: DiscordSettings, clock: Clock) -> None:
        keep_out_of_logs()
        self._settings = settings
        self._clock = clock
        self.connection = Connection()
        self._client = _Client(settings, clock, self.connection)
        self._logging_in = asyncio.Lock()
        self._opened = False
        self.chat = DiscordChat(self._client, clock, self._connect)

    async def login(self) -> None:
        """Check the token and open the REST client, however long Discord is out of reach.

        Raises DiscordUnusable for a token that Discord refuses.
        """
        try:
            await self._patiently(self._connect)
        except discord.LoginFailure:
            raise DiscordUnusable(_CLOSED[4004]) from None

    async def _connect(self) -> None:
        async with self._logging_in:
            if self._client.user is not None:
                return
            self._opened = True
            try:
                await self._client.login(self._settings.token.get_secret_value())
            except BaseException:
                # Each login opens a session of its own and forgets the one before.
                await self._client.http.close()
                self._client.http.connector = discord.utils.MISSING
                raise

    async def run(self, service: CoreService) -> None:
        """Register the commands and listen until cancelled; raises DiscordUnusable."""
        if self._client.is_closed():
            # The library closes a client whose gateway failed for good; it can't be used again.
            self._client = _Client(self._settings, self._clock, self.connection)
            self.chat.follow(self._client)
        client = self._client
        await self.login()
        client.intake = Intake(client, service, self.chat, self._clock)
        chores = [asyncio.create_task(self._catch_up(service))]
        if 0 in (self._settings.shard_ids or (0,)):
            chores.append(asyncio.create_task(self._register(service)))
        try:
            await self._patiently(lambda: client.connect(reconnect=True))
        except discord.ConnectionClosed as closed:
            reason = _CLOSED.get(closed.code, f"Discord closed the gateway: {closed.code}.")
            raise DiscordUnusable(reason) from None
        finally:
            self.connection.lost("stopped")
            client.intake = None
            for chore in chores:
                chore.cancel()
            await asyncio.gather(*chores, return_exceptions=True)
        raise GatewayEnded

    async def check(self) -> Profile:
        """Sign in once and tell who the bot is; raises what an operator must mend."""
        try:
            await self._connect()
        except discord.LoginFailure:
            raise DiscordUnusable(_CLOSED[4004]) from None
        user = self._client.user
        return Profile("") if user is None else Profile(user.name, invite(user.id))

    async def close(self) -> None:
        """Hang up; nothing is taken in any more."""
        self._client.intake = None
        if self._opened:
            await self._client.close()
        await self.chat.close()

    async def _patiently(self, call: Callable[[], Awaitable[None]]) -> None:
        failures = 0
        while True:
            try:
                return await call()
            except (discord.DiscordServerError, discord.GatewayNotFound) as error:
                why = type(error).__name__
            except (aiohttp.ClientError, OSError) as error:
                why = type(error).__name__
            if self._client.is_closed():
                raise GatewayEnded from None
            self.connection.lost(f"out of reach: {why}")
            wait = _BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)]
            failures += 1
            log.warning("discord_out_of_reach", error=why, seconds=wait)
            await self._clock.sleep(wait)

    async def _register(self, service: CoreService) -> None:
        assert self._client.application_id is not None
        try:
            await commands.register(self._client.http, self._client.application_id, service)
        except discord.HTTPException as error:
            # The commands of the last start stay; messages and mentions work without any.
            log.error("discord_commands_refused", status=error.status, code=error.code)

    async def _catch_up(self, service: CoreService) -> None:
        while True:
            await self._client.gap.wait()
            self._client.gap.clear()
            shards, self._client.gaps = self._client.gaps, set()
            intake = self._client.intake
            if intake is None:
                return
            try:
                await history.catch_up(self._client, service, self._clock, intake.message, shards)
            except Exception:
                # The database or Discord failed in the middle: what was missed is still missed.
                log.exception("discord_catch_up_failed")
                await self._clock.sleep(_CATCH_UP_AGAIN_S)
                self._client.missed(shards)


def keep_out_of_logs() -> None:
    """Keep discord.py's DEBUG lines off: they hold whole events, also a token typed into a form.

    And its warnings that voice calls are not supported: nobody here speaks in one.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    library = logging.getLogger("discord")
    if library.getEffectiveLevel() < logging.INFO or library.level == logging.NOTSET:
        library.setLevel(logging.INFO)
