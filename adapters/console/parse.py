"""From a typed line to core's values."""

from __future__ import annotations

import mimetypes
import re
import shlex
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.chat import Address, Attachment, Command, Incoming, Medium, MessageRef, Press

PLATFORM = "console"
ME = Address(platform=PLATFORM, bot="reelay", chat="terminal", user="me")
COMMAND = re.compile(r"/([a-z_]{1,32})(?:\s+(.*))?", re.DOTALL)
# What a terminal pastes when files are dragged into it: quoted, or with escaped spaces.
WORD = re.compile(r"'[^']*'|\"[^\"]*\"|(?:\\.|[^\s'\"\\])+")


def message(line: str, *, event: str, at: datetime, locale: str) -> Incoming:
    """A typed line: a command, or words with the files whose paths stand among them."""
    if found := COMMAND.fullmatch(line.strip()):
        command = Command(found.group(1), (found.group(2) or "").strip())
        return Incoming(ME, event, at, message=event, command=command, locale=locale)
    words, files = split(line)
    return request(words, files, event=event, at=at, locale=locale)


def request(text: str, files: Sequence[Path], *, event: str, at: datetime, locale: str) -> Incoming:
    """Words with files, as the demo sends them."""
    attachments = tuple(attachment(path) for path in files)
    return Incoming(ME, event, at, message=event, text=text, attachments=attachments, locale=locale)


def press(data: str, *, event: str, at: datetime, message: str, locale: str) -> Incoming:
    """A button, chosen by its number."""
    pressed = Press(data, MessageRef(ME.chat, message))
    return Incoming(ME, event, at, press=pressed, locale=locale)


def attachment(path: Path) -> Attachment:
    """A file of this machine; its size is None when it cannot be told."""
    mime = mimetypes.guess_type(path.name)[0] or ""
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    return Attachment(Medium.DOCUMENT, str(path.absolute()), path.name, mime, size)


def split(line: str) -> tuple[str, list[Path]]:
    """The words of a line, and the files and folders that it names by their paths."""
    words: list[str] = []
    files: list[Path] = []
    for match in WORD.finditer(line):
        path = _path(match.group())
        if path is None:
            words.append(match.group())
        else:
            files.append(path)
    return (" ".join(words) if files else line.strip()), files


def _path(word: str) -> Path | None:
    """The file or folder that a word names; a missing one counts when it is clearly a path."""
    try:
        plain = "".join(shlex.split(word))
    except ValueError:
        plain = word
    if plain.startswith("file://"):
        plain = unquote(urlsplit(plain).path)
    clearly = plain.startswith(("/", "~/", "./", "../")) and len(plain) > 2
    if not clearly and "." not in plain:
        return None
    path = Path(plain).expanduser()
    try:
        exists = path.exists()
    except OSError:
        exists = False
    return path if exists or (clearly and path.suffix) else None
