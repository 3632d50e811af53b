"""Whose render is next: people take turns, and one person's renders keep their order.

Functions to be run in the database's thread (`Database.run`). `served` numbers the renders in the
order in which they began; a person's turn comes after everybody who was served less recently.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections import deque

OPEN = "status in ('pending','processing')"


def requeue(db: sqlite3.Connection) -> None:
    """What ran when the last process ended waits again, at its place."""
    db.execute(
        "update renders set status='pending', progress=0, served=0 where status='processing'"
    )


def begin_next(db: sqlite3.Connection) -> sqlite3.Row | None:
    """Mark the next render as processing and give its row; None when nobody waits."""
    waiting = _waiting(db)
    if not waiting:
        return None
    row: sqlite3.Row = db.execute(
        "update renders set status='processing', progress=0,"
        " served=(select coalesce(max(served),0)+1 from renders) where n=? returning *",
        (waiting[0],),
    ).fetchone()
    return row


def ahead_of(db: sqlite3.Connection, number: int) -> list[int]:
    """The numbers of the renders that will be done before this one, the running one first."""
    running = db.execute("select n from renders where status='processing' and n<>?", (number,))
    order = [*(int(row["n"]) for row in running.fetchall()), *_waiting(db)]
    return order[: order.index(number)] if number in order else []


def waiting_of(db: sqlite3.Connection, user_id: str) -> int:
    """How many renders of this person wait."""
    row = db.execute(
        "select count(*) from renders where user_id=? and status='pending'", (user_id,)
    ).fetchone()
    return int(row[0])


def _waiting(db: sqlite3.Connection) -> list[int]:
    """The numbers of all that wait, in the order in which they will be served."""
    queues: dict[str, deque[int]] = {}
    for row in db.execute("select n, user_id from renders where status='pending' order by n"):
        queues.setdefault(row["user_id"], deque()).append(int(row["n"]))
    if len(queues) < 2:
        return [number for queue in queues.values() for number in queue]
    last = {
        row["user_id"]: int(row["last"])
        for row in db.execute("select user_id, max(served) as last from renders group by user_id")
    }
    heap = [(last[user], queue[0], user) for user, queue in queues.items()]
    heapq.heapify(heap)
    clock, order = max(last.values()), []
    while heap:
        _, number, user = heapq.heappop(heap)
        order.append(number)
        queues[user].popleft()
        if queues[user]:
            clock += 1
            heapq.heappush(heap, (clock, queues[user][0], user))
    return order
