"""Core's Chat on a terminal: finals are printed, progress is one living line below them."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import structlog
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from adapters.console import parse, render
from adapters.console.living import LiveLine, Living
from core.chat import (
    Activity,
    Address,
    Attachment,
    AttachmentFolder,
    AttachmentForbidden,
    AttachmentMissing,
    AttachmentUnreadable,
    Button,
    Download,
    File,
    Message,
    MessageGone,
    MessageRef,
    Pace,
    TooBig,
    Video,
)
from core.language.formats import duration
from core.language.phrases import say
from core.language.spoken import spoken

log = structlog.get_logger(__name__)

BLOCK = 1 << 18
HUGE = 10**12
VIDEO = ".mp4"


class ConsoleChat:
    """Shows messages; `pick` finds the button behind a number that was typed.

    Buttons are numbered from 1 in what follows a typed line (`heard`), and go on from message to
    message until the next one. Those of before stay until there are new ones.

    `language` is that of what was said last: beside a message stand words of the same one.
    """

    platform = parse.PLATFORM
    hears_mentions = True
    can_edit = True
    pace = Pace()
    shows_cards = False

    def __init__(self, console: Console, out: Path, *, language: str) -> None:
        self._console = console
        self._out = out
        self.language = language
        self._run = f"{uuid.uuid4().hex[:8]}-"  # messages of an earlier run can't be changed
        self._count = 0
        self._living: Living = LiveLine(console)
        self._live_ref = ""
        self._live_words = Message("")
        self._buttons: dict[int, tuple[str, Button]] = {}
        self._next = 1
        self._before = 0
        self._anew = False
        self._texts: dict[str, str] = {}
        self.saved: Path | None = None

    def pick(self, number: int) -> tuple[str, Button] | None:
        """The message and button behind a number; None where there is none any more."""
        return self._buttons.get(number)

    def heard(self) -> None:
        """A line was typed: the buttons of what comes next are numbered from 1."""
        self._anew = True

    def numbered(self, number: int) -> bool:
        """Whether a number is one that a button on the screen has, or had a moment ago."""
        last = max(self._next - 1, self._before)
        return last > 0 and 0 <= number <= last

    @contextmanager
    def living_in(self, living: Living) -> Iterator[None]:
        """Show the progress message there for a while."""
        before = self._living
        self._move(living)
        try:
            yield
        finally:
            self._move(before)

    def pages(self, address: Address, message: Message) -> Sequence[Message]:
        """A terminal scrolls: one page."""
        return (message,)

    def private(self, address: Address) -> Address | None:
        """A terminal is private already."""
        return None

    def upload_limit(self, address: Address) -> int:
        """What the disk takes is the limit."""
        return HUGE

    def repeats_nonce(self) -> float:
        """What is printed twice is seen twice."""
        return 0.0

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        """Print a message; a silent one that can be cancelled becomes the living line."""
        self._count += 1
        ref = MessageRef(address.chat, f"{self._run}{self._count}")
        if silent and message.buttons:
            self._living.clear()
            self._live_ref, self._live_words = ref.message, message
            self._living.show(render.streamed(message))
        else:
            self._print(ref, message)
        return ref

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Keep the video where the person can open it, and say where."""
        target = self._target(video.name)
        if not await _saved(video.path, target):
            return await self._told(address, message, "export-unsaved", path=str(target))
        self.saved = target
        self.language = spoken(message.text, self.language)
        length = duration(self.language, video.seconds)
        facts = f" ({video.width}x{video.height}, {length})"
        return await self._told(address, message, "export-saved", facts=facts, path=str(target))

    async def send_file(
        self, address: Address, file: File, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        """Keep the file where the person can open it, and say where."""
        target = self._target(file.name)
        if not await _saved(file.content, target):
            return await self._told(address, message, "console-unsaved", path=str(target))
        if target.suffix.lower() == VIDEO:
            self.saved = target
        return await self._told(address, message, "export-saved", path=str(target))

    async def send_picture(self, address: Address, picture: File, message: Message) -> MessageRef:
        """Keep the picture in place of the one before with that name, and say where.

        Where the video's own name was given, the picture is called after it.
        """
        named = self._out.suffix.lower() == VIDEO
        kept = f"{self._out.stem}-preview{Path(picture.name).suffix}" if named else picture.name
        target = self._folder / kept
        if not await _saved(picture.content, target):
            return await self._told(address, message, "console-unsaved", path=str(target))
        return await self._told(address, message, "export-saved", path=str(target))

    async def _told(
        self, address: Address, message: Message, key: str, *, path: str, facts: str = ""
    ) -> MessageRef:
        self.language = spoken(message.text, self.language)
        where = say(self.language, key, path=path) + facts
        text = "\n\n".join(part for part in (message.text, where) if part)
        return await self.send(address, Message(text, message.buttons))

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        """Renew the living line; what was printed cannot change, so its new words follow it.

        Where it only loses buttons nothing is printed again.
        """
        if not ref.message.startswith(self._run):
            raise MessageGone("of an earlier run")
        if ref.message == self._live_ref:
            self._live_words = message
            self._living.show(render.streamed(message))
        elif not message.buttons and self._texts.get(ref.message, "").startswith(message.text):
            self._forget(ref)
        else:
            self._print(ref, message)

    async def delete(self, address: Address, ref: MessageRef) -> None:
        """End the living line; buttons of what was printed are no longer to be pressed."""
        if ref.message == self._live_ref:
            self._stop_live()
        self._forget(ref)

    async def whisper(
        self, address: Address, message: Message, *, answer: str = "", lang: str = ""
    ) -> None:
        """Nobody else is here."""
        await self.send(address, message)

    async def activity(self, address: Address, activity: Activity) -> None:
        """The living line says it all."""

    @asynccontextmanager
    async def open(self, address: Address, attachment: Attachment) -> AsyncIterator[Download]:
        """Read a file of this machine in blocks, off the event loop."""
        path = Path(attachment.handle)
        if await asyncio.to_thread(path.is_dir):
            raise AttachmentFolder(str(path))
        try:
            file = await asyncio.to_thread(path.open, "rb")
        except FileNotFoundError as error:
            raise AttachmentMissing(str(error)) from error
        except PermissionError as error:
            raise AttachmentForbidden(str(error)) from error
        except OSError as error:
            raise AttachmentUnreadable(str(error)) from error
        with file:
            size = (await asyncio.to_thread(path.stat)).st_size

            async def chunks() -> AsyncIterator[bytes]:
                while block := await asyncio.to_thread(file.read, BLOCK):
                    yield block

            yield Download(size, chunks())

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._stop_live()

    def _print(self, ref: MessageRef, message: Message) -> None:
        self.language = spoken(message.text, self.language)
        name = Text(say(self.language, "console-bot"), style="bold magenta")
        self._console.print(name)
        self._console.print(Padding(render.body(message), (0, 0, 0, 2)))
        self._forget(ref)
        if message.buttons:
            self._begin_anew()
            self._texts[ref.message] = message.text
        for row in message.buttons:
            numbers = [0 if button.url else self._number(ref, button) for button in row]
            self._console.print(render.choices(row, numbers))
        self._console.print()

    def _begin_anew(self) -> None:
        """Give up the numbers of before, if somebody has typed since."""
        if self._anew:
            self._before, self._next, self._anew = self._next - 1, 1, False
            self._buttons.clear()
            self._texts.clear()

    def _number(self, ref: MessageRef, button: Button) -> int:
        number, self._next = self._next, self._next + 1
        self._buttons[number] = ref.message, button
        return number

    def _forget(self, ref: MessageRef) -> None:
        self._buttons = {n: b for n, b in self._buttons.items() if b[0] != ref.message}
        self._texts.pop(ref.message, None)

    def _move(self, living: Living) -> None:
        self._living.clear()
        self._living = living
        if self._live_ref:
            living.show(render.streamed(self._live_words))

    def _stop_live(self) -> None:
        self._living.clear()
        self._live_ref = ""

    @property
    def _folder(self) -> Path:
        """Where files are kept; `out` may name the video itself."""
        return (self._out.parent if self._out.suffix.lower() == VIDEO else self._out).absolute()

    def _target(self, name: str) -> Path:
        """A place that is free, but for a video whose place was named."""
        wanted = Path(name)
        if wanted.suffix.lower() == VIDEO == self._out.suffix.lower():
            return self._out.absolute()
        stem, ending = wanted.stem, wanted.suffix
        for number in range(1, 10_000):
            target = self._folder / (
                f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}"
            )
            if not target.exists():
                return target
        raise TooBig(0)


async def _saved(content: bytes | Path, target: Path) -> bool:
    """Whether it lies there now; that it could not be kept is logged."""
    try:
        await asyncio.to_thread(_copy, content, target)
    except OSError as error:
        log.warning("file not saved", path=str(target), error=str(error))
        return False
    return True


def _copy(source: bytes | Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        if isinstance(source, bytes):
            part.write_bytes(source)
        else:
            shutil.copyfile(source, part)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
