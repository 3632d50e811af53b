"""Telegram's updates as core's values; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    ExternalReplyInfo,
    Message,
    MessageEntity,
    Update,
)
from telegram.constants import ChatType, MessageLimit

from core.chat import Address, Attachment, ChatKind, Command, Incoming, Medium, MessageRef, Press
from core.commands import BY_NAME

PLATFORM: Final = "telegram"
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
# Whom Telegram names as the author of its own notices and of posts of a linked channel.
_TELEGRAM: Final = 777000
# Clients cut a pasted text between words, a little before the limit.
_NEARLY: Final = 0.95
# What a message of another chat may hold beside words and files.
_UNOPENED: Final = (
    "paid_media",
    "story",
    "checklist",
    "contact",
    "dice",
    "game",
    "giveaway",
    "giveaway_winners",
    "invoice",
    "location",
    "poll",
    "venue",
)
_AWAY: Final = frozenset({ChatMember.LEFT, ChatMember.BANNED})


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own id and user name."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup and has a new id."""

    old: str
    new: str


def parse(update: Update, me: Me, now: datetime) -> Incoming | Moved | None:
    """What somebody did, or None for what is not for us.

    None: edits that changed no words, other bots, channels and their automatic forwards into a
    linked group, talk in groups that does not call the bot. What an admin writes in the name of a
    chat is that chat's. `now` dates presses, which carry none.
    """
    if update.message is not None:
        return _message(update.update_id, update.message, me)
    if update.edited_message is not None:
        return _edit(update.update_id, update.edited_message, me)
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query, me, now)
    if update.my_chat_member is not None:
        return _joined(update.update_id, update.my_chat_member, me)
    return None


def _message(event: int, message: Message, me: Me) -> Incoming | Moved | None:
    if message.migrate_to_chat_id:
        return Moved(str(message.chat.id), str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return Moved(str(message.migrate_from_chat_id), str(message.chat.id))
    author = _author(message)
    if author is None or message.chat.type == ChatType.CHANNEL:
        return None
    private = message.chat.type == ChatType.PRIVATE
    foreign, command = _command(message, me, private=private)
    if foreign:
        return None
    mentioned, text = _words(message, me)
    attachments = tuple(_attachments(message, str(message.message_id)))
    answers = _answers_us(message, me)
    called = private or command is not None or mentioned or answers
    if not called and not (attachments and message.media_group_id):
        return None
    quoted = tuple(_quoted(message, me))
    unread = not attachments and (
        _holds_media(message) or (not quoted and _points_at_more(message, me))
    )
    # A mention alone is a call, and a poll or a place gets an answer in private; a service message
    # gets none anywhere.
    if not (text or attachments or command or mentioned or (unread and (private or answers))):
        return None
    return Incoming(
        address=_address(message, author, me),
        event=str(event),
        at=message.date,
        message=str(message.message_id),
        text="" if command else text,
        attachments=attachments,
        quoted=quoted,
        album=message.media_group_id or "",
        command=command,
        name=author.name,
        locale=author.locale,
        addressed=called,
        pointed=_pointed(message, me),
        under=_under(message) if answers else (),
        forwarded=message.forward_origin is not None,
        cut=_cut(message.text or ""),
        unread=unread,
    )


def _edit(event: int, message: Message, me: Me) -> Incoming | None:
    """New words for a message; link previews and reactions arrive as edits without a date too."""
    if message.edit_date is None or not (message.text or message.caption):
        return None
    found = _message(event, message, me)
    if not isinstance(found, Incoming) or found.command is not None:
        return None
    return replace(found, message="", album="", attachments=(), edits=found.message)


def _pointed(message: Message, me: Me) -> str:
    """The words that this message replies to; of ours only what was chosen to be quoted."""
    quote, earlier = message.quote, message.reply_to_message
    if quote is not None and (quote.is_manual or earlier is None):
        return quote.text.strip()
    if earlier is None or earlier.forum_topic_created is not None or _answers_us(message, me):
        return ""
    return (earlier.text or earlier.caption or "").strip()


def _under(message: Message) -> tuple[str, ...]:
    """The data of the buttons below the message that this one replies to."""
    earlier = message.reply_to_message
    markup = earlier.reply_markup if earlier is not None else None
    rows = markup.inline_keyboard if markup is not None else ()
    data = (button.callback_data for row in rows for button in row)
    return tuple(each for each in data if isinstance(each, str))


def _cut(text: str) -> str | None:
    """What the next part is joined with where clients cut a long text into several messages."""
    units = len(text.encode("utf-16-le")) // 2
    if units >= MessageLimit.MAX_TEXT_LENGTH:
        return text[len(text.rstrip()) :]
    return "\n" if units >= MessageLimit.MAX_TEXT_LENGTH * _NEARLY else None


def _holds_media(message: Message) -> bool:
    """Whether there is something in it beside words, also of a kind that the library is too old
    to know."""
    known = message.effective_attachment is not None or message.checklist is not None
    return known or any(isinstance(value, dict) for value in message.api_kwargs.values())


def _points_at_more(message: Message, me: Me) -> bool:
    """Whether it replies to somebody's media of a kind that a bot can't open."""
    earlier, elsewhere = message.reply_to_message, message.external_reply
    if earlier is not None:
        topic = earlier.forum_topic_created is not None
        return not topic and not _answers_us(message, me) and _holds_media(earlier)
    if elsewhere is None:
        return False
    held = (getattr(elsewhere, kind) for kind in _UNOPENED)
    return any(held) or any(isinstance(value, dict) for value in elsewhere.api_kwargs.values())


def _press(event: int, query: CallbackQuery, me: Me, now: datetime) -> Incoming | None:
    message = query.message
    if message is None or query.data is None:
        return None
    thread = ""
    if isinstance(message, Message) and message.is_topic_message:
        thread = str(message.message_thread_id)
    chat = str(message.chat.id)
    return Incoming(
        address=Address(
            platform=PLATFORM,
            bot=str(me.id),
            chat=chat,
            user=str(query.from_user.id),
            thread=thread,
            kind=_kind(message.chat.type),
        ),
        event=str(event),
        at=now,
        press=Press(query.data, MessageRef(chat, str(message.message_id), thread)),
        name=query.from_user.full_name,
        locale=query.from_user.language_code or "",
        answer=query.id,
    )


def _joined(event: int, change: ChatMemberUpdated, me: Me) -> Incoming | None:
    if change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    if change.old_chat_member.status not in _AWAY or change.new_chat_member.status in _AWAY:
        return None
    return Incoming(
        address=Address(
            platform=PLATFORM,
            bot=str(me.id),
            chat=str(change.chat.id),
            user=str(change.from_user.id),
            kind=ChatKind.GROUP,
        ),
        event=str(event),
        at=change.date,
        name=me.username,
        locale=change.from_user.language_code or "",
        joined=True,
    )


@dataclass(frozen=True, slots=True)
class _Author:
    id: str
    name: str
    locale: str = ""


def _author(message: Message) -> _Author | None:
    """Whose message it is: a person's, or of a chat in whose name an admin writes; else None."""
    sender, chat = message.from_user, message.sender_chat
    if sender is None or sender.id == _TELEGRAM or message.is_automatic_forward:
        return None
    if chat is not None and sender.is_bot:
        # Telegram names a bot of its own as the sender then (GroupAnonymousBot, Channel_Bot).
        return _Author(str(chat.id), chat.title or "")
    if sender.is_bot:
        return None
    return _Author(str(sender.id), sender.full_name, sender.language_code or "")


def asked_in_its_name(query: CallbackQuery) -> str:
    """The chat in whose name the pressed message was asked for; empty where a person asked."""
    message = query.message
    earlier = message.reply_to_message if isinstance(message, Message) else None
    author = _author(earlier) if earlier is not None else None
    chat = earlier.sender_chat if earlier is not None else None
    return (
        author.id if author is not None and chat is not None and author.id == str(chat.id) else ""
    )


def _address(message: Message, author: _Author, me: Me) -> Address:
    return Address(
        platform=PLATFORM,
        bot=str(me.id),
        chat=str(message.chat.id),
        user=author.id,
        thread=str(message.message_thread_id) if message.is_topic_message else "",
        kind=_kind(message.chat.type),
    )


def _kind(chat_type: str) -> ChatKind:
    return ChatKind.PRIVATE if chat_type == ChatType.PRIVATE else ChatKind.GROUP


def _entities(message: Message) -> Mapping[MessageEntity, str]:
    return message.parse_entities() if message.text else message.parse_caption_entities()


def _command(message: Message, me: Me, *, private: bool) -> tuple[bool, Command | None]:
    """Whether it is another bot's command, and the command if it is ours."""
    first = next((e for e in _entities(message) if e.offset == 0), None)
    if first is None or first.type != MessageEntity.BOT_COMMAND:
        return False, None
    called = _entities(message)[first]
    name, _, bot = called[1:].partition("@")
    if bot and bot.lower() != me.username.lower():
        return True, None
    if not bot and not private and name.lower() not in BY_NAME:
        return True, None
    text = message.text or message.caption or ""
    return False, Command(name.lower(), text[len(called) :].strip())


def _words(message: Message, me: Me) -> tuple[bool, str]:
    """Whether we are mentioned, and the text without these mentions, hidden links written out."""
    # Entities count UTF-16 units; all cutting is done in that encoding.
    raw = (message.text or message.caption or "").encode("utf-16-le")
    mentioned = False
    pieces: list[bytes] = []
    end = 0
    for entity, shown in sorted(_entities(message).items(), key=lambda item: item[0].offset):
        begin, stop = entity.offset * 2, (entity.offset + entity.length) * 2
        by_name = (
            entity.type == MessageEntity.MENTION and shown.lower() == f"@{me.username}".lower()
        )
        by_id = entity.type == MessageEntity.TEXT_MENTION and (
            entity.user is not None and entity.user.id == me.id
        )
        if begin < end:
            continue
        if by_name or by_id:
            mentioned = True
            pieces.append(raw[end:begin])
            end = stop
        elif entity.type == MessageEntity.TEXT_LINK and entity.url and entity.url not in shown:
            pieces += [raw[end:stop], f" ({entity.url})".encode("utf-16-le")]
            end = stop
    text = b"".join([*pieces, raw[end:]]).decode("utf-16-le")
    return mentioned, _tidy(text) if mentioned else text.strip()


def _tidy(text: str) -> str:
    return (
        "\n".join(" ".join(line.split()) for line in text.splitlines()).strip().lstrip(",:").strip()
    )


def _answers_us(message: Message, me: Me) -> bool:
    earlier = message.reply_to_message
    # In a topic every message "replies" to the one that opened it.
    if earlier is None or earlier.forum_topic_created is not None:
        return False
    return earlier.from_user is not None and earlier.from_user.id == me.id


def _quoted(message: Message, me: Me) -> Iterator[Attachment]:
    """Media of the message that this one replies to; our own videos are in the project already."""
    earlier = message.reply_to_message
    if earlier is not None and not (earlier.from_user and earlier.from_user.id == me.id):
        yield from _attachments(earlier, str(earlier.message_id))
    elif earlier is None and message.external_reply is not None:
        yield from _attachments(message.external_reply, "")


def _attachments(source: Message | ExternalReplyInfo, message: str) -> Iterator[Attachment]:
    """The one file that a message can hold; an animation also shows as a document.

    What has no name is called after its message: the name is what its sender reads later on.
    """
    label = f"_{message}" if message else ""

    def file(
        medium: Medium, handle: str, name: str, mime: str | None, size: int | None
    ) -> Attachment:
        return Attachment(medium, handle, name, mime or "", size, message)

    if source.photo:
        photo = max(source.photo, key=lambda size: size.width * size.height)
        name = f"photo{label}.jpg"
        yield file(Medium.PHOTO, photo.file_id, name, "image/jpeg", photo.file_size)
    elif (gif := source.animation) is not None:
        name = gif.file_name or f"animation{label}.mp4"
        yield file(Medium.ANIMATION, gif.file_id, name, gif.mime_type, gif.file_size)
    elif (video := source.video) is not None:
        name = video.file_name or f"video{label}.mp4"
        yield file(Medium.VIDEO, video.file_id, name, video.mime_type, video.file_size)
    elif (note := source.video_note) is not None:
        name = f"video{label}.mp4"
        yield file(Medium.VIDEO, note.file_id, name, "video/mp4", note.file_size)
    elif (audio := source.audio) is not None:
        name = audio.file_name or f"audio{label}.mp3"
        yield file(Medium.AUDIO, audio.file_id, name, audio.mime_type, audio.file_size)
    elif (voice := source.voice) is not None:
        name = f"voice{label}.ogg"
        found = file(Medium.VOICE, voice.file_id, name, voice.mime_type, voice.file_size)
        # The attribute itself warns of a type that it will have some day.
        yield replace(found, seconds=float(voice.to_dict()["duration"]))
    elif (sticker := source.sticker) is not None:
        ending, mime = _STICKERS[(sticker.is_animated, sticker.is_video)]
        name = f"sticker{label}.{ending}"
        yield file(Medium.STICKER, sticker.file_id, name, mime, sticker.file_size)
    elif (document := source.document) is not None:
        name = document.file_name or f"file{label}"
        yield file(Medium.DOCUMENT, document.file_id, name, document.mime_type, document.file_size)


_STICKERS: Final = {
    (False, False): ("webp", "image/webp"),
    (False, True): ("webm", "video/webm"),
    (True, False): ("tgs", "application/x-tgsticker"),
}
