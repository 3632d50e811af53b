"""All that takes minutes, one after the other: `python -m benchmarks`; docs/performance.md.

Longer ones by their own names: `python -m benchmarks.open_turns`, `.workers`, `.hour`, `.day`,
`.answers_first`, `.telegram_relay`, `.render`.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

PARTS: Final = ("imports", "process", "turns", "stream", "router")


def main() -> int:
    """Run them, each in a process of its own; 1 when one of them failed."""
    ends = [
        subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=False).returncode
        for part in PARTS
    ]
    return int(any(ends))


if __name__ == "__main__":
    sys.exit(main())
