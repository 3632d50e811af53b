"""From photos to a video that plays, by mouse and by keyboard."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.site import HELD, Site
from tests.browser.steps import EXPORT, attach, fits, make, violations, write
from tests.e2e.scenarios.questions import MOODS, SHAPE
from tests.faults import asks

pytestmark = pytest.mark.asyncio(loop_scope="module")

_GIVE = """
([kind, files]) => {
  const given = new DataTransfer();
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    given.items.add(new File([bytes], name, { type: "image/jpeg" }));
  }
  const target = document.querySelector("#composer textarea");
  if (kind === "paste") {
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true }));
  } else {
    for (const step of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(step, { dataTransfer: given, bubbles: true, cancelable: true });
      target.dispatchEvent(event);
    }
  }
}
"""


async def give(page: Page, kind: str, photos: list[Path]) -> None:
    """Drop or paste files."""
    files = [(photo.name, base64.b64encode(photo.read_bytes()).decode()) for photo in photos]
    await page.evaluate(_GIVE, [kind, files])


async def names(page: Page) -> list[str]:
    """The files of the tray in their order."""
    found = page.locator("#tray > li .face img")
    await expect(found).to_have_count(await page.locator("#tray > li").count())
    return [await each.get_attribute("alt") or "" for each in await found.all()]


async def test_a_video_is_made_and_plays(site: Site, visit: Visit, photos: list[Path]) -> None:
    """Photos in their order, a timeline that can be spoken of, and an MP4 whose frames advance."""
    page = await (await visit(site.url)).open()
    await attach(page, photos)
    assert await names(page) == ["beach.jpg", "harbour.jpg", "lighthouse.jpg"]
    await page.get_by_role("button", name="Move earlier: lighthouse.jpg").click()
    await page.get_by_role("button", name="Remove: harbour.jpg").click()
    assert await names(page) == ["beach.jpg", "lighthouse.jpg"]
    await page.get_by_role("button", name="Move later: beach.jpg").click()
    await write(page, "make a 6 second promo video from my photos")
    await page.wait_for_selector(EXPORT)
    await expect(page.locator("#log .mine img")).to_have_count(2)
    bars = page.locator("#timeline .lane.video button")
    await expect(bars).to_have_count(2)
    await expect(bars.locator("img")).to_have_count(2)
    assert "lighthouse" in (await bars.first.get_attribute("aria-label") or "")
    await bars.nth(1).click()
    await expect(page.locator("#composer textarea")).to_have_value("photo 2: ")
    await page.locator("#composer textarea").fill("")
    await page.click(EXPORT)
    await page.wait_for_function("() => document.querySelector('video')?.readyState > 0")
    await expect(page.locator("#log button").last).to_be_in_viewport()
    await page.evaluate(
        "() => { const v = document.querySelector('video'); v.muted = true; v.play(); }"
    )
    await page.wait_for_function(
        "() => { const v = document.querySelector('video');"
        " return v.readyState === 4 && v.currentTime > 0.3 && v.videoWidth > 0; }"
    )
    assert await violations(page) == []
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download").click()
    path = await (await download.value).path()
    assert path.read_bytes()[4:8] == b"ftyp"


@pytest.mark.parametrize("kind", ["drop", "paste"])
async def test_files_that_are_given(
    kind: str, site: Site, visit: Visit, photos: list[Path]
) -> None:
    """What is dropped on the page or pasted into it is added."""
    page = await (await visit(site.url)).open()
    await give(page, kind, photos[:2])
    assert await names(page) == ["beach.jpg", "harbour.jpg"]
    await expect(page.locator("#veil")).to_be_hidden()


async def test_an_example_with_one_tap(site: Site, visit: Visit) -> None:
    """An example brings its photos and its words, and is a project in the end."""
    page = await (await visit(site.url, PHONE)).open()
    await page.locator(".card").nth(2).click()
    await page.wait_for_selector(EXPORT)
    await expect(page.locator("#log .mine img")).to_have_count(3)
    await page.locator("#timeline summary").click()
    await expect(page.locator("#timeline .lane.video button")).to_have_count(3)
    assert await fits(page)
    assert await violations(page) == []


async def test_before_and_after_an_edit(site: Site, visit: Visit, photos: list[Path]) -> None:
    """After an edit the timeline of before can be looked at, and what is new is marked."""
    page = await (await visit(site.url)).open()
    await make(page, photos[:2])
    await write(page, "add the title 'Summer Sale' in white")
    await expect(page.locator(EXPORT)).to_have_count(2)
    titles = page.locator("#timeline .lane.text button")
    fresh = page.locator("#timeline .lane.text button.fresh")
    await expect(fresh).to_contain_text(["Summer Sale"])
    now = await titles.count()
    await page.get_by_role("button", name="Before", exact=True).click()
    await expect(titles).to_have_count(now - 1)
    await page.get_by_role("button", name="After", exact=True).click()
    await expect(titles).to_have_count(now)


async def test_reload_and_two_tabs_in_mid_turn(
    site: Site, visit: Visit, photos: list[Path]
) -> None:
    """What runs is seen in every tab, over a reload too; it is one prompt and one answer."""
    visitor = await visit(site.url)
    page = await visitor.open()
    text = "make a 5 second video of my two photos, quietly"
    site.faults.once("run_sse", HELD)
    await attach(page, photos[:2])
    await write(page, text)
    await page.wait_for_selector("#log .live")
    other = await visitor.tab()
    await expect(other.locator("#log .live")).to_have_count(1)
    await page.reload()
    await expect(page.locator("#log .live")).to_have_count(1)
    await expect(page.locator("#log .mine")).to_contain_text([text])
    await site.clock.release()
    for tab in (page, other):
        await tab.wait_for_selector(EXPORT)
        await expect(tab.locator("#log .live")).to_have_count(0)
        await expect(tab.locator("#log .mine")).to_have_count(1)
    answer = f"#log .theirs:has({EXPORT}) .text"
    assert await page.text_content(answer) == await other.text_content(answer)
    assert (await site.prompts()).count(text) == 1


async def test_stopped_with_cancel(site: Site, visit: Visit, photos: list[Path]) -> None:
    """What runs can be cancelled where its progress stands."""
    page = await (await visit(site.url)).open()
    site.faults.once("run_sse", HELD)
    await attach(page, photos[:1])
    await write(page, "make a 5 second video of this")
    await site.clock.held.wait()
    await page.locator("#log .live").get_by_role("button", name="Cancel").click()
    await expect(page.locator("#log .live")).to_have_count(0)
    await site.clock.release()


async def test_the_agent_asks(site: Site, visit: Visit) -> None:
    """A question is a form: one tap, several ticks, or words of one's own."""
    page = await (await visit(site.url, calm=True)).open()
    site.faults.once("run_sse", asks(SHAPE, MOODS, title="Before I start"))
    await write(page, "what do you think of it")
    form = page.locator("#log .question")
    await expect(form.get_by_role("button")).to_have_count(3)
    assert await violations(page) == []
    await form.get_by_role("button", name="9:16 for Reels").click()
    await form.get_by_role("button", name="calm").click()
    await expect(form.get_by_role("button", name="calm")).to_have_attribute("aria-pressed", "true")
    await form.get_by_role("button", name="Other…").click()
    dialog = page.get_by_role("dialog")
    assert await violations(page) == []
    await dialog.locator("textarea").fill("dreamy")
    await dialog.get_by_role("button", name="Save").click()
    answer = "1. Which aspect ratio do you want?: 9:16 for Reels"
    await expect(page.locator("#log")).to_contain_text("dreamy")
    await expect(form).to_have_count(0)
    await site.prompted(answer)


async def test_projects(site: Site, visit: Visit, photos: list[Path]) -> None:
    """They are begun, renamed, opened again and deleted beside the conversation."""
    page = await (await visit(site.url)).open()
    await make(page, photos[:1], "make a 5 second video called First from this")
    await page.get_by_role("button", name="Rename:").click()
    await page.get_by_role("dialog").locator("input").fill("Bread at dawn")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("#top h1")).to_have_text("Bread at dawn")
    await page.get_by_role("button", name="New project").click()
    await expect(page.locator("#timeline")).to_be_hidden()
    await page.get_by_role("button", name="Bread at dawn", exact=True).click()
    await expect(page.locator("#timeline .lane.video button")).to_have_count(1)
    await page.get_by_role("button", name="Delete: Bread at dawn").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(page.locator("#projects li")).not_to_contain_text(["Bread at dawn"])
    await expect(page.locator("#timeline")).to_be_hidden()


async def test_one_tap_sends_on_a_phone(site: Site, visit: Visit, photos: list[Path]) -> None:
    """The timeline, hidden while one writes, does not come back and move the button away."""
    page = await (await visit(site.url, PHONE, calm=True)).open()
    await make(page, photos[:1], "make a 5 second video from this")
    await page.locator("#composer textarea").fill("make the colors warmer")
    await page.locator("#composer textarea").tap()
    await expect(page.locator("#timeline")).to_be_hidden()
    box = await page.get_by_role("button", name="Send", exact=True).bounding_box()
    assert box is not None
    await page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await expect(page.locator("#log .mine")).to_have_count(2)
    await expect(page.locator("#composer textarea")).to_have_value("")


async def test_a_part_is_put_after_what_was_written(
    site: Site, visit: Visit, photos: list[Path]
) -> None:
    """A tap on a part of the timeline begins a new word."""
    page = await (await visit(site.url)).open()
    await make(page, photos[:1], "make a 5 second video from this")
    await page.locator("#composer textarea").fill("make it warm,")
    await page.locator("#timeline .lane.video button").click()
    await expect(page.locator("#composer textarea")).to_have_value("make it warm, photo 1: ")


async def test_words_with_lines_of_any_kind(site: Site, visit: Visit) -> None:
    """What is written comes back as it was, line separators and all."""
    page = await (await visit(site.url)).open()
    text = "hello\u2028event: gone\u2029data: 1\nthere"
    await page.locator("#composer textarea").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator("#log .theirs").first).to_be_visible()
    await page.reload()
    await expect(page.locator("#log .mine")).to_have_count(1)
    assert await page.locator("#log .mine .text").text_content() == text
