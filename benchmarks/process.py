"""What the whole bot costs as a process: start, rest, a turn, and how soon a prompt is out.

    python -m benchmarks.process [--turns 60] [--only start cpu latency rate]

CPU is that of the bot's process alone, from /proc; seconds by the clock are the least or the median
of several.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from cryptography.fernet import Fernet

from benchmarks.whole import AT_ONCE, Bot, Person, photo
from tests.e2e.telegram_api import TOKEN

STARTS: Final = 5
CROWD: Final = 24


def say(line: str) -> None:
    """A line of the report."""
    print(line, flush=True)  # noqa: T201 (a script)


def spread(values: Sequence[float]) -> str:
    """Median and 99th percentile in milliseconds."""
    ordered = sorted(value * 1000 for value in values)
    return f"{statistics.median(ordered):.0f} / {ordered[int(len(ordered) * 0.99)]:.0f} ms"


async def start(folder: Path, _turns: int) -> None:
    """From the command line to the first `getUpdates`, what rests then; and `--help`."""
    python = least(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    shown = least(
        lambda: subprocess.run(
            [sys.executable, "-m", "bot", "--help"], check=True, stdout=subprocess.DEVNULL
        )
    )
    say(f"--help                        {shown:.2f} s (target 0.35); Python alone {python:.2f} s")
    async with Bot.open(folder) as bot:
        seconds, used = [], []
        for _ in range(STARTS):
            seconds.append(await bot.start())
            used.append(bot.cpu())
            await asyncio.sleep(1)
            resident = bot.resident()
            await bot.stop()
        first = f"{min(seconds[1:]):.2f} s (target 1.0), {min(used[1:]):.2f} s of it CPU"
        say(f"start to the first getUpdates {first}")
        say(f"memory at rest                {resident:.0f} MB (target 90)")


def least(run: Callable[[], object], rounds: int = STARTS) -> float:
    """The least seconds of some runs."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        found.append(time.perf_counter() - begun)
    return min(found)


async def cpu(folder: Path, turns: int) -> None:
    """CPU of first turns with a photo, and of later ones; answers of 24 events in half a second."""
    async with Bot.open(folder) as bot:
        bot.backend.answers.pause = 0.02
        await bot.start()
        ready = bot.person("Warm")
        ready.say("make a film of it", photo())
        await ready.wait()
        await bot.rest()
        people = [bot.person(f"Person {n}") for n in range(max(4, turns // 5))]
        for label, target, rounds in (("first", 45, 1), ("later", 25, 5)):
            begun, helped = bot.cpu(), bot.helpers_cpu()
            for number in range(rounds):
                for person in people:
                    text, file = (
                        (f"make it {number + 8} seconds", b"")
                        if rounds > 1
                        else ("make a promo from my photo", photo())
                    )
                    person.say(text, file)
                    await person.wait()
            await bot.rest()
            count = rounds * len(people)
            used = (bot.cpu() - begun) / count * 1000
            limit = await calls_alone(bot, people[0])
            helpers = (bot.helpers_cpu() - helped) / count * 1000
            say(
                f"CPU of a {label} turn           {used:.0f} ms (target {target}), of {count}; its "
                f"calls alone {limit:.0f} ms, {used / limit:.1f} of these; its picture's process "
                f"{helpers:.0f} ms"
            )


async def calls_alone(bot: Bot, person: Person) -> float:
    """CPU milliseconds of a turn's calls alone, against the same stand-ins."""
    line = (bot.api.url, bot.backend.url, TOKEN, str(person.user.id), "40")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.calls", *line), stdout=subprocess.PIPE
    )
    out, _ = await process.communicate()
    return float(out)


async def latency(folder: Path, turns: int) -> None:
    """From a message to the prompt on the wire, one after the other."""
    await _latency(folder / "sqlite", turns, {}, "SQLite", "8/20")
    try:
        from tests.scale.postgres import NoPostgres, database, server
    except ImportError as error:
        say(f"message to POST, PostgreSQL   not measured: {error}")
        return
    try:
        with server(durable=True) as own, database(own.url, "latency") as url:
            key = Fernet.generate_key().decode()
            settings = {"DATABASE_URL": url, "REELAY_SECRET_KEY": key}
            await _latency(folder / "postgres", turns, settings, "PostgreSQL", "15/45")
    except NoPostgres as error:
        say(f"message to POST, PostgreSQL   not measured: {error}")


async def _latency(
    folder: Path, turns: int, settings: Mapping[str, str], name: str, target: str
) -> None:
    async with Bot.open(folder, {**AT_ONCE, **settings}) as bot:
        await bot.start()
        person, waits, used = bot.person(), list[float](), list[float]()
        for number in range(turns + 5):
            known = len(bot.backend.prompts)
            before = bot.computed()
            begun = person.say(f"make it {number % 9 + 8} seconds")
            await bot.seen(lambda known=known: len(bot.backend.prompts) > known)  # type: ignore[misc]  # bound now
            used.append(bot.computed() - before)
            await person.wait()
            waits.append(bot.backend.prompts[known].at - begun)
            await bot.rest(0.15)
        say(f"message to POST, {name:<12} {spread(waits[5:])} (target {target}), of {turns}")
        say(f"  CPU of the bot until then   {spread(used[5:])}")
        say(f"  the disk's part of it       {spread(synced(folder))} a commit, 20 of them")


def synced(folder: Path) -> list[float]:
    """Seconds of a write that waits for the disk."""
    found = []
    with (folder / "synced").open("wb") as file:
        for _ in range(20):
            begun = time.perf_counter()
            file.write(b"0" * 4096)
            file.flush()
            os.fsync(file.fileno())
            found.append(time.perf_counter() - begun)
    return found


async def rate(folder: Path, turns: int) -> None:
    """Turns a second of one process, from a crowd that never waits; posts are not limited."""
    async with Bot.open(folder) as bot:
        await bot.start()
        people = [bot.person(f"Person {n}") for n in range(CROWD)]

        async def talk(count: int) -> None:
            await asyncio.gather(*(_turns(person, count) for person in people))

        async def _turns(person: Person, count: int) -> None:
            for number in range(count):
                person.say(f"make it {number + 8} seconds")
                await person.wait()

        await talk(1)
        rounds = max(2, turns * 4 // CROWD)
        begun, used = time.monotonic(), bot.cpu()
        await talk(rounds)
        took = time.monotonic() - begun
        count = rounds * CROWD
        share = (bot.cpu() - used) / took
        say(
            f"turns a second, one process   {count / took:.1f} (target 35) with {share:.0%} of a "
            f"core; {count / (bot.cpu() - used):.1f} if it had a core to itself"
        )


PARTS: Final[dict[str, Callable[[Path, int], Coroutine[Any, Any, None]]]] = {
    "start": start,
    "cpu": cpu,
    "latency": latency,
    "rate": rate,
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=60)
    options.add_argument("--only", nargs="*", default=list(PARTS), choices=list(PARTS))
    chosen = options.parse_args()
    say(f"load of the machine           {os.getloadavg()[0]:.1f}")
    for name in chosen.only:
        with tempfile.TemporaryDirectory(prefix="reelay-process-") as folder:
            asyncio.run(PARTS[name](Path(folder), chosen.turns))


if __name__ == "__main__":
    main()
