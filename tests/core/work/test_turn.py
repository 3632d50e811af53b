"""A turn from beginning to end."""

from __future__ import annotations

from tests.core.bench import PROMO, Bench


async def test_photos_and_a_prompt_end_in_one_answer(bench: Bench) -> None:
    """Photos with words are uploaded, sent once, and answered with the timeline."""
    await bench.open()
    await bench.say(PROMO, bench.photos(3))
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert "Timeline" in bench.last.text
    assert bench.chat.progress == []
    assert len(await bench.uploads()) == 3
