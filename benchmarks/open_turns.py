"""Many turns that are open at once, and all of them taken up after the bot was killed.

    python -m benchmarks.open_turns [--turns 1000] [--renders 500] [--seconds 30]

The whole bot as a process, writing at Telegram's pace. Measured are the CPU, the memory a turn and
how late the event loop is while all are open; then how soon after a SIGKILL and a start each was
looked after again, how many calls the backend had in each second, and when the last turn was
answered, which Telegram's pace alone makes last 40 seconds for 1,000.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.process import say
from benchmarks.whole import AT_ONCE, Bot, Person

FILES: Final = 8_192
WAIT_S: Final = 1.0
SETTINGS: Final = {
    **{name: value for name, value in AT_ONCE.items() if name != "REELAY_POSTS_PER_S"},
    # In earnest 30 s and then 60: what was looked for first has its second look after all others.
    "REELAY_RECOVERY_S": ",".join([str(WAIT_S), *["10"] * 60]),
    "REELAY_POLL_S": "2",
    "REELAY_POLL_MAX": "1000",
}


async def made(bot: Bot, count: int) -> list[Person]:
    """So many people who have a film."""
    people = [bot.person(f"Maker {n}") for n in range(count)]
    for start in range(0, count, 20):
        some = people[start : start + 20]
        for person in some:
            person.say("make a film")
        await asyncio.gather(*(person.wait(300) for person in some))
    return people


async def exporting(bot: Bot, people: Sequence[Person]) -> None:
    """A render of each, which will not end."""
    bot.backend.forget()
    bot.backend.render_s = 1e9
    for person in people:
        person.command("/export")
    await bot.seen(lambda: _renders(bot) >= len(people), within=300)


def _renders(bot: Bot) -> int:
    return sum(key.startswith("render") for key in bot.backend.looked_at)


async def opened(bot: Bot, count: int) -> None:
    """So many turns whose streams stay open."""
    bot.backend.answers.hold = True
    for n in range(count):
        bot.person(f"Person {n}").say(f"make a film of number {n}")
    await bot.seen(lambda: bot.backend.open >= count, within=300)


async def posted(bot: Bot) -> None:
    """Until every progress message is out, at Telegram's pace; what is left then are edits."""
    known = -1
    while known < bot.posts:
        known = bot.posts
        await asyncio.sleep(2)


async def held(bot: Bot, turns: int, seconds: float, lags: Path, before: float) -> None:
    """What it costs that all are open."""
    memory = (bot.resident() - before) / turns * 1000
    known = len(await asyncio.to_thread(lags.read_text))
    used, begun, edits, typing = bot.cpu(), time.monotonic(), bot.edits, bot.typing
    await asyncio.sleep(seconds)
    took = time.monotonic() - begun
    share = (bot.cpu() - used) / took
    lines = (await asyncio.to_thread(lags.read_text))[known:].split()
    late = sorted(float(line) * 1000 for line in lines)
    median, high = late[len(late) // 2], late[int(len(late) * 0.99)]
    edits, typing = bot.edits - edits, bot.typing - typing
    say(f"{turns} open turns: CPU           {share:.1%} of a core (target 8 %), load {load()}")
    say(f"  memory a turn                {memory:.0f} kB (target 60)")
    say(f"  event loop late, p50/p99     {median:.1f} / {high:.0f} ms (target 20)")
    say(f"  edits, typing a second       {edits / took:.1f}, {typing / took:.1f}")


async def resumed(bot: Bot, turns: int, renders: int) -> None:
    """How soon each is looked after again, and how soon each turn is answered."""
    await bot.stop(signal.SIGKILL)
    bot.backend.release()
    bot.backend.forget()
    for person in bot.people.values():
        person.answers = 0
    begun, count = time.monotonic(), turns + renders
    await bot.start()
    ready = bot.first_poll - begun
    await bot.seen(lambda: len(bot.backend.looked_at) >= count, within=300)
    used, looks = bot.cpu(), sorted(at - begun for at in bot.backend.looks)
    last = max(bot.backend.looked_at.values()) - begun
    each = Counter(int(at) for at in looks if at <= last)
    say(f"{count} looked after again after a kill {last - WAIT_S:.1f} s (target 5), load {load()}")
    say(f"  of it the start              {ready:.1f} s")
    say(f"  CPU until then               {used:.1f} s")
    say(f"  calls of the backend         {max(each.values())} in a second at most")
    say(f"  in each second               {' '.join(f'{s}:{n}' for s, n in sorted(each.items()))}")
    await bot.seen(lambda: _answered(bot) >= turns, within=600)
    took = time.monotonic() - begun
    say(
        f"{turns} turns answered after        {took:.1f} s, {bot.cpu():.1f} s of CPU, load {load()}"
    )


def _answered(bot: Bot) -> int:
    return sum(person.answers > 0 for person in bot.people.values())


def load() -> str:
    """The load of the machine."""
    return f"{os.getloadavg()[0]:.1f}"


async def measure(folder: Path, turns: int, renders: int, seconds: float) -> None:
    """Open them, look, kill, look."""
    lags = folder / "lags"
    async with Bot.open(folder, {**SETTINGS, "LAG_FILE": str(lags)}) as bot:
        await bot.start("-m", "benchmarks.lag")
        first = bot.person()
        first.say("make a film")
        await first.wait(120)  # what is imported with a first turn is no open turn's
        await bot.rest(2)
        makers = await made(bot, renders)
        before = bot.resident()
        await opened(bot, turns)
        await posted(bot)
        await held(bot, turns, seconds, lags, before)
        await exporting(bot, makers)
        await resumed(bot, turns, renders)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=1000)
    options.add_argument("--renders", type=int, default=500)
    options.add_argument("--seconds", type=float, default=30.0)
    chosen = options.parse_args()
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    )
    with tempfile.TemporaryDirectory(prefix="reelay-open-") as name:
        asyncio.run(measure(Path(name), chosen.turns, chosen.renders, chosen.seconds))


if __name__ == "__main__":
    main()
