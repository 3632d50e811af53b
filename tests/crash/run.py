"""Many lives and deaths of the bot while people talk to it, and the audit afterwards."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.crash.audit import Audit, audit
from tests.crash.points import Arm
from tests.crash.world import World

ARMED_S: Final = 2.5
SETTLE_S: Final = 60.0
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How often to kill, among how many people, for how long at most (seconds)."""

    kills: int
    users: int = 24
    seed: int = 1
    limit: float = 1_800.0


@dataclass(slots=True)
class Report:
    """The audit, and what was done to the bot."""

    audit: Audit
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)
    hit: Counter[Arm] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    settled: bool = True


async def crash(folder: Path, plan: Plan, tell: Tell) -> Report:
    """Kill, start again, and so on; then let everything end and hold the books together."""
    rnd = random.Random(plan.seed)
    began = time.monotonic()
    async with World.open(folder, rnd) as world:
        report = Report(Audit())
        await world.start()
        talking = True
        people = [
            asyncio.create_task(person.live(lambda: talking)) for person in world.people(plan.users)
        ]
        try:
            await _kill(world, plan, rnd, report, tell)
        finally:
            talking = False
            await asyncio.gather(*people)
        tell("letting everything end")
        report.settled = await world.settle(SETTLE_S)
        if not world.alive:
            raise RuntimeError("the bot ended by itself: see its log")
        await world.stop()
        report.points = world.points()
        report.audit = await audit(world)
        (folder / "chats.txt").write_text(world.transcript())
        report.seconds = time.monotonic() - began
        return report


async def _kill(world: World, plan: Plan, rnd: random.Random, report: Report, tell: Tell) -> None:
    end = time.monotonic() + plan.limit
    hunt = Hunt(rnd)
    await asyncio.sleep(2.0)
    last = False
    while not last:
        done = report.kills.total()
        if hunt.arm is None and not world.alive:
            raise RuntimeError("the bot ended by itself: see its log")
        report.kills[await _die(world, rnd, hunt, report)] += 1
        hunt.choose(world.points())
        last = report.kills.total() == plan.kills or time.monotonic() >= end
        await world.start(None if last else hunt.arm)
        if done % 10 == 0:
            tell(f"{report.kills.total()} kills, {world.minutes.count('prompt')} prompts")


async def _die(world: World, rnd: random.Random, hunt: Hunt, report: Report) -> str:
    """End this life, in the way that it was armed for if that comes in time; the way."""
    if hunt.arm is not None:
        if await world.gone(ARMED_S):
            hunt.hit()
            report.hit[hunt.arm] += 1
            return "a commit point"
    elif rnd.random() < 0.3:
        world.kill_at_post(rnd.randint(1, 4))
        died = await world.gone(ARMED_S)
        world.slate.on_post = None
        if died:
            return "a post's answer"
    else:
        await asyncio.sleep(rnd.uniform(0.1, 1.8))
    await world.kill()
    return "any moment"


class Hunt:
    """Chooses the commit point to die at next: each one that is known, before and after it.

    Every other life is not armed, and dies at another kind of moment.
    """

    def __init__(self, rnd: random.Random) -> None:
        self._rnd = rnd
        self._hit: Counter[tuple[str, str]] = Counter()
        self._tried: Counter[tuple[str, str]] = Counter()
        self.arm: Arm | None = None

    def choose(self, known: Counter[str]) -> None:
        """One that was hit and tried least often so far; rare ones need patience."""
        ways = [(point, when) for point in known for when in ("before", "after")]
        if not ways or self._rnd.random() < 0.4:
            self.arm = None
            return
        self._rnd.shuffle(ways)
        point, when = min(ways, key=lambda way: self._hit[way] * 3 + self._tried[way])
        self._tried[point, when] += 1
        nth = self._rnd.randint(1, 3) if known[point] > 100 else 1
        self.arm = Arm(point, "before" if when == "before" else "after", nth)

    def hit(self) -> None:
        """The bot died where it was armed."""
        if self.arm is not None:
            self._hit[self.arm.point, self.arm.when] += 1
