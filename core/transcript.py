"""The messages of a platform that keeps none, so that they outlive a reload and a restart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from core.chat import Incoming
from core.clock import Clock
from core.operators import Operators
from core.sidebar import Sidebars
from core.store.records import Entry as Entry  # what a transcript gives
from core.store.store import Store


class Transcript:
    """Conversations as they are shown; every method is a transaction of its own.

    All raise StoreUnavailable when the database cannot be had. A `body` is the adapter's own text.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def add(
        self, conversation: str, body: str, *, key: str = "", files: Iterable[str] = ()
    ) -> tuple[Entry, bool]:
        """Keep a message; with the same `key` again it is the one that was kept, and False.

        `files` are the names of files that go when no message shows them any more.
        """
        now = self._clock.now()
        async with self._store.begin() as tx:
            number = await tx.transcript.add(conversation, body, key=key, files=files, now=now)
            if number is not None:
                return Entry(number, body, now), True
            known = await tx.transcript.number(conversation, key)
            (entry,) = await tx.transcript.some(conversation, [known or 0])
            return entry, False

    async def change(self, conversation: str, number: int, body: str) -> bool:
        """Replace what a message says; False where it is gone."""
        async with self._store.begin() as tx:
            return await tx.transcript.change(conversation, number, body)

    async def remove(self, conversation: str, number: int) -> None:
        """Delete a message."""
        async with self._store.begin() as tx:
            await tx.transcript.remove(conversation, number)

    async def latest(
        self, conversation: str, *, before: int | None = None, limit: int
    ) -> Sequence[Entry]:
        """The newest messages, or those before that number, oldest first."""
        async with self._store.begin() as tx:
            return await tx.transcript.latest(conversation, before, limit)

    async def some(self, conversation: str, numbers: Iterable[int]) -> Sequence[Entry]:
        """Those messages that are there, oldest first."""
        async with self._store.begin() as tx:
            return await tx.transcript.some(conversation, numbers)

    async def keyed(self, conversation: str, *keys: str) -> int | None:
        """The number of the message that has one of these keys."""
        async with self._store.begin() as tx:
            found = [await tx.transcript.number(conversation, key) for key in keys]
        return next((number for number in found if number is not None), None)

    async def key(self, conversation: str, number: int) -> str:
        """The key of a message; empty where it has none, or is gone."""
        async with self._store.begin() as tx:
            return await tx.transcript.key(conversation, number)

    async def files(self) -> frozenset[str]:
        """The names of all files that messages show."""
        async with self._store.begin() as tx:
            return await tx.transcript.files()

    async def needed(self, *platforms: str) -> frozenset[str]:
        """The handles of the platforms' attachments that open work or waiting messages name."""
        async with self._store.begin() as tx:
            found = [await tx.transcript.needed(platform) for platform in platforms]
        return frozenset().union(*found)

    def secrets(self, purpose: str) -> tuple[bytes, ...]:
        """What to sign with: the first signs, all verify."""
        return self._store.vault.derived(purpose)


@runtime_checkable
class KeepsTranscript(Protocol):
    """A chat without a platform behind it: core keeps its messages, and shows it more of itself."""

    def attach(self, transcript: Transcript, sidebars: Sidebars, operators: Operators) -> None:
        """Keep messages there, read sidebars there; called once, before anything is posted."""
        ...

    async def heard(self, item: Incoming) -> None:
        """Somebody said that on any platform, and it is written down; raises nothing."""
        ...

    def operators_link(self) -> str:
        """A link with which one browser becomes an admin's."""
        ...
