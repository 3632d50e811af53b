"""Another platform's chat whose private conversations are shown on the page too, for its guests.

The platform comes first: what could not be posted there is not shown here, and what cannot be shown
here was posted all the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial

import structlog

from adapters.web import parse
from adapters.web.chat import WebChat, mark
from core.chat import (
    Activity,
    Adapter,
    Address,
    Attachment,
    Chat,
    ChatError,
    ChatKind,
    Connection,
    CoreService,
    Download,
    File,
    Message,
    MessageRef,
    Profile,
    Video,
)
from core.store.store import StoreUnavailable

log = structlog.get_logger(__name__)


class MirroredChat:
    """The platform's chat; what it posts in a conversation that a guest follows is shown here."""

    def __init__(self, chat: Chat, page: WebChat) -> None:
        self._chat = chat
        self._page = page
        self.platform = chat.platform
        self.hears_mentions = chat.hears_mentions
        self.can_edit = chat.can_edit
        self.pace = chat.pace
        self.shows_cards = chat.shows_cards

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """As the platform splits it."""
        return self._chat.pages(address, message)

    def private(self, address: Address) -> Address | None:
        """The platform's private chat."""
        return self._chat.private(address)

    def upload_limit(self, address: Address) -> int:
        """The platform's."""
        return self._chat.upload_limit(address)

    def repeats_nonce(self) -> float:
        """The platform's."""
        return self._chat.repeats_nonce()

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Post a message, and show it."""
        ref = await self._chat.send(address, message, silent=silent, nonce=nonce)
        key = mark(ref.message)
        await self._also(
            address, partial(self._page.send, address, message, silent=silent, nonce=key)
        )
        return ref

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a video, and show a player."""
        ref = await self._chat.send_video(address, video, message, nonce=nonce)
        key = mark(ref.message)
        await self._also(
            address, partial(self._page.send_video, address, video, message, nonce=key)
        )
        return ref

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Post a file, and offer it."""
        ref = await self._chat.send_file(address, file, message, nonce=nonce)
        key = mark(ref.message)
        await self._also(address, partial(self._page.send_file, address, file, message, nonce=key))
        return ref

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Post a picture, and show it."""
        ref = await self._chat.send_picture(address, picture, message)
        key = mark(ref.message)
        await self._also(
            address, partial(self._page.send_picture, address, picture, message, nonce=key)
        )
        return ref

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message, and what is shown of it."""
        await self._chat.edit(address, ref, message)
        await self._also(address, partial(self._edit, address, ref, message))

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """Remove a message from both; what was written on the page stands there alone."""
        if not ref.message.startswith(parse.OWN):
            await self._chat.delete(address, ref)
        await self._also(address, partial(self._delete, address, ref))

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """In the private chat a message like others; elsewhere as the platform does it."""
        if address.kind is not ChatKind.PRIVATE:
            await self._chat.whisper(address, message, answer=answer, lang=lang)
            return
        for page in self.pages(address, message):
            await self.send(address, page)

    async def activity(self, address: Address, activity: Activity) -> None:
        """Show it in both."""
        await self._also(address, partial(self._page.activity, address, activity))
        await self._chat.activity(address, activity)

    def open(
        self, address: Address, attachment: Attachment
    ) -> AbstractAsyncContextManager[Download]:
        """Read what was uploaded to the page from there, all else from the platform."""
        own = attachment.handle.startswith(f"{parse.user_of(address)}/")
        chat = self._page if own else self._chat
        return chat.open(address, attachment)

    async def _edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        number = await self._page.number_of(address, ref)
        if number is not None:
            await self._page.edit(address, MessageRef(ref.chat, str(number)), message)

    async def _delete(self, address: Address, ref: MessageRef) -> None:
        if ref.message.startswith(parse.OWN):
            number: int | None = int(ref.message.removeprefix(parse.OWN))
        else:
            number = await self._page.number_of(address, ref)
        if number is not None:
            await self._page.delete(address, MessageRef(ref.chat, str(number)))

    async def _also(self, address: Address, show: Callable[[], Awaitable[object]]) -> None:
        """Show it on the page where somebody follows; that it could not be is logged."""
        try:
            if await self._page.follows(address):
                await show()
        except (ChatError, StoreUnavailable) as error:
            log.warning("page: not shown", conversation=address.conversation, error=repr(error))


class Mirrored:
    """The platform's adapter, with that chat."""

    def __init__(self, adapter: Adapter, page: WebChat) -> None:
        self._adapter = adapter
        self.chat = MirroredChat(adapter.chat, page)

    @property
    def connection(self) -> Connection:
        """How the platform is reached at this moment."""
        return self._adapter.connection

    async def run(self, service: CoreService) -> None:
        """`Adapter.run`."""
        await self._adapter.run(service)

    async def check(self) -> Profile:
        """`Adapter.check`."""
        return await self._adapter.check()

    async def close(self) -> None:
        """`Adapter.close`."""
        await self._adapter.close()
