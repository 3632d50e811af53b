"""How long somebody waits for an answer while very many turns are open.

    python -m benchmarks.answers_first [--turns 1000] [--asks 20]

The real core, SQLite and studio in this one process, on real time; a chat that takes 50 ms a call
stands in for the platform. All turns are open and show their progress; others ask /credits, one a
second. Target: an answer within half a second.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from core.chat import Activity, Address, Message, MessageRef
from core.clock import SystemClock
from core.store.records import JobState
from studio.server.config import Account
from tests.core.bench import Bench, studio_of
from tests.core.recording import RecordingChat
from tests.faults import Heartbeats

TARGET_S: Final = 0.5
CALL_S: Final = 0.05
TOKEN: Final = "nmv_usr_shared0123456789abcdef"


class SlowChat(RecordingChat):
    """A platform that takes its time, and counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__(SystemClock())
        self.edits = 0

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        await asyncio.sleep(CALL_S)
        return await super().send(address, message, silent=silent, nonce=nonce)

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        await asyncio.sleep(CALL_S)
        self.edits += 1

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        await asyncio.sleep(CALL_S)
        await super().whisper(address, message, answer=answer, lang=lang)

    async def activity(self, address: Address, activity: Activity) -> None:
        await asyncio.sleep(CALL_S)
        await super().activity(address, activity)


async def measure(folder: Path, turns: int, asks: int) -> None:
    """Open the turns, then ask."""
    bench = Bench(folder)
    bench.clock = SystemClock()  # type: ignore[assignment]  # nothing here moves its hands
    chat = bench.chat = SlowChat()
    bench.shared = SecretStr(TOKEN)
    studio_of(bench, accounts=(Account(TOKEN, 1_000_000),))
    bench.faults.always("run_sse", Heartbeats(every_s=5.0))
    await bench.open()
    begun = time.monotonic()
    for n in range(turns):
        await bench.say(f"make a film of number {n}", user=f"user{n}")
    while sum(job.state is JobState.SENT for job in await bench.jobs()) < turns:  # noqa: ASYNC110 (no event tells)
        await asyncio.sleep(1)
    say(f"{turns} turns open after {time.monotonic() - begun:.0f} s")
    await asyncio.sleep(20)
    edits, typing, cpu = chat.edits, len(chat.activities), time.process_time()
    begun = time.monotonic()
    waits = [await ask(bench, n) for n in range(asks)]
    took = time.monotonic() - begun
    shown = f"{(chat.edits - edits) / took:.1f} edits, {(len(chat.activities) - typing) / took:.1f}"
    say(f"a second: {shown} typing, CPU {(time.process_time() - cpu) / took:.0%}")
    median, worst = statistics.median(waits), max(waits)
    load = f"load {os.getloadavg()[0]:.1f}"
    say(f"/credits: median {median:.2f} s, worst {worst:.2f} s (target {TARGET_S} s; {load})")
    await bench.close()


def say(line: str) -> None:
    """A line of the report."""
    print(line, flush=True)  # noqa: T201 (a script)


async def ask(bench: Bench, number: int) -> float:
    """Seconds from a /credits to its answer."""
    begun = time.monotonic()
    await bench.command("credits", user=f"asker{number}")
    while not any(told.address.user == f"asker{number}" for told in bench.chat.whispers):  # noqa: ASYNC110 (no event tells)
        await asyncio.sleep(0.005)
    took = time.monotonic() - begun
    await asyncio.sleep(max(0.0, 1 - took))
    return took


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=1000)
    options.add_argument("--asks", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="reelay-answers-") as name:
        asyncio.run(measure(Path(name), chosen.turns, chosen.asks))


if __name__ == "__main__":
    main()
