"""A day of many people in fast time: what grows, what waits, what is lost.

    python -m benchmarks.day [--people 50000] [--turns 2000] [--out day.png]

The real core, SQLite and studio in one process, on a clock that is moved: people write by chance
(albums, wishes, edits, exports, cancels, questions, a flood), the backend is away twice, and the
bot is killed twice. Every quarter of an hour is sampled and drawn. Ends with 1 when work is left
over, a turn has no end, or a prompt ran twice.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from sqlalchemy import insert, select

from benchmarks.curves import draw
from core.store.tables import jobs, users
from studio.server.config import Account
from tests.core.bench import Bench, studio_of
from tests.e2e.clock import QuietLoop
from tests.faults import Refuse

DAY: Final = 24 * 3600.0
SAMPLE: Final = 900.0
FLOOD: Final = 150
TOKEN: Final = "nmv_usr_shared0123456789abcdef"
# What people do, and how often of a hundred times.
HABITS: Final = {
    "begin": 30,
    "edit": 38,
    "export": 14,
    "cancel": 4,
    "credits": 6,
    "status": 7,
    "flood": 1,
}
# Each wish has a number of its own: a second run of it would be seen.
WISH: Final = "make a 15-second promo from my photos with the title 'Show {n}'"
EDITS: Final = ("add the title 'Day {n}'", "change the title to 'Night {n}'")


@dataclass(slots=True)
class Samples:
    """One value a quarter of an hour."""

    memory: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)
    tasks: list[float] = field(default_factory=list)
    objects: list[float] = field(default_factory=list)


def resident() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


class Day:
    """One day; `play` it, then read what was found."""

    def __init__(self, bench: Bench, people: int, turns: int, seed: int) -> None:
        self.bench = bench
        self.samples = Samples()
        self.did: Counter[str] = Counter()
        self._chance = random.Random(seed)
        self._people = people
        self._seconds = DAY * sum(HABITS.values()) / (turns * (HABITS["begin"] + HABITS["edit"]))
        self._mine: list[str] = []
        self._numbers = itertools.count(1)

    async def known(self) -> None:
        """Everybody has been here before."""
        now = self.bench.clock.now()
        rows = [
            {"person": f"bench/p{n}", "client_id": str(uuid.uuid4()), "created": now}
            for n in range(self._people)
        ]
        async with self.bench.store.begin() as tx:
            await tx.connection.execute(insert(users), rows)

    async def play(self) -> None:
        """From midnight to midnight, then until nothing is left to do."""
        bench, events = self.bench, self._events()
        async for at in events:
            await bench.pass_time(max(0.0, at - bench.clock.monotonic()))
            await self._act()
        bench.faults.clear()
        await bench.rest()
        self._sample(0)

    async def _events(self) -> AsyncIterator[float]:
        """When somebody does something; between that, samples, outages and kills happen."""
        plan = sorted(
            [
                *((SAMPLE * n, self._look) for n in range(1, int(DAY / SAMPLE) + 1)),
                *((DAY * part, self._away) for part in (0.25, 0.7)),
                *((DAY * part + 600, self._back) for part in (0.25, 0.7)),
                *((DAY * part, self._killed) for part in (0.4, 0.8)),
            ],
            key=lambda entry: entry[0],
        )
        at = 0.0
        while (at := at + self._chance.expovariate(1 / self._seconds)) < DAY:
            while plan and plan[0][0] <= at:
                moment, happen = plan.pop(0)
                await self.bench.pass_time(max(0.0, moment - self.bench.clock.monotonic()))
                await happen()
            yield at

    async def _look(self) -> None:
        self._sample(len(await self.bench.jobs()))

    def _sample(self, waiting: int) -> None:
        chat = self.bench.chat
        # The stand-in remembers everything; a platform would not be in this process.
        for kept in (chat.posted, chat.whispers, chat.activities, chat.calls, chat.opened):
            del kept[:-200]
        while len(chat.files) > 200:
            del chat.files[next(iter(chat.files))]
        gc.collect()
        self.samples.memory.append(resident())
        self.samples.waiting.append(waiting)
        self.samples.tasks.append(len(asyncio.all_tasks()))
        self.samples.objects.append(len(gc.get_objects()) / 1000)

    async def _away(self) -> None:
        for call in ("run_sse", "state", "upload", "session"):
            self.bench.faults.always(call, Refuse(http=503, body="empty"))

    async def _back(self) -> None:
        self.bench.faults.clear()

    async def _killed(self) -> None:
        await self.bench.restart()

    async def _act(self) -> None:
        (habit,) = self._chance.choices(list(HABITS), list(HABITS.values()))
        if habit == "begin" or not self._mine:
            await self._begin()
            return
        self.did[habit] += 1
        user, bench = self._chance.choice(self._mine[-200:]), self.bench
        if habit == "edit":
            words = self._chance.choice(EDITS)
            await bench.say(words.format(n=next(self._numbers)), user=user)
        elif habit == "flood":
            for n in range(FLOOD):
                await bench.say(f"{n} and again", user=user)
        else:
            await bench.command(habit, user=user)

    async def _begin(self) -> None:
        self.did["begin"] += 1
        user = f"p{int(self._people * self._chance.random() ** 2)}"
        self._mine.append(user)
        photos = self.bench.photos(self._chance.randint(1, 5))
        number = next(self._numbers)
        wish = WISH.format(n=number)
        await self.bench.say(wish, photos, user=user, album=f"album{number}")


async def measure(people: int, turns: int, seed: int, out: Path) -> int:
    """Play the day, print what came of it; the exit code."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reelay-day-") as name:
        bench = Bench(Path(name))
        bench.shared = SecretStr(TOKEN)
        studio_of(bench, accounts=(Account(TOKEN, 10_000_000),))
        await bench.open()
        day = Day(bench, people, turns, seed)
        await day.known()
        await day.play()
        found = day.samples
        prompts = await bench.studio.audit.prompts()
        ran = Counter(e.text for e in prompts if e.charged)
        twice = [text for text, count in ran.items() if count > 1]
        left = len(await bench.jobs())
        waits = await _waits(bench)
        await bench.close()
    curves = {
        "memory, MB": found.memory,
        "open jobs": found.waiting,
        "tasks": found.tasks,
        "objects, thousands": found.objects,
    }
    draw(curves, out)
    half = len(found.memory) // 2
    grown = statistics.mean(found.objects[-8:]) / statistics.mean(found.objects[half : half + 8])
    for line in (
        f"{people} known people, {sum(day.did.values())} acts: {dict(day.did)}",
        f"{len(prompts)} prompts, {ran.total()} of them charged, {len(twice)} ran twice",
        f"from acceptance to the end: p50 {waits[len(waits) // 2]:.1f} s, "
        f"p99 {waits[int(len(waits) * 0.99)]:.0f} s of the day's clock",
        f"memory {found.memory[0]:.0f} -> {found.memory[-1]:.0f} MB, objects of the evening over "
        f"the noon's {grown:.3f}, tasks {found.tasks[0]:.0f} -> {found.tasks[-1]:.0f}",
        f"left over: {left} jobs; {time.monotonic() - begun:.0f} s of this machine; {out}",
    ):
        print(line)  # noqa: T201 (a script)
    return int(bool(left or twice))


async def _waits(bench: Bench) -> list[float]:
    """Seconds from the acceptance of each ended job to its end, sorted."""
    async with bench.store.begin() as tx:
        found = (await tx.connection.execute(select(jobs.c.created, jobs.c.updated))).all()
    return sorted((row.updated - row.created).total_seconds() for row in found)


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=50_000)
    options.add_argument("--turns", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=Path("day.png"))
    chosen = options.parse_args()
    with asyncio.Runner(loop_factory=QuietLoop) as runner:
        return runner.run(measure(chosen.people, chosen.turns, chosen.seed, chosen.out))


if __name__ == "__main__":
    sys.exit(main())
