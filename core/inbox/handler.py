"""What the inbox asks of whoever answers requests."""

from __future__ import annotations

from typing import Protocol

from core.inbox.group import Group


class Handler(Protocol):
    """Answers requests, or makes jobs of them; each consumes the rows of what it has handled."""

    async def handle(self, group: Group) -> None:
        """Answer a request; called again after any failure or crash."""
        ...

    async def apologise(self, group: Group) -> None:
        """Say that a request kept failing: the last thing that is done about it."""
        ...

    async def leave_out(self, newest: Group, count: int) -> None:
        """Say that so many requests of before the start are not taken up; `newest` is the last."""
        ...

    async def flooded(self, newest: Group, count: int) -> None:
        """Say that so many messages of a flood were left out; `newest` is the last of them."""
        ...
