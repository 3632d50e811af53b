"""What an operator, or somebody in their place, gets wrong: one line, and a definite end."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.abuse.siege import answers, siege
from tests.bot.test_command_line import run
from tests.e2e.clock import FakeClock
from tests.e2e.process import TelegramProcess
from tests.e2e.telegram_api import BotApi
from tests.ports import free_port

KEY = "K1yJ2m4E9ZtRbQ0sV7xWf3uHn6pLc8dAo5iGqTjXk2E="
NOBODY = "postgresql://reelay:x@127.0.0.1:1/reelay"


@pytest.mark.parametrize("role", ["gateway", "worker"])
def test_a_role_without_a_platform(role: str, tmp_path: Path) -> None:
    """It would talk to nobody: said in a sentence, before any database is opened."""
    done = run(
        tmp_path,
        NEMO_TOKEN="x",
        DATABASE_URL=NOBODY,
        REELAY_SECRET_KEY=KEY,
        REELAY_ROLE=role,
    )
    assert done.returncode == 2
    assert done.stdout.startswith(f"A {role} needs a platform: set TELEGRAM_BOT_TOKEN")
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "url",
    ["sqlite", "postgresql://[x/y", "postgresql://u:p@host:port/db", "sqlite:////proc/no/x.db"],
)
def test_an_address_of_a_database_that_is_none(url: str, tmp_path: Path) -> None:
    """One line, whatever it is that is wrong with it."""
    done = run(tmp_path, "migrate", DATABASE_URL=url)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line


async def test_a_token_that_is_refused_at_the_start(tmp_path: Path) -> None:
    """Nothing else to serve: one line, exit code 2, and the token is not repeated."""
    api = BotApi(FakeClock())
    await api.start()
    try:
        done = await asyncio.to_thread(
            run,
            tmp_path,
            TELEGRAM_BOT_TOKEN="1:wrong",
            TELEGRAM_API_BASE_URL=api.url,
            NEMO_BACKEND="studio",
            REELAY_LOG_LEVEL="error",
        )
    finally:
        await api.stop()
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("telegram: Telegram refused TELEGRAM_BOT_TOKEN")
    assert "1:wrong" not in done.stdout + done.stderr


def test_a_socks_proxy_is_used(tmp_path: Path) -> None:
    """The bot talks to Telegram through it (one that cannot be used is refused in one line)."""
    port = free_port()
    through: list[int] = []

    async def story(world: TelegramProcess) -> None:
        async with socks(port, through):
            await answers(world)
            assert int(world.api.url.rpartition(":")[2]) in through

    siege(TelegramProcess, story, tmp_path, {"ALL_PROXY": f"socks5://127.0.0.1:{port}"})


@asynccontextmanager
async def socks(port: int, through: list[int]) -> AsyncIterator[None]:
    """A proxy without a password (RFC 1928); notes the ports that it was asked for."""

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
        target.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = struct.unpack("!BB", await reader.readexactly(2))
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _, _, _, kind = struct.unpack("!4B", await reader.readexactly(4))
        length = 4 if kind == 1 else (await reader.readexactly(1))[0]
        await reader.readexactly(length)
        (wanted,) = struct.unpack("!H", await reader.readexactly(2))
        through.append(wanted)
        inner, outer = await asyncio.open_connection("127.0.0.1", wanted)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(pump(reader, outer), pump(inner, writer), return_exceptions=True)

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()
