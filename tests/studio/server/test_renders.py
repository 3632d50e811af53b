"""Exports: queue, progress, results, cancel, and what survives a restart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.server import Studio, StudioConfig
from studio.server.media_worker import Order, RenderFailed
from tests.studio.double import FastWorker, photo, tiny_mp4
from tests.studio.server.client import Client, client_of
from tests.studio.server.manual_clock import ManualClock

PROMO = "make a 15-second promo video from my photos"


class HeldWorker(FastWorker):
    """Renders half of each job, then waits for leave."""

    def __init__(self) -> None:
        super().__init__()
        self.leave = asyncio.Event()
        self.stopped = asyncio.Event()

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        on_progress(0.5)
        try:
            await self.leave.wait()
        except asyncio.CancelledError:
            self.stopped.set()
            raise
        await super().render(order, on_progress)


class FailingWorker(FastWorker):
    """Can't render anything, and says so."""

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        raise RenderFailed("This clip can't be read.")


@asynccontextmanager
async def ready(
    folder: Path, worker: FastWorker, config: StudioConfig | None = None
) -> AsyncIterator[Client]:
    """A client whose session has a draft."""
    async with (
        Studio.open(folder, config or StudioConfig(), worker=worker) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=2)
        await client.say(PROMO)
        yield client


async def test_a_render_ends_in_a_file_that_serves_ranges(tmp_path: Path) -> None:
    """Submit, poll, fetch whole, fetch a range, fetch by token; costs no credits."""
    async with ready(tmp_path, FastWorker()) as client:
        assert (await client.submit())["success"] is True
        done = await client.until("completed")
        assert done["progress"] == 100
        url = done["output"]["url"]
        response = await client.http.get(url)
        assert response.headers["Content-Type"] == "video/mp4"
        assert response.content == tiny_mp4()
        response = await client.http.get(url, headers={"Range": "bytes=4-7"})
        assert (response.status_code, response.content) == (206, b"ftyp")
        path = "/api/render/proxy/render_1/download"
        response = await client.http.get(path, headers=client.headers)
        assert response.content == tiny_mp4()
        response = await client.http.get(path)
        assert response.json()["code"] == 1001
        assert await client.available() == 80


async def test_the_bare_shape_has_the_url_on_top(tmp_path: Path) -> None:
    """`outputUrl` without an envelope."""
    config = StudioConfig(bare_render_answers=True)
    async with ready(tmp_path, FastWorker(), config) as client:
        assert (await client.submit())["status"] in ("pending", "processing", "completed")
        assert (await client.until("completed"))["outputUrl"].startswith("http://127.0.0.1:")


async def test_exports_without_attribution_are_402(tmp_path: Path) -> None:
    """Submit, poll and download all need the three headers."""
    async with ready(tmp_path, FastWorker()) as client:
        await client.submit()
        for name in ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"):
            headers = client.headers | {name: ""}
            url = "/api/render/proxy/lambda/render_1"
            response = await client.http.get(url, headers=headers)
            assert response.status_code == 402


async def test_one_render_at_a_time_in_the_order_of_submission(tmp_path: Path) -> None:
    """The second waits with position 1 and an estimate, then runs."""
    worker = HeldWorker()
    async with ready(tmp_path, worker) as client:
        await client.submit("render_1")
        await client.submit("render_2")
        running = await client.until("processing", id="render_1")
        waiting = (await client.poll("render_2"))["data"]
        assert (waiting["status"], waiting["position"]) == ("pending", 1)
        assert waiting["eta_seconds"] > running["eta_seconds"] > 0
        worker.leave.set()
        await client.until("completed", id="render_2")
        assert [order.output.name[:2] for order in worker.orders] == ["r1", "r2"]


async def test_the_same_id_is_the_same_job(tmp_path: Path) -> None:
    """A repeated submit renders once; the audit log counts both submits."""
    worker = FastWorker()
    config = StudioConfig()
    async with Studio.open(tmp_path, config, worker=worker) as studio:
        async with client_of(studio) as client:
            await client.begin(photos=1)
            await client.say(PROMO)
            await client.submit()
            await client.until("completed")
            await client.submit()
            await client.until("completed")
        entry = (await studio.audit.renders())[0]
        assert (entry.id, entry.submits, len(worker.orders)) == ("render_1", 2, 1)


async def test_a_running_render_is_cancelled_at_once(tmp_path: Path) -> None:
    """Its worker call is cancelled and the next job runs."""
    worker = HeldWorker()
    async with ready(tmp_path, worker) as client:
        await client.submit("render_1")
        await client.submit("render_2")
        await client.until("processing", id="render_1")
        body = await client.post("/api/render/proxy/lambda/render_1/cancel")
        assert body["data"]["status"] == "cancelled"
        await worker.stopped.wait()
        worker.leave.set()
        await client.until("completed", id="render_2")
        assert (await client.poll("render_1"))["data"]["status"] == "cancelled"


async def test_a_render_that_fails_says_why(tmp_path: Path) -> None:
    """One sentence in `error`; the queue goes on."""
    async with ready(tmp_path, FailingWorker()) as client:
        await client.submit()
        assert (await client.until("failed"))["error"] == "This clip can't be read."


async def test_renders_under_way_are_taken_up_after_a_restart(tmp_path: Path) -> None:
    """A running and a waiting job both complete in the next process, under their ids."""
    first = HeldWorker()
    async with ready(tmp_path, first) as client:
        token, client_id = client.token, client.client_id
        await client.submit("render_1")
        await client.submit("render_2")
        await client.until("processing", id="render_1")
    worker = FastWorker()
    async with (
        Studio.open(tmp_path, StudioConfig(), worker=worker) as studio,
        client_of(studio) as client,
    ):
        client.token, client.client_id = token, client_id
        await client.until("completed", id="render_1")
        await client.until("completed", id="render_2")
        assert len(worker.orders) == 2


async def test_sessions_drafts_and_credits_survive_a_restart(tmp_path: Path) -> None:
    """The same token, session, draft, media and balance are there; undo still goes back."""
    async with ready(tmp_path, FastWorker()) as client:
        await client.say("add title 'Kept'")
        token, session_id = client.token, client.session_id
        before = (await client.state())["draft"]
    async with (
        Studio.open(tmp_path, StudioConfig(), worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        client.token, client.session_id = token, session_id
        assert (await client.state())["draft"] == before
        assert await client.available() == 75
        await client.say("undo")
        assert len((await client.state())["draft"]["t"]) == 2
        assert [entry.charged for entry in await studio.audit.prompts()] == [20, 5, 5]


async def test_sizes_follow_the_wish_and_the_caps(tmp_path: Path) -> None:
    """720p brings the short side to 720; the studio's caps bring everything down."""
    worker = FastWorker()
    async with ready(tmp_path, worker) as client:
        await client.submit("render_1", resolution="720p")
        await client.until("completed")
        assert (worker.orders[0].width, worker.orders[0].height) == (720, 1280)
    capped = FastWorker()
    async with ready(tmp_path / "b", capped, StudioConfig(max_height=320, max_fps=10)) as client:
        await client.submit("render_1")
        await client.until("completed")
        order = capped.orders[0]
        assert (order.width, order.height, order.fps) == (180, 320, 10)


def one_clip(*, d: object = 1000, meta: object = None, **more: object) -> dict[str, object]:
    """A draft of one clip with something odd in it."""
    clip = {"d": d, "m": {"kind": "image", "name": "x", **more}}
    return {"t": [{"tt": 0, "sg": [clip]}], "m": {} if meta is None else meta}


INFINITE = float("inf")


@pytest.mark.parametrize(
    "draft",
    [
        None,
        {},
        {"t": "x"},
        {"t": [{"tt": 0, "sg": [{"d": 1}]}]},
        3,
        one_clip(d=INFINITE),
        one_clip(d=float("nan")),
        one_clip(d=10**30),
        one_clip(tr=["fade", INFINITE]),
        one_clip(tr=3),
        one_clip(meta=[1]),
        one_clip(meta={"width": 0}),
        one_clip(meta={"width": INFINITE}),
        one_clip(meta={"height": 10**9}),
        one_clip(meta={"fps": 0}),
    ],
)
async def test_what_is_no_draft_is_400(client: Client, draft: object) -> None:
    """An empty or malformed draft is refused at the submit."""
    await client.begin()
    body = {"id": "render_1", "sessionId": client.session_id, "draft": draft}
    answer = await client.post("/api/render/proxy/lambda", content=json.dumps(body))
    assert answer["code"] == 400


async def test_result_urls_expire_and_are_renewed_by_a_poll(tmp_path: Path) -> None:
    """After a day the old address is gone and the poll gives another."""
    clock = ManualClock()
    async with (
        Studio.open(tmp_path, StudioConfig(), clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        await client.upload(photo())
        await client.say(PROMO)
        await client.submit()
        old = (await client.until("completed"))["output"]["url"]
        clock.advance(86_400 + 1)
        response = await client.http.get(old)
        assert response.status_code == 404
        new = (await client.poll())["data"]["output"]["url"]
        assert new != old
        response = await client.http.get(new)
        assert response.status_code == 200


async def test_old_projects_are_swept(tmp_path: Path) -> None:
    """Files and rows of a session that nobody used for two weeks are gone after a day's sweep."""
    clock = ManualClock()
    async with (
        Studio.open(tmp_path, StudioConfig(), clock=clock, worker=FastWorker()) as studio,
        client_of(studio) as client,
    ):
        await client.begin(photos=1)
        await clock.sleeper(86_400)
        clock.advance(15 * 86_400)
        await clock.sleeper(86_400)
        await client.sign_in()
        path = f"/api/state/nemo_agent/me/{client.session_id}/latest"
        assert (await client.get(path))["code"] == 1002
        assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
