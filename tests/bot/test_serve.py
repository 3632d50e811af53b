"""What becomes of the other platforms when one cannot be served."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rich.console import Console

from adapters.console.adapter import ConsoleAdapter
from bot.app import running, serve
from bot.settings import load
from core.chat import Front, Unusable
from core.clock import SystemClock


class Refused(ConsoleAdapter):
    """A platform whose token is refused."""

    async def run(self, front: Front) -> None:
        raise Unusable("copy the token again")


class Served(ConsoleAdapter):
    """A platform that takes messages in until it is told to end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Console(quiet=True), SystemClock(), out=folder, locale="en")
        self.up = asyncio.Event()
        self.end = asyncio.Event()

    async def run(self, front: Front) -> None:
        self.up.set()
        await self.end.wait()


async def test_the_others_are_served(tmp_path: Path) -> None:
    """A refused token stops its own platform; the operator's sentence comes when none is left."""
    settings = load(None).model_copy(update={"reelay_data_dir": tmp_path, "nemo_backend": "studio"})
    good = Served(tmp_path)
    bad = Refused(Console(quiet=True), SystemClock(), out=tmp_path, locale="en")
    async with running(settings, [], resume=False) as up:
        serving = asyncio.create_task(serve(up, [bad, good]))
        await good.up.wait()
        await asyncio.sleep(0)
        assert not serving.done()
        good.end.set()
        with pytest.raises(Unusable, match="copy the token"):
            await serving
