"""Exports: what is rendered, delivered, and what happens when either goes wrong."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from core.chat import PostRejected
from tests.core.bench import ANY, PROMO, TITLE, Bench
from tests.faults import Delay, ExpireTokens, Refuse, RenderFails, RenderStuck, Reset

NAME = "generate a 15-second promo video from my…"


async def project(bench: Bench) -> None:
    """Open the bench for somebody with a project."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()


async def test_a_video(bench: Bench) -> None:
    """The MP4 comes as a playable video with its length, its size and the project's link."""
    await project(bench)
    await bench.press(bench.last, "Export")
    await bench.rest()
    assert bench.last.video is not None
    assert bench.last.video[4:8] == b"ftyp"
    assert bench.says(
        bench.last.text, "export-caption-titled", title=NAME, length="0.3 s", size=ANY
    )
    assert bench.says(bench.last.text, "export-project", link=ANY)
    assert "127.0.0.1" not in bench.last.text
    assert {button.label for button in bench.last.buttons} >= {"Export", "More…"}


async def test_both_at_once(bench: Bench) -> None:
    """A prompt with "then export" gives the answer and then the video of that answer."""
    await project(bench)
    await bench.say(f"{TITLE}, then export")
    await bench.rest()
    assert "Summer Sale" in bench.chat.finals[-2].text
    assert bench.last.video is not None
    assert "Summer Sale" in repr(bench.worker.orders[0].draft)


async def test_a_chain_whose_beginning_fails(bench: Bench) -> None:
    """When the prompt comes to nothing, the export behind it is not done either."""
    await project(bench)
    bench.faults.once("run_sse", Reset("request"))
    await bench.say(f"{TITLE}, then export")
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-unknown")
    assert await bench.submits() == {}


async def test_a_second_render_has_a_second_id(bench: Bench) -> None:
    """The first render fails: another id, once; then the video."""
    await project(bench)
    bench.faults.once("render", RenderFails())
    await bench.command("export")
    await bench.rest()
    assert list((await bench.submits()).values()) == [1, 1]
    assert bench.last.video is not None


async def test_killed_after_the_submit(bench: Bench) -> None:
    """After a restart the same render is waited for; nothing is submitted again."""
    await project(bench)
    bench.faults.once("render_submit", Reset("work"))
    bench.faults.once("render_poll", Delay(1000), nth=2)
    await bench.command("export")
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "polling")
    await bench.restart()
    await bench.rest()
    assert list((await bench.submits()).values()) == [1]
    assert bench.last.video is not None


async def test_killed_while_rendering(bench: Bench) -> None:
    """A restart in the middle of a render loses no time: the next look is due when it was."""
    await project(bench)
    bench.faults.once("render_poll", Refuse(http=500), nth=2)
    await bench.command("export")
    await bench.until_job(lambda jobs: jobs and jobs[0].due is not None)
    due = (await bench.jobs())[0].due
    await bench.restart()
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "polling")
    assert (await bench.jobs())[0].due == due
    await bench.rest()
    assert bench.last.video is not None


async def test_a_render_that_hangs(bench: Bench) -> None:
    """Ten looks, 30 seconds apart; then it is said, and the timeline is still there."""
    await project(bench)
    bench.faults.always("render", RenderStuck(progress=40))
    began = bench.clock.monotonic()
    await bench.command("export")
    await bench.until(lambda: bench.says(bench.last.text, "export-timeout"))
    assert 300 <= bench.clock.monotonic() - began <= 330
    shown = [m.text for m in bench.chat.posted[-2].history]
    assert any("40%" in text for text in shown)


async def test_too_big_for_the_chat(bench: Bench) -> None:
    """A video over the chat's limit is not sent; the reason is."""
    await project(bench)
    bench.chat.largest_upload = 100
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is None
    assert bench.says(bench.last.text, "export-too-big-no-link", limit="100 B")
    assert [call for _, call, _ in bench.chat.calls].count("send_video") == 0


async def test_a_video_that_the_platform_refuses(bench: Bench) -> None:
    """A platform that does not take the video gets words in its place."""
    await project(bench)
    bench.chat.fail("send_video", PostRejected("bad video"))
    await bench.command("export")
    await bench.rest()
    assert bench.says(bench.last.text, "export-lost")


async def test_a_full_disk(bench: Bench) -> None:
    """No room for the video on this machine: one sentence that says so."""
    await project(bench)
    spool = bench.folder / "spool"
    shutil.rmtree(spool, ignore_errors=True)
    spool.symlink_to(_full(bench.folder))
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is None
    assert bench.says(bench.last.text, "export-lost") or "disk" in bench.last.text


def _full(folder: Path) -> Path:
    """A place where no folder can be made, whoever asks."""
    blocked = folder / "blocked"
    blocked.write_text(str(errno.ENOSPC))
    return blocked


async def test_unreadable_results(bench: Bench) -> None:
    """A result that cannot be looked into is still delivered, with what the draft says of it."""
    await project(bench)
    bench.media.look_fails = True
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is not None
    assert bench.says(bench.last.text, "export-caption-titled", title=NAME, length="15 s", size=ANY)


async def test_the_button_again_after_the_video(bench: Bench) -> None:
    """Export under an old message exports again once its first export has ended; not before."""
    await project(bench)
    post = bench.last
    await bench.press(post, "Export")
    await bench.press(post, "Export")
    await bench.rest()
    assert len(await bench.submits()) == 1
    assert bench.says(bench.chat.whispers[-1].text, "button-already-used")
    await bench.press(post, "Export")
    await bench.rest()
    assert len(await bench.submits()) == 2


async def test_a_day_later(bench: Bench) -> None:
    """An export that a restart finds after more than a day is not started; that is said."""
    await project(bench)
    bench.faults.once("run_sse", Reset("request"))
    await bench.say(f"{TITLE}, then export")
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent")
    async with bench.store.begin() as tx:
        await tx.connection.exec_driver_sql("update jobs set state = 'done' where id = 2")
    await bench.kill()
    bench.clock.advance_to(bench.clock.monotonic() + 90_000)
    await bench.start()
    await bench.rest()
    assert bench.says(bench.last.text, "export-too-old")
    assert await bench.submits() == {}


async def test_a_storage_that_is_away_for_a_moment(bench: Bench) -> None:
    """A video that cannot be read at once is read again, and comes."""
    await project(bench)
    bench.faults.times("result", Refuse(http=503), 2)
    bench.faults.times("download", Refuse(http=503), 2)
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is not None
    assert len(await bench.submits()) == 1


async def test_a_storage_that_asks_to_wait(bench: Bench) -> None:
    """Too many requests is no reason to give the video up: it is read after the wait."""
    await project(bench)
    bench.faults.times("result", Refuse(http=429, retry_after=20), 2)
    bench.faults.times("download", Refuse(http=429, retry_after=20), 2)
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is not None


async def test_a_video_that_breaks_off_is_read_from_its_beginning(bench: Bench) -> None:
    """What came of a broken transfer is no part of the next one's file."""
    await project(bench)
    bench.faults.times("result", Reset("headers"), 2)
    await bench.command("export")
    await bench.rest()
    broken = bench.last
    await bench.command("export")
    await bench.rest()
    assert broken.video
    assert broken.video == bench.last.video


async def test_a_token_that_expires_before_the_video_is_read(bench: Bench) -> None:
    """The token is renewed, and the video fetched with the new one."""
    await project(bench)
    bench.faults.always("result", Refuse(http=403))
    bench.faults.once("download", ExpireTokens())
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is not None
