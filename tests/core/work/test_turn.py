"""A turn from beginning to end."""

from __future__ import annotations

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
