"""What is asked often must not cost more as history grows: every such query has its index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, event

from core.store.store import Store, Tx

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ASKED: dict[str, Callable[[Tx], Awaitable[object]]] = {
    "open": lambda tx: tx.jobs.open(),
    "open in a lane": lambda tx: tx.jobs.open("test/1/a//a"),
    "counts": lambda tx: tx.jobs.counts(),
    "untidy": lambda tx: tx.jobs.untidy(),
    "forget": lambda tx: tx.jobs.forget(NOW),
    "children": lambda tx: tx.jobs.children(1),
    "waiting in a conversation": lambda tx: tx.intake.open_numbers("test/1/a//a"),
    "how many wait": lambda tx: tx.intake.waiting("test/1/a//a"),
    "waiting": lambda tx: tx.intake.count_open(),
    "conversations": lambda tx: tx.intake.open_conversations(),
    "projects of a person": lambda tx: tx.projects.of_person(1, 10),
    "kept": lambda tx: tx.parts.kept("test/a"),
    "doubtful": lambda tx: tx.parts.doubtful("test/1/a//a"),
}


async def _plans(tx: Tx, ask: Callable[[Tx], Awaitable[object]]) -> list[str]:
    """How the database goes about it, a line for each step."""
    said: list[tuple[str, Any]] = []

    def note(_c: Connection, _cursor: object, statement: str, given: Any, *_: object) -> None:
        said.append((statement, given))

    sync = tx.connection.sync_connection
    assert sync is not None
    event.listen(sync, "before_cursor_execute", note)
    await ask(tx)
    event.remove(sync, "before_cursor_execute", note)
    explain = "explain query plan " if sync.dialect.name == "sqlite" else "explain "
    lines: list[str] = []
    for statement, given in said:
        found = await tx.connection.exec_driver_sql(explain + statement, given)
        lines += [str(row[-1]) for row in found]
    return lines


@pytest.mark.parametrize("asked", ASKED)
async def test_no_query_reads_the_whole_history(asked: str, store: Store) -> None:
    """Neither database reads a table from end to end for it."""
    async with store.begin() as tx:
        if store.dialect == "postgresql":
            # Tables this small are read whole unless that is forbidden; then only what has no
            # index at all is.
            await tx.connection.exec_driver_sql("set local enable_seqscan = off")
        plan = await _plans(tx, ASKED[asked])
    assert plan
    for line in plan:
        assert "Seq Scan" not in line, plan
        assert not line.startswith("SCAN") or "INDEX" in line, plan
