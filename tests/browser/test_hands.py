"""By keyboard alone, by dragging, and with a change of mind."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.site import Site, until
from tests.browser.steps import EXPORT, attach, fits, violations

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def focused(page: Page) -> str:
    """What the thing is called that has the focus."""
    here = "() => document.activeElement.ariaLabel || document.activeElement.textContent"
    return str(await page.evaluate(here))


async def reach(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until the thing of that name has the focus."""
    for _ in range(60):
        if name in await focused(page):
            return
        await page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way to {name}")


async def test_by_keyboard_alone(site: Site, visit: Visit, photos: list[Path]) -> None:
    """Files are chosen, put in order and taken out, a video is asked for, exported and played."""
    page = await (await visit(site.url, calm=True)).open()
    page.on("filechooser", lambda _: None)  # from here on Chromium asks us, not the screen
    await expect(page.locator("#composer textarea")).to_be_focused()
    await reach(page, "Add photos", back=True)
    async with page.expect_file_chooser() as chosen:
        await page.keyboard.press("Enter")
    await (await chosen.value).set_files(photos)
    await expect(page.locator("#tray > li")).to_have_count(3)
    await reach(page, "Move earlier: lighthouse", back=True)
    await page.keyboard.press("Enter")
    assert await focused(page) == "Move earlier: lighthouse.jpg"
    await page.keyboard.press("Enter")
    assert await focused(page) == "Move later: lighthouse.jpg"  # it is the first
    await page.keyboard.press("Enter")
    await reach(page, "Remove: harbour")
    await page.keyboard.press("Enter")
    assert await focused(page) == "Add photos or clips"  # it was the last
    names = page.locator("#tray > li img")
    await expect(names).to_have_count(2)
    assert [await each.get_attribute("alt") for each in await names.all()] == [
        "beach.jpg",
        "lighthouse.jpg",
    ]
    await reach(page, "What should the video be?")
    await page.keyboard.type("make a 5 second video of these")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(EXPORT)
    await reach(page, "Export", back=True)
    await page.keyboard.press("Enter")
    await page.wait_for_selector("video")
    await reach(page, ".mp4", back=True)
    while ".mp4" in await focused(page):  # through the player's own buttons, to the player
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")


async def test_put_in_order_by_dragging(site: Site, visit: Visit, photos: list[Path]) -> None:
    """A thumbnail is dragged before another."""
    page = await (await visit(site.url)).open()
    await attach(page, photos)
    items = page.locator("#tray > li")
    await items.nth(2).locator(".face").drag_to(items.nth(0).locator(".face"))
    names = page.locator("#tray > li img")
    await expect(names.first).to_have_attribute("alt", "lighthouse.jpg")
    await expect(page.locator("#veil")).to_be_hidden()


async def test_an_upload_is_cancelled(site: Site, visit: Visit, tmp_path: Path) -> None:
    """In the tray or on its way with its words: nothing is sent, and nothing stays on the disk."""
    big = tmp_path / "big.mp4"
    big.write_bytes(bytes(8_000_000))
    visitor = await visit(site.url, PHONE)
    page = await visitor.open()
    line = await visitor.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 300_000}
    await line.send("Network.emulateNetworkConditions", slow)
    picker = page.locator("#composer input[type=file]")
    await picker.set_input_files(big)
    await expect(page.locator("#tray progress")).to_be_visible()
    await page.get_by_role("button", name="Remove: big.mp4").click()
    await picker.set_input_files(big)
    await page.locator("#composer textarea").fill("make a video of this")
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.locator("#log .pending progress")).to_be_visible()
    assert await fits(page)
    assert await violations(page) == []
    await page.locator("#log .pending").get_by_role("button", name="Cancel").click()
    await expect(page.locator("#log article")).to_have_count(0)
    await expect(page.locator(".card")).to_have_count(3)

    async def gone() -> bool:
        return not list((site.folder / "bot" / "page" / "uploads").rglob("*.part"))

    await until(gone)
    assert "make a video of this" not in await site.prompts()
