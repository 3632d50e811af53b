"""Files without words: a shape and a length by a tap each, remembered for the next time."""

from __future__ import annotations

from functools import partial

from core.chat import Message, MessageRef
from tests.core.bench import Bench
from tests.core.recording import Posted

REQUEST = "make a 30-second video in 9:16 from my files"


async def received(bench: Bench) -> Posted:
    """Somebody's photos, taken in without a word."""
    await bench.say("", bench.photos(2))
    await bench.rest()
    return bench.last


def labels(post: Posted) -> list[str]:
    """What its buttons read."""
    return [button.label for button in post.buttons]


def ticked(post: Posted, label: str) -> bool:
    """Whether this choice is shown as made."""
    return f"✅ {label}" in labels(post)


async def test_two_taps_make_a_video(bench: Bench) -> None:
    """The first is ticked and spends nothing, the second one completes the prompt."""
    await bench.open()
    post = await received(bench)
    assert labels(post)[:6] == ["9:16", "1:1", "16:9", "15 s", "30 s", "1 min"]
    await bench.press(post, "9:16")
    await bench.until(partial(ticked, post, "9:16"))
    assert await bench.sent() == []
    data = post.button("30 s").data
    await bench.press_data(post, data)
    await bench.press_data(post, data)
    await bench.rest()
    assert await bench.sent() == [REQUEST]


async def test_the_next_time_one_tap_is_enough(bench: Bench) -> None:
    """What was chosen last is ticked, and pressing it makes the same again."""
    await bench.open()
    post = await received(bench)
    await bench.press(post, "9:16")
    await bench.until(partial(ticked, post, "9:16"))
    await bench.press(post, "30 s")
    await bench.rest()
    await bench.command("new")
    await bench.settled()
    post = await received(bench)
    assert ticked(post, "9:16")
    assert ticked(post, "30 s")
    await bench.press(post, "✅ 30 s")
    await bench.rest()
    assert await bench.sent() == [REQUEST, REQUEST]


async def test_settings_show_and_change_it(bench: Bench) -> None:
    """In /settings both can be chosen before any file, and taken back."""
    await bench.open()
    await bench.command("settings")
    await bench.until(lambda: bench.chat.whispers)
    shown = bench.chat.whispers[-1]
    assert bench.says(shown.text, "settings-shape", shape="asked each time")
    buttons = {button.label: button.data for row in shown.message.buttons for button in row}
    post = await received(bench)
    for label in ("16:9", "15 s"):
        count = len(bench.chat.whispers)
        await bench.press_data(post, buttons[label])
        await bench.until(lambda count=count: len(bench.chat.whispers) > count)  # type: ignore[misc]  # bound now
    shown = bench.chat.whispers[-1]
    assert bench.says(shown.text, "settings-shape", shape="16:9")
    assert bench.says(shown.text, "settings-length", length="15 s")
    again = next(b for row in shown.message.buttons for b in row if b.label == "asked each time")
    count = len(bench.chat.whispers)
    await bench.press_data(post, again.data)
    await bench.until(lambda: len(bench.chat.whispers) > count)
    assert bench.says(bench.chat.whispers[-1].text, "settings-shape", shape="asked each time")
    assert await bench.sent() == []


async def chosen(bench: Bench, *values: str) -> None:
    """Somebody's /settings, set by the buttons there."""
    for value in values:
        count = len(bench.chat.whispers)
        post = Posted(MessageRef("ada", "0"), bench.address(), Message(""), True, "", 0.0)
        await bench.press_data(post, f"k:{value}")
        await bench.until(lambda count=count: len(bench.chat.whispers) > count)  # type: ignore[misc]  # bound now


async def test_settings_complete_a_typed_request(bench: Bench) -> None:
    """What it does not name is sent along, and the answer says where that came from."""
    await bench.open()
    await chosen(bench, "9:16", "30")
    await bench.say("make a slideshow from these", bench.photos(2))
    await bench.rest()
    assert await bench.sent() == [
        "Format 9:16.\nLength 30 seconds.\nmake a slideshow from these",
    ]
    assert bench.says(bench.last.text, "begin-as-set", what="9:16, 30 s")


async def test_settings_are_no_words_for_the_screen(bench: Bench) -> None:
    """A request that ends in what is to be read keeps that apart from what is set."""
    await bench.open()
    await chosen(bench, "16:9", "30")
    await bench.say("make a text video: Good morning")
    await bench.rest()
    assert "16:9" not in bench.last.text.split("As set")[0]
    assert "1920x1080" in bench.last.text


async def test_what_is_named_is_left_as_it_is(bench: Bench) -> None:
    """A request that names both goes out as it was typed; of one the other is added."""
    await bench.open()
    await chosen(bench, "9:16", "30")
    await bench.say("make a 15 second square video from these", bench.photos(2))
    await bench.rest()
    await bench.command("new")
    await bench.say("make a 15 second video from these", bench.photos(2))
    await bench.rest()
    assert await bench.sent() == [
        "make a 15 second square video from these",
        "Format 9:16.\nmake a 15 second video from these",
    ]


async def test_an_edit_is_not_completed(bench: Bench) -> None:
    """Once there is something on the timeline, and where a button spoke, nothing is added."""
    await bench.open()
    await chosen(bench, "9:16", "30")
    post = await received(bench)
    await bench.press(post, "15-second promo")
    await bench.rest()
    await bench.say("add the title 'Summer Sale' in white")
    await bench.rest()
    assert await bench.sent() == [
        "generate a 15-second promo video from my photos",
        "add the title 'Summer Sale' in white",
    ]
