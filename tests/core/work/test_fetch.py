"""Finished videos on their way here: a server that drips keeps nobody else waiting."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from aiohttp import web

from core.accounts import Access
from core.store.records import AccountKind, ResultVideo
from core.work.answers.fetch import LOOK_S, Fetch, VideoInfo
from core.work.spool import AT_ONCE, Spool
from tests.core.nemo.loopback import MP4, TOKEN, Loopback, client_of, serve
from tests.e2e.clock import FakeClock

VIDEO = MP4 + bytes(5000)


class Blind:
    """Cannot tell what any video is."""

    async def look(self, video: Path, thumbnail: Path) -> VideoInfo | None:
        return None


async def test_dripping_videos_give_way_to_a_healthy_one(tmp_path: Path) -> None:
    """Every place is taken by a server that drips; the next video arrives all the same."""
    clock, full, over = FakeClock(), asyncio.Event(), asyncio.Event()
    came: list[web.Request] = []

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        await response.prepare(request)
        await response.write(MP4)
        came.append(request)
        if len(came) == AT_ONCE:
            full.set()
        await over.wait()
        return response

    async with serve(Loopback()) as backend:
        backend.on("GET", "/drip", drip)
        backend.answer("GET", "/good", raw=VIDEO, headers={"Content-Type": "video/mp4"})
        nemo = client_of(backend.url)
        fetch = Fetch(nemo, Blind(), Spool(tmp_path), clock)

        async def size(url: str, user: int) -> int:
            access = Access(AccountKind.LINKED, "linked/1", user, TOKEN)
            async with fetch.video(access, ResultVideo(url, "r-1", "v.mp4"), 1_000_000) as video:
                return video.size

        async with asyncio.TaskGroup() as group:
            dripping = [group.create_task(size("/drip", n)) for n in range(AT_ONCE)]
            await full.wait()
            good = group.create_task(size("/good", AT_ONCE))
            clock.advance_to(LOOK_S)
            assert await good == len(VIDEO)
            assert not any(task.done() for task in dripping)
            over.set()
        assert [task.result() for task in dripping] == [len(MP4)] * AT_ONCE
        await nemo.aclose()
    assert not os.listdir(tmp_path)


async def test_place_is_given_away_once(tmp_path: Path) -> None:
    """Giving way early and at the end lets one in, not two."""
    spool = Spool(tmp_path, at_once=1)
    async with spool.place(1) as place:
        place.give_way()
        place.give_way()
        async with spool.place(2) as second:
            assert second.folder != place.folder
            third = asyncio.create_task(_enter(spool))
            await asyncio.sleep(0)
            assert not third.done()
        await third


async def _enter(spool: Spool) -> None:
    async with spool.room(3):
        pass
