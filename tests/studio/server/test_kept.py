"""Encoded stretches between exports: used again, bounded, each project's own."""

from __future__ import annotations

import os
from pathlib import Path

from studio.server import Studio, StudioConfig, kept
from tests.studio.server.client import client_of


def stretches(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("kept_*/*.seg"))


async def test_a_second_export_uses_what_the_first_one_kept(tmp_path: Path) -> None:
    """Stretches without words are there after the first export, and the second adds none."""
    config = StudioConfig(max_height=160, max_fps=10)
    async with Studio.open(tmp_path, config) as studio, client_of(studio) as client:
        await client.begin(photos=3)
        await client.say("make an 8-second video from my photos without any text")
        sizes, names = [], []
        for _ in range(2):
            await client.submit()
            done = await client.until("completed", "failed")
            assert done["status"] == "completed"
            sizes.append(len((await client.http.get(done["output"]["url"])).content))
            names.append(stretches(tmp_path))
    assert len(names[0]) == 4
    assert names[1] == names[0]
    assert sizes[1] == sizes[0]


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """Over all projects, down to the bound."""
    for number, session in enumerate(("a", "b", "a")):
        folder = kept.folder_of(tmp_path, session)
        folder.mkdir(exist_ok=True)
        path = folder / f"{number}.seg"
        path.write_bytes(bytes(1000))
        os.utime(path, (number, number))
    kept.bounded(tmp_path, 2000)
    assert sorted(path.name for path in tmp_path.glob("kept_*/*")) == ["1.seg", "2.seg"]
    kept.forget(tmp_path, "a")
    assert [path.name for path in tmp_path.glob("kept_*/*")] == ["1.seg"]
