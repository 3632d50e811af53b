"""Faults instead of kills: one small world for each, and the same audit."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.crash.audit import Audit, audit
from tests.crash.run import SETTLE_S, Plan, Tell
from tests.crash.world import World
from tests.faults import (
    Call,
    Cut,
    ExpireTokens,
    Fault,
    Heartbeats,
    LoseSessions,
    Refuse,
    RenderFails,
    Reset,
    StreamError,
)

TALK_S: Final = 9.0
EVERY: Final = 3
Trouble = Callable[[World], Awaitable[None]]


def wire(call: Call, fault: Fault, times: int = 12) -> Trouble:
    """Every third request of a call meets the fault."""

    async def begin(world: World) -> None:
        for n in range(times):
            world.faults.once(call, fault, nth=2 + n * EVERY)

    return begin


def chat(call: str, how: str) -> Trouble:
    """Now and then some calls to the platform go wrong."""

    async def begin(world: World) -> None:
        for _ in range(6):
            world.slate.trouble(call, how, 2)
            await asyncio.sleep(0.8)

    return begin


async def outage(world: World) -> None:
    """The backend refuses connections, twice, for a second."""
    for _ in range(2):
        await asyncio.sleep(1.0)
        await world.studio.stop_listening()
        await asyncio.sleep(1.0)
        await world.studio.start_listening()


async def silence(world: World) -> None:
    """Some streams say nothing for longer than the silence limit."""
    for n in range(6):
        world.faults.once("run_sse", Heartbeats(count=4, every_s=1.0), nth=2 + n * EVERY)


async def duplicates(world: World) -> None:
    """Every update of the last seconds comes again, and again."""
    for _ in range(6):
        await asyncio.sleep(0.8)
        for update in world.slate.books.updates[-30:]:
            if update.acknowledged:
                world.slate.again(update)


async def clock_jumps(world: World) -> None:
    """The wall clock goes an hour ahead, then two hours back, and comes right again."""
    for offset in (3600.0, -3600.0, 0.0):
        await asyncio.sleep(1.5)
        world.control.offset = offset


async def disk_full(world: World) -> None:
    """The database can't grow for two seconds, twice."""
    for _ in range(2):
        await asyncio.sleep(1.5)
        world.control.pages = 1
        await asyncio.sleep(2.0)
        world.control.pages = 0


async def locked(world: World) -> None:
    """Another process holds the database for longer than anybody waits for a lock."""
    await asyncio.sleep(1.5)
    with closing(sqlite3.connect(world.database, isolation_level=None)) as db:
        db.execute("begin immediate")
        await asyncio.sleep(6.5)
        db.execute("rollback")


TROUBLES: Final[dict[str, Trouble]] = {
    "backend: connect refused": outage,
    "prompt: reset before the headers, not run": wire("run_sse", Reset("request")),
    "prompt: reset before the headers, run": wire("run_sse", Reset("work")),
    "prompt: reset after the headers": wire("run_sse", Reset("headers")),
    "prompt: cut mid-stream": wire("run_sse", Cut(after_events=2)),
    "prompt: silent for too long": silence,
    "prompt: 503": wire("run_sse", Refuse(http=503, body="empty")),
    "prompt: 429": wire("run_sse", Refuse(http=429, retry_after=2)),
    "prompt: the agent fails": wire("run_sse", StreamError()),
    "state: 503": wire("state", Refuse(http=503, body="text")),
    "upload: reset after the work": wire("upload", Reset("work")),
    "render: submit reset, not run": wire("render_submit", Reset("request")),
    "render: submit reset, run": wire("render_submit", Reset("work")),
    "render: poll 500": wire("render_poll", Refuse(http=500, body="text")),
    "render: fails": wire("render", RenderFails()),
    "result: reset": wire("result", Reset("headers")),
    "tokens expire": wire("state", ExpireTokens(), times=3),
    "sessions are lost": wire("state", LoseSessions(), times=2),
    "chat: post reset, not posted": chat("post", "before"),
    "chat: post reset, posted": chat("post", "after"),
    "chat: flood": chat("post", "flood"),
    "chat: 503": chat("post", "refuse"),
    "chat: edits reset": chat("edit", "before"),
    "chat: updates come again": duplicates,
    "clock jumps": clock_jumps,
    "disk full": disk_full,
    "database locked": locked,
}


@dataclass(frozen=True, slots=True)
class Round:
    """What one fault did; `settled` False when something was still open after a minute."""

    audit: Audit
    settled: bool
    seconds: float


async def suffer(folder: Path, trouble: Trouble, plan: Plan) -> Round:
    """People talk for some seconds while it happens; then everything ends, and is looked at."""
    began = time.monotonic()
    async with World.open(folder, random.Random(plan.seed)) as world:
        await world.start()
        async with _talk(world, plan.users):
            await trouble(world)
        world.faults.clear()
        world.slate.troubles.clear()
        settled = await world.settle(SETTLE_S)
        await world.stop()
        return Round(await audit(world), settled, time.monotonic() - began)


@asynccontextmanager
async def _talk(world: World, users: int) -> AsyncIterator[None]:
    end = time.monotonic() + TALK_S
    people = [
        asyncio.create_task(person.live(lambda: time.monotonic() < end))
        for person in world.people(users)
    ]
    # The first answers come before the trouble does: otherwise nothing would be at stake.
    await world.until(lambda: any(not p.silent for p in world.slate.books.posts), 5.0)
    yield
    await asyncio.gather(*people)


async def fault_table(folder: Path, plan: Plan, named: str, screen: Console, tell: Tell) -> int:
    """A row for each fault whose name has that in it; 0 when none of them broke a promise."""
    table = Table(
        "fault", "prompts", "result", "failure", "unknown", "cancelled", "marked", "wrong"
    )
    wrong = 0
    chosen = {name: trouble for name, trouble in TROUBLES.items() if named in name}
    for n, (name, trouble) in enumerate(chosen.items()):
        tell(f"{n + 1}/{len(chosen)}: {name}")
        place = folder / f"fault{n}"
        place.mkdir()
        done = await suffer(place, trouble, plan)
        facts, bad = done.audit.facts, +done.audit.wrong
        wrong += bad.total() + (not done.settled)
        told = [facts[f"ended: {ending}"] for ending in ("result", "failure", "unknown")]
        figures = [facts["prompt"], *told, facts["ended: cancelled"], facts["duplicate marked"]]
        what = ", ".join(f"{count} {kind}" for kind, count in bad.items()) or "0"
        table.add_row(name, *map(str, figures), what)
        for note in done.audit.notes[:5]:
            screen.print(note, markup=False, style="red")
    screen.print(table)
    return 0 if chosen and wrong == 0 else 1
