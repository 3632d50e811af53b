"""The stand-in as a whole: one loopback server with API, gateway and file store, and its world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from simcord._clock import Clock
from simcord.backend import Backend, serializers
from simcord.backend.errors import cannot_dm_bot, missing_permissions
from simcord.backend.models import Channel, Guild, User
from simcord.enums import ChannelType

from tests.e2e.discord_api.cdn import Cdn
from tests.e2e.discord_api.faults import Faults
from tests.e2e.discord_api.gateway import Gateway
from tests.e2e.discord_api.limits import TIER_LIMITS
from tests.e2e.discord_api.rest import Rest


class _Now(Clock):
    """SimCord's clock, read from ours."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now

    def now(self) -> datetime:
        return self._now()


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person attaches; `claims` is its announced size where that differs."""

    name: str
    data: bytes
    mime: str = ""
    claims: int | None = None


_POLL = {
    "question": {"text": "Which one?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "This"}}],
    "expiry": None,
    "allow_multiselect": False,
    "layout_type": 1,
}
# Fields that Discord allows, or has sent, and discord.py 2.7.1 cannot read.
UNBUILDABLE: Mapping[str, Mapping[str, Any]] = {
    "a poll without an end": {"poll": _POLL},
    "an attachment without a size": {
        "attachments": [{"id": "1", "filename": "a.jpg", "url": "http://x/a.jpg"}]
    },
    "a snapshot without fields": {"message_snapshots": [{"message": {}}]},
}


def _utc() -> datetime:
    return datetime.now(UTC)


class DiscordApi:
    """`start()` it, point discord.py at `api_base_url` and `gateway_url`, and let people act."""

    def __init__(self, now: Callable[[], datetime] = _utc, token: str = "stand-in-token") -> None:
        self.token = token
        self.now = now
        self.shards = 1
        self.backend = Backend(clock=_Now(now))
        self.cdn = Cdn(now)
        # SimCord's own store holds no expiring links; the seam is duck-typed.
        self.backend.cdn = self.cdn  # type: ignore[assignment]
        self.faults = Faults()
        self.gateway = Gateway(self)
        self.rest = Rest(self, now)
        self.tiers: dict[int, int] = {}
        self.limits: dict[int, int] = {}
        self.blocked: set[int] = set()
        self.foreign: set[int] = set()
        self.withdrawn: dict[int, bool] = {}
        self.edits: dict[int, list[str]] = {}
        self._raw: dict[str, Mapping[str, Any]] = {}
        self.origin = ""
        self._runner: web.AppRunner | None = None

    # -- life

    async def start(self) -> None:
        """Listen on a free loopback port."""
        app = web.Application(client_max_size=1024**3)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/cdn/{path:.+}", self.cdn.serve)
        app.router.add_route("*", "/api/v10/{path:.+}", self.rest.serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.origin = f"{host}:{port}"
        self.cdn.base = self.cdn_url

    async def stop(self) -> None:
        """Hang up on everybody and close the port."""
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_base_url(self) -> str:
        """What `Route.BASE` must be."""
        return f"http://{self.origin}/api/v10"

    @property
    def gateway_url(self) -> str:
        """What `DEFAULT_GATEWAY` must be."""
        return f"ws://{self.origin}/gateway/"

    @property
    def cdn_url(self) -> str:
        """Where files are read."""
        return f"http://{self.origin}/cdn"

    # -- places and their limits

    def user(self, name: str) -> User:
        """A person with an account."""
        return self.backend.make_user(name)

    def dm(self, user_id: int) -> Channel:
        """The private channel of this person with the bot."""
        return self.backend.get_dm_channel(user_id)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What happens here is told to nobody: it was so before, or the bot is not there yet."""
        told = self.backend.subscribers[:]
        self.backend.subscribers.clear()
        try:
            yield
        finally:
            self.backend.subscribers.extend(told)

    def guild(self, *members: User, tier: int = 0, with_bot: bool = True) -> Guild:
        """A guild; without the bot only user-installed use is possible there."""
        with self.quiet():
            guild = self.backend.create_guild("Guild")
            for member in members:
                self.backend.add_member(guild.id, member.id)
        self.tiers[guild.id] = tier
        if with_bot:
            self.invite(guild)
        else:
            del guild.members[self.backend.bot_user.id]
        return guild

    def invite(self, guild: Guild) -> None:
        """The bot sees this guild from now on."""
        self.backend.emit("GUILD_CREATE", self.guild_payload(guild))

    def guild_payload(self, guild: Guild) -> dict[str, Any]:
        """A guild as events carry it, its boost tier included."""
        payload: dict[str, Any] = dict(serializers.guild_create_payload(self.backend, guild))
        payload["premium_tier"] = self.tiers.get(guild.id, 0)
        return payload

    def channel(self, guild: Guild, name: str = "general") -> Channel:
        """A text channel in it."""
        return self.backend.create_channel(guild.id, name)

    def thread(self, channel: Channel, owner: User, name: str = "thread") -> Channel:
        """A public thread below a channel."""
        return self.backend.create_thread(
            channel.id, name, owner.id, type=ChannelType.PUBLIC_THREAD, broadcast=True
        )

    def upload_limit(self, channel_id: int) -> int:
        """The largest file in bytes there: by test, else by boost tier."""
        if channel_id in self.limits:
            return self.limits[channel_id]
        guild_id = self.backend.get_channel(channel_id).guild_id
        return TIER_LIMITS[self.tiers.get(guild_id or 0, 0)]

    def check_reachable(self, channel_id: int, *, files: bool = False) -> None:
        """50007 where the person lets no message of the bot's through, 50013 without the right."""
        words = self.withdrawn.get(channel_id)
        if words or (words is not None and files):
            raise missing_permissions()
        channel = self.backend.get_channel(channel_id)
        if channel.type == ChannelType.DM and self.blocked.intersection(channel.recipient_ids):
            raise cannot_dm_bot()

    def note_edit(self, message_id: int) -> None:
        """Remember what a message said before an edit."""
        for messages in self.backend.messages.values():
            if message_id in messages:
                self.edits.setdefault(message_id, []).append(messages[message_id].content)

    # -- what people write

    def say(
        self,
        user: User,
        channel: Channel,
        text: str = "",
        files: Sequence[File] = (),
        *,
        reply_to: int = 0,
    ) -> int:
        """A message with attachments; returns its id."""
        stored = [self.attach(channel.id, file) for file in files]
        reference = (
            {"message_id": str(reply_to), "channel_id": str(channel.id)} if reply_to else None
        )
        message = self.backend.create_message(
            channel.id, user.id, text, attachments=stored, reference=reference
        )
        return message.id

    def say_raw(self, user: User, channel: Channel, fields: Mapping[str, Any]) -> int:
        """A message whose payload has these fields as they are; returns its id."""
        message = self.backend.prepare_message(channel.id, user.id, "raw")
        self._raw[str(message.id)] = fields
        self.backend.commit_message(message)
        return message.id

    def overlaid(self, data: Any) -> Any:
        """A payload, or a list of them, with the fields that `say_raw` was given."""
        if isinstance(data, list):
            return [self.overlaid(each) for each in data]
        raw = self._raw.get(str(data.get("id"))) if isinstance(data, dict) else None
        return {**data, **raw} if raw else data

    def attach(self, channel_id: int, file: File) -> dict[str, Any]:
        """Store a file; the payload is what a message or an option carries."""
        stored = self.cdn.store_attachment(
            self.backend.snowflake(), channel_id, file.name, file.data, None
        )
        if file.mime:
            stored["content_type"] = file.mime
        if file.claims is not None:
            stored["size"] = file.claims
        return stored

    def posts(self, channel_id: int) -> list[Any]:
        """The bot's messages that stand in a channel, ephemeral ones included, oldest first."""
        bot = self.backend.bot_user.id
        return [m for m in self.backend.messages[channel_id].values() if m.author_id == bot]
