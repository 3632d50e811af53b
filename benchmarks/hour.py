"""A real hour of many people with the whole bot as a process: what grows, what waits, what is lost.

    python -m benchmarks.hour [--minutes 60] [--people 200] [--out hour.png]

Everybody writes by chance, some ten times an hour: photos with a wish, edits, exports, cancels,
questions. The backend is away for a minute after a third of the time, and the bot is killed after
two thirds of it. Answers are paced as the service paces them. Ends with 1 when work is left over, a
prompt was sent twice or a person has no answer.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import signal
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.backend import Prompt
from benchmarks.curves import draw
from benchmarks.whole import Bot, Person, photo
from tests.e2e.samples import clip

SAMPLE_S: Final = 30.0
OUTAGE_S: Final = 60.0
HABITS: Final = {"begin": 30, "edit": 44, "export": 12, "cancel": 3, "status": 6, "credits": 5}
_NUMBER: Final = re.compile(r"K\d{6}")
_OPEN: Final = "select count(*) from jobs where state not in ('done', 'failed', 'cancelled')"


class Hour:
    """One hour; `play` it, then read what was found."""

    def __init__(self, bot: Bot, folder: Path, people: int, minutes: float, acts: float) -> None:
        self.bot = bot
        self.did: Counter[str] = Counter()
        self.curves: dict[str, list[float]] = {
            name: [] for name in ("memory, MB", "CPU, % of a core", "open jobs", "open streams")
        }
        self.out: list[float] = []
        self._folder = folder
        self._acts = acts
        self._people = [bot.person(f"Person {n}") for n in range(people)]
        self._begun: set[int] = set()
        self._seconds = minutes * 60
        self._chance = random.Random(1)
        self._said: dict[str, float] = {}
        self._count = 0

    async def play(self) -> None:
        """People talk, things happen, samples are taken; then until nothing is open."""
        await self.bot.start()
        end = time.monotonic() + self._seconds
        tasks = [
            *(asyncio.create_task(self._live(person, end)) for person in self._people),
            asyncio.create_task(self._trouble()),
        ]
        sampling = asyncio.create_task(self._sample())
        await asyncio.gather(*tasks)
        for _ in range(600):
            if not self.open_jobs():
                break
            await asyncio.sleep(1)
        await self.bot.rest(5)
        sampling.cancel()
        await asyncio.gather(sampling, return_exceptions=True)
        self.out = [p.at - self._said[k] for k, p in self._sent().items() if k in self._said]

    def open_jobs(self) -> int:
        """Jobs that have not ended."""
        path = self._folder / "data" / "reelay.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return int(db.execute(_OPEN).fetchone()[0])

    def twice(self) -> list[str]:
        """Prompts that were sent more than once."""
        counted = Counter(key for p in self.bot.backend.prompts for key in _NUMBER.findall(p.text))
        return [key for key, count in counted.items() if count > 1]

    async def _live(self, person: Person, end: float) -> None:
        pause = 3600 / self._acts
        await asyncio.sleep(self._chance.uniform(0, min(pause, self._seconds)))
        while time.monotonic() < end:
            self._act(person)
            left = max(0.0, end - time.monotonic())
            await asyncio.sleep(min(left, self._chance.expovariate(1 / pause)))

    def _act(self, person: Person) -> None:
        (habit,) = self._chance.choices(list(HABITS), list(HABITS.values()))
        if person.user.id not in self._begun:
            self._begun.add(person.user.id)
            habit = "begin"
        self.did[habit] += 1
        if habit not in ("begin", "edit"):
            person.command(f"/{habit}")
            return
        self._count += 1
        key = f"K{self._count:06d}"
        words = "make a promo from it with" if habit == "begin" else "add"
        self._said[key] = person.say(
            f"{words} the title '{key}'", _PHOTO if habit == "begin" else b""
        )

    async def _trouble(self) -> None:
        """The backend is away for a while; later the bot is killed and comes back."""
        await asyncio.sleep(self._seconds / 3)
        self.bot.backend.away = True
        await asyncio.sleep(min(OUTAGE_S, self._seconds / 10))
        self.bot.backend.away = False
        await asyncio.sleep(self._seconds / 3)
        await self.bot.stop(signal.SIGKILL)
        await asyncio.sleep(3)
        await self.bot.start()

    async def _sample(self) -> None:
        used, at = 0.0, time.monotonic()
        while True:
            await asyncio.sleep(SAMPLE_S)
            try:
                now, cpu, memory = time.monotonic(), self.bot.cpu(), self.bot.resident()
            except OSError:
                continue  # it was killed
            share = max(0.0, cpu - used if cpu >= used else cpu) / (now - at) * 100
            used, at = cpu, now
            values = (memory, share, self.open_jobs(), self.bot.backend.open)
            for curve, value in zip(self.curves.values(), values, strict=True):
                curve.append(value)

    def _sent(self) -> dict[str, Prompt]:
        return {key: p for p in self.bot.backend.prompts for key in _NUMBER.findall(p.text)}


_PHOTO: Final = photo()


async def measure(folder: Path, people: int, minutes: float, acts: float, out: Path) -> int:
    """Play the hour, print what came of it; the exit code."""
    async with Bot.open(folder, {"REELAY_POLL_S": "10"}) as bot:
        bot.backend.film = clip(0.3)
        bot.backend.render_s = 30.0
        bot.backend.answers.pause = 0.8
        hour = Hour(bot, folder, people, minutes, acts)
        await hour.play()
        left, twice = hour.open_jobs(), hour.twice()
        answers = sum(person.answers for person in bot.people.values())
    draw(hour.curves, out)
    memory, cpu = hour.curves["memory, MB"], hour.curves["CPU, % of a core"]
    waits = sorted(hour.out)
    third = len(memory) // 3
    for line in (
        f"{people} people, {minutes:.0f} minutes, {hour.did.total()} acts: {dict(hour.did)}",
        f"{len(bot.backend.prompts)} prompts, {len(twice)} of them sent twice; "
        f"{answers} answers; {left} jobs left open",
        f"message to POST (photos settle for 2.5 s): p50 {statistics.median(waits):.2f} s, "
        f"p99 {waits[int(len(waits) * 0.99)]:.1f} s",
        f"CPU {statistics.mean(cpu):.1f} % of a core; memory of the second third "
        f"{statistics.mean(memory[third : 2 * third]):.0f} MB, last {memory[-1]:.0f} MB; {out}",
    ):
        print(line, flush=True)  # noqa: T201 (a script)
    return int(bool(left or twice))


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=60.0)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--acts", type=float, default=10.0, help="of each person an hour")
    options.add_argument("--out", type=Path, default=Path("hour.png"))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="reelay-hour-") as name:
        measuring = measure(Path(name), chosen.people, chosen.minutes, chosen.acts, chosen.out)
        return asyncio.run(measuring)


if __name__ == "__main__":
    sys.exit(main())
