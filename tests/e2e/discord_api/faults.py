"""What can go wrong between a bot and Discord, switched on by a test."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any


@dataclass(slots=True)
class Fault:
    """The next `times` requests that match fail.

    `retry_after` makes it a 429; `late` lets the request have its effect first; `cut` breaks the
    connection instead of answering; `gate` holds the request back until it is set.
    """

    method: str
    path: str
    status: int = 500
    code: int = 0
    message: str = "fault"
    retry_after: float | None = None
    late: bool = False
    cut: bool = False
    gate: asyncio.Event | None = None
    times: int = 1

    def answer(self) -> dict[str, Any]:
        """The JSON body of the refusal, as Discord writes it."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.retry_after is not None:
            body |= {"retry_after": self.retry_after, "global": False}
        return body


@dataclass(slots=True)
class Faults:
    """The faults that are switched on, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> Fault:
        """Switch a fault on; paths are patterns such as `/channels/*/messages`."""
        self.waiting.append(fault)
        return fault

    def flood(self, path: str, times: int, retry_after: float, *, method: str = "*") -> None:
        """Answer 429 so many times, with this many seconds to wait."""
        self.add(
            Fault(
                method,
                path,
                429,
                message="You are being rate limited.",
                retry_after=retry_after,
                times=times,
            )
        )

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, counted down."""
        for fault in self.waiting:
            if fault.method in ("*", method) and fnmatchcase(path, fault.path):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
