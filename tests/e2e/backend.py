"""The backend as scenarios see it: the real studio, its books and its fault switch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tests.faults import Faults


@dataclass(frozen=True, slots=True)
class Charge:
    """A prompt that was carried out: its words, its session, and the credits it cost."""

    session: str
    prompt: str
    credits: int


class Backend(Protocol):
    """What a scenario may ask of the studio; everything else goes through the wire."""

    faults: Faults

    async def refresh(self) -> None:
        """Read the studio's books again."""
        ...

    def charges(self) -> Sequence[Charge]:
        """Every prompt that arrived and was carried out, in order."""
        ...

    def prompts(self) -> Sequence[str]:
        """The words of every prompt that arrived, in order, whether it cost anything or not."""
        ...

    def uploads(self) -> Sequence[str]:
        """The names of the files that arrived, in order."""
        ...

    def renders(self) -> Sequence[str]:
        """The ids of the renders that were submitted, in order."""
        ...

    def busy(self) -> bool:
        """Whether a worker process of the studio's is at work (real time must pass for it)."""
        ...
