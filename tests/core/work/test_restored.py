"""A bot that goes on from a backup: what was open is told, never sent a second time."""

from __future__ import annotations

from core.store import backup
from core.store.database import parse_url
from core.store.records import ENDED, JobState
from core.store.store import Store
from core.store.vault import Vault
from core.work.restored import settle
from tests.core.bench import PROMO, TITLE, Bench
from tests.faults import Heartbeats


async def restored(bench: Bench) -> None:
    """The bot's database, replaced by what a backup of it gives."""
    url = parse_url("", bench.folder)
    lines = [line async for line in backup.dump(url)]
    for file in bench.folder.glob("reelay.db*"):
        file.unlink()
    store = await Store.open(url, Vault([bench.key]))
    async with store.begin() as tx:
        await backup.load(tx.connection, lines)
        await settle(tx, bench.clock.now())
    await store.close()


async def test_no_prompt_is_sent_twice(bench: Bench) -> None:
    """One prompt was out, one waited, one had just been written: each person is told once."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(count=50, every_s=5))
    await bench.say(TITLE)
    await bench.until_state(JobState.SENT)
    waiting = await bench.say("make it 10 seconds")
    await bench.until_job(lambda jobs: len(jobs) == 2)
    await bench.say("and a last word", user="cleo")
    sent = await bench.sent()
    numbers = [job.id for job in await bench.jobs()]
    await bench.kill()
    await restored(bench)
    told = len(bench.chat.finals)
    await bench.start()
    await bench.rest()
    assert await bench.sent() == sent
    assert all([(await bench.job(number)).state in ENDED for number in numbers])
    words = [post.text for post in bench.chat.finals[told:]]
    assert sum(bench.says(text, "recovery-restored") for text in words) == 2
    assert await bench.core.receive(waiting) is False


async def test_it_works_on(bench: Bench) -> None:
    """After a restore the project is there, and what is asked now is done."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.kill()
    await restored(bench)
    await bench.start()
    await bench.pass_time(1.0)
    await bench.say(TITLE)
    await bench.rest()
    assert (await bench.sent())[-1] == TITLE
    assert "Summer Sale" in bench.last.text
