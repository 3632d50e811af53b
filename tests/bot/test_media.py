"""Files that the bot has looked into or converted: in workers, and few at a time."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from bot.media import SLOTS, Workers
from tests.studio.media.test_convert import silence
from tests.studio.render.test_process import workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


async def test_conversions_wait_for_a_slot(tmp_path: Path) -> None:
    """Six at once are done by two workers at a time, and all of them succeed."""
    sources = [silence(tmp_path / f"{n}.flac", 4) for n in range(6)]
    media = Workers()
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
    assert not await Workers().convert(source, target)
    assert not target.exists()
