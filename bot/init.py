"""Setting the bot up in a terminal: a few questions, each answer checked, then `.env` is written.

Asked again it shows what is set and changes what is answered; lines of others' stay.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from dotenv import dotenv_values
from pydantic import SecretStr
from rich.console import Console
from rich.prompt import Confirm, Prompt

from adapters.platform import Platform, known
from bot.app import client
from bot.doctor import unwell
from bot.settings import Settings
from core.chat import Misconfigured, Profile
from core.clock import SystemClock
from core.nemo.errors import NemoError, TokenRejected

UNIT = """\
[Unit]
Description=Reelay, a chat bot that makes videos
After=network-online.target
Wants=network-online.target

[Service]
WorkingDirectory={folder}
ExecStart={python} -m bot
Restart=on-failure
RestartSec=5

[Install]
WantedBy={target}
"""
# What a value needs quotes for in a .env file.
PLAIN = re.compile(r"[A-Za-z0-9_\-./:@+,=]*")


@dataclass(frozen=True, slots=True)
class _Found:
    """A platform whose token was taken: the setting that holds it, and who the bot is there."""

    title: str
    profile: Profile


async def set_up(screen: Console, file: Path) -> int:
    """Ask, check and write; 0 when the bot can be started, 1 when nothing was set up.

    Ctrl-C ends it wherever it asks, and then nothing is written.
    """
    # A question blocks the event loop, whose own way of stopping would wait for the answer.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return await _ask_all(screen, file)
    except (KeyboardInterrupt, EOFError):
        screen.print("\nStopped; nothing was changed.")
        return 130


async def _ask_all(screen: Console, file: Path) -> int:
    before = {name: value or "" for name, value in dotenv_values(file).items()}
    values: dict[str, str] = {}
    found = await _platforms(screen, before, values)
    if not found:
        screen.print("Without a platform there is a page in your browser, python -m bot,")
        screen.print("and the terminal: python -m bot chat")
        return 1
    await _credits(screen, before, values)
    _people(screen, before, values)
    write(file, values)
    screen.print(f"\n✓ {file} is written; only you can read it.", style="green", markup=False)
    _service(screen)
    for one in found:
        show_link(screen, one.title, one.profile)
    screen.print("\nStart it: [bold]python -m bot[/bold] · check it: [bold]python -m bot doctor[/]")
    return 0


async def _platforms(
    screen: Console, before: Mapping[str, str], values: dict[str, str]
) -> list[_Found]:
    found = []
    kinds = known()
    names = " and ".join(kind.title for kind in kinds)
    screen.print(f"Where shall the bot work? There are {names}.")
    for number, kind in enumerate(kinds):
        set_already = bool(before.get(_token_name(kind)))
        wanted = Confirm.ask(
            f"Set up {kind.title}?", console=screen, default=set_already or number == 0
        )
        if wanted and (profile := await _token(screen, kind, before, values)) is not None:
            found.append(_Found(kind.title, profile))
    return found


async def _token(
    screen: Console, kind: type[Platform], before: Mapping[str, str], values: dict[str, str]
) -> Profile | None:
    """Ask for a platform's token until it signs in; None when its person gives up."""
    name = _token_name(kind)
    screen.print(kind.token_hint, markup=False)
    known_one = before.get(name, "")
    enter = " (Enter keeps the one that is set)" if known_one else ""
    while True:
        given = Prompt.ask(
            f"{name}{enter}",
            console=screen,
            password=sys.stdin.isatty(),
            default="",
            show_default=False,
        )
        token = kind.token_in(given) or known_one
        if not token and not given.strip():
            screen.print(f"Without a token {kind.title} is left out.")
            return None
        try:
            if given.strip() and not kind.token_in(given):
                raise Misconfigured(f"That is no token; one looks like {kind.token_example}.")
            profile = await _signed_in(kind, name, token, before)
        except Misconfigured as error:
            screen.print(f"✗ {error}", style="red", markup=False)
        except Exception:
            # Whatever a platform's library raises: the way there is in question, not the token.
            text = f"✗ {kind.title} cannot be reached: is this machine online?"
            screen.print(text, style="red", markup=False)
        else:
            values[name] = token
            screen.print(f"✓ {kind.title}: {profile.name}", style="green", markup=False)
            return profile
        known_one, enter = "", f" again (Enter leaves {kind.title} out)"


async def _signed_in(
    kind: type[Platform], name: str, token: str, before: Mapping[str, str]
) -> Profile:
    """Who the bot is with this token, and the addresses that are set; raises as `Adapter.check`."""
    prefix = kind.prefix()
    given: dict[str, Any]
    given = {n.removeprefix(prefix).lower(): v for n, v in before.items() if n.startswith(prefix)}
    given[name.removeprefix(prefix).lower()] = token
    adapter = kind(_env_file=None, **given).adapter(SystemClock())  # type: ignore[call-arg]  # pydantic-settings' own
    if adapter is None:
        raise Misconfigured("That is no token.")
    try:
        return await adapter.check()
    finally:
        await adapter.close()


async def _credits(screen: Console, before: Mapping[str, str], values: dict[str, str]) -> None:
    screen.print("\nWho makes the videos, and who pays?")
    screen.print(" trial: NemoVideo, everybody with a free trial of their own, then their account")
    screen.print(" mine: NemoVideo, all share your account · studio: this machine, free")
    now = "studio" if before.get("NEMO_BACKEND") == "studio" else "trial"
    now = "mine" if before.get("NEMO_TOKEN") else now
    choice = Prompt.ask("Choose", console=screen, choices=["trial", "mine", "studio"], default=now)
    values["NEMO_BACKEND"] = "studio" if choice == "studio" else "auto"
    if choice != "mine":
        values["NEMO_TOKEN"] = ""
        return
    while token := Prompt.ask(
        "NEMO_TOKEN", console=screen, password=sys.stdin.isatty(), default=""
    ).strip() or before.get("NEMO_TOKEN", ""):
        values["NEMO_TOKEN"] = token
        if await _accepted(screen, token, before) or not Confirm.ask(
            "Try another token?", console=screen, default=True
        ):
            return


async def _accepted(screen: Console, token: str, before: Mapping[str, str]) -> bool:
    given: dict[str, Any] = {}
    if url := before.get("NEMO_API_URL", ""):
        given["nemo_api_url"] = url
    nemo = client(Settings(_env_file=None, **given), None, SystemClock())  # type: ignore[call-arg]  # pydantic-settings' own
    try:
        left = await nemo.credits(SecretStr(token))
    except TokenRejected:
        screen.print("✗ NemoVideo refuses this token.", style="red")
        return False
    except NemoError as error:
        screen.print(f"! NemoVideo {unwell(error)} now; the token is kept.", style="yellow")
        return True
    screen.print(f"✓ {left.available:g} credits are left.", style="green")
    return True


def _people(screen: Console, before: Mapping[str, str], values: dict[str, str]) -> None:
    screen.print("\nWho may use it? Ids, separated by commas; Enter: everybody who finds it.")
    screen.print(" (Somebody refused is told their id, so it can be added later.)", style="dim")
    for name, what in (
        ("REELAY_ALLOWED_USERS", "May use it"),
        ("REELAY_ADMINS", "Are admins, whom no list keeps out"),
    ):
        values[name] = Prompt.ask(what, console=screen, default=before.get(name, "")).strip()


def _service(screen: Console) -> None:
    """Offer to have it started by the system, where that is systemd."""
    if not Path("/run/systemd/system").is_dir():
        return
    kind = Prompt.ask(
        "Start it with the system?", console=screen, choices=["no", "user", "system"], default="no"
    )
    if kind == "no":
        return
    user = kind == "user"
    folder = Path.home() / ".config/systemd/user" if user else Path("/etc/systemd/system")
    target = "default.target" if user else "multi-user.target"
    unit = UNIT.format(folder=Path.cwd(), python=sys.executable, target=target)
    flag = " --user" if user else ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "reelay.service").write_text(unit, encoding="utf-8")
    except OSError as error:
        screen.print(f"✗ {folder} cannot be written: {error.strerror}", style="red", markup=False)
        return
    screen.print(f"Written. Start it: systemctl{flag} enable --now reelay", markup=False)


def show_link(screen: Console, title: str, profile: Profile) -> None:
    """The address to open, and the same as a QR code for a phone."""
    if not profile.link:
        return
    screen.print(f"\n{title}: open {profile.link}", style="bold", markup=False, soft_wrap=True)
    if screen.is_terminal:
        segno.make(profile.link, micro=False).terminal(compact=True, border=2)


def write(file: Path, values: Mapping[str, str]) -> None:
    """Put these settings into a `.env`, readable by its owner alone; its other lines stay.

    An empty value takes the setting out. The file is replaced as a whole, never half written.
    """
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    ours = re.compile(rf"\s*(?:export\s+)?({'|'.join(map(re.escape, values))})\s*=")
    kept = [line for line in lines if not ours.match(line)]
    added = [f"{name}={_quoted(value)}" for name, value in values.items() if value]
    draft = file.with_name(f".{file.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write("\n".join([*kept, *added]) + "\n")
    draft.chmod(0o600)
    draft.replace(file)


def _quoted(value: str) -> str:
    if PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _token_name(kind: type[Platform]) -> str:
    """The setting that holds the platform's token: what its hint begins with."""
    return kind.token_hint.partition(":")[0]
