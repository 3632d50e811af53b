"""Every button: what it does, who may press it, and what an old one is answered with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from core.chat import Press
from tests.core.bench import ANY, PROMO, TITLE, Bench


async def project(bench: Bench) -> None:
    """Open the bench for somebody with a project."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()


async def more(bench: Bench) -> None:
    """Show what is behind More under the newest message."""
    post = bench.last
    await bench.press(post, "More…")
    await bench.until(lambda: any(button.label == "New" for button in post.buttons))


async def test_the_buttons_of_an_answer(bench: Bench) -> None:
    """An answer has Export, Undo, More and two suggestions, in three rows; More shows the rest."""
    await project(bench)
    post = bench.last
    labels = [button.label for button in post.buttons]
    assert labels[:3] == ["Export", "Undo", "More…"]
    assert (len(labels), len(post.message.buttons)) == (5, 3)
    text = post.text
    await more(bench)
    assert [button.label for button in post.buttons[2:5]] == ["Timeline", "Change…", "New"]
    assert post.text == text
    assert post.button("Change…").ask
    assert all(len(button.data.encode()) <= 64 for button in post.buttons)


async def test_more_under_a_video(bench: Bench) -> None:
    """The message of a video stays as it is: what else there is comes below it."""
    await project(bench)
    await bench.command("export")
    await bench.rest()
    film = bench.last
    await bench.press(film, "More…")
    await bench.until(lambda: bench.says(bench.last.text, "more-choices"))
    assert [button.label for button in bench.last.buttons] == ["Timeline", "Change…", "New"]
    assert film.video is not None


async def test_timeline(bench: Bench) -> None:
    """Timeline shows what is on it, without spending anything."""
    await project(bench)
    await more(bench)
    await bench.press(bench.last, "Timeline")
    await bench.until(lambda: bench.last.text.startswith("Timeline (2 tracks)"))
    assert await bench.sent() == [PROMO]


async def test_a_suggestion(bench: Bench) -> None:
    """A suggestion is sent as it reads, once, however often it is pressed."""
    await project(bench)
    post = bench.last
    await bench.press(post, TITLE)
    await bench.press(post, TITLE)
    await bench.rest()
    await bench.press(post, TITLE)
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE]
    told = [whisper.text for whisper in bench.chat.whispers]
    assert bench.says(told[0], "button-already-used")
    assert bench.says(told[1], "button-too-old")


async def test_undo(bench: Bench) -> None:
    """Undo takes the last change back."""
    await project(bench)
    await bench.say(TITLE)
    await bench.rest()
    assert "Summer Sale" in bench.last.text
    await bench.press(bench.last, "Undo")
    await bench.rest()
    assert "Removed Title" in bench.last.text or "removed" in bench.last.text.lower()


async def test_change_without_a_form(bench: Bench) -> None:
    """Where no form opens, Change… asks for the words, and the next message is the change."""
    await project(bench)
    await more(bench)
    await bench.press(bench.last, "Change…")
    await bench.until(lambda: bench.says(bench.last.text, "turn-change-ask"))
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE]


async def test_change_with_a_form(bench: Bench) -> None:
    """The words of a form are the change, each time it is sent."""
    await project(bench)
    post = bench.last
    await more(bench)
    await bench.press(post, "Change…", text=TITLE)
    await bench.press(post, "Change…", text="make it 10 seconds")
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE, "make it 10 seconds"]


async def test_new(bench: Bench) -> None:
    """New begins a project; buttons of the old one still mean the old one."""
    await project(bench)
    post = bench.last
    await more(bench)
    await bench.press(post, "New")
    await bench.until(lambda: bench.says(bench.last.text, "project-new"))
    await bench.press(post, "Export")
    await bench.rest()
    assert bench.last.video is not None


def told(bench: Bench, count: int) -> bool:
    """Whether so many things were told to somebody alone."""
    return len(bench.chat.whispers) == count


STRANGE = (
    "x:999",
    "s:1:99",
    "s:1:",
    "s:999:0",
    "u:999",
    "r:999",
    "c:999",
    "p:999",
    "t:0",
    "e:-1",
    "x:",
    "x:abc",
    "",
    "zzz",
    ":",
    "x:" + "9" * 40,
    "s:1:²",
    "s:²:0",
)


async def test_what_is_no_button_of_ours(bench: Bench) -> None:
    """Data that names nothing is answered as out of date, and does nothing."""
    await project(bench)
    for count, data in enumerate(STRANGE, 1):
        await bench.press_data(bench.last, data)
        await bench.until(partial(told, bench, count), data)
        assert bench.says(bench.chat.whispers[-1].text, "button-too-old"), data
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(bench.chat.finals) == 1


async def test_somebody_elses_button(bench: Bench) -> None:
    """In a group only its owner may press a button; others are told so alone."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1), group="family")
    await bench.rest()
    for count, data in enumerate(("x:1", "t:1", "s:1:0", "u:1", "r:1", "c:1", "e:1", "p:1"), 1):
        await bench.press_data(bench.last, data, "bob")
        await bench.until(partial(told, bench, count), data)
        assert bench.says(bench.chat.whispers[-1].text, "group-not-your-button"), data
        assert bench.chat.whispers[-1].address.user == "bob"
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(bench.chat.finals) == 1


async def test_cancel_of_what_has_ended(bench: Bench) -> None:
    """The Cancel button of a job that has ended finds nothing to cancel."""
    await project(bench)
    await bench.press_data(bench.last, "c:1")
    await bench.until(lambda: bench.says(bench.last.text, "cancel-nothing"))


async def test_strip_what_came_by_itself(bench: Bench) -> None:
    """Keep or strip: where a clip came with more than was asked for, one button takes it off."""
    await bench.open()
    await bench.say("make a 10-second video of my photos", bench.photos(1))
    await bench.rest()
    assert bench.says(bench.last.text, "turn-extras", tracks=ANY)
    await bench.press(bench.last, "Take out")
    await bench.rest()
    assert len(await bench.sent()) == 2
    assert "Timeline (1 track)" in bench.last.text


async def test_a_press_on_a_message_too_old_is_answered_in_its_topic(bench: Bench) -> None:
    """Of such a message the platform tells the chat alone; our own rows know the topic."""
    await bench.open()
    topic = replace(bench.address("ada", group="makers"), thread="7")
    await bench.core.receive(
        bench.incoming(address=topic, text=PROMO, attachments=tuple(bench.photos(1)))
    )
    await bench.rest()
    data = bench.last.button("Export").data
    unknown = replace(topic, thread="")
    press = Press(data, replace(bench.last.ref, thread=""))
    await bench.core.receive(bench.incoming(address=unknown, press=press))
    await bench.rest()
    assert bench.last.video is not None
    assert bench.last.address.thread == "7"
