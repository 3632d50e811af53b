"""The scenarios' world in a terminal: one person types, and reads what is printed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

from rich.console import Console

from adapters.console import parse
from adapters.console.adapter import ConsoleAdapter
from adapters.console.chat import ConsoleChat
from adapters.markdown import parse as marked
from adapters.markdown import plain_text
from core.chat import Address, CoreService, Message, MessageRef, Video
from tests.e2e.clock import FakeClock
from tests.e2e.house import House
from tests.e2e.scenarios.kit import Setup
from tests.e2e.world import Person, Playable, Room, Sample, Shown, ShownButton, World

_WIDTH: Final = 100


class NotHere(Exception):
    """A terminal has no such thing: groups, replies, several people."""


class _Chat(ConsoleChat):
    """The real one, which also notes what it shows."""

    def note_on(self, notes: dict[str, Shown], room: Room) -> None:
        """Keep notes there from now on."""
        self._notes, self._room = notes, room

    async def send(
        self, address: Address, message: Message, *, silent: bool = False, nonce: str = ""
    ) -> MessageRef:
        ref = await super().send(address, message, silent=silent, nonce=nonce)
        self._note(ref.message, message, silent=silent)
        return ref

    async def edit(self, address: Address, ref: MessageRef, message: Message) -> None:
        await super().edit(address, ref, message)
        self._note(ref.message, message, silent=self._notes[ref.message].silent)

    async def delete(self, address: Address, ref: MessageRef) -> None:
        await super().delete(address, ref)
        self._notes.pop(ref.message, None)

    async def send_video(
        self, address: Address, video: Video, message: Message, *, nonce: str = ""
    ) -> MessageRef:
        thumbnail = b"" if video.thumbnail is None else video.thumbnail.read_bytes()
        data, size = video.path.read_bytes(), (video.width, video.height)
        ref = await super().send_video(address, video, message, nonce=nonce)
        playable = Playable(data, video.name, *size, video.seconds, thumbnail)
        self._notes[ref.message] = replace(self._notes[ref.message], video=playable)
        return ref

    def number(self, ref: str, label: str) -> int:
        """What is typed to press a button."""
        return next(n for n, (m, b) in self._buttons.items() if (m, b.label) == (ref, label))

    def _note(self, ref: str, message: Message, *, silent: bool) -> None:
        buttons = (button for row in message.buttons for button in row)
        before = self._notes.get(ref)
        shown = Shown(
            id=ref,
            room=self._room,
            text=plain_text(marked(message.text)),
            order=before.order if before else len(self._notes) + self._count,
            buttons=tuple(ShownButton(button.label, button.url) for button in buttons),
            silent=silent,
        )
        if before is not None:
            shown = replace(shown, edits=before.edits + 1, history=(*before.history, before.text))
        self._notes[ref] = shown


class _Adapter(ConsoleAdapter):
    """The real one, whose lines a script types."""

    service: CoreService

    async def run(self, service: CoreService) -> None:
        self.service = service
        self.connection.hears(self._clock.now())
        await asyncio.Event().wait()

    async def type(self, line: str) -> None:
        """Type a line, and see it."""
        self._console.print(f"> {line}", markup=False, highlight=False)
        self._console.print()
        await self._take(self.service, line)


class TerminalWorld(World):
    """Somebody at a terminal; the bot behind it is the real one."""

    platform = "console"

    def __init__(self, folder: Path, setup: Setup, *, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self._folder = folder
        self._printed = io.StringIO()
        self._console = Console(file=self._printed, width=_WIDTH, force_terminal=False)
        self._notes: dict[str, Shown] = {}
        self._room = Room("terminal", (), private=True)
        house = House(folder, self.clock, setup, self._make)
        self._house = house
        self.backend = house.backend
        self._seat: _Adapter | None = None
        self._last = ""
        self._sent = 0

    def _make(self) -> _Adapter:
        seat = _Adapter(self._console, self.clock, out=self._folder / "videos", locale="en")
        seat.chat = chat = _Chat(self._console, self._folder / "videos", language="en")
        chat.note_on(self._notes, self._room)
        self._seat = seat
        return seat

    @property
    def _chat(self) -> _Chat:
        assert self._seat is not None
        assert isinstance(self._seat.chat, _Chat)
        return self._seat.chat

    async def open(self) -> None:
        await self._house.open()
        await self.start()

    async def close(self) -> None:
        await self._house.close()

    async def start(self) -> None:
        await self._house.start()
        await self.settled()

    async def kill(self) -> None:
        await self._house.kill()

    def said_to_all(self) -> Iterable[str]:
        return ()

    def person(self, name: str, locale: str = "en") -> Person:
        self._room = replace(self._room, members=(*self._room.members, Person(name, "me")))
        return Person(name, parse.ME.user, locale)

    def private(self, person: Person) -> Room:
        return self._room

    # -- what somebody does

    async def say(
        self,
        person: Person,
        room: Room,
        text: str = "",
        files: Sequence[Sample] = (),
        *,
        reply_to: str = "",
        to_bot: bool = True,
    ) -> str:
        if reply_to:
            self._lacks("replies")
        paths = [self._saved(sample) for sample in files]
        await self._type(" ".join((text, *map(str, paths))).strip())
        return ""

    def _saved(self, sample: Sample) -> Path:
        self._sent += 1
        path = self._folder / f"{self._sent:02}-{sample.name}"
        path.write_bytes(sample.data)
        return path

    async def command(self, person: Person, room: Room, name: str, args: str = "") -> str:
        await self._type(f"/{name} {args}".strip())
        return ""

    async def press(self, person: Person, shown: Shown, label: str) -> str:
        # The living line has no numbers: what is under way is stopped by a command.
        await self._type("/cancel" if shown.silent else str(self._chat.number(shown.id, label)))
        await self.settled()
        return ""

    async def login(self, person: Person, room: Room, token: str) -> None:
        await self._type(f"/login {token}")

    async def redeliver(self) -> None:
        """A terminal sends nothing twice; somebody may type it twice."""
        await self._type(self._last)

    async def _type(self, line: str) -> None:
        assert self._seat is not None
        self._last = line
        await self._seat.type(line)

    # -- what is seen

    def shown(self, room: Room, person: Person | None = None) -> tuple[Shown, ...]:
        return tuple(self._notes.values())

    def activities(self, room: Room) -> tuple[str, ...]:
        return ()

    def transcript(self) -> str:
        text = self._printed.getvalue().replace(f"{self._folder}/", "")
        return "\n".join(line.rstrip() for line in text.splitlines())

    # -- what a terminal has not

    def _lacks(self, what: str) -> NoReturn:
        raise NotHere(what)

    async def group(self, *members: Person, thread: bool = False) -> Room:
        self._lacks("groups")

    async def forward(self, person: Person, room: Room, author: Person, text: str) -> str:
        self._lacks("forwarded messages")

    async def mention(self, person: Person, room: Room, text: str = "", reply_to: str = "") -> str:
        self._lacks("groups")

    async def rewrite(self, person: Person, room: Room, message: str, text: str) -> None:
        self._lacks("edits of what was sent")

    def deleted_by_bot(self, room: Room, message: str) -> bool:
        self._lacks("messages that can be deleted")

    def say_unreadably(self, person: Person, room: Room) -> None:
        self._lacks("events that a library reads")

    def trip(self, times: int) -> None:
        self._lacks("a file store of the platform's")

    def withhold(self, sample: Sample) -> None:
        self._lacks("a file store of the platform's")

    def block(self, person: Person) -> None:
        self._lacks("blocking the bot")

    def unblock(self, person: Person) -> None:
        self._lacks("blocking the bot")

    def withdraw(self, room: Room, *, words: bool) -> None:
        self._lacks("groups")

    def flood(self, room: Room, times: int, retry_after: float) -> None:
        self._lacks("a limit of the platform's")

    def limit_uploads(self, room: Room, limit: int) -> None:
        self._lacks("a limit of the platform's")

    def forget(self, shown: Shown) -> None:
        self._lacks("deleting the bot's messages")
