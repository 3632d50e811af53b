"""What all tests share."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

pytest_plugins = ["tests.scale.fixtures"]

# No test is timed: on a busy machine the first example of a property pays for what is read once.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    """Take signals back that a shell ignores for what it starts in the background.

    Processes that tests start inherit that, and could be neither interrupted nor ended at once.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGQUIT) is signal.SIG_IGN:
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """What a test makes of the process's logs, by its command line say, ends with the test."""
    root = logging.getLogger()
    handlers = root.handlers[:]
    levels = {name: logging.getLogger(name).level for name in _loggers()}
    yield
    root.handlers[:] = handlers
    for name in _loggers():
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
    structlog.reset_defaults()


def _loggers() -> tuple[str, ...]:
    """The root's name, which is empty, and those that somebody asked for."""
    known = logging.Logger.manager.loggerDict
    return ("", *(name for name, kept in list(known.items()) if isinstance(kept, logging.Logger)))
