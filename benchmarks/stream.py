"""What reading a turn's stream costs over what httpx and httpx-sse alone would cost.

    python -m benchmarks.stream [--events 20000] [--rounds 5]

A server in another process sends the same answer at once; three readers take it in turns in this
one: httpx-sse with its JSON parsed, our client, our client with the words translated. Printed is
the CPU time of each over that of the first, the best of several rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from typing import Final

import httpx
from aiohttp import web
from httpx_sse import aconnect_sse
from pydantic import SecretStr

from core.language.guitext import StreamTranslator
from core.nemo.client import NemoClient
from core.nemo.events import TextDelta
from core.nemo.wire import Attribution

TARGETS: Final = {"decoded": 1.25, "translated": 2.0}
_LINES: Final = (
    "I placed your three photos one after the other, three seconds each, ",
    "with a slow zoom and calm music underneath.\n\n",
    "The title \u201cOur summer\u201d stands over the first picture until 0:04. ",
    "You can click the Export button on the top right when you like it.\n\n",
)


def answer(events: int) -> bytes:
    """A stream of so many partial texts, as the agent sends them."""
    said = (
        {"content": {"role": "model", "parts": [{"text": _LINES[n % 4]}]}, "partial": True}
        for n in range(events)
    )
    return b"".join(b"data: %s\n\n" % json.dumps(event).encode() for event in said)


def serve(pipe: Connection, events: int) -> None:
    """The other process: one server, until it is killed."""
    body = answer(events)

    async def prompt(request: web.Request) -> web.StreamResponse:
        await request.read()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for start in range(0, len(body), 16_384):
            await response.write(body[start : start + 16_384])
        return response

    async def run() -> None:
        app = web.Application()
        app.router.add_post("/run_sse", prompt)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(f"http://127.0.0.1:{runner.addresses[0][1]}")
        await asyncio.Event().wait()

    asyncio.run(run())


async def plain(url: str) -> int:
    """httpx and httpx-sse, each event parsed."""
    count = 0
    async with (
        httpx.AsyncClient() as client,
        aconnect_sse(client, "POST", f"{url}/run_sse", json={}) as source,
    ):
        async for event in source.aiter_sse():
            count += bool(json.loads(event.data))
    return count


async def ours(url: str, translator: StreamTranslator | None) -> int:
    """Our client; what it gives is translated if there is a translator."""
    nemo = NemoClient(url, url, attribution=Attribution("bench", "1", "unknown"))
    count = 0
    async with nemo.chat(SecretStr("nmv_usr_bench"), "session", "go") as turn:
        async for event in turn:
            if isinstance(event, TextDelta):
                count += 1
                if translator is not None:
                    for _ in translator.steps(event.text):
                        pass
    await nemo.aclose()
    return count


async def measure(url: str, rounds: int) -> dict[str, float]:
    """CPU seconds of each reader, the best of its rounds."""
    readers: dict[str, Callable[[], Awaitable[int]]] = {
        "httpx-sse": lambda: plain(url),
        "decoded": lambda: ours(url, None),
        "translated": lambda: ours(url, StreamTranslator("en")),
    }
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(rounds):
        for name, read in readers.items():
            begun = time.process_time()
            if not await read():
                raise SystemExit(f"{name} read nothing")
            best[name] = min(best[name], time.process_time() - begun)
    return best


def main() -> None:
    """Measure and print one line a reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    here, there = multiprocessing.Pipe()
    spawn = multiprocessing.get_context("spawn")
    server = spawn.Process(target=serve, args=(there, chosen.events), daemon=True)
    server.start()
    try:
        best = asyncio.run(measure(here.recv(), chosen.rounds))
    finally:
        server.kill()
        server.join()
    for name, seconds in best.items():
        ratio = f"{seconds / best['httpx-sse']:.2f}"
        target = f"target {TARGETS[name]}" if name in TARGETS else "the limit"
        print(f"stream, {name:<12}{seconds * 1000:8.0f} ms CPU{ratio:>8}   {target}")  # noqa: T201 (a script)


if __name__ == "__main__":
    main()
