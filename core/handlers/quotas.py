"""What is left of the day's numbers, in words."""

from __future__ import annotations

from core.handlers.responder import Person
from core.store.records import JobKind
from core.work.ledger import Ledger

KEYS = {
    JobKind.TURN: ("quota-turns", "cap-turns-closed"),
    JobKind.EXPORT: ("quota-exports", "cap-exports-closed"),
}


async def quotas(ledger: Ledger, person: Person) -> list[str]:
    """A line for each number that holds for them; none for what is unlimited."""
    lines = []
    for allowance in await ledger.allowances(person.user.id):
        key, closed = KEYS[allowance.kind]
        if allowance.limit:
            lines.append(person.say(key, left=allowance.left, limit=allowance.limit))
        else:
            lines.append(person.say(closed))
    return lines
