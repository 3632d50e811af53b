"""What open pages cost, and how soon one is painted: `python -m benchmarks.page`.

A bot in a process of its own; 200 streams that only listen, and Chromium with 1,000 messages.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Page, async_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
PAGES = 200
WATCHED_S = 20
MESSAGES = 1000
_PAINT = """
() => new Promise((found) => new PerformanceObserver((list) => {
  for (const entry of list.getEntriesByName("first-contentful-paint")) found(entry.startTime);
}).observe({ type: "paint", buffered: true }))
"""
_SCROLL = """
async () => {
  const box = document.querySelector("#scroll");
  const took = [];
  for (let step = 0; step < 60; step++) {
    const begun = performance.now();
    box.scrollTop = (box.scrollHeight / 60) * step;
    await new Promise(requestAnimationFrame);
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  return [took[30], took[57]];
}
"""
_FRAMES = "() => new Promise((on) => requestAnimationFrame(() => requestAnimationFrame(on)))"
_FILL = """
(count) => {
  const log = document.querySelector("#log");
  const first = log.firstElementChild;
  for (let n = 0; n < count; n++) log.append(first.cloneNode(true));
}
"""


async def main() -> None:
    """Measure and print."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot"),
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "REELAY_WEB_PORT": str(port)},
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await _opened(port)
            await _streams(url, bot.pid)
            await _painted(url)
        finally:
            bot.terminate()
            await bot.wait()


async def _opened(port: int) -> None:
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return


async def _streams(url: str, pid: int) -> None:
    limit = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        url, connector=limit, cookie_jar=aiohttp.DummyCookieJar()
    ) as h:
        before = _memory(pid)
        opened = [await _visit(h) for _ in range(PAGES)]
        cpu = _cpu(pid)
        begun = time.monotonic()
        await asyncio.sleep(WATCHED_S)
        used = (_cpu(pid) - cpu) / (time.monotonic() - begun)
        grown = (_memory(pid) - before) / 1e6
        print(f"{PAGES} open pages: {grown:.1f} MB, {used:.2%} of a core")  # noqa: T201 - output
        for stream in opened:
            stream.close()


async def _visit(http: aiohttp.ClientSession) -> aiohttp.ClientResponse:
    async with http.get("/") as page:
        cookie = page.headers["Set-Cookie"].partition(";")[0]
    stream = await http.get("/api/events", headers={"Cookie": cookie})
    await stream.content.readuntil(b"\n\n")
    return stream


async def _painted(url: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page()
        paints: list[Any] = []
        for _ in range(5):
            await page.goto(url)
            await page.wait_for_selector(".card")
            paints.append(await page.evaluate(_PAINT))
        await page.locator("#composer textarea").fill("/help")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#log .theirs")
        await page.evaluate(_FILL, MESSAGES)
        await page.evaluate(_FRAMES)
        await page.locator("#composer textarea").click()
        keys = []
        for key in "makeitwarmer":
            keys.append((await _work(page, partial(page.keyboard.press, key)))[1])
        _, theme = await _work(page, page.get_by_role("button", name="Dark").click)
        (middle, most), used = await _work(page, partial(page.evaluate, _SCROLL))
        await browser.close()
    shown = ", ".join(f"{each:.0f}" for each in paints)
    print(f"first paint: {shown} ms")  # noqa: T201 - output
    each = ", ".join(f"{ms:.0f}" for ms in keys)
    print(f"{MESSAGES} messages: {each} ms of work a key, {theme:.0f} ms for the theme,")  # noqa: T201 - output
    print(f"{used / 60:.1f} ms a step of scrolling, which took {middle:.1f} ms, p95 {most:.1f} ms")  # noqa: T201 - output


async def _work(page: Page, act: Callable[[], Awaitable[Any]]) -> tuple[Any, float]:
    """What comes of it, and for how many ms the page's thread works until it is painted.

    The thread's own time: what else the machine does is left out.
    """
    line = await page.context.new_cdp_session(page)
    await line.send("Performance.enable", {"timeDomain": "threadTicks"})

    async def worked() -> float:
        found = (await line.send("Performance.getMetrics"))["metrics"]
        return next(float(m["value"]) for m in found if m["name"] == "TaskDuration") * 1000

    before = await worked()
    given = await act()
    await page.evaluate(_FRAMES)
    return given, await worked() - before


def _memory(pid: int) -> int:
    line = next(
        each
        for each in Path(f"/proc/{pid}/status").read_text().splitlines()
        if each.startswith("VmRSS")
    )
    return int(line.split()[1]) * 1024


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    asyncio.run(main())
