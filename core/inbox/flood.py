"""A bound on what waits in one conversation: a flood is its sender's problem, nobody else's.

What comes beyond the bound is acknowledged and not written down; one message tells how much that
was, when it rests. The count is of this process and this run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.chat import Incoming
from core.inbox.group import Group, Waiting, is_immediate

OPEN_BOUND = 100
# Beyond it, so that somebody who sees what they did can still stop it.
IMMEDIATE_ROOM = 20
REST = 5.0


@dataclass(slots=True)
class _Left:
    newest: Waiting
    count: int


class Flood:
    """What was left out of each conversation and not told yet."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}

    def takes(self, item: Incoming, waiting: int) -> bool:
        """Whether there is room for one more beside so many that wait."""
        return waiting < OPEN_BOUND + (IMMEDIATE_ROOM if is_immediate(item) else 0)

    def leave_out(self, item: Incoming, now: datetime) -> None:
        """Count one that was not written down."""
        left = self._left.setdefault(item.address.conversation, _Left(Waiting(0, now, item), 0))
        left.newest = Waiting(0, now, item)
        left.count += 1

    def rests(self, conversation: str, now: datetime) -> float | None:
        """In how many seconds it is told how many were left out; None where none were."""
        if (left := self._left.get(conversation)) is None:
            return None
        # A clock that was set back is not waited for.
        return min(REST, max(0.0, REST - (now - left.newest.received).total_seconds()))

    def told(self, conversation: str) -> tuple[Group, int]:
        """The newest that was left out and how many were, which is forgotten with this."""
        left = self._left.pop(conversation)
        return Group([left.newest]), left.count
