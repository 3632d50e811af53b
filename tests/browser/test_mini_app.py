"""The page as Telegram's app opens it: who one is, one conversation in both, and in whose frame."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from core.clock import SystemClock
from tests.browser.conftest import PHONE, Visit
from tests.browser.site import Site, until
from tests.browser.steps import EXPORT, fits, make, violations, write
from tests.e2e.telegram_api import BotApi
from tests.e2e.telegram_api.state import Post
from tests.mini_app import fragment, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """A bot on Telegram whose app opens the page."""
    site = Site(tmp_path_factory.mktemp("both"), BotApi(SystemClock()))
    await site.open()
    yield site
    await site.close()


class Ada:
    """Somebody on Telegram."""

    def __init__(self, site: Site, name: str = "Ada") -> None:
        assert site.telegram is not None
        self.api = site.telegram
        self.user = self.api.state.add_user(name, "en")
        self.user.opened = True
        self.data = opened(self.user.id, datetime.now(UTC))
        self.address = f"{site.url}/#{fragment(self.data)}"

    def posts(self) -> list[Post]:
        """What the bot said in their chat, and did not take back."""
        return [
            post
            for post in self.api.state.posts.values()
            if post.chat.id == self.user.id and post.sender is None and not post.deleted
        ]


async def test_a_video_made_in_the_app(both: Site, visit: Visit, photos: list[Path]) -> None:
    """It plays there, over a reload too, without a cookie; the chat has it as well."""
    ada = Ada(both)
    visitor = await visit(ada.address, PHONE, calm=True)
    page = await visitor.open()
    assert await page.locator("html").get_attribute("data-theme") == "dark"
    assert await fits(page)
    assert await violations(page) == []
    await make(page, photos[:2], "make a 5 second video of both")
    await page.click(EXPORT)
    await page.wait_for_selector("video")
    await visitor.context.clear_cookies()
    await page.reload()
    await expect(page.locator("#log .mine")).to_have_count(1)
    await page.evaluate(
        "() => { const v = document.querySelector('video'); v.muted = true; v.play(); }"
    )
    await page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    assert [post.video is not None for post in ada.posts()].count(True) == 1
    kept = await page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "Bearer" not in kept
    assert f"telegram0{ada.user.id!s}" not in kept


async def test_the_same_opening_elsewhere(both: Site, visit: Visit) -> None:
    """Another window with the same address is refused, in words; so is one that is made up."""
    ada, eve = Ada(both), Ada(both, "Eve")
    await (await visit(ada.address)).open()
    for address in (ada.address, eve.address.replace("hash", "hush")):
        page = (await visit(address)).page
        await page.goto(address)
        await expect(page.get_by_role("alert")).to_contain_text("open it again from the chat")
        assert await violations(page) == []


async def test_what_is_said_in_the_chat(both: Site, visit: Visit) -> None:
    """It stands in the app at once, and what is written there is answered in both."""
    ada = Ada(both)
    page = await (await visit(ada.address)).open()
    await write(page, "/help")
    await expect(page.locator("#log .theirs")).to_have_count(1)

    async def told() -> bool:
        return len(ada.posts()) == 1

    await until(told)


_FRAME = "<!doctype html><iframe src='{}' width=800 height=800></iframe>"


async def framed(page: Page, origin: str, address: str) -> None:
    """Open the page in a frame of another site's page, which is served here."""

    async def serve(route: Route) -> None:
        body = _FRAME.format(address.replace("&", "&amp;"))
        await route.fulfill(body=body, content_type="text/html")

    await page.route(f"{origin}/", serve)
    await page.goto(f"{origin}/")


async def test_in_a_frame_of_telegram_s(both: Site, visit: Visit) -> None:
    """Telegram's client for browsers shows it in a frame, where no cookie comes along."""
    visitor = await visit(both.url)
    await framed(visitor.page, "https://web.telegram.org", Ada(both).address)
    inside = visitor.page.frame_locator("iframe")
    await expect(inside.locator("#composer textarea")).to_be_visible()


async def test_in_a_frame_of_another_s(both: Site, visit: Visit) -> None:
    """Nobody else may put it into a frame."""
    visitor = await visit(both.url)
    blocked: list[str | None] = []
    visitor.page.on("requestfailed", lambda request: blocked.append(request.failure))
    await framed(visitor.page, "https://evil.example", Ada(both).address)
    await expect(visitor.page.frame_locator("iframe").locator("#composer")).to_have_count(0)

    async def refused() -> bool:
        return blocked == ["net::ERR_BLOCKED_BY_RESPONSE"]

    await until(refused)
    visitor.errors.clear()  # Chromium says why
