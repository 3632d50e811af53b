"""What becomes of the other platforms when one cannot be served."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from bot.app import running
from bot.health import application, watched
from bot.settings import load
from bot.supervise import serve
from core.chat import CoreService, Misconfigured
from core.clock import SystemClock
from tests.e2e.clock import FakeClock

NOW = FakeClock().now()


class Platform(ConsoleAdapter):
    """A platform that is reached, and ends or fails when it is told to."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(Console(quiet=True), SystemClock(), out=folder, locale="en")
        self.chat.platform = name
        self.runs = 0
        self.end = asyncio.Event()
        self.failures: list[Exception] = []

    async def run(self, service: CoreService) -> None:
        self.runs += 1
        if self.failures:
            raise self.failures.pop(0)
        self.connection.hears(NOW)
        await self.end.wait()


@asynccontextmanager
async def served(folder: Path, *platforms: Platform) -> AsyncIterator[Served]:
    """These platforms kept up, on a clock of ours, with the pages of health beside them."""
    settings = load(None).model_copy(update={"reelay_data_dir": folder, "nemo_backend": "studio"})
    clock = FakeClock()
    async with running(settings, platforms, resume=False) as up:
        serving = asyncio.create_task(serve(up, platforms, clock))
        async with TestClient(TestServer(application(up, clock))) as client:
            yield Served(clock, serving, client)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


@dataclass
class Served:
    """What a test holds in its hands."""

    clock: FakeClock
    serving: asyncio.Task[None]
    client: TestClient[web.Request, web.Application]

    async def ready(self) -> tuple[int, dict[str, Any]]:
        """What /readyz says: its status, and the platforms."""
        answer = await self.client.get("/readyz")
        return answer.status, (await answer.json())["platforms"]


REFUSALS = (Misconfigured("copy the token again"), OSError(98, "address already in use"))


@pytest.mark.parametrize("error", REFUSALS, ids=["token", "port"])
async def test_one_that_is_refused_stops_no_other(error: Exception, tmp_path: Path) -> None:
    """It is tried again and again; the operator's sentence comes when none is left."""
    bad, good = Platform(tmp_path, "bad"), Platform(tmp_path, "good")
    bad.failures = [error] * 9
    async with served(tmp_path, bad, good) as it:
        for tries in range(1, 5):
            await until(partial(_has_run, bad, tries))
            await it.clock.wake_next()
        assert good.runs == 1
        assert not it.serving.done()
        status, platforms = await it.ready()
        assert status == 503
        assert not platforms["bad"]["ready"]
        assert platforms["good"]["ready"]
        good.end.set()
        with pytest.raises(Misconfigured, match=str(error)[-15:]):
            await it.serving


async def test_a_defect_of_one_stops_no_other(tmp_path: Path) -> None:
    """Whatever an adapter raises, it is started again, and readiness is red only meanwhile."""
    bad, good = Platform(tmp_path, "bad"), Platform(tmp_path, "good")
    bad.failures = [KeyError("expiry")]
    async with served(tmp_path, bad, good) as it:
        await until(lambda: bad.runs and good.runs)
        assert (await it.ready())[0] == 503
        await it.clock.wake_next()
        await until(lambda: bad.runs == 2)
        assert (await it.ready())[0] == 200


class Interrupted(Platform):
    """A platform that was reached, and whose token is refused from then on."""

    async def run(self, service: CoreService) -> None:
        self.runs += 1
        if self.runs < 4:
            self.connection.hears(NOW)
            raise Misconfigured("copy the token again")
        await super().run(service)


async def test_a_token_refused_in_mid_service_is_tried_again(tmp_path: Path) -> None:
    """What was reached once is no operator's mistake of the start: it is waited for."""
    alone = Interrupted(tmp_path, "alone")
    async with served(tmp_path, alone) as it:
        for tries in range(1, 4):
            await until(partial(_has_run, alone, tries))
            status, platforms = await it.ready()
            assert status == 503
            assert platforms["alone"]["trouble"] == "copy the token again"
            await it.clock.wake_next()
        await until(lambda: alone.connection.connected)
        assert (await it.ready())[0] == 200
        assert not it.serving.done()


async def test_a_silent_platform_is_not_ready(tmp_path: Path) -> None:
    """A connection over which nothing comes any more is told by its silence."""
    alone = Platform(tmp_path, "alone")
    async with served(tmp_path, alone) as it:
        await until(lambda: alone.connection.connected)
        alone.connection.hears(it.clock.now())
        assert (await it.ready())[0] == 200
        it.clock.advance_to(it.clock.monotonic() + 200)
        status, platforms = await it.ready()
        assert status == 503
        assert platforms["alone"]["silent_s"] == 200
        page = await (await it.client.get("/metrics")).text()
        assert 'reelay_platform_connected{platform="alone"} 1.0' in page
        assert 'reelay_platform_silent_seconds{platform="alone"} 200.0' in page


def _has_run(platform: Platform, times: int) -> bool:
    return platform.runs == times


async def until(seen: Callable[[], object]) -> None:
    """Let the loop run until it is so."""
    async with asyncio.timeout(5):
        # The loop's turns are what is waited for; no event could tell of another's state.
        while not seen():  # noqa: ASYNC110
            await asyncio.sleep(0)


async def test_a_taken_port_for_health_is_the_operators(tmp_path: Path) -> None:
    """The sentence names the setting."""
    settings = load(None).model_copy(update={"reelay_data_dir": tmp_path, "nemo_backend": "studio"})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with running(settings, [], resume=False) as up:
            with pytest.raises(Misconfigured, match="set REELAY_HTTP_PORT"):
                async with watched(up, "127.0.0.1", port):
                    pass
