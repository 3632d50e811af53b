"""Which commands Discord is told of, and how seldom."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.backend.errors import BackendError

from adapters.discord import commands
from core.chat import Command
from core.commands import COMMANDS
from core.language.phrases import LANGUAGES, say
from tests.adapters.discord.kit import Bench
from tests.e2e.discord_api.limits import check_commands


def test_payloads_pass_discords_rules() -> None:
    """Names, descriptions, locales and option counts are what Discord accepts, in all languages."""
    listed = [spec for spec in COMMANDS if spec.listed]
    # And those on options of their own: a prompt with photos, and the one on a message.
    assert check_commands(commands.payloads(), 0, set()) == len(listed) + 2


def test_every_command_of_the_table_is_there_and_localised() -> None:
    """The table is the only source of the slash commands, named and described in each language."""
    made = {payload["name"]: payload for payload in commands.payloads()}
    # And the command on a message.
    assert {spec.name for spec in COMMANDS if spec.listed} < set(made)
    export = made["export"]
    assert [choice["value"] for choice in export["options"][0]["choices"]] == ["1080p", "720p"]
    assert export["description_localizations"]["de"] == say("de", "command-export")
    assert export["name_localizations"]["de"] == "exportieren"
    assert export["options"][0]["name_localizations"]["ja"] == "画質"
    assert made["video"]["options"][2]["name_localizations"]["fr"] == "photo2"
    locales = {locale for each in commands.LOCALES.values() for locale in each}
    for payload in commands.payloads():
        for each in (payload, *payload.get("options", ())):
            assert set(each["name_localizations"]) == locales
    assert [c["value"] for c in made["language"]["options"][0]["choices"]] == list(LANGUAGES)


def test_names_of_the_catalogue_are_those_of_the_table() -> None:
    """In English they are what interactions carry; no name stands for another command anywhere."""
    slashes = [each for each in commands.payloads() if each["type"] == 1]
    names = {each["name"] for each in slashes}
    for each in slashes:
        assert say("en", f"slash-{each['name']}") == each["name"]
        assert not names.intersection(each["name_localizations"].values()) - {each["name"]}
        for option in each["options"]:
            key = f"slash-{each['name']}-{option['name'].rstrip('12345')}"
            assert say("en", key) == option["name"].rstrip("12345")


@pytest.mark.parametrize(
    "broken",
    [
        {"name_localizations": {"de": "Exportieren"}},
        {"name_localizations": {"de": "jetzt exportieren"}},
        {"name_localizations": {"xx": "exportieren"}},
        {"name_localizations": {"de": "hilfe"}},
        {"options": [{"name": "quality", "description": "x", "name_localizations": {"fr": "é!"}}]},
    ],
)
def test_stand_in_refuses_names_that_discord_refuses(broken: dict[str, Any]) -> None:
    """Upper case, spaces, signs, unknown locales, and two commands of one name."""
    made = [
        {**each, **broken} if each["name"] == "export" else each for each in commands.payloads()
    ]
    with pytest.raises(BackendError):
        check_commands(made, 0, set())


async def test_localised_command_arrives_under_its_own_name(running: Bench) -> None:
    """Somebody picks "/exportieren qualität"; core gets "export" with what was chosen."""
    ada = running.api.user("Ada")
    running.people.locales[ada.id] = "de"
    running.people.slash(ada, running.api.dm(ada.id), "exportieren", {"qualität": "720p"})
    assert (await running.taken()).command == Command("export", "720p")


def test_every_language_but_arabic_has_a_locale() -> None:
    """Discord has no Arabic; everybody else finds their language."""
    assert set(LANGUAGES) - set(commands.LOCALES) == {"en", "ar"}


async def test_commands_are_written_once(running: Bench) -> None:
    """A second start with the same commands writes nothing."""
    http, application = running.client.http, running.client.application_id
    written = [call for call in running.api.rest.calls if call.path.endswith("/commands")]
    assert len(written) == 1
    assert not await commands.register(http, application, running.service)
    running.service.notes.clear()
    assert await commands.register(http, application, running.service)
