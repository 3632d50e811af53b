"""How the page stands on screens, in languages, and for those who don't see it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.site import Site
from tests.browser.steps import fits, violations

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("size", "locale", "dark", "text", "way"),
    [
        (PHONE, "en-US", False, "Drop photos", "ltr"),
        (PHONE, "ar-EG", True, "ضع الصور", "rtl"),
        (DESKTOP, "zh-CN", False, "把照片", "ltr"),
        (DESKTOP, "de-DE", True, "Zieh Fotos", "ltr"),
    ],
)
async def test_first_screen(
    site: Site,
    visit: Visit,
    size: tuple[int, int],
    locale: str,
    dark: bool,
    text: str,
    way: str,
) -> None:
    """It speaks the browser's language, fits the screen, and axe finds nothing."""
    visitor = await visit(site.url, size, locale=locale, dark=dark, calm=True)
    page = await visitor.open()
    await expect(page.locator("#empty h2")).to_contain_text(text)
    await expect(page.locator(".card")).to_have_count(3)
    assert await page.locator("html").get_attribute("dir") == way
    assert await fits(page)
    assert await violations(page) == []


async def test_menu_on_a_phone(site: Site, visit: Visit) -> None:
    """The menu opens over the page, Escape closes it, and the focus returns to its button."""
    page = await (await visit(site.url, PHONE, calm=True)).open()
    menu = page.get_by_role("button", name="Menu")
    await menu.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="New project")).to_be_visible()
    assert await violations(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="New project")).not_to_be_visible()
    await expect(menu).to_be_focused()


async def test_another_language(site: Site, visit: Visit) -> None:
    """A language that is chosen stays, in what the bot says too."""
    page = await (await visit(site.url)).open()
    async with page.expect_event("load"):
        await page.get_by_label("Language").select_option("es")
    await page.wait_for_selector("#composer textarea")
    await page.locator("#composer textarea").fill("/help")
    await page.keyboard.press("Enter")
    await expect(page.locator("#log .theirs").first).to_contain_text("fotos")
    await page.reload()
    await expect(page.get_by_role("button", name="Proyecto nuevo")).to_be_visible()


async def test_light_and_dark(site: Site, visit: Visit) -> None:
    """The theme that is chosen goes before the machine's, over a reload too."""
    page = await (await visit(site.url)).open()
    colour = "() => getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(colour)
    await page.get_by_role("button", name="Dark").click()
    dark = await page.evaluate(colour)
    assert dark != light
    await page.reload()
    await page.wait_for_selector("#composer textarea")
    assert await page.evaluate(colour) == dark
