"""Files that come while others of their album are on their way."""

from __future__ import annotations

from tests.core.bench import Bench


async def test_a_late_part_of_a_silent_album_goes_up_too(bench: Bench) -> None:
    """A part that arrives while its album without words is uploaded is not lost."""
    await bench.open()
    slow = bench.chat.hold("open")
    first, second, late = bench.photos(3)
    await bench.say("", [first], album="a1")
    await bench.say("", [second], album="a1")
    await bench.until(lambda: bench.chat.opened, "the upload begins")
    await bench.say("", [late], album="a1")
    await bench.pass_time(5)
    slow.set()
    await bench.rest()
    assert len(await bench.uploads()) == 3
