"""Links and parameters inside a message."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_URL: Final = re.compile(r"https?://[^\s<>\"'「」，。！？（）“”]{1,2000}", re.IGNORECASE)
_TRAILING: Final = ".,;:!?)]}>*_"
MEDIA_SUFFIXES: Final = (
    *(".mp4", ".mov", ".avi", ".webm", ".mkv", ".m4v"),
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp"),
    *(".mp3", ".wav", ".m4a", ".aac", ".ogg", ".flac"),
)
# Pages with a player, which the backend can't fetch (docs/wire-api.md#limits-to-tell-users).
_PLAYER_HOSTS: Final = (
    *("youtube.com", "youtu.be", "spotify.com", "soundcloud.com", "tiktok.com", "vimeo.com"),
    *("instagram.com", "facebook.com", "fb.watch", "twitter.com", "x.com", "bilibili.com"),
    *("b23.tv", "douyin.com", "xiaohongshu.com", "music.apple.com", "twitch.tv", "deezer.com"),
)
_QUALITIES: Final = (
    ("1080p", re.compile(r"(?<!\d)(?:1080(?!\d)|1920\s*[x*×]|full\s*hd|fhd)")),
    ("720p", re.compile(r"(?<!\d)720(?!\d)|(?<!\d)1280\s*[x*×]")),
)
# No \b before a figure: a letter of another script may stand right there.
_OTHER: Final = re.compile(
    r"(?<![0-9a-z])(?:(?:144|240|360|480|540|1440|2160|4320)\s*p|[248]\s*k|uhd|qhd)(?![0-9a-z])"
)


def urls(text: str) -> list[str]:
    """Every http(s) link in the text, in order, without the punctuation around it."""
    return [match.rstrip(_TRAILING) for match in _URL.findall(text)]


def without_urls(text: str) -> str:
    """The text with its links taken out."""
    return _URL.sub(" ", text)


def media_urls(text: str) -> list[str]:
    """Direct links to a media file, judged by the path's suffix."""
    found = []
    for url in urls(text):
        if not _is_player(url) and _path(url).endswith(MEDIA_SUFFIXES):
            found.append(url)
    return found


def unsupported_urls(text: str) -> list[str]:
    """Links to pages with a player (YouTube, Spotify…), which can't be fetched as files."""
    return [url for url in urls(text) if _is_player(url)]


def export_quality(text: str) -> str | None:
    """`"1080p"` or `"720p"` if the message names one, else None."""
    head = text[:200].casefold()
    for name, pattern in _QUALITIES:
        if pattern.search(head):
            return name
    return None


def other_quality(text: str) -> bool:
    """Whether it names a quality, and none that `export_quality` knows ("4k", "480p")."""
    return export_quality(text) is None and _OTHER.search(text[:200].casefold()) is not None


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.path.lower()
    except ValueError:  # e.g. a broken IPv6 host: not a link that anybody could fetch
        return "", ""


def _path(url: str) -> str:
    return _split(url)[1]


def _is_player(url: str) -> bool:
    host = _split(url)[0]
    return any(host == name or host.endswith("." + name) for name in _PLAYER_HOSTS)
