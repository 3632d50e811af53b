"""Which commands Discord is told of, and how seldom."""

from __future__ import annotations

from adapters.discord import commands
from core.commands import COMMANDS
from core.language.phrases import LANGUAGES, say
from tests.adapters.discord.kit import Bench
from tests.e2e.discord_api.limits import check_commands


def test_payloads_pass_discords_rules() -> None:
    """Names, descriptions, locales and option counts are what Discord accepts, in all languages."""
    assert check_commands(commands.payloads(), 0, set()) == len(COMMANDS) + 2


def test_every_command_of_the_table_is_there_and_localised() -> None:
    """The table is the only source of the slash commands; descriptions come in each language."""
    made = {payload["name"]: payload for payload in commands.payloads()}
    assert {spec.name for spec in COMMANDS} < set(made)
    export = made["export"]
    assert [choice["value"] for choice in export["options"][0]["choices"]] == ["1080p", "720p"]
    assert export["description_localizations"]["de"] == say("de", "command-export")
    assert [c["value"] for c in made["language"]["options"][0]["choices"]] == list(LANGUAGES)


def test_every_language_but_arabic_has_a_locale() -> None:
    """Discord has no Arabic; everybody else finds their language."""
    assert set(LANGUAGES) - set(commands.LOCALES) == {"en", "ar"}


async def test_commands_are_written_once(running: Bench) -> None:
    """A second start with the same commands writes nothing."""
    http, application = running.client.http, running.client.application_id
    written = [call for call in running.api.rest.calls if call.path.endswith("/commands")]
    assert len(written) == 1
    assert not await commands.register(http, application, running.front)
    running.front.notes.clear()
    assert await commands.register(http, application, running.front)
