"""What scenarios are made of: how they are listed, and steps that many of them share."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.e2e import samples
from tests.e2e.world import Person, Room, Shown, World, phrase

Play = Callable[[World], Awaitable[None]]
PROMO = "generate a 15-second promo video from my photos"
BALANCE = re.compile(r"You have \d+ credits? left")
TITLE = "add the title 'Summer Sale' in white"


@dataclass(frozen=True, slots=True)
class Setup:
    """How the studio and the bot differ from their defaults: StudioConfig fields, settings.

    `says` is what a speech server will hear, with the figures that differ from a clear voice's;
    without it there is no such server.
    """

    studio: Mapping[str, Any] = field(default_factory=dict)
    bot: Mapping[str, Any] = field(default_factory=dict)
    says: Sequence[tuple[str, Mapping[str, float]]] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story; `platforms` is empty where every platform must pass it."""

    name: str
    play: Play
    setup: Setup
    platforms: tuple[str, ...] = ()


class Scenarios(list[Scenario]):
    """The stories of one file, in the order in which they are written."""

    def add(self, *platforms: str, setup: Setup | None = None) -> Callable[[Play], Play]:
        """Decorate a story; its name is the function's."""

        def enlist(play: Play) -> Play:
            name = getattr(play, "__name__", "scenario")
            self.append(Scenario(name, play, setup or Setup(), platforms))
            return play

        return enlist


async def newcomer(world: World, name: str = "Ada", locale: str = "en") -> tuple[Person, Room]:
    """Somebody who opens the private chat for the first time."""
    person = world.person(name, locale)
    return person, world.private(person)


async def with_project(world: World, name: str = "Ada") -> tuple[Person, Room, Shown]:
    """Somebody whose promo of three photos is on the timeline; the final message comes too."""
    person, room = await newcomer(world, name)
    await world.say(person, room, PROMO, samples.photos(3))
    return person, room, await final(world, room)


async def final(
    world: World, room: Room, *, after: int = -1, person: Person | None = None
) -> Shown:
    """The first message after that point which ends a turn: new, and with an Export button."""

    def found() -> list[Shown]:
        return [
            shown
            for shown in world.shown(room, person)
            if shown.order > after and not shown.silent and shown.has_button("Export")
        ]

    await world.until(found, f"the end of a turn in {room.id}")
    shown = found()[0]
    await world.pass_time(2)  # the person reads it
    return shown


async def with_more(world: World, person: Person, room: Room, shown: Shown) -> Shown:
    """The message with what is behind its More button."""
    await world.press(person, shown, "More…")

    def opened() -> list[Shown]:
        return [s for s in world.shown(room) if s.id == shown.id and s.has_button("New")]

    await world.until(opened, "what is behind More")
    return opened()[0]


async def film(world: World, room: Room, *, after: int = -1) -> Shown:
    """The first message after that point that plays a video."""

    def found() -> list[Shown]:
        return [s for s in world.shown(room) if s.order > after and s.video is not None]

    await world.until(found, f"a video in {room.id}")
    shown = found()[0]
    await world.pass_time(2)
    return shown


def progress(world: World, room: Room) -> Shown | None:
    """The newest silent message: the progress of what runs there."""
    silent = [shown for shown in world.shown(room) if shown.silent]
    return silent[-1] if silent else None


def nothing_to_cancel(world: World, room: Room) -> bool:
    """Whether no message offers to cancel something any more."""
    return not any(shown.has_button("Cancel") for shown in world.shown(room))


def prompts(world: World) -> list[str]:
    """The words of every prompt that was charged, in order."""
    return [charge.prompt for charge in world.backend.charges()]


async def asked(world: World, count: int) -> list[str]:
    """The words of the first so many prompts that arrive at the service; it is let finish."""
    await world.until(lambda: len(world.backend.prompts()) >= count, f"{count} prompts")
    await world.pass_time(60)
    return list(world.backend.prompts())


def never(world: World, room: Room, key: str) -> bool:
    """Whether this phrase, with whatever arguments, stands nowhere in the room."""
    return not any(phrase(key).search(shown.text) for shown in world.shown(room))
