"""What goes out: posts before edits, edits coalesced, floods waited for, nothing left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

import pytest

from core.chat import (
    Activity,
    Address,
    Ambiguous,
    ChatKind,
    Flood,
    Gone,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    PostRejected,
    Unreachable,
)
from core.outbox import Outbox
from core.progress import Progress
from core.ratelimit import PaceSettings
from tests.core.recording import PLATFORM, RecordingChat
from tests.e2e.clock import FakeClock

T = TypeVar("T")
PRIVATE = Address(PLATFORM, "bot", "ada", "ada")
OTHER = Address(PLATFORM, "bot", "bob", "bob")
GROUP = Address(PLATFORM, "bot", "family", "ada", kind=ChatKind.GROUP)


class OutboxBench:
    """An outbox on a recording chat; time passes only when `until` says so."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.clock = FakeClock()
        self.chat = RecordingChat(self.clock)
        self.chat.pace = pace or Pace()
        self.outbox = Outbox({PLATFORM: self.chat}, self.clock)
        self.kept: list[MessageRef] = []

    async def keep(self, ref: MessageRef) -> None:
        """Note a progress message, as the ledger does."""
        self.kept.append(ref)

    async def until(self, seen: Callable[[], object]) -> None:
        """Let time pass until it is so; everything here runs on the loop alone."""
        for _ in range(10_000):
            for _ in range(30):
                await asyncio.sleep(0)
            if seen():
                return
            if (due := self.clock.next_due()) is not None:
                self.clock.advance_to(due)
        raise AssertionError("never")

    async def done(self, work: Coroutine[Any, Any, T]) -> T:
        """Let time pass until this is done."""
        task = asyncio.create_task(work)
        await self.until(task.done)
        return task.result()

    async def quiet(self) -> None:
        """Let everything run that needs no time."""
        for _ in range(30):
            await asyncio.sleep(0)

    def times(self, call: str, address: Address) -> list[float]:
        """When such calls were made there."""
        return [at for at, made, where in self.chat.calls if made == call and where == address]


@pytest.mark.parametrize(("address", "apart"), [(PRIVATE, 1.1), (GROUP, 3.1)])
async def test_edits_are_coalesced(address: Address, apart: float) -> None:
    """However fast progress is shown, edits keep their distance, and the newest one counts."""
    bench = OutboxBench()
    progress = Progress(bench.outbox, address, None, bench.keep)
    for n in range(200):
        progress.show(partial(Message, f"step {n}"))
        await bench.quiet()
        if n % 20 == 0:
            bench.clock.advance_to(bench.clock.monotonic() + 0.4)
            await bench.quiet()
    await bench.until(lambda: bench.chat.posted and bench.chat.posted[0].text == "step 199")
    moments = [*bench.times("send", address), *bench.times("edit", address)]
    assert len(moments) < 15
    for earlier, later in pairwise(moments):
        assert later - earlier >= apart - 1e-9


async def test_the_same_is_not_written_twice() -> None:
    """What reads as it should already costs no edit."""
    bench = OutboxBench()
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    for _ in range(5):
        progress.show(partial(Message, "the same"))
        await bench.until(lambda: bench.chat.posted)
        bench.clock.advance_to(bench.clock.monotonic() + 5)
        await bench.quiet()
    assert len(bench.chat.calls) == 1


async def test_a_group_takes_so_many_a_minute() -> None:
    """Posts and edits share a group's minute: posts wait for the next one, private chats don't."""
    bench = OutboxBench(Pace(group_minute=5))
    progress = Progress(bench.outbox, GROUP, None, bench.keep)
    progress.show(partial(Message, "one"))
    await bench.until(lambda: bench.chat.posted)
    progress.show(partial(Message, "two"))
    await bench.until(lambda: bench.times("edit", GROUP))
    begun = bench.times("send", GROUP)[0]
    for n in range(9):
        await bench.done(bench.outbox.post(GROUP, Message(f"answer {n}")))
        await bench.done(bench.outbox.post(PRIVATE, Message(f"answer {n}")))
    written = sorted([*bench.times("send", GROUP), *bench.times("edit", GROUP)])
    assert len(written) == 11
    assert all(later - earlier >= 60 for earlier, later in zip(written, written[5:], strict=False))
    assert written[4] < begun + 10
    assert bench.times("send", PRIVATE)[2] < begun + 10


async def test_floods_in_several_chats_stop_the_platform() -> None:
    """Three chats that flood at once are the bot's own haste: everything waits, activities too."""
    bench = OutboxBench()
    chats = [Address(PLATFORM, "bot", f"c{n}", "ada") for n in range(3)]
    for chat in chats:
        bench.chat.fail("send", Flood(20.0))
        with pytest.raises(Flood):
            await bench.done(bench.outbox.post(chat, Message("hello")))
    flooded = bench.clock.monotonic()
    await bench.done(bench.outbox.activity(PRIVATE, Activity.TYPING))
    assert bench.chat.activities == []
    await bench.done(bench.outbox.post(PRIVATE, Message("hello")))
    assert bench.times("send", PRIVATE)[0] >= flooded + 19
    await bench.done(bench.outbox.activity(PRIVATE, Activity.TYPING))
    assert bench.chat.activities == [Activity.TYPING]


async def test_a_flood_in_one_chat_is_that_chats() -> None:
    """Others are written to at once; where it flooded nothing is shown meanwhile."""
    bench = OutboxBench()
    for _ in range(3):
        bench.chat.fail("send", Flood(20.0))
        with pytest.raises(Flood):
            await bench.done(bench.outbox.post(PRIVATE, Message("hello")))
    flooded = bench.clock.monotonic()
    await bench.done(bench.outbox.activity(PRIVATE, Activity.TYPING))
    await bench.done(bench.outbox.post(OTHER, Message("hello")))
    assert bench.chat.activities == []
    assert bench.times("send", OTHER)[0] <= flooded + 1


async def test_the_name_stands_where_nothing_is_replied_to() -> None:
    """In a group a post says whom it is for, unless it replies to them; a long name is cut."""
    bench = OutboxBench()
    by_press = replace(GROUP, name="A_da " * 40)
    await bench.done(bench.outbox.say(by_press, Message("ready")))
    await bench.done(bench.outbox.say(replace(by_press, asked="7"), Message("ready")))
    await bench.done(bench.outbox.say(replace(PRIVATE, name="Ada"), Message("ready")))
    named, *plain = [post.text for post in bench.chat.posted]
    assert named.startswith(r"**A\_da A\_da")
    assert named.endswith(":**\nready")
    assert len(named) < 100
    assert plain == ["ready", "ready"]


async def test_posts_go_before_edits() -> None:
    """While an answer waits for the chat's turn, no edit takes it."""
    bench = OutboxBench()
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    progress.show(partial(Message, "one"))
    await bench.until(lambda: bench.chat.posted)
    bench.chat.fail("edit", Flood(10.0))
    progress.show(partial(Message, "two"))
    await bench.until(lambda: bench.chat.waiting_failures("edit") == 0)
    answer = asyncio.create_task(bench.outbox.post(PRIVATE, Message("answer")))
    await bench.until(answer.done)
    await bench.until(lambda: bench.chat.posted[0].text == "two")
    calls = [call for _, call, _ in bench.chat.calls]
    assert calls == ["send", "edit", "send", "edit"]
    assert bench.times("send", PRIVATE)[1] - bench.times("edit", PRIVATE)[0] >= 10
    await progress.pause()


async def test_a_flood_stops_one_chat_only() -> None:
    """A chat that floods is left alone for as long as it asked; others go on."""
    bench = OutboxBench()
    bench.chat.fail("send", Flood(60.0))
    with pytest.raises(Flood):
        await bench.done(bench.outbox.post(PRIVATE, Message("x")))
    await bench.done(bench.outbox.post(OTHER, Message("y")))
    assert bench.clock.monotonic() < 1
    later = asyncio.create_task(bench.outbox.post(PRIVATE, Message("z")))
    await bench.until(later.done)
    assert bench.clock.monotonic() >= 60


async def test_all_chats_of_a_platform_together() -> None:
    """However many chats there are, a platform gets 25 posts a second from this process."""
    bench = OutboxBench()
    posts = [
        asyncio.create_task(
            bench.outbox.post(Address(PLATFORM, "bot", f"c{n}", "ada"), Message("x"))
        )
        for n in range(100)
    ]
    await bench.until(lambda: all(post.done() for post in posts))
    assert bench.clock.monotonic() >= 99 / 25
    moments = [at for at, _, _ in bench.chat.calls]
    assert all(b - a >= 0.04 - 1e-6 for a, b in pairwise(moments))


@pytest.mark.parametrize("error", [Flood(5.0), Unreachable("502"), Ambiguous("reset")])
async def test_small_answers_wait_for_floods_and_outages(error: Exception) -> None:
    """An answer that is no job, aloud or alone, is tried four times before it is given up."""
    for call in ("send", "whisper"):
        bench = OutboxBench()
        bench.chat.fail(call, error, error, error)
        if call == "send":
            told = asyncio.create_task(bench.outbox.say(PRIVATE, Message("hello")))
        else:
            told = asyncio.create_task(bench.outbox.whisper(PRIVATE, Message("hello")))
        await bench.until(told.done)
        assert [*bench.chat.finals, *bench.chat.whispers]
        assert bench.clock.monotonic() >= 15


@pytest.mark.parametrize("error", [Gone("kicked"), PostRejected("bad")])
async def test_small_answers_that_cannot_be_posted(error: Exception) -> None:
    """Nothing is raised to who answers: there is nobody left to tell."""
    bench = OutboxBench()
    bench.chat.fail("send", error)
    await bench.done(bench.outbox.say(PRIVATE, Message("hello")))
    assert bench.chat.posted == []


async def test_a_platform_that_is_not_served_here() -> None:
    """Posting to a platform without an adapter in this process is a chat that is gone."""
    bench = OutboxBench()
    with pytest.raises(Gone):
        await bench.done(bench.outbox.post(Address("elsewhere", "bot", "1", "1"), Message("x")))


async def test_progress_under_cancel_leaves_no_orphan() -> None:
    """Stopped while its first post is on its way: the message is known, and can be removed."""
    bench = OutboxBench()
    gate = bench.chat.hold("send")
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    progress.show(partial(Message, "one"))
    await bench.until(lambda: bench.chat.posted)
    removal = asyncio.create_task(progress.remove())
    await bench.quiet()
    assert not removal.done()
    gate.set()
    await bench.until(removal.done)
    assert bench.chat.standing == []
    assert bench.kept == [bench.chat.posted[0].ref]


async def test_progress_that_waits_its_turn_is_not_waited_for() -> None:
    """Stopped while the chat floods: nothing is posted, and the stop takes no time."""
    bench = OutboxBench()
    bench.chat.fail("send", Flood(3600.0))
    with pytest.raises(Flood):
        await bench.done(bench.outbox.post(PRIVATE, Message("x")))
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    progress.show(partial(Message, "one"))
    await bench.quiet()
    await progress.pause()
    bench.clock.advance_to(4000)
    await bench.quiet()
    assert bench.chat.posted == []


async def test_nothing_is_shown_after_the_end() -> None:
    """A late sign of life after the answer does not bring the progress message back."""
    bench = OutboxBench()
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    progress.show(partial(Message, "one"))
    await bench.until(lambda: bench.chat.posted)
    await bench.done(progress.remove())
    progress.show(partial(Message, "two"))
    await bench.quiet()
    assert bench.chat.standing == []
    assert len(bench.chat.posted) == 1


async def test_a_progress_message_that_somebody_deleted() -> None:
    """It is posted anew, and the new one is the one that is known."""
    bench = OutboxBench()
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    progress.show(partial(Message, "one"))
    await bench.until(lambda: bench.chat.posted)
    bench.chat.fail("edit", MessageGone("deleted"))
    progress.show(partial(Message, "two"))
    await bench.until(lambda: len(bench.chat.posted) == 2)
    await bench.quiet()
    assert bench.kept == [post.ref for post in bench.chat.posted]
    await progress.pause()


async def test_progress_after_a_restart() -> None:
    """A known message is edited on, not posted a second time."""
    bench = OutboxBench()
    ref = await bench.done(bench.outbox.post(PRIVATE, Message("before"), silent=True))
    progress = Progress(bench.outbox, PRIVATE, ref, bench.keep)
    progress.show(partial(Message, "after"))
    await bench.until(lambda: bench.chat.posted[0].text == "after")
    assert len(bench.chat.posted) == 1
    await progress.pause()


async def test_a_shorter_flood_does_not_end_a_longer_one() -> None:
    """The platform said 60 s, then 5 s about a call that was on its way: it is 60 s."""
    bench = OutboxBench()
    bench.chat.fail("edit", Flood(60.0))
    bench.chat.fail("whisper", Flood(5.0))
    ref = await bench.done(bench.outbox.post(GROUP, Message("first")))
    progress = Progress(bench.outbox, GROUP, ref, bench.keep)
    progress.show(partial(Message, "edited"))
    await bench.until(lambda: bench.chat.waiting_failures("edit") == 0)
    await progress.pause()
    began = bench.clock.monotonic()
    await bench.done(bench.outbox.whisper(GROUP, Message("for you"), answer="handle"))
    assert bench.chat.waiting_failures("whisper") == 0
    assert bench.clock.monotonic() - began < 30
    await bench.done(bench.outbox.post(GROUP, Message("second")))
    assert bench.clock.monotonic() - began >= 60


async def test_what_a_flood_held_back_goes_out_one_by_one() -> None:
    """Answers that waited for the same flood keep their distance, and none waits twice for it."""
    bench = OutboxBench()
    bench.chat.fail("send", Flood(30.0))
    answers = [
        asyncio.create_task(bench.outbox.say(GROUP, Message(f"answer {n}"))) for n in range(4)
    ]
    await bench.until(lambda: bench.chat.calls)
    began = bench.clock.monotonic()
    late = [asyncio.create_task(bench.outbox.say(GROUP, Message(f"late {n}"))) for n in range(4)]
    await bench.until(lambda: all(task.done() for task in (*answers, *late)))
    after = [at for at in bench.times("send", GROUP) if at > began]
    assert after[0] - began >= 30
    assert len(after) == len(set(after))
    for earlier, later in pairwise(after):
        assert 3.1 - 1e-9 <= later - earlier < 3.2
    assert after[-1] - began < 30 + 8 * 3.2


async def test_a_progress_message_that_was_not_noted_is_found_again() -> None:
    """Killed between the post and its note: where the platform knows the nonce none is left."""
    bench = OutboxBench()
    bench.chat.nonce_seconds = 300.0
    before = Progress(bench.outbox, PRIVATE, None, bench.keep, nonce="7.p")
    before.show(partial(Message, "one"))
    await bench.until(lambda: bench.kept)
    after = Progress(bench.outbox, PRIVATE, None, bench.keep, nonce="7.p")
    after.show(partial(Message, "two"))
    await bench.until(lambda: len(bench.kept) == 2)
    after.show(partial(Message, "three"))
    await bench.until(lambda: bench.chat.posted[0].text == "three")
    await bench.done(after.remove())
    assert bench.chat.standing == []


async def test_a_deleted_progress_message_is_not_found_again() -> None:
    """A person deletes it: another one is posted, though the platform still knows the nonce."""
    bench = OutboxBench()
    bench.chat.nonce_seconds = 300.0
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep, nonce="7.p")
    progress.show(partial(Message, "one"))
    await bench.until(lambda: bench.kept)
    bench.chat.posted[0].deleted = True
    progress.show(partial(Message, "two"))
    await bench.until(lambda: [post.text for post in bench.chat.standing] == ["two"])
    await progress.pause()


async def test_where_nothing_can_be_edited() -> None:
    """A long job is told of in a message every two minutes at most, and the last is taken away."""
    bench = OutboxBench()
    bench.chat.can_edit = False
    progress = Progress(bench.outbox, PRIVATE, None, bench.keep)
    for n in range(24):
        progress.show(partial(Message, f"after {n * 15} s"))
        await bench.quiet()
        bench.clock.advance_to((n + 1) * 15.0)
        await bench.quiet()
    assert [post.text for post in bench.chat.posted] == [f"after {n} s" for n in (0, 120, 240)]
    assert bench.times("edit", PRIVATE) == []
    await bench.done(progress.remove())
    assert len(bench.chat.standing) == 2


def test_an_operators_own_pace() -> None:
    """What is set counts, the rest is the platform's."""
    assert PaceSettings(overall=5.0).of(Pace(group_minute=20)) == Pace(overall=5.0, group_minute=20)
