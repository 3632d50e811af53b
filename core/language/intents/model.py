"""What a chat message asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """Where a message goes; the values are the labels of tests/data/README.md."""

    EXPORT = "export"
    CREDITS = "credits"
    STATE = "state"
    UPLOAD = "upload"
    HELP = "help"
    NEW = "new"
    CANCEL = "cancel"
    SSE = "sse"


@dataclass(frozen=True, slots=True)
class Route:
    """One decision about a message.

    `then` holds the steps to take once `intent` is done, in order. `suggestion` is the
    classifier's guess about a message that goes to the agent: it may become a button and is never
    acted upon by itself.
    """

    intent: Intent
    then: tuple[Intent, ...] = ()
    suggestion: Intent | None = None
