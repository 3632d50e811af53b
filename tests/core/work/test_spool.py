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

    async def convert(user: int, fails: bool) -> None:
        nonlocal inside, most
        async with spool.room(user) as room:
            inside += 1
            most = max(most, inside)
            (room / "received").write_bytes(b"x")
            if inside == 2:
                full.set()
            await go.wait()
            inside -= 1
            if fails:
                raise OSError("broken")

    tasks = [asyncio.create_task(convert(n, fails=n % 2 == 0)) for n in range(5)]
    await full.wait()
    go.set()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(end, OSError) for end in ends] == [True, False, True, False, True]
    assert most == 2
    assert list((tmp_path / "spool").iterdir()) == []


async def test_one_person_takes_a_few(tmp_path: Path) -> None:
    """Whoever holds their own share for ever waits alone: another one's file goes through."""
    spool = Spool(tmp_path / "spool", at_once=3, each=2)
    go, held = asyncio.Event(), asyncio.Event()
    inside = 0

    async def drip() -> None:
        nonlocal inside
        async with spool.room(1):
            inside += 1
            held.set()
            await go.wait()

    dripping = [asyncio.create_task(drip()) for _ in range(6)]
    await held.wait()
    async with spool.room(2) as room:
        assert room.is_dir()
    assert inside == 2
    go.set()
    await asyncio.gather(*dripping)
    assert list((tmp_path / "spool").iterdir()) == []
