"""The commands as Discord registers them, made from core's table; written only when changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final, Protocol

import structlog

from adapters.discord.parse import PHOTOS, THREAD, VIDEO
from core.commands import COMMANDS, CommandSpec, Option
from core.language.phrases import LANGUAGES, say

log = structlog.get_logger(__name__)

# Discord's locales by our languages; Discord has no Arabic.
LOCALES: Final = {
    "zh-Hans": ("zh-CN",),
    "zh-Hant": ("zh-TW",),
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "ja": ("ja",),
    "ko": ("ko",),
    "ru": ("ru",),
    "de": ("de",),
    "fr": ("fr",),
    "id": ("id",),
    "hi": ("hi",),
}
_CHAT_INPUT, _MESSAGE = 1, 3
_STRING, _BOOLEAN, _ATTACHMENT = 3, 5, 11
# Everywhere: guilds, the bot's private chat, other private chats; installed by a guild or a user.
_EVERYWHERE: Final = {"contexts": [0, 1, 2], "integration_types": [0, 1]}


class Registrar(Protocol):
    """The one call of discord.py's that writes all global commands at once."""

    async def bulk_upsert_global_commands(
        self, application_id: int, payload: list[dict[str, Any]]
    ) -> Any:
        """Replace the application's commands."""
        ...


class Notes(Protocol):
    """The part of `CoreService` that keeps a note over restarts."""

    async def recall(self, key: str) -> str: ...

    async def remember(self, key: str, value: str) -> None: ...


async def register(http: Registrar, application_id: int, notes: Notes) -> bool:
    """Write the commands if they are not what was written last; True when something was sent.

    Discord allows 200 new commands a day, so a bot that restarts often must not write blindly.
    """
    wanted = payloads()
    print_ = fingerprint(wanted)
    key = f"discord/{application_id}/commands"
    if await notes.recall(key) == print_:
        return False
    await http.bulk_upsert_global_commands(application_id, wanted)
    await notes.remember(key, print_)
    log.info("discord_commands_written", count=len(wanted))
    return True


def fingerprint(wanted: list[dict[str, Any]]) -> str:
    """The same for the same commands, in every process."""
    return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


def payloads() -> list[dict[str, Any]]:
    """Every command in Discord's own form."""
    return [*(_command(spec) for spec in COMMANDS if spec.listed), _video(), _make_video()]


def _command(spec: CommandSpec) -> dict[str, Any]:
    # A secret is typed into a form: a command's options are shown to the whole channel.
    options = [] if spec.secret else [_option(spec.name, option) for option in spec.options]
    return {
        "type": _CHAT_INPUT,
        **_named(spec.name, f"slash-{spec.name}"),
        **_described(f"command-{spec.name}"),
        "options": options,
        **_EVERYWHERE,
    }


def _option(command: str, option: Option) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": _STRING,
        **_named(option.name, f"slash-{command}-{option.name}"),
        **_described(f"option-{command}-{option.name}"),
        "required": option.required,
    }
    if option.choices:
        made["choices"] = [{"name": choice, "value": choice} for choice in option.choices]
    elif option.lookup == "languages":
        made["choices"] = [{"name": name, "value": code} for code, name in LANGUAGES.items()]
    elif option.lookup:
        made["autocomplete"] = True
    return made


def _video() -> dict[str, Any]:
    prompt = {
        "type": _STRING,
        **_named("prompt", "slash-video-prompt"),
        **_described("option-video-prompt"),
        "required": True,
        "max_length": 4000,
    }
    photos = [
        {
            "type": _ATTACHMENT,
            **_named(name, "slash-video-photo", str(number)),
            **_described("option-video-photo"),
            "required": False,
        }
        for number, name in enumerate(PHOTOS, 1)
    ]
    thread = {
        "type": _BOOLEAN,
        **_named(THREAD, "slash-video-thread"),
        **_described("option-video-thread"),
        "required": False,
    }
    return {
        "type": _CHAT_INPUT,
        **_named(VIDEO, "slash-video"),
        **_described("command-video"),
        "options": [prompt, *photos, thread],
        **_EVERYWHERE,
    }


def _make_video() -> dict[str, Any]:
    return {
        "type": _MESSAGE,
        "name": say("en", "command-message-video")[:32],
        "name_localizations": _localized("command-message-video", 32),
        **_EVERYWHERE,
    }


def _named(name: str, key: str, number: str = "") -> dict[str, Any]:
    """A name and what it is called in each language; interactions always carry the name itself."""
    called = {locale: f"{text}{number}" for locale, text in _localized(key, 32).items()}
    return {"name": name, "name_localizations": called}


def _described(key: str) -> dict[str, Any]:
    return {
        "description": say("en", key)[:100],
        "description_localizations": _localized(key, 100),
    }


def _localized(key: str, limit: int) -> dict[str, str]:
    return {
        locale: say(lang, key)[:limit] for lang, locales in LOCALES.items() for locale in locales
    }
