"""Lines that are slow or broken, a bot that is killed, and files that are big."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from studio.server import Studio, StudioConfig
from tests.browser.conftest import Visit
from tests.browser.site import HELD_S, Holding, Site, until
from tests.browser.steps import EXPORT, attach, write
from tests.faults import Faults, Heartbeats, open_studio
from tests.ports import free_port
from tests.studio.double import FastWorker

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).parents[2]
BIG = 150 * 1024 * 1024


@dataclass
class Process:
    """`python -m bot`, serving the page; the studio stays here."""

    folder: Path
    studio: Studio
    faults: Faults
    clock: Holding
    port: int
    running: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it, and wait until the page can be opened."""
        inherited = {n: os.environ[n] for n in ("PATH", "HOME") if n in os.environ}
        settings = {
            "NEMO_API_URL": self.studio.url,
            "REELAY_WEB_PORT": str(self.port),
            "REELAY_POLL_S": "0.3",
            "REELAY_SETTLE_S": "0.2",
            "REELAY_RECOVERY_S": "0.3,0.3,0.3,0.3,0.3,0.3",
            "PYTHONPATH": str(ROOT),
        }
        with (self.folder / "bot.log").open("ab") as log:
            self.running = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "--resume"),
                cwd=self.folder,
                env=inherited | settings,
                stdout=log,
                stderr=log,
            )
        await until(self._open)

    async def kill(self) -> None:
        """SIGKILL."""
        if self.running is not None and self.running.returncode is None:
            self.running.send_signal(signal.SIGKILL)
            await self.running.wait()

    def memory(self) -> int:
        """The most bytes that it ever held at once."""
        assert self.running is not None
        status = Path(f"/proc/{self.running.pid}/status").read_text()
        line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) * 1024

    async def _open(self) -> bool:
        assert self.running is not None
        assert self.running.returncode is None, (self.folder / "bot.log").read_text()
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True


@pytest_asyncio.fixture(loop_scope="module")
async def process(tmp_path: Path) -> AsyncIterator[Process]:
    """A bot that can be killed."""
    faults, clock = Faults(), Holding()
    studio = open_studio(
        tmp_path / "studio",
        StudioConfig(disk_floor_bytes=0),
        faults=faults,
        clock=clock,
        worker=FastWorker(),
    )
    async with studio as opened:
        found = Process(tmp_path, opened, faults, clock, free_port())
        await found.start()
        yield found
        await found.kill()
        clock.end()


async def test_killed_in_mid_turn(process: Process, visit: Visit, photos: list[Path]) -> None:
    """The page waits for the bot, which finishes what it had begun: one prompt, one answer."""
    page = await (await visit(process.url)).open()
    process.faults.once("run_sse", Heartbeats(count=1, every_s=HELD_S))
    await attach(page, photos[:2])
    text = "make a 5 second video of both"
    await write(page, text)
    await page.wait_for_selector("#log .live")
    await until(process.studio.audit.prompts)
    await asyncio.wait_for(process.clock.held.wait(), 60)
    await process.kill()
    await expect(page.locator("#offline")).to_be_visible()
    await process.clock.release()
    await process.start()
    await page.wait_for_selector(EXPORT)
    await expect(page.locator("#offline")).to_be_hidden()
    await expect(page.locator("#log .live")).to_have_count(0)
    await expect(page.locator("#log .mine")).to_have_count(1)
    assert [entry.text for entry in await process.studio.audit.prompts()] == [text]


async def test_written_without_a_connection(site: Site, visit: Visit) -> None:
    """What is written while the line is broken goes out once, when it is there again."""
    visitor = await visit(site.url)
    page = await visitor.open()
    await expect(page.locator("#empty")).to_be_visible()
    await visitor.context.set_offline(True)
    await write(page, "/help")
    await expect(page.locator("#log .pending")).to_contain_text("/help")
    await visitor.context.set_offline(False)
    await expect(page.locator("#log .theirs")).to_have_count(1)
    await expect(page.locator("#log .mine")).to_have_count(1)
    await expect(page.locator("#log .pending")).to_have_count(0)


async def test_on_a_slow_line(site: Site, visit: Visit, photos: list[Path]) -> None:
    """On 50 KB a second the upload shows how far it is, and the words wait for it."""
    visitor = await visit(site.url)
    page = await visitor.open()
    line = await visitor.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 200, "downloadThroughput": 50_000}
    await line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": 50_000})
    await page.locator("#composer input[type=file]").set_input_files(photos)
    await write(page, "make a 5 second video of these")
    await expect(page.locator("#log .pending progress")).to_be_visible()
    await page.wait_for_selector(EXPORT)
    await expect(page.locator("#log .mine img")).to_have_count(3)


async def test_a_big_upload(process: Process, visit: Visit, tmp_path: Path) -> None:
    """150 MB go to the disk without being held in memory, and go again when they are taken out."""
    big = tmp_path / "holiday.mp4"
    with big.open("wb") as out:
        out.truncate(BIG)
    page = await (await visit(process.url)).open()
    before = process.memory()
    await attach(page, [big])
    (kept,) = (tmp_path / "data" / "page" / "uploads").glob("*/*")
    assert kept.stat().st_size == BIG
    assert process.memory() - before < 40_000_000
    await page.get_by_role("button", name="Remove: holiday.mp4").click()
    await expect(page.locator("#tray > li")).to_have_count(0)

    async def gone() -> bool:
        return not kept.exists()

    await until(gone)
