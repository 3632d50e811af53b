"""What a chat message asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


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

    `then` holds the steps to take once `intent` is done, in order. `suggestion` is set where the
    message has two readings, and then only with `intent` SSE: it is the command that the message
    may also be. Nothing is done before the user has chosen: show one line with two buttons, the
    command ("Export the video") and "Pass it on as an edit", which follows `intent` and `then` as
    if there were no suggestion. The question costs nothing and changes nothing; a message sent
    instead of a press is routed by itself.
    """

    intent: Intent
    then: tuple[Intent, ...] = ()
    suggestion: Intent | None = None


class OneEach(Enum):
    """How surely a request asks for a video from each file, and not for one from all of them."""

    NO = auto()
    MAYBE = auto()
    SURE = auto()
