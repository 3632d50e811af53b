"""Keeping what was paid for through an outage of the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from core.clock import Clock
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)

T = TypeVar("T")
# About an hour: a full disk waits for somebody to make room.
WAITS = (1.0, 2.0, 5.0, 10.0, *(30.0,) * 120)


async def until_stored(clock: Clock, write: Callable[[], Awaitable[T]]) -> T:
    """What `write` gives, called again with growing pauses while the database is unavailable.

    For what this process alone knows and a second run could not find out: `write` must do no harm
    when it is called again after a commit of which nobody heard. Raises the last StoreUnavailable.
    """
    for wait in WAITS:
        try:
            return await write()
        except StoreUnavailable as error:
            log.error("database unavailable, what is to be written is kept", error=str(error))
            await clock.sleep(wait)
    return await write()
