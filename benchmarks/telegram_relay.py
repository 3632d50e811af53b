"""Memory and pace of large files through the Telegram adapter, with a Bot API server of one's own.

    python -m benchmarks.telegram_relay [--megabytes 200]

Both servers (the Bot API stand-in in local mode, and a sink for the backend's uploads) run in
another process, so that the figures are the bot's alone: a file is relayed from Telegram to the
backend, and a video of the same size is posted to a chat.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from aiohttp import web
from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from core.chat import Address, Attachment, Medium, Message, Video
from core.clock import SystemClock
from core.nemo.client import NemoClient
from core.nemo.multipart import UploadSource
from core.nemo.wire import Attribution
from tests.e2e.telegram_api import BOT_ID, TOKEN, BotApi

MB: Final = 1_000_000
TARGET_GROWTH_MB: Final = 8.0


def main() -> None:
    """Measure and print one line a direction."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, default=200)
    size = options.parse_args().megabytes * MB
    here, there = multiprocessing.Pipe()
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        servers = spawn.Process(target=serve, args=(there, Path(folder), size), daemon=True)
        servers.start()
        try:
            asyncio.run(measure(here.recv(), Path(folder), size))
        finally:
            servers.kill()
            servers.join()


def serve(pipe: Connection, folder: Path, size: int) -> None:
    """The other process: both servers, until it is killed."""

    async def run() -> None:
        api = BotApi(SystemClock(), local=folder)
        await api.start()
        user = api.state.add_user("Ada", "en")
        user.opened = True
        api.state.chats[user.id].upload_limit = 2_000 * MB
        files = {}
        for name, length in (("small", MB), ("large", size)):
            path = folder / f"{name}.mp4"
            with path.open("wb") as handle:
                handle.truncate(length)
            file = api.state.add_file(b"", claims=length)
            file.path = str(path)
            files[name] = file.id
        sink = web.Application(client_max_size=3_000 * MB)
        sink.router.add_post("/api/upload-video/{tail:.*}", _swallow)
        runner = web.AppRunner(sink, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        backend = f"http://127.0.0.1:{runner.addresses[0][1]}"
        pipe.send((api.url, backend, str(user.id), files))
        await asyncio.Event().wait()

    asyncio.run(run())


async def _swallow(request: web.Request) -> web.Response:
    async for _ in request.content.iter_any():
        pass
    file = {"filename": "f.mp4", "file_type": "video", "cdn_url": "http://x/f", "hash": "0"}
    return web.json_response({"code": 0, "data": {"files": [file]}})


async def measure(where: tuple[str, str, str, dict[str, str]], folder: Path, size: int) -> None:
    """Warm up with a small file, then one large one each way."""
    api, backend, user, files = where
    adapter = TelegramAdapter(
        TelegramSettings(SecretStr(TOKEN), api_base_url=api, local_mode=True), SystemClock()
    )
    nemo = NemoClient(backend, backend, attribution=Attribution("bench", "1", "unknown"))
    place = Address("telegram", str(BOT_ID), user, user)

    async def relay(name: str, length: int) -> None:
        attachment = Attachment(Medium.VIDEO, files[name], f"{name}.mp4", "video/mp4", length)
        async with adapter.chat.open(place, attachment) as download:
            source = UploadSource(f"{name}.mp4", length, "video/mp4", download.chunks)
            await nemo.upload(SecretStr("nmv_usr_bench"), "session", source)

    async def post(name: str, length: int) -> None:
        video = Video(folder / f"{name}.mp4", f"{name}.mp4", length, 1080, 1920, 15.0)
        await adapter.chat.send_video(place, video, Message("bench"))

    print(f"{'direction':<24}{'MB':>6}{'MB/s':>8}{'growth MB':>11}{'target':>9}")  # noqa: T201 (a script)
    for direction, transfer in (("Telegram -> backend", relay), ("bot -> Telegram", post)):
        await transfer("small", MB)
        await _timed(direction, transfer, size)
    await adapter.close()
    await nemo.aclose()


async def _timed(
    direction: str, transfer: Callable[[str, int], Awaitable[None]], size: int
) -> None:
    before, begun = _peak_mb(), time.perf_counter()
    await transfer("large", size)
    pace = size / MB / (time.perf_counter() - begun)
    growth = _peak_mb() - before
    target = f"<= {TARGET_GROWTH_MB:g}"
    print(f"{direction:<24}{size // MB:>6}{pace:>8.0f}{growth:>11.1f}{target:>9}")  # noqa: T201 (a script)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB


if __name__ == "__main__":
    main()
