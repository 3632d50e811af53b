"""People who talk to the bot, each in a way of their own, and a note of all they said."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from tests.crash.slate import Post, Slate, Update
from tests.studio.double import photo

Kind = Literal["prompt", "files", "export", "press", "command"]
LOOK_S: Final = 0.02
HEARD_S: Final = 60.0
PATIENCE_S: Final = 8.0


async def until(seen: Callable[[], object], limit: float) -> bool:
    """Look again and again, at most so many seconds; whether it was seen."""
    end = time.monotonic() + limit
    while not seen():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(LOOK_S)
    return True


@dataclass(slots=True)
class Said:
    """One thing that somebody did, and the ledger's origins that it may have led to.

    `text` is the prompt, unique where one person makes it up; `origins` is empty for what leads
    to no job. `number` orders all that one person did.
    """

    number: int
    lane: str
    kind: Kind
    text: str
    origins: tuple[str, ...]
    update: Update
    twice: bool = False


@dataclass(slots=True)
class Minutes:
    """Everything that was said, by everybody."""

    said: list[Said] = field(default_factory=list)

    def count(self, *kinds: Kind) -> int:
        """How often something of these kinds was said."""
        return sum(one.kind in kinds for one in self.said)


class Person:
    """Somebody in a chat of their own, or in the group that several share."""

    _numbers = itertools.count(1)

    def __init__(
        self,
        slate: Slate,
        minutes: Minutes,
        platform: str,
        name: str,
        chat: str,
        rnd: random.Random,
    ) -> None:
        self._slate = slate
        self._minutes = minutes
        self._platform = platform
        self._name = name
        self._chat = chat
        self._rnd = rnd
        self.lane = f"{platform}/crash/{chat}//{name}"

    async def live(self, going: Callable[[], bool]) -> None:
        """Talk until nobody wants to hear more."""
        habits: tuple[tuple[int, Callable[[], Awaitable[None]]], ...] = (
            (6, self.edits),
            (3, self.edits_in_a_row),
            (3, self.edits_silently),
            (3, self.exports),
            (3, self.edits_and_exports),
            (3, self.cancels),
            (3, self.presses_twice),
            (2, self.says_twice),
            (2, self.sends_album),
            (2, self.sends_photo_then_words),
            (1, self.starts_over),
            (2, self.asks),
            (1, self.edits_then_export_command),
        )
        await self.sends_album()
        await self.edits_and_exports()
        while going():
            habit = self._rnd.choices([h for _, h in habits], [w for w, _ in habits])[0]
            await habit()
            await asyncio.sleep(self._rnd.uniform(0.0, 0.6))

    async def edits(self) -> None:
        """One edit, and the wait for its answer."""
        await self._answered(self.say(self._title()))

    async def edits_in_a_row(self) -> None:
        """Two or three edits without waiting: they queue."""
        for _ in range(self._rnd.randint(2, 3)):
            last = self.say(self._title())
        await self._answered(last)

    async def edits_silently(self) -> None:
        """An edit to which the agent answers nothing."""
        await self._answered(self.say(f"make the colors warmer and {self._title()}"))

    async def exports(self) -> None:
        """The video, please."""
        await self._answered(self.say("export", kind="export"))

    async def edits_and_exports(self) -> None:
        """An edit and, when it is done, the video."""
        await self._answered(self.say(f"{self._title()}, then export it"))

    async def edits_then_export_command(self) -> None:
        """An edit and at once the command: the video has the edit."""
        self.say(self._title())
        update = self._happened({"command": ["export", ""], "text": "/export"})
        self._note("export", "", (f"{self._event(update)}/export",), update)
        await self._answered(update)

    async def cancels(self) -> None:
        """An edit, and a change of mind."""
        start = len(self._slate.books.posts)
        self.say(self._title())
        await asyncio.sleep(self._rnd.uniform(0.0, 0.5))
        mine = [p for p in self._mine(start) if p.silent and not p.deleted]
        if mine and mine[-1].buttons and self._rnd.random() < 0.5:
            update = self._happened({"press": [str(mine[-1].number), mine[-1].buttons[0]]})
        else:
            update = self._happened({"command": ["cancel", ""], "text": "/cancel"})
        self._note("command", "", (), update)
        await self._answered(update)

    async def presses_twice(self) -> None:
        """A button under the newest answer, pressed by an impatient finger."""
        spending = [
            (post, data)
            for post in self._mine(0)[-3:]
            for data in post.buttons
            if data[:1] in "xsu" and not post.silent and not post.deleted
        ]
        if not spending:
            return
        post, data = self._rnd.choice(spending)
        origin = f"press/{self._platform}/crash/{self._chat}/{post.number}/{data}"
        origin += "/export" if data.startswith("x") else ""
        for twice in (False, True):
            update = self._happened({"press": [str(post.number), data]})
            self._note("press", "", (origin,), update, twice=twice)
        await self._answered(update)

    async def says_twice(self) -> None:
        """The platform delivers an edit a second time, after it was acknowledged."""
        update = self.say(self._title())
        await self._answered(update)
        self._slate.again(update)

    async def sends_album(self) -> None:
        """Two or three photos with a caption on the first; the last may come late."""
        album = f"a{next(self._numbers)}"
        text = f"make a 6-second slideshow from my photos and {self._title()}"
        origin = f"album/{self._platform}/crash/{self._chat}/{album}"
        for n in range(self._rnd.randint(2, 3)):
            body = {"files": [self._photo()], "album": album, "text": "" if n else text}
            update = self._happened(body)
            if n == 0:
                self._note("prompt", text, (origin,), update)
            if n == 1 and self._rnd.random() < 0.2:
                await asyncio.sleep(0.4)
        await self._answered(update)

    async def sends_photo_then_words(self) -> None:
        """A photo, and a moment later what to do with it."""
        update = self._happened({"files": [self._photo()]})
        first = self._event(update)
        self._note("files", "", (first,), update)
        await asyncio.sleep(self._rnd.uniform(0.0, 0.1))
        text = self._title()
        words = self._happened({"text": text})
        self._note("prompt", text, (first, self._event(words)), words)
        await self._answered(words)

    async def sends_late_part(self, text: str) -> None:
        """One more photo of the newest album, and words right behind it."""
        albums = [
            said.update.body["album"] for said in self._minutes.said if said.lane == self.lane
        ]
        self._happened({"files": [self._photo()], "album": albums[-1], "text": ""})
        await self._answered(self.say(text))

    def stops(self) -> None:
        """/cancel, without the wait for its answer."""
        update = self._happened({"command": ["cancel", ""], "text": "/cancel"})
        self._note("command", "", (), update)

    async def starts_over(self) -> None:
        """A new project, and photos for it."""
        await self._answered(self.opens_project(f"Film {next(self._numbers)}"))
        await self.sends_album()

    def opens_project(self, title: str) -> Update:
        """A new project; what follows belongs to it."""
        update = self._happened({"command": ["new", title], "text": f"/new {title}"})
        self._note("command", title, (), update)
        return update

    async def asks(self, name: str = "") -> None:
        """How things stand, or what can be done."""
        name = name or self._rnd.choice(["status", "credits", "help"])
        update = self._happened({"command": [name, ""], "text": f"/{name}"})
        self._note("command", "", (), update)
        await self._answered(update)

    def say(self, text: str, *, kind: Kind = "prompt") -> Update:
        """Write something."""
        update = self._happened({"text": text})
        origin = self._event(update) + ("/export" if kind == "export" else "")
        self._note(kind, text, (origin,), update)
        return update

    def _title(self) -> str:
        return f"add the title 'K{next(self._numbers):06d}'"

    def _photo(self) -> tuple[str, int]:
        handle = f"p{next(self._numbers)}"
        self._slate.files[handle] = photo(self._rnd.randrange(256))
        return handle, len(self._slate.files[handle])

    def _event(self, update: Update) -> str:
        return f"event/{self._platform}/crash/{self._chat}/{update.id}"

    def _happened(self, body: Mapping[str, object]) -> Update:
        return self._slate.happened(self._platform, self._chat, {**body, "user": self._name})

    def _note(
        self,
        kind: Kind,
        text: str,
        origins: tuple[str, ...],
        update: Update,
        *,
        twice: bool = False,
    ) -> None:
        number = next(self._numbers)
        self._minutes.said.append(Said(number, self.lane, kind, text, origins, update, twice))

    def _mine(self, start: int) -> list[Post]:
        posts = self._slate.books.posts[start:]
        return [p for p in posts if (p.platform, p.user) == (self._platform, self._name)]

    async def _answered(self, update: Update) -> None:
        """Wait until it was taken in, then for a newer message, but not for ever.

        So nobody talks faster than the bot can listen, however often it dies.
        """
        await until(lambda: update.acknowledged, HEARD_S)
        await until(lambda: self._heard_since(update), PATIENCE_S)

    def _heard_since(self, update: Update) -> bool:
        return any(p.number > update.id and not p.silent for p in self._mine(-200))
