"""The operator's page in a browser: the way to it, what it says, and a real backup."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.site import Site
from tests.browser.steps import fits, violations

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
    page = visitor.page
    await page.goto(site.adapter.operators_link())
    await page.wait_for_url("**/admin")
    await expect(page.locator("table")).to_have_count(6)
    assert await page.locator("html").get_attribute("dir") == way
    assert await fits(page)
    assert await violations(page) == []
    await page.get_by_role("button").click()
    await expect(page.locator("output")).to_contain_text("backups")
    kept = [path for path in site.folder.glob("bot/backups/*/rows.jsonl.gz") if path.stat().st_size]
    assert kept
