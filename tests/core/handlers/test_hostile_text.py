"""Text that is no text."""

from __future__ import annotations

from tests.core.bench import Bench


async def test_half_a_character(bench: Bench) -> None:
    """A lone surrogate (a stray byte typed, half an emoji sent) neither stops nor loses a word."""
    await bench.open()
    await bench.say("add the title 'Summer \ud83d Sale' in white", bench.photos(1))
    await bench.rest()
    assert await bench.sent() == ["add the title 'Summer ? Sale' in white"]
