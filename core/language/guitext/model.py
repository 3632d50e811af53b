"""What the translator hands back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a dropped instruction stood for (docs/wire-api.md#what-the-agent-says)."""

    EXPORT = "export"
    TIMELINE = "timeline"
    STATE = "state"
    CREDITS = "credits"
    UPLOAD = "upload"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Translation:
    """A reply without its instructions for a screen.

    `text` is the input minus removed spans (may be empty); `actions` are distinct and in the
    order in which their instructions appeared.
    """

    text: str
    actions: tuple[Action, ...]
