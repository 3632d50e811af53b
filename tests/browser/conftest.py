"""One Chromium and one bot for each file of tests; every visitor is somebody new."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser.site import Site

CHROMIUM: Final = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The page stands on loopback here, and its frames on addresses that do not.
    "--disable-features=LocalNetworkAccessChecks",
]
PHONE: Final = (390, 844)
DESKTOP: Final = (1440, 900)
# Not how long anything takes, but when a test gives up on a machine that is busy.
PATIENCE_MS: Final = 60_000
_WATCH: Final = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
# What Chromium itself says of calls that a test lets fail.
_EXPECTED: Final = "Failed to load resource"
expect.set_options(timeout=PATIENCE_MS)
Visit = Callable[..., Awaitable["Visitor"]]


@dataclass
class Visitor:
    """Somebody at a browser of their own; `errors` are what its console complained of."""

    context: BrowserContext
    page: Page
    url: str
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        """Note what goes wrong on a page."""
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._heard)
        return page

    def _heard(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(_EXPECTED):
            self.errors.append(message.text)

    async def open(self) -> Page:
        """Open the page and wait until it may be written to."""
        await self.page.goto(self.url)
        await self.page.wait_for_selector("#composer textarea")
        return self.page

    async def tab(self) -> Page:
        """Another tab of the same browser."""
        page = self.watch(await self.context.new_page())
        await page.goto(self.url)
        await page.wait_for_selector("#composer textarea")
        return page


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """A browser of Debian's; where there is none the tests say so, and CI must have one."""
    if not CHROMIUM:
        assert "CI" not in os.environ, "CI needs Chromium"
        pytest.skip("no Chromium here: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The page."""
    site = Site(tmp_path_factory.mktemp("site"))
    await site.open()
    yield site
    await site.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(chromium: Browser) -> AsyncIterator[Visit]:
    """Makes visitors; at the end no console of theirs may have complained."""
    visitors: list[Visitor] = []

    async def make(
        url: str,
        size: tuple[int, int] = DESKTOP,
        *,
        locale: str = "en-US",
        dark: bool = False,
        calm: bool = False,
    ) -> Visitor:
        phone = size == PHONE
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            has_touch=phone,
            is_mobile=phone,
        )
        await context.add_init_script(_WATCH)
        visitor = Visitor(context, await context.new_page(), url)
        visitor.watch(visitor.page)
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        await visitor.context.close()
    assert [visitor.errors for visitor in visitors] == [[] for _ in visitors]


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three small photos."""
    from tests.e2e.samples import picture

    folder = tmp_path_factory.mktemp("photos")
    found = []
    for number, name in enumerate(("beach", "harbour", "lighthouse"), 1):
        (folder / f"{name}.jpg").write_bytes(picture(number))
        found.append(folder / f"{name}.jpg")
    return found
