"""The first answers to interactions, and the reasons why an answer comes elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import discord

from adapters import markdown
from adapters.discord import parse, render
from adapters.discord.errors import translated
from core.chat import Incoming, TextForm
from core.language.phrases import plain, say

Reply = Callable[[], Awaitable[object]]

_THREAD_NAME: Final = 80
_CHOICE: Final = 100
_CHOICES: Final = 25
NEEDED: Final = ("view_channel", "send_messages", "attach_files")


# -- first answers, each within 3 s of the interaction


def thinking(interaction: discord.Interaction[Any]) -> Reply:
    """ "…is thinking", to be filled in by a whisper."""
    return lambda: interaction.response.defer(ephemeral=True, thinking=True)


def seen(interaction: discord.Interaction[Any]) -> Reply:
    """Nothing visible: the answer is a message or an edit."""
    return lambda: interaction.response.defer()


def noted(interaction: discord.Interaction[Any], text: str) -> Reply:
    """A line for this person alone; what was asked for is answered in messages, since a token dies
    after 15 minutes and a turn may take longer."""
    return lambda: interaction.response.send_message(_written(text), ephemeral=True)


def ask(interaction: discord.Interaction[Any], form_id: str, form: TextForm) -> Reply:
    """A form whose answer comes back with this id; nothing to write down yet."""
    modal = render.Form(form_id, form.title, form.label, long=form.long)
    return lambda: interaction.response.send_modal(modal)


def offer(interaction: discord.Interaction[Any], values: Sequence[str]) -> Reply:
    """Up to 25 values to choose from, of at most 100 characters each."""
    fitting = [value for value in values if len(value) <= _CHOICE][:_CHOICES]
    choices = [discord.app_commands.Choice(name=value, value=value) for value in fitting]
    return lambda: interaction.response.autocomplete(choices)


def not_taken(interaction: discord.Interaction[Any]) -> Reply:
    """It could not be written down: say so, whatever was answered before."""
    text = _written(say(str(interaction.locale), "discord-not-taken"))
    if interaction.response.is_done():
        return lambda: interaction.followup.send(text, ephemeral=True)
    return lambda: interaction.response.send_message(text, ephemeral=True)


def _written(text: str) -> str:
    return render.written(markdown.parse(text))


# -- where the bot may write


def missing_permissions(channel: Any, guild: discord.Guild) -> tuple[str, ...]:
    """Which of the needed permissions the bot lacks there; none where that can't be known."""
    if guild.me is None or not hasattr(channel, "permissions_for"):
        return ()
    return _missing(channel.permissions_for(guild.me), thread=parse.is_thread(channel))


def missing_for(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """The same, from what Discord says beside an interaction."""
    if interaction.guild_id is None:
        return ()
    return _missing(interaction.app_permissions, thread=parse.is_thread(interaction.channel))


def _missing(granted: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    if granted.administrator:
        return ()
    needed = [
        name.replace("messages", "messages_in_threads") if thread else name for name in NEEDED
    ]
    return tuple(name for name in needed if not getattr(granted, name))


def explain(lang: str, channel: Any, missing: tuple[str, ...]) -> str:
    """Which permissions are missing where, and that the answer comes in private."""
    names = ", ".join(name.replace("_", " ").title() for name in missing)
    where = plain(f"#{getattr(channel, 'name', None) or channel.id}")
    return say(lang, "discord-missing-permissions", where=where, permissions=names)


def to_private(incoming: Incoming) -> Incoming:
    """The same request with its answers in the private chat, where its message does not stand."""
    address = incoming.address
    return replace(incoming, address=parse.private(address.bot, int(address.user)), message="")


async def open_thread(interaction: discord.Interaction[Any], incoming: Incoming) -> discord.Thread:
    """A public thread below the interaction's channel, named by the request; its author is in it.

    Raises ChatError.
    """
    channel = interaction.channel
    assert isinstance(channel, discord.TextChannel)  # `parse.wants_thread` said so
    command = incoming.command
    words = " ".join(markdown.harmless(command.args).split()) if command else ""
    with translated(str(channel.id)):
        thread = await channel.create_thread(
            name=words[:_THREAD_NAME] or "Reelay", type=discord.ChannelType.public_thread
        )
        await thread.add_user(interaction.user)
    return thread


def into_thread(incoming: Incoming, thread: discord.Thread) -> Incoming:
    """The same request, made in that thread."""
    return replace(incoming, address=replace(incoming.address, thread=str(thread.id)))


def front_room(guild: discord.Guild) -> discord.TextChannel | None:
    """Where to introduce oneself: the system channel, else the first that lets us write."""
    rooms = [guild.system_channel, *guild.text_channels]
    return next((room for room in rooms if room and not missing_permissions(room, guild)), None)
