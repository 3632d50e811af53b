"""`python -m studio`: the wire API alone, on loopback, for whoever writes a client of it.

How to run it: docs/studio.md. Standard output has one line, the URL, once the studio listens;
logs go to standard error.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import structlog

from studio.server import Costs, ModelAccess, Pace, Studio, StudioConfig

USAGE_ERROR = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C; the exit code: 0, or 2 when it cannot start."""
    options = _parser().parse_args(argv)
    configure_logs()
    try:
        config = config_of(options, os.environ)
    except ValueError as error:
        sys.stderr.write(f"STUDIO_LLM_BASE_URL, STUDIO_LLM_MODEL: {error}.\n")
        return USAGE_ERROR
    try:
        asyncio.run(_serve(options, config))
    except KeyboardInterrupt:
        return 0
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            sys.stderr.write(f"Port {options.port} is taken: choose another --port.\n")
            return USAGE_ERROR
        sys.stderr.write(f"The studio cannot start ({error}): choose another --port or --data.\n")
        return USAGE_ERROR
    return 0


def configure_logs() -> None:
    """Lines for people on standard error; tracebacks without the values of variables.

    Those are prompts, and tokens of whoever called.
    """
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[*structlog.get_config()["processors"][:-1], plain],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def config_of(options: argparse.Namespace, environment: Mapping[str, str]) -> StudioConfig:
    """The options of the command line as a configuration; ValueError for a model half named."""
    return StudioConfig(
        port=options.port,
        costs=Costs(generate=0, edit=0) if options.free else Costs(),
        pace=Pace.lively() if options.pace == "lively" else Pace(),
        say_gui=options.say_gui,
        dialect=options.dialect,
        ask=options.ask,
        model=_model(environment),
    )


def _model(environment: Mapping[str, str]) -> ModelAccess | None:
    """Who reads what the rules leave over: docs/studio.md#a-model-for-the-rest."""
    url, key, name = (
        environment.get(f"STUDIO_LLM_{part}", "").strip()
        for part in ("BASE_URL", "API_KEY", "MODEL")
    )
    return ModelAccess(url, name, key) if url or key or name else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m studio",
        description="Serve the video service's wire API on 127.0.0.1, rendering on this machine.",
    )
    add = parser.add_argument
    add("--port", type=_port, default=0, help="port to listen on; 0, the default: a free one")
    add("--data", type=Path, help="folder that keeps everything; default: one that goes at the end")
    add("--free", action="store_true", help="prompts cost no credits")
    add("--pace", choices=("none", "lively"), default="none", help="time the agent takes to speak")
    add("--say-gui", action="store_true", help="speak of a timeline and an Export button")
    add("--dialect", choices=("adk", "flat"), default="adk", help="shape of the streamed events")
    add("--ask", action="store_true", help="send questions as `ask_question` events, not as text")
    return parser


def _port(raw: str) -> int:
    if not raw.isdecimal() or int(raw) > 65_535:
        raise argparse.ArgumentTypeError(f"{raw} is no port: 0 to 65535")
    return int(raw)


async def _serve(options: argparse.Namespace, config: StudioConfig) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises by itself
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    with contextlib.ExitStack() as stack:
        folder = options.data or Path(stack.enter_context(_temporary()))
        async with Studio.open(folder, config) as studio:
            sys.stdout.write(f"{studio.url}\n")
            sys.stdout.flush()
            await ended.wait()


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="studio-", ignore_cleanup_errors=True)


if __name__ == "__main__":
    sys.exit(main())
