"""The real bot on a fake clock: studio, database, core; one platform's adapter plugs in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final, Protocol

import av
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.charts import Painter
from bot.speech import SpeechServer
from core.chat import Adapter
from core.config import CoreConfig, Waits
from core.core import Core, Parts
from core.language.timeline import Bars
from core.nemo.client import NemoClient
from core.nemo.wire import Attribution
from core.store.database import parse_url
from core.store.store import Store
from core.store.vault import Vault
from core.work.answers.fetch import VideoInfo
from core.work.dispatch.local import LocalDispatch
from studio.media.bars import draw_bars
from studio.media.container import as_picture
from studio.server import Studio, StudioConfig
from studio.server.media_worker import MediaWorker, Order, Probed, SheetOrder
from studio.server.worker_processes import WorkerProcesses
from tests.e2e.backend import Charge
from tests.e2e.clock import FakeClock
from tests.e2e.scenarios.kit import Setup
from tests.faults import Faults, open_studio
from tests.speech_server import KEY, SpeechApi

WEB: Final = "https://web.example"
# Small and slow pictures: what a scenario waits for is the message, not the pixels.
_STUDIO: Final = StudioConfig(
    max_height=256, max_fps=8, disk_floor_bytes=0, fetch_allow_loopback=True
)


class Busy:
    """Counts work in processes and threads, which no event loop shows."""

    def __init__(self) -> None:
        self.count = 0

    @asynccontextmanager
    async def work(self) -> AsyncIterator[None]:
        """While this lasts the clock stands still."""
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1


class CountedWorker:
    """The studio's real worker processes, counted while they work."""

    def __init__(self, worker: MediaWorker, busy: Busy) -> None:
        self._worker = worker
        self._busy = busy

    async def probe(self, path: Path) -> Probed:
        async with self._busy.work():
            return await self._worker.probe(path)

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        async with self._busy.work():
            await self._worker.render(order, on_progress)

    async def contact_sheet(self, order: SheetOrder) -> None:
        async with self._busy.work():
            await self._worker.contact_sheet(order)

    def missing_glyphs(self, text: str) -> str:
        return self._worker.missing_glyphs(text)

    def speaks(self) -> bool:
        return self._worker.speaks()


class StudioBackend:
    """The studio's books, read whenever the loop has come to rest."""

    def __init__(self, busy: Busy, faults: Faults) -> None:
        self.faults = faults
        self._busy = busy
        self._studio: Studio | None = None
        self._charges: tuple[Charge, ...] = ()
        self._prompts: tuple[str, ...] = ()
        self._uploads: tuple[str, ...] = ()
        self._renders: tuple[str, ...] = ()

    def attach(self, studio: Studio) -> None:
        """Read this studio's audit log from now on."""
        self._studio = studio

    async def refresh(self) -> None:
        """Read the books again."""
        if self._studio is None:
            return
        audit = self._studio.audit
        entries = await audit.prompts()
        self._prompts = tuple(entry.text for entry in entries)
        self._charges = tuple(
            Charge(entry.session_id, entry.text, entry.charged)
            for entry in entries
            if entry.charged > 0
        )
        self._uploads = tuple(entry.filename for entry in await audit.uploads())
        self._renders = tuple(
            entry.id for entry in await audit.renders() for _ in range(entry.submits)
        )

    def charges(self) -> tuple[Charge, ...]:
        return self._charges

    def prompts(self) -> tuple[str, ...]:
        return self._prompts

    def uploads(self) -> tuple[str, ...]:
        return self._uploads

    def renders(self) -> tuple[str, ...]:
        return self._renders

    def busy(self) -> bool:
        return self._busy.count > 0


class Keeper(Protocol):
    """Who starts, kills and restarts the bot of a world.

    `admin_code` makes who gives it with `/admin` the first admin.
    """

    admin_code: str

    async def open(self) -> None: ...

    async def start(self) -> None: ...

    async def kill(self) -> None: ...

    async def close(self) -> None: ...


class House:
    """One bot with its backend; `start` and `kill` as often as a scenario likes."""

    def __init__(
        self, folder: Path, clock: FakeClock, setup: Setup, *adapters: Callable[[], Adapter]
    ) -> None:
        self.clock = clock
        self.busy = Busy()
        self.backend = StudioBackend(self.busy, Faults())
        self._folder = folder
        self._setup = setup
        self._make = adapters
        self._vault = Vault([Fernet.generate_key().decode()])
        self._stack = AsyncExitStack()
        self._speech = SpeechApi()
        self.admin_code = ""
        self._studio: Studio | None = None
        self._bot: AsyncExitStack | None = None

    async def open(self) -> None:
        """Start the studio; the bot itself starts with `start`."""
        config = replace(_STUDIO, **self._setup.studio)
        worker = CountedWorker(WorkerProcesses(), self.busy)
        self._studio = await self._stack.enter_async_context(
            open_studio(
                self._folder / "studio",
                config,
                faults=self.backend.faults,
                clock=self.clock,
                worker=worker,
            )
        )
        self.backend.attach(self._studio)
        await self._stack.enter_async_context(self._speech)
        for text, segment in self._setup.says:
            self._speech.will_say(text, **segment)

    async def start(self) -> None:
        """Start the bot on the database that is there."""
        assert self._studio is not None
        assert self._bot is None, "it runs already"
        stack = AsyncExitStack()
        store = await Store.open(parse_url("", self._folder), self._vault)
        stack.push_async_callback(store.close)
        nemo = NemoClient(
            self._studio.url, WEB, attribution=Attribution("e2e", "1", "unknown"), clock=self.clock
        )
        stack.push_async_callback(nemo.aclose)
        adapters = [make() for make in self._make]
        for adapter in adapters:
            stack.push_async_callback(adapter.close)
        speech = None
        if self._setup.says:
            server = SpeechServer(self._speech.url, SecretStr(KEY), "whisper-1")
            speech = await stack.enter_async_context(server)
        spool = self._folder / "spool"
        spool.mkdir(exist_ok=True)
        media = Media(self.busy)
        core = Core(
            Parts(
                store=store,
                nemo=nemo,
                clock=self.clock,
                dispatch=LocalDispatch(store),
                chats={adapter.chat.platform: adapter.chat for adapter in adapters},
                inspector=media,
                converter=media,
                drawer=media,
                spool=spool,
                painter=Painter(),
                transcriber=speech,
            ),
            CoreConfig(waits=Waits(), web_url=WEB, **self._setup.bot),
        )
        await core.start()
        self.admin_code = await core.members.new_code()
        stack.push_async_callback(core.stop, 0.0)
        for adapter in adapters:
            running = asyncio.create_task(adapter.run(core))
            stack.push_async_callback(_ended, running)
        self._bot = stack

    async def kill(self) -> None:
        """End the bot where it stands: nothing is drained, nothing is told."""
        if self._bot is not None:
            await self._bot.aclose()
            self._bot = None

    async def close(self) -> None:
        """End everything."""
        await self.kill()
        await self._stack.aclose()


class Media:
    """Looks into videos and converts files, in threads that are counted."""

    def __init__(self, busy: Busy) -> None:
        self._busy = busy

    async def look(self, video: Path, thumbnail: Path) -> VideoInfo | None:
        async with self._busy.work():
            return await asyncio.to_thread(_look, video, thumbnail)

    async def convert(self, source: Path, target: Path) -> bool:
        async with self._busy.work():
            return await asyncio.to_thread(_convert, source, target)

    async def draw_timeline(self, bars: Bars) -> bytes | None:
        async with self._busy.work():
            return await asyncio.to_thread(draw_bars, asdict(bars))


def _look(video: Path, thumbnail: Path) -> VideoInfo:
    with av.open(str(video)) as source:
        stream = source.streams.video[0]
        picture = as_picture(next(source.decode(stream)))
        seconds = float((source.duration or 0) / 1_000_000)
        size = stream.width, stream.height
    picture.thumbnail((320, 320))
    picture.save(thumbnail, "JPEG")
    return VideoInfo(*size, seconds, thumbnail)


def _convert(source: Path, target: Path) -> bool:
    try:
        with av.open(str(source)) as given, av.open(str(target), "w") as made:
            stream = made.add_stream("aac" if target.suffix == ".m4a" else "pcm_s16le", rate=48000)
            assert isinstance(stream, av.AudioStream)
            for frame in given.decode(audio=0):
                frame.pts = None
                made.mux(stream.encode(frame))
            made.mux(stream.encode(None))
    except av.FFmpegError:
        return False
    return True


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
