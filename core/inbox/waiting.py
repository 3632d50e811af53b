"""What waits in a conversation: each row is read and opened once, however often it is looked at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import structlog

from core.clock import Clock
from core.config import Waits
from core.inbox.group import Waiting, asks_for_work, group
from core.store.intake import Unreadable
from core.store.records import Row
from core.store.store import Store, Tx
from core.store.vault import VaultError

log = structlog.get_logger(__name__)

# How often it is said that messages wait for a key: each look finds them again.
SEALED_EVERY = 60.0
LONG_AFTER = timedelta(days=1)


class WaitingRows:
    """The open rows of conversations, as far as they have been read."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._read: dict[str, dict[int, Waiting]] = {}
        self._sealed_again = 0.0

    async def look(
        self, conversation: str, taken: Collection[int]
    ) -> tuple[list[Waiting], list[Waiting]]:
        """The open rows that are not `taken`, oldest first, and those of no known form."""
        known = self._read.setdefault(conversation, {})
        lost: list[Waiting] = []
        async with self._store.read() as tx:
            if known or taken:
                numbers = await tx.intake.open_numbers(conversation)
                new = [n for n in numbers if n not in known and n not in taken]
                rows = await tx.intake.rows(new) if new else ()
            else:
                rows = await tx.intake.open_rows(conversation)
                numbers = [row.id for row in rows]
            for row in rows:
                try:
                    known[row.id] = Waiting(row.id, row.received, tx.intake.read(row))
                except VaultError as error:
                    self._sealed(row, error)
                except Unreadable as error:
                    log.error("message dropped", row=row.id, error=str(error))
                    lost.append(Waiting(row.id, row.received, error.item))
        for gone in known.keys() - set(numbers):
            del known[gone]
        return [known[n] for n in numbers if n in known and n not in taken], lost

    def forget(self, conversation: str) -> None:
        """Nothing waits there any more, or its rows may have been changed by another."""
        self._read.pop(conversation, None)

    def _sealed(self, row: Row, error: VaultError) -> None:
        """A row that no key of ours opens stays: a process that has the key answers it.

        That is another one in the middle of a rotation, or a later start.
        """
        now = self._clock.monotonic()
        if now >= self._sealed_again:
            self._sealed_again = now + SEALED_EVERY
            log.error("messages wait for their key", row=row.id, error=str(error))


async def withdraw(tx: Tx, conversation: str, row: int) -> int:
    """Take back what came before that row and has not been accepted yet; how many requests."""
    numbers = [number for number in await tx.intake.open_numbers(conversation) if number < row]
    found = tx.intake.legible(await tx.intake.rows(numbers))
    meant = [Waiting(f.id, f.received, item) for f, item in found if asks_for_work(item)]
    await tx.intake.consume(each.row for each in meant)
    # Seen from long after, nothing is waited for.
    requests, _ = group(meant, meant[-1].received + LONG_AFTER, Waits()) if meant else ((), None)
    return len(requests)
