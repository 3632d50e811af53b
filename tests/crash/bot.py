"""The bot as a process of its own: the product's composition, on the crash world's platform.

`python -m tests.crash.bot SPEC.json` runs one; the driver forks the same function from a process
that has imported everything already, so that 500 lives cost no 500 imports. Time goes `speed`
times faster for it than for the machine; `Control` is the driver's hand on its clock and its disk
while it runs.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import signal
import struct
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import Engine, event

from bot import logs
from bot.app import running
from bot.settings import Settings
from bot.supervise import serve
from core.chat import Adapter
from core.language.timeline import Bars
from core.work.answers.fetch import VideoInfo
from tests.crash.adapter import SlateAdapter
from tests.crash.points import Arm, Points
from tests.crash.slate import CHALK, SLATE

LOG: Final = "bot.log"
POINTS: Final = "points.log"
CONTROL: Final = "control"
WEB: Final = "https://web.example"


@dataclass(frozen=True, slots=True)
class Spec:
    """One life of the bot; `origin` is the moment at which its faster clock began to run.

    `resume` None lets the start-loop guard decide; `drain` is in the bot's seconds of grace.
    """

    folder: str
    slate: str
    studio: str
    speed: float
    origin: float
    arm: Arm | None = None
    resume: bool | None = True
    drain: float = 5.0
    settings: dict[str, Any] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """For a bot that is started by command line."""
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> Spec:
        """What `write` wrote."""
        found = json.loads(path.read_text())
        arm = Arm(**found.pop("arm")) if found["arm"] else found.pop("arm")
        return cls(arm=arm, **found)


class Control:
    """Two figures that the driver sets and a running bot reads: clock offset (s), page limit."""

    SIZE: Final = 16

    def __init__(self, folder: Path) -> None:
        path = folder / CONTROL
        if not path.exists():
            path.write_bytes(bytes(self.SIZE))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), self.SIZE)

    @property
    def offset(self) -> float:
        """Seconds by which the wall clock is wrong."""
        return float(struct.unpack_from("d", self._map, 0)[0])

    @offset.setter
    def offset(self, seconds: float) -> None:
        struct.pack_into("d", self._map, 0, seconds)

    @property
    def pages(self) -> int:
        """The most pages that the database may have, 0 without a limit."""
        return int(struct.unpack_from("d", self._map, 8)[0])

    @pages.setter
    def pages(self, limit: int) -> None:
        struct.pack_into("d", self._map, 8, float(limit))


class FastClock:
    """`core.clock.Clock`, so many times faster, with a wall clock that somebody may set."""

    def __init__(self, speed: float, origin: float, control: Control) -> None:
        self._speed = speed
        self._origin = origin
        self._control = control

    def now(self) -> datetime:
        """The wall clock."""
        return self.at(time.time())

    def at(self, moment: float) -> datetime:
        """What the wall clock shows at a moment of the machine's."""
        passed = (moment - self._origin) * self._speed
        return datetime.fromtimestamp(self._origin + passed + self._control.offset, UTC)

    def monotonic(self) -> float:
        """Seconds that nobody can set."""
        return time.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        """Wait, so many times shorter."""
        await asyncio.sleep(max(0.0, seconds / self._speed))


class Glance:
    """Looks into files without opening them: a worker process a video is not what is tested."""

    async def look(self, video: Path, thumbnail: Path) -> VideoInfo | None:
        """Every video is small here."""
        return VideoInfo(64, 64, 0.3, None)

    async def convert(self, source: Path, target: Path) -> bool:
        """Nothing is converted."""
        return False

    async def draw_timeline(self, bars: Bars) -> bytes | None:
        """Nothing is drawn."""
        return None


def live(spec: Spec) -> None:
    """One life, to its end or to SIGTERM; the entry of a forked process."""
    folder = Path(spec.folder)
    log = os.open(folder / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    logs.configure("info", "json", logs.Redactor())
    seen = os.open(folder / POINTS, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    Points(spec.arm, lambda point: _note(seen, point)).listen()
    control = Control(folder)
    if not spec.settings.get("database_url"):
        event.listen(Engine, "begin", lambda connection: _limit(connection, control))
    asyncio.run(_live(spec, control))


async def _live(spec: Spec, control: Control) -> None:
    clock = FastClock(spec.speed, spec.origin, control)
    adapters: list[Adapter] = [SlateAdapter(spec.slate, name, clock) for name in (SLATE, CHALK)]
    work = asyncio.ensure_future(_serve(spec, adapters, clock))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    with suppress(asyncio.CancelledError):
        await work


async def _serve(spec: Spec, adapters: list[Adapter], clock: FastClock) -> None:
    async with running(
        settings(spec),
        adapters,
        clock=clock,
        resume=spec.resume,
        drain=spec.drain,
        media=Glance(),
    ) as up:
        await serve(up, adapters)


def settings(spec: Spec) -> Settings:
    """The product's settings with short waits; what `spec` names comes on top."""
    values: dict[str, Any] = {
        "nemo_backend": "cloud",
        "nemo_api_url": spec.studio,
        "nemo_web_url": WEB,
        "nemo_token": None,
        "database_url": "",
        "reelay_secret_key": SecretStr(""),
        "reelay_data_dir": Path(spec.folder) / "data",
        "reelay_recovery_s": (6.0, 12.0, 12.0, 12.0, 12.0, 12.0),
        "reelay_poll_s": 3.0,
        "reelay_poll_max": 100,
        "reelay_settle_s": 1.2,
        "reelay_media_wait_s": 2.5,
        "reelay_silence_limit_s": 40.0,
        "reelay_posts_per_s": 1_000.0,
    }
    return Settings(_env_file=None, **{**values, **spec.settings})  # type: ignore[call-arg]  # pydantic-settings' own


def _note(file: int, point: str) -> None:
    os.write(file, f"{point}\n".encode())


def _limit(connection: Any, control: Control) -> None:
    """A full disk, as SQLite sees one; a limit below the present size keeps the present size."""
    limit = control.pages or 1_073_741_823
    connection.exec_driver_sql(f"pragma max_page_count={limit}")


if __name__ == "__main__":
    live(Spec.read(Path(sys.argv[1])))
