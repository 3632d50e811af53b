"""The page inside a platform's own app: what the page asks of that platform's adapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from core.chat import Address


@dataclass(frozen=True, slots=True)
class Guest:
    """Who opened the page in the platform's app: their private chat with the bot, and when.

    `proof` is the same for the same opening, and no other has it.
    """

    address: Address
    at: datetime
    proof: str


@runtime_checkable
class Host(Protocol):
    """A platform whose app opens the page."""

    @property
    def frames(self) -> Sequence[str]:
        """The origins of its clients in browsers, which show the page in a frame."""
        ...

    def opens(self, url: str) -> None:
        """Offer the page at that https address; called once, before the adapter runs."""
        ...

    def guest(self, data: str) -> Guest | None:
        """Who opened it, by what the app gave the page; None for what the platform did not sign."""
        ...
