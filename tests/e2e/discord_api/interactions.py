"""What people do with commands, buttons and modals: INTERACTION_CREATE, as Discord sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simcord.backend import serializers
from simcord.backend.models import Channel, Interaction, Message, User
from simcord.components import walk_components
from simcord.enums import AppCommandType, InteractionType, OptionType

from tests.e2e.discord_api.limits import called
from tests.e2e.discord_api.server import DiscordApi, File


class People:
    """Acts for the people of a stand-in; refuses what a real client would not offer."""

    def __init__(self, api: DiscordApi) -> None:
        self._api = api
        self.locales: dict[int, str] = {}

    def slash(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Mapping[str, str | bool | File] | None = None,
    ) -> Interaction:
        """Give a slash command, by its name or as it is called in this person's language.

        Files become its attachment options. What is sent names it as it is registered.
        """
        locale = self.locales.get(user.id, "en-US")
        command = self._command(name, AppCommandType.CHAT_INPUT, locale)
        declared = {option["name"]: option for option in command["options"]}
        declared |= {called(option, locale): option for option in command["options"]}
        given, resolved = [], {}
        for key, value in (options or {}).items():
            option = declared[key]
            sent: str | bool
            if isinstance(value, File):
                assert option["type"] == OptionType.ATTACHMENT, f"{key} takes no file"
                stored = self._api.attach(channel.id, value)
                resolved[stored["id"]] = stored
                sent = stored["id"]
            else:
                choices = [choice["value"] for choice in option.get("choices") or []]
                assert not choices or value in choices, f"{value!r} is none of {choices}"
                sent = value
            given.append({"name": option["name"], "type": option["type"], "value": sent})
        missing = {o["name"] for o in declared.values() if o.get("required")}
        assert not missing - {each["name"] for each in given}, f"/{name} needs {missing}"
        data: dict[str, Any] = {
            "id": command["id"],
            "name": command["name"],
            "type": 1,
            "options": given,
        }
        if resolved:
            data["resolved"] = {"attachments": resolved}
        return self._send(InteractionType.APPLICATION_COMMAND, user, channel, data)

    def complete(
        self, user: User, channel: Channel, name: str, option: str, typed: str
    ) -> Interaction:
        """Type into an option that completes; the answer is in `autocomplete_choices`."""
        command = self._command(name, AppCommandType.CHAT_INPUT)
        found = next(each for each in command["options"] if each["name"] == option)
        assert found.get("autocomplete"), f"/{name} {option} completes nothing"
        given = [{"name": option, "type": found["type"], "value": typed, "focused": True}]
        data = {"id": command["id"], "name": name, "type": 1, "options": given}
        return self._send(InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, user, channel, data)

    def context(self, user: User, channel: Channel, name: str, message: int) -> Interaction:
        """Choose a command from a message's menu."""
        command = self._command(name, AppCommandType.MESSAGE)
        target = self._api.backend.get_message(channel.id, message)
        payload = dict(serializers.message_payload(self._api.backend, target))
        data = {
            "id": command["id"],
            "name": name,
            "type": 3,
            "target_id": str(message),
            "resolved": {"messages": {str(message): payload}},
        }
        return self._send(InteractionType.APPLICATION_COMMAND, user, channel, data)

    def press(self, user: User, message: Message, label: str) -> Interaction:
        """Press the button that says so."""
        for component in walk_components(message.components):
            if component.get("type") == 2 and component.get("label") == label:
                assert not component.get("disabled")
                assert component.get("custom_id")
                return self._component(user, message, component["custom_id"])
        raise AssertionError(f"no button {label!r}")

    def _component(self, user: User, message: Message, custom_id: str) -> Interaction:
        channel = self._api.backend.get_channel(message.channel_id)
        data = {"custom_id": custom_id, "component_type": 2, "id": 1}
        return self._send(InteractionType.MESSAGE_COMPONENT, user, channel, data, message)

    def submit(self, user: User, shown: Interaction, *values: str) -> Interaction:
        """Fill in the modal that an interaction was answered with, field by field."""
        assert shown.modal is not None
        assert not shown.modal_consumed
        shown.modal_consumed = True
        rest = list(values)
        components = []
        for row in shown.modal["components"]:
            label = row["type"] == 18
            field = row["component"] if label else row["components"][0]
            filled = {"type": 4, "custom_id": field["custom_id"], "value": rest.pop(0), "id": 2}
            components.append(
                {"type": 18, "component": filled, "id": 1}
                if label
                else {"type": 1, "components": [filled], "id": 1}
            )
        channel = self._api.backend.get_channel(shown.channel_id)
        source = None
        if shown.source_message_id is not None:
            source = self._api.backend.get_message(channel.id, shown.source_message_id)
        data = {"custom_id": shown.modal["custom_id"], "components": components}
        return self._send(InteractionType.MODAL_SUBMIT, user, channel, data, source)

    def redeliver(self, record: Interaction, payload: Mapping[str, Any]) -> None:
        """Deliver an interaction once more, as two processes with one token would see it."""
        self._api.backend.emit("INTERACTION_CREATE", payload)

    # -- the payload

    def _command(self, name: str, kind: int, locale: str = "en-US") -> dict[str, Any]:
        found = self._api.backend.find_command(name, None, kind)
        if found is None:
            known = self._api.backend.commands.get(None, {}).values()
            alike = (each for each in known if each.get("type", 1) == kind)
            found = next((each for each in alike if called(each, locale) == name), None)
        assert found is not None, f"{name!r} is not registered"
        return found

    def _send(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: dict[str, Any],
        message: Message | None = None,
    ) -> Interaction:
        backend = self._api.backend
        record = backend.new_interaction(kind, channel.id, user.id, channel.guild_id)
        record.command_name = data.get("name")
        record.command_type = data.get("type")
        if data.get("target_id"):
            record.target_id, record.target_type = int(data["target_id"]), 3
        payload = self._payload(record, user, channel, data)
        if message is not None:
            record.source_message_id = message.id
            payload["message"] = dict(serializers.message_payload(backend, message))
        backend.emit("INTERACTION_CREATE", payload)
        return record

    def _payload(
        self, record: Interaction, user: User, channel: Channel, data: dict[str, Any]
    ) -> dict[str, Any]:
        backend = self._api.backend
        payload: dict[str, Any] = {
            "id": str(record.id),
            "application_id": str(backend.application_id),
            "type": record.type,
            "token": record.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": dict(serializers.channel_payload(backend, channel)),
            "locale": self.locales.get(user.id, "en-US"),
            "entitlements": [],
            "authorizing_integration_owners": {"0": "0"},
            "context": 1,
            "attachment_size_limit": self._api.upload_limit(channel.id),
            "app_permissions": "0",
        }
        if channel.guild_id is None:
            payload["user"] = dict(serializers.user_payload(user))
            return payload
        guild = backend.get_guild(channel.guild_id)
        member: dict[str, Any] = dict(
            serializers.member_payload(backend, guild, guild.members[user.id])
        )
        member["permissions"] = str(backend.compute_permissions(guild.id, user.id, channel.id))
        payload |= {"guild_id": str(guild.id), "member": member, "context": 0}
        payload["guild_locale"] = "en-US"
        payload["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
        if backend.bot_user.id in guild.members:
            bot = backend.bot_user.id
            payload["authorizing_integration_owners"] = {"0": str(guild.id)}
            payload["app_permissions"] = str(backend.compute_permissions(guild.id, bot, channel.id))
        else:
            self._api.foreign.add(record.id)
            payload["authorizing_integration_owners"] = {"1": str(user.id)}
        return payload
