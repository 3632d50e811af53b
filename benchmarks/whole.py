"""The whole bot as a process of its own, between stand-ins in this one.

`python -m bot` with python-telegram-bot, a Bot API server and a backend on loopback; what it costs
is read from /proc, so that the stand-ins cost nothing. Time is real.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from benchmarks.backend import Backend
from core.clock import SystemClock
from tests.e2e import samples
from tests.e2e.telegram_api import TOKEN, BotApi
from tests.e2e.telegram_api.methods import Call
from tests.e2e.telegram_api.state import User, written

ROOT: Final = Path(__file__).parents[1]
KEPT: Final = ("PATH", "HOME", "LANG")
LOOK_S: Final = 0.002
logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed bot hangs up
TICKS: Final = os.sysconf("SC_CLK_TCK")
# No wait that is a person's comfort, and no platform's limit: what is left is the bot.
AT_ONCE: Final = {
    "REELAY_TEXT_WAIT_S": "0",
    "REELAY_SETTLE_S": "0",
    "REELAY_MEDIA_WAIT_S": "0",
    "REELAY_POSTS_PER_S": "100000",
}
_POSTS: Final = ("sendMessage", "sendPhoto", "sendVideo", "sendDocument")


class Person:
    """Somebody in a private chat; `wait` for the answer to what they `say`."""

    def __init__(self, bot: Bot, user: User) -> None:
        self._bot = bot
        self.user = user
        self.answers = 0
        self._answered = asyncio.Event()

    def say(self, text: str, photo: bytes = b"") -> float:
        """Write something, with a photo if there is one; the monotonic second in which it was."""
        api, extra = self._bot.api, dict[str, Any]()
        if photo:
            file = api.state.add_file(photo)
            size = {"width": 320, "height": 240, "file_size": file.size}
            about = {"file_id": file.id, "file_unique_id": file.id, **size}
            extra["media"] = {"photo": [about]}
        self._answered.clear()
        chat = api.state.chats[self.user.id]
        now = int(time.time())
        api.deliver(api.state.post(chat, self.user, written(text), now, extra=extra))
        return time.monotonic()

    def command(self, text: str) -> None:
        """Type a command."""
        api = self._bot.api
        chat = api.state.chats[self.user.id]
        api.deliver(api.state.post(chat, self.user, written(text), int(time.time())))

    def heard(self) -> None:
        """An answer was posted: what it offers is there."""
        self.answers += 1
        self._answered.set()

    async def wait(self, within: float = 60.0) -> None:
        """Until an answer is there."""
        await asyncio.wait_for(self._answered.wait(), within)


class Bot:
    """The bot between its stand-ins."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.api = BotApi(SystemClock())
        self.backend = Backend()
        self.edits = 0
        self.posts = 0
        self.typing = 0
        self.first_poll = 0.0
        self._folder = folder
        self._settings = settings
        self.people: dict[int, Person] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._others: list[asyncio.subprocess.Process] = []
        self._reader: asyncio.Task[None] | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, settings: Mapping[str, str] = AT_ONCE) -> AsyncIterator[Bot]:
        """Stand-ins that listen; the bot starts with `start`, in that folder."""
        await asyncio.to_thread(folder.mkdir, exist_ok=True)
        bot = cls(folder, settings)
        await bot.api.start()
        await bot.backend.start()
        bot._reader = asyncio.create_task(bot._read())
        try:
            yield bot
        finally:
            await bot.stop(signal.SIGKILL)
            bot._reader.cancel()
            await asyncio.gather(bot._reader, return_exceptions=True)
            await bot.backend.stop()
            await bot.api.stop()

    async def start(self, *before: str) -> float:
        """Start it and wait for its first `getUpdates`; seconds until then.

        `before` goes before the command line: a program that measures from inside.
        """
        self.first_poll, begun = 0.0, time.monotonic()
        self._process = await self._run(self._settings, *(before or ("-m", "bot")), "--resume")
        await self.seen(lambda: self.first_poll, within=60.0)
        return self.first_poll - begun

    async def beside(self, settings: Mapping[str, str]) -> None:
        """Start another process, such as a worker, that ends with the bot."""
        self._others.append(await self._run(settings, "-m", "bot", "--resume"))

    async def _run(self, settings: Mapping[str, str], *line: str) -> asyncio.subprocess.Process:
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        own = {
            "NEMO_BACKEND": "cloud",
            "NEMO_API_URL": self.backend.url,
            "NEMO_WEB_URL": "https://web.example",
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": self.api.url,
            "PYTHONPATH": str(ROOT),
        }
        with (self._folder / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, *line),
                cwd=self._folder,
                env=inherited | own | dict(settings),
                stdout=log,
                stderr=log,
            )

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process, and wait until it has."""
        for process in (self._process, *self._others):
            if process is not None and process.returncode is None:
                with suppress(ProcessLookupError):
                    process.send_signal(how)
                await process.wait()

    def person(self, name: str = "Ada") -> Person:
        """Somebody new, to whom the bot may write."""
        user = self.api.state.add_user(name, "en")
        user.opened = True
        self.people[user.id] = person = Person(self, user)
        return person

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    def cpu(self) -> float:
        """Seconds that it has computed so far; its helpers that have ended are not in it."""
        return _cpu(self.pid)[0]

    def helpers_cpu(self) -> float:
        """Seconds that its helper processes have computed, those that ended and those that live."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return _cpu(self.pid)[1] + sum(_cpu(int(child))[0] for child in children)

    def computed(self) -> float:
        """`cpu` of its threads that live, to the microsecond."""
        used = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ends meanwhile
                used += int((task / "schedstat").read_text().split()[0])
        return used / 1e9

    def cpu_of_all(self) -> float:
        """Seconds that it and those beside it have computed so far."""
        return sum(_cpu(pid)[0] for pid in (self.pid, *(other.pid for other in self._others)))

    def resident(self) -> float:
        """Megabytes that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * 4096 / 1e6

    async def seen(self, what: Callable[[], object], *, within: float = 60.0) -> None:
        """Until something is so."""
        end = time.monotonic() + within
        while not what():
            if time.monotonic() > end:
                raise TimeoutError((self._folder / "bot.log").read_text()[-3000:])
            await asyncio.sleep(LOOK_S)

    async def rest(self, seconds: float = 1.0) -> None:
        """Until it has called nothing for so long."""
        last, since = -1, time.monotonic()
        while time.monotonic() - since < seconds:
            if (now := self.posts + self.edits + len(self.backend.looks)) != last:
                last, since = now, time.monotonic()
            await asyncio.sleep(0.02)

    async def _read(self) -> None:
        """Follow what it calls, and forget it: the stand-in would keep everything."""
        while True:
            calls, self.api.calls[:] = list(self.api.calls), []
            for call in calls:
                self._called(call)
            await asyncio.sleep(LOOK_S)

    def _called(self, call: Call) -> None:
        if call.method == "getUpdates":
            self.first_poll = self.first_poll or call.at
        elif call.method == "editMessageText":
            self.edits += 1
        elif call.method == "sendChatAction":
            self.typing += 1
        elif call.method in _POSTS:
            self.posts += 1
            if "Export" in str(call.params.get("reply_markup", "")):
                self.people[int(call.params["chat_id"])].heard()


def _cpu(pid: int) -> tuple[float, float]:
    """Seconds of a process, and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own, children = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return own / TICKS, children / TICKS


def photo() -> bytes:
    """One photo's bytes."""
    return samples.photos(1)[0].data
