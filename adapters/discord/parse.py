"""What Discord sends, as core's values: pure functions, nothing is asked of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import discord

from core.chat import Address, Attachment, ChatKind, Command, Incoming, Medium, MessageRef, Press
from core.commands import BY_NAME, typed

PLATFORM: Final = "discord"
VIDEO: Final = "video"
PHOTOS: Final = tuple(f"photo{n}" for n in range(1, 6))
THREAD: Final = "thread"
# What the id of a form begins with: a command to complete, or a button that wants words.
COMMAND_FORM: Final = "c:"
BUTTON_FORM: Final = "a:"
# Discord gives a private chat a channel id that a bot can't look up later; the person's id can.
_DM: Final = "@"
_WRITTEN: Final = frozenset({discord.MessageType.default, discord.MessageType.reply})
# The longest message of an account without a subscription, and how near to it a cut text comes.
_LONGEST: Final = 2000
_NEARLY: Final = 0.95
_EMOJI: Final = re.compile(r"<a?(:\w+:)\d+>")

Json = Mapping[str, Any]


# -- places


def private(bot: str, user: int, *, upload_limit: int = 0) -> Address:
    """The private chat with this person."""
    return Address(PLATFORM, bot, f"{_DM}{user}", str(user), upload_limit=upload_limit)


def dm_user(chat: str) -> int | None:
    """Whose private chat this is; None for a channel."""
    return int(chat[1:]) if chat.startswith(_DM) else None


def target(address: Address) -> str:
    """The chat or thread to post in, as `Address` and `MessageRef` write it."""
    return address.thread or address.chat


def channel_address(
    bot: str, channel: Any, user: int | str, *, guild: discord.Guild | None, upload_limit: int = 0
) -> Address:
    """A person's place in a channel or thread of a guild."""
    parent = getattr(channel, "parent_id", None) if is_thread(channel) else None
    return Address(
        PLATFORM,
        bot,
        str(parent or channel.id),
        str(user),
        thread=str(channel.id) if parent else "",
        kind=ChatKind.GROUP,
        upload_limit=upload_limit or (guild.filesize_limit if guild else 0),
    )


def is_thread(channel: Any) -> bool:
    """Whether a channel hangs below another one."""
    return isinstance(channel, discord.Thread)


# -- messages


def from_message(message: discord.Message, bot: discord.ClientUser) -> Incoming | None:
    """A message for the bot: in private, or one that mentions it or replies to it.

    None for everything else: other bots, service messages, and guild messages that do not name
    the bot, which Discord hands out empty anyway.
    """
    if message.author.bot or message.type not in _WRITTEN:
        return None
    if message.guild is not None and not _names(message, bot):
        return None
    if message.guild is None:
        address = private(str(bot.id), message.author.id)
    else:
        address = channel_address(
            str(bot.id), message.channel, message.author.id, guild=message.guild
        )
    text = _without_mention(message, bot)
    answered = message.reference.resolved if message.reference else None
    earlier = answered if isinstance(answered, discord.Message) else None
    ours = earlier is not None and earlier.author.id == bot.id
    theirs = earlier if not ours else None
    pointed = _words(theirs, bot) if theirs is not None else ""
    files = tuple(attachments(message))
    quoted = tuple(attachments(theirs)) if theirs is not None else ()
    more = theirs is not None and not quoted and _holds_more(theirs)
    return Incoming(
        address,
        event=f"m{message.id}",
        at=message.created_at,
        message=str(message.id),
        text=text or _passed_on(message),
        attachments=files,
        quoted=quoted,
        command=typed(text),
        name=message.author.display_name,
        locale=_community_locale(message.guild),
        pointed=pointed,
        under=tuple(_under(earlier)) if earlier and ours else (),
        forwarded=bool(message.message_snapshots),
        cut=_cut(message.content),
        unread=not files and (_holds_more(message) or more),
        hidden=not (ours or pointed or quoted or more) and _replies(message, earlier),
    )


def from_edit(message: discord.Message, bot: discord.ClientUser) -> Incoming | None:
    """New words for a message that was for the bot; None where there are none to read."""
    found = from_message(message, bot)
    if found is None or found.command is not None or not found.text or message.edited_at is None:
        return None
    event = f"e{message.id}:{message.edited_at.timestamp()}"
    return replace(found, event=event, message="", attachments=(), edits=found.message)


def _names(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether it calls the bot: by name, by a reply, or by the role that Discord made for it."""
    role = message.guild.self_role if message.guild is not None else None
    return bot in message.mentions or (role is not None and role in message.role_mentions)


def _under(message: discord.Message) -> Iterator[str]:
    """The data of the buttons below a message of the bot's."""
    for row in message.components:
        for part in row.children if isinstance(row, discord.ActionRow) else ():
            if isinstance(part, discord.Button) and part.custom_id:
                # What precedes the data says how a press is answered (render.DynamicButton).
                yield part.custom_id.partition(":")[2]


def _cut(text: str) -> str | None:
    """What the next part is joined with where somebody had to cut a long text."""
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units >= _LONGEST:
        return text[len(text.rstrip()) :]
    return "\n" if units >= _LONGEST * _NEARLY else None


def _holds_more(message: discord.Message) -> bool:
    """Whether there is something in it beside words and files: a poll, an activity."""
    passed_on = any(each.embeds and not each.content for each in message.message_snapshots)
    embeds = bool(message.embeds) and not message.content
    return bool(message.poll) or message.activity is not None or embeds or passed_on


def _replies(message: discord.Message, earlier: discord.Message | None) -> bool:
    """Whether it replies to what somebody wrote, shown to us or not."""
    by_hand = message.type is discord.MessageType.reply
    return by_hand and (earlier is None or not earlier.is_system())


def _words(message: discord.Message, bot: discord.ClientUser) -> str:
    """What stands in a message; what it passes on where it has no words of its own."""
    return _without_mention(message, bot) or _passed_on(message)


def _passed_on(message: discord.Message) -> str:
    return "\n".join(each.content for each in message.message_snapshots).strip()


def _without_mention(message: discord.Message, bot: discord.ClientUser) -> str:
    text = re.sub(rf"<@!?{bot.id}>", " ", message.content)
    if message.guild is not None and message.guild.self_role is not None:
        text = text.replace(message.guild.self_role.mention, " ")
    for user in message.mentions:
        text = text.replace(f"<@{user.id}>", f"@{user.display_name}")
    return re.sub(r"[ \t]{2,}", " ", _EMOJI.sub(r"\1", text)).strip()


def _community_locale(guild: discord.Guild | None) -> str:
    # Only community servers choose a language; everywhere else it says en-US whatever is spoken.
    if guild is not None and "COMMUNITY" in guild.features:
        return str(guild.preferred_locale)
    return ""


def attachments(message: discord.Message) -> Iterator[Attachment]:
    """Its own files, those of a message it forwards, and its stickers."""
    files = [*message.attachments]
    for snapshot in message.message_snapshots:
        files += snapshot.attachments
    for file in files:
        found = attachment(file.to_dict(), str(message.id), voice=message.flags.voice)
        yield replace(found, seconds=file.duration)
    for sticker in message.stickers:
        kind = sticker.format.file_extension
        mime = "application/json" if kind == "json" else f"image/{kind}"
        name = f"{sticker.name}.{kind}"
        yield Attachment(Medium.STICKER, sticker.url, name, mime, message=str(message.id))


def attachment(data: Json, message: str = "", *, voice: bool = False) -> Attachment:
    """A file in Discord's own words (its attachment object)."""
    mime = str(data.get("content_type") or "").split(";")[0]
    size = data.get("size")
    return Attachment(
        _medium(mime, voice=voice),
        handle=str(data["url"]),
        name=str(data["filename"]),
        mime=mime,
        size=int(size) if size is not None else None,
        message=message,
    )


def _medium(mime: str, *, voice: bool) -> Medium:
    if voice:
        return Medium.VOICE
    if mime == "image/gif":
        return Medium.ANIMATION
    kind = mime.split("/")[0]
    return {"image": Medium.PHOTO, "video": Medium.VIDEO, "audio": Medium.AUDIO}.get(
        kind, Medium.DOCUMENT
    )


# -- interactions


def from_command(interaction: discord.Interaction[Any], address: Address) -> Incoming:
    """A slash command or the message command; `address` is where it will be answered."""
    data: Json = interaction.data or {}
    if data.get("type") == discord.AppCommandType.message.value:
        found = (data.get("resolved") or {}).get("messages") or {}
        aim = found.get(str(data.get("target_id"))) or {}
        files = [attachment(each, str(aim.get("id", ""))) for each in _files_of(aim)]
        command = Command(VIDEO, str(aim.get("content", "")))
        return _incoming(interaction, address, files=files, command=command)
    given = {option["name"]: option["value"] for option in data.get("options") or ()}
    name = str(data["name"])
    if name == VIDEO:
        stored = (data.get("resolved") or {}).get("attachments") or {}
        chosen = [stored[given[key]] for key in PHOTOS if given.get(key) in stored]
        files = [attachment(each) for each in chosen]
        command = Command(VIDEO, str(given.get("prompt", "")))
        return _incoming(interaction, address, files=files, command=command)
    declared = BY_NAME[name].options if name in BY_NAME else ()
    args = " ".join(str(given[option.name]) for option in declared if option.name in given)
    return _incoming(interaction, address, command=Command(name, args.strip()))


def typed_option(interaction: discord.Interaction[Any]) -> tuple[str, str]:
    """The option that is being typed into, and what stands there so far."""
    data: Json = interaction.data or {}
    focused = (option for option in data.get("options") or () if option.get("focused"))
    option: Json = next(focused, {})
    return str(option.get("name", "")), str(option.get("value", ""))


def wants_thread(interaction: discord.Interaction[Any]) -> bool:
    """Whether a `/video` asks for a thread, and stands where one can be opened and written in."""
    data: Json = interaction.data or {}
    given = {option["name"]: option.get("value") for option in data.get("options") or ()}
    allowed = interaction.app_permissions
    return (
        command_name(interaction) == VIDEO
        and given.get(THREAD) is True
        and isinstance(interaction.channel, discord.TextChannel)
        and allowed.create_public_threads
        and allowed.send_messages_in_threads
    )


def from_press(
    interaction: discord.Interaction[Any], address: Address, data: str, text: str = ""
) -> Incoming:
    """A press, with the words that its form asked for."""
    assert interaction.message is not None  # a component always hangs on a message
    ref = MessageRef(address.chat, str(interaction.message.id), address.thread)
    return _incoming(interaction, address, text, press=Press(data, ref))


def from_form(
    interaction: discord.Interaction[Any], address: Address, name: str, typed: str
) -> Incoming:
    """A command whose argument was typed into a form."""
    return _incoming(interaction, address, command=Command(name, typed.strip()))


def command_name(interaction: discord.Interaction[Any]) -> str:
    """The English name of the command."""
    data: Json = interaction.data or {}
    return str(data.get("name", ""))


def field_text(interaction: discord.Interaction[Any]) -> str:
    """What was typed into the one field of a form."""
    data: Json = interaction.data or {}
    for row in data.get("components") or ():
        for field in row.get("components") or (row.get("component") or {},):
            if field.get("value"):
                return str(field["value"])
    return ""


def custom_id(interaction: discord.Interaction[Any]) -> str:
    """The id of the form or the button."""
    data: Json = interaction.data or {}
    return str(data.get("custom_id", ""))


def answer_handle(interaction: discord.Interaction[Any]) -> str:
    """What `Chat.whisper` needs to answer this person alone, for 15 minutes."""
    return f"{interaction.id}:{interaction.token}"


def _incoming(
    interaction: discord.Interaction[Any],
    address: Address,
    text: str = "",
    files: Sequence[Attachment] = (),
    *,
    command: Command | None = None,
    press: Press | None = None,
) -> Incoming:
    return Incoming(
        address,
        event=f"i{interaction.id}",
        at=interaction.created_at,
        text=text,
        attachments=tuple(files),
        command=command,
        press=press,
        name=interaction.user.display_name,
        locale=str(interaction.locale),
        answer=answer_handle(interaction),
    )


def _files_of(message: Json) -> Iterable[Json]:
    yield from message.get("attachments") or ()
    for snapshot in message.get("message_snapshots") or ():
        yield from (snapshot.get("message") or {}).get("attachments") or ()
