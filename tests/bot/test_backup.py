"""A backup of a running bot, restored elsewhere: everything is there, nothing is begun again."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from rich.console import Console

from bot.backup import ROWS, back_up, restore
from bot.settings import Settings, load
from core.chat import Address
from core.clock import SystemClock
from core.config import Caps
from core.store.database import DatabaseError, parse_url
from core.store.records import ENDED, AccountKind, Ending, Job, JobKind, JobState, NewJob, Request
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.local import LocalDispatch
from core.work.ledger import Ledger
from core.work.restored import NOTE

KEY = Fernet.generate_key().decode()


def address() -> Address:
    """Where ada writes."""
    return Address("bench", "bot", "ada", "ada")


def settings(folder: Path, url: str = "") -> Settings:
    """A bot's settings with that database."""
    update = {
        "reelay_data_dir": folder,
        "database_url": url,
        "reelay_secret_key": SecretStr(KEY),
        "nemo_backend": "cloud",
    }
    return load(None).model_copy(update=update)


async def filled(url: str, folder: Path) -> Store:
    """A store with a chain of a sent turn and its export, and a finished turn."""
    store = await Store.open(parse_url(url, folder), Vault([KEY]))
    ledger = Ledger(store, SystemClock(), LocalDispatch(store), Caps())
    now = SystemClock().now()
    async with store.begin() as tx:
        user = await tx.people.ensure("bench/ada", client_id="c" * 36, language="de", now=now)
        project = await tx.projects.add(address(), user=user.id, title="Käse 🧀", now=now)
        kind = AccountKind.LINKED
        await tx.people.put_account(
            user.id, kind, "nmv_usr_1", backend_user="", expires=None, now=now
        )

    def new(kind: JobKind, origin: str) -> NewJob:
        request = Request("a film of cheese")
        return NewJob(kind, origin, user.id, project.id, address(), "de", request, ())

    chain = [new(JobKind.TURN, "one"), new(JobKind.EXPORT, "two")]
    accepted = await ledger.accept([], chain)
    assert accepted is not None
    assert await ledger.step(accepted.job, (JobState.NEW,), JobState.SENT, sent=now)
    return store


async def jobs_of(url: str, folder: Path) -> tuple[dict[str, Job], dict[str, int], str]:
    """Jobs by origin, how many posts each has, and the note of a restore."""
    store = await Store.open(parse_url(url, folder), Vault([KEY]))
    try:
        async with store.begin() as tx:
            found = {origin: await tx.jobs.by_origin(origin) for origin in ("one", "two")}
            jobs = {origin: job for origin, job in found.items() if job is not None}
            posts = {origin: len(await tx.parts.deliveries(job.id)) for origin, job in jobs.items()}
            return jobs, posts, await tx.intake.note(NOTE)
    finally:
        await store.close()


async def test_a_round_trip(database_url: str, tmp_path: Path) -> None:
    """From either database while it is open, into a fresh SQLite file."""
    store = await filled(database_url, tmp_path)
    screen = Console(file=io.StringIO())
    try:
        assert await back_up(settings(tmp_path, database_url), screen, tmp_path / "copy") == 0
    finally:
        await store.close()
    there = tmp_path / "there"
    assert await restore(settings(there), screen, tmp_path / "copy") == 0
    jobs, posts, note = await jobs_of("", there)
    assert jobs["one"].state is JobState.ANSWERED
    assert jobs["one"].result is not None
    assert jobs["one"].result.ending is Ending.UNKNOWN
    assert posts["one"] == 1
    assert jobs["two"].state in ENDED
    assert note
    assert jobs["one"].request.text == "a film of cheese"


async def test_into_postgresql(postgres_url: str, tmp_path: Path) -> None:
    """What SQLite held goes into PostgreSQL, and new jobs get numbers that no button names."""
    store = await filled("", tmp_path)
    screen = Console(file=io.StringIO())
    try:
        assert await back_up(settings(tmp_path), screen, tmp_path / "copy") == 0
    finally:
        await store.close()
    there = settings(tmp_path / "there", postgres_url)
    assert await restore(there, screen, tmp_path / "copy") == 0
    again = await Store.open(parse_url(postgres_url, tmp_path), Vault([KEY]))
    try:
        ledger = Ledger(again, SystemClock(), LocalDispatch(again), Caps())
        async with again.begin() as tx:
            old = await tx.jobs.by_origin("one")
            assert old is not None
            user = await tx.people.ensure(
                "bench/ada", client_id="d" * 36, language="", now=SystemClock().now()
            )
        request = Request("later")
        later = NewJob(JobKind.TURN, "later", user.id, old.project, address(), "de", request, ())
        accepted = await ledger.accept([], [later])
        assert accepted is not None
        assert accepted.job.id > old.id + 1000
    finally:
        await again.close()


async def test_what_is_no_backup(tmp_path: Path) -> None:
    """An empty folder, damaged rows, a database that holds something: said, and nothing changed."""
    out = io.StringIO()
    screen = Console(file=out, width=200)
    assert await restore(settings(tmp_path / "a"), screen, tmp_path) == 2
    store = await filled("", tmp_path / "b")
    await store.close()
    assert await back_up(settings(tmp_path / "b"), screen, tmp_path / "copy") == 0
    with pytest.raises(DatabaseError, match="not empty"):
        await back_up(settings(tmp_path / "b"), screen, tmp_path / "copy")
    assert await restore(settings(tmp_path / "b"), screen, tmp_path / "copy") == 2
    assert "not empty" in out.getvalue()
    rows = tmp_path / "copy" / ROWS
    data = await asyncio.to_thread(rows.read_bytes)
    await asyncio.to_thread(rows.write_bytes, data[: len(data) // 2])
    assert await restore(settings(tmp_path / "c"), screen, tmp_path / "copy") == 2
    jobs, _, note = await jobs_of("", tmp_path / "c")
    assert not jobs
    assert not note


async def test_without_its_key(tmp_path: Path) -> None:
    """Another key opens nothing: nothing is written, and the right key works after that."""
    store = await filled("", tmp_path / "old")
    await store.close()
    out = io.StringIO()
    screen = Console(file=out, width=200)
    assert await back_up(settings(tmp_path / "old"), screen, tmp_path / "copy") == 0
    there = settings(tmp_path / "there")
    other = SecretStr(Fernet.generate_key().decode())
    wrong = there.model_copy(update={"reelay_secret_key": other})
    assert await restore(wrong, screen, tmp_path / "copy") == 2
    assert "another key" in out.getvalue()
    assert await restore(there, screen, tmp_path / "copy") == 0
    jobs, _, _ = await jobs_of("", tmp_path / "there")
    assert set(jobs) == {"one", "two"}


async def test_files_that_are_kept(tmp_path: Path) -> None:
    """The studio's files and what the page shows come along; uploads that wait do not."""
    store = await filled("", tmp_path / "old")
    await store.close()
    for name in ("studio/renders/a.mp4", "page/kept/b.mp4", "page/uploads/ada/c.mp4"):
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(name.encode())
    out = io.StringIO()
    screen = Console(file=out, width=400)
    assert await back_up(settings(tmp_path / "old"), screen, tmp_path / "copy") == 0
    assert "2 files" in out.getvalue()
    assert await restore(settings(tmp_path / "new"), screen, tmp_path / "copy") == 0
    found = {
        str(path.relative_to(tmp_path / "new")): path.read_text()
        for path in (tmp_path / "new").rglob("*.mp4")
    }
    assert found == {name: name for name in ("studio/renders/a.mp4", "page/kept/b.mp4")}
    other = tmp_path / "other"
    (other / "page" / "kept").mkdir(parents=True)
    (other / "page" / "kept" / "mine.jpg").write_bytes(b"x")
    assert await restore(settings(other), screen, tmp_path / "copy") == 2
    assert "not empty" in out.getvalue()
