"""The one list of scenarios that every platform must pass; see `tests.e2e.world`.

A platform's test file parametrises over `SCENARIOS`, builds its world with `scenario.setup`, and
plays it on a `QuietLoop`.
"""

from __future__ import annotations

from tests.e2e.scenarios import (
    accounts,
    arrivals,
    contract,
    each,
    edits,
    exports,
    figures,
    groups,
    media,
    previews,
    questions,
    refusals,
    survival,
    voices,
)
from tests.e2e.scenarios.kit import Scenario, Setup

MODULES = (
    media,
    previews,
    arrivals,
    voices,
    each,
    edits,
    questions,
    exports,
    accounts,
    figures,
    groups,
    refusals,
    survival,
    contract,
)
SCENARIOS: tuple[Scenario, ...] = tuple(
    scenario for module in MODULES for scenario in module.scenarios
)

__all__ = ["SCENARIOS", "Scenario", "Setup"]
