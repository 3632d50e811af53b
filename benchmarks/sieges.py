"""What attacks cost others, on `python -m bot` as a process of its own (docs/security.md).

    python -m benchmarks.sieges [flood] [pictures] [topics] [sound] [bomb]

All of them by default. Printed beside each figure: the machine's load, and the seconds of CPU that
the bot and its workers used meanwhile.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from tests.abuse.siege import (
    MEGABYTE,
    Peak,
    answers,
    exported,
    family,
    newcomer,
    siege,
    texts,
    watched,
)
from tests.abuse.test_backend import SEGMENTS
from tests.abuse.test_files import STUDIO, bomb
from tests.e2e import samples
from tests.e2e.process import TelegramProcess
from tests.e2e.scenarios.kit import PROMO, TITLE
from tests.e2e.world import Room
from tests.faults import Says
from tests.studio.media.test_convert import silence

FLOOD: Final = 1_500
PNGS: Final = 30
TOPICS: Final = 40
HOURS: Final = 3
Attack = Callable[[TelegramProcess], Awaitable[None]]


def main() -> None:
    """Play the attacks that are named, or all."""
    stories: dict[str, tuple[Attack, dict[str, str]]] = {
        "flood": (_flood, {}),
        "pictures": (_pictures, STUDIO),
        "topics": (_topics, STUDIO),
        "sound": (_sound, {}),
        "bomb": (_bomb, {}),
    }
    for name in sys.argv[1:] or stories:
        attack, settings = stories[name]
        with tempfile.TemporaryDirectory(prefix="reelay-siege-") as folder:
            siege(TelegramProcess, attack, Path(folder), settings)


async def _measured(world: TelegramProcess, what: str, wait: Awaitable[None]) -> None:
    begun, cpu = time.monotonic(), _cpu(world)
    async with watched(world.house.pid) as peak:
        await wait
    took = time.monotonic() - begun
    _say(f"{what}: {took:.1f} s, {_cpu(world) - cpu:.1f} s of CPU, {_shown(peak)}")


async def _flood(world: TelegramProcess) -> None:
    ada, room = await newcomer(world, "Ada")
    for number in range(FLOOD):
        await world.say(ada, room, f"{number} more and more")
    await _measured(world, f"/credits behind {FLOOD} messages", answers(world))
    _say(f"answers to the one who flooded, until then: {len(texts(world, room))}")


async def _pictures(world: TelegramProcess) -> None:
    rooms = []
    for number in range(PNGS // 3):
        person, room = await newcomer(world, f"P{number}")
        rooms.append(room)
        files = [samples.document(f"{n}.png", bomb(3 * number + n)) for n in range(3)]
        await world.say(person, room, PROMO, files)
    done = world.house.seen(lambda: all(exported(world, room) for room in rooms))
    await _measured(world, f"{PNGS} PNGs of 36 megapixels", done)


async def _topics(world: TelegramProcess) -> None:
    mallory = world.person("Mallory")
    group = await world.group(mallory, thread=True)
    picture = samples.document("large.png", bomb(1))
    for number in range(1, TOPICS + 1):
        world.api.state.chats[int(group.id)].topics.add(number)
        topic = Room(group.id, (mallory,), private=False, thread=str(number))
        await world.say(mallory, topic, PROMO, [picture])
    await world.house.seen(world.acknowledged)
    ada, room = await newcomer(world, "Ada")
    await world.say(ada, room, PROMO, samples.photos(1))
    done = world.house.seen(lambda: exported(world, room))
    await _measured(world, f"an honest photo beside {TOPICS} topics of one person", done)


async def _sound(world: TelegramProcess) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = silence(Path(folder) / "long.flac", HOURS * 60).read_bytes()
    ada, room = await newcomer(world, "Ada")
    await world.say(ada, room, PROMO, [samples.document("long.flac", data, "audio", "audio/flac")])
    done = world.house.seen(lambda: any("long.flac" in text for text in texts(world, room)))
    await _measured(world, f"a FLAC of {HOURS} hours, {len(data) / 1e6:.1f} MB", done)


async def _bomb(world: TelegramProcess) -> None:
    ada, room = await newcomer(world, "Ada")
    await world.say(ada, room, PROMO, samples.photos(1))
    await world.house.seen(lambda: exported(world, room))
    packed = gzip.compress(gzip.compress(bytes(512 * MEGABYTE)))
    before = world.house.peak_memory()
    world.backend.faults.always("credits", Says(packed, encoding="gzip, gzip"))
    count = len(texts(world, room))
    await world.command(ada, room, "credits")
    done = world.house.seen(lambda: len(texts(world, room)) > count)
    await _measured(world, "512 MB in a few bytes, four tries", done)
    _say(f"memory on top: {(world.house.peak_memory() - before) / MEGABYTE:.0f} MB")
    world.backend.faults.clear()
    world.backend.faults.always("state", Says(SEGMENTS.encode()))
    await world.say(ada, room, TITLE)
    await _measured(world, "/credits of another beside 200,000 segments", answers(world))


def _cpu(world: TelegramProcess) -> float:
    """Seconds of the bot and its children, ended ones among them."""
    ticks = 0
    for pid in family(world.house.pid):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _shown(peak: Peak) -> str:
    return f"at most {peak.memory / MEGABYTE:.0f} MB and {peak.workers} workers"


def _say(line: str) -> None:
    print(f"{line} (load {os.getloadavg()[0]:.1f})", flush=True)  # noqa: T201 (a script)


if __name__ == "__main__":
    main()
