"""What people set with the buttons of /settings: it lasts, and goes when they are forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from core.chat import MessageRef, Press
from tests.core.bench import PROMO, Bench
from tests.core.handlers.test_privacy import forgotten
from tests.core.recording import Whispered


async def settings(bench: Bench) -> Whispered:
    """What /settings shows now."""
    seen = len(bench.chat.whispers)
    await bench.command("settings")
    await bench.until(lambda: len(bench.chat.whispers) > seen)
    return bench.chat.whispers[-1]


async def tap(bench: Bench, shown: Whispered, label: str) -> Whispered:
    """Press one of its buttons; what is shown then."""
    data = next(b.data for row in shown.message.buttons for b in row if b.label == label)
    seen = len(bench.chat.whispers)
    press = Press(data, MessageRef(shown.address.chat, "settings"))
    await bench.core.receive(bench.incoming(press=press))
    await bench.until(lambda: len(bench.chat.whispers) > seen)
    return bench.chat.whispers[-1]


@pytest.mark.parametrize(
    ("label", "back", "before", "after"),
    [
        ("Send as file", "Send as video", "to play in the chat", "as unchanged files"),
        ("Pictures off", "Pictures on", "after a change: on", "after a change: off"),
        (
            "Pictures on in groups",
            "Pictures off in groups",
            "in groups: off",
            "in groups: on",
        ),
    ],
)
async def test_each_switch_lasts(
    bench: Bench, label: str, back: str, before: str, after: str
) -> None:
    """Over a restart, and it can be taken back."""
    await bench.open()
    shown = await settings(bench)
    assert before in shown.text
    assert after in (await tap(bench, shown, label)).text
    await bench.restart()
    shown = await settings(bench)
    assert after in shown.text
    assert before in (await tap(bench, shown, back)).text


async def test_all_buttons_fit_every_platform(bench: Bench) -> None:
    """No more than five rows of five, however much is set."""
    await bench.open()
    shown = await settings(bench)
    for label in ("9:16", "15 s"):
        shown = await tap(bench, shown, label)
    assert len(shown.message.buttons) <= 5
    assert max(len(row) for row in shown.message.buttons) <= 5


async def test_results_as_files(bench: Bench) -> None:
    """A film comes as a file named like its project, with the caption and buttons of a video."""
    await bench.open()
    await tap(bench, await settings(bench), "Send as file")
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("export")
    await bench.rest()
    post = bench.last
    assert (post.video, post.file is not None) == (None, True)
    assert post.file is not None
    assert post.file.name == "generate-a-15-second-promo-video-from-my.mp4"
    assert isinstance(post.file.content, bytes)
    assert post.file.content[4:8] == b"ftyp"
    assert "KB" in post.text
    assert post.button("Export")


async def test_what_was_set_is_forgotten_too(bench: Bench) -> None:
    """No note keeps a person's number once everything of theirs is deleted."""
    await bench.open()
    shown = await settings(bench)
    for label in ("9:16", "15 s", "Send as file", "Pictures off", "Pictures on in groups"):
        shown = await tap(bench, shown, label)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert notes(bench)
    await forgotten(bench)
    assert notes(bench) == []


def notes(bench: Bench) -> list[str]:
    """The keys of the notes about the first user."""
    with closing(sqlite3.connect(bench.folder / "reelay.db")) as database:
        keys = [key for (key,) in database.execute("select key from notes")]
    return [key for key in keys if "1" in key.split("/")[1:]]
