"""The product in a process of its own: `python -m bot`, started by its settings, killed by SIGKILL.

The platform's stand-in and the studio stay in the test's process; time is real for all of them.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from core.clock import SystemClock
from studio.server import Studio, StudioConfig
from tests.crash.people import until
from tests.e2e.clock import FakeClock
from tests.e2e.discord_world import DiscordWorld
from tests.e2e.house import WEB, Busy, StudioBackend
from tests.e2e.scenarios import Setup
from tests.e2e.telegram_api import TOKEN
from tests.e2e.telegram_world import TelegramWorld
from tests.faults import Faults, open_studio
from tests.studio.double import FastWorker

# How long something may take to be seen; longer for the long form of attacks (docs/security.md).
PATIENCE_S: Final = float(os.environ.get("PATIENCE", "60"))
ROOT: Final = Path(__file__).parents[2]
KEPT: Final = ("PATH", "HOME", "PYTHONPATH")
_OPEN: Final = "select count(*) from jobs where state not in ('done', 'failed', 'cancelled')"
_SETTINGS: Final = {
    "NEMO_BACKEND": "cloud",
    "NEMO_WEB_URL": WEB,
    "REELAY_SETTLE_S": "0.3",
    "REELAY_POLL_S": "0.5",
    "REELAY_RECOVERY_S": "0.3,0.3,0.3,0.3,0.3,0.3",
}


class RealTime(FakeClock):
    """The hour as it is."""

    def now(self) -> datetime:
        return SystemClock().now()

    def monotonic(self) -> float:
        return SystemClock().monotonic()


class BotProcess:
    """A house whose bot has a process id; `kill` sends SIGKILL."""

    def __init__(
        self, folder: Path, setup: Setup, settings: Callable[[], Mapping[str, str]]
    ) -> None:
        self.backend = StudioBackend(Busy(), Faults())
        self._folder = folder
        self._setup = setup
        self._settings = settings
        self._stack = AsyncExitStack()
        self.admin_code = ""
        self._studio: Studio | None = None
        self._process: asyncio.subprocess.Process | None = None

    async def open(self) -> None:
        """Start the studio; the bot itself starts with `start`."""
        config = StudioConfig(**({"disk_floor_bytes": 0} | dict(self._setup.studio)))
        studio = open_studio(
            self._folder / "studio",
            config,
            faults=self.backend.faults,
            clock=SystemClock(),
            worker=FastWorker(),
        )
        self._studio = await self._stack.enter_async_context(studio)
        self.backend.attach(self._studio)

    async def start(self) -> None:
        """Start the bot on the database that is there; three lives a minute are no start loop."""
        assert self._studio is not None
        (self._folder / "bot").mkdir(exist_ok=True)
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        settings = {**_SETTINGS, "NEMO_API_URL": self._studio.url, **self._settings()}
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "--resume"),
                cwd=self._folder / "bot",
                env=inherited | {"PYTHONPATH": str(ROOT)} | settings,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """SIGKILL, and the process is gone."""
        self.strike()
        if self._process is not None:
            await self._process.wait()

    def strike(self) -> None:
        """SIGKILL, without waiting for anything."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def gone(self) -> None:
        """Wait for the end of a process that was struck."""
        assert self._process is not None
        assert await self._process.wait() < 0, "it ended by itself"

    async def close(self) -> None:
        """End everything."""
        await self.kill()
        await self._stack.aclose()

    async def seen(self, what: Callable[[], object]) -> None:
        """Wait until something is so; what the bot logged tells why when it never is."""
        assert await until(what, PATIENCE_S), self.said()

    def said(self) -> str:
        """What it has printed and logged so far."""
        return self._log.read_text(errors="replace")

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self._folder / "bot" / "data"

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def _log(self) -> Path:
        return self._folder / "bot" / "bot.log"

    def peak_memory(self) -> int:
        """The most bytes that its life has held so far, as Linux counts them."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) * 1024

    def at_rest(self) -> bool:
        """Whether the ledger holds jobs, all of them ended."""
        path = self.data / "reelay.db"
        if not path.exists():
            return False
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            jobs = int(db.execute("select count(*) from jobs").fetchone()[0])
            return bool(jobs) and not int(db.execute(_OPEN).fetchone()[0])


class TelegramProcess(TelegramWorld):
    """Telegram, with the bot in a process of its own; `settings` are its environment's, besides."""

    def __init__(
        self, folder: Path, setup: Setup, *, settings: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder, setup, clock=RealTime())
        self._besides = settings or {}
        self.house = self._house = BotProcess(folder, setup, self._settings)
        self.backend = self.house.backend

    def _settings(self) -> Mapping[str, str]:
        own = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": self.api.url}
        return own | dict(self._besides)

    def _check_edits(self) -> None:
        """Nothing: on real time the arrival of a call does not tell when it was made."""

    async def until(self, seen: Callable[[], object], what: str, *, within: float = 900.0) -> None:
        """Another process takes its own time."""
        await self.house.seen(seen)

    def acknowledged(self) -> bool:
        """Whether the bot has asked for updates beyond all that were sent."""
        return self.api.pending() == []


class DiscordProcess(DiscordWorld):
    """Discord, with the bot in a process of its own; `settings` are its environment's, besides."""

    def __init__(
        self, folder: Path, setup: Setup, *, settings: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder, setup, clock=RealTime())
        self._besides = settings or {}
        self.house = self._house = BotProcess(folder, setup, self._settings)
        self.backend = self.house.backend

    def _settings(self) -> Mapping[str, str]:
        return {
            "DISCORD_TOKEN": self.api.token,
            "DISCORD_API_BASE_URL": self.api.api_base_url,
            "DISCORD_GATEWAY_URL": self.api.gateway_url,
            **self._besides,
        }

    async def start(self) -> None:
        """Start the bot and wait until it has a new session and its commands are there."""
        known = len(self.api.gateway.identifies)
        await self.house.start()
        await self.house.seen(lambda: len(self.api.gateway.identifies) > known)
        await self.house.seen(lambda: self.api.backend.find_command("video", None))

    def on_post(self, wanted: Callable[[Mapping[str, Any]], bool], act: Callable[[], None]) -> None:
        """Do something when such a message was made, before the bot is told that it was."""

        def look(event: str, payload: Mapping[str, Any]) -> None:
            if event == "MESSAGE_CREATE" and wanted(payload):
                self.api.backend.subscribers.remove(look)
                act()

        self.api.backend.subscribers.append(look)
