"""Everything that can be wrong before the first message, all at once, each with its mend."""

from __future__ import annotations

import asyncio
import io
import shutil
import socket
import sys
import tempfile
import wave
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from pydantic import SecretStr
from rich.console import Console

from bot.app import client, speech_server
from bot.service import platforms
from bot.settings import Settings, SettingsError, load
from core.chat import Misconfigured
from core.clock import SystemClock
from core.nemo.errors import NemoError, ServerFault, TokenRejected, Unreached
from core.speech import TranscriptionFailed
from core.store.database import DatabaseError, DatabaseInUse, parse_url
from core.store.store import Store, StoreUnavailable
from core.store.vault import Vault, VaultError, find_key
from studio.media.errors import MediaRefused
from studio.media.samples import make_photos
from studio.render import espeak, landlock, sandbox
from studio.render.fonts import missing_glyphs
from studio.render.process import probe

DISK_FLOOR = 1_000_000_000
SILENCE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: fine, worth knowing, or wrong."""

    mark: str
    text: str

    @property
    def wrong(self) -> bool:
        """Whether the bot cannot work like this."""
        return self.mark == "✗"


def fine(text: str) -> Finding:
    """It works."""
    return Finding("✓", text)


def note(text: str) -> Finding:
    """It works, with something to know."""
    return Finding("!", text)


def wrong(text: str) -> Finding:
    """It does not work; the text says what to do."""
    return Finding("✗", text)


async def examine(screen: Console) -> int:
    """Look at everything and print it; 0 when nothing is wrong."""
    findings = [fine(f"Python {sys.version.split()[0]}")]
    settings: Settings | None = None
    try:
        settings = load()
    except SettingsError as error:
        findings += [wrong(line) for line in str(error).splitlines()]
        settings = error.settings  # whatever else is wrong is told in the same run
    if settings is not None:
        checks: tuple[Callable[[Settings], Awaitable[list[Finding]]], ...] = (
            _place,
            _key,
            _database,
            _backend,
            _attribution,
            _speech,
            _studio,
            _watching,
            _platforms,
        )
        for check in checks:
            findings += await check(settings)
    colours = {"✓": "green", "!": "yellow", "✗": "red"}
    for finding in findings:
        screen.print(f"{finding.mark} {finding.text}", style=colours[finding.mark], markup=False)
    return 1 if any(finding.wrong for finding in findings) else 0


async def _place(settings: Settings) -> list[Finding]:
    folder = settings.reelay_data_dir
    try:
        await asyncio.to_thread(_writable, folder)
    except FileExistsError:
        return [wrong(f"REELAY_DATA_DIR {folder} is a file: name a folder")]
    except OSError as error:
        why = (error.strerror or "unknown why").lower()
        text = f"REELAY_DATA_DIR {folder} cannot be written to ({why}): name another folder"
        return [wrong(text)]
    free = shutil.disk_usage(folder).free
    if free < DISK_FLOOR:
        return [wrong(f"Only {free // 1_000_000} MB are free at {folder}: make room for 1 GB")]
    return [fine(f"Data folder {folder}, {free // 1_000_000_000} GB free")]


def _writable(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=folder):
        pass


def _vault(settings: Settings) -> tuple[Vault | None, list[Finding]]:
    """What opens stored secrets, None where it cannot be had."""
    try:
        key_file = settings.reelay_data_dir / "reelay.key"
        key = find_key(settings.reelay_secret_key.get_secret_value(), key_file)
        vault = Vault(key.keys)
    except VaultError as error:
        return None, [wrong(str(error))]
    except OSError:
        return None, []  # the folder is at fault, and told already
    if key.file is None:
        return vault, []
    text = f"Stored tokens are sealed with {key.file}: back it up, or set REELAY_SECRET_KEY"
    return vault, [note(text)]


async def _key(settings: Settings) -> list[Finding]:
    return _vault(settings)[1]


async def _database(settings: Settings) -> list[Finding]:
    vault, _ = _vault(settings)
    try:
        url = parse_url(settings.database_url, settings.reelay_data_dir)
        if vault is None and url.get_backend_name() == "sqlite":
            return []  # it lies in the folder, or is sealed with the key, that is at fault
        store = await Store.open(url, vault or Vault([Fernet.generate_key().decode()]))
    except DatabaseInUse:
        return [note("A bot runs on this database now: what is in it was not looked at")]
    except DatabaseError as error:
        return [wrong(str(error))]
    except OSError as error:
        why = (error.strerror or "unknown why").lower()
        return [wrong(f"The database cannot be opened ({why}): check DATABASE_URL")]
    try:
        if vault is not None:
            await store.check_keys()
    except (StoreUnavailable, VaultError) as error:
        return [wrong(str(error))]
    finally:
        await store.close()
    return [fine(f"Database ({store.dialect}) is there, up to date and readable")]


async def _backend(settings: Settings) -> list[Finding]:
    if settings.backend == "studio":
        return [fine("Videos are made by the built-in studio; no account is needed")]
    nemo = client(settings, None, SystemClock())
    try:
        if settings.nemo_token is None:
            await nemo.credits(SecretStr("none"))
        else:
            credits = await nemo.credits(settings.nemo_token)
            return [fine(f"NemoVideo takes NEMO_TOKEN, {credits.available:g} credits are left")]
    except TokenRejected:
        if settings.nemo_token is None:
            return [fine("NemoVideo answers; every user starts with a free trial of their own")]
        return [wrong("NEMO_TOKEN is refused: copy it again, or remove it for free trials")]
    except NemoError as error:
        return [wrong(f"NemoVideo {unwell(error)}: check the network and NEMO_API_URL")]
    finally:
        await nemo.aclose()
    return [fine("NemoVideo answers")]


def unwell(error: NemoError) -> str:
    """What the backend does in place of answering, in an operator's words."""
    kinds = ((Unreached, "cannot be reached"), (ServerFault, "has trouble of its own"))
    return next((words for kind, words in kinds if isinstance(error, kind)), "answers oddly")


async def _attribution(settings: Settings) -> list[Finding]:
    skill = f"{settings.nemo_skill_source} {settings.nemo_skill_version}"
    place = settings.skill_platform
    by = (
        "from no known shop (NEMO_SKILL_PLATFORM names one)"
        if place == "unknown"
        else f"by {place}"
    )
    return [fine(f"Calls to NemoVideo name the skill {skill}, installed {by}")]


async def _speech(settings: Settings) -> list[Finding]:
    """A second of silence is sent, nobody's voice."""
    server = speech_server(settings)
    if server is None:
        return [note("No STT_BASE_URL: voice notes are not listened to, people are asked to type")]
    async with server:
        try:
            await server.transcribe(_silence(), "silence.wav", "audio/wav")
        except TranscriptionFailed as error:
            mend = "check STT_BASE_URL, STT_API_KEY and STT_MODEL"
            return [wrong(f"{server.host} writes no voice notes down ({error}): {mend}")]
    return [fine(f"Voice notes in private chats are written down by {server.host}")]


def _silence() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SILENCE_HZ)
        sound.writeframes(bytes(2 * SILENCE_HZ))
    return out.getvalue()


async def _studio(_settings: Settings) -> list[Finding]:
    with tempfile.TemporaryDirectory(prefix="reelay-doctor-") as name:
        photos = await asyncio.to_thread(make_photos, Path(name), count=1)
        try:
            await probe(photos[0])
        except MediaRefused as error:
            return [wrong(f"The media worker does not run: {error.reason}")]
    found = [fine("The media worker reads pictures"), _confinement()]
    if missing_glyphs("标题 タイトル 제목"):
        found.append(
            note(
                "No font for Chinese, Japanese, Korean: install fonts-wqy-microhei for such titles"
            )
        )
    if espeak.engine() is None:
        found.append(note("No espeak-ng: install it for voice-overs; without it they are refused"))
    else:
        found.append(fine("Voice-overs are spoken by espeak-ng"))
    return found


def _confinement() -> Finding:
    if landlock.version():
        return fine("The media worker can open nothing but the files it works on (Landlock)")
    if sandbox.has_other_user():
        return fine("The media worker is a user of its own, who owns nothing here")
    return note(
        "This system has no Landlock: a hostile file could read what this user may read"
        " (docs/studio.md)"
    )


async def _watching(settings: Settings) -> list[Finding]:
    """Health, metrics and error reports, where they are set."""
    found = []
    if port := settings.reelay_http_port:
        try:
            with socket.create_server((settings.reelay_http_host, port)):
                found.append(fine(f"Port {port} for health and metrics is free"))
        except OSError:
            text = f"Port {port} for health and metrics is taken: by this bot, if it runs now"
            found.append(note(f"{text}; else set REELAY_HTTP_PORT to another"))
    if settings.reelay_sentry_dsn is not None:
        try:
            from bot.sentry import host_of

            host = host_of(settings.reelay_sentry_dsn)
            found.append(fine(f"Errors are reported to {host}, without what people said"))
        except ImportError as error:
            found.append(wrong(f"REELAY_SENTRY_DSN needs {error.name}: pip install '.[sentry]'"))
        except ValueError:
            found.append(
                wrong("REELAY_SENTRY_DSN is no address of a Sentry project: copy it again")
            )
    return found


async def _platforms(settings: Settings) -> list[Finding]:
    found = [note(f"No {p.token_hint}") for p in settings.platforms if not p.configured]
    for adapter in platforms(settings, SystemClock()):
        platform = adapter.chat.platform
        try:
            who = await adapter.check()
            found.append(fine(f"{platform}: signed in as {who.name}"))
            if who.link:
                found.append(fine(f"{platform}: open {who.link}"))
        except Misconfigured as error:
            found.append(wrong(f"{platform}: {error}"))
        except Exception:
            # Whatever else a platform's library raises, the way there is in question.
            where = f"{platform.upper()}_API_BASE_URL"
            found.append(wrong(f"{platform} cannot be reached: check the network and {where}"))
        finally:
            await adapter.close()
    return found
