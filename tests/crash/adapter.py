"""The crash world's platform, spoken as an adapter speaks it: write down, then acknowledge."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Protocol

import aiohttp

from core.chat import (
    Activity,
    Address,
    Ambiguous,
    Attachment,
    AttachmentGone,
    AttachmentUnreadable,
    Chat,
    ChatKind,
    Command,
    Connection,
    CoreService,
    Download,
    File,
    Flood,
    Incoming,
    Medium,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    PostRejected,
    Press,
    Profile,
    Unreachable,
    Video,
)
from core.clock import Clock
from core.store.store import StoreUnavailable
from tests.crash.slate import CHALK, NONCE_S

PAGE = 4_000


class SlateChat:
    """Core's Chat port on the platform; `platform` is its flavour."""

    hears_mentions = True
    can_edit = True
    pace = Pace()
    shows_cards = False

    def __init__(self, url: str, platform: str) -> None:
        self.platform = platform
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """The connections, made when first needed."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                self._url,
                connector=aiohttp.TCPConnector(limit=0),
                timeout=aiohttp.ClientTimeout(total=10),
            )
        return self._session

    async def close(self) -> None:
        """Let go of connections."""
        if self._session is not None:
            await self._session.close()

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """Cut after so many characters; buttons on the last page."""
        cuts = range(0, len(message.text), PAGE)
        texts = [message.text[n : n + PAGE] for n in cuts] or [message.text]
        return [*(Message(text) for text in texts[:-1]), Message(texts[-1], message.buttons)]

    def private(self, address: Address) -> Address | None:
        return None

    def upload_limit(self, address: Address) -> int:
        """50 MB."""
        return 50_000_000

    def repeats_nonce(self) -> float:
        """An hour on `chalk`, never on `slate`."""
        return NONCE_S if self.platform == CHALK else 0.0

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post a message."""
        return await self._post(address, message, silent=silent, nonce=nonce, video=0)

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a video: of its bytes only their number crosses over."""
        return await self._post(address, message, silent=False, nonce=nonce, video=video.size)

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a file: of its bytes only their number crosses over."""
        return await self._post(address, message, silent=False, nonce=nonce, video=file.size)

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Nobody looks."""
        return await self._post(address, message, silent=True, nonce="", video=0)

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message."""
        body = {"message": ref.message, "text": message.text, "buttons": _data(message)}
        await self._call("edit", body)

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """Remove a message; one that is gone is success."""
        try:
            await self._call("delete", {"message": ref.message})
        except MessageGone:
            return

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Everything is private here: an ordinary post."""
        await self.send(address, message)

    async def activity(self, address: Address, activity: Activity) -> None:
        """Nobody watches."""

    @asynccontextmanager
    async def open(self, address: Address, attachment: Attachment) -> AsyncIterator[Download]:
        """Read a file."""
        try:
            async with self.session().get(f"/file/{attachment.handle}") as answer:
                if answer.status != 200:
                    raise AttachmentGone(attachment.handle)
                yield Download(answer.content_length, answer.content.iter_any())
        except (aiohttp.ClientError, TimeoutError) as error:
            raise AttachmentUnreadable(type(error).__name__) from error

    async def _post(
        self, address: Address, message: Message, *, silent: bool, nonce: str, video: int
    ) -> MessageRef:
        answer = await self._call(
            "post",
            {
                "platform": address.platform,
                "chat": address.chat,
                "user": address.user,
                "text": message.text,
                "buttons": _data(message),
                "silent": silent,
                "nonce": nonce,
                "video": video,
            },
        )
        return MessageRef(address.chat, answer["message"])

    async def _call(self, call: str, body: dict[str, Any]) -> dict[str, Any]:
        """One call; what its failure means is decided as the real adapters decide it."""
        try:
            async with self.session().post(f"/{call}", json=body) as answer:
                found: dict[str, Any] = await answer.json()
        except aiohttp.ClientConnectorError as error:
            raise Unreachable(str(error)) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Ambiguous(type(error).__name__) from error
        if answer.status == 429:
            raise Flood(found["retry_after"])
        if answer.status >= 500:
            raise Unreachable(str(answer.status))
        if answer.status == 404:
            raise MessageGone(str(body.get("message")))
        if answer.status >= 400:
            raise PostRejected(str(answer.status))
        return found


class Calendar(Clock, Protocol):
    """A clock that knows what it shows at a moment of the platform's."""

    def at(self, moment: float) -> datetime:
        """That moment, in seconds since the epoch, on this clock."""
        ...


class SlateAdapter:
    """Long polls one flavour of the platform."""

    def __init__(self, url: str, platform: str, clock: Calendar) -> None:
        self._chat = SlateChat(url, platform)
        self._clock = clock
        self.connection = Connection()

    @property
    def chat(self) -> Chat:
        """The platform, to post to."""
        return self._chat

    async def run(self, service: CoreService) -> None:
        """Take updates in; one is acknowledged with the next poll, when it has been written down.

        An update that could not be written down is left alone, with all later ones of its chat:
        the platform brings them again.
        """
        known: list[int] = []
        while True:
            body = {"platform": self._chat.platform, "ack": known}
            try:
                async with self._chat.session().post("/updates", json=body) as answer:
                    updates = await answer.json()
                self.connection.hears(self._clock.now())
            except (aiohttp.ClientError, TimeoutError):
                await self._clock.sleep(1)
                continue
            known = await self._take(service, updates)

    async def check(self) -> Profile:
        """Its name."""
        return Profile(self._chat.platform)

    async def close(self) -> None:
        """Let go of connections."""
        await self._chat.close()

    async def _take(self, service: CoreService, updates: list[dict[str, Any]]) -> list[int]:
        known: list[int] = []
        broken: set[str] = set()
        for update in updates:
            if update["chat"] in broken:
                continue
            try:
                await service.receive(incoming(self._chat.platform, update, self._clock))
            except StoreUnavailable:
                broken.add(update["chat"])
                await asyncio.sleep(0)
            else:
                known.append(update["id"])
        return known


def incoming(platform: str, update: dict[str, Any], clock: Calendar) -> Incoming:
    """What an update says, as core takes it."""
    kind = ChatKind.PRIVATE if update["chat"] == update["user"] else ChatKind.GROUP
    command = update.get("command")
    press = update.get("press")
    return Incoming(
        address=Address(platform, "crash", update["chat"], update["user"], kind=kind),
        event=str(update["id"]),
        at=clock.at(update["said"]),
        message="" if press else str(update["id"]),
        text=update.get("text", ""),
        attachments=tuple(
            Attachment(Medium.PHOTO, handle, f"{handle}.jpg", "image/jpeg", size)
            for handle, size in update.get("files", [])
        ),
        album=update.get("album", ""),
        command=Command(command[0], command[1]) if command else None,
        press=Press(press[1], MessageRef(update["chat"], press[0])) if press else None,
        locale="en",
    )


def _data(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row]
