"""Logging: structlog for ours, the standard library for others', no secret in either."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Literal

import structlog
from pydantic import SecretStr

# Tokens by their shape: the backend's, Telegram's, Discord's, and anything behind "Bearer".
SHAPES = re.compile(
    r"nmv_[A-Za-z0-9_\-.]{4,}|clm_[A-Za-z0-9_\-.]{4,}|(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}"
    r"|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?i:bearer|bot)\s+[A-Za-z0-9_\-.:]{20,}"
)
Level = Literal["debug", "info", "warning", "error"]
Event = MutableMapping[str, Any]
OURS = ("bot", "core", "adapters", "studio")

CHAT_LOG_BYTES = 1_000_000


def is_ours(name: str) -> bool:
    """Whether a logger of that name is one of ours, and no library's."""
    return name.partition(".")[0] in OURS


class Redactor:
    """Takes known secrets, and whatever is shaped like one, out of every value that is logged."""

    def __init__(self, *secrets: SecretStr | None) -> None:
        # Keys may come as several in one setting; any of them alone is a secret too.
        whole = {s.get_secret_value() for s in secrets if s is not None}
        known = whole | {part.strip() for value in whole for part in value.split(",")}
        self._known = sorted((s for s in known if len(s) >= 6), key=len, reverse=True)

    def __call__(self, _logger: object, _method: str, event: Event) -> Event:
        for key, value in event.items():
            event[key] = self.clean(value)
        return event

    def clean(self, value: Any) -> Any:
        """The value without secrets; containers are gone through."""
        if isinstance(value, str):
            for secret in self._known:
                value = value.replace(secret, "[secret]")
            return SHAPES.sub("[secret]", value)
        if isinstance(value, dict):
            return {key: self.clean(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(item) for item in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return self.clean(str(value))


class ChatLog(RotatingFileHandler):
    """A log file beside the data, made at its first line, with one older one."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=CHAT_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)

    def handleError(self, record: logging.LogRecord) -> None:
        """Stay silent: a full disk is told in the chat, and there the log must not be."""


def chat_file(folder: Path) -> Path | None:
    """Where a terminal chat logs; None where standard error is not the terminal anyway."""
    return folder / "chat.log" if sys.stderr.isatty() else None


def configure(
    level: Level,
    style: Literal["auto", "text", "json"],
    redactor: Redactor,
    file: Path | None = None,
    *,
    libraries: Level = "warning",
    report: structlog.typing.Processor | None = None,
) -> None:
    """Send all logs to standard error or a file, as text for people and as JSON lines elsewhere.

    Lines of libraries count from the level `libraries` on: those below quote addresses and what
    people sent. `report` sees each line before its exception becomes text.
    """
    as_text = style == "text" or (style == "auto" and (sys.stderr.isatty() or file is not None))
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        *((report,) if report is not None else ()),
        structlog.processors.format_exc_info,
        redactor,
    ]
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=file is None)
        if as_text
        else structlog.processors.JSONRenderer()
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared[:-2], structlog.stdlib.ExtraAdder(), *shared[-2:]],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redactor, last],
    )
    handler = logging.StreamHandler(sys.stderr) if file is None else ChatLog(file)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(libraries.upper())
    # Its addresses hold Telegram's token: where nobody says otherwise, the adapter quiets it.
    logging.getLogger("httpx").setLevel(libraries.upper())
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
