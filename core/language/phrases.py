"""Every sentence a user reads: one Fluent catalogue per language, in `locales/<code>/*.ftl`.

The text is light Markdown: `**bold**`, `` `code` `` and backslash escapes, which the adapters
render. Arguments are inserted verbatim, so whatever a user, a file name or the backend wrote goes
through `plain` first (URLs and figures as they are)::

    say("ru", "queue-noted", position=2)
    say(lang, "file-empty", name=plain(attachment.name))
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import structlog

if TYPE_CHECKING:  # it brings Babel along: imported by the first phrase that has an argument
    from fluent.runtime import FluentBundle

log = structlog.get_logger(__name__)

DEFAULT: Final = "en"

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "English",
        "zh-Hans": "简体中文",
        "zh-Hant": "繁體中文",
        "es": "Español",
        "pt": "Português",
        "ja": "日本語",
        "ko": "한국어",
        "ru": "Русский",
        "de": "Deutsch",
        "fr": "Français",
        "id": "Bahasa Indonesia",
        "hi": "हिन्दी",
        "ar": "العربية",
    }
)
"""Our language codes and the name of each in itself, in the order that `/language` shows them."""

RIGHT_TO_LEFT: Final = frozenset({"ar"})

_UNSPACED: Final = frozenset({"zh-Hans", "zh-Hant", "ja"})
_BACKEND: Final = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
# "in" is the code that older Android clients, and so Telegram, still send for Indonesian.
_PRIMARY: Final = {"in": "id", "zh": "zh-Hans", "cmn": "zh-Hans", "yue": "zh-Hant"}
_TRADITIONAL: Final = frozenset({"hant", "tw", "hk", "mo"})
# Fluent refuses a placeable of more than 2,500 characters; an answer of the backend may be longer.
_LONGEST_ARGUMENT: Final = 2000
# Babel raises on numbers that its decimal context can't round, and on NaN.
_LARGEST_NUMBER: Final = 10**15
# A message's key and its text with the lines that go on with it; no phrase of ours names another.
_ENTRY: Final = re.compile(r"^([a-zA-Z][\w-]*) *=(.*(?:\n(?:[ }].*)?)*)", re.MULTILINE)
_MARKDOWN: Final = re.compile(r"([\\`*_~|\[\]<>#])")


class UnknownPhrase(LookupError):
    """A key that no catalogue has, not even the English one: a mistake in the calling code."""


def pick(locale: str | None) -> str:
    """Our language for a platform's locale, English for one that we don't speak.

    Takes what Telegram, Discord and a shell send: "zh-CN", "zh-TW", "pt-BR", "es-419", "in",
    "en_US.UTF-8", None.
    """
    parts = re.split(r"[-_]", (locale or "").split(".")[0].strip().lower())
    code = _PRIMARY.get(parts[0], parts[0])
    if code == "zh-Hans" and "hans" not in parts and _TRADITIONAL.intersection(parts[1:]):
        return "zh-Hant"
    return code if code in LANGUAGES else DEFAULT


def backend_language(lang: str) -> str:
    """What the backend is told when a session is made: "zh-CN", "en", "ja".

    Source: docs/wire-api.md#session.
    """
    code = lang if lang in LANGUAGES else pick(lang)
    return _BACKEND.get(code, code)


def plain(text: str) -> str:
    """User-supplied text as an argument: shown as typed, whatever Markdown signs it holds."""
    return _MARKDOWN.sub(r"\\\1", text)


def say(lang: str, key: str, /, **args: str | int | float) -> str:
    """The sentence `key` in `lang`, with numbers and plurals as that language writes them.

    A phrase that is missing in the language comes out in English and is logged.
    Raises UnknownPhrase when the English catalogue has no such key either.
    """
    code = lang if lang in LANGUAGES else pick(lang)
    for candidate in dict.fromkeys((code, DEFAULT)):
        text = _format(candidate, key, args)
        if text is not None:
            return text
        _missing(candidate, key)
    raise UnknownPhrase(key)


def sentences(lang: str, *parts: str) -> str:
    """Sentences one after another: a space between them, where the language puts one."""
    code = lang if lang in LANGUAGES else pick(lang)
    return ("" if code in _UNSPACED else " ").join(part for part in parts if part)


@cache  # so that each gap is logged once, not with every message
def _missing(code: str, key: str) -> None:
    log.warning("phrase_missing", key=key, lang=code)


@cache
def _entries(code: str) -> dict[str, re.Match[str]]:
    """The source of each phrase: a catalogue is read at once, its phrases as they are said."""
    found: dict[str, re.Match[str]] = {}
    folder = files("core.language").joinpath("locales", code)
    entries = folder.iterdir() if folder.is_dir() else ()
    for source in sorted(entries, key=lambda entry: entry.name):
        if source.name.endswith(".ftl"):
            for entry in _ENTRY.finditer(source.read_text(encoding="utf-8")):
                found.setdefault(entry[1], entry)
    return found


@cache
def _bundle(code: str) -> FluentBundle:
    from fluent.runtime import FluentBundle

    return FluentBundle([code], use_isolating=False)


def _format(code: str, key: str, args: Mapping[str, str | int | float]) -> str | None:
    entry = _entries(code).get(key)
    if entry is None:
        return None
    text = entry[2].strip()
    if text and "{" not in text and "\n" not in text:
        return text
    bundle = _bundle(code)
    if not bundle.has_message(key):
        from fluent.runtime import FluentResource

        bundle.add_resource(FluentResource(entry[0]))
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        return None
    short: dict[str, str | int | float] = {}
    long: dict[str, str] = {}
    for name, value in args.items():
        if isinstance(value, str) and len(value) > _LONGEST_ARGUMENT:
            mark = f"\ue000{len(long)}\ue001"  # private use: no text of ours holds these
            short[name], long[mark] = mark, value
        elif isinstance(value, str):
            short[name] = value
        else:
            short[name] = max(-_LARGEST_NUMBER, min(_LARGEST_NUMBER, value))
    text, errors = bundle.format_pattern(pattern, short)
    if errors:
        log.error("phrase_broken", key=key, lang=code, problems=[str(error) for error in errors])
    return re.sub("\ue000\\d+\ue001", lambda found: long.get(found[0], found[0]), str(text))
