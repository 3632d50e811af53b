"""The agent's questions, stops and series in a terminal: real adapter, core, database, studio."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.scenarios import SCENARIOS, Scenario
from tests.e2e.stage import play
from tests.e2e.terminal_world import TerminalWorld

HERE = (
    "the_whole_conversation",
    "agent_asks",
    "agent_asks_twice",
    "typed_answer",
    "question_lapses",
    "question_stays_open",
    "one_from_each",
    "cancel_while_running",
    "queue_of_three",
    "two_readings",
)


@pytest.mark.parametrize(
    "scenario", [s for s in SCENARIOS if s.name in HERE], ids=lambda scenario: scenario.name
)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    """The story ends as it is told."""
    play(TerminalWorld, scenario.play, scenario.setup, tmp_path)
