"""Pictures below answers: what a change looks like, before anything is exported."""

from __future__ import annotations

import io

from PIL import Image

from tests.e2e import samples
from tests.e2e.scenarios.kit import PROMO, TITLE, Scenarios, Setup, final, with_project
from tests.e2e.world import Room, Shown, World, phrase

scenarios = Scenarios()


async def picture(world: World, room: Room, *, after: int = -1) -> Shown:
    """The picture below an answer."""

    def found() -> list[Shown]:
        return [s for s in world.shown(room) if s.picture and s.order > after]

    await world.until(found, "a picture")
    await world.pass_time(5)  # the one before goes
    return found()[0]


def size(shown: Shown) -> tuple[int, int]:
    """Its pixels."""
    with Image.open(io.BytesIO(shown.picture)) as image:
        image.load()
        return image.size


@scenarios.add()
async def picture_after_a_change(world: World) -> None:
    """The timeline as bars, silently below the answer; the next change takes its place."""
    person, room, done = await with_project(world)
    first = await picture(world, room)
    assert (first.order > done.order, first.silent) == (True, True)
    assert phrase("preview-caption").search(first.text)
    assert size(first)[0] > size(first)[1] > 100
    await world.say(person, room, TITLE)
    done = await final(world, room, after=done.order)
    second = await picture(world, room, after=done.order)
    assert [s.id for s in world.shown(room) if s.picture] == [second.id]
    assert second.picture != first.picture


@scenarios.add(setup=Setup(bot={"studio": True}))
async def contact_sheet_after_a_change(world: World) -> None:
    """The studio shows its shots, one small picture of each."""
    _, room, done = await with_project(world)
    shown = await picture(world, room, after=done.order)
    assert len(shown.picture) <= 200_000
    assert min(size(shown)) > 100


@scenarios.add()
async def no_pictures_in_groups(world: World) -> None:
    """Where others read along there are none, unless their person switched them on."""
    ada = world.person("Ada")
    room = await world.group(ada)
    await world.say(ada, room, PROMO, samples.photos(1))
    await final(world, room)
    await world.pass_time(120)
    assert not any(s.picture for s in world.shown(room))


@scenarios.add()
async def pictures_switched_off(world: World) -> None:
    """The switch is in /settings, and the last picture stays."""
    person, room, done = await with_project(world)
    first = await picture(world, room)
    await world.command(person, room, "settings")
    shown = await world.sees(room, phrase("settings-pictures", state="on"))
    await world.press(person, shown, "Pictures off")
    await world.sees(room, phrase("settings-pictures", state="off"))
    await world.say(person, room, TITLE)
    await final(world, room, after=done.order)
    await world.pass_time(60)
    assert [s.id for s in world.shown(room) if s.picture] == [first.id]
