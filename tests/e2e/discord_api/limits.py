"""Discord's refusals that SimCord does not know, checked before it sees a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from simcord.backend import Backend
from simcord.backend.errors import BackendError, invalid_form_body, missing_permissions

MIB = 1024 * 1024
TIER_LIMITS = {0: 10 * MIB, 1: 10 * MIB, 2: 50 * MIB, 3: 100 * MIB}
"""The largest upload by boost tier of the guild, in bytes."""
# Discord's [-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]; Python's \w lacks vowel signs of these two.
_COMMAND_NAME = re.compile(r"[-_'\w\u0900-\u0963\u0966-\u097f\u0e01-\u0e3a\u0e40-\u0e5b]{1,32}")
_CREATES_A_DAY = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request, in the shape in which SimCord reads it."""

    filename: str
    fp: Any
    size: int
    description: str | None = None


def posted(moment_of: int) -> datetime:
    """When a snowflake was made."""
    return datetime.fromtimestamp(((moment_of >> 22) + 1420070400000) / 1000, tz=UTC)


def check_files(backend: Backend, channel_id: int, files: Sequence[Upload], limit: int) -> None:
    """Ten files, none above the limit, and the right to attach any."""
    if not files:
        return
    if len(files) > 10:
        raise invalid_form_body("files: Must be 10 or fewer in length")
    if any(file.size > limit for file in files):
        raise BackendError(413, 40005, "Request entity too large")
    channel = backend.get_channel(channel_id)
    if channel.guild_id is not None:
        bot = backend.bot_user.id
        if not backend.compute_permissions(channel.guild_id, bot, channel_id) & (1 << 15):
            raise missing_permissions()


def check_nonce(body: dict[str, Any]) -> str:
    """The nonce to be kept, empty where it is not enforced."""
    nonce = body.get("nonce")
    if nonce is None:
        return ""
    if len(str(nonce)) > 25:
        raise invalid_form_body("nonce: Must be 25 or fewer in length")
    return str(nonce) if body.get("enforce_nonce") else ""


def check_age(message_id: int, now: datetime) -> None:
    """A message older than an hour takes no more edits (after some, which we count as none)."""
    if now - posted(message_id) > timedelta(hours=1):
        raise BackendError(
            429, 30046, "Maximum number of edits to messages older than 1 hour reached."
        )


def check_commands(payloads: Any, created_today: int, known: set[tuple[str, int]]) -> int:
    """The registration of commands; returns how many of them are new (200 a day)."""
    if not isinstance(payloads, list) or len(payloads) > 110:
        raise invalid_form_body("commands: Must be 100 or fewer in length")
    for payload in payloads:
        _check_command(payload)
    _check_unique([each for each in payloads if each.get("type", 1) == 1])
    fresh = sum((each["name"], each.get("type", 1)) not in known for each in payloads)
    if created_today + fresh > _CREATES_A_DAY:
        raise BackendError(
            400, 30034, "Max number of daily application command creates has been reached (200)"
        )
    return fresh


def _check_command(payload: dict[str, Any]) -> None:
    kind = payload.get("type", 1)
    names = [payload["name"], *(payload.get("name_localizations") or {}).values()]
    texts = [
        payload.get("description", ""),
        *(payload.get("description_localizations") or {}).values(),
    ]
    if kind == 1:
        _check_names(payload)
        if not all(1 <= len(text) <= 100 for text in texts):
            raise invalid_form_body("description: Must be between 1 and 100 in length")
    elif not all(1 <= len(name) <= 32 for name in names) or any(texts):
        raise invalid_form_body("a context menu command has a name of 1-32 and no description")
    _check_locales(payload)
    options = payload.get("options") or []
    if len(options) > 25:
        raise invalid_form_body("options: Must be 25 or fewer in length")
    seen_optional = False
    for option in options:
        if option.get("required") and seen_optional:
            raise invalid_form_body("required options must come before optional ones")
        seen_optional = seen_optional or not option.get("required")
        _check_option(option)
    _check_unique(options)


def _check_option(option: dict[str, Any]) -> None:
    texts = [option["description"], *(option.get("description_localizations") or {}).values()]
    if not all(1 <= len(text) <= 100 for text in texts):
        raise invalid_form_body("option description: Must be between 1 and 100 in length")
    _check_names(option)
    choices = option.get("choices") or []
    if len(choices) > 25 or (choices and option.get("autocomplete")):
        raise invalid_form_body("choices: Must be 25 or fewer, and none beside autocomplete")
    if not all(1 <= len(str(choice["name"])) <= 100 for choice in choices):
        raise invalid_form_body("choice name: Must be between 1 and 100 in length")
    _check_locales(option)


def _check_names(payload: dict[str, Any]) -> None:
    for name in (payload["name"], *(payload.get("name_localizations") or {}).values()):
        if not _COMMAND_NAME.fullmatch(name) or name != name.lower():
            raise invalid_form_body(f"name: {name!r} is invalid")


def _check_unique(payloads: Sequence[dict[str, Any]]) -> None:
    """In no language may two of them be called the same; a name counts where it has no other."""
    for locale in {"en-US"}.union(*(each.get("name_localizations") or {} for each in payloads)):
        names = [called(each, locale) for each in payloads]
        if len(names) != len(set(names)):
            raise invalid_form_body(f"name_localizations: {locale}: names must be unique")


def called(payload: dict[str, Any], locale: str) -> str:
    """What a command or an option is called for people of that locale."""
    return str((payload.get("name_localizations") or {}).get(locale, payload["name"]))


_LOCALES = frozenset(str(locale) for locale in discord.Locale)


def _check_locales(payload: dict[str, Any]) -> None:
    for key in ("name_localizations", "description_localizations"):
        unknown = set(payload.get(key) or {}) - _LOCALES
        if unknown:
            raise invalid_form_body(f"{key}: {sorted(unknown)} are no locales")
