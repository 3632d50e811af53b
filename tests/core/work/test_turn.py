"""A turn from beginning to end."""

from __future__ import annotations

import pytest

from core.language.phrases import say
from core.work.names import title_of
from tests.core.bench import PROMO, Bench
from tests.faults import RawBytes


async def test_photos_and_a_prompt_end_in_one_answer(bench: Bench) -> None:
    """Photos with words are uploaded, sent once, and answered with the timeline."""
    await bench.open()
    await bench.say(PROMO, bench.photos(3))
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert "Timeline" in bench.last.text
    assert bench.chat.progress == []
    assert len(await bench.uploads()) == 3


async def test_words_in_chunks_arrive_together(bench: Bench) -> None:
    """A newer kind of text event: its pieces are the agent's words, before the list of changes."""
    await bench.open()
    stream = (
        b'data: {"type":"message_accepted"}\n\n'
        b'data: {"type":"thinking_start","text":"hmm"}\n\n'
        b'data: {"type":"chunk","text":"Here is your "}\n\n'
        b'data: {"type":"chunk","text":"quiet film."}\n\n'
        b'data: {"type":"done"}\n\n'
    )
    bench.faults.once("run_sse", RawBytes(stream))
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert "Here is your quiet film." in bench.last.text
    assert "hmm" not in bench.last.text


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("make a promo", "make a promo"),
        ("make a promo\nof my shop", "make a promo of my shop"),
        (
            "generate a 15-second promo video from my photos",
            "generate a 15-second promo video from my…",
        ),
        (
            "用我的照片做一个十五秒的宣传视频" * 4,
            ("用我的照片做一个十五秒的宣传视频" * 4)[:40] + "…",
        ),
    ],
)
async def test_a_project_is_named_by_its_first_prompt(prompt: str, title: str) -> None:
    """The beginning of it, on one line, up to a whole word where there are any."""
    assert title_of(prompt) == title


async def test_projects_are_told_apart(bench: Bench) -> None:
    """Each has the name of its first prompt, and one that is empty is listed once at most."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    for _ in range(3):
        await bench.command("new")
        await bench.rest()
    await bench.command("projects")
    await bench.rest()
    listed = bench.last.text
    assert title_of(PROMO) in listed
    assert listed.count(say("en", "project-untitled")) == 1
