"""Fixtures that several folders share; each `conftest` names the ones that it wants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import pytest
import structlog

from tests.core.bench import Bench, loop_factory

ON_A_BENCH = ("work", "inbox", "handlers")


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Tests on a bench run on a loop that can tell when nothing happens any more."""
    if item.path.parent.name in ON_A_BENCH:
        return {"quiet": loop_factory}
    return {"plain": asyncio.new_event_loop}


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """Logs as lines: structlog's own coloured tracebacks take half a second each."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
        ]
    )
    yield
    structlog.reset_defaults()


@pytest.fixture
async def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    """A bench that the test opens itself, after it has arranged what it wants.

    No certificates are read: everything is on loopback, and reading them takes 0.1 s each time.
    """
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    made = Bench(tmp_path)
    yield made
    await made.close()
