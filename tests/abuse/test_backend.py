"""A hostile or broken backend: bombs, addresses that point inwards, results that drip."""

from __future__ import annotations

import asyncio
import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import web

from core.language.phrases import say
from core.work.spool import AT_ONCE
from tests.abuse.siege import (
    MEGABYTE,
    answers,
    newcomer,
    played,
    project,
    reads_proc,
    siege,
    texts,
    told,
)
from tests.core.nemo.loopback import MP4, Loopback, serve
from tests.e2e.process import TelegramProcess
from tests.e2e.scenarios.kit import TITLE
from tests.e2e.world import Room
from tests.faults import Refuse, Says
from tests.ports import free_port

SEGMENTS = json.dumps({"data": {"state": {"draft": {"t": [{"sg": [{}] * 200_000}]}}}})
# Half a minute of it is the server's to drip, the rest a busy machine's.
pytestmark = pytest.mark.timeout(300)
VIDEO = {"Content-Type": "video/mp4"}
# All the room that there is for results at once.
DRIPS = AT_ONCE


@reads_proc
def test_answers_that_cannot_be_meant(tmp_path: Path) -> None:
    """512 MB in a few bytes, endless numbers and lists, a timeline of 200,000 segments.

    Each is told as an outage, in little memory; others are answered meanwhile, and all afterwards.
    """

    bomb = Says(gzip.compress(gzip.compress(bytes(512 * MEGABYTE))), encoding="gzip, gzip")
    number, lists = Says(b'{"code":' + b"9" * 5_000 + b"}"), Says(b"[" * 100_000)

    async def story(world: TelegramProcess) -> None:
        ada, room = await project(world, "Ada")
        bob, other = await newcomer(world, "Bob")
        before = world.house.peak_memory()
        # A call that fails is tried four times, and each try meets another one.
        world.backend.faults.once("credits", bomb)
        world.backend.faults.once("credits", number)
        world.backend.faults.always("credits", lists)
        world.backend.faults.always("state", Says(SEGMENTS.encode()))
        await world.command(bob, other, "credits")
        await world.say(ada, room, TITLE)
        await told(world, other, "error-backend-down")
        assert world.house.peak_memory() < before + 256 * MEGABYTE
        world.backend.faults.clear("credits")
        await answers(world)
        await told(world, room, "error-backend-down")
        world.backend.faults.clear()
        await world.command(ada, room, "credits")
        await world.house.seen(lambda: "100" in texts(world, room)[-1])

    siege(TelegramProcess, story, tmp_path)


async def repeated(world: TelegramProcess, room: Room, text: str, times: int) -> None:
    """Wait until these words stand there so many times."""
    await world.house.seen(lambda: texts(world, room).count(text) == times)


def ready(url: str) -> Says:
    """A render that is there, at this address."""
    return Says(json.dumps({"status": "completed", "outputUrl": url}).encode())


def test_a_result_that_points_inwards(tmp_path: Path) -> None:
    """An address of this machine, straight or by the redirect of an allowed host: never read."""
    port = free_port()
    lost = say("en", "export-lost")

    async def story(world: TelegramProcess) -> None:
        ada, room = await project(world, "Ada")
        world.backend.faults.always("download", Refuse(http=404))
        async with serve(Loopback()) as inside, serve(Loopback(), port) as allowed:
            inside.answer("GET", "/v.mp4", raw=MP4, headers=VIDEO)
            url = f"{inside.url}/v.mp4"
            allowed.answer("GET", "/hop", status=302, headers={"Location": url})
            for times, place in enumerate((url, f"{allowed.url}/hop"), 1):
                world.backend.faults.clear("render_poll")
                world.backend.faults.always("render_poll", ready(place))
                await world.command(ada, room, "export")
                await repeated(world, room, lost, times)
            assert [seen.path for seen in allowed.seen] == ["/hop"]
            assert inside.seen == []
        assert not any("127.0.0.1" in text for text in texts(world, room))

    siege(TelegramProcess, story, tmp_path, {"NEMO_RESULT_HOSTS": f"127.0.0.1:{port}"})


def test_results_that_drip(tmp_path: Path) -> None:
    """A byte a second, for as many people as are served at once: another one's film arrives.

    Theirs are given up and told after half a minute, and may be asked for again.
    """
    port = free_port()
    begun = []

    async def drip(request: web.Request) -> web.StreamResponse:
        begun.append(request)
        response = web.StreamResponse(headers=VIDEO)
        await response.prepare(request)
        with suppress(ConnectionError):
            await response.write(MP4)
            while True:
                await response.write(b"\0")
                await asyncio.sleep(1)
        return response

    async def story(world: TelegramProcess) -> None:
        async with serve(Loopback(), port) as slow:
            slow.on("GET", "/drip", drip)
            rooms = await asyncio.gather(*(project(world, f"P{n}") for n in range(DRIPS)))
            ada, home = await project(world, "Ada")
            world.backend.faults.times("render_poll", ready(f"{slow.url}/drip"), DRIPS)
            for person, room in rooms:
                await world.command(person, room, "export")
            await world.house.seen(lambda: len(begun) == DRIPS)
            await world.command(ada, home, "export")
            await world.house.seen(lambda: played(world, home))
            assert slow.seen == []  # all of them still drip
            for _, room in rooms:
                await told(world, room, "export-lost")

    siege(TelegramProcess, story, tmp_path, {"NEMO_RESULT_HOSTS": f"127.0.0.1:{port}"})
