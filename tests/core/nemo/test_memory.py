"""Files of 200 MB pass through without staying."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from aiohttp import web

from tests.core.nemo.loopback import MP4, Loopback
from tests.core.nemo.relay_200mb import SIZE

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="peak memory of a process is read from /proc"
)
LIMIT_KB = 8 * 1024


async def _growth_kb(way: str, url: str) -> int:
    command = [sys.executable, "-m", "tests.core.nemo.relay_200mb", way, url]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    return int(out)


async def test_upload_of_200_mb_stays_flat(backend: Loopback) -> None:
    """The client's memory grows by 8 MB at most while 200 MB go up."""
    received: list[int] = []

    async def sink(request: web.Request) -> web.StreamResponse:
        received.append(sum([len(chunk) async for chunk in request.content.iter_any()]))
        return web.json_response({"code": 0, "data": {"files": [{"filename": "v.mp4"}]}})

    backend.on("POST", "/api/upload-video/nemo_agent/me/s-1", sink)
    assert await _growth_kb("upload", backend.url) <= LIMIT_KB
    assert SIZE < received[-1] < SIZE + 1000


async def test_download_of_200_mb_stays_flat(backend: Loopback) -> None:
    """The client's memory grows by 8 MB at most while 200 MB come down."""

    async def spring(request: web.Request) -> web.StreamResponse:
        size = int(request.query["size"])
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        response.content_length = size
        await response.prepare(request)
        await response.write(MP4)
        size -= len(MP4)
        for _ in range(size // (256 * 1024) + 1):
            await response.write(bytes(min(size, 256 * 1024)))
            size -= min(size, 256 * 1024)
        return response

    backend.on("GET", "/out", spring)
    assert await _growth_kb("download", backend.url) <= LIMIT_KB
