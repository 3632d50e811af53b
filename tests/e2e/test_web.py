"""Every scenario on the page's server: real calls, real core, real database, real studio."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.scenarios import SCENARIOS, Scenario
from tests.e2e.stage import play
from tests.e2e.web_world import LACKING, NotHere, WebWorld

_ALL = [s for s in SCENARIOS if not s.platforms or "web" in s.platforms]


@pytest.mark.parametrize(
    "scenario", [s for s in _ALL if s.name not in LACKING], ids=lambda scenario: scenario.name
)
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    """The story ends as it is told."""
    play(WebWorld, scenario.play, scenario.setup, tmp_path)


@pytest.mark.parametrize(
    "scenario", [s for s in _ALL if s.name in LACKING], ids=lambda scenario: scenario.name
)
def test_what_a_page_has_not(scenario: Scenario, tmp_path: Path) -> None:
    """A story that is left out here needs what a page has not."""
    with pytest.raises(NotHere, match=LACKING[scenario.name]):
        play(WebWorld, scenario.play, scenario.setup, tmp_path)
