"""The contact sheet of a draft, over the wire and out of a real worker."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from PIL import Image

from studio.media.samples import make_photos
from studio.server import Studio, StudioConfig
from studio.server.media_worker import MediaWorker
from studio.server.worker_processes import WorkerProcesses
from tests.studio.double import FastWorker
from tests.studio.media.clips import make_clip
from tests.studio.server.client import ATTRIBUTION, Client, client_of

PROMO = "make a 12-second promo from my photos, title 'Hello'"


@asynccontextmanager
async def preview_of(
    folder: Path, worker: MediaWorker | None = None
) -> AsyncIterator[tuple[Client, httpx.AsyncClient]]:
    """A client with an empty session, and httpx with its token."""
    worker = worker or WorkerProcesses()
    async with (
        Studio.open(folder, StudioConfig(), worker=worker) as studio,
        client_of(studio) as client,
    ):
        await client.begin()
        headers = {**ATTRIBUTION, **client.headers}
        async with httpx.AsyncClient(base_url=studio.url, headers=headers, timeout=30) as http:
            yield client, http


def path_of(client: Client) -> str:
    return f"/api/preview/nemo_agent/me/{client.session_id}"


async def test_a_draft_has_a_contact_sheet(tmp_path: Path) -> None:
    """A JPEG of at most 200 kB in which each photo and a clip are to be seen."""
    photos = make_photos(tmp_path / "photos", 2, megapixels=2)
    clip = make_clip(tmp_path / "clip.mp4", colors=((20, 200, 30), (20, 200, 30)))
    async with preview_of(tmp_path / "data") as (client, http):
        files = [*photos, clip]
        await client.upload(*(path.read_bytes() for path in files))
        await client.say("make a 12-second video from these")
        answer = await http.get(path_of(client))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert len(answer.content) <= 200_000
    sheet = Image.open(io.BytesIO(answer.content)).convert("RGB")
    small = sheet.resize((120, 80))
    green = [p for p in _pixels(small) if p[1] > 150 and p[0] < 90 and p[2] < 90]
    assert len(green) > 200


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    raw = image.tobytes()
    return [(raw[i], raw[i + 1], raw[i + 2]) for i in range(0, len(raw), 3)]


async def test_nothing_to_show_is_404(tmp_path: Path) -> None:
    """An empty draft; and somebody else's session is none at all."""
    async with preview_of(tmp_path, FastWorker()) as (client, http):
        assert (await http.get(path_of(client))).status_code == 404
        mine = path_of(client)
        other = Client(client.http)
        await other.begin(photos=1)
        answer = await http.get(mine, headers=other.headers)
        assert answer.json()["code"] == 1002
        answer = await http.get(mine, headers={"Authorization": ""})
        assert answer.json()["code"] == 1001


async def test_a_sheet_is_drawn_once_for_each_draft(tmp_path: Path) -> None:
    """The second look costs nothing; an edit makes a new one."""
    worker = FastWorker()
    async with preview_of(tmp_path, worker) as (client, http):
        await client.upload(make_photos(tmp_path / "photos", 1, megapixels=1)[0].read_bytes())
        await client.say(PROMO)
        first = await http.get(path_of(client))
        assert (await http.get(path_of(client))).content == first.content
        assert len(worker.sheets) == 1
        await client.say("make the colors warmer")
        assert (await http.get(path_of(client))).content != first.content
        assert len(worker.sheets) == 2
    assert len(list((tmp_path / "previews").rglob("*.*"))) == 1


async def test_a_file_that_has_gone_is_a_grey_tile(tmp_path: Path) -> None:
    """A sheet never fails for one bad file."""
    async with preview_of(tmp_path) as (client, http):
        await client.upload(make_photos(tmp_path / "photos", 1, megapixels=1)[0].read_bytes())
        await client.say(PROMO)
        for path in (tmp_path / "media").rglob("*"):
            if path.is_file():
                path.write_bytes(b"\xff\xd8\xffbroken")
        answer = await http.get(path_of(client))
    assert answer.status_code == 200
    sheet = Image.open(io.BytesIO(answer.content)).convert("L")
    assert abs(sheet.resize((1, 1)).tobytes()[0] - 0x55) < 40
