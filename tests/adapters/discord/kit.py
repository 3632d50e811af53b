"""A Discord of our own, discord.py on real sockets, and a core that only writes things down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import SecretStr

from adapters.discord.adapter import DiscordAdapter, DiscordSettings
from core.chat import Address, Incoming, KnownChat, TextForm
from core.handlers.forms import form_for
from tests.e2e.clock import FakeClock
from tests.e2e.discord_api import DiscordApi
from tests.e2e.discord_api.interactions import People


@dataclass(slots=True)
class RecordingService:
    """The core that an adapter talks to: what it heard is in lists.

    `gate` holds writing up, `broken` fails it.

    Invitations are booked apart: a guild that a test makes is one.
    """

    taken: list[Incoming] = field(default_factory=list)
    joins: list[Incoming] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    known: list[KnownChat] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None
    broken: int = 0

    async def receive(self, incoming: Incoming) -> bool:
        if self.gate is not None:
            await self.gate.wait()
        if self.broken:
            self.broken -= 1
            raise OSError("disk full")
        if any(incoming.event == earlier.event for earlier in self.taken):
            return False
        (self.joins if incoming.joined else self.taken).append(incoming)
        return True

    async def moved(self, platform: str, bot: str, old: str, new: str) -> None:
        raise AssertionError("Discord never moves a chat")

    async def places(self, platform: str, bot: str) -> list[KnownChat]:
        return self.known

    def form(self, incoming: Incoming) -> TextForm | None:
        """As core asks."""
        return form_for(incoming)

    async def suggest(self, address: Address, lookup: str, typed: str) -> list[str]:
        return [title for title in self.titles if typed in title]

    async def recall(self, key: str) -> str:
        return self.notes.get(key, "")

    async def remember(self, key: str, value: str) -> None:
        self.notes[key] = value


@dataclass(slots=True)
class Bench:
    """Everything a test of the adapter holds in its hands."""

    api: DiscordApi
    people: People
    clock: FakeClock
    service: RecordingService
    adapter: DiscordAdapter
    running: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Start listening, and wait until the gateway has welcomed us."""
        self.running = asyncio.create_task(self.adapter.run(self.service))
        await self.until(
            lambda: any(session.socket for session in self.api.gateway.sessions.values())
        )
        await self.until(lambda: self.client.shards and self.client.user is not None)

    @property
    def client(self) -> Any:
        """discord.py's client, for its public state only."""
        return self.adapter._client

    async def until(self, seen: Callable[[], object]) -> None:
        """Let the loop run until something is so; five seconds of real time at most."""
        async with asyncio.timeout(5):
            # The loop's turns are what is waited for; no event could tell of another's state.
            while not seen():  # noqa: ASYNC110
                await asyncio.sleep(0)

    async def waited(self, seen: Callable[[], object]) -> None:
        """The same, with the clock moved to every next due time on the way."""
        async with asyncio.timeout(5):
            while not seen():
                await asyncio.sleep(0)
                due = self.clock.next_due()
                if due is not None:
                    self.clock.advance_to(due)

    async def taken(self, count: int = 1) -> Incoming:
        """Wait for so many things written down; the newest."""
        await self.until(lambda: len(self.service.taken) >= count)
        return self.service.taken[-1]

    def private(self, user_id: int) -> Address:
        """The address of a private chat."""
        bot = str(self.api.backend.bot_user.id)
        return Address("discord", bot, f"@{user_id}", str(user_id))

    async def stop(self) -> None:
        """Stop the bot; what it did that the stand-in can't do fails the test."""
        await self.adapter.close()
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
        await self.api.stop()
        assert self.api.rest.gaps == []


async def bench(**settings: Any) -> Bench:
    """A stand-in that listens, and an adapter that does not yet."""
    clock = FakeClock()
    api = DiscordApi(clock.now)
    await api.start()
    made = DiscordSettings(
        SecretStr(api.token), api.api_base_url, api.gateway_url, cdn_url=api.cdn_url, **settings
    )
    return Bench(api, People(api), clock, RecordingService(), DiscordAdapter(made, clock))
