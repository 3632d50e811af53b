"""From a typed line to core's values."""

from __future__ import annotations

import itertools
import mimetypes
import os
import re
import shlex
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.chat import Address, Attachment, Incoming, Medium, MessageRef, Press
from core.commands import BY_NAME, typed

PLATFORM = "console"
ME = Address(platform=PLATFORM, bot="reelay", chat="terminal", user="me")
# What a terminal pastes when files are dragged into it: quoted, or with escaped spaces.
PASTED = re.compile(r"""(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+(?!\S)""")
WORD = re.compile(r"\S+")
MARKS = ",;:!?).…"
ENDING = re.compile(r"\.\w{1,5}$")
MEDIA = ("image", "video", "audio")
WRITTEN = ("text", "application/pdf")
# Words of a path that was typed with blanks and without quotes.
LONGEST_PATH = 10
# Of a folder with more of them nobody means them all.
MOST_IN_FOLDER = 100


def message(
    line: str, *, event: str, at: datetime, locale: str, sent: Collection[str] = ()
) -> Incoming:
    """A typed line: a command, or words with the files whose paths stand among them.

    The bare name of a file that was `sent` before is a word: "remove beach.jpg".
    """
    command = typed(line)
    if command is not None and (command.name in BY_NAME or _path(f"/{command.name}") is None):
        return Incoming(ME, event, at, message=event, command=command, locale=locale)
    words, named = split(line, sent)
    files = [file for path in named for file in inside(path)]
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
    except (OSError, ValueError):
        size = None
    return Attachment(Medium.DOCUMENT, str(path.absolute()), path.name, mime, size)


def split(line: str, sent: Collection[str] = ()) -> tuple[str, list[Path]]:
    """The words of a line, and the files and folders that it names by their paths.

    Words stay as they were typed, apostrophes and quotes included. Among them stays the bare
    name of a file, if it is a word and others stand before it: "use song.mp3 instead".
    """
    words: list[str] = []
    files: list[Path] = []
    begun = at = 0
    while (word := WORD.search(line, at)) is not None:
        if word.group().strip(MARKS) in sent:
            at = word.end()
            continue
        pasted = PASTED.match(line, word.start())
        path, end = None, word.end()
        bare = pasted is None or not set(pasted.group()) & set("'\"\\")
        if bare and (blanks := _with_blanks(line, word.start())):
            path, end = blanks
        elif pasted is not None:
            named = pasted.group() == line.strip() or pasted.group()[0] in "'\""
            path = _path(_unquoted(pasted.group()), named=named)
            end = pasted.end() if path is not None else end
        if path is None and (path := _path(word.group())) is None:
            at = end
            continue
        words.append(line[begun : word.start()].strip())
        if any(words) and word.group().strip(MARKS) == path.name and path.stem.isalpha():
            words.append(path.name)
        files.append(path)
        begun = at = end
    words.append(line[begun:].strip())
    return " ".join(part for part in words if part), files


def inside(path: Path) -> list[Path]:
    """A file itself; of a folder its photos, clips and sounds, by name, or itself if it has none.

    A folder of more than `MOST_IN_FOLDER` is left as it is, for its person to choose from.
    """
    try:
        if not path.is_dir():
            return [path]
        found = sorted(
            file for file in path.iterdir() if _is_one_of(file.name, MEDIA) and file.is_file()
        )
    except OSError:
        return [path]
    return found if 0 < len(found) <= MOST_IN_FOLDER else [path]


def _is_one_of(name: str, kinds: Sequence[str]) -> bool:
    kind = mimetypes.guess_type(name)[0] or ""
    return kind.startswith(tuple(kinds)) and not name.startswith(".")


def _with_blanks(line: str, start: int) -> tuple[Path, int] | None:
    """The longest path of several words that begins here, and where it ends.

    One that does not exist counts where it is clearly meant: it begins in a folder that is there,
    and ends as a photo, clip or sound does.
    """
    words = list(itertools.islice(WORD.finditer(line, start), LONGEST_PATH))
    clear = _clearly(words[0].group())
    missing: tuple[Path, int] | None = None
    for last in reversed(words[1:]):
        if not clear and not ENDING.search(last.group().rstrip(MARKS)):
            continue
        for end in (last.end(), last.start() + len(last.group().rstrip(MARKS))):
            try:
                if (path := _expanded(line[start:end])) is None:
                    continue
                if path.is_file() or (clear and path.is_dir()):
                    return path, last.end()
                meant = clear and not Path(words[0].group()).suffix and path.parent.is_dir()
            except (OSError, ValueError, RuntimeError):
                continue
            if meant and _is_one_of(path.name, MEDIA):
                missing = path, last.end()
    return missing


def _unquoted(pasted: str) -> str:
    try:
        return "".join(shlex.split(pasted))
    except ValueError:
        return pasted


def _path(plain: str, *, named: bool = False) -> Path | None:
    """The file or folder that a word names; a missing one counts when it is clearly a path, or the
    name of a photo, clip or sound, or of a text where nothing else stands.

    A folder counts only as it was written, and only where it looks like a path or is `named`
    (quoted, or alone on its line): sentences end in words that are folders too.
    """
    try:
        if plain.startswith("file://"):
            plain = unquote(urlsplit(plain).path)
        bare = plain.rstrip(MARKS)  # a comma may follow it in a sentence
        whole, trimmed = _expanded(plain), _expanded(bare)
        if whole is not None and (whole.is_file() or (whole.is_dir() and (named or _deep(plain)))):
            return whole
        if trimmed is None:
            return None
        if trimmed.is_file() or (trimmed.is_dir() and _deep(bare)):
            return trimmed
        meant = _clearly(bare) or _is_one_of(bare, MEDIA) or (named and _is_one_of(bare, WRITTEN))
        missing = meant and trimmed.suffix and "://" not in bare and not trimmed.exists()
    except (OSError, ValueError, RuntimeError):  # too long, no address, nobody's home
        return None
    return trimmed if missing else None


def _expanded(plain: str) -> Path | None:
    """The path that these letters may be meant as; None for what is no path at all."""
    if "\0" in plain or not plain.strip("./~…") or not (_clearly(plain) or "." in plain):
        return None
    return Path(plain).expanduser()


def _clearly(plain: str) -> bool:
    return plain.startswith(("/", "~/", "./", "../")) and len(plain) > 2


def _deep(plain: str) -> bool:
    return "/" in plain or os.sep in plain
