"""What becomes of the other platforms when one cannot be served."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from bot.app import running, serve
from bot.health import watched
from bot.settings import load
from core.chat import CoreService, Misconfigured
from core.clock import SystemClock


class Refused(ConsoleAdapter):
    """A platform whose token is refused."""

    async def run(self, service: CoreService) -> None:
        raise Misconfigured("copy the token again")


class Served(ConsoleAdapter):
    """A platform that takes messages in until it is told to end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Console(quiet=True), SystemClock(), out=folder, locale="en")
        self.up = asyncio.Event()
        self.end = asyncio.Event()

    async def run(self, service: CoreService) -> None:
        self.up.set()
        await self.end.wait()


class Portless(ConsoleAdapter):
    """A platform whose webhook's port is taken."""

    async def run(self, service: CoreService) -> None:
        raise OSError(98, "address already in use")


@pytest.mark.parametrize(
    ("kind", "said"), [(Refused, "copy the token"), (Portless, "address already in use")]
)
async def test_the_others_are_served(kind: type[ConsoleAdapter], said: str, tmp_path: Path) -> None:
    """What one platform lacks stops no other; the operator's sentence comes when none is left."""
    settings = load(None).model_copy(update={"reelay_data_dir": tmp_path, "nemo_backend": "studio"})
    good = Served(tmp_path)
    bad = kind(Console(quiet=True), SystemClock(), out=tmp_path, locale="en")
    async with running(settings, [], resume=False) as up:
        serving = asyncio.create_task(serve(up, [bad, good]))
        await good.up.wait()
        await asyncio.sleep(0)
        assert not serving.done()
        good.end.set()
        with pytest.raises(Misconfigured, match=said):
            await serving


async def test_a_taken_port_for_health_is_the_operators(tmp_path: Path) -> None:
    """The sentence names the setting."""
    settings = load(None).model_copy(update={"reelay_data_dir": tmp_path, "nemo_backend": "studio"})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with running(settings, [], resume=False) as up:
            with pytest.raises(Misconfigured, match="set REELAY_HTTP_PORT"):
                async with watched(up, "127.0.0.1", port):
                    pass
