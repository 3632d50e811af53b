"""The real core on a bench: real studio, real SQLite file, a recording chat, a clock of ours."""

from __future__ import annotations

import asyncio
import itertools
import re
import tempfile
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from pydantic import SecretStr

from core.accounts import Accounts
from core.chat import (
    Address,
    Attachment,
    ChatKind,
    Command,
    Incoming,
    Medium,
    Press,
)
from core.config import CoreConfig
from core.core import Core, Parts
from core.handlers.stats import Painter
from core.language.phrases import say
from core.nemo.client import NemoClient, Timeouts
from core.nemo.wire import Attribution
from core.speech import Transcriber
from core.store.database import parse_url
from core.store.records import Job, JobState
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.local import LocalDispatch
from studio.server import Studio, StudioConfig
from tests.core.media import Media
from tests.core.recording import PLATFORM, Held, Posted, RecordingChat
from tests.e2e.clock import FakeClock, QuietLoop, current_loop
from tests.faults import Faults, open_studio
from tests.studio.double import FastWorker, photo

WEB = "https://web.example"
PROMO = "generate a 15-second promo video from my photos"
TITLE = "add the title 'Summer Sale' in white"
# Shorter than what whole-bot tests allow: no worker process and no second platform is at work
# here. A quiet moment that comes too early costs nothing but a tick of the clock.
GRACE_S = 0.008
PATIENCE = 400
# One row of numbers for all benches: a copied database has seen the first ones.
NUMBERS = itertools.count(1001)
loop_factory = partial(QuietLoop, GRACE_S)
ANY = "\ue0ff"
"""An argument of `says` that matches whatever stands there."""


async def _migrated() -> bytes:
    """A database that has been migrated, made once: most of a start's time is alembic's."""
    if not _TEMPLATE:
        with tempfile.TemporaryDirectory() as name:
            store = await Store.open(parse_url("", Path(name)), Vault([KEY]))
            await store.close()
            _TEMPLATE.append(await asyncio.to_thread((Path(name) / "reelay.db").read_bytes))
    return _TEMPLATE[0]


_TEMPLATE: list[bytes] = []
KEY = Fernet.generate_key().decode()


class Bench:
    """One bot on its backend; `start` and `kill` as often as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.chat = RecordingChat(self.clock)
        self.media = Media()
        self.faults = Faults()
        self.config = CoreConfig(web_url=WEB)
        self.studio_config = StudioConfig(disk_floor_bytes=0, fetch_allow_loopback=True)
        self.worker = FastWorker()
        self.shared: SecretStr | None = None
        self.transcriber: Transcriber | None = None
        self.timeouts = Timeouts(connect=2.0, read=5.0)
        self.store_kind: type[Store] = Store
        self.resume = True
        self.painter: Painter | None = None
        self.key = KEY
        self._stack = AsyncExitStack()
        self._bot: AsyncExitStack | None = None
        self._studio: Studio | None = None
        self._core: Core | None = None
        self._store: Store | None = None
        self._nemo: NemoClient | None = None

    # -- life

    async def open(self) -> Bench:
        """Start the studio and the bot."""
        database = self.folder / "reelay.db"
        if not database.exists():
            database.write_bytes(await _migrated())
        self._studio = await self._stack.enter_async_context(
            open_studio(
                self.folder / "studio",
                self.studio_config,
                faults=self.faults,
                clock=self.clock,
                worker=self.worker,
            )
        )
        await self.start()
        return self

    async def start(self) -> None:
        """Start the bot on the database that is there."""
        assert self._bot is None
        stack = AsyncExitStack()
        self._store = store = await self.store_kind.open(
            parse_url("", self.folder), Vault([self.key])
        )
        stack.push_async_callback(store.close)
        self._nemo = nemo = NemoClient(
            self.studio.url,
            WEB,
            attribution=Attribution("bench", "1", "unknown"),
            clock=self.clock,
            timeouts=self.timeouts,
        )
        stack.push_async_callback(nemo.aclose)
        self._core = core = Core(
            Parts(
                store=store,
                nemo=nemo,
                clock=self.clock,
                dispatch=LocalDispatch(store, resume=self.resume),
                chats={self.chat.platform: self.chat},
                inspector=self.media,
                converter=self.media,
                drawer=self.media,
                spool=self.folder / "spool",
                shared_token=self.shared,
                painter=self.painter,
                transcriber=self.transcriber,
            ),
            self.config,
        )
        stack.push_async_callback(core.stop, 0.0)
        await core.start(resume=self.resume)
        self._bot = stack

    async def kill(self) -> None:
        """End the bot where it stands; nothing is drained."""
        if self._bot is not None:
            await self._bot.aclose()
            self._bot = None

    async def restart(self) -> None:
        """Kill and start."""
        await self.kill()
        await self.start()

    async def close(self) -> None:
        """End everything."""
        await self.kill()
        await self._stack.aclose()

    # -- parts

    @property
    def studio(self) -> Studio:
        """The backend."""
        assert self._studio is not None
        return self._studio

    @property
    def core(self) -> Core:
        """The bot."""
        assert self._core is not None
        return self._core

    @property
    def store(self) -> Store:
        """Its database."""
        assert self._store is not None
        return self._store

    @property
    def accounts(self) -> Accounts:
        """Tokens, as core itself would get them."""
        assert self._nemo is not None
        return Accounts(self.store, self._nemo, self.clock, shared=self.shared)

    def address(self, user: str = "ada", *, group: str = "", thread: str = "") -> Address:
        """Where somebody writes: their private chat, or a group."""
        if group:
            return Address(PLATFORM, "bot", group, user, thread, ChatKind.GROUP)
        return Address(PLATFORM, "bot", user, user, thread)

    # -- what people do

    def incoming(self, user: str = "ada", *, group: str = "", **what: Any) -> Incoming:
        """Something that a person did, with an event of its own."""
        number = str(next(NUMBERS))
        what.setdefault("message", "" if what.get("press") else number)
        what.setdefault("event", f"event{number}")
        what.setdefault("locale", "en")
        return Incoming(
            what.pop("address", None) or self.address(user, group=group),
            at=self.clock.now(),
            **what,
        )

    async def say(
        self, text: str = "", files: Sequence[Attachment] = (), user: str = "ada", **what: Any
    ) -> Incoming:
        """Write something, with files."""
        item = self.incoming(user, text=text, attachments=tuple(files), **what)
        await self.core.receive(item)
        return item

    async def command(self, name: str, args: str = "", user: str = "ada", **what: Any) -> Incoming:
        """Give a command."""
        item = self.incoming(user, command=Command(name, args), **what)
        await self.core.receive(item)
        return item

    async def press(
        self, post: Posted, label: str, user: str = "ada", text: str = "", **what: Any
    ) -> Incoming:
        """Press the button with this label."""
        return await self.press_data(post, post.button(label).data, user, text=text, **what)

    async def press_data(self, post: Posted, data: str, user: str = "ada", **what: Any) -> Incoming:
        """Press a button by what it carries."""
        address = replace(post.address, user=user)
        item = self.incoming(user, address=address, press=Press(data, post.ref), **what)
        await self.core.receive(item)
        return item

    def file(
        self,
        name: str = "photo.jpg",
        data: bytes | None = None,
        *,
        medium: Medium = Medium.PHOTO,
        mime: str = "",
        announced: int | None = -1,
        seconds: float | None = None,
        fails: Exception | None = None,
        breaks_at: int | None = None,
    ) -> Attachment:
        """A file on the platform; `announced` is its length unless something else is given."""
        held = photo(len(self.chat.files) % 200) if data is None else data
        size = len(held) if announced == -1 else announced
        handle = uuid.uuid4().hex
        self.chat.files[handle] = Held(held, size, fails, breaks_at)
        return Attachment(medium, handle, name, mime, size, message=handle, seconds=seconds)

    def photos(self, count: int) -> list[Attachment]:
        """So many different photos."""
        return [self.file(f"photo{n}.jpg") for n in range(count)]

    # -- time

    async def settled(self) -> None:
        """Let everything run that needs no time."""
        await current_loop().quiet()

    async def until(
        self, seen: Callable[[], object], what: str = "", *, within: float = 3600.0
    ) -> None:
        """Let time pass, due by due, until `seen()` is true."""

        async def look() -> bool:
            try:
                return bool(seen())
            except (IndexError, StopIteration):
                return False  # it looks at a message that is not there yet

        await self._until(look, what, within)

    async def until_job(
        self, seen: Callable[[Sequence[Job]], object], what: str = "", *, within: float = 3600.0
    ) -> None:
        """Let time pass until the open jobs look like this."""

        async def look() -> bool:
            return bool(seen(await self.jobs()))

        await self._until(look, what, within)

    async def until_state(self, state: JobState) -> None:
        """Let time pass until the oldest open job is in this state."""
        await self.until_job(lambda jobs: jobs and jobs[0].state is state, f"a job in {state}")

    async def until_checking(self) -> None:
        """Let time pass until somebody reads that it is looked what became of their prompt."""
        await self.until(
            lambda: self.says(self.chat.progress[-1].text, "recovery-checking", time=ANY)
        )

    async def rest(self, *, within: float = 7200.0) -> None:
        """Let time pass until nothing waits and nothing runs, and everything was told."""
        await self._until(self._idle, "rest", within)
        await self.pass_time(2.0)  # a progress message on its way out

    async def _until(self, seen: Callable[[], Awaitable[bool]], what: str, within: float) -> None:
        end = self.clock.monotonic() + within
        patience = PATIENCE
        while True:
            await self.settled()
            if await seen():
                return
            due = self.clock.next_due()
            if due is not None and due <= end:
                self.clock.advance_to(due)
            elif patience := patience - 1:
                continue  # a thread of the database's may still be at work
            else:
                jobs = [(j.id, j.kind, j.state) for j in await self.jobs()]
                raise AssertionError(f"never: {what}\n{jobs}\n{self.transcript()}")

    async def pass_time(self, seconds: float) -> None:
        """Let exactly so much time pass."""
        end = self.clock.monotonic() + seconds
        await self.settled()
        while (due := self.clock.next_due()) is not None and due <= end:
            self.clock.advance_to(due)
            await self.settled()
        self.clock.advance_to(end)
        await self.settled()

    async def _idle(self) -> bool:
        async with Store.begin(self.store) as tx:  # not counted by a store that counts
            waiting = await tx.intake.open_conversations()
            return not waiting and not await tx.jobs.open()

    # -- what came of it

    async def jobs(self) -> Sequence[Job]:
        """Jobs that have not ended."""
        async with Store.begin(self.store) as tx:  # not counted by a store that counts
            return await tx.jobs.open()

    async def job(self, number: int) -> Job:
        """The row of a job."""
        async with Store.begin(self.store) as tx:  # not counted by a store that counts
            return await tx.jobs.get(number)

    async def charged(self) -> list[str]:
        """Every prompt that was carried out and charged."""
        return [e.text for e in await self.studio.audit.prompts() if e.charged > 0]

    async def sent(self) -> list[str]:
        """Every prompt that arrived."""
        return [e.text for e in await self.studio.audit.prompts()]

    async def uploads(self) -> list[str]:
        """The names of the files that arrived."""
        return [e.filename for e in await self.studio.audit.uploads()]

    async def submits(self) -> dict[str, int]:
        """How often each render id was submitted."""
        return {e.id: e.submits for e in await self.studio.audit.renders()}

    @property
    def last(self) -> Posted:
        """The newest message that was posted aloud."""
        return self.chat.finals[-1]

    def says(self, text: str, key: str, /, **args: str | int | float) -> bool:
        """Whether a text holds this phrase in English; `ANY` fits any argument."""
        pattern = re.escape(say("en", key, **args)).replace(ANY, ".+?")
        return re.search(pattern, text, re.DOTALL) is not None

    def transcript(self) -> str:
        """Everything that was posted, for a reader."""
        lines = []
        for post in self.chat.posted:
            gone = "x" if post.deleted else " "
            quiet = "(silent) " if post.silent else ""
            video = "[video] " if post.video else ""
            buttons = " ".join(f"[{b.label}={b.data}]" for b in post.buttons)
            lines.append(f"{post.at:8.1f} {gone} {quiet}{video}{post.text!r} {buttons}")
        lines += [f"whisper {w.text!r}" for w in self.chat.whispers]
        return "\n".join(lines)


def adjusted(bench: Bench, **bot: Any) -> Bench:
    """The bench with other fields of core's configuration."""
    bench.config = replace(bench.config, **bot)
    return bench


def studio_of(bench: Bench, **fields: Any) -> Bench:
    """The bench with other fields of the studio's configuration."""
    bench.studio_config = replace(bench.studio_config, **fields)
    return bench
