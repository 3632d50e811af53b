"""The Retry button asks for the same again, files included."""

from __future__ import annotations

from tests.core.bench import PROMO, Bench
from tests.faults import Refuse, RenderFails


async def test_files_that_never_went_up_come_along(bench: Bench) -> None:
    """A prompt that failed before its upload is not sent without its photos."""
    await bench.open()
    bench.faults.always("session", Refuse(http=503))
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    assert await bench.sent() == []
    bench.faults.clear()
    await bench.press(bench.last, "Try again")
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 2


async def test_files_that_went_up_stay_where_they_are(bench: Bench) -> None:
    """A prompt that failed after its upload does not upload its photos twice."""
    await bench.open()
    bench.faults.times("state", Refuse(http=503), 4)
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    assert await bench.sent() == []
    bench.faults.clear()
    await bench.press(bench.last, "Try again")
    await bench.rest()
    assert await bench.charged() == [PROMO]
    assert len(await bench.uploads()) == 2


async def test_files_alone_can_be_tried_again(bench: Bench) -> None:
    """The button under a failed upload uploads."""
    await bench.open()
    bench.faults.always("session", Refuse(http=503))
    await bench.say("", bench.photos(2))
    await bench.rest()
    bench.faults.clear()
    await bench.press(bench.last, "Try again")
    await bench.rest()
    assert len(await bench.uploads()) == 2


async def test_a_failed_render_is_tried_again_in_its_own_project(bench: Bench) -> None:
    """Its button exports that project, whichever is open by then."""
    await bench.open()
    await bench.say(PROMO, bench.photos(2))
    await bench.rest()
    bench.faults.always("render", RenderFails())
    await bench.command("export")
    await bench.rest()
    post = bench.last
    assert bench.says(post.text, "export-failed")
    bench.faults.clear()
    await bench.command("new")
    await bench.rest()
    await bench.press(post, "Try again")
    await bench.rest()
    assert bench.last.video is not None
