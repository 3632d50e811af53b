"""Steps between the versions of a draft."""

from __future__ import annotations

from dataclasses import dataclass

from studio.draft import Draft


@dataclass(frozen=True, slots=True)
class Undo:
    """So many versions back."""

    steps: int = 1


@dataclass(frozen=True, slots=True)
class Redo:
    pass


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Some parts (`studio.agent.parts`) as an earlier draft has them, all else as it is."""

    parts: tuple[str, ...]
    draft: Draft
