"""The world in which scenarios play: people, chats and what they see, on any platform.

A platform implements `World` once (its stand-in server, its real client library, the real core);
`scenarios.py` is written against it alone. Nothing here sleeps: `until` lets everything run until
the event loop is quiet, looks, and only then moves the fake clock to the next due time.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from core.language.phrases import say
from tests.e2e.backend import Backend
from tests.e2e.clock import FakeClock, current_loop

if TYPE_CHECKING:  # it imports the scenarios, which import this
    from tests.e2e.house import Keeper

Kind = Literal["photo", "video", "document", "animation", "audio", "voice", "sticker"]
# On a busy machine a commit takes longer than the loop's rest: look again before giving up.
_LAST_LOOKS = 30
# Whoever opens such a link first has somebody's project or trial account.
FOR_ONE_ALONE = re.compile(r"clm_|[?&]ct=|bind=|nmv_usr_")
ANY = "\ue0ff"
"""An argument of `phrase` that matches whatever stands there."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A file that a person sends.

    `claims` is the size in bytes that the platform announces when it differs from the data, so
    that a file of gigabytes costs nothing to send.
    """

    kind: Kind
    name: str
    data: bytes
    mime: str
    claims: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account on the platform."""

    name: str
    id: str
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Room:
    """A place where messages are shown: a private chat, a group, a thread of a group."""

    id: str
    members: tuple[Person, ...]
    private: bool
    thread: str = ""


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button as it is shown: what it says, and where it leads if it opens an address."""

    label: str
    url: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Playable:
    """A video that plays inside the chat: bytes, pixels, seconds, and whether it has a preview."""

    data: bytes
    name: str
    width: int
    height: int
    seconds: float
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as a person sees it now.

    `text` is what can be read, without any markup. `only_for` names the one who sees it when it is
    ephemeral, `answers` the message that it replies to. `edits` counts how often it was replaced,
    `history` what it said before, oldest first. `order` grows with every post of the world, so
    that posts of several rooms compare. `file` is a name with its bytes.
    """

    id: str
    room: Room
    text: str
    order: int
    buttons: tuple[ShownButton, ...] = ()
    video: Playable | None = None
    file: tuple[str, bytes] | None = None
    picture: bytes = field(default=b"", repr=False)
    silent: bool = False
    only_for: str = ""
    answers: str = ""
    edits: int = 0
    history: tuple[str, ...] = field(default=(), repr=False)

    def has_button(self, label: str) -> bool:
        """Whether a button with this text hangs under it."""
        return any(button.label == label for button in self.buttons)


class World(ABC):
    """What people can do and see on one platform; the bot behind it is the real one."""

    platform: str
    clock: FakeClock
    backend: Backend
    _house: Keeper

    @property
    def admin_code(self) -> str:
        """What makes the first admin, given with `/admin`; as the bot's start tells it."""
        return self._house.admin_code

    @abstractmethod
    async def open(self) -> None:
        """Start the platform, the backend and the bot."""

    @abstractmethod
    async def close(self) -> None:
        """Stop them all."""

    def check_manners(self) -> None:
        """What holds at the end of every story; each platform adds its own."""
        given_away = [said for said in self.said_to_all() if FOR_ONE_ALONE.search(said)]
        assert given_away == []

    @abstractmethod
    def said_to_all(self) -> Iterable[str]:
        """Everything that the bot ever wrote where several people read, addresses included."""

    # -- people and places

    @abstractmethod
    def person(self, name: str, locale: str = "en") -> Person:
        """Somebody new, who has never talked to the bot."""

    @abstractmethod
    def private(self, person: Person) -> Room:
        """The chat of this person with the bot alone."""

    @abstractmethod
    async def group(self, *members: Person, thread: bool = False) -> Room:
        """A group with these members into which the bot has just been invited.

        With `thread` the room is a topic or thread of its own inside that group.
        """

    # -- what people do

    @abstractmethod
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
        """Send one message, its id is returned.

        Several files are one album (one message, where the platform has it so). `reply_to` is a
        message id. In a group `to_bot` makes the message address the bot the usual way there.
        """

    @abstractmethod
    async def forward(self, person: Person, room: Room, author: Person, text: str) -> str:
        """Pass on what somebody else wrote elsewhere, without a word of one's own."""

    @abstractmethod
    async def mention(self, person: Person, room: Room, text: str = "", reply_to: str = "") -> str:
        """Call the bot by its name, with these words or none, in reply to a message or to none."""

    @abstractmethod
    async def command(self, person: Person, room: Room, name: str, args: str = "") -> str:
        """Give a command the platform's way; returns the message id where there is one."""

    @abstractmethod
    async def press(self, person: Person, shown: Shown, label: str) -> str:
        """Press a button; returns what the person alone is told at once, if anything."""

    @abstractmethod
    async def rewrite(self, person: Person, room: Room, message: str, text: str) -> None:
        """Edit a message that this person sent."""

    @abstractmethod
    async def login(self, person: Person, room: Room, token: str) -> None:
        """Give `/login` with this token the platform's way (an argument, a modal)."""

    @abstractmethod
    async def redeliver(self) -> None:
        """The platform delivers the last thing that a person did a second time."""

    # -- what goes wrong

    @abstractmethod
    def say_unreadably(self, person: Person, room: Room) -> None:
        """Something arrives that the platform's client library can't build a message of."""

    @abstractmethod
    def trip(self, times: int) -> None:
        """The platform's file store refuses the next so many reads for the moment."""

    @abstractmethod
    def withhold(self, sample: Sample) -> None:
        """The platform's file store does not hand this file out, as if overloaded."""

    @abstractmethod
    def block(self, person: Person) -> None:
        """This person lets nothing of the bot's through any more."""

    @abstractmethod
    def unblock(self, person: Person) -> None:
        """This person takes messages of the bot's again."""

    @abstractmethod
    def withdraw(self, room: Room, *, words: bool) -> None:
        """The bot may not send videos in that group any more, nor `words` unless they are left."""

    @abstractmethod
    def flood(self, room: Room, times: int, retry_after: float) -> None:
        """The next so many posts or edits there are refused as too fast."""

    @abstractmethod
    def limit_uploads(self, room: Room, limit: int) -> None:
        """Files over so many bytes are refused there."""

    @abstractmethod
    def forget(self, shown: Shown) -> None:
        """Somebody deletes this message of the bot's."""

    # -- the bot's process

    @abstractmethod
    async def start(self) -> None:
        """Start the bot (again), on the database that is there."""

    @abstractmethod
    async def kill(self) -> None:
        """End the bot at once, without a word of goodbye to anything."""

    # -- what is seen

    @abstractmethod
    def shown(self, room: Room, person: Person | None = None) -> tuple[Shown, ...]:
        """The bot's messages that stand there now, oldest first; as this member sees it."""

    @abstractmethod
    def deleted_by_bot(self, room: Room, message: str) -> bool:
        """Whether the bot removed this message of a person."""

    @abstractmethod
    def activities(self, room: Room) -> tuple[str, ...]:
        """What the bot was seen doing there, in order: "typing", "sending_video"."""

    # -- time

    async def settled(self) -> None:
        """Let everything run that needs no time to pass; a render in its process is waited for."""
        loop = current_loop()
        await loop.quiet()
        while self.backend.busy():
            await loop.quiet()
        await self.backend.refresh()

    async def until(self, seen: Callable[[], object], what: str, *, within: float = 900.0) -> None:
        """Let time pass, due by due, until `seen()` is true; fails after `within` seconds of it."""
        end = self.clock.monotonic() + within
        looks = 0
        while True:
            await self.settled()
            if seen():
                return
            due = self.clock.next_due()
            if due is not None and due <= end:
                self.clock.advance_to(due)
            elif (looks := looks + 1) > _LAST_LOOKS:
                raise AssertionError(f"never seen: {what}\n{self.transcript()}")

    async def pass_time(self, seconds: float) -> None:
        """Let exactly so much time pass, with everything that falls due in it."""
        end = self.clock.monotonic() + seconds
        await self.settled()
        while (due := self.clock.next_due()) is not None and due <= end:
            self.clock.advance_to(due)
            await self.settled()
        self.clock.advance_to(end)
        await self.settled()

    @abstractmethod
    def transcript(self) -> str:
        """Everything said so far in every room, for a reader."""

    # -- shorthands

    async def sees(
        self,
        room: Room,
        wanted: str | re.Pattern[str],
        *,
        person: Person | None = None,
        within: float = 900.0,
    ) -> Shown:
        """Wait until a message there holds this text, and return the newest such one."""

        def found() -> list[Shown]:
            return [shown for shown in self.shown(room, person) if holds(shown.text, wanted)]

        await self.until(found, f"{wanted!r} in {room.id}", within=within)
        return found()[-1]

    def last(self, room: Room, person: Person | None = None) -> Shown:
        """The newest message of the bot's there."""
        return self.shown(room, person)[-1]


def holds(text: str, wanted: str | re.Pattern[str]) -> bool:
    """Whether a text holds the words, or what the pattern describes."""
    if isinstance(wanted, str):
        return wanted in text
    return wanted.search(text) is not None


def visible(markdown: str) -> str:
    """What can be read of a phrase: its light Markdown without the signs."""
    text = re.sub(r"(?<!\\)(\*\*|`)", "", markdown)
    return re.sub(r"\\([\\`*_~|\[\]<>#])", r"\1", text)


def phrase(key: str, /, lang: str = "en", **args: str | int | float) -> re.Pattern[str]:
    """A pattern for what a person reads when core says this phrase; `ANY` fits any argument."""
    return re.compile(re.escape(visible(say(lang, key, **args))).replace(ANY, ".+?"), re.DOTALL)
