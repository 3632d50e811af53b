"""Secrets at rest: sealed, rotated, and never readable in any file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from core.chat import Address, Incoming, Message
from core.store.database import DatabaseError, parse_url
from core.store.records import AccountKind, JobKind, NewJob, Post, Request
from core.store.reseal import BATCH
from core.store.store import Store
from core.store.vault import Vault, VaultError, find_key

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
HERE = Address("bench", "bot", "ada", "ada")
TOKEN = "nmv_usr_0123456789_SECRET"
CLAIM = "https://web.example/workspace/claim?ct=clm_0123456789_SECRET"
TYPED = "my token is nmv_usr_typed_SECRET"


async def opened(folder: Path, *keys: str) -> Store:
    """The store of this folder under these keys."""
    return await Store.open(parse_url("", folder), Vault(keys))


def files(folder: Path) -> dict[str, bytes]:
    """Everything that lies there."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def filled(store: Store) -> None:
    """One secret in every place that holds some."""
    async with store.begin() as tx:
        user = await tx.people.ensure("bench/ada", client_id="c", language="en", now=NOW)
        await tx.people.put_account(
            user.id, AccountKind.LINKED, TOKEN, backend_user="", expires=None, now=NOW
        )
        project = await tx.projects.add(HERE, user=user.id, title="", now=NOW)
        await tx.projects.set_claim(project.id, CLAIM, NOW + timedelta(days=7))
        await tx.intake.add(Incoming(HERE, "e", NOW, "m", text=TYPED), NOW)
        new = NewJob(JobKind.TURN, "o", user.id, project.id, HERE, "en", Request("hello"))
        job = await tx.jobs.add(new, parent=None, now=NOW)
        assert job is not None
        await tx.parts.add_posts(job.id, [Post(Message(f"Edit it: {CLAIM}"))])


async def read(store: Store) -> tuple[str, str, str, str]:
    """The same secrets again."""
    async with store.begin() as tx:
        account = await tx.people.account(1, AccountKind.LINKED)
        assert account is not None
        (row,) = await tx.intake.rows(await tx.intake.open_numbers(HERE.conversation))
        (post,) = await tx.parts.deliveries(1)
        claim = await tx.projects.claim(1, NOW)
        return account.token, claim, tx.intake.read(row).text, post.content.message.text


async def test_no_secret_in_any_file(tmp_path: Path) -> None:
    """Neither the database nor its log holds a token, a claim or what was typed, at any time."""
    store = await opened(tmp_path, OLD)
    await filled(store)
    during = files(tmp_path)
    await store.close()
    after = files(tmp_path)
    assert "reelay.db-wal" in during, "the log is looked at while it is there"
    for name, data in [*during.items(), *after.items()]:
        assert b"SECRET" not in data, name


async def test_rotation(tmp_path: Path) -> None:
    """After a rotation the new key alone opens everything that was sealed with the old one."""
    store = await opened(tmp_path, OLD)
    await filled(store)
    await store.close()
    store = await opened(tmp_path, NEW, OLD)
    assert await store.rotate() == 4
    await store.close()
    store = await opened(tmp_path, NEW)
    await store.check_keys()
    assert await read(store) == (TOKEN, CLAIM, TYPED, f"Edit it: {CLAIM}")
    await store.close()


async def test_rotation_without_the_old_key(tmp_path: Path) -> None:
    """A rotation that cannot open something changes nothing and says what is missing."""
    store = await opened(tmp_path, OLD)
    await filled(store)
    await store.close()
    store = await opened(tmp_path, NEW)
    with pytest.raises(VaultError, match="REELAY_SECRET_KEY"):
        await store.rotate()
    with pytest.raises(VaultError, match="REELAY_SECRET_KEY"):
        await store.check_keys()
    await store.close()
    store = await opened(tmp_path, OLD)
    assert (await read(store))[0] == TOKEN
    await store.close()


@pytest.mark.parametrize("kind", ["account", "claim", "message", "answer"])
async def test_one_kind_of_secret_alone(kind: str, tmp_path: Path) -> None:
    """Whatever it is that another key sealed, the database is not opened without that key."""
    others = {
        "account": "delete from accounts",
        "claim": "update projects set claim = null",
        "message": "update incoming set open = false, payload = x''",
        "answer": "delete from deliveries",
    }
    store = await opened(tmp_path, OLD)
    await filled(store)
    async with store.begin() as tx:
        for statement in (others[other] for other in others if other != kind):
            await tx.connection.exec_driver_sql(statement)
    await store.close()
    store = await opened(tmp_path, NEW)
    with pytest.raises(VaultError, match="REELAY_SECRET_KEY"):
        await store.check_keys()
    async with store.begin() as tx:
        await tx.connection.exec_driver_sql(others[kind])
    await store.check_keys()
    await store.close()


async def test_more_secrets_than_one_transaction_takes(tmp_path: Path) -> None:
    """A rotation goes through every row, however many there are, each once."""
    store = await opened(tmp_path, OLD)
    await filled(store)
    async with store.begin() as tx:
        for n in range(2 * BATCH):
            await tx.intake.add(Incoming(HERE, f"e{n}", NOW, f"m{n}", text=TYPED), NOW)
    await store.close()
    store = await opened(tmp_path, NEW, OLD)
    assert await store.rotate() == 4 + 2 * BATCH
    await store.close()
    store = await opened(tmp_path, NEW)
    async with store.begin() as tx:
        rows = await tx.intake.rows(await tx.intake.open_numbers(HERE.conversation))
        assert {tx.intake.read(row).text for row in rows} == {TYPED}
    await store.close()


@given(st.binary(max_size=2000))
def test_sealed_and_opened(data: bytes) -> None:
    """Whatever is sealed comes back as it was, under the same and under a rotated key."""
    sealed = Vault([OLD]).seal(data)
    assert Vault([OLD]).open(sealed) == data
    assert Vault([NEW]).open(Vault([NEW, OLD]).reseal(sealed)) == data


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "é" * 44])
def test_what_is_no_key(key: str) -> None:
    """A key that is none is refused with the way to a real one."""
    with pytest.raises(VaultError, match="python -m bot key"):
        Vault([key] if key else [])


def test_a_key_file_is_made_once(tmp_path: Path) -> None:
    """Without a configured key a private file holds one; the next start finds the same."""
    file = tmp_path / "reelay.key"
    first = find_key("", file)
    assert find_key("", file) == first
    assert first.file == file
    assert file.stat().st_mode & 0o777 == 0o600
    assert find_key(f" {NEW} , {OLD} ", file).keys == (NEW, OLD)


def test_an_empty_key_file(tmp_path: Path) -> None:
    """A key file that lost its key is not silently replaced by another."""
    file = tmp_path / "reelay.key"
    file.touch()
    with pytest.raises(VaultError, match="is empty"):
        find_key("", file)


@pytest.mark.parametrize("what", ["text", "folder", "newer"])
async def test_no_database_of_ours(what: str, tmp_path: Path) -> None:
    """A file that is no database, a folder, a newer version's database: one sentence each."""
    path = tmp_path / "reelay.db"
    if what == "text":
        path.write_text("this is not a database, " * 100)
    elif what == "folder":
        path.mkdir()
    else:
        store = await opened(tmp_path, OLD)
        async with store.begin() as tx:
            await tx.connection.exec_driver_sql("update alembic_version set version_num = '9999'")
        await store.close()
    with pytest.raises(DatabaseError) as told:
        await opened(tmp_path, OLD)
    assert "\n" not in str(told.value)
    assert ("newer version" in str(told.value)) == (what == "newer")
    if what == "text":
        path.unlink()
        await (await opened(tmp_path, OLD)).close()  # and its lock is free again


@pytest.mark.parametrize("url", ["mysql://h/d", "nonsense", "sqlite://", "postgresql+x"])
def test_what_is_no_address(url: str, tmp_path: Path) -> None:
    """An address of another kind of database is refused with the two that work."""
    with pytest.raises(DatabaseError, match=r"postgresql://… or sqlite:///…"):
        parse_url(url, tmp_path)


async def test_job_numbers_are_never_used_again(tmp_path: Path) -> None:
    """Buttons of a forgotten job can't name a later one: numbers go on after retention."""
    store = await opened(tmp_path, OLD)
    await filled(store)
    async with store.begin() as tx:
        await tx.connection.exec_driver_sql("delete from deliveries")
        await tx.connection.exec_driver_sql("delete from jobs")
        new = NewJob(JobKind.TURN, "later", 1, 1, HERE, "en", Request("again"))
        later = await tx.jobs.add(new, parent=None, now=NOW)
    assert later is not None
    assert later.id == 2
    await store.close()
