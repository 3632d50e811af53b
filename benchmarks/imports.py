"""What a start costs before anything happens: modules, CPU, memory, each beside its limit.

    python -m benchmarks.imports

Fresh processes import: what serving Telegram by the cloud imports; the third-party packages among
that alone; and python-telegram-bot, httpx, SQLAlchemy and pydantic alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Final

from bot.screen import HIDDEN

SERVES: Final = ("bot.screen", "adapters.telegram.adapter", "bot.app", "bot.service")
LIMIT: Final = ("telegram.ext", "httpx", "sqlalchemy.ext.asyncio", "pydantic")
OURS: Final = frozenset({"adapters", "bot", "core", "studio"})
_IMPORT: Final = """
import contextlib, gc, importlib, json, resource, sys, time
gc.set_threshold(20_000, 10, 10)  # as the command line does
sys.modules |= dict.fromkeys(sys.argv[2:])  # these are not to be found
before = set(sys.modules)
begun = time.process_time()
for name in json.loads(sys.argv[1]):
    with contextlib.suppress(ImportError, AttributeError):
        module = importlib.import_module(name)
        if name == "bot.screen":
            module.screen()  # as a service does, whose log is no terminal
took = time.process_time() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([took, peak, sorted(set(sys.modules) - before)]))
"""


def imported(
    names: list[str], hidden: Iterable[str] = (), rounds: int = 7
) -> tuple[float, int, list[str]]:
    """CPU seconds (the best of some rounds), peak kilobytes, and the modules that came.

    `hidden` packages are as if they were not installed.
    """
    best: tuple[float, int, list[str]] | None = None
    for _ in range(rounds):
        ran = subprocess.run(
            [sys.executable, "-c", _IMPORT, json.dumps(names), *hidden],
            capture_output=True,
            text=True,
            check=True,
        )
        took, peak, modules = json.loads(ran.stdout)
        if best is None or took < best[0]:
            best = (took, peak, modules)
    assert best is not None
    return best


def main() -> None:
    """Measure and print."""
    whole, peak, modules = imported(list(SERVES))
    theirs = [
        name
        for name in modules
        if name.partition(".")[0] not in OURS | set(sys.stdlib_module_names)
    ]
    # What a service keeps out would come in again with who looks for it.
    packages, _, _ = imported(theirs, HIDDEN - {name.partition(".")[0] for name in theirs})
    limit, limit_peak, _ = imported(list(LIMIT))
    for line in (
        f"imports, all for Telegram  {whole * 1000:.0f} ms CPU, {len(modules)} modules, "
        f"{peak / 1024:.0f} MB",
        f"imports, third party alone {packages * 1000:.0f} ms CPU; all over these "
        f"{whole / packages:.2f} (target 1.15)",
        f"imports, the limit         {limit * 1000:.0f} ms CPU, {limit_peak / 1024:.0f} MB; third "
        f"party over these {packages / limit:.2f} (target 1.35)",
    ):
        print(line)  # noqa: T201 (a script)


if __name__ == "__main__":
    main()
