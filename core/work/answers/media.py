"""Which files the backend takes, which can be turned into one that it takes, and which cannot.

By name and announced type alone, before any transfer; what neither says is the backend's to
judge (docs/wire-api.md#upload).
"""

from __future__ import annotations

import mimetypes
from enum import Enum
from pathlib import Path, PurePath
from typing import Protocol

from core.chat import Attachment

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
WORDS = frozenset(("txt", "md", "srt"))
# Kinds that some systems' tables of types don't know, and the backend's own where they differ.
TYPES = {
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
    """The file's format as its name or type says: "jpg", "ogg"; empty where neither does."""
    by_type = TYPES.get(attachment.mime.lower(), "")
    if by_type:
        return by_type
    suffix = PurePath(attachment.name).suffix.lstrip(".").lower()
    if suffix and suffix.isascii() and suffix.isalnum():
        return suffix
    if attachment.mime in VAGUE:
        return ""
    return (mimetypes.guess_extension(attachment.mime) or "").lstrip(".")


def fit(attachment: Attachment) -> Fit:
    """Whether the backend takes it."""
    found = ending(attachment)
    if not found:
        return Fit.UNKNOWN if attachment.mime in VAGUE else Fit.REFUSED
    if found in TAKEN:
        return Fit.TAKEN
    if found in TURNED_INTO:
        return Fit.CONVERT
    return Fit.REFUSED


def holds_words(attachment: Attachment) -> bool:
    """Whether it is a text file: its words are read as if they had been typed."""
    return ending(attachment) in WORDS


def upload_mime(attachment: Attachment) -> str:
    """The type to announce with the upload."""
    if attachment.mime.lower() in VAGUE:
        guessed, _ = mimetypes.guess_type(attachment.name)
        return guessed or "application/octet-stream"
    return attachment.mime
