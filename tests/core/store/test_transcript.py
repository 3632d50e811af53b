"""The messages of a page on both databases: kept once, sealed, bounded, and what needs files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from core.chat import Address, Attachment, Incoming, Medium
from core.store.store import Store
from core.store.tables import transcript
from core.store.transcript import KEPT
from core.transcript import Transcript
from tests.e2e.clock import FakeClock

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HERE = "web/page/ada//ada"


def kept(store: Store) -> Transcript:
    """The messages of that database."""
    return Transcript(store, FakeClock(NOW))


async def test_a_message_is_kept_once(store: Store) -> None:
    """A second one of its key is the first; what it says can change, and it can go."""
    page = kept(store)
    first, new = await page.add(HERE, "hello", key="k", files=["b.jpg", "a.jpg"])
    again, second = await page.add(HERE, "other words", key="k")
    assert (new, second) == (True, False)
    assert again == first
    elsewhere, there = await page.add("web/page/ben//ben", "hello", key="k")
    assert there
    assert await page.files() == {"a.jpg", "b.jpg"}
    assert await page.change(HERE, first.id, "bye")
    assert not await page.change(HERE, elsewhere.id, "bye")
    assert [entry.body for entry in await page.latest(HERE, limit=5)] == ["bye"]
    await page.remove(HERE, first.id)
    assert await page.latest(HERE, limit=5) == []
    assert not await page.change(HERE, first.id, "too late")


async def test_what_was_written_is_sealed(store: Store) -> None:
    """The column holds no word of it."""
    await kept(store).add(HERE, "a secret wedding")
    async with store.begin() as tx:
        body = (await tx.connection.execute(select(transcript.c.body))).scalar_one()
    assert b"wedding" not in bytes(body)


async def test_the_oldest_go(store: Store) -> None:
    """A conversation keeps so many; others lose nothing by it."""
    page = kept(store)
    other, _ = await page.add("web/page/ben//ben", "mine")
    async with store.begin() as tx:
        for n in range(KEPT + 3):
            await tx.transcript.add(HERE, str(n), key=str(n), files=(), now=NOW)
    shown = await page.latest(HERE, limit=KEPT + 10)
    assert [shown[0].body, shown[-1].body] == ["3", str(KEPT + 2)]
    assert len(shown) == KEPT
    assert [e.body for e in await page.latest(HERE, before=shown[2].id, limit=5)] == ["3", "4"]
    assert await page.some("web/page/ben//ben", [other.id]) == [other]


async def test_retention(store: Store) -> None:
    """What is older than the days that work is kept goes with it."""
    await kept(store).add(HERE, "old")
    async with store.begin() as tx:
        assert await tx.transcript.forget(NOW + timedelta(days=1)) == 1
    assert await kept(store).latest(HERE, limit=5) == []


async def test_files_that_a_waiting_message_needs(store: Store) -> None:
    """They are named until the message is understood."""
    photo = Attachment(Medium.PHOTO, "ada/upload1", "a.jpg", "image/jpeg", 3)
    item = Incoming(Address("web", "page", "ada", "ada"), "e", NOW, attachments=(photo,))
    async with store.begin() as tx:
        row = await tx.intake.add(item, NOW)
    assert await kept(store).needed("web") == {"ada/upload1"}
    assert await kept(store).needed("telegram") == frozenset()
    async with store.begin() as tx:
        assert await tx.intake.consume([row or 0])
    assert await kept(store).needed("web") == frozenset()
