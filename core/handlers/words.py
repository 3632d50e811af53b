"""The words of a request: typed, on its files, in text files, and those that it points at."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from core.chat import Address, Attachment, AttachmentError, ChatError, Incoming, Medium
from core.commands import BY_NAME, nearest, removes, typed
from core.inbox.group import Group
from core.language import intents
from core.language.intents import Intent
from core.language.phrases import pick
from core.outbox import Outbox
from core.work.answers.media import holds_words

log = structlog.get_logger(__name__)

TEXT_FILE_BYTES = 64 * 1024
_LABELS = {
    Medium.PHOTO: "photo",
    Medium.STICKER: "photo",
    Medium.VIDEO: "video",
    Medium.ANIMATION: "video",
    Medium.AUDIO: "audio",
    Medium.VOICE: "audio",
}
# What is sent as a file, so that nothing compresses it.
_MIMES = {"image": "photo", "video": "video", "audio": "audio"}
# An emoji of a place's own, as its name.
_EMOJI = re.compile(r":\w+:")


class Unreadable(Exception):
    """A text file is too long, or holds no text; `name` is what its sender calls it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def in_words(item: Incoming) -> Incoming:
    """A command that there is not, as the words that it is: "/undo", "/title Summer", "/stop".

    One that is probably misspelt stays: its person is told which one is near. So does one that
    asks to delete no one knows what.
    """
    command = item.command or (typed(item.text) if not item.attachments else None)
    if command is None or command.name in BY_NAME:
        return item
    if removes(command):
        return replace(item, command=command, text="")
    name, language = command.name.replace("_", " "), pick(item.locale)
    if not intents.edits(name, language):
        asks = intents.route(name, language=language).intent is not Intent.SSE
        if not asks or nearest(command.name):
            return item
    return replace(item, command=None, text=f"{name} {command.args}".strip())


@dataclass(frozen=True, slots=True)
class Words:
    """What a request says: `said` decides where it goes, `prompt` is what the agent reads.

    `files` are those that hold no words.
    """

    said: str
    prompt: str
    files: tuple[Attachment, ...]


async def words_of(group: Group, outbox: Outbox) -> Words:
    """The words of a request; text files are fetched. Raises Unreadable for one that can't be."""
    address = group.last.address
    texts = [await _read(outbox, address, f) for f in group.files if holds_words(f)]
    files = tuple(file for file in group.files if not holds_words(file))
    typed = captioned(group)
    inside = "\n\n".join(text for text in texts if text)
    pointed = group.pointed
    if files and not (typed or inside or any(w.item.attachments for w in group.items)):
        # A bare reply to somebody's file takes the file; what they wrote below it asks for nothing.
        pointed = ""
    said = group.text.strip() or inside or pointed
    parts = [typed, inside]
    if pointed:
        # ">>>" is how chats mark all that follows as somebody's earlier words.
        parts.append(f">>> {pointed}" if typed or inside else pointed)
    return Words(said, "\n\n".join(part for part in parts if part), files)


def captioned(group: Group) -> str:
    """What was typed; words that were put on several files say which file each belongs to."""
    worded = [w for w in group.items if w.item.attachments and w.item.text.strip()]
    if len(worded) < 2:
        return group.text.strip()
    labels = labels_of(group.files)
    lines = []
    for item in group.sent:
        if not item.text.strip():
            continue
        label = labels.get(item.attachments[0], "") if item.attachments else ""
        lines.append(f"{label}: {item.text.strip()}" if label else item.text.strip())
    return "\n".join(lines)


def labels_of(files: Sequence[Attachment]) -> dict[Attachment, str]:
    """What each file is called in a prompt: the second video of a request is "video 2" whatever
    came between; one of which nobody knows what it is has its number among all."""
    counts: Counter[str] = Counter()
    labels: dict[Attachment, str] = {}
    sent = [file for file in files if not holds_words(file)]
    for number, file in enumerate(sent, 1):
        kind = _LABELS.get(file.medium) or _MIMES.get(file.mime.split("/")[0], "")
        counts[kind] += 1
        labels[file] = f"{kind} {counts[kind]}" if kind else f"file {number}"
    return labels


def says_anything(text: str) -> bool:
    """Whether there is a letter or a digit in it, of any script, beside the names of emoji."""
    return any(char.isalnum() for char in _EMOJI.sub("", text))


def asks_of(text: str, files: Sequence[Attachment]) -> bool:
    """Whether there is more than a word beside the names of these files, which it speaks of."""
    rest = text
    for file in files:
        rest = rest.replace(file.name, " ") if file.name else rest
    return rest != text and len(rest.split()) > 1


def says_more(text: str) -> bool:
    """Whether there are words beside the links that ask for something."""
    words = " ".join(part for part in text.split() if "://" not in part)
    return bool(words.strip()) and intents.route(words, False).intent is Intent.SSE


async def _read(outbox: Outbox, address: Address, file: Attachment) -> str:
    if (file.size or 0) > TEXT_FILE_BYTES:
        raise Unreadable(file.name)
    data = bytearray()
    try:
        async with outbox.chat(address).open(address, file) as download:
            async for chunk in download.chunks:
                data += chunk
                if len(data) > TEXT_FILE_BYTES:
                    raise Unreadable(file.name)
    except (AttachmentError, ChatError) as error:
        log.info("text file not read", error=repr(error))
        raise Unreadable(file.name) from error
    return _decoded(bytes(data), file.name)


def _decoded(data: bytes, name: str) -> str:
    """The text of a file, in the encodings that editors write; raises Unreadable."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
        if text and "\0" not in text:
            return text
        break
    raise Unreadable(name)
