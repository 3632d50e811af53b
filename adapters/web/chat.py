"""Core's Chat port on the page: messages are kept by core, and told to the pages that are open."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import structlog

from adapters.web import parse, render
from adapters.web.files import Files
from adapters.web.rooms import Change, Rooms
from core.chat import (
    Activity,
    Address,
    Attachment,
    ChatKind,
    Download,
    File,
    Incoming,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    PostRejected,
    Unreachable,
    Video,
)
from core.operators import Operators
from core.sidebar import Sidebars
from core.store.store import StoreUnavailable
from core.transcript import Transcript

log = structlog.get_logger(__name__)

LARGEST = 10**12
# A message is known by its nonce as long as it is kept, which is at least a day.
NONCE_S = 86_400.0
SILENT = "silent "
POST = "post "
PICTURES = frozenset({"jpg", "png", "webp", "gif"})


class WebChat:
    """Shows messages on a person's pages; every method raises `ChatError` subclasses only."""

    platform = parse.PLATFORM
    hears_mentions = True
    can_edit = True
    shows_cards = False
    pace = Pace(private_edit=0.25, overall=1000.0)
    transcript: Transcript
    sidebars: Sidebars
    operators: Operators

    def __init__(self, files: Files, rooms: Rooms, invite: Callable[[], str]) -> None:
        self._files = files
        self._rooms = rooms
        self._invite = invite

    def attach(self, transcript: Transcript, sidebars: Sidebars, operators: Operators) -> None:
        """Keep messages there, read sidebars there, and know who runs the bot."""
        self.transcript, self.sidebars, self.operators = transcript, sidebars, operators

    def operators_link(self) -> str:
        """The link with which one browser becomes an admin's."""
        return self._invite()

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """A page scrolls: one."""
        return (message,)

    def private(self, address: Address) -> Address | None:
        """It is private already."""
        return None

    def upload_limit(self, address: Address) -> int:
        """What the disk takes."""
        return LARGEST

    def repeats_nonce(self) -> float:
        """The same message twice is kept once."""
        return NONCE_S

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Show a message; the progress of something is not kept as it changes."""
        # One that nothing runs behind is silent too: that somebody's account was made, for one.
        live = silent and bool(message.buttons or message.progress is not None)
        body = render.said(message, live=live, quiet=silent and not live)
        return await self._add(
            address, body, nonce=f"{SILENT}{nonce}" if silent and nonce else nonce
        )

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Keep a copy of the video, and show a player."""
        files: list[tuple[Path | bytes, str]] = [(video.path, "mp4")]
        if video.thumbnail is not None:
            files.append((video.thumbnail, "jpg"))
        names = await self._keep(files)
        film = render.film(video, names[0], names[1] if len(names) > 1 else "")
        return await self._add(
            address, render.said(message, media={"video": film}), nonce=nonce, files=names
        )

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Offer a file for download, byte for byte."""
        names = await self._keep([(file.content, "bin")])
        shown = {"src": names[0], "name": file.name, "size": file.size}
        return await self._add(
            address, render.said(message, media={"download": shown}), nonce=nonce, files=names
        )

    async def send_picture(
        self, address: Address, picture: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Show a picture."""
        ending = picture.name.rpartition(".")[2].lower()
        source = picture.content, ending if ending in PICTURES else "jpg"
        names = await self._keep([source])
        shown = {"src": names[0], "name": picture.name}
        return await self._add(
            address,
            render.said(message, quiet=True, media={"picture": shown}),
            nonce=nonce,
            files=names,
        )

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Replace a message; progress is kept in memory only."""
        number = _number(ref)
        room = self._rooms.of(parse.user_of(address))
        if number in room.live:
            body = room.live[number] = render.said(message, live=True)
        else:
            body = await self._change(address, number, message)
        self._rooms.tell(parse.user_of(address), Change.MESSAGE, number, body)

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """Take a message away."""
        number = _number(ref)
        self._rooms.of(parse.user_of(address)).live.pop(number, None)
        try:
            await self.transcript.remove(address.conversation, number)
        except StoreUnavailable as error:
            raise Unreachable(str(error)) from error
        self._rooms.tell(parse.user_of(address), Change.GONE, number)

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Nobody else reads here."""
        await self.send(address, message)

    async def activity(self, address: Address, activity: Activity) -> None:
        """Show it on the pages that are open."""
        self._rooms.tell(parse.user_of(address), Change.TYPING, body=activity.value)

    # -- conversations that take place on a platform of their own

    async def heard(self, item: Incoming) -> None:
        """`KeepsTranscript.heard`: what a guest says on their platform is shown here too."""
        place = item.address
        said = item.message and not item.message.startswith(parse.OWN) and item.press is None
        if not said or not parse.is_guest(parse.user_of(place)):
            return
        try:
            if not await self.follows(place):
                return
            words = render.own(parse.shown_text(item), "", [(f, "") for f in item.attachments])
            await self._add(place, words, nonce=mark(item.message))
        except Exception:
            # It is written down: that it is not shown here must not make anybody say it again.
            log.exception("page: not shown", conversation=place.conversation)

    async def follows(self, address: Address) -> bool:
        """Whether a guest has the page open, or ever said anything there."""
        if address.kind is not ChatKind.PRIVATE or address.thread:
            return False
        if self._rooms.of(parse.user_of(address)).pages:
            return True
        return bool(await self.transcript.latest(address.conversation, limit=1))

    async def number_of(self, address: Address, ref: MessageRef) -> int | None:
        """Under which number a post of a guest's platform is shown; None where it is not."""
        key = mark(ref.message)
        return await self.transcript.keyed(address.conversation, key, f"{SILENT}{key}")

    async def post_of(self, address: Address, number: int) -> str:
        """The post on a guest's platform that is shown under that number; empty for others."""
        if not parse.is_guest(parse.user_of(address)):
            return ""
        key = (await self.transcript.key(address.conversation, number)).removeprefix(SILENT)
        return key.removeprefix(POST) if key.startswith(POST) else ""

    def open(
        self, address: Address, attachment: Attachment
    ) -> AbstractAsyncContextManager[Download]:
        """Read an upload; raises `AttachmentError` subclasses."""
        return self._files.open(attachment)

    async def _keep(self, files: Sequence[tuple[Path | bytes, str]]) -> list[str]:
        """Copies of files, by their names; PostRejected where there is no room for them."""
        names: list[str] = []
        try:
            for path, ending in files:
                names.append(await self._files.keep(path, ending))
        except OSError as error:
            log.warning("file not kept", error=str(error))
            await self._files.discard(names)
            raise PostRejected("no room for it") from error
        return names

    async def _add(
        self, address: Address, body: str, *, nonce: str, files: Sequence[str] = ()
    ) -> MessageRef:
        try:
            entry, new = await self.transcript.add(
                address.conversation, body, key=nonce, files=files
            )
        except StoreUnavailable as error:
            await self._files.discard(files)
            raise Unreachable(str(error)) from error
        if not new:
            await self._files.discard(files)
        if render.is_live(entry.body):
            self._rooms.of(parse.user_of(address)).live[entry.id] = body
        self._rooms.tell(parse.user_of(address), Change.MESSAGE, entry.id, entry.body)
        return MessageRef(address.chat, str(entry.id))

    async def _change(self, address: Address, number: int, message: Message) -> str:
        try:
            found = await self.transcript.some(address.conversation, [number])
            if not found:
                raise MessageGone(str(number))
            old = json.loads(found[0].body)
            live = bool(old.get("live"))
            body = render.said(message, live=live, media=_media(old))
            if live:  # of a job that went on after a restart
                self._rooms.of(parse.user_of(address)).live[number] = body
            elif not await self.transcript.change(address.conversation, number, body):
                raise MessageGone(str(number))
        except StoreUnavailable as error:
            raise Unreachable(str(error)) from error
        return body


def mark(message: str) -> str:
    """The key under which a post of a guest's platform is kept."""
    return f"{POST}{message}"


def _media(body: render.Shown) -> dict[str, render.Shown]:
    return {name: body[name] for name in ("video", "picture", "download") if name in body}


def _number(ref: MessageRef) -> int:
    if not ref.message.isdecimal():
        raise MessageGone(ref.message)
    return int(ref.message)
