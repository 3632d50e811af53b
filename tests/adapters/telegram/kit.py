"""A service that records, and an adapter with a Bot API stand-in behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from core.chat import Address, ChatKind, Incoming, KnownChat, TextForm
from core.handlers.forms import form_for
from tests.e2e.clock import FakeClock
from tests.e2e.telegram_api import BOT_ID, TOKEN, BotApi
from tests.e2e.telegram_api.state import User, written


class RecordingService:
    """Core as adapters see it: keeps what it is given, and fails when told to."""

    def __init__(self) -> None:
        self.received: asyncio.Queue[Incoming] = asyncio.Queue()
        self.moves: list[tuple[str, str]] = []
        self.notes: dict[str, str] = {}
        self.remembered = asyncio.Event()
        self.failures: list[Exception] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.held: dict[str, asyncio.Event] = {}

    async def receive(self, incoming: Incoming) -> bool:
        await self.gate.wait()
        if (held := self.held.get(incoming.address.chat)) is not None:
            await held.wait()
        if self.failures:
            raise self.failures.pop(0)
        self.received.put_nowait(incoming)
        return True

    async def moved(self, platform: str, bot: str, old: str, new: str) -> None:
        self.moves.append((old, new))

    async def places(self, platform: str, bot: str) -> Sequence[KnownChat]:
        return ()

    def form(self, incoming: Incoming) -> TextForm | None:
        """As core asks."""
        return form_for(incoming)

    async def suggest(self, address: Address, lookup: str, typed: str) -> Sequence[str]:
        return ()

    async def recall(self, key: str) -> str:
        return self.notes.get(key, "")

    async def remember(self, key: str, value: str) -> None:
        self.notes[key] = value
        self.remembered.set()


class Stage:
    """A started stand-in, an adapter that is not running yet, and a person."""

    def __init__(self, api: BotApi, adapter: TelegramAdapter, clock: FakeClock) -> None:
        self.api = api
        self.adapter = adapter
        self.clock = clock
        self.service = RecordingService()
        self.ada: User = api.state.add_user("Ada", "de")
        self.ada.opened = True
        self._running: asyncio.Task[None] | None = None

    def private(self, user: User | None = None) -> Address:
        """The private chat with a person."""
        who = str((user or self.ada).id)
        return Address("telegram", str(BOT_ID), who, who)

    def group(self, *, thread: str = "") -> Address:
        """A new group of Ada's."""
        chat = self.api.state.add_group("Makers")
        return Address(
            "telegram", str(BOT_ID), str(chat.id), str(self.ada.id), thread, ChatKind.GROUP
        )

    def say(self, text: str) -> dict[str, Any]:
        """Ada writes to the bot in private; the update is returned."""
        chat = self.api.state.chats[self.ada.id]
        update = self.api.deliver(self.api.state.post(chat, self.ada, written(text), 1))
        assert update is not None
        return update

    def run(self) -> asyncio.Task[None]:
        """Start taking updates in."""
        self._running = asyncio.create_task(self.adapter.run(self.service))
        return self._running

    async def stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        await self.adapter.close()
        await self.api.stop()


@asynccontextmanager
async def stage(*, local: Path | None = None, **settings: object) -> AsyncIterator[Stage]:
    """Everything started but the adapter's intake; taken down afterwards."""
    clock = FakeClock()
    api = BotApi(clock, local=local)
    await api.start()
    given = {
        "token": SecretStr(TOKEN),
        "api_base_url": api.url,
        "local_mode": local is not None,
        **settings,
    }
    adapter = TelegramAdapter(TelegramSettings(**given), clock)  # type: ignore[arg-type] # by name
    there = Stage(api, adapter, clock)
    try:
        yield there
    finally:
        await there.stop()


@asynccontextmanager
async def time_passing(clock: FakeClock) -> AsyncIterator[list[float]]:
    """Whoever sleeps is woken at once; the seconds that were slept through."""
    slept: list[float] = []

    async def wake() -> None:
        while True:
            slept.append(await clock.wake_next())

    waking = asyncio.create_task(wake())
    try:
        yield slept
    finally:
        waking.cancel()
        await asyncio.gather(waking, return_exceptions=True)
