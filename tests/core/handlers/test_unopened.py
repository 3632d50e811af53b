"""What a message is or replies to: taken, or asked for; nothing begun without it."""

from __future__ import annotations

import pytest

from tests.core.bench import PROMO, Bench


async def test_media_that_cannot_be_opened(bench: Bench) -> None:
    """Neither the words about it nor a command with them are sent alone."""
    await bench.open()
    await bench.say("make it move", unread=True)
    await bench.rest()
    assert bench.says(bench.last.text, "media-unopened")
    await bench.command("video", "make it move", unread=True)
    await bench.rest()
    assert [bench.says(p.text, "media-unopened") for p in bench.chat.finals] == [True, True]
    assert await bench.sent() == []


async def test_a_reply_to_what_is_not_shown(bench: Bench) -> None:
    """Words about it are not sent alone; a command needs nothing of it."""
    await bench.open()
    for words in ("make this into a video", "", "use this"):
        await bench.say(words, hidden=True)
        await bench.rest()
        assert bench.says(bench.last.text, "reply-hidden")
    await bench.say("what can you do?", hidden=True)
    await bench.rest()
    assert not bench.says(bench.last.text, "reply-hidden")
    assert await bench.sent() == []


async def test_a_bare_reply_to_a_file_with_words(bench: Bench) -> None:
    """The file is taken and asked about: what its owner wrote below it is no request of ours."""
    await bench.open()
    await bench.say("", quoted=(bench.file("otter.jpg"),), pointed="look at my otter swimming")
    await bench.rest()
    assert (len(await bench.uploads()), await bench.sent()) == (1, [])
    assert "9:16" in [each.label for each in bench.last.buttons]


async def test_a_bare_reply_to_words(bench: Bench) -> None:
    """The words are the request."""
    await bench.open()
    await bench.say("", pointed="a short film about otters")
    await bench.rest()
    assert await bench.sent() == ["a short film about otters"]


@pytest.mark.parametrize("text", ["!", "🙂", "...", "\u200b", "👍🏽 ❤️", "—", ":wave:"])
async def test_a_message_without_words(text: str, bench: Bench) -> None:
    """It asks for nothing that could be made."""
    await bench.open()
    await bench.say(text)
    await bench.rest()
    assert await bench.sent() == []
    assert bench.says(bench.last.text, "words-none")


@pytest.mark.parametrize("text", ["短い動画", "9:16", "और", "ѣ"])
async def test_words_in_any_script(text: str, bench: Bench) -> None:
    """One letter or digit is enough, whatever the script."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.say(text)
    await bench.rest()
    assert await bench.sent() == [PROMO, text]
