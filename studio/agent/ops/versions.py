"""Steps between the versions of a draft."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undo:
    """So many versions back."""

    steps: int = 1


@dataclass(frozen=True, slots=True)
class Redo:
    pass
