"""The operator's page in a browser: the way to it, what it says, and a real backup."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.site import HELD, Site
from tests.browser.steps import attach, fits, violations, write

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("size", "locale", "way"), [(DESKTOP, "en-US", "ltr"), (PHONE, "ar-EG", "rtl")]
)
async def test_an_operator_comes_and_backs_up(
    site: Site, visit: Visit, size: tuple[int, int], locale: str, way: str
) -> None:
    """The link leads there, axe finds nothing, and the button writes a backup."""
    assert site.adapter is not None
    visitor = await visit(site.url, size, locale=locale, calm=True)
    page = await visitor.open()  # the link works where the page is open, too
    await page.goto(site.adapter.operators_link())
    await page.wait_for_url("**/admin")
    await expect(page.locator("table")).to_have_count(8)
    assert await page.locator("html").get_attribute("dir") == way
    assert await fits(page)
    assert await violations(page) == []
    await page.get_by_role("button").first.click()
    await expect(page.locator("output")).to_contain_text("backups")
    kept = [path for path in site.folder.glob("bot/backups/*/rows.jsonl.gz") if path.stat().st_size]
    assert kept


async def test_an_operator_decides_and_stops(site: Site, visit: Visit, photos: list[Path]) -> None:
    """What runs is stopped, a person is kept out and let in again; the page shows it by itself."""
    assert site.adapter is not None
    guest = await (await visit(site.url)).open()
    site.faults.once("run_sse", HELD)
    await attach(guest, photos[:1])
    await write(guest, "make a 5 second video of this")
    await site.clock.held.wait()
    page = (await visit(site.url, calm=True)).page
    page.on("dialog", lambda dialog: dialog.accept())
    await page.goto(site.adapter.operators_link())
    await page.wait_for_url("**/admin")
    await page.get_by_role("button", name="Cancel:").click()
    await expect(guest.locator("#log .live")).to_have_count(0)
    await site.clock.release()
    await expect(page.get_by_role("button", name="Cancel:")).to_have_count(0)
    await page.get_by_role("button", name="Keep out:").first.press("Enter")
    await expect(page.get_by_role("button", name="Let in:")).to_have_count(1)
    await write(guest, "/credits")
    await expect(guest.locator("#log")).to_contain_text("This bot is private")
    await page.get_by_role("button", name="Let in:").click()
    await expect(page.get_by_role("button", name="Let in:")).to_have_count(0)
    await expect(page.locator("#tables")).to_contain_text("banned")
