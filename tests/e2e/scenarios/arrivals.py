"""What arrives in an unusual form: split, forwarded, pointed at, unreadable, too much at once."""

from __future__ import annotations

from tests.e2e.scenarios.kit import Scenarios, newcomer
from tests.e2e.world import World, phrase

scenarios = Scenarios()


@scenarios.add()
async def unreadable_event(world: World) -> None:
    """What the platform's library cannot read is skipped; everybody else is served."""
    person, room = await newcomer(world)
    other, elsewhere = await newcomer(world, "Ben")
    world.say_unreadably(person, room)
    await world.command(other, elsewhere, "start")
    await world.sees(elsewhere, phrase("start-welcome"))
    await world.command(person, room, "start")
    await world.sees(room, phrase("start-welcome"))
