"""Errors to Sentry, where its address is set: what failed and where, and nothing that people said.

An event is built from what is known to hold none of it: our own words for what happened, the kinds
of exceptions and the lines of code, the job's number. Texts of exceptions, variables, addresses of
people and lines of other libraries stay here, in the log.
"""

from __future__ import annotations

import atexit
import sys
from types import TracebackType
from typing import Any

from pydantic import SecretStr
from sentry_sdk.client import Client
from sentry_sdk.types import Event
from sentry_sdk.utils import BadDsn, Dsn, event_from_exception

from bot import __version__
from bot.logs import OURS, Redactor, is_ours
from bot.logs import Event as Line

LEVELS = ("error", "critical")
# Whose errors are about reporting itself.
WAY_THERE = ("sentry_sdk", "urllib3")
TAGS = ("job", "kind", "platform", "state", "call", "tries")
LONGEST = 200
FLUSH_S = 2.0
Raised = tuple[type[BaseException], BaseException, TracebackType | None]

__all__ = ["BadDsn", "Sentry", "host_of"]


class Sentry:
    """A step of logging that sends a copy of each error, beside the event loop; a flood is cut.

    Raises BadDsn for an address that is none of Sentry's.
    """

    def __init__(self, dsn: SecretStr, redactor: Redactor) -> None:
        self._redactor = redactor
        self._client = Client(
            dsn=dsn.get_secret_value(),
            release=f"reelay@{__version__}",
            default_integrations=False,  # they patch libraries, and send what these were given
            auto_enabling_integrations=False,
            include_local_variables=False,
            max_breadcrumbs=0,
            server_name="reelay",
            send_client_reports=False,
            auto_session_tracking=False,
            in_app_include=list(OURS),
        )
        atexit.register(self.close)

    def __call__(self, _logger: object, _method: str, line: Line) -> Line:
        """Report a line of the log, which goes on as it is."""
        if line.get("level") in LEVELS and not str(line.get("logger")).startswith(WAY_THERE):
            self._client.capture_event(self._event(line))
        return line

    def close(self) -> None:
        """Wait a moment for what is still on its way."""
        self._client.close(timeout=FLUSH_S)

    def _event(self, line: Line) -> Event:
        name = str(line.get("logger", ""))
        event: Event = {"level": line["level"], "logger": name}
        # Others' lines may quote what people sent.
        said = str(line["event"]) if is_ours(name) else f"an error of {name}"
        event["message"] = self._redactor.clean(said)[:LONGEST]
        event["tags"] = {
            key: str(self._redactor.clean(line[key]))[:LONGEST] for key in TAGS if key in line
        }
        if (raised := _raised(line.get("exc_info"))) is not None:
            event["exception"] = {"values": self._exceptions(raised)}
        return event

    def _exceptions(self, raised: Raised) -> list[dict[str, Any]]:
        event, _ = event_from_exception(raised, client_options=self._client.options)
        return [
            {
                "type": one.get("type"),
                "module": one.get("module"),
                "stacktrace": {"frames": _places(one)},
            }
            for one in event["exception"]["values"]
        ]


def host_of(dsn: SecretStr) -> str:
    """Where reports go; raises BadDsn, a ValueError."""
    return Dsn(dsn.get_secret_value()).netloc


def _places(exception: dict[str, Any]) -> list[dict[str, Any]]:
    """Where it went: modules, functions and lines, without this machine's paths."""
    frames = (exception.get("stacktrace") or {}).get("frames", ())
    kept = ("module", "function", "lineno", "context_line", "in_app")
    return [{key: frame[key] for key in kept if key in frame} for frame in frames]


def _raised(info: object) -> Raised | None:
    """The exception of a line, in any of the forms in which logging takes it."""
    if isinstance(info, BaseException):
        return type(info), info, info.__traceback__
    found = sys.exc_info() if info is True else info
    if isinstance(found, tuple) and len(found) == 3 and isinstance(found[1], BaseException):
        return type(found[1]), found[1], found[1].__traceback__
    return None
