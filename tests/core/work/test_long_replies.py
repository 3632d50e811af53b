"""Replies that nobody would read in a chat: their beginning there, all of it in a file."""

from __future__ import annotations

import json

from core.chat import NoMedia
from core.language.guitext import MOST_SHOWN
from tests.core.bench import PROMO, Bench
from tests.faults import RawBytes

SENTENCE = "The boat leaves the harbour and passes the lighthouse. "


async def told(bench: Bench, length: int) -> str:
    """An answer of so many characters, given to somebody; the text that the agent said."""
    text = (SENTENCE * (length // len(SENTENCE) + 1))[:length].strip()
    event = json.dumps({"type": "text", "content": text})
    bench.faults.once("run_sse", RawBytes(f"data: {event}\n\n".encode()))
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    return text


async def test_a_long_reply_goes_along_as_a_file(bench: Bench) -> None:
    """The file holds every character and comes first, the chat shows the beginning below it."""
    await bench.open()
    bench.chat.page_limit = 4_000
    text = await told(bench, 3 * MOST_SHOWN)
    first, *pages = bench.chat.finals
    assert first.file is not None
    assert (first.file.name, first.file.content) == ("answer.txt", text.encode())
    assert bench.says(first.text, "reply-whole")
    said = "".join(page.text for page in pages)
    assert said.startswith(text[:20_000])
    assert MOST_SHOWN * 2 // 3 < len(said) < MOST_SHOWN + 500
    assert [page.file for page in pages] == [None] * len(pages)


async def test_a_reply_that_fits_needs_no_file(bench: Bench) -> None:
    """Up to the bound everything is in the chat."""
    await bench.open()
    text = await told(bench, MOST_SHOWN - 10)
    (only,) = bench.chat.finals
    assert only.file is None
    assert text in only.text


async def test_where_no_file_may_be_sent(bench: Bench) -> None:
    """The beginning is shown all the same, with a word that there is more."""
    await bench.open()
    bench.chat.fail("send_file", NoMedia("not enough rights"))
    text = await told(bench, 2 * MOST_SHOWN)
    first, page = bench.chat.finals
    assert bench.says(first.text, "reply-cut")
    assert page.text.startswith(text[:10_000])
