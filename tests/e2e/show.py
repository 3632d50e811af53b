"""Play scenarios on Telegram and print what stands in the chats afterwards.

python -m tests.e2e.show the_whole_conversation [another_scenario …]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import structlog

from tests.e2e.scenarios import SCENARIOS, Scenario
from tests.e2e.stage import play
from tests.e2e.telegram_world import TelegramWorld


def show(scenario: Scenario) -> None:
    """Play one and print it; a failing one prints its transcript in the error."""
    with tempfile.TemporaryDirectory() as folder:
        world = play(TelegramWorld, scenario.play, scenario.setup, Path(folder))
    minutes, seconds = divmod(round(world.clock.monotonic()), 60)
    print(f"--- {scenario.name} ({minutes} min {seconds} s of the fake clock)")  # noqa: T201 - output
    print(world.transcript())  # noqa: T201 - output


def main(names: list[str]) -> None:
    """Every named scenario, one after the other."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    known = {scenario.name: scenario for scenario in SCENARIOS}
    for name in names:
        show(known[name])


if __name__ == "__main__":
    main(sys.argv[1:])
