"""Files that the bot has looked into or converted: in workers, and few at a time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.media import IDLE_S, SLOTS, Workers
from core.clock import SystemClock
from core.language.timeline import Bars
from tests.studio.media.test_convert import silence
from tests.studio.render.test_process import workers
from tests.studio.server.manual_clock import ManualClock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


async def test_conversions_wait_for_a_slot(tmp_path: Path) -> None:
    """Six at once are done by two workers at a time, and all of them succeed."""
    sources = [silence(tmp_path / f"{n}.flac", 4) for n in range(6)]
    media = Workers(SystemClock())
    running = [
        asyncio.create_task(media.convert(source, source.with_suffix(".m4a"))) for source in sources
    ]
    most = 0
    while not all(task.done() for task in running):
        await asyncio.wait(running, timeout=0.01)
        most = max(most, len(workers()))
    assert [task.result() for task in running] == [True] * 6
    assert most == SLOTS
    assert workers() == []


async def test_what_fails_leaves_no_file(tmp_path: Path) -> None:
    """The target is there when it was converted, and not otherwise."""
    source = tmp_path / "voice.ogg"
    source.write_bytes(b"OggS and nothing of it")
    target = tmp_path / "voice.m4a"
    assert not await Workers(SystemClock()).convert(source, target)
    assert not target.exists()


FILM = Bars("Film", 9.0, ())


async def test_timelines_are_drawn_by_one_process_that_goes_when_nobody_asks() -> None:
    """Several pictures come from the same one; half a minute after the last it is gone."""
    clock = ManualClock()
    media = Workers(clock)
    first = await media.draw_timeline(FILM)
    (drawing,) = workers()
    clock.advance(IDLE_S - 1)
    second = await media.draw_timeline(FILM)
    assert (first == second, (first or b"")[:2]) == (True, b"\xff\xd8")
    clock.advance(IDLE_S - 1)
    assert workers() == [drawing]
    await clock.sleeper(1)
    clock.advance(1)
    await gone(drawing)
    assert await media.draw_timeline(FILM) == first
    await media.close()
    assert workers() == []


async def test_another_one_draws_after_one_that_failed_or_was_left_waiting() -> None:
    """What cannot be drawn, a process that dies, a cancelled wait: the next picture is right."""
    media = Workers(SystemClock())
    nothing = Bars("Film", 0.0, ())
    assert await media.draw_timeline(nothing) is None
    assert await media.draw_timeline(FILM) is not None
    os.kill(workers()[0], signal.SIGKILL)
    assert await media.draw_timeline(FILM) is None
    waiting = asyncio.create_task(media.draw_timeline(Bars("Other", 5.0, ())))
    while not workers():  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    other = await media.draw_timeline(Bars("Other", 5.0, ()))
    assert other is not None
    assert other != await media.draw_timeline(FILM)
    await media.close()


async def gone(pid: int) -> None:
    """Until a process of ours has ended."""
    while pid in workers():  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0)
