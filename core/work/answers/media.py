"""Which files the backend takes, which can be turned into one that it takes, and which cannot.

Decided once: by announced type and name before the transfer, by the first bytes in it, for the
verdict and for the name of the upload; what none of them says is the backend's to judge
(docs/wire-api.md#upload).
"""

from __future__ import annotations

import mimetypes
from enum import Enum
from pathlib import Path, PurePath
from typing import Protocol

from core.chat import Attachment
from core.work.answers.sniff import sniffed

# m4v is an MP4 by another name.
VIDEOS = frozenset(("mp4", "mov", "avi", "webm", "mkv", "m4v"))
PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "webp"))
SOUNDS = frozenset(("mp3", "wav", "m4a", "aac"))
TAKEN = VIDEOS | PICTURES | SOUNDS
TURNED_INTO = {
    "ogg": "m4a",
    "oga": "m4a",
    "opus": "m4a",
    "flac": "m4a",
    "heic": "jpg",
    "heif": "jpg",
    "avif": "jpg",
    "bmp": "png",
    "tif": "jpg",
    "tiff": "jpg",
}
# Known to be nothing for a video, though no system's table lists them.
OTHERS = frozenset(("tgs", "heics", "psd", "ai", "raw", "dng"))
ISO_MEDIA = frozenset(("mp4", "m4v", "m4a", "mov"))
WORDS = frozenset(("txt", "md", "srt"))
# Kinds that some systems' tables of types don't know, and the backend's own where they differ.
TYPES = {
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/pjpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "video/x-m4v": "m4v",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/avif": "avif",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/flac": "flac",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
    "video/x-msvideo": "avi",
    "application/x-tgsticker": "tgs",
    "application/x-subrip": "srt",
    "text/markdown": "md",
}
VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream"})


class Fit(Enum):
    """What can be done with a file."""

    TAKEN = "as it is"
    CONVERT = "turned into another format first"
    REFUSED = "not at all"
    UNKNOWN = "the backend will tell"


class Converter(Protocol):
    """Turns a file into another format, without trusting it."""

    async def convert(self, source: Path, target: Path) -> bool:
        """Write `target` in the format of its ending; False when the file cannot be turned."""
        ...


def ending(attachment: Attachment) -> str:
    """The file's format as its type or name says: "jpg", "ogg"; empty where neither does.

    A dot does not make an ending: what stands behind it counts when somebody's table knows it.
    """
    mime = attachment.mime.split(";")[0].strip().lower()
    if by_type := TYPES.get(mime, ""):
        return by_type
    suffix = PurePath(attachment.name.strip()).suffix.lstrip(".").lower()
    if suffix in TAKEN or suffix in TURNED_INTO or suffix in WORDS or suffix in OTHERS:
        return suffix
    if mime in VAGUE:
        known = mimetypes.guess_type(f"x.{suffix}")[0] if suffix else None
        return suffix if known is not None else ""
    return (mimetypes.guess_extension(mime) or "").lstrip(".")


def is_sound(attachment: Attachment) -> bool:
    """Whether it is music or speech, as far as its type and name tell."""
    found = ending(attachment)
    return TURNED_INTO.get(found, found) in SOUNDS


def fit(attachment: Attachment) -> Fit:
    """Whether the backend takes it, as far as its type and name tell."""
    found = ending(attachment)
    if not found:
        vague = attachment.mime.split(";")[0].strip().lower() in VAGUE
        return Fit.UNKNOWN if vague else Fit.REFUSED
    return fit_of(found)


def fit_of(found: str) -> Fit:
    """Whether the backend takes a format."""
    if found in TAKEN:
        return Fit.TAKEN
    return Fit.CONVERT if found in TURNED_INTO else Fit.REFUSED


def decided(attachment: Attachment, head: bytes) -> str:
    """The ending under which a file goes up: by its first bytes, else by its type or name."""
    inside, outside = sniffed(head), ending(attachment)
    if inside == "mp4" and outside in ISO_MEDIA:
        return outside  # one container: what it is for shows in the name alone
    return inside or outside


def holds_words(attachment: Attachment) -> bool:
    """Whether it is a text file: its words are read as if they had been typed."""
    return ending(attachment) in WORDS


def upload_mime(found: str) -> str:
    """The type to announce with an upload of that ending."""
    guessed, _ = mimetypes.guess_type(f"x.{found}")
    return guessed or "application/octet-stream"
