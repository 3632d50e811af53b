"""The command menus: every language and scope, once."""

from __future__ import annotations

from adapters.telegram.commands import fingerprint, menus, register
from core.commands import COMMANDS
from tests.adapters.telegram.kit import stage
from tests.e2e.telegram_api import BOT_ID, Refusal


async def test_menus_are_sent_once() -> None:
    """A start sends the menus; the next one, with the same menus, sends nothing."""
    async with stage() as there:
        bot = there.adapter.chat._bot
        assert await register(bot, there.service, there.clock, BOT_ID)
        commands = there.api.state.commands
        names = [row["command"] for row in commands["all_private_chats", ""]]
        assert names == [spec.name for spec in COMMANDS if spec.listed]
        assert "login" not in [row["command"] for row in commands["all_group_chats", ""]]
        assert commands["default", "de"] != commands["default", ""]
        assert there.api.state.menu_button == {"type": "commands"}
        there.api.calls.clear()
        assert not await register(bot, there.service, there.clock, BOT_ID)
        assert there.api.calls == []


async def test_the_menu_button_opens_the_page_while_there_is_one() -> None:
    """With a public page the button opens it; the start after that setting went puts it back."""
    async with stage() as there:
        bot, url = there.adapter.chat._bot, "https://reelay.example/"
        assert await register(bot, there.service, there.clock, BOT_ID, url)
        shown = there.api.state.menu_button
        assert shown == {"type": "web_app", "text": "Reelay", "web_app": {"url": url}}
        assert not await register(bot, there.service, there.clock, BOT_ID, url)
        assert await register(bot, there.service, there.clock, BOT_ID)
        assert there.api.state.menu_button == {"type": "commands"}


async def test_a_flood_is_waited_out() -> None:
    """Dozens of calls at once meet the limit; they go on after the wait."""
    async with stage() as there:
        there.api.refuse("setMyCommands", Refusal(429, "Too Many Requests", retry_after=3), 2)
        there.run()
        assert await there.clock.wake_next() == 3
        assert await there.clock.wake_next() == 3
        await there.service.remembered.wait()
        assert len(there.api.state.commands) == len(menus())


def test_fingerprint_follows_the_words() -> None:
    """Another description is another menu."""
    changed = menus()
    changed["private", ""][0] = ("start", "Something new")
    assert fingerprint(menus()) == fingerprint(menus())
    assert fingerprint(changed) != fingerprint(menus())
