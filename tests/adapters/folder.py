"""The smallest platform there can be: a folder, for docs/add-a-platform.md.

`ask/NAME.txt` is a message of somebody called NAME; answers are appended to `told/NAME.txt`, videos
are put beside it.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from adapters.platform import Platform
from core.chat import (
    Activity,
    Adapter,
    Address,
    Attachment,
    AttachmentMissing,
    Connection,
    CoreService,
    Download,
    File,
    Incoming,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    Profile,
    Video,
)
from core.clock import Clock

LOOK_EVERY = 0.2


class FolderPlatform(Platform):
    """Its settings; named in the entry points of the group `reelay.adapters`."""

    model_config = SettingsConfigDict(env_prefix="FOLDER_")
    title: ClassVar[str] = "Folder"
    token_hint: ClassVar[str] = "FOLDER_PATH: name a folder, and put questions into it"

    path: str = Field("", description="Folder with `ask` and `told`")

    @property
    def configured(self) -> bool:
        """Whether a folder is named."""
        return bool(self.path)

    def adapter(self, clock: Clock) -> Adapter | None:
        """The adapter of that folder."""
        return FolderAdapter(Path(self.path), clock) if self.configured else None


class FolderChat:
    """Core's Chat on a folder: nothing can be changed once it is written."""

    platform = "folder"
    hears_mentions = True
    can_edit = False
    shows_cards = False
    pace = Pace()

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """A file takes any length."""
        return (message,)

    def private(self, address: Address) -> Address | None:
        """A folder is somebody's own."""
        return None

    def upload_limit(self, address: Address) -> int:
        """What the disk takes."""
        return 10**12

    def repeats_nonce(self) -> float:
        """What is written twice stands there twice."""
        return 0.0

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Append the words."""
        with (self._folder / "told" / f"{address.user}.txt").open("a", encoding="utf-8") as out:
            out.write(message.text + "\n\n")
        return MessageRef(address.chat, "")

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Put the video beside the words."""
        return await self.send_file(address, File(video.name, video.path, video.size), message)

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Put the file beside the words."""
        target, content = self._folder / "told" / file.name, file.content
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            await asyncio.to_thread(shutil.copy, content, target)
        return await self.send(address, message)

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Put the picture beside the words."""
        return await self.send_file(address, picture, message)

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """What is written stays."""
        raise MessageGone("a file is only added to")

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """What is written stays."""
        raise MessageGone("a file is only added to")

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Everybody has a file of their own."""
        await self.send(address, message)

    async def activity(self, address: Address, activity: Activity) -> None:
        """Nothing shows it."""

    @asynccontextmanager
    async def open(self, address: Address, attachment: Attachment) -> AsyncIterator[Download]:
        """No files are taken here."""
        raise AttachmentMissing(attachment.name)
        yield


class FolderAdapter:
    """Looks into the folder now and then."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._chat = FolderChat(folder)
        self.connection = Connection()

    @property
    def chat(self) -> FolderChat:
        """The folder, to write to."""
        return self._chat

    async def check(self) -> Profile:
        """The folder is its name."""
        return Profile(self._folder.name)

    async def run(self, service: CoreService) -> None:
        """Take in what lies in `ask`; a file goes once core has written it down."""
        for name in ("ask", "told"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        while True:
            self.connection.hears(self._clock.now())
            for file in sorted((self._folder / "ask").glob("*.txt")):
                user, stamp = file.stem, file.stat().st_mtime_ns
                address = Address("folder", self._folder.name, user, user)
                text = file.read_text(encoding="utf-8")
                event = f"{user}/{stamp}"
                await service.receive(Incoming(address, event, self._clock.now(), text=text))
                file.unlink()
            await self._clock.sleep(LOOK_EVERY)

    async def close(self) -> None:
        """Nothing is held."""
