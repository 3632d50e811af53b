"""What a file is, by its first bytes: a name or an extension is the sender's word, not a fact.

libav guesses formats generously: a text file called .mp4 that says `ffconcat` makes it open the
neighbouring file. So nothing is opened with a demuxer that these bytes do not call for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from studio.media.errors import Unsupported

Kind = Literal["video", "image", "audio"]

HEAD_BYTES = 4096
WHAT_WORKS = "Send mp4, mov, avi, webm or mkv; jpg, png, gif or webp; mp3, wav, m4a or aac."


@dataclass(frozen=True, slots=True)
class MediaFormat:
    """A format of the wire's list.

    `demuxer` is libav's name for it, the only one it may be opened with; `pillow` is Pillow's
    for pictures. `kind` is what the format usually holds: an mp4 may turn out to be sound alone.
    """

    name: str
    kind: Kind
    demuxer: str = ""
    pillow: str = ""


MP4 = MediaFormat("mp4", "video", demuxer="mov")
MOV = MediaFormat("mov", "video", demuxer="mov")
M4A = MediaFormat("m4a", "audio", demuxer="mov")
WEBM = MediaFormat("webm", "video", demuxer="matroska")
MKV = MediaFormat("mkv", "video", demuxer="matroska")
AVI = MediaFormat("avi", "video", demuxer="avi")
MP3 = MediaFormat("mp3", "audio", demuxer="mp3")
WAV = MediaFormat("wav", "audio", demuxer="wav")
AAC = MediaFormat("aac", "audio", demuxer="aac")
JPG = MediaFormat("jpg", "image", pillow="JPEG")
PNG = MediaFormat("png", "image", pillow="PNG")
GIF = MediaFormat("gif", "image", pillow="GIF")
WEBP = MediaFormat("webp", "image", pillow="WEBP")

_STILLS_IN_FTYP = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
_OLD_QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


def sniff(path: Path) -> MediaFormat:
    """Recognise the file at `path` by its first 4 KB; raises Unsupported."""
    with path.open("rb") as file:
        return sniff_bytes(file.read(HEAD_BYTES))


def sniff_bytes(head: bytes) -> MediaFormat:
    """Recognise a format of the wire's list by a file's first bytes.

    Raises Unsupported with a sentence that names what was found, where that is known.
    """
    if not head:
        raise Unsupported("This file is empty: send it again.")
    found = _picture(head) or _container(head) or _sound(head)
    if found is None:
        raise Unsupported(_refusal(head))
    return found


def _picture(head: bytes) -> MediaFormat | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return None


def _container(head: bytes) -> MediaFormat | None:
    if head[:4] == b"RIFF":
        return {b"WAVE": WAV, b"AVI ": AVI}.get(head[8:12])
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM if b"webm" in head[:64] else MKV
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _STILLS_IN_FTYP:
            return None
        if brand in (b"M4A ", b"M4B "):
            return M4A
        return MOV if brand == b"qt  " else MP4
    return MOV if head[4:8] in _OLD_QUICKTIME else None


def _sound(head: bytes) -> MediaFormat | None:
    if head[:3] == b"ID3":
        return MP3
    if len(head) < 2 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:  # ADTS: sync, MPEG version, layer 0
        return AAC
    # MPEG audio: sync, a version that exists, layer III
    return MP3 if head[1] & 0xE0 == 0xE0 and head[1] & 0x18 != 0x08 and head[1] & 6 == 2 else None


def _refusal(head: bytes) -> str:
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    if brand in (b"avif", b"avis"):
        return "AVIF pictures can't be used here: send the picture as JPG or PNG."
    if brand in _STILLS_IN_FTYP:
        return (
            "HEIC photos can't be used here: send the photo as JPG (share it as 'most compatible')."
        )
    if head.startswith(b"OggS"):
        return "OGG sound can't be used here: send it as mp3, wav, m4a or aac."
    if re.match(rb"\s*<(\?xml|svg|!doctype|html)", head, re.IGNORECASE):
        return f"This is a web page or a drawing, not a photo or video. {WHAT_WORKS}"
    return f"This file is of no kind that can be edited here. {WHAT_WORKS}"
