"""Room for files that are turned into others: a few at a time, and nothing is left of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.work.spool import Spool


async def test_so_many_at_once(tmp_path: Path) -> None:
    """Further ones wait for room; where one ends, by whatever error, nothing is left."""
    spool = Spool(tmp_path / "spool", at_once=2)
    inside = 0
    most = 0
    go, full = asyncio.Event(), asyncio.Event()

    async def convert(fails: bool) -> None:
        nonlocal inside, most
        async with spool.room() as room:
            inside += 1
            most = max(most, inside)
            (room / "received").write_bytes(b"x")
            if inside == 2:
                full.set()
            await go.wait()
            inside -= 1
            if fails:
                raise OSError("broken")

    tasks = [asyncio.create_task(convert(fails=n % 2 == 0)) for n in range(5)]
    await full.wait()
    go.set()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(end, OSError) for end in ends] == [True, False, True, False, True]
    assert most == 2
    assert list((tmp_path / "spool").iterdir()) == []
