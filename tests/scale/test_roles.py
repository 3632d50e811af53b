"""Roles: what a gateway or a worker cannot be without, and what each of them does."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import open_store
from bot.settings import Settings, SettingsError, load
from core.store.database import parse_url
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.postgres import SCHEMA_NOTE, schema

CLOUD = "NEMO_TOKEN=some-token\n"
KEY = "REELAY_SECRET_KEY=K1yJ2m4E9ZtRbQ0sV7xWf3uHn6pLc8dAo5iGqTjXk2E=\n"
SHARED = "DATABASE_URL=postgresql://reelay@localhost/reelay\n"


def refusal(folder: Path, text: str) -> str:
    """What `load` says against a .env."""
    file = folder / ".env"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(file)
    return str(caught.value)


@pytest.mark.parametrize("role", ["gateway", "worker"])
def test_a_role_needs_postgresql(role: str, tmp_path: Path) -> None:
    """A gateway on a SQLite file would talk to nobody: the sentence says what to set."""
    said = refusal(tmp_path, f"REELAY_ROLE={role}\n{CLOUD}{KEY}")
    assert said.count("\n") == 0
    assert "DATABASE_URL to postgresql://" in said


def test_a_role_needs_a_shared_key(tmp_path: Path) -> None:
    """A key file of one machine opens nothing on another."""
    said = refusal(tmp_path, f"REELAY_ROLE=worker\n{CLOUD}{SHARED}")
    assert "REELAY_SECRET_KEY" in said


def test_a_role_needs_a_backend_that_all_reach(tmp_path: Path) -> None:
    """The studio lives in one process, which is no other's."""
    said = refusal(tmp_path, f"REELAY_ROLE=worker\nNEMO_BACKEND=studio\n{SHARED}{KEY}")
    assert "studio" in said


def test_a_complete_role_is_taken(tmp_path: Path) -> None:
    """With database, key and backend a role is fine."""
    file = tmp_path / ".env"
    file.write_text(f"REELAY_ROLE=worker\n{CLOUD}{SHARED}{KEY}")
    assert load(file).reelay_role == "worker"


async def test_migrate_makes_the_queue_too(postgres_url: str, tmp_path: Path) -> None:
    """Opening the database as `migrate` does leaves the queue's tables beside our own."""
    settings = Settings(  # type: ignore[call-arg]  # pydantic-settings' own
        _env_file=None, database_url=postgres_url, reelay_data_dir=tmp_path
    )
    store = await open_store(settings)
    async with store.begin() as tx:
        found = await (await tx.driver()).execute("select to_regclass('procrastinate_jobs')")
        assert (await found.fetchone())[0] == "procrastinate_jobs"
        assert await tx.intake.note(SCHEMA_NOTE)
    await store.close()


async def test_an_older_queue_is_brought_up_to_date(
    postgres_url: str, vault: Vault, tmp_path: Path
) -> None:
    """A database that lacks the queue's last migration gets exactly that, once."""
    url = parse_url(postgres_url, tmp_path)
    store = await Store.open(url, vault, (schema,))
    trigger = "procrastinate_trigger_status_events_update_v1"
    async with store.begin() as tx:
        newest = await tx.intake.note(SCHEMA_NOTE)
        assert newest >= "03.04.00_50_post_add_retry_failed_job_procedure.sql"
        before = "03.04.00_01_pre_add_retry_failed_job_procedure.sql"
        await tx.intake.put_note(SCHEMA_NOTE, before)
        await (await tx.driver()).execute(f"drop trigger {trigger} on procrastinate_jobs")
    await store.close()
    again = await Store.open(url, vault, (schema,))
    async with again.begin() as tx:
        assert await tx.intake.note(SCHEMA_NOTE) == newest
        found = await (await tx.driver()).execute(
            f"select count(*) from pg_trigger where tgname = '{trigger}'"
        )
        assert (await found.fetchone())[0] == 1
    await again.close()


async def test_no_password_in_the_error(tmp_path: Path) -> None:
    """A server that is not there is told without the password that was meant for it."""
    settings = Settings(  # type: ignore[call-arg]  # pydantic-settings' own
        _env_file=None,
        database_url="postgresql://reelay:s3cret@127.0.0.1:1/reelay",
        reelay_secret_key=SecretStr(""),
        reelay_data_dir=tmp_path,
    )
    with pytest.raises(Exception, match=r"cannot be opened") as caught:
        await open_store(settings)
    assert "s3cret" not in str(caught.value)
