"""What a turn may cost at most, in counts: `python -m benchmarks` measures the rest."""

from __future__ import annotations

from pathlib import Path

from benchmarks.turns import costs


def test_a_turn_keeps_to_its_transactions(tmp_path: Path) -> None:
    """The figures of docs/performance.md, with a little room: what doubles them is a regression."""
    first, *later = costs(2, tmp_path)
    assert first.transactions <= 16
    assert first.writing <= 16
    assert max(cost.transactions for cost in later) <= 9
    assert max(cost.writing for cost in later) <= 9
    assert max(cost.statements for cost in later) <= 46
    assert min(cost.writing for cost in later) > 0
