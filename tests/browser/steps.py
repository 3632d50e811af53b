"""What people do on the page, and what must hold of it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

PROMO = "make a 6 second promo video from my photos"
EXPORT = "button.primary:has-text('Export')"


async def attach(page: Page, photos: list[Path]) -> None:
    """Choose files, and wait until they are up."""
    before = await page.locator("#tray > li").count()
    await page.locator("#composer input[type=file]").set_input_files(photos)
    await expect(page.locator("#tray > li")).to_have_count(before + len(photos))
    await expect(page.locator("#tray progress:visible")).to_have_count(0)


async def write(page: Page, text: str) -> None:
    """Type words and send them."""
    await page.locator("#composer textarea").fill(text)
    await page.get_by_role("button", name="Send", exact=True).click()


async def make(page: Page, photos: list[Path], text: str = PROMO) -> None:
    """Have a video on the timeline."""
    await attach(page, photos)
    await write(page, text)
    await page.wait_for_selector(EXPORT)
    await page.wait_for_selector("#timeline:not([hidden])")


_SETTLED = """() => Promise.all(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity)
    .map(each => each.finished.catch(() => {})))"""


async def violations(page: Page) -> list[str]:
    """What axe has to say against the page as it stands, once its colours have faded in."""
    await page.evaluate(_SETTLED)
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    await page.evaluate(axe)
    found: dict[str, Any] = await page.evaluate("() => axe.run(document)")
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


async def fits(page: Page) -> bool:
    """Whether nothing sticks out beside the screen."""
    wide = "() => document.scrollingElement.scrollWidth <= innerWidth"
    return bool(await page.evaluate(wide))
