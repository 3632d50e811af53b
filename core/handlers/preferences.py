"""What a person likes by default, kept until they say otherwise."""

from __future__ import annotations

from typing import Final

from core.store.store import Store

QUALITIES: Final = ("1080p", "720p")


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
