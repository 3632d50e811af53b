"""Both databases as fixtures: what the store promises, it promises on each.

Every test loads this module, so what it needs is imported by the fixture that needs it.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from core.store.store import Store
    from core.store.vault import Vault
    from tests.scale.postgres import NoPostgres, Server

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server; skips with the reason without one, fails in CI."""
    from tests.scale.postgres import VARIABLE, NoPostgres, server

    if given := os.environ.get(VARIABLE):
        yield given
        return
    try:
        with server() as found:
            yield found.url
    except NoPostgres as reason:
        _missing(reason)


@pytest.fixture
def own_postgres() -> Iterator[Server]:
    """A server that a test may stop; skips with the reason without one, fails in CI."""
    from tests.scale.postgres import NoPostgres, server

    try:
        with server() as found:
            yield found
    except NoPostgres as reason:
        _missing(reason)


def _missing(reason: NoPostgres) -> None:
    if os.environ.get("CI"):
        pytest.fail(str(reason))
    pytest.skip(str(reason))


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    from tests.scale.postgres import database

    with database(postgres, f"test_{uuid.uuid4().hex}") as url:
        yield url


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def vault() -> Vault:
    """A fresh key."""
    from cryptography.fernet import Fernet

    from core.store.vault import Vault

    return Vault([Fernet.generate_key().decode()])


@pytest.fixture
async def store(database_url: str, vault: Vault, tmp_path: Path) -> AsyncIterator[Store]:
    """An open store on each database."""
    from core.store.database import parse_url
    from core.store.store import Store

    opened = await Store.open(parse_url(database_url, tmp_path), vault)
    yield opened
    await opened.close()
