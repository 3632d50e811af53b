"""An exception at the commits of a turn and of an export: the outcome is the same.

Every second one of them fails before it is made, the others right after it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from core.config import Waits
from core.store.store import Store, Tx
from tests.core.bench import PROMO, Bench, adjusted, studio_of
from tests.core.recording import Posted

# More commits than a turn or an export makes in this process.
MOST = 60


class Bug(Exception):
    """Something that nobody foresaw."""


class Brittle(Store):
    """Fails once at the `at`-th transaction from now on, before its commit or right after it."""

    at = 0
    late = False

    def arm(self, at: int, *, late: bool) -> None:
        """Fail at that one."""
        self.at, self.late = at, late

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        self.at -= 1
        mine = self.at == 0
        async with super().begin() as tx:
            yield tx
            if mine and not self.late:
                raise Bug
        if mine:
            raise Bug


async def prepared(bench: Bench) -> Brittle:
    """A bench with a project, on a database that can be made to fail."""
    bench.store_kind = Brittle
    studio_of(bench, anonymous_credits=10_000)
    adjusted(bench, waits=Waits(recovery=(1.0,) * 6, poll=1.0))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    store = bench.store
    assert isinstance(store, Brittle)
    return store


def once(posts: list[Posted]) -> bool:
    """It was posted, and any repeat of it is marked as one."""
    return bool(posts) and len([post for post in posts if "duplicate" not in post.text]) <= 1


@pytest.mark.parametrize("late", [False, True], ids=["before-commit", "after-commit"])
async def test_a_turn(late: bool, bench: Bench) -> None:
    """However often the flow is called again, the prompt is paid for once and answered once."""
    store = await prepared(bench)
    unsent = 0
    for point in range(1 + late, MOST, 2):
        text = f"make it {point + 4} seconds"
        item = bench.incoming(text=text)
        before = len(bench.chat.finals)
        store.arm(point, late=late)
        try:
            await bench.core.receive(item)
        except Bug:
            await bench.core.receive(item)  # not acknowledged: the platform sends it again
        await bench.rest()
        finals = bench.chat.finals[before:]
        sent, charged = (await bench.sent()).count(text), (await bench.charged()).count(text)
        if (sent, charged) != (1, 1):
            # The right to send was taken and could not be used: honest, and never a second try.
            assert (late, sent, charged) == (True, 0, 0), (point, bench.transcript())
            assert bench.says(finals[-1].text, "recovery-unknown")
            unsent += 1
        assert once(finals), point
        assert bench.chat.progress == [], point
        if store.at > 0:
            assert unsent <= int(late)
            return
    raise AssertionError("a turn makes more commits than were tried")


@pytest.mark.parametrize("late", [False, True], ids=["before-commit", "after-commit"])
async def test_an_export(late: bool, bench: Bench) -> None:
    """However often the flow is called again, each render id is submitted once, one video comes."""
    store = await prepared(bench)
    for point in range(1 + late, MOST, 2):
        item = bench.incoming(text="export")
        before = len(bench.chat.finals)
        store.arm(point, late=late)
        try:
            await bench.core.receive(item)
        except Bug:
            await bench.core.receive(item)
        await bench.rest()
        assert set((await bench.submits()).values()) == {1}, point
        assert len(await bench.submits()) == (point + 1) // 2
        videos = [post for post in bench.chat.finals[before:] if post.video]
        assert once(videos), point
        assert bench.chat.progress == [], point
        if store.at > 0:
            return
    raise AssertionError("an export makes more commits than were tried")
