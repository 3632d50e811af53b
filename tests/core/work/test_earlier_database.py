"""A database that an earlier version filled: its open work goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.store.records import ENDED, JobState
from tests.core.bench import Bench

# Written by version 0.1.0 and killed there: cleo's export was being polled, ada's edit had been
# sent and another one with an export waited behind it, two messages of erin's had just arrived.
FILLED = Path(__file__).parents[2] / "data" / "database_0004.sql"
ITS_KEY = "uCrhTzLqT3zq0J4pWwX8m2mK5m0kqg1mJcKz2vQ0B5E="
POLLED, SENT, WAITING, CHILD = 4, 5, 6, 7


def filled(folder: Path) -> None:
    """The database as it was left."""
    with sqlite3.connect(folder / "reelay.db") as database:
        database.executescript(FILLED.read_text(encoding="utf-8"))
    database.close()


async def test_open_work_goes_on(bench: Bench) -> None:
    """Migrated, opened with its key: every job ends, what was sent is not sent again."""
    filled(bench.folder)
    bench.key = ITS_KEY
    await bench.open()
    await bench.rest()
    ended = {number: await bench.job(number) for number in (POLLED, SENT, WAITING, CHILD)}
    assert all(job.state in ENDED for job in ended.values())
    assert ended[SENT].state is JobState.DONE
    assert ended[SENT].result is not None
    sent = await bench.sent()
    assert not any("Summer Sale" in text for text in sent)
    assert sent.count("make it 10 seconds, then export") == 1
    assert sum("new year's greetings" in text for text in sent) == 1
    told = {post.address.user for post in bench.chat.finals}
    assert {"ada", "cleo", "erin"} <= told


async def test_old_buttons_still_work(bench: Bench) -> None:
    """A button that hung under an answer before the upgrade does what it says."""
    filled(bench.folder)
    bench.key = ITS_KEY
    await bench.open()
    await bench.rest()
    before = len(bench.chat.finals)
    answered = bench.last
    await bench.press_data(answered, "n", user=answered.address.user, event="after the upgrade")
    await bench.until(lambda: len(bench.chat.finals) > before)
    assert bench.says(bench.last.text, "project-new")
