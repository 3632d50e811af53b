"""Edits of which clips are there, and in what order."""

from __future__ import annotations

from dataclasses import dataclass

from studio.agent.ops.common import Items


@dataclass(frozen=True, slots=True)
class Swap:
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Move:
    """`to` is a position, 0 for the end."""

    item: int
    to: int


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """`item` -1 is the last one."""

    item: int


@dataclass(frozen=True, slots=True)
class KeepItems:
    """Only these stay."""

    items: Items


@dataclass(frozen=True, slots=True)
class Arrange:
    """The clips in this order; those that are not named follow as they were."""

    order: Items


@dataclass(frozen=True, slots=True)
class ReverseOrder:
    pass


@dataclass(frozen=True, slots=True)
class Shuffle:
    pass
