"""What an admin is shown of how the bot is used."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.chat import PostRejected
from core.config import Policy
from core.handlers.stats import Chart
from core.store.stats import use_by_day, use_since
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.core.recording import PLATFORM, Posted
from tests.faults import Refuse

ADMIN = Policy(admins=frozenset({"ada"}))


class Painter:
    """Keeps what it is asked to draw; `letters` says whether it can."""

    def __init__(self, *, letters: bool = True) -> None:
        self.letters = letters
        self.charts: list[Chart] = []

    async def paint(self, chart: Chart) -> bytes | None:
        self.charts.append(chart)
        return b"a picture" if self.letters else None


async def shown(bench: Bench) -> Posted:
    """The answer to `/stats`."""
    await bench.command("stats")
    await bench.rest()
    (post,) = (post for post in bench.chat.posted if "This week" in post.text)
    return post


async def test_a_picture_and_the_same_in_words(bench: Bench) -> None:
    """People, prompts, exports, credits and failures of today and the week, and the week's days."""
    bench.painter = painter = Painter()
    await adjusted(bench, policy=ADMIN).open()
    await bench.say(f"{PROMO}, then export", bench.photos(1))
    await bench.rest()
    bench.faults.once("run_sse", Refuse(2001))
    await bench.say(TITLE, user="cleo")
    await bench.rest()
    post = await shown(bench)
    assert post.picture == b"a picture"
    assert bench.says(
        post.text.split("\n")[1],
        "admin-stats-day",
        people=2,
        turns=2,
        exports=1,
        credits="20",
        failed=1,
    )
    (chart,) = painter.charts
    assert chart.columns == ("Today", "This week")
    assert [figures for _, figures in chart.rows] == [(n, n) for n in ("2", "2", "1", "20", "1")]
    assert len(chart.bars) == 7
    last = chart.bars[-1]
    assert (last.turns, last.exports, last.failed) == (2, 1, 1)
    assert last.label == f"{bench.clock.now():%m-%d}"
    assert all(not (bar.turns or bar.exports or bar.failed) for bar in chart.bars[:-1])


@pytest.mark.parametrize("why", ["no letters", "no media there", "no painter"])
async def test_words_where_there_is_no_picture(bench: Bench, why: str) -> None:
    """The figures are told whatever becomes of the picture."""
    bench.painter = None if why == "no painter" else Painter(letters=why != "no letters")
    await adjusted(bench, policy=ADMIN).open()
    if why == "no media there":
        bench.chat.fail("send_picture", PostRejected("no pictures here"))
    post = await shown(bench)
    assert post.picture is None
    assert post.address.platform == PLATFORM


async def test_days_are_counted_apart(bench: Bench) -> None:
    """What was asked for on a day stands at that day, and what is older nowhere."""
    await bench.open()
    for _ in range(3):
        await bench.say(PROMO, bench.photos(1))
        await bench.rest()
    midnight = bench.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight - timedelta(days=n) for n in (2, 1, 0)]
    moments = (midnight - timedelta(days=9), midnight - timedelta(hours=1), midnight)
    async with bench.store.begin() as tx:
        for number, moment in enumerate(moments, 1):
            await tx.jobs.set(number, created=moment, used=50.0)
        by_day = await use_by_day(tx.connection, days)
        week = await use_since(tx.connection, days[0])
    assert [use.turns for use in by_day] == [0, 1, 1]
    assert (week.turns, week.people, week.credits) == (2, 1, 100.0)
