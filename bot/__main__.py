"""The command line: `python -m bot` serves, `demo`, `chat`, `doctor`, `migrate` and `key` help."""

from __future__ import annotations

import gc
import locale
from collections.abc import Coroutine
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote, urlsplit

import typer

# What is imported here is paid for by `--help` too: the rest is imported where it is used.
if TYPE_CHECKING:
    from pydantic import SecretStr
    from rich.console import Console
    from structlog.typing import Processor

    from bot.logs import Redactor
    from bot.settings import Settings

# No pretty tracebacks: they print local variables, tokens among them.
app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reelay: a chat bot that makes videos.",
)
# Objects between two looks for garbage, instead of 700: imports and turns leave little in cycles.
GARBAGE_EVERY = 20_000

Photos = Annotated[
    list[Path] | None, typer.Option("--photos", help="A photo or clip; may be given several times.")
]
Prompt = Annotated[str, typer.Option("--prompt", help="What to ask for first.")]
Out = Annotated[Path, typer.Option("--out", help="The MP4 to write, or the folder for it.")]
Folder = Annotated[Path, typer.Argument(help="The backup's folder.")]
Resume = Annotated[
    bool, typer.Option("--resume", metavar="", help="Take up open work after a start loop.")
]
Version = Annotated[
    bool, typer.Option("--version", metavar="", help="Show the version and exit.", is_eager=True)
]


class Role(StrEnum):
    """What a process of several does (docs/scaling.md)."""

    ALL = "all"
    GATEWAY = "gateway"
    WORKER = "worker"


Part = Annotated[Role | None, typer.Option("--role", help="Goes before REELAY_ROLE.")]


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context, resume: Resume = False, role: Part = None, version: Version = False
) -> None:
    """Run the bot on every platform that has a token; without one, as a page in your browser."""
    if version:
        from bot import __version__

        typer.echo(f"reelay {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from bot.screen import screen

        shown = screen()
        from bot.service import service

        settings = _settings(role=role)
        chat = not _platform(settings) and not settings.page_port
        _log(settings, chat=chat and settings.reelay_role == "all")
        _run(service(settings, shown, resume=resume or None), stopped=0)


@app.command()
def demo(photos: Photos = None, prompt: Prompt = "", out: Out = Path("reelay-demo.mp4")) -> None:
    """Make a video from three photos, with nothing to type and no account."""
    _there(photos)
    from bot.demo import PROMPT
    from bot.demo import demo as play

    settings = _settings()
    _log(settings, quiet=True)
    _run(play(settings, _screen(), photos=photos or [], prompt=prompt or PROMPT, out=out))


@app.command()
def chat(photos: Photos = None, prompt: Prompt = "", out: Out = Path("videos")) -> None:
    """Talk to the bot in this terminal."""
    _there(photos)
    from bot.service import terminal

    settings = _settings()
    _log(settings, chat=True)
    _run(terminal(settings, _screen(), photos=photos or [], prompt=prompt, out=out))


@app.command()
def init() -> None:
    """Set the bot up: platform, token, who may use it, whose credits pay; again to change it."""
    from bot.init import set_up

    _run(set_up(_screen(), Path(".env")))


@app.command()
def doctor() -> None:
    """Check everything, and say how to mend what is wrong."""
    from bot.doctor import examine

    _run(examine(_screen()))


@app.command()
def migrate() -> None:
    """Bring the database to this version's schema, and its secrets under the newest key."""
    from bot.service import migrated

    settings = _settings()
    _log(settings)
    _run(migrated(settings, _screen()))


@app.command()
def backup(folder: Folder) -> None:
    """Write everything but the key into a new folder, while the bot runs."""
    from bot.backup import back_up

    settings = _settings()
    _log(settings)
    _run(back_up(settings, _screen(), folder))


@app.command()
def restore(folder: Folder) -> None:
    """Put a backup into an empty database; open work is told, not begun again."""
    from bot.backup import restore as put_back

    settings = _settings()
    _log(settings)
    _run(put_back(settings, _screen(), folder))


@app.command()
def key() -> None:
    """Print a new key for REELAY_SECRET_KEY."""
    from cryptography.fernet import Fernet

    typer.echo(Fernet.generate_key().decode())


def main() -> None:
    """The console script."""
    gc.set_threshold(GARBAGE_EVERY, 10, 10)
    with suppress(locale.Error):  # LANG names one that the machine has no files for
        locale.setlocale(locale.LC_ALL, "")
    app()


def _there(photos: list[Path] | None) -> None:
    """End at once, before anything is loaded, where a file that is named is not there."""
    if missing := [str(photo) for photo in photos or () if not photo.is_file()]:
        _complain(f"There is no file {', '.join(missing)}: name photos or clips that are there.")
        raise typer.Exit(2)


def _screen() -> Console:
    import os
    import signal
    import sys

    from rich.console import Console

    class UntilNobodyReads(Console):
        """Ends the program like a stop signal when its reader has gone (`| head -1`).

        rich leaves by SystemExit, which in a task of the event loop is logged as its failure.
        """

        def on_broken_pipe(self) -> None:
            self.quiet = True
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            signal.raise_signal(signal.SIGTERM)

    return UntilNobodyReads()


def _complain(text: str) -> None:
    """A sentence for an operator, a line each however long, where errors belong."""
    from rich.console import Console

    errors = Console(stderr=True)
    for line in text.splitlines():
        errors.print(line, style="red", markup=False, soft_wrap=True)


def _settings(*, role: Role | None = None) -> Settings:
    from bot.settings import SettingsError, load

    try:
        return load(role=role)
    except SettingsError as error:
        _complain(str(error))
        raise typer.Exit(2) from None


def _platform(settings: Settings) -> bool:
    """Whether any platform has a token."""
    return any(platform.configured for platform in settings.platforms)


def _log(settings: Settings, *, quiet: bool = False, chat: bool = False) -> None:
    """Log with every secret redacted; between the messages of a terminal chat nothing stands."""
    from bot import logs

    secrets = (
        settings.nemo_token,
        settings.reelay_secret_key,
        settings.reelay_sentry_dsn,
        settings.stt_api_key,
        settings.studio_llm_api_key,
        settings.reelay_web_password,
        *(secret for platform in settings.platforms for secret in platform.secrets()),
    )
    file = logs.chat_file(settings.reelay_data_dir) if chat else None
    level = settings.reelay_log_level
    if level == "info" and file is None and (quiet or chat or not _platform(settings)):
        level = "error"
    redactor = logs.Redactor(*secrets, _password(settings))
    logs.configure(
        level,
        settings.reelay_log_format,
        redactor,
        file,
        libraries=settings.reelay_log_libraries,
        report=None if quiet or chat else _reporter(settings, redactor),
    )


def _reporter(settings: Settings, redactor: Redactor) -> Processor | None:
    """What reports errors, where that is set up."""
    if settings.reelay_sentry_dsn is None:
        return None
    try:
        from bot.sentry import BadDsn, Sentry
    except ImportError as error:
        _complain(f"REELAY_SENTRY_DSN needs {error.name}: pip install '.[sentry]'")
        raise typer.Exit(2) from None
    try:
        return Sentry(settings.reelay_sentry_dsn, redactor)
    except BadDsn:
        _complain("REELAY_SENTRY_DSN is no address of a Sentry project: copy it again")
        raise typer.Exit(2) from None


def _password(settings: Settings) -> SecretStr | None:
    """The database's password, if its address holds one."""
    try:
        found = urlsplit(settings.database_url).password
    except ValueError:  # no address at all: what opens the database says so
        return None
    from pydantic import SecretStr

    return SecretStr(unquote(found)) if found else None


def _run(work: Coroutine[Any, Any, int], *, stopped: int = 128 + 15) -> None:
    """Run to the end; SIGTERM and Ctrl-C stop in order, an operator's mistake is one sentence.

    `stopped` is the exit code after SIGTERM: 0 for a service, whose supervisor ends it so.
    """
    import asyncio

    from bot.stop import until_stopped
    from core.chat import Misconfigured
    from core.store.database import DatabaseError, StoreUnavailable
    from core.store.vault import VaultError

    try:
        code = asyncio.run(until_stopped(work, terminated=stopped))
    except (DatabaseError, StoreUnavailable, VaultError, Misconfigured) as error:
        _complain(str(error))
        code = 2
    except KeyboardInterrupt:
        code = 130
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
