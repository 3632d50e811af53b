"""The crash world: a chat platform and a studio in this process, the bot in one that dies."""

from __future__ import annotations

import asyncio
import json
import logging
import multiprocessing
import random
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Final

from bot import logs
from studio.server import Costs, Pace, Studio, StudioConfig
from studio.server.media_worker import Order
from tests.crash.bot import LOG, POINTS, Control, Spec, live
from tests.crash.people import Minutes, Person, until
from tests.crash.points import Arm
from tests.crash.slate import CHALK, SLATE, Post, Slate
from tests.faults import Faults, open_studio
from tests.studio.double import FastWorker

SPEED: Final = 20.0
GROUP: Final = "group"
# A forked process runs its parent's main module once more: what that imports is there as well.
PRELOADED: Final = ["tests.crash.bot", "tests.crash.__main__", "pytest"]
OPEN: Final = "state not in ('done','failed','cancelled')"


class SlowWorker(FastWorker):
    """Renders take long enough to be killed in."""

    def __init__(self, rnd: random.Random) -> None:
        super().__init__()
        self._rnd = rnd

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        """A tiny film after some tenths of a second."""
        await asyncio.sleep(self._rnd.uniform(0.05, 0.3))
        await super().render(order, on_progress)


class World:
    """One folder with everything in it, and the bot that lives there time and again."""

    def __init__(self, folder: Path, studio: Studio, slate: Slate, rnd: random.Random) -> None:
        self.folder = folder
        self.studio = studio
        self.faults = Faults()
        self.slate = slate
        self.minutes = Minutes()
        self.control = Control(folder)
        self.lives = 0
        self._rnd = rnd
        self._origin = time.time()
        self._forks = multiprocessing.get_context("forkserver")
        self._forks.set_forkserver_preload(PRELOADED)
        self._bot: ForkServerProcess | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, rnd: random.Random) -> AsyncIterator[World]:
        """Studio and platform are up; the bot is started by whoever wants it to be.

        A killed bot leaves broken connections behind, of which this process says nothing.
        """
        logs.configure("error", "text", logs.Redactor())
        logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
        config = StudioConfig(
            costs=Costs(generate=20, edit=5),
            pace=Pace(piece_s=0.001, tool_s=0.15),
            anonymous_credits=1_000_000,
            silent_edits=frozenset({"Look"}),
            disk_floor_bytes=0,
        )
        slate = Slate()
        await slate.open()
        try:
            faults = Faults()
            async with open_studio(
                folder / "studio", config, faults=faults, worker=SlowWorker(rnd)
            ) as studio:
                world = cls(folder, studio, slate, rnd)
                world.faults = faults
                try:
                    yield world
                finally:
                    await world.kill()
        finally:
            await slate.close()

    def people(self, count: int) -> list[Person]:
        """So many of them: half on each flavour, every sixth in the flavour's group."""
        made = []
        for n in range(count):
            name, platform = f"u{n}", (SLATE, CHALK)[n % 2]
            chat = GROUP if n % 6 == 5 else name
            rnd = random.Random(self._rnd.random())
            made.append(Person(self.slate, self.minutes, platform, name, chat, rnd))
        return made

    def spec(self, arm: Arm | None = None, **more: Any) -> Spec:
        """What the next life is started with."""
        common: dict[str, Any] = {
            "folder": str(self.folder),
            "slate": self.slate.url,
            "studio": self.studio.url,
            "speed": SPEED,
            "origin": self._origin,
        }
        return Spec(**{**common, "arm": arm, **more})

    async def start(self, arm: Arm | None = None, **more: Any) -> None:
        """Begin another life."""
        if self.alive:
            raise RuntimeError("it lives already")
        self.lives += 1
        self._bot = self._forks.Process(target=live, args=(self.spec(arm, **more),))
        await asyncio.to_thread(self._bot.start)

    async def second(self) -> int | None:
        """Start another bot beside the one that runs; its exit code."""
        other = self._forks.Process(target=live, args=(self.spec(),))
        await asyncio.to_thread(other.start)
        await asyncio.to_thread(other.join, 20.0)
        return other.exitcode

    @property
    def alive(self) -> bool:
        """Whether the bot runs."""
        return self._bot is not None and self._bot.is_alive()

    def strike(self) -> None:
        """SIGKILL, without waiting for anything."""
        if self._bot is not None:
            self._bot.kill()

    async def kill(self) -> None:
        """SIGKILL, and the process is gone."""
        self.strike()
        await self.gone(10.0)

    async def stop(self, limit: float = 10.0) -> int | None:
        """SIGTERM; its exit code, None when it did not end within so many seconds."""
        if self._bot is not None:
            self._bot.terminate()
        return self._bot.exitcode if self._bot and await self.gone(limit) else None

    async def gone(self, limit: float) -> bool:
        """Wait until the bot has ended, at most so many seconds; whether it has."""
        return await self.until(lambda: not self.alive, limit)

    async def until(self, seen: Callable[[], object], limit: float) -> bool:
        """Look again and again, at most so many seconds; whether it was seen."""
        return await until(seen, limit)

    def kill_at_post(self, nth: int = 1, wanted: Callable[[Post], bool] | None = None) -> None:
        """Die between a post and its answer, at the nth post from now (that is `wanted`)."""
        left = nth

        def posted(post: Post) -> None:
            nonlocal left
            left -= wanted is None or wanted(post)
            if left == 0:
                self.slate.on_post = None
                self.strike()

        self.slate.on_post = posted

    def points(self) -> Counter[str]:
        """Every commit of every life so far, by its name."""
        path = self.folder / POINTS
        return Counter(path.read_text().splitlines()) if path.exists() else Counter()

    @property
    def database(self) -> Path:
        """The bot's."""
        return self.folder / "data" / "reelay.db"

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Read the bot's database from outside."""
        if not self.database.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(sql)]

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Everything that the bot wrote anywhere, by the place: its database, its log."""
        for file in (*self.database.parent.glob("reelay.db*"), self.folder / LOG):
            yield file.name, file.read_bytes()

    def transcript(self) -> str:
        """All that was done and posted, in its order, for whoever looks for a reason."""
        books = self.slate.books
        lines = [(u.id, f"{u.id} {u.platform} {u.chat} > {u.body}") for u in books.updates]
        for p in books.posts:
            kind = "progress" if p.silent else p.nonce or "answer"
            lines.append((p.number, f"{p.number} {p.platform} {p.user} < [{kind}] {p.texts}"))
        return "\n".join(line for _, line in sorted(lines))

    def standing(self) -> list[Post]:
        """Progress messages that still stand although the bot knows of them."""
        rows = self.query("select progress from jobs where progress is not null")
        refs = [json.loads(row["progress"]) for row in rows]
        known = {ref["message"] for ref in refs if ref}
        posts = self.slate.books.posts
        return [p for p in posts if p.in_progress and str(p.number) in known]

    def quiet(self) -> bool:
        """Whether nothing waits any more: no update, no row, no job, no progress message."""
        if self.slate.waiting() or self.query("select 1 from incoming where open limit 1"):
            return False
        return not self.query(f"select 1 from jobs where {OPEN} limit 1") and not self.standing()

    async def settle(self, limit: float) -> bool:
        """Wait until everything is answered, at most so many seconds; whether it is."""
        return await until(self.quiet, limit)
