"""A database that goes away at the worst moment, and what was paid for all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.chat import Address, Message, MessageRef
from core.store.records import Ending, JobState
from core.store.store import Store, StoreUnavailable, Tx
from tests.core.bench import PROMO, Bench
from tests.core.recording import RecordingChat
from tests.faults import Cut, Slow


class Flaky(Store):
    """Takes no transaction while it is `down`."""

    down = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        if self.down:
            raise StoreUnavailable("the disk is full")
        async with super().begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        if self.down:
            raise StoreUnavailable("the disk is full")
        async with super().read() as tx:
            yield tx


class Nosy(RecordingChat):
    """A chat whose posts of answers take the database down with them."""

    store: Flaky | None = None

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        ref = await super().send(address, message, silent=silent, nonce=nonce)
        if nonce and not silent and self.store is not None:
            self.store.down, self.store = True, None
        return ref


async def flaky(bench: Bench) -> Flaky:
    """A bench on a database that can be taken down."""
    bench.store_kind = Flaky
    await bench.open()
    assert isinstance(bench.store, Flaky)
    return bench.store


async def test_what_was_heard_outlives_an_outage(bench: Bench) -> None:
    """An answer that was paid for is told in the agent's words, however long it took to keep it."""
    store = await flaky(bench)
    bench.faults.once("run_sse", Slow(seconds=20))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    store.down = True
    await bench.pass_time(1_500)
    store.down = False
    await bench.rest()
    assert "Your 15-second video is ready" in bench.last.text
    assert not bench.says(bench.last.text, "recovery-answered")
    assert await bench.sent() == [PROMO]
    assert bench.chat.progress == []


async def test_what_was_heard_of_a_broken_stream_outlives_an_outage(bench: Bench) -> None:
    """Text that came before a break is in the answer, though the reads after it met an outage."""
    store = await flaky(bench)
    bench.faults.once("run_sse", Cut(after_events=40))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_checking()
    store.down = True
    await bench.pass_time(300)
    store.down = False
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-answered")
    assert "Your 15-second video is ready" in bench.last.text


async def test_a_restart_in_the_outage_is_told_honestly(bench: Bench) -> None:
    """The words die with the process; what changed is told from the state, never sent again."""
    store = await flaky(bench)
    bench.faults.once("run_sse", Slow(seconds=20))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    store.down = True
    await bench.pass_time(100)
    await bench.restart()
    await bench.rest()
    assert bench.says(bench.last.text, "recovery-changed")
    assert await bench.sent() == [PROMO]


async def test_a_cancel_ends_the_waiting_of_what_was_heard(bench: Bench) -> None:
    """A job that keeps an answer through an outage can be cancelled when that is over."""
    store = await flaky(bench)
    bench.faults.once("run_sse", Slow(seconds=20))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    store.down = True
    await bench.pass_time(200)
    store.down = False
    await bench.command("cancel")
    await bench.rest()
    result = (await bench.job(1)).result
    assert result is not None
    assert result.ending is Ending.CANCELLED


async def test_a_post_is_noted_after_an_outage(bench: Bench) -> None:
    """An answer that is out is not posted again because its note came late."""
    bench.chat = chat = Nosy(bench.clock)
    store = chat.store = await flaky(bench)
    await bench.say(PROMO, bench.photos(1))
    await bench.until(lambda: store.down)
    await bench.pass_time(300)
    store.down = False
    await bench.rest()
    assert len(bench.chat.finals) == 1
    assert "duplicate" not in bench.last.text
