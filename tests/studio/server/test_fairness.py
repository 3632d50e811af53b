"""What one person does to a studio that others use: renders, uploads, disk."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from studio.server import Pace, Studio, StudioConfig
from studio.server.media_worker import Probed
from tests.studio.double import FastWorker, photo, tiny_mp4
from tests.studio.server.client import Client, client_of
from tests.studio.server.manual_clock import ManualClock
from tests.studio.server.test_renders import PROMO, HeldWorker

T = TypeVar("T")
# As a refusal is written: the three digits alone also stand in an id now and then.
REFUSED = b'"code":429'


@asynccontextmanager
async def people(
    folder: Path, worker: FastWorker, config: StudioConfig | None = None, *, count: int = 2
) -> AsyncIterator[list[Client]]:
    """So many people of one studio, each with a session of their own."""
    async with AsyncExitStack() as stack:
        opened = Studio.open(folder, config or StudioConfig(), worker=worker)
        studio = await stack.enter_async_context(opened)
        clients = [await stack.enter_async_context(client_of(studio)) for _ in range(count)]
        for client in clients:
            await client.begin()
        yield clients


async def drafts(clients: list[Client]) -> None:
    for client in clients:
        await client.upload(photo())
        await client.say(PROMO)


async def test_renders_of_people_take_turns(tmp_path: Path) -> None:
    """Who has five in the queue does not keep another one waiting behind all of them."""
    worker = HeldWorker()
    async with people(tmp_path, worker) as (greedy, other):
        await drafts([greedy, other])
        for number in range(5):
            await greedy.submit(f"render_{number}")
        await greedy.until("processing", id="render_0")
        await other.submit("mine")
        assert (await other.poll("mine"))["data"]["position"] == 1
        assert [
            (await greedy.poll(f"render_{number}"))["data"]["position"] for number in range(5)
        ] == [0, 2, 3, 4, 5]
        worker.leave.set()
        await greedy.until("completed", id="render_4")
    assert [order.output.name[:2] for order in worker.orders] == [
        "r1",
        "r6",
        "r2",
        "r3",
        "r4",
        "r5",
    ]


async def test_one_person_has_so_many_waiting_renders(tmp_path: Path) -> None:
    """The one too many is 429; the same id again is no new one, and another person goes on."""
    worker = HeldWorker()
    async with people(tmp_path, worker, StudioConfig(max_waiting_renders=2)) as (greedy, other):
        await drafts([greedy, other])
        await greedy.submit("render_0")
        await greedy.until("processing", id="render_0")
        await greedy.submit("render_1")
        await greedy.submit("render_2")
        assert (await greedy.submit("render_3"))["code"] == 429
        assert (await greedy.submit("render_2"))["success"] is True
        assert (await other.submit("mine"))["success"] is True
        worker.leave.set()
        await other.until("completed", id="mine")


async def test_a_queue_of_an_earlier_studio_is_taken_up(tmp_path: Path) -> None:
    """A database without the newer columns gets them, and keeps its renders and files."""
    async with people(tmp_path, HeldWorker(), count=1) as (client,):
        await drafts([client])
        await client.submit("render_0")
        await client.until("processing", id="render_0")
        token = client.token
    with sqlite3.connect(tmp_path / "studio.sqlite3") as db:
        db.execute("alter table renders drop column served")
        db.execute("alter table media drop column turn")
    db.close()
    async with (
        Studio.open(tmp_path, StudioConfig(), worker=FastWorker()) as studio,
        client_of(studio) as again,
    ):
        again.token = token
        await again.until("completed", id="render_0")


class HeldProbes(FastWorker):
    """Looks into small photos at once, into large ones only when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.leave = asyncio.Event()
        self.full = asyncio.Event()
        self.running = 0
        self.most = 0

    async def probe(self, path: Path) -> Probed:
        if os.stat(path).st_size > 2_000:
            self.running += 1
            self.most = max(self.most, self.running)
            if self.running == 2:
                self.full.set()
            await self.leave.wait()
            self.running -= 1
        return await super().probe(path)


async def test_a_flood_of_files_leaves_a_slot_for_others(tmp_path: Path) -> None:
    """Two are looked into at a time; another person's photo does not wait for them."""
    worker = HeldProbes()
    large = photo(size=(900, 1600))
    async with people(tmp_path, worker) as (greedy, other):
        flood = [asyncio.create_task(greedy.upload(large)) for _ in range(12)]
        await worker.full.wait()
        assert (await other.upload(photo()))["code"] == 0
        assert not any(task.done() for task in flood)
        worker.leave.set()
        assert {answer["code"] for answer in await asyncio.gather(*flood)} == {0}
        assert worker.most == 2


async def test_files_that_wait_are_bounded(tmp_path: Path) -> None:
    """Beyond the bound a person's upload is 429 at once."""
    worker = HeldProbes()
    large = photo(size=(900, 1600))
    async with people(tmp_path, worker, StudioConfig(max_waiting_files=3)) as (greedy, _):
        flood = [asyncio.create_task(greedy.upload(large)) for _ in range(8)]
        refused = await first_done(flood, 3)
        assert [task.result()["code"] for task in refused] == [429] * 3
        worker.leave.set()
        codes = sorted(answer["code"] for answer in await asyncio.gather(*flood))
        assert codes == [0] * 5 + [429] * 3


async def test_prompts_are_bounded_for_each_person(tmp_path: Path) -> None:
    """In all of one's sessions together, those that wait among them; another person goes on."""
    clock = ManualClock()
    config = StudioConfig(max_user_turns=3, pace=Pace(tool_s=5))
    async with (
        Studio.open(tmp_path, config, clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as greedy,
        client_of(studio) as other,
    ):
        await drafts_begun([greedy, other])
        prompts = [asyncio.create_task(greedy.stream(PROMO)) for _ in range(5)]
        refused = await first_done(prompts, 2)
        assert all(REFUSED in task.result() for task in refused)
        assert REFUSED not in await other.stream("hello there")
        while not all(task.done() for task in prompts):
            clock.advance(5)
            await asyncio.sleep(0)
        assert REFUSED not in await greedy.stream("hello there")


async def first_done(tasks: list[asyncio.Task[T]], count: int) -> set[asyncio.Task[T]]:
    """The tasks that are done, as soon as so many are."""
    waiting = set(tasks)
    while len(tasks) - len(waiting) < count:
        _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    return set(tasks) - waiting


async def drafts_begun(clients: list[Client]) -> None:
    for client in clients:
        await client.begin(photos=1)


SIZE = len(photo())


@pytest.mark.parametrize(
    ("named", "config", "own", "others"),
    [
        ("person", StudioConfig(max_user_bytes=int(2.5 * SIZE)), 4002, 0),
        ("all", StudioConfig(max_total_bytes=int(2.5 * SIZE)), 507, 507),
        ("project", StudioConfig(max_session_bytes=int(2.5 * SIZE)), 4002, 0),
        ("project", StudioConfig(max_items=2), 400, 0),
    ],
)
async def test_uploads_have_a_quota(
    tmp_path: Path, named: str, config: StudioConfig, own: int, others: int
) -> None:
    """Of a person over all sessions, of everybody, of a session; the answer names it."""
    async with people(tmp_path, FastWorker(), config) as (client, other):
        await client.upload(photo())
        await client.upload(photo(121))
        if own == 4002 and config.max_user_bytes < SIZE * 3:
            await client.open_session()
        refused = await client.upload(photo())
        assert refused["code"] == own
        assert refused.get("data", {}).get("limit", "all") == named
        assert (await other.upload(photo()))["code"] == others


async def test_the_quota_holds_for_files_that_arrive_together(tmp_path: Path) -> None:
    """Eight at once, room for three."""
    config = StudioConfig(max_user_bytes=int(3.5 * SIZE))
    async with people(tmp_path, FastWorker(), config, count=1) as (client,):
        answers = await asyncio.gather(*(client.upload(photo()) for _ in range(8)))
        stored = [answer for answer in answers if answer["code"] == 0]
        assert 1 <= len(stored) <= 3
        assert len((await client.state())["video_infos"]) == len(stored)


async def test_the_oldest_results_of_a_person_go(tmp_path: Path) -> None:
    """The newest stays whatever its size; the address of an old one says that it is gone."""
    config = StudioConfig(max_user_results_bytes=int(1.5 * len(tiny_mp4())))
    async with people(tmp_path, FastWorker(), config, count=1) as (client,):
        await drafts([client])
        urls = []
        for number in range(3):
            await client.submit(f"render_{number}")
            done = await client.until("completed", id=f"render_{number}")
            urls.append(done["output"]["url"])
        assert [await _status(client.http, url) for url in urls] == [404, 404, 200]


async def _status(http: httpx.AsyncClient, url: str) -> int:
    response = await http.get(url)
    return response.status_code
