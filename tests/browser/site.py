"""The page served by the real bot, its studio in the same process, for a browser to open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from adapters.web.access import Doors
from adapters.web.adapter import WebAdapter, WebSettings
from bot.app import Running, running
from bot.page import operations
from bot.settings import Settings
from core.chat import Adapter
from core.clock import Clock, SystemClock
from studio.server import Studio, StudioConfig
from tests.e2e.telegram_api import TOKEN, BotApi
from tests.faults import Delay, Faults, open_studio
from tests.ports import free_port

# A delay of the studio's that lasts until the test lets go.
HELD_S = 1000.0
HELD = Delay(HELD_S)
_STUDIO = StudioConfig(max_height=256, max_fps=8, disk_floor_bytes=0)


class Holding(SystemClock):
    """Real time, but for waits of `HELD_S`: those end when `release` is called."""

    def __init__(self) -> None:
        self.held = asyncio.Event()
        """Set while something is held."""
        self._free = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        if seconds != HELD_S:
            await super().sleep(seconds)
            return
        self.held.set()
        await self._free.wait()

    async def release(self) -> None:
        """Let go of what is held, as soon as something is."""
        await asyncio.wait_for(self.held.wait(), 60)
        self._free.set()
        self.held, self._free = asyncio.Event(), asyncio.Event()

    def end(self) -> None:
        """Hold nothing any more."""
        self._free.set()


@dataclass
class Site:
    """A bot with a page; `faults` are the studio's, `clock` holds what they delay.

    With `telegram` it is a bot there too, whose app opens the page.
    """

    folder: Path
    telegram: BotApi | None = None
    faults: Faults = field(default_factory=Faults)
    clock: Holding = field(default_factory=Holding)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._stack = AsyncExitStack()
        self.studio: Studio | None = None
        self.up: Running | None = None
        self.adapter: WebAdapter | None = None

    async def open(self) -> None:
        """Start the studio and the bot, and serve the page."""
        self.studio = await self._stack.enter_async_context(
            open_studio(self.folder / "studio", _STUDIO, faults=self.faults, clock=self.clock)
        )
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings' own
            nemo_backend="cloud",
            nemo_api_url=self.studio.url,
            reelay_data_dir=self.folder / "bot",
            reelay_poll_s=0.3,
            reelay_poll_max=900,
            reelay_settle_s=0.2,
            reelay_text_wait_s=0.05,
        )
        clock = SystemClock()
        doors = Doors(url="https://reelay.example" if self.telegram is not None else "")
        web = WebSettings(self.folder / "bot" / "page", self.port, doors)
        adapter = WebAdapter(web, clock)
        beside = [adapter.beside(each) for each in await self._others(clock)]
        self.up = await self._stack.enter_async_context(
            running(settings, [*beside, adapter], clock=clock, resume=True, drain=0.0)
        )
        adapter.operations = operations(self.up, clock)
        self.adapter = adapter
        for each in beside:
            taking = asyncio.create_task(each.run(self.up.core))
            self._stack.push_async_callback(_ended, taking)
        serving = asyncio.create_task(adapter.run(self.up.core))
        self._stack.push_async_callback(_ended, serving)
        while not adapter.connection.connected:
            assert not serving.done(), serving
            await asyncio.sleep(0.02)

    async def _others(self, clock: Clock) -> list[Adapter]:
        """Telegram's adapter, where this is a bot there too."""
        if self.telegram is None:
            return []
        await self.telegram.start()
        self._stack.push_async_callback(self.telegram.stop)
        settings = TelegramSettings(SecretStr(TOKEN), api_base_url=self.telegram.url)
        return [TelegramAdapter(settings, clock)]

    async def close(self) -> None:
        """End everything."""
        self.clock.end()
        await self._stack.aclose()

    async def prompted(self, beginning: str) -> None:
        """Wait until the studio was sent a prompt that begins so."""

        async def sent() -> bool:
            return any(text.startswith(beginning) for text in await self.prompts())

        await until(sent)

    async def prompts(self) -> list[str]:
        """The words of every prompt that the studio was sent."""
        assert self.studio is not None
        return [entry.text for entry in await self.studio.audit.prompts()]


async def until(seen: Callable[[], Awaitable[object]]) -> None:
    """Look again and again, on real time; fails after a minute."""
    for _ in range(600):
        if await seen():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("never seen")


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
