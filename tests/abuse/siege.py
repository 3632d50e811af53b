"""What attacks on the bot as a process of its own share: how it is started, what is watched."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest

from core.language.phrases import say
from tests.e2e import samples
from tests.e2e.process import DiscordProcess, TelegramProcess
from tests.e2e.scenarios import Setup
from tests.e2e.scenarios.kit import PROMO
from tests.e2e.stage import play
from tests.e2e.world import Person, Room, World

MEGABYTE: Final = 1024 * 1024
# The first person of a world on Telegram.
FIRST_ID: Final = "100"
LOOK_S: Final = 0.05
W = TypeVar("W", TelegramProcess, DiscordProcess)

reads_proc = pytest.mark.skipif(sys.platform != "linux", reason="it is read from Linux's /proc")


def siege(
    world: type[W],
    story: Callable[[W], Awaitable[None]],
    folder: Path,
    settings: Mapping[str, str] | None = None,
    *,
    studio: Mapping[str, Any] | None = None,
) -> None:
    """Play a story on `python -m bot` with these settings in its environment.

    `studio` are fields of the backend's StudioConfig.
    """
    play(partial(world, settings=settings), story, Setup(studio=studio or {}), folder)


def texts(world: World, room: Room) -> list[str]:
    """What the bot's messages say there now."""
    return [shown.text for shown in world.shown(room)]


def exported(world: World, room: Room) -> bool:
    """Whether a turn has ended there: its answer offers an export."""
    return any(shown.has_button("Export") for shown in world.shown(room))


def played(world: World, room: Room) -> bool:
    """Whether a film stands there."""
    return any(shown.video is not None for shown in world.shown(room))


async def newcomer(world: World, name: str) -> tuple[Person, Room]:
    """Somebody, and their private chat."""
    person = world.person(name)
    return person, world.private(person)


async def project(world: TelegramProcess | DiscordProcess, name: str) -> tuple[Person, Room]:
    """Somebody with a promo on the timeline."""
    person, room = await newcomer(world, name)
    await world.say(person, room, PROMO, samples.photos(1))
    await world.house.seen(lambda: exported(world, room))
    return person, room


async def answers(world: TelegramProcess | DiscordProcess, name: str = "Eve") -> None:
    """Somebody new asks /credits, and is answered by the process that is there."""
    person, room = await newcomer(world, name)
    await world.command(person, room, "credits")
    await world.house.seen(lambda: texts(world, room))


async def told(world: TelegramProcess | DiscordProcess, room: Room, key: str, **args: Any) -> None:
    """Wait for a phrase, or its beginning, in a message there."""
    wanted = say("en", key, **args)
    await world.house.seen(lambda: any(wanted in text for text in texts(world, room)))


def asked(port: int, method: str = "GET", path: str = "/readyz", **headers: str) -> tuple[int, Any]:
    """Status and JSON of a call of this machine; 0 where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    except (OSError, ValueError, http.client.HTTPException):
        return 0, None
    finally:
        connection.close()


def family(pid: int) -> Iterator[int]:
    """A process and everything that it and its children have started."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:  # that thread has ended
            continue
        for child in children:
            yield from family(int(child))


@dataclass(slots=True)
class Peak:
    """The most that a process and its children have held at one moment: bytes, and workers."""

    memory: int = 0
    workers: int = 0


@asynccontextmanager
async def watched(pid: int) -> AsyncIterator[Peak]:
    """Look at a process and its children while the block runs."""
    peak = Peak()
    looking = asyncio.create_task(_look(pid, peak))
    try:
        yield peak
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def _look(pid: int, peak: Peak) -> None:
    while True:
        held = [size for one in family(pid) if (size := _resident(one))]
        peak.memory = max(peak.memory, sum(held))
        peak.workers = max(peak.workers, len(held) - 1)
        await asyncio.sleep(LOOK_S)


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:  # it has ended
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
