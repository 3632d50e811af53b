"""Core's command table in Telegram's menus, per language and scope, sent only when it changed."""

from __future__ import annotations

import hashlib
import json
from typing import Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)

from adapters.telegram.errors import translated
from core.chat import CoreService, Flood
from core.clock import Clock
from core.commands import COMMANDS
from core.language.phrases import DEFAULT, LANGUAGES, say

log = structlog.get_logger(__name__)

# What the button that opens the page says: one text for everybody, so the name of what it opens.
PAGE: Final = "Reelay"
# Telegram knows languages by two letters, so Chinese is one; an empty code is everybody else.
_CODES: Final = {
    code.split("-")[0] if code != DEFAULT else "": code for code in LANGUAGES if code != "zh-Hant"
}
_SCOPES: Final[dict[str, BotCommandScope]] = {
    "default": BotCommandScopeDefault(),
    "private": BotCommandScopeAllPrivateChats(),
    "groups": BotCommandScopeAllGroupChats(),
}
Menus = dict[tuple[str, str], list[tuple[str, str]]]


def menus() -> Menus:
    """What each (scope, Telegram language code) shows: names and descriptions.

    Commands with secret arguments are left out in groups.
    """
    return {
        (scope, code): [
            (spec.name, say(lang, f"command-{spec.name}"))
            for spec in COMMANDS
            if spec.listed and not (spec.secret and scope == "groups")
        ]
        for scope in _SCOPES
        for code, lang in _CODES.items()
    }


def fingerprint(wanted: Menus, page: str = "") -> str:
    """The same for the same menus and the same page, over restarts."""
    rows = sorted((*key, *map(list, value)) for key, value in wanted.items())
    if page:
        rows.append((PAGE, page))
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


async def register(
    bot: Bot, service: CoreService, clock: Clock, bot_id: int, page: str = ""
) -> bool:
    """Send the menus and the menu button unless the same ones were sent; whether they were.

    The button opens the page at that address, else the commands, as it does by default. Raises
    ChatError when Telegram can't be reached; floods are waited out.
    """
    wanted = menus()
    key, mark = f"telegram/{bot_id}/commands", fingerprint(wanted, page)
    if await service.recall(key) == mark:
        return False
    for (scope, code), rows in wanted.items():
        await _patiently(bot, clock, scope, code, rows)
    button = MenuButtonWebApp(PAGE, WebAppInfo(page)) if page else MenuButtonCommands()
    with translated():
        await bot.set_chat_menu_button(menu_button=button)
    await service.remember(key, mark)
    log.info("commands_registered", menus=len(wanted))
    return True


async def _patiently(
    bot: Bot, clock: Clock, scope: str, code: str, rows: list[tuple[str, str]]
) -> None:
    commands = [BotCommand(name, description) for name, description in rows]
    while True:
        try:
            with translated():
                await bot.set_my_commands(
                    commands, scope=_SCOPES[scope], language_code=code or None
                )
        except Flood as flood:
            await clock.sleep(flood.retry_after)
        else:
            return
