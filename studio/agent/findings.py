"""What the rules of the planner have found so far in a prompt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.agent.ops import Op, SetMusic


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be told with the answer: a phrase's key and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a prompt asks for: edits, honest remarks, and at most one question."""

    ops: tuple[Op, ...] = ()
    notes: tuple[Note, ...] = ()
    ask: str = ""


@dataclass(slots=True)
class Findings:
    """Collected clause by clause; `understood` counts the clauses that some rule could read."""

    ops: list[Op] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    ask: str = ""
    bare_length: int | None = None

    def do(self, op: Op) -> None:
        """Add an edit; of two pieces of music in one prompt the later one counts."""
        if isinstance(op, SetMusic):
            self.ops[:] = [known for known in self.ops if not isinstance(known, SetMusic)]
        if op not in self.ops:
            self.ops.append(op)

    def tell(self, key: str, **values: object) -> None:
        note = Note(key, values)
        if note not in self.notes:
            self.notes.append(note)

    def question(self, key: str) -> None:
        """Remember a question; the first one wins, since only one is put."""
        self.ask = self.ask or key

    @property
    def size(self) -> int:
        """Grows with everything found."""
        return len(self.ops) + len(self.notes) + bool(self.ask) + (self.bare_length is not None)

    def plan(self) -> Plan:
        return Plan(tuple(self.ops), tuple(self.notes), self.ask)
