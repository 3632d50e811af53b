"""Slots: a bound in all, a bound for each person, and turns between people."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.server.envelope import WireError
from studio.server.slots import Slots


class Jobs:
    """Jobs that hold a slot until they are let go."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self.begun: list[str] = []
        self.leave: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, *names: str) -> None:
        """Begin jobs; the first letter of a name is its person."""
        for name in names:
            self.leave[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self.run(name))
        await self.rest()

    async def end(self, name: str) -> None:
        self.leave[name].set()
        await self.tasks[name]
        await self.rest()

    async def rest(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    async def run(self, name: str) -> None:
        async with self._slots.taken(name[0]):
            self.begun.append(name)
            await self.leave[name].wait()


async def test_a_person_leaves_a_slot_for_others() -> None:
    """Two of three slots are one person's at most; another one begins at once."""
    jobs = Jobs(Slots(3, 10))
    await jobs.start("a1", "a2", "a3", "a4")
    assert jobs.begun == ["a1", "a2"]
    await jobs.start("b1")
    assert jobs.begun == ["a1", "a2", "b1"]


async def test_people_who_wait_are_served_in_turns() -> None:
    """However many one of them has in the queue."""
    jobs = Jobs(Slots(1, 10))
    await jobs.start("a1", "a2", "a3", "b1", "c1", "b2")
    for name in ("a1", "a2", "b1", "c1", "a3", "b2"):
        await jobs.end(jobs.begun[-1])
        assert name in jobs.begun
    assert jobs.begun == ["a1", "a2", "b1", "c1", "a3", "b2"]


async def test_a_queue_is_bounded_for_each_person() -> None:
    """The one too many is refused with 429; another person's is not."""
    slots = Slots(1, 2)
    jobs = Jobs(slots)
    await jobs.start("a1", "a2", "a3")
    with pytest.raises(WireError) as refused:
        async with slots.taken("a"):
            pass
    assert refused.value.http == 429
    await jobs.start("b1")
    await jobs.end("a1")
    await jobs.end("a2")
    assert jobs.begun[-1] == "b1"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_slot_is_ever_lost(plan: list[tuple[str, bool]]) -> None:
    """Whatever is cancelled or ended, in whatever order, the slots are free in the end."""
    asyncio.run(_play(plan))


async def _play(plan: list[tuple[str, bool]]) -> None:
    slots = Slots(2, 100)
    jobs = Jobs(slots)
    for number, (person, cancel) in enumerate(plan):
        name = f"{person}{number}"
        jobs.leave[name] = asyncio.Event()
        jobs.tasks[name] = asyncio.create_task(jobs.run(name))
        if number % 3 == 0:
            await asyncio.sleep(0)
        if cancel:
            jobs.tasks[name].cancel()
        running = [n for n in jobs.begun if not jobs.tasks[n].done()]
        assert len(running) <= 2
        if number % 4 == 1 and running:
            jobs.leave[running[0]].set()
    for event in jobs.leave.values():
        event.set()
    await asyncio.wait_for(asyncio.gather(*jobs.tasks.values(), return_exceptions=True), 10)
    free = Jobs(slots)
    await free.start("x1", "y1")
    assert free.begun == ["x1", "y1"]
    await free.end("x1")
    await free.end("y1")
