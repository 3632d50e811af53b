"""One video from each of several files: told first, made one by one, each posted when ready."""

from __future__ import annotations

from tests.e2e import samples
from tests.e2e.scenarios.kit import Scenarios, newcomer, prompts
from tests.e2e.world import ANY, Room, Shown, World, phrase

scenarios = Scenarios()
WISH = "make a 2 second video from each of these"


def films(world: World, room: Room) -> list[Shown]:
    """The videos that stand there."""
    return [shown for shown in world.shown(room) if shown.video is not None]


@scenarios.add()
async def one_from_each(world: World) -> None:
    """An album of two becomes two videos; one message counts them, and each is posted by itself."""
    person, room = await newcomer(world)
    await world.say(person, room, WISH, samples.photos(2))
    await world.sees(room, phrase("each-noted", count=2))
    await world.sees(room, phrase("progress-part", n=1, of=2, what=ANY))
    await world.sees(room, phrase("progress-part", n=2, of=2, what=ANY))
    await world.until(lambda: len(films(world, room)) == 2, "two videos")
    assert prompts(world) == [WISH, WISH]
    assert len(world.backend.uploads()) == 2


@scenarios.add()
async def one_from_each_of_many(world: World) -> None:
    """More than three are asked about before anything costs; Cancel then stops those that wait."""
    person, room = await newcomer(world)
    await world.say(person, room, WISH, samples.photos(5))
    asked = await world.sees(room, phrase("each-ask", count=5))
    assert prompts(world) == []
    await world.pass_time(2)
    await world.press(person, asked, "Make 5 videos")
    running = await world.sees(room, phrase("progress-part", n=2, of=5, what=ANY))
    await world.press(person, running, "Cancel")
    await world.pass_time(120)
    assert len(films(world, room)) == 1
    assert len(prompts(world)) <= 2
