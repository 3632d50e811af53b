"""The commit points of a process by name, and its death at one of them.

Every transaction that changes something is named after what it changed ("jobs sent",
"deliveries delivering"), so that the table of points is complete by construction: a commit that
somebody adds tomorrow is found, and killed at, without a word of ours. Listens to SQLAlchemy's
own events; the product knows nothing of it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

When = Literal["before", "after"]
TABLES = frozenset(
    {
        "users",
        "accounts",
        "projects",
        "incoming",
        "jobs",
        "job_files",
        "render_attempts",
        "deliveries",
        "notes",
    }
)


@dataclass(frozen=True, slots=True)
class Arm:
    """Die at a commit: before it takes effect or right after it, at its `nth` time."""

    point: str
    when: When
    nth: int = 1


class Points:
    """Names this process's commits for `seen`, and ends it with SIGKILL where it is armed."""

    def __init__(self, arm: Arm | None, seen: Callable[[str], None]) -> None:
        self._arm = arm
        self._left = arm.nth if arm else 0
        self._seen = seen
        self._changes: list[str] = []
        self._dying = False

    def listen(self) -> None:
        """From now on, for every engine of the process."""
        event.listen(Engine, "before_cursor_execute", self._executes)
        event.listen(Engine, "commit", self._commits)
        event.listen(Engine, "rollback", self._rolls_back)
        event.listen(Pool, "checkin", self._returned)

    def _executes(
        self, _conn: Any, _cursor: Any, _sql: str, _params: Any, context: Any, _many: bool
    ) -> None:
        if (change := _change(context)) and change not in self._changes:
            self._changes.append(change)

    def _commits(self, _conn: Any) -> None:
        point, self._changes = " + ".join(self._changes), []
        if not point:
            return
        self._seen(point)
        if self._arm is None or point != self._arm.point:
            return
        self._left -= 1
        if self._left == 0 and self._arm.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        self._dying = self._left == 0

    def _rolls_back(self, _conn: Any) -> None:
        self._changes = []

    def _returned(self, _dbapi: Any, _record: Any) -> None:
        # A connection goes back to the pool right after its commit.
        if self._dying:
            os.kill(os.getpid(), signal.SIGKILL)


def _change(context: Any) -> str:
    """What a statement changes: table and new state, or else the columns; empty for a read."""
    if context is None or not (context.isinsert or context.isupdate or context.isdelete):
        return ""
    table = context.compiled.statement.table.name
    if table not in TABLES:
        return ""
    # The ledger's statements are made once; what a column becomes has a name of its own there.
    values = {k.removeprefix("new_"): v for k, v in context.compiled_parameters[0].items()}
    if context.isdelete:
        return f"{table} delete"
    if context.isinsert:
        return f"{table} insert"
    if "state" in values:
        first = table == "jobs" and values["state"] == "sent" and "sent" in values
        return f"{table} {values['state']}" + (" (the right to send)" if first else "")
    names = {column.name for column in context.compiled.statement.table.columns}
    changed = sorted(names & values.keys() - {"id", "updated", "used", "seen"})
    return f"{table} {','.join(changed) or ('progress removed' if table == 'jobs' else 'used')}"
