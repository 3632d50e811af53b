"""What all tests share."""

from __future__ import annotations

import signal

pytest_plugins = ["tests.scale.fixtures"]


def pytest_configure() -> None:
    """Take Ctrl-C back where a shell started the tests in the background, with it ignored.

    Processes that tests start inherit that, and could not be interrupted either.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
