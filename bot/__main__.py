"""The command line: `python -m bot` serves, `demo`, `chat`, `doctor`, `migrate` and `key` help."""

from __future__ import annotations

import asyncio
import locale
import signal
import sys
from collections.abc import Coroutine
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import typer
from cryptography.fernet import Fernet
from pydantic import SecretStr
from rich.console import Console

from bot import logs
from bot.settings import Settings, SettingsError, load
from core.chat import Unusable
from core.store.engine import DatabaseError, StoreUnavailable
from core.store.vault import VaultError

# No pretty tracebacks: they print local variables, tokens among them.
app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reelay: a chat bot that makes videos.",
)
screen = Console()
errors = Console(stderr=True)

Photos = Annotated[
    list[Path] | None, typer.Option("--photos", help="A photo or clip; may be given several times.")
]
Prompt = Annotated[str, typer.Option("--prompt", help="What to ask for first.")]
Out = Annotated[Path, typer.Option("--out", help="The MP4 to write, or the folder for it.")]
Resume = Annotated[bool, typer.Option("--resume", help="Take up open work after a start loop.")]


class Role(StrEnum):
    """What a process of several does (docs/scaling.md)."""

    ALL = "all"
    GATEWAY = "gateway"
    WORKER = "worker"


Part = Annotated[Role | None, typer.Option("--role", help="Goes before REELAY_ROLE.")]


@app.callback(invoke_without_command=True)
def serve(context: typer.Context, resume: Resume = False, role: Part = None) -> None:
    """Run the bot on every platform that has a token."""
    if context.invoked_subcommand is None:
        from bot.service import service

        _run(service(_settings(role=role), screen, resume=resume or None), stopped=0)


@app.command()
def demo(photos: Photos = None, prompt: Prompt = "", out: Out = Path("reelay-demo.mp4")) -> None:
    """Make a video from three photos, with nothing to type and no account."""
    from bot.demo import PROMPT
    from bot.demo import demo as play

    settings = _settings(quiet=True)
    _run(play(settings, screen, photos=photos or [], prompt=prompt or PROMPT, out=out))


@app.command()
def chat(photos: Photos = None, prompt: Prompt = "", out: Out = Path("videos")) -> None:
    """Talk to the bot in this terminal."""
    from bot.service import terminal

    settings = _settings(quiet=True)
    _run(terminal(settings, screen, photos=photos or [], prompt=prompt, out=out))


@app.command()
def doctor() -> None:
    """Check everything, and say how to mend what is wrong."""
    from bot.doctor import examine

    _run(examine(screen))


@app.command()
def migrate() -> None:
    """Bring the database to this version's schema, and its secrets under the newest key."""
    from bot.service import migrated

    _run(migrated(_settings(), screen))


@app.command()
def key() -> None:
    """Print a new key for REELAY_SECRET_KEY."""
    typer.echo(Fernet.generate_key().decode())


def main() -> None:
    """The console script."""
    locale.setlocale(locale.LC_ALL, "")
    app()


def _settings(*, quiet: bool = False, role: Role | None = None) -> Settings:
    try:
        settings = load(role=role)
    except SettingsError as error:
        for line in str(error).splitlines():
            errors.print(line, style="red", markup=False)
        raise typer.Exit(2) from None
    secrets = (
        settings.nemo_token,
        settings.telegram_bot_token,
        settings.discord_token,
        settings.reelay_secret_key,
        settings.telegram_webhook_secret,
    )
    # In a terminal chat the log would stand between the messages.
    quiet = quiet or not (settings.telegram_bot_token or settings.discord_token)
    level = "error" if quiet and settings.reelay_log_level == "info" else settings.reelay_log_level
    logs.configure(level, settings.reelay_log_format, logs.Redactor(*secrets, _password(settings)))
    return settings


def _password(settings: Settings) -> SecretStr | None:
    """The database's password, if its address holds one."""
    found = urlsplit(settings.database_url).password
    return SecretStr(unquote(found)) if found else None


def _run(work: Coroutine[Any, Any, int], *, stopped: int = 128 + signal.SIGTERM) -> None:
    """Run to the end; SIGTERM and Ctrl-C stop in order, an operator's mistake is one sentence.

    `stopped` is the exit code after SIGTERM: 0 for a service, whose supervisor ends it so.
    """
    try:
        code = asyncio.run(_stoppable(work, stopped))
    except (DatabaseError, StoreUnavailable, VaultError, Unusable) as error:
        errors.print(str(error), style="red", markup=False)
        code = 2
    except KeyboardInterrupt:
        code = 130
    raise typer.Exit(code)


async def _stoppable(work: Coroutine[Any, Any, int], stopped: int) -> int:
    task = asyncio.ensure_future(work)
    codes = {signal.SIGTERM: stopped, signal.SIGINT: 130}
    told: list[int] = []

    def stop(code: int) -> None:
        told.append(code)
        task.cancel()

    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number, code in codes.items():
            loop.add_signal_handler(number, stop, code)
    try:
        return await task
    except asyncio.CancelledError:
        return told[-1] if told else 130


if __name__ == "__main__":
    main()
