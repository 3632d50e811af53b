"""What all tests share."""

from __future__ import annotations

import signal

pytest_plugins = ["tests.scale.fixtures"]


def pytest_configure() -> None:
    """Take signals back that a shell ignores for what it starts in the background.

    Processes that tests start inherit that, and could be neither interrupted nor ended at once.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGQUIT) is signal.SIG_IGN:
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)
