"""Answers come first: what waits, waits in the order of its worth, and chats take turns."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import count

from core.chat import Activity, Address, Message
from core.progress import Progress
from tests.core.recording import PLATFORM
from tests.core.test_outbox import OutboxBench

STEP = 1 / 25


def chat(name: object) -> Address:
    """The private chat of somebody."""
    return Address(PLATFORM, "bot", f"c{name}", f"u{name}")


class Crowd(OutboxBench):
    """Many open turns, each of which has something new to show all the time."""

    def __init__(self, turns: int) -> None:
        super().__init__()
        self.shows = [Progress(self.outbox, chat(n), None, self.keep) for n in range(turns)]
        self._words = count()

    def show(self) -> None:
        """Something new in every turn."""
        for progress in self.shows:
            progress.show(partial(Message, f"step {next(self._words)}"))

    async def spend(self, seconds: float) -> None:
        """Let so much time pass, with news in every turn every tenth of a second."""
        end = self.clock.monotonic() + seconds
        while self.clock.monotonic() < end:
            self.show()
            moment = self.clock.monotonic() + 0.1
            await self.until(partial(self._passed, moment))

    def _passed(self, moment: float) -> bool:
        due = self.clock.next_due()
        if due is None or due > moment:
            self.clock.advance_to(moment)
        return self.clock.monotonic() >= moment

    async def stop(self) -> None:
        """End all turns."""
        for progress in self.shows:
            await progress.pause()
        await self.outbox.close()

    def made(self, call: str) -> int:
        """How many calls of this kind were made."""
        return sum(made == call for _, made, _ in self.chat.calls)


async def test_an_answer_waits_for_no_progress() -> None:
    """With 300 turns that have news all the time an answer goes out within three slots."""
    crowd = Crowd(300)
    await crowd.spend(5.0)
    for n in range(5):
        begun = crowd.clock.monotonic()
        await crowd.done(crowd.outbox.post(chat(f"asker{n}"), Message("100 credits")))
        assert crowd.clock.monotonic() - begun <= 3 * STEP
        await crowd.spend(0.5)
    await crowd.stop()


async def test_progress_takes_half_at_most() -> None:
    """All turns together post and edit progress 12.5 times a second, every one of them in turn."""
    crowd = Crowd(50)
    await crowd.spend(10.0)
    written = len(crowd.chat.calls)
    assert 100 <= written <= 127
    chats = [where.chat for _, _, where in crowd.chat.calls]
    assert {chats.count(name) for name in set(chats)} <= {2, 3}
    await crowd.stop()


async def test_progress_takes_only_what_answers_leave() -> None:
    """While answers use every slot nothing is edited; afterwards progress goes on."""
    crowd = Crowd(20)
    await crowd.spend(3.0)
    before = crowd.made("edit")
    posts = [
        asyncio.create_task(crowd.outbox.post(chat(f"asker{n}"), Message("done")))
        for n in range(100)
    ]
    crowd.show()
    await crowd.until(lambda: all(post.done() for post in posts))
    assert crowd.made("edit") - before <= 1
    await crowd.spend(2.0)
    assert crowd.made("edit") > before + 5
    await crowd.stop()


async def test_chats_take_turns() -> None:
    """However many messages one person causes, the next person's answer is among the next two."""
    bench = OutboxBench()
    flood = [
        asyncio.create_task(bench.outbox.post(chat("loud"), Message(f"no {n}"))) for n in range(400)
    ]
    await bench.quiet()
    begun = bench.clock.monotonic()
    await bench.done(bench.outbox.post(chat("quiet"), Message("hello")))
    assert bench.clock.monotonic() - begun <= 2 * STEP + 1e-6
    await bench.until(lambda: all(post.done() for post in flood))
    assert [p.text for p in bench.chat.posted if p.address == chat("loud")] == [
        f"no {n}" for n in range(400)
    ]


async def test_typing_goes_first() -> None:
    """Typing is shown while nobody waits, and left out as soon as progress does."""
    crowd = Crowd(60)
    await crowd.done(crowd.outbox.post(chat("first"), Message("On it…")))
    await crowd.done(crowd.outbox.activity(chat("first"), Activity.TYPING))
    assert crowd.chat.activities == [Activity.TYPING]
    await crowd.spend(1.0)
    crowd.show()
    await crowd.quiet()
    for n in range(60):
        await crowd.done(crowd.outbox.activity(chat(n), Activity.TYPING))
    assert len(crowd.chat.activities) <= 2
    await crowd.stop()


async def test_a_place_in_line_that_is_left() -> None:
    """Who stops waiting costs nobody a slot."""
    bench = OutboxBench()
    posts = [asyncio.create_task(bench.outbox.post(chat(n), Message("hello"))) for n in range(50)]
    await bench.quiet()
    for post in posts[1:49]:
        post.cancel()
    await bench.until(posts[49].done)
    assert bench.clock.monotonic() <= 2 * STEP + 1e-6
    await asyncio.gather(*posts, return_exceptions=True)
