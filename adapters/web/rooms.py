"""Pages that are open, by person: what changes is handed to each, and to one that was away."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

# Changes that a page may have missed and still be told one by one.
REMEMBERED: Final = 300
# Changes that may wait for a page that reads slowly; then it is hung up on, and comes again.
WAITING: Final = 200
# Pages that one person may have open at once; the oldest is hung up on.
PAGES: Final = 20


class Change(StrEnum):
    """What happened; the value is the event's name on the wire."""

    MESSAGE = "message"
    GONE = "gone"
    TYPING = "typing"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Told:
    """A change of one message: its number, and what it says now (empty: look it up)."""

    mark: str
    change: Change
    number: int = 0
    body: str = ""


Page = asyncio.Queue[Told | None]


@dataclass(slots=True)
class Room:
    """One person's pages. `live` holds the progress messages as they are now."""

    count: int = 0
    pages: dict[Page, None] = field(default_factory=dict)
    changes: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    live: dict[int, str] = field(default_factory=dict)


class Rooms:
    """All of them; those where nobody is and nothing runs are forgotten when they grow many."""

    LIMIT: Final = 5000

    def __init__(self) -> None:
        self._era = secrets.token_hex(4)
        self._rooms: dict[str, Room] = {}

    def of(self, user: str) -> Room:
        """That person's room."""
        if user not in self._rooms and len(self._rooms) >= self.LIMIT:
            self._rooms = {u: r for u, r in self._rooms.items() if r.pages or r.live}
        return self._rooms.setdefault(user, Room())

    def tell(self, user: str, change: Change, number: int = 0, body: str = "") -> None:
        """Hand a change to every page of that person."""
        room = self.of(user)
        if number:
            room.count += 1
            room.changes.append((room.count, number))
        told = Told(self.mark(room), change, number, body)
        for page in list(room.pages):
            try:
                page.put_nowait(told)
            except asyncio.QueueFull:
                self.hang_up(room, page)

    def enter(self, user: str) -> tuple[Room, Page]:
        """A page opens: its changes come from now on, None when it is hung up on."""
        room = self.of(user)
        while len(room.pages) >= PAGES:
            self.hang_up(room, next(iter(room.pages)))
        page: Page = asyncio.Queue(WAITING + 1)
        room.pages[page] = None
        return room, page

    def hang_up(self, room: Room, page: Page) -> None:
        """It gets nothing more; what waits for it is dropped."""
        room.pages.pop(page, None)
        while not page.empty():
            page.get_nowait()
        page.put_nowait(None)

    def close(self) -> None:
        """Hang up on all pages."""
        for room in self._rooms.values():
            for page in list(room.pages):
                self.hang_up(room, page)

    def mark(self, room: Room) -> str:
        """What a page shows when it comes again, to be told what it missed."""
        return f"{self._era}-{room.count}"

    def missed(self, room: Room, mark: str) -> list[int] | None:
        """The messages that changed since then; None when nobody can tell."""
        era, _, count = mark.partition("-")
        if era != self._era or not count.isdecimal():
            return None
        since = int(count)
        oldest = room.changes[0][0] if room.changes else room.count + 1
        if since > room.count or since + 1 < oldest:
            return None
        return list(dict.fromkeys(number for at, number in room.changes if at > since))
