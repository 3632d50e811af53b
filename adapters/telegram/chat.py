"""Core's Chat port on the Bot API."""

from __future__ import annotations

import asyncio
import io
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import IO, Any, Final

import structlog
from telegram import Bot, InputFile, LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from adapters.telegram import render
from adapters.telegram.errors import (
    BadMarkup,
    MovedAway,
    NoText,
    ThreadGone,
    not_modified,
    translated,
)
from adapters.telegram.files import Files
from adapters.telegram.parse import PLATFORM
from core.chat import (
    Activity,
    Address,
    Attachment,
    Button,
    ChatError,
    ChatKind,
    Download,
    File,
    Gone,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    TooBig,
    Video,
)
from core.language.phrases import say

log = structlog.get_logger(__name__)

MEGABYTE: Final = 1_000_000
CLOUD_UPLOAD: Final = 50 * MEGABYTE
CLOUD_DOWNLOAD: Final = 20 * MEGABYTE
LOCAL_UPLOAD: Final = 2_000 * MEGABYTE
THUMBNAIL_LIMIT: Final = 200_000
PHOTO_LIMIT: Final = 10 * MEGABYTE
# After the last byte Telegram still works on a large video before it answers.
SEND_VIDEO_READ_S: Final = 300.0
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_ACTIONS: Final = {
    Activity.TYPING: ChatAction.TYPING,
    Activity.SENDING_VIDEO: ChatAction.UPLOAD_VIDEO,
}


class TelegramChat:
    """Posts, edits and reads attachments; every method raises `ChatError` subclasses only.

    `moved` is awaited with the old and the new id when a post finds its group upgraded.
    """

    platform = PLATFORM
    hears_mentions = False  # privacy mode is on by default (docs/platforms.md#telegram)
    shows_cards = False
    can_edit = True
    pace = Pace(group_minute=20)  # docs/platforms.md#telegram

    def __init__(
        self, bot: Bot, files: Files, *, local: bool, moved: Callable[[str, str], Awaitable[None]]
    ) -> None:
        self._bot = bot
        self._files = files
        self._local = local
        self._moved = moved
        self._acknowledged: deque[str] = deque(maxlen=1000)
        self._username = ""

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """Split at paragraph borders into texts of at most 4,096 UTF-16 units."""
        return render.pages(message)

    def private(self, address: Address) -> Address | None:
        """A person's private chat has their own number."""
        if address.kind is ChatKind.PRIVATE or address.user.startswith("-"):
            return None
        return Address(address.platform, address.bot, address.user, address.user)

    def upload_limit(self, address: Address) -> int:
        """50 MB on Telegram's own servers, 2,000 MB on a local Bot API server."""
        return LOCAL_UPLOAD if self._local else CLOUD_UPLOAD

    def repeats_nonce(self) -> float:
        """Telegram recognises no repeated post."""
        return 0.0

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post a message without link previews; `silent` rings no phone."""

        async def deliver(place: Address, html: bool) -> Sent:
            post = render.post(message)
            return await self._bot.send_message(
                chat_id=place.chat,
                text=post.html if html else post.plain,
                parse_mode=ParseMode.HTML if html else None,
                message_thread_id=_thread(place),
                disable_notification=silent,
                link_preview_options=_NO_PREVIEW,
                reply_markup=post.keyboard,
                reply_parameters=_reply(place),
            )

        return await self._post(address, deliver)

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a video that plays while it loads, streamed from its file."""
        limit = self.upload_limit(address)
        if video.size > limit:
            raise TooBig(limit)
        thumbnail = await asyncio.to_thread(_thumbnail, video)

        async def deliver(place: Address, html: bool) -> Sent:
            with await asyncio.to_thread(video.path.open, "rb") as handle:
                return await self._bot.send_video(
                    video=InputFile(handle, filename=video.name, read_file_handle=False),
                    duration=max(1, round(video.seconds)),
                    width=video.width,
                    height=video.height,
                    thumbnail=thumbnail,
                    supports_streaming=True,
                    **_captioned(place, message, html=html),
                    read_timeout=SEND_VIDEO_READ_S,
                )

        return await self._post(address, deliver, limit=limit)

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a file as it is: without the check of its content a film would become a video."""
        limit = self.upload_limit(address)
        if file.size > limit:
            raise TooBig(limit)

        async def deliver(place: Address, html: bool) -> Sent:
            with await asyncio.to_thread(_readable, file) as handle:
                return await self._bot.send_document(
                    document=InputFile(handle, filename=file.name, read_file_handle=False),
                    disable_content_type_detection=True,
                    **_captioned(place, message, html=html),
                    read_timeout=SEND_VIDEO_READ_S,
                )

        return await self._post(address, deliver, limit=limit)

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Post a photo, which Telegram makes smaller."""

        async def deliver(place: Address, html: bool) -> Sent:
            with await asyncio.to_thread(_readable, picture) as handle:
                return await self._bot.send_photo(
                    photo=InputFile(handle, filename=picture.name, read_file_handle=False),
                    disable_notification=True,
                    **_captioned(place, message, html=html),
                )

        return await self._post(address, deliver, limit=PHOTO_LIMIT)

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace text and buttons; of a video, the caption."""
        try:
            await self._edit_text(ref, message)
        except NoText:
            await self._edit_caption(ref, message)

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """Remove a message; one that is gone, or too old to remove, is success."""
        try:
            with translated():
                await self._bot.delete_message(chat_id=ref.chat, message_id=int(ref.message))
        except MessageGone:
            return

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Tell one person: short answers to a press in a group as an alert, else in private.

        In a group a pointer to the private chat is left, as an alert where that is still possible,
        or a button that opens it when the person never did.
        """
        if address.kind is ChatKind.PRIVATE:
            await self._send_all(address, message)
            return
        text = render.alert(message)
        if answer and text and await self.acknowledge(answer, text):
            return
        try:
            private = self.private(address)
            if private is None:
                raise Gone("a chat that writes under its own name has no private chat")
            await self._send_all(private, message)
        except Gone:
            pointer = say(lang, "group-write-me-first")
        else:
            pointer = say(lang, "group-answered-privately")
            if answer and await self.acknowledge(answer, pointer):
                return
        await self.send(address, Message(pointer, await self._opener(lang)), silent=True)

    async def acknowledge(self, answer: str, text: str = "") -> bool:
        """Answer a press once, with an alert if there is a text; False when it was too late."""
        if answer in self._acknowledged:
            return False
        self._acknowledged.append(answer)
        try:
            with translated():
                await self._bot.answer_callback_query(answer, text or None, show_alert=bool(text))
        except ChatError as error:
            # "query is too old" is normal after an outage, or when another process answered.
            log.debug("press_not_acknowledged", reason=str(error))
            return False
        return True

    async def activity(self, address: Address, activity: Activity) -> None:
        """Show "typing" or "sending a video" for about five seconds."""
        with translated():
            await self._bot.send_chat_action(
                chat_id=address.chat, action=_ACTIONS[activity], message_thread_id=_thread(address)
            )

    def open(
        self, address: Address, attachment: Attachment
    ) -> AbstractAsyncContextManager[Download]:
        """Read an attachment as a stream; raises `AttachmentError` subclasses."""
        return self._files.open(attachment)

    async def _send_all(self, address: Address, message: Message) -> None:
        for page in self.pages(address, message):
            await self.send(address, page)

    async def _opener(self, lang: str) -> tuple[tuple[Button, ...], ...]:
        if not self._username:
            with translated():
                self._username = (await self._bot.get_me()).username or ""
        url = f"https://t.me/{self._username}?start=hello"
        return ((Button(say(lang, "button-open"), url=url),),)

    async def _edit_text(self, ref: MessageRef, message: Message) -> None:
        async def change(html: bool) -> None:
            post = render.post(message)
            await self._bot.edit_message_text(
                text=post.html if html else post.plain,
                chat_id=ref.chat,
                message_id=int(ref.message),
                parse_mode=ParseMode.HTML if html else None,
                link_preview_options=_NO_PREVIEW,
                reply_markup=post.keyboard,
            )

        await _changed(change)

    async def _edit_caption(self, ref: MessageRef, message: Message) -> None:
        async def change(html: bool) -> None:
            post = render.post(message, limit=render.CAPTION_LIMIT)
            await self._bot.edit_message_caption(
                chat_id=ref.chat,
                message_id=int(ref.message),
                caption=post.html if html else post.plain,
                parse_mode=ParseMode.HTML if html else None,
                reply_markup=post.keyboard,
            )

        await _changed(change)

    async def _post(
        self,
        address: Address,
        deliver: Callable[[Address, bool], Awaitable[Sent]],
        *,
        limit: int = 0,
    ) -> MessageRef:
        """Post where the chat is now: follows an upgraded group, leaves a deleted topic."""
        place = address
        try:
            try:
                sent = await _told(deliver, place, limit)
            except MovedAway as moved:
                place = replace(place, chat=moved.new, asked="")
                await self._moved(address.chat, place.chat)
                sent = await _told(deliver, place, limit)
        except ThreadGone:
            log.info("thread_gone", conversation=address.conversation)
            place = replace(place, thread="")
            sent = await _told(deliver, place, limit)
        return MessageRef(place.chat, str(sent.message_id), place.thread)


async def _told(
    deliver: Callable[[Address, bool], Awaitable[Sent]], place: Address, limit: int
) -> Sent:
    try:
        with translated(limit=limit):
            return await deliver(place, True)
    except BadMarkup as error:
        log.error("markup_refused", reason=str(error), conversation=place.conversation)
        with translated(limit=limit):
            return await deliver(place, False)


async def _changed(change: Callable[[bool], Awaitable[None]]) -> None:
    async def once(html: bool) -> None:
        with translated():
            try:
                await change(html)
            except BadRequest as error:
                if not not_modified(error):
                    raise

    try:
        await once(True)
    except BadMarkup as error:
        log.error("markup_refused", reason=str(error))
        await once(False)


def _reply(place: Address) -> ReplyParameters | None:
    """In a group, to what was asked; posted without it where that is gone."""
    if place.kind is ChatKind.PRIVATE or not place.asked:
        return None
    return ReplyParameters(int(place.asked), allow_sending_without_reply=True)


def _captioned(place: Address, message: Message, *, html: bool) -> dict[str, Any]:
    """What goes with any file: where it is posted, the words below it, its buttons."""
    post = render.post(message, limit=render.CAPTION_LIMIT)
    return {
        "chat_id": place.chat,
        "caption": post.html if html else post.plain,
        "parse_mode": ParseMode.HTML if html else None,
        "message_thread_id": _thread(place),
        "reply_markup": post.keyboard,
        "reply_parameters": _reply(place),
    }


def _thread(place: Address) -> int | None:
    return int(place.thread) if place.thread else None


def _readable(file: File) -> IO[bytes]:
    content = file.content
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _thumbnail(video: Video) -> bytes | None:
    if video.thumbnail is None:
        return None
    data = video.thumbnail.read_bytes()
    return data if len(data) <= THUMBNAIL_LIMIT else None
