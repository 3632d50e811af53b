"""What a person likes by default, kept until they say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.store.store import Store

QUALITIES: Final = ("1080p", "720p")
SHAPES: Final = ("9:16", "1:1", "16:9")
LENGTHS: Final = ("15", "30", "60")
"""Seconds of a new video."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new video is like when nothing is said; empty where it is asked each time."""

    shape: str = ""
    length: str = ""

    @property
    def complete(self) -> bool:
        """Whether both are known."""
        return bool(self.shape and self.length)


class Preferences:
    """Reads and keeps what each user chose."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def quality(self, user: int) -> str:
        """The export quality that a person chose, 1080p until they do."""
        async with self._store.begin() as tx:
            return await tx.intake.note(f"quality/{user}") or QUALITIES[0]

    async def set_quality(self, user: int, quality: str) -> None:
        """Export in this quality from now on."""
        async with self._store.begin() as tx:
            await tx.intake.put_note(f"quality/{user}", quality)

    async def beginning(self, user: int) -> Beginning:
        """Shape and length that a person chose the last time."""
        async with self._store.begin() as tx:
            shape = await tx.intake.note(f"shape/{user}")
            length = await tx.intake.note(f"length/{user}")
        return Beginning(shape, length)

    async def begin_with(self, user: int, value: str) -> None:
        """Remember a shape or a length; another value is none of ours and changes nothing."""
        kinds = {**dict.fromkeys(SHAPES, "shape"), **dict.fromkeys(LENGTHS, "length")}
        if (kind := kinds.get(value)) is not None:
            async with self._store.begin() as tx:
                await tx.intake.put_note(f"{kind}/{user}", value)

    async def ask_again(self, user: int) -> None:
        """Forget both: they are asked each time."""
        async with self._store.begin() as tx:
            for kind in ("shape", "length"):
                await tx.intake.drop_note(f"{kind}/{user}")
