"""What a person likes by default, kept until they say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.chat import ChatKind
from core.store.store import Store, Tx

QUALITIES: Final = ("1080p", "720p")
SHAPES: Final = ("9:16", "1:1", "16:9")
LENGTHS: Final = ("15", "30", "60")
"""Seconds of a new video."""
DELIVERIES: Final = ("video", "file")
"""How a finished video is posted: to be played in the chat, or unchanged."""
PICTURES: Final = {
    (kind, on): f"pictures-{kind}-{'on' if on else 'off'}"
    for kind in ChatKind
    for on in (True, False)
}
_KINDS: Final = {
    **dict.fromkeys(SHAPES, "shape"),
    **dict.fromkeys(LENGTHS, "length"),
    **dict.fromkeys(DELIVERIES, "delivery"),
    **{value: f"pictures-{kind}" for (kind, _), value in PICTURES.items()},
}


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
        async with self._store.read() as tx:
            return await tx.intake.note(f"quality/{user}") or QUALITIES[0]

    async def set_quality(self, user: int, quality: str) -> None:
        """Export in this quality from now on."""
        async with self._store.begin() as tx:
            await tx.intake.put_note(f"quality/{user}", quality)

    async def beginning(self, user: int) -> Beginning:
        """Shape and length that a person chose the last time."""
        async with self._store.read() as tx:
            shape = await tx.intake.note(f"shape/{user}")
            length = await tx.intake.note(f"length/{user}")
        return Beginning(shape, length)

    async def delivery(self, user: int) -> str:
        """One of DELIVERIES."""
        async with self._store.read() as tx:
            return await tx.intake.note(f"delivery/{user}") or DELIVERIES[0]

    async def pictures(self, user: int, kind: ChatKind) -> bool:
        """As `wants_pictures`."""
        async with self._store.read() as tx:
            return await wants_pictures(tx, user, kind)

    async def choose(self, user: int, value: str) -> None:
        """Remember one of the values above; another one is none of ours and changes nothing."""
        if (kind := _KINDS.get(value)) is not None:
            async with self._store.begin() as tx:
                await tx.intake.put_note(f"{kind}/{user}", value)

    async def ask_again(self, user: int) -> None:
        """Forget both: they are asked each time."""
        async with self._store.begin() as tx:
            for kind in ("shape", "length"):
                await tx.intake.drop_note(f"{kind}/{user}")


async def choose_language(tx: Tx, user: int, language: str) -> None:
    """Speak this language with them from now on, whatever they write in."""
    await tx.people.set_language(user, language)
    await tx.intake.put_note(f"language/{user}", language)


async def heard(tx: Tx, user: int, language: str) -> bool:
    """Speak the language that they write in, unless they chose one; whether it is spoken now."""
    if await tx.intake.note(f"language/{user}"):
        return False
    await tx.people.set_language(user, language)
    return True


async def wants_pictures(tx: Tx, user: int, kind: ChatKind) -> bool:
    """Whether answers that change a timeline get a picture; in groups only if asked for."""
    chosen = await tx.intake.note(f"pictures-{kind}/{user}")
    return chosen == PICTURES[kind, True] if chosen else kind is ChatKind.PRIVATE
