"""How signals end the program: in order, undisturbed, and at once when that takes too long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Cleans up when a line comes, or is disturbed; says which of both it was.
SCRIPT = """
import asyncio, sys
from bot.stop import until_stopped

async def work():
    try:
        print("up", flush=True)
        await asyncio.Event().wait()
    finally:
        print("cleaning", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        print("clean", flush=True)

sys.exit(asyncio.run(until_stopped(work(), terminated=7, patience=float(sys.argv[1]))))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@contextmanager
def working(patience: float) -> Iterator[subprocess.Popen[str]]:
    """A process whose work has begun."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(patience)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(("first", "code"), [(signal.SIGTERM, 7), (signal.SIGINT, 130)])
def test_the_next_signals_disturb_nothing(first: signal.Signals, code: int) -> None:
    """The clean-up runs to its end, and the first signal says the exit code."""
    with working(patience=3600) as process:
        assert process.stdout is not None
        process.send_signal(first)
        assert process.stdout.readline() == "cleaning\n"
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            process.send_signal(number)
        out, errors = process.communicate("go on\n", timeout=60)
        assert (out, errors, process.returncode) == ("clean\n", "", code)


def test_a_late_signal_ends_at_once() -> None:
    """When the patience is over, the next one waits for nothing."""
    with working(patience=0) as process:
        assert process.stdout is not None
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "cleaning\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
