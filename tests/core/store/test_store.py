"""What the store promises, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from core.chat import Attachment, Incoming, Medium, Message, MessageRef
from core.clock import SystemClock
from core.config import Caps
from core.store.database import create_engine, parse_url
from core.store.records import (
    AccountKind,
    DeliveryState,
    Ending,
    FileState,
    Job,
    JobKind,
    JobState,
    Post,
    RenderAttempt,
    Request,
    Result,
    Snapshot,
)
from core.store.schema import config
from core.store.store import Store
from core.store.tables import accounts, metadata
from core.store.vault import Vault
from core.work.caps import CapReached
from core.work.dispatch.local import LocalDispatch
from core.work.lane import LANE_BOUND, LaneFull
from core.work.ledger import Accepted, Ledger
from tests.scale.bench import Bench, place

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PHOTO = Attachment(Medium.PHOTO, "handle", "beach.jpg", "image/jpeg", 1_000)
LATER = timedelta(days=1)


@pytest.fixture
def bench(store: Store) -> Bench:
    """A ledger on the store; nothing runs its jobs."""
    return Bench(store, LocalDispatch(store))


def said(text: str, event: str, message: str = "") -> Incoming:
    """A message."""
    return Incoming(place("a"), event, NOW, message=message, text=text)


async def test_the_schema_is_the_tables(store: Store) -> None:
    """The migrations make exactly the tables, columns and indexes that the code speaks of."""
    async with store.begin() as tx:
        found = await tx.connection.run_sync(
            lambda c: {
                table: (
                    {column["name"] for column in inspect(c).get_columns(table)},
                    {index["name"] for index in inspect(c).get_indexes(table)},
                )
                for table in metadata.tables
            }
        )
    for name, table in metadata.tables.items():
        columns, indexes = found[name]
        assert columns == {column.name for column in table.columns}
        assert {index.name for index in table.indexes} <= indexes


async def test_opening_again_changes_nothing(
    store: Store, database_url: str, vault: Vault, bench: Bench, tmp_path: Path
) -> None:
    """A second start finds everything where it was."""
    job = await bench.accept("a")
    await store.close()
    again = await Store.open(parse_url(database_url, tmp_path), vault)
    async with again.begin() as tx:
        assert (await tx.jobs.get(job.id)).origin == job.origin
    await again.close()


async def test_an_older_database_keeps_its_people(
    database_url: str, vault: Vault, tmp_path: Path
) -> None:
    """What was there before a column went and indexes came is there afterwards."""
    url = parse_url(database_url, tmp_path)
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: command.upgrade(config(c), "0002"))
        await connection.exec_driver_sql(
            "insert into users (person, client_id, created, seen) values ('test/ada', 'id', 0, 0)"
        )
    await engine.dispose()
    opened = await Store.open(url, vault)
    async with opened.begin() as tx:
        user = await tx.people.ensure("test/ada", client_id="other", language="en", now=NOW)
    assert user.client_id == "id"
    await opened.close()


async def test_processes_that_start_together_migrate_once(
    postgres_url: str, vault: Vault, tmp_path: Path
) -> None:
    """Four starts at once on an empty database all end with the same schema."""
    url = parse_url(postgres_url, tmp_path)
    stores = await asyncio.gather(*(Store.open(url, vault) for _ in range(4)))
    for opened in stores:
        await opened.ping()
        await opened.close()


async def test_an_event_is_taken_in_once(store: Store) -> None:
    """Neither the same event nor another event of the same message makes a second row."""
    async with store.begin() as tx:
        assert await tx.intake.add(said("hi", "1", "m1"), NOW) is not None
        assert await tx.intake.add(said("hi", "1", "m1"), NOW) is None
        assert await tx.intake.add(said("hi", "2", "m1"), NOW) is None
        rows = await tx.intake.rows(await tx.intake.open_numbers(place("a").conversation))
        assert [tx.intake.read(row).text for row in rows] == ["hi"]
        assert await tx.intake.open_conversations() == [place("a").conversation]


async def test_rows_are_consumed_by_one(store: Store) -> None:
    """Of two who consume the same row one is told that it came too late."""
    async with store.begin() as tx:
        row = await tx.intake.add(said("hi", "1"), NOW)
        assert row is not None
        assert await tx.intake.are_open([row])
    outcomes = await asyncio.gather(*(_consume(store, row) for _ in range(4)))
    assert sorted(outcomes) == [False, False, False, True]
    async with store.begin() as tx:
        assert not await tx.intake.are_open([row])
        assert await tx.intake.forget(NOW + LATER) == 1


async def _consume(store: Store, row: int) -> bool:
    async with store.begin() as tx:
        return await tx.intake.consume([row])


async def test_a_cap_holds_for_messages_in_two_places_at_once(store: Store) -> None:
    """One person asks in ten chats at the same moment: no more is accepted than the cap allows."""
    ledger = Ledger(store, SystemClock(), LocalDispatch(store), Caps(turns=3))
    bench = Bench(store, LocalDispatch(store))
    chats = [await bench.new(f"chat-{n}") for n in range(10)]
    asked = [replace(new, user=chats[0].user) for new in chats]
    found = await asyncio.gather(
        *(ledger.accept((), [new]) for new in asked), return_exceptions=True
    )
    assert sum(isinstance(one, Accepted) for one in found) == 3
    assert sum(isinstance(one, CapReached) for one in found) == 7


async def test_a_step_is_made_by_one(store: Store, bench: Bench) -> None:
    """Of ten who step a job to `sent` exactly one may send the prompt."""
    job = await bench.accept("a")

    async def send() -> bool:
        return await bench.ledger.step(job, (JobState.NEW,), JobState.SENT, sent=NOW)

    assert sum(await asyncio.gather(*(send() for _ in range(10)))) == 1


async def test_a_row_keeps_what_it_was_given(store: Store, bench: Bench) -> None:
    """Everything that a flow writes into its row is read again as it was."""
    job = await bench.accept("a")
    before = Snapshot("digest", {"t": [{"k": "Wörter 🎬 \u0000"}]}, "seen")
    ref = MessageRef("chat", "17", "thread")
    async with store.begin() as tx:
        await tx.jobs.step(
            job.id,
            (JobState.NEW,),
            JobState.POLLING,
            now=NOW,
            before=before,
            result=Result(Ending.UNKNOWN, ("add music",)),
            causes=("Unreached",),
            due=NOW,
            polls=3,
            sent=NOW,
        )
        await tx.jobs.set(job.id, progress=ref, tries=2, engine=2**40)
    async with store.begin() as tx:
        found = await tx.jobs.hold(job.id)
    assert (found.before, found.progress, found.engine) == (before, ref, 2**40)
    assert (found.due, found.sent, found.polls, found.tries) == (NOW, NOW, 3, 2)
    assert found.result == Result(Ending.UNKNOWN, ("add music",))
    assert found.causes == ("Unreached",)
    assert found.request == Request("a prompt that nobody may read in a log")


async def test_parts_of_a_job(store: Store, bench: Bench) -> None:
    """Files, render attempts and posts are kept in order, and stepped on by one only."""
    job = await bench.accept("a")
    async with store.begin() as tx:
        await tx.parts.add_files(job.id, [(PHOTO, "beach_1.jpg")])
        await tx.parts.add_files(job.id, [(PHOTO, "beach_2.jpg")])
        await tx.parts.set_file(job.id, 1, FileState.SENT, uploaded={"id": 1})
        await tx.parts.add_attempt(RenderAttempt(job.id, 0, "render_1", {"d": 1}))
        await tx.parts.add_posts(job.id, [Post(Message("one")), Post(Message("two"))])
        opened = (DeliveryState.NEW,)
        posting = DeliveryState.DELIVERING
        assert await tx.parts.step_delivery(job.id, 0, opened, posting, begun=NOW, tries=1)
        assert not await tx.parts.step_delivery(job.id, 0, opened, posting)
    async with store.begin() as tx:
        files = await tx.parts.files(job.id)
        assert [(f.n, f.state, f.upload_name) for f in files] == [
            (0, FileState.NEW, "01-beach_1.jpg"),
            (1, FileState.SENT, "02-beach_2.jpg"),
        ]
        assert await tx.parts.sources(job.project) == [PHOTO, PHOTO]
        assert await tx.parts.attempts(job.id) == [RenderAttempt(job.id, 0, "render_1", {"d": 1})]
        posts = await tx.parts.deliveries(job.id)
        assert [(p.content.message.text, p.tries) for p in posts] == [("one", 1), ("two", 0)]
        await tx.parts.reset_files(job.id)
        assert {f.state for f in await tx.parts.files(job.id)} == {FileState.NEW}


async def test_one_project_is_active(store: Store, bench: Bench) -> None:
    """However many projects are begun at once, one of them is the conversation's."""
    job = await bench.accept("a")
    address = place("a")

    async def begin(title: str) -> None:
        async with store.begin() as tx:
            await tx.projects.add(address, user=job.user, title=title, now=NOW)

    await asyncio.gather(*(begin(f"take {n}") for n in range(6)))
    async with store.begin() as tx:
        active = await tx.projects.active(address.conversation)
        recent = await tx.projects.recent(address.conversation, 10)
        assert active is not None
        assert sum(p.active for p in recent) == 1
        await tx.projects.set_session(active.id, account="x", task="t", session="s")
        await tx.projects.set_claim(active.id, "https://example.com/claim", NOW + LATER)
        assert await tx.projects.claim(active.id, NOW) == "https://example.com/claim"
        assert await tx.projects.claim(active.id, NOW + 2 * LATER) == ""
        assert await tx.projects.move("test/1/a/", "a", "b") == 7


async def test_a_lane_is_bounded_however_many_accept_at_once(bench: Bench) -> None:
    """Of nine requests at the same moment five are accepted, in one order."""
    chains = [[await bench.new("a")] for _ in range(9)]
    found = await asyncio.gather(
        *(bench.ledger.accept((), chain) for chain in chains), return_exceptions=True
    )
    refused = [one for one in found if isinstance(one, LaneFull)]
    accepted = [one for one in found if not isinstance(one, BaseException)]
    assert (len(accepted), len(refused)) == (LANE_BOUND, 9 - LANE_BOUND)
    ranks = sorted((one.job.id, one.ahead) for one in accepted if one is not None)
    assert [ahead for _, ahead in ranks] == list(range(LANE_BOUND))


async def test_one_request_makes_one_chain(bench: Bench) -> None:
    """The same request delivered four times at once is accepted once."""
    chain = [await bench.new("a")]
    found = await asyncio.gather(*(bench.ledger.accept((), chain) for _ in range(4)))
    assert sum(one is not None for one in found) == 1


async def test_a_late_file_joins_or_is_turned_away(store: Store, bench: Bench) -> None:
    """A file that comes while the prompt goes out is in the job before, or not at all."""
    for n in range(8):
        job = await bench.accept(f"chat-{n}")
        async with store.begin() as tx:
            row = await tx.intake.add(said("", f"late-{n}"), NOW)
        assert row is not None
        joined, files = await asyncio.gather(
            bench.ledger.join([row], job.id, [PHOTO]), _send(store, job)
        )
        assert files == (1 if joined else 0)
        async with store.begin() as tx:
            assert await tx.intake.are_open([row]) is not joined


async def _send(store: Store, job: Job) -> int:
    """What a flow does: hold the row, count the files, mark it sent."""
    async with store.begin() as tx:
        await tx.jobs.hold(job.id)
        files = len(await tx.parts.files(job.id))
        await tx.jobs.step(job.id, (JobState.NEW,), JobState.SENT, now=NOW)
    return files


async def test_accounts_are_sealed_and_replaced(store: Store, vault: Vault) -> None:
    """A token is kept once a kind, opened on the way out, unreadable where it lies."""
    async with store.begin() as tx:
        user = await tx.people.ensure("test/a", client_id="c", language="de", now=NOW)
        same = await tx.people.ensure("test/a", client_id="other", language="en", now=NOW)
        assert same == user
        for token in ("nmv_usr_one", "nmv_usr_two"):
            await tx.people.put_account(
                user.id, AccountKind.LINKED, token, backend_user="", expires=NOW, now=NOW
            )
        found = await tx.people.account(user.id, AccountKind.LINKED)
        assert found is not None
        assert (found.token, found.expires) == ("nmv_usr_two", NOW)
        sealed = (await tx.connection.execute(select(accounts.c.token))).scalar_one()
        assert b"nmv_usr" not in sealed
        await tx.people.refuse_account(found.id, "nmv_usr_one")
        assert (await tx.people.account(user.id, AccountKind.LINKED)) == found
    assert await store.rotate() == 1
    async with store.begin() as tx:
        assert await tx.people.forget_account(user.id, AccountKind.LINKED)
        assert not await tx.people.forget_account(user.id, AccountKind.LINKED)


async def test_old_work_is_forgotten(store: Store, bench: Bench) -> None:
    """Ended jobs go after their time with all that hangs on them; open ones stay."""
    old, still = await bench.accept("a"), await bench.accept("b")
    async with store.begin() as tx:
        await tx.parts.add_posts(old.id, [Post(Message("done"))])
        await tx.jobs.step(old.id, (JobState.NEW,), JobState.DONE, now=NOW)
        assert await tx.jobs.forget(NOW + LATER) == 1
        assert await tx.jobs.find(old.id) is None
        assert [job.id for job in await tx.jobs.open()] == [still.id]
        assert await tx.parts.deliveries(old.id) == []
        assert await tx.jobs.counts() == {(JobKind.TURN, JobState.NEW): 1}


async def test_caps_count_a_day(store: Store, bench: Bench) -> None:
    """A cap of none refuses the first job; without a cap nothing is counted."""
    job = await bench.accept("a")
    async with store.begin() as tx:
        since = bench.clock.now() - LATER
        assert await tx.jobs.count_since(job.user, JobKind.TURN, since, free=False) == 1
        assert await tx.jobs.count_since(job.user, JobKind.EXPORT, since, free=True) == 0


async def test_a_claim_is_held_by_one(store: Store) -> None:
    """Of two who want the same thing in hand one gets it, the other after it was left."""
    async with store.claims.claimed("a") as first, store.claims.claimed("a") as second:
        assert (first, second) == (True, False)
    async with store.claims.claimed("a") as again, store.claims.claimed("b") as other:
        assert (again, other) == (True, True)


async def test_a_claim_ends_with_its_process(
    postgres_url: str, vault: Vault, tmp_path: Path
) -> None:
    """What one process has in hand no other gets, until that one is gone."""
    url = parse_url(postgres_url, tmp_path)
    first, second = await Store.open(url, vault), await Store.open(url, vault)
    assert await first.claims.take("a")
    assert not await second.claims.take("a")
    await first.close()
    # The server notices in its own time, which is soon.
    while not await second.claims.take("a"):  # noqa: ASYNC110 - a lock sends no event
        await asyncio.sleep(0)
    await second.close()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200).filter(lambda t: not any(0xD800 <= ord(c) < 0xE000 for c in t)))
async def test_hostile_text_is_kept(store: Store, bench: Bench, text: str) -> None:
    """Whatever a person types, both databases give it back: control characters, emoji, NUL."""
    new = await bench.new("a")
    async with store.begin() as tx:
        row = await tx.intake.add(said(text, new.origin), NOW)
        assert row is not None
        rows = await tx.intake.rows(await tx.intake.open_numbers(place("a").conversation))
        assert tx.intake.read(rows[-1]).text == text
        job = await tx.jobs.add(new, parent=None, now=NOW)
        assert job is not None
        await tx.jobs.step(
            job.id, (JobState.NEW,), JobState.DONE, now=NOW, before=Snapshot("", {"text": text})
        )
        found = await tx.jobs.get(job.id)
        assert found.before is not None
        assert found.before.draft == {"text": text}
        project = await tx.projects.add(place("a"), user=job.user, title=text, now=NOW)
        assert project.title == text.replace("\0", "")
