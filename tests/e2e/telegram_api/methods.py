"""The Bot API's methods on the stand-in's state, as strict as the real ones, and a bit stricter.

Stricter: a parameter that a method doesn't have is refused, where Telegram ignores it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from PIL import Image

from tests.e2e.telegram_api.entities import Formatted, Refusal, read_html, units
from tests.e2e.telegram_api.state import BOT_ID, BOT_NAME, Chat, Post, State, VideoFile, bot_json

_SEND: Final = frozenset(
    {"chat_id", "message_thread_id", "disable_notification", "reply_markup", "reply_parameters"}
)
_WORDS: Final = frozenset({"parse_mode", "link_preview_options"})
PARAMETERS: Final[dict[str, frozenset[str]]] = {
    "getMe": frozenset(),
    "sendMessage": _SEND | _WORDS | {"text"},
    "editMessageText": _WORDS | {"text", "chat_id", "message_id", "reply_markup"},
    "editMessageCaption": frozenset(
        {"chat_id", "message_id", "caption", "parse_mode", "reply_markup"}
    ),
    "deleteMessage": frozenset({"chat_id", "message_id"}),
    "sendVideo": _SEND
    | {"video", "thumbnail", "duration", "width", "height", "supports_streaming", "caption"}
    | {"parse_mode"},
    "sendDocument": _SEND | {"document", "disable_content_type_detection", "caption", "parse_mode"},
    "sendPhoto": _SEND | {"photo", "caption", "parse_mode"},
    "sendChatAction": frozenset({"chat_id", "message_thread_id", "action"}),
    "answerCallbackQuery": frozenset({"callback_query_id", "text", "show_alert"}),
    "setMyCommands": frozenset({"commands", "scope", "language_code"}),
    "getMyCommands": frozenset({"scope", "language_code"}),
    "setChatMenuButton": frozenset({"chat_id", "menu_button"}),
    "getChatMenuButton": frozenset({"chat_id"}),
    "getFile": frozenset({"file_id"}),
    "getChatMember": frozenset({"chat_id", "user_id"}),
}
_ACTIONS: Final = frozenset({"typing", "upload_video", "upload_photo", "record_video"})
_TOO_OLD: Final = (
    "Bad Request: query is too old and response timeout expired or query ID is invalid"
)
_SAME: Final = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart request; `data` is cut after some megabytes."""

    name: str
    size: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot's: its method, its parameters decoded, its files, and when."""

    method: str
    params: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)
    at: float = 0.0


class Methods:
    """Every method that the bot may call, by name."""

    def __init__(self, state: State, now: Callable[[], int], *, local: bool) -> None:
        self._state = state
        self._now = now
        self._local = local

    def run(self, call: Call) -> Any:
        """The `result` of a call; raises Refusal."""
        unknown = call.params.keys() - PARAMETERS.get(call.method, frozenset())
        if call.method not in PARAMETERS:
            raise Refusal(404, "Not Found")
        if unknown:
            raise Refusal(400, f"Bad Request: {call.method} has no {sorted(unknown)}")
        name = re.sub(r"([A-Z])", lambda found: "_" + found[0].lower(), call.method)
        return getattr(self, f"_{name}")(call)

    def _get_me(self, call: Call) -> Any:
        return bot_json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self._state.privacy,
            "supports_inline_queries": False,
        }

    def _send_message(self, call: Call) -> Any:
        chat = self._writable(call)
        formatted = _formatted(call, "text", 4096)
        if not formatted.text:
            raise Refusal(400, "Bad Request: message text is empty")
        return self._posted(call, chat, formatted).json()

    def _send_video(self, call: Call) -> Any:
        chat = self._writable(call, "videos")
        video = call.uploads.get("video")
        if video is None:
            raise Refusal(400, "Bad Request: there is no video in the request")
        if video.size > chat.upload_limit:
            raise Refusal(413, "Request Entity Too Large")
        formatted = _formatted(call, "caption", 1024)
        post = self._posted(call, chat, formatted)
        post.video = VideoFile(
            name=video.name,
            size=video.size,
            data=video.data,
            width=int(call.params.get("width", 0)),
            height=int(call.params.get("height", 0)),
            duration=int(call.params.get("duration", 0)),
            thumbnail=_thumbnail(call),
            streaming=bool(call.params.get("supports_streaming")),
        )
        return post.json()

    def _send_document(self, call: Call) -> Any:
        """A film in it becomes a video, or a GIF, unless it is not looked at."""
        chat = self._writable(call, "documents")
        document = call.uploads.get("document")
        if document is None:
            raise Refusal(400, "Bad Request: there is no document in the request")
        if document.size > chat.upload_limit:
            raise Refusal(413, "Request Entity Too Large")
        if not call.params.get("disable_content_type_detection") and document.data[4:8] == b"ftyp":
            raise Refusal(400, "Bad Request: the film would be changed")  # stricter than the real
        post = self._posted(call, chat, _formatted(call, "caption", 1024))
        post.document = document.name, document.data
        return post.json()

    def _send_photo(self, call: Call) -> Any:
        chat = self._writable(call, "photos")
        photo = call.uploads.get("photo")
        if photo is None:
            raise Refusal(400, "Bad Request: there is no photo in the request")
        if photo.size > 10_000_000:
            raise Refusal(400, "Bad Request: too big for a photo")
        try:
            with Image.open(io.BytesIO(photo.data)) as picture:
                picture.verify()
        except (OSError, SyntaxError):
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED") from None
        post = self._posted(call, chat, _formatted(call, "caption", 1024))
        post.photo = photo.data
        return post.json()

    def _edit_message_text(self, call: Call) -> Any:
        post = self._own(call)
        if post.is_media:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        return self._changed(call, post, _formatted(call, "text", 4096))

    def _edit_message_caption(self, call: Call) -> Any:
        return self._changed(call, self._own(call), _formatted(call, "caption", 1024))

    def _delete_message(self, call: Call) -> Any:
        chat = self._reachable(call)
        post = self._state.posts.get((chat.id, int(call.params["message_id"])))
        if post is None or post.deleted:
            raise Refusal(400, "Bad Request: message to delete not found")
        if post.sender is not None and chat.type != "private" and not chat.bot_may_delete:
            raise Refusal(400, "Bad Request: message can't be deleted")
        post.deleted = True
        return True

    def _send_chat_action(self, call: Call) -> Any:
        chat = self._writable(call)
        if call.params.get("action") not in _ACTIONS:
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        thread = int(call.params.get("message_thread_id", 0))
        self._state.actions.append((chat.id, thread, call.params["action"]))
        return True

    def _answer_callback_query(self, call: Call) -> Any:
        query = str(call.params.get("callback_query_id", ""))
        text = str(call.params.get("text", ""))
        if self._state.queries.get(query, "") is not None:
            raise Refusal(400, _TOO_OLD)
        if units(text) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self._state.queries[query] = text
        return True

    def _set_my_commands(self, call: Call) -> Any:
        commands = call.params["commands"]
        if len(commands) > 100:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        code = call.params.get("language_code", "")
        if code and not re.fullmatch(r"[a-z]{2}", code):
            raise Refusal(400, "Bad Request: invalid language code specified")
        self._state.commands[_scope(call), code] = commands
        return True

    def _get_my_commands(self, call: Call) -> Any:
        return self._state.commands.get((_scope(call), call.params.get("language_code", "")), [])

    def _set_chat_menu_button(self, call: Call) -> Any:
        self._state.menu_button = call.params.get("menu_button", {"type": "default"})
        return True

    def _get_chat_menu_button(self, call: Call) -> Any:
        return self._state.menu_button

    def _get_chat_member(self, call: Call) -> Any:
        user = self._state.users[int(call.params["user_id"])]
        chat = self._state.chats[int(call.params["chat_id"])]
        rights = (
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
            "can_manage_video_chats", "can_restrict_members", "can_promote_members",
            "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
            "can_delete_stories",
        )  # fmt: skip
        if user.id in chat.admins:
            return {"user": user.json(), "status": "administrator"} | dict.fromkeys(rights, True)
        return {"user": user.json(), "status": "member"}

    def _get_file(self, call: Call) -> Any:
        file = self._state.files.get(str(call.params.get("file_id", "")))
        if file is None:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if file.size > 20_000_000 and not self._local:
            raise Refusal(400, "Bad Request: file is too big")
        return {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "file_size": file.size,
            "file_path": file.path,
        }

    # -- what the methods share

    def _reachable(self, call: Call) -> Chat:
        try:
            chat = self._state.chats[int(call.params["chat_id"])]
        except (KeyError, ValueError):
            raise Refusal(400, "Bad Request: chat not found") from None
        if chat.migrated_to:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.kicked:
            raise Refusal(403, "Forbidden: bot was kicked from the supergroup chat")
        self._check_pace(chat)
        user = self._state.users.get(chat.id)
        if user is not None and user.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if user is not None and not user.opened:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def _check_pace(self, chat: Chat) -> None:
        """Refuse as too fast what comes before the wait is over, and what a test wants refused."""
        now = self._now()
        if now >= chat.flooded_until and chat.floods:
            chat.flooded_until = now + chat.floods.pop(0)
        if now < chat.flooded_until:
            wait = chat.flooded_until - now
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    def _writable(self, call: Call, what: str = "text messages") -> Chat:
        chat = self._reachable(call)
        if what in chat.withdrawn:
            raise Refusal(400, f"Bad Request: not enough rights to send {what} to the chat")
        thread = int(call.params.get("message_thread_id", 0))
        if thread and thread not in chat.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        return chat

    def _posted(self, call: Call, chat: Chat, formatted: Formatted) -> Post:
        keyboard = _keyboard(call)
        thread = int(call.params.get("message_thread_id", 0))
        post = self._state.post(chat, None, formatted, self._now(), thread=thread)
        post.keyboard = keyboard
        post.silent = bool(call.params.get("disable_notification", False))
        post.answers = self._answered(call, chat)
        return post

    def _answered(self, call: Call, chat: Chat) -> int:
        """The message that a post replies to, 0 for none."""
        reply = call.params.get("reply_parameters")
        if reply is None:
            return 0
        earlier = self._state.posts.get((chat.id, int(reply["message_id"])))
        if earlier is not None and not earlier.deleted:
            return earlier.id
        if not reply.get("allow_sending_without_reply"):
            raise Refusal(400, "Bad Request: message to be replied not found")
        return 0

    def _own(self, call: Call) -> Post:
        chat = self._reachable(call)
        post = self._state.posts.get((chat.id, int(call.params["message_id"])))
        if post is None or post.deleted:
            raise Refusal(400, "Bad Request: message to edit not found")
        if post.sender is not None:
            raise Refusal(400, "Bad Request: message can't be edited")
        return post

    def _changed(self, call: Call, post: Post, formatted: Formatted) -> Any:
        keyboard = _keyboard(call)
        if (formatted, keyboard) == (post.formatted, post.keyboard):
            raise Refusal(400, _SAME)
        if not formatted.text and not post.is_media:
            raise Refusal(400, "Bad Request: message text is empty")
        post.history.append(post.formatted.text)
        post.formatted, post.keyboard = formatted, keyboard
        return post.json()


def _formatted(call: Call, name: str, limit: int) -> Formatted:
    text = str(call.params.get(name, ""))
    mode = call.params.get("parse_mode", "")
    if mode not in ("", "HTML"):
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    formatted = read_html(text) if mode else Formatted(text.strip(), ())
    if units(formatted.text) > limit:
        what = "message caption is too long" if name == "caption" else "message is too long"
        raise Refusal(400, f"Bad Request: {what}")
    if len(formatted.entities) > 100:
        formatted = Formatted(formatted.text, formatted.entities[:100])
    return formatted


def _keyboard(call: Call) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = call.params.get("reply_markup", {}).get(
        "inline_keyboard", []
    )
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        if not button.get("text"):
            raise Refusal(400, "Bad Request: inline keyboard button text must be non-empty")
        data, url = button.get("callback_data"), button.get("url")
        if (data is None) == (url is None):
            raise Refusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if url is not None and not re.match(r"(https?|tg)://[^\s]+$", url):
            raise Refusal(400, f"Bad Request: inline keyboard button URL '{url}' is invalid")
    return rows


def _thumbnail(call: Call) -> bytes:
    name = str(call.params.get("thumbnail", "")).removeprefix("attach://") or "thumbnail"
    upload = call.uploads.get(name)
    if upload is None:
        return b""
    with Image.open(io.BytesIO(upload.data)) as picture:
        if picture.format != "JPEG" or max(picture.size) > 320 or upload.size > 200_000:
            raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return upload.data


def _scope(call: Call) -> str:
    return str(call.params.get("scope", {}).get("type", "default"))


def decoded(name: str, value: str) -> Any:
    """A parameter as sent in a form: JSON where it is JSON, words where they are words."""
    if name in ("text", "caption", "chat_id", "callback_query_id", "file_id", "url", "action"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


__all__ = ["BOT_ID", "BOT_NAME", "Call", "Methods", "Upload", "decoded"]
