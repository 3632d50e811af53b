"""Core's `Chat` on Discord's REST API; needs a login, but no gateway connection."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import discord
import structlog
from discord.http import Route
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES, snowflake_time

from adapters.discord import parse, render
from adapters.discord.errors import (
    INVALID_WEBHOOK_TOKEN,
    UNKNOWN_WEBHOOK,
    NoReply,
    ThreadArchived,
    translated,
)
from adapters.discord.files import Files
from core.chat import (
    Activity,
    Address,
    Attachment,
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
from core.clock import Clock
from core.language.phrases import say

log = structlog.get_logger(__name__)

# Discord keeps nonces "for a few minutes" (Create Message); two is what we count on.
NONCE_LIFE_S: Final = 120.0
_NONCE_LENGTH: Final = 25
# Past an hour edits are counted and then refused (30046), as a 429 on which discord.py would wait.
_EDITABLE: Final = timedelta(minutes=59)
_TOKEN_LIFE: Final = timedelta(minutes=14)
_ANSWERS_KEPT: Final = 10_000
_EPHEMERAL: Final = 64


class DiscordChat:
    """What core says, posted through discord.py's REST client."""

    platform = parse.PLATFORM
    hears_mentions = True
    shows_cards = True
    can_edit = True
    pace = Pace()

    def __init__(
        self, client: discord.Client, clock: Clock, connect: Callable[[], Awaitable[None]]
    ) -> None:
        self._client = client
        self._clock = clock
        self._connect = connect
        self._files = Files(client, clock, connect)
        self._answers: OrderedDict[str, asyncio.Event] = OrderedDict()

    def follow(self, client: discord.Client) -> None:
        """From now on post through this client: the one before was closed for good."""
        self._client = client
        self._files.follow(client)

    async def close(self) -> None:
        """Let go of the connections to the file store."""
        await self._files.close()

    # -- limits

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """Split into posts of 2,000 UTF-16 units."""
        return render.pages(message)

    def private(self, address: Address) -> Address | None:
        """The direct messages with a person; Discord tells when they let none through."""
        if address.kind is ChatKind.PRIVATE:
            return None
        return parse.private(address.bot, int(address.user))

    def upload_limit(self, address: Address) -> int:
        """The boost tier's limit where the address knows it, else Discord's default of 10 MiB."""
        return address.upload_limit or DEFAULT_FILE_SIZE_LIMIT_BYTES

    def repeats_nonce(self) -> float:
        """Two minutes."""
        return NONCE_LIFE_S

    # -- posts

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post a message, its card as an embed; links in progress messages are not unfolded."""

        async def post(place: Address) -> MessageRef:
            quiet = {"silent": silent, "suppress_embeds": message.progress is not None}
            return await self._post(place, message, nonce, quiet | render.card(message))

        return await _replied(address, post)

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a video, streamed from its file. Raises TooBig before a byte is sent."""
        return await self.send_file(
            address, File(video.name, video.path, video.size), message, nonce=nonce
        )

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a file; Discord changes none, and plays videos."""
        return await self._send_file(address, file, message, nonce)

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Post a picture as a file, which Discord shows."""
        return await self._send_file(address, picture, message, silent=True)

    async def _send_file(
        self, address: Address, file: File, message: Message, nonce: str = "", **extra: bool
    ) -> MessageRef:
        limit = self.upload_limit(address)
        if file.size > limit:
            raise TooBig(limit)

        async def post(place: Address) -> MessageRef:
            content = file.content
            opened = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
            with opened as handle:
                sent = {"file": discord.File(handle, filename=file.name), **extra}
                return await self._post(place, message, nonce, sent, limit=limit)

        return await _replied(address, post)

    async def _post(
        self,
        address: Address,
        message: Message,
        nonce: str,
        extra: dict[str, Any],
        limit: int = 0,
        *,
        opened: bool = False,
    ) -> MessageRef:
        where = parse.target(address)
        view = render.view(message.buttons)
        if view is not None:
            extra["view"] = view
        if nonce:
            extra["nonce"] = short_nonce(nonce)
        if address.kind is ChatKind.GROUP and address.asked:
            extra["reference"] = discord.MessageReference(
                message_id=int(address.asked), channel_id=int(where), fail_if_not_exists=False
            )
        try:
            with translated(where, limit=limit, media="file" in extra):
                channel = await self._channel(where)
                posted = await channel.send(render.content(message), **extra)
        except ThreadArchived:
            if opened or not address.thread:
                raise
            await self._open_thread(where)
            return await self._post(address, message, nonce, extra, limit, opened=True)
        return MessageRef(address.chat, str(posted.id), address.thread)

    async def _open_thread(self, thread: str) -> None:
        """Take a thread out of the archive; a locked one takes the right to manage threads."""
        log.info("discord_thread_reopened", thread=thread)
        with translated(thread):
            await self._connect()
            await self._client.http.edit_channel(int(thread), archived=False)

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message of less than an hour; raises MessageGone for an older one."""
        number = int(ref.message)
        if self._clock.now() - snowflake_time(number) > _EDITABLE:
            raise MessageGone("older than an hour")
        where = ref.thread or ref.chat
        with translated(where):
            channel = await self._channel(where)
            view = render.view(message.buttons)
            await channel.get_partial_message(number).edit(
                content=render.content(message), view=view
            )

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """Remove a message; other people's only where the bot may manage messages."""
        where = ref.thread or ref.chat
        with translated(where):
            channel = await self._channel(where)
            try:
                await channel.get_partial_message(int(ref.message)).delete()
            except discord.NotFound:
                log.info("discord_already_deleted", where=where, message=ref.message)

    async def activity(self, address: Address, activity: Activity) -> None:
        """Show "is typing" for ten seconds; Discord knows nothing else."""
        where = parse.target(address)
        with translated(where):
            channel = await self._channel(where)
            await channel.typing()

    def open(
        self, address: Address, attachment: Attachment
    ) -> AbstractAsyncContextManager[Download]:
        """Read an attachment as a stream."""
        return self._files.open(address, attachment)

    async def _channel(self, chat: str) -> discord.PartialMessageable:
        await self._connect()
        user = parse.dm_user(chat)
        if user is None:
            return self._client.get_partial_messageable(int(chat))
        dm = await self._client.create_dm(discord.Object(user))
        return self._client.get_partial_messageable(dm.id, type=discord.ChannelType.private)

    # -- to one person alone

    def expect(self, answer: str) -> asyncio.Event:
        """The event to set once an interaction was acknowledged: before it, nothing may follow."""
        event = self._answers[answer] = asyncio.Event()
        while len(self._answers) > _ANSWERS_KEPT:
            self._answers.popitem(last=False)[1].set()
        return event

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Answer an interaction ephemerally while its token lives, else in the private chat.

        In a group the latter leaves a pointer; it names the slash commands, whose answers nobody
        else sees, where the person lets no private messages through.
        """
        posts = render.pages(message)
        if answer and await self._follow_up(answer, posts):
            return
        private = parse.private(address.bot, int(address.user))
        pointer = "group-answered-privately"
        try:
            for post in posts:
                await self.send(private, post)
        except Gone:
            if address.kind is ChatKind.PRIVATE:
                raise
            pointer = "discord-use-slash"
        if address.kind is ChatKind.GROUP:
            await self.send(address, Message(say(lang, pointer)), silent=True)

    async def _follow_up(self, answer: str, posts: Sequence[Message]) -> bool:
        number, _, token = answer.partition(":")
        if self._clock.now() - snowflake_time(int(number)) > _TOKEN_LIFE:
            return False
        acknowledged = self._answers.get(answer)
        if acknowledged is not None:
            await acknowledged.wait()
        with translated("login"):
            await self._connect()
        route = Route(
            "POST",
            "/webhooks/{webhook_id}/{webhook_token}",
            webhook_id=self._client.application_id or 0,
            webhook_token=token,
        )
        for post in posts:
            with translated(f"interaction {number}"):
                try:
                    await self._client.http.request(route, json=_ephemeral(post))
                except discord.HTTPException as error:
                    if error.code not in (UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN):
                        raise
                    log.info("discord_answer_expired", interaction=number)
                    return False
        return True


async def _replied(
    address: Address, post: Callable[[Address], Awaitable[MessageRef]]
) -> MessageRef:
    """Post as a reply to what was asked in a group, and as no reply where we may not."""
    try:
        return await post(address)
    except NoReply as error:
        log.info("discord_no_reply", chat=address.chat, reason=str(error))
        return await post(replace(address, asked=""))


def short_nonce(nonce: str) -> str:
    """A nonce of at most 25 characters, the same for the same one."""
    if len(nonce) <= _NONCE_LENGTH:
        return nonce
    return hashlib.sha256(nonce.encode()).hexdigest()[:_NONCE_LENGTH]


def _ephemeral(message: Message) -> dict[str, Any]:
    view = render.view(message.buttons)
    return {
        "content": render.content(message),
        "components": view.to_components() if view is not None else [],
        "flags": _EPHEMERAL,
        "allowed_mentions": {"parse": []},
    }
