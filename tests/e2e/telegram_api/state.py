"""What the stand-in knows: users, chats, messages, files, and the queue of updates."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any, Final

from tests.e2e.telegram_api.entities import Formatted, found_in

BOT_ID: Final = 4242
BOT_NAME: Final = "reelay_test_bot"


@dataclass(slots=True)
class User:
    """An account; `opened`: they pressed Start once, so that the bot may write to them."""

    id: int
    first_name: str
    language_code: str
    opened: bool = False
    blocked: bool = False

    def json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the user's) or a group."""

    id: int
    type: str
    title: str = ""
    forum: bool = False
    topics: set[int] = field(default_factory=set)
    kicked: bool = False
    migrated_to: int = 0
    bot_may_delete: bool = False
    bot_sees_all: bool = False
    admins: set[int] = field(default_factory=set)
    floods: list[int] = field(default_factory=list)
    flooded_until: int = 0
    upload_limit: int = 50_000_000
    withdrawn: set[str] = field(default_factory=set)

    def json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.title:
            body["title"] = self.title
        if self.forum:
            body["is_forum"] = True
        return body


@dataclass(slots=True)
class File:
    """Something uploaded; `size` is what is announced, the data may be shorter."""

    id: str
    data: bytes
    size: int
    path: str = ""


@dataclass(slots=True)
class VideoFile:
    """A video that the bot sent; of a large one only the beginning is kept."""

    name: str
    size: int
    data: bytes
    width: int
    height: int
    duration: int
    thumbnail: bytes
    streaming: bool


@dataclass(slots=True)
class Post:
    """A message in a chat, the bot's or a person's."""

    id: int
    chat: Chat
    thread: int
    at: int
    order: int
    sender: User | None
    formatted: Formatted
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    video: VideoFile | None = None
    document: tuple[str, bytes] | None = None
    photo: bytes = b""
    silent: bool = False
    deleted: bool = False
    answers: int = 0
    history: list[str] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def is_media(self) -> bool:
        """Whether its words are a caption."""
        return self.video is not None or self.document is not None or bool(self.photo)

    def json(self, *, reply: bool = True) -> dict[str, Any]:
        body: dict[str, Any] = {
            "message_id": self.id,
            "date": self.at,
            "chat": self.chat.json(),
            "from": self.sender.json() if self.sender else bot_json(),
        }
        if self.thread:
            body |= {"message_thread_id": self.thread, "is_topic_message": True}
        media = self.is_media or "media" in self.extra
        if self.formatted.text:
            body["caption" if media else "text"] = self.formatted.text
            entities = list(self.formatted.entities)
            if entities:
                body["caption_entities" if media else "entities"] = entities
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": self.keyboard}
        if self.video is not None:
            body["video"] = {
                "file_id": f"sent{self.id}",
                "file_unique_id": f"u{self.id}",
                "width": self.video.width,
                "height": self.video.height,
                "duration": self.video.duration,
                "file_size": self.video.size,
            }
        about = {"file_id": f"sent{self.id}", "file_unique_id": f"u{self.id}"}
        if self.document is not None:
            body["document"] = about | {"file_name": self.document[0]}
        if self.photo:
            body["photo"] = [about | {"width": 320, "height": 240}]
        body |= self.extra.get("media", {})
        body |= {key: value for key, value in self.extra.items() if key != "media"}
        if not reply:
            body.pop("reply_to_message", None)
        return body


class State:
    """The whole of the stand-in's Telegram."""

    def __init__(self) -> None:
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.posts: dict[tuple[int, int], Post] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, str | None] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.menu_button: dict[str, Any] = {"type": "default"}
        self.actions: list[tuple[int, int, str]] = []
        self.privacy = True
        self._ids = itertools.count(100)
        self._message_ids = itertools.count(1)
        self.orders = itertools.count(1)

    def new_id(self) -> int:
        return next(self._ids)

    def add_user(self, name: str, language: str) -> User:
        user = User(self.new_id(), name, language)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private")
        return user

    def add_group(self, title: str, *, forum: bool = False) -> Chat:
        chat = Chat(-1_000_000_000_000 - self.new_id(), "supergroup", title, forum)
        self.chats[chat.id] = chat
        return chat

    def add_file(self, data: bytes, claims: int | None = None) -> File:
        number = self.new_id()
        size = claims if claims is not None else len(data)
        file = File(f"file{number}", data, size, f"files/file_{number}")
        self.files[file.id] = file
        return file

    def post(
        self,
        chat: Chat,
        sender: User | None,
        formatted: Formatted,
        at: int,
        *,
        thread: int = 0,
        extra: dict[str, Any] | None = None,
    ) -> Post:
        post = Post(
            next(self._message_ids),
            chat,
            thread,
            at,
            next(self.orders),
            sender,
            formatted,
            extra=extra or {},
        )
        self.posts[chat.id, post.id] = post
        return post

    def reaches_bot(self, post: Post) -> bool:
        """Privacy mode: of a group's talk a bot sees commands, replies to it, service messages."""
        if post.chat.type == "private" or post.chat.bot_sees_all or not self.privacy:
            return True
        reply = post.extra.get("reply_to_message", {})
        if reply.get("from", {}).get("id") == BOT_ID:
            return True
        if post.formatted.text.startswith("/"):
            called = post.formatted.text.split()[0]
            return "@" not in called or called.endswith("@" + BOT_NAME)
        return not (post.formatted.text or "media" in post.extra)


def written(text: str) -> Formatted:
    """What a person wrote, with the entities that Telegram finds in it."""
    return Formatted(text, tuple(found_in(text)))


def bot_json() -> dict[str, Any]:
    """The bot's own user."""
    return {"id": BOT_ID, "is_bot": True, "first_name": "Reelay", "username": BOT_NAME}
