"""Play scenarios and print what stands in the chats afterwards.

python -m tests.e2e.show [--platform discord] the_whole_conversation [another_scenario …]
python -m tests.e2e.show --docs     (write the table and the conversations into docs/)
"""

from __future__ import annotations

import argparse

import structlog

from tests.e2e.pages import SHOWN, played, renew
from tests.e2e.scenarios import SCENARIOS


def show(platform: str, name: str) -> None:
    """Play one and print it; a failing one prints its transcript in the error."""
    world = played(platform, name)
    minutes, seconds = divmod(round(world.clock.monotonic()), 60)
    print(f"--- {name} ({minutes} min {seconds} s of the fake clock)")  # noqa: T201 - output
    print(world.transcript())  # noqa: T201 - output


def main() -> None:
    """Every named scenario, one after the other."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    asked = argparse.ArgumentParser(prog="python -m tests.e2e.show", description=__doc__)
    asked.add_argument("--platform", choices=SHOWN, default="telegram")
    asked.add_argument("--docs", action="store_true", help="renew the pages")
    names = [scenario.name for scenario in SCENARIOS]
    asked.add_argument("names", nargs="*", choices=[*names, []], metavar="NAME")
    given = asked.parse_args()
    if given.docs:
        renew()
    for name in given.names:
        show(given.platform, name)


if __name__ == "__main__":
    main()
