"""Runs a command line of the bot and measures from inside how late its event loop is.

    LAG_FILE=lags.txt python -m benchmarks.lag [the bot's arguments]

A timer of 20 ms writes down by how many seconds it was late, a line each.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Final

EVERY: Final = 0.02


class Probed(asyncio.DefaultEventLoopPolicy):
    """Loops that note how late they are."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A usual loop with the timer on it."""
        loop = super().new_event_loop()
        file = Path(os.environ["LAG_FILE"]).open("a", buffering=1)  # noqa: SIM115 (the loop's own)

        def look(due: float) -> None:
            now = loop.time()
            file.write(f"{now - due:.5f}\n")
            loop.call_later(EVERY, look, now + EVERY)

        loop.call_later(EVERY, look, loop.time() + EVERY)
        return loop


if __name__ == "__main__":
    asyncio.set_event_loop_policy(Probed())
    from bot.__main__ import main

    sys.argv[0] = "bot"
    main()
