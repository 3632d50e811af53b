"""What goes out: posts before edits, edits coalesced, floods waited for, nothing left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
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
    Refused,
    Unreachable,
)
from core.outbox import Outbox
from core.pace import Pace
from tests.core.recording import PLATFORM, RecordingChat
from tests.e2e.clock import FakeClock

T = TypeVar("T")
PRIVATE = Address(PLATFORM, "bot", "ada", "ada")
OTHER = Address(PLATFORM, "bot", "bob", "bob")
GROUP = Address(PLATFORM, "bot", "family", "ada", kind=ChatKind.GROUP)


class Desk:
    """An outbox on a recording chat; time passes only when `until` says so."""

    def __init__(self, pace: Pace | None = None, group_minute: int = 0) -> None:
        self.clock = FakeClock()
        self.chat = RecordingChat(self.clock)
        self.chat.group_minute = group_minute
        self.outbox = Outbox({PLATFORM: self.chat}, self.clock, pace)
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
    desk = Desk()
    progress = desk.outbox.progress(address, None, desk.keep)
    for n in range(200):
        progress.show(Message(f"step {n}"))
        await desk.quiet()
        if n % 20 == 0:
            desk.clock.advance_to(desk.clock.monotonic() + 0.4)
            await desk.quiet()
    await desk.until(lambda: desk.chat.posted and desk.chat.posted[0].text == "step 199")
    moments = [*desk.times("send", address), *desk.times("edit", address)]
    assert len(moments) < 15
    for earlier, later in pairwise(moments):
        assert later - earlier >= apart - 1e-9


async def test_the_same_is_not_written_twice() -> None:
    """What reads as it should already costs no edit."""
    desk = Desk()
    progress = desk.outbox.progress(PRIVATE, None, desk.keep)
    for _ in range(5):
        progress.show(Message("the same"))
        await desk.until(lambda: desk.chat.posted)
        desk.clock.advance_to(desk.clock.monotonic() + 5)
        await desk.quiet()
    assert len(desk.chat.calls) == 1


async def test_a_group_takes_so_many_a_minute() -> None:
    """Posts and edits share a group's minute: posts wait for the next one, private chats don't."""
    desk = Desk(group_minute=5)
    progress = desk.outbox.progress(GROUP, None, desk.keep)
    progress.show(Message("one"))
    await desk.until(lambda: desk.chat.posted)
    progress.show(Message("two"))
    await desk.until(lambda: desk.times("edit", GROUP))
    begun = desk.times("send", GROUP)[0]
    for n in range(9):
        await desk.done(desk.outbox.post(GROUP, Message(f"answer {n}")))
        await desk.done(desk.outbox.post(PRIVATE, Message(f"answer {n}")))
    written = sorted([*desk.times("send", GROUP), *desk.times("edit", GROUP)])
    assert len(written) == 11
    assert all(later - earlier >= 60 for earlier, later in zip(written, written[5:], strict=False))
    assert written[4] < begun + 10
    assert desk.times("send", PRIVATE)[2] < begun + 10


async def test_floods_in_several_chats_stop_the_platform() -> None:
    """Three chats that flood at once are the bot's own haste: everything waits, activities too."""
    desk = Desk()
    chats = [Address(PLATFORM, "bot", f"c{n}", "ada") for n in range(3)]
    for chat in chats:
        desk.chat.fail("send", Flood(20.0))
        with pytest.raises(Flood):
            await desk.done(desk.outbox.post(chat, Message("hello")))
    flooded = desk.clock.monotonic()
    await desk.done(desk.outbox.activity(PRIVATE, Activity.TYPING))
    assert desk.chat.activities == []
    await desk.done(desk.outbox.post(PRIVATE, Message("hello")))
    assert desk.times("send", PRIVATE)[0] >= flooded + 19
    await desk.done(desk.outbox.activity(PRIVATE, Activity.TYPING))
    assert desk.chat.activities == [Activity.TYPING]


async def test_a_flood_in_one_chat_is_that_chats() -> None:
    """Others are written to at once; where it flooded nothing is shown meanwhile."""
    desk = Desk()
    for _ in range(3):
        desk.chat.fail("send", Flood(20.0))
        with pytest.raises(Flood):
            await desk.done(desk.outbox.post(PRIVATE, Message("hello")))
    flooded = desk.clock.monotonic()
    await desk.done(desk.outbox.activity(PRIVATE, Activity.TYPING))
    await desk.done(desk.outbox.post(OTHER, Message("hello")))
    assert desk.chat.activities == []
    assert desk.times("send", OTHER)[0] <= flooded + 1


async def test_the_name_stands_where_nothing_is_replied_to() -> None:
    """In a group a post says whom it is for, unless it replies to them; a long name is cut."""
    desk = Desk()
    by_press = replace(GROUP, name="A_da " * 40)
    await desk.done(desk.outbox.say(by_press, Message("ready")))
    await desk.done(desk.outbox.say(replace(by_press, asked="7"), Message("ready")))
    await desk.done(desk.outbox.say(replace(PRIVATE, name="Ada"), Message("ready")))
    named, *plain = [post.text for post in desk.chat.posted]
    assert named.startswith(r"**A\_da A\_da")
    assert named.endswith(":**\nready")
    assert len(named) < 100
    assert plain == ["ready", "ready"]


async def test_posts_go_before_edits() -> None:
    """While an answer waits for the chat's turn, no edit takes it."""
    desk = Desk()
    progress = desk.outbox.progress(PRIVATE, None, desk.keep)
    progress.show(Message("one"))
    await desk.until(lambda: desk.chat.posted)
    desk.chat.fail("edit", Flood(10.0))
    progress.show(Message("two"))
    await desk.until(lambda: desk.chat.waiting_failures("edit") == 0)
    answer = asyncio.create_task(desk.outbox.post(PRIVATE, Message("answer")))
    await desk.until(answer.done)
    await desk.until(lambda: desk.chat.posted[0].text == "two")
    calls = [call for _, call, _ in desk.chat.calls]
    assert calls == ["send", "edit", "send", "edit"]
    assert desk.times("send", PRIVATE)[1] - desk.times("edit", PRIVATE)[0] >= 10
    await progress.pause()


async def test_a_flood_stops_one_chat_only() -> None:
    """A chat that floods is left alone for as long as it asked; others go on."""
    desk = Desk()
    desk.chat.fail("send", Flood(60.0))
    with pytest.raises(Flood):
        await desk.done(desk.outbox.post(PRIVATE, Message("x")))
    await desk.done(desk.outbox.post(OTHER, Message("y")))
    assert desk.clock.monotonic() < 1
    later = asyncio.create_task(desk.outbox.post(PRIVATE, Message("z")))
    await desk.until(later.done)
    assert desk.clock.monotonic() >= 60


async def test_all_chats_of_a_platform_together() -> None:
    """However many chats there are, a platform gets 25 posts a second from this process."""
    desk = Desk()
    posts = [
        asyncio.create_task(
            desk.outbox.post(Address(PLATFORM, "bot", f"c{n}", "ada"), Message("x"))
        )
        for n in range(100)
    ]
    await desk.until(lambda: all(post.done() for post in posts))
    assert desk.clock.monotonic() >= 99 / 25
    moments = [at for at, _, _ in desk.chat.calls]
    assert all(b - a >= 0.04 - 1e-6 for a, b in pairwise(moments))


@pytest.mark.parametrize("error", [Flood(5.0), Unreachable("502"), Ambiguous("reset")])
async def test_small_answers_wait_for_floods_and_outages(error: Exception) -> None:
    """An answer that is no job, aloud or alone, is tried four times before it is given up."""
    for call in ("send", "whisper"):
        desk = Desk()
        desk.chat.fail(call, error, error, error)
        if call == "send":
            told = asyncio.create_task(desk.outbox.say(PRIVATE, Message("hello")))
        else:
            told = asyncio.create_task(desk.outbox.whisper(PRIVATE, Message("hello")))
        await desk.until(told.done)
        assert [*desk.chat.finals, *desk.chat.whispers]
        assert desk.clock.monotonic() >= 15


@pytest.mark.parametrize("error", [Gone("kicked"), Refused("bad")])
async def test_small_answers_that_cannot_be_posted(error: Exception) -> None:
    """Nothing is raised to who answers: there is nobody left to tell."""
    desk = Desk()
    desk.chat.fail("send", error)
    await desk.done(desk.outbox.say(PRIVATE, Message("hello")))
    assert desk.chat.posted == []


async def test_a_platform_that_is_not_served_here() -> None:
    """Posting to a platform without an adapter in this process is a chat that is gone."""
    desk = Desk()
    with pytest.raises(Gone):
        await desk.done(desk.outbox.post(Address("elsewhere", "bot", "1", "1"), Message("x")))


async def test_progress_under_cancel_leaves_no_orphan() -> None:
    """Stopped while its first post is on its way: the message is known, and can be removed."""
    desk = Desk()
    gate = desk.chat.hold("send")
    progress = desk.outbox.progress(PRIVATE, None, desk.keep)
    progress.show(Message("one"))
    await desk.until(lambda: desk.chat.posted)
    removal = asyncio.create_task(progress.remove())
    await desk.quiet()
    assert not removal.done()
    gate.set()
    await desk.until(removal.done)
    assert desk.chat.standing == []
    assert desk.kept == [desk.chat.posted[0].ref]


async def test_progress_that_waits_its_turn_is_not_waited_for() -> None:
    """Stopped while the chat floods: nothing is posted, and the stop takes no time."""
    desk = Desk()
    desk.chat.fail("send", Flood(3600.0))
    with pytest.raises(Flood):
        await desk.done(desk.outbox.post(PRIVATE, Message("x")))
    progress = desk.outbox.progress(PRIVATE, None, desk.keep)
    progress.show(Message("one"))
    await desk.quiet()
    await progress.pause()
    desk.clock.advance_to(4000)
    await desk.quiet()
    assert desk.chat.posted == []


async def test_nothing_is_shown_after_the_end() -> None:
    """A late sign of life after the answer does not bring the progress message back."""
    desk = Desk()
    progress = desk.outbox.progress(PRIVATE, None, desk.keep)
    progress.show(Message("one"))
    await desk.until(lambda: desk.chat.posted)
    await desk.done(progress.remove())
    progress.show(Message("two"))
    await desk.quiet()
    assert desk.chat.standing == []
    assert len(desk.chat.posted) == 1


async def test_a_progress_message_that_somebody_deleted() -> None:
    """It is posted anew, and the new one is the one that is known."""
    desk = Desk()
    progress = desk.outbox.progress(PRIVATE, None, desk.keep)
    progress.show(Message("one"))
    await desk.until(lambda: desk.chat.posted)
    desk.chat.fail("edit", MessageGone("deleted"))
    progress.show(Message("two"))
    await desk.until(lambda: len(desk.chat.posted) == 2)
    await desk.quiet()
    assert desk.kept == [post.ref for post in desk.chat.posted]
    await progress.pause()


async def test_progress_after_a_restart() -> None:
    """A known message is edited on, not posted a second time."""
    desk = Desk()
    ref = await desk.done(desk.outbox.post(PRIVATE, Message("before"), silent=True))
    progress = desk.outbox.progress(PRIVATE, ref, desk.keep)
    progress.show(Message("after"))
    await desk.until(lambda: desk.chat.posted[0].text == "after")
    assert len(desk.chat.posted) == 1
    await progress.pause()


async def test_a_shorter_flood_does_not_end_a_longer_one() -> None:
    """The platform said 60 s, then 5 s about a call that was on its way: it is 60 s."""
    desk = Desk()
    desk.chat.fail("edit", Flood(60.0))
    desk.chat.fail("whisper", Flood(5.0))
    ref = await desk.done(desk.outbox.post(GROUP, Message("first")))
    with pytest.raises(Flood):
        await desk.done(desk.outbox.edit(GROUP, ref, Message("edited")))
    began = desk.clock.monotonic()
    await desk.done(desk.outbox.whisper(GROUP, Message("for you"), answer="handle"))
    assert desk.chat.waiting_failures("whisper") == 0
    assert desk.clock.monotonic() - began < 30
    await desk.done(desk.outbox.post(GROUP, Message("second")))
    assert desk.clock.monotonic() - began >= 60


async def test_what_a_flood_held_back_goes_out_one_by_one() -> None:
    """Answers that waited for the same flood keep their distance, and none waits twice for it."""
    desk = Desk()
    desk.chat.fail("send", Flood(30.0))
    answers = [
        asyncio.create_task(desk.outbox.say(GROUP, Message(f"answer {n}"))) for n in range(4)
    ]
    await desk.until(lambda: desk.chat.calls)
    began = desk.clock.monotonic()
    late = [asyncio.create_task(desk.outbox.say(GROUP, Message(f"late {n}"))) for n in range(4)]
    await desk.until(lambda: all(task.done() for task in (*answers, *late)))
    after = [at for at in desk.times("send", GROUP) if at > began]
    assert after[0] - began >= 30
    assert len(after) == len(set(after))
    for earlier, later in pairwise(after):
        assert 3.1 - 1e-9 <= later - earlier < 3.2
    assert after[-1] - began < 30 + 8 * 3.2


async def test_a_progress_message_that_was_not_noted_is_found_again() -> None:
    """Killed between the post and its note: where the platform knows the nonce none is left."""
    desk = Desk()
    desk.chat.nonce_seconds = 300.0
    before = desk.outbox.progress(PRIVATE, None, desk.keep, nonce="7.p")
    before.show(Message("one"))
    await desk.until(lambda: desk.kept)
    after = desk.outbox.progress(PRIVATE, None, desk.keep, nonce="7.p")
    after.show(Message("two"))
    await desk.until(lambda: len(desk.kept) == 2)
    after.show(Message("three"))
    await desk.until(lambda: desk.chat.posted[0].text == "three")
    await desk.done(after.remove())
    assert desk.chat.standing == []


async def test_a_deleted_progress_message_is_not_found_again() -> None:
    """A person deletes it: another one is posted, though the platform still knows the nonce."""
    desk = Desk()
    desk.chat.nonce_seconds = 300.0
    progress = desk.outbox.progress(PRIVATE, None, desk.keep, nonce="7.p")
    progress.show(Message("one"))
    await desk.until(lambda: desk.kept)
    desk.chat.posted[0].deleted = True
    progress.show(Message("two"))
    await desk.until(lambda: [post.text for post in desk.chat.standing] == ["two"])
    await progress.pause()
