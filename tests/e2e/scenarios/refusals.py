"""Who may not, and what is too much: said to the one who asked, and never left unsaid."""

from __future__ import annotations

from core.config import Caps, Policy
from tests.e2e.scenarios.kit import PROMO, Scenarios, Setup, newcomer, prompts
from tests.e2e.world import Person, Room, World, phrase

scenarios = Scenarios()
PRIVATE_BOT = Setup(bot={"policy": Policy(users=frozenset({"somebody-else"}))})
SWITCHED_OFF = Setup(bot={"policy": Policy(caps=Caps(turns=0, exports=0))})


async def refused(world: World, person: Person, room: Room, key: str, times: int) -> None:
    """Wait until a person was told no so many times; on Discord nobody else sees any of it."""
    pattern = phrase(key)

    def told(reader: Person) -> int:
        return sum(bool(pattern.search(shown.text)) for shown in world.shown(room, reader))

    await world.until(lambda: told(person) == times, f"{times} × {key}")
    others = [member for member in room.members if member != person]
    seen = 0 if world.platform == "discord" else times
    assert [told(other) for other in others] == [seen] * len(others)


@scenarios.add(setup=PRIVATE_BOT)
async def not_on_the_list(world: World) -> None:
    """Whatever command a stranger gives in a group, the answer is one sentence for them.

    They are told once an hour; on Discord each command waits for an answer and has one.
    """
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    for number, name in enumerate(("credits", "settings", "status", "video"), 1):
        await world.command(ada, room, name, PROMO if name == "video" else "")
        times = number if world.platform == "discord" else 1
        await refused(world, ada, room, "error-not-allowed", times)
    await world.pass_time(5)
    assert prompts(world) == []


@scenarios.add(setup=PRIVATE_BOT)
async def not_on_the_list_in_private(world: World) -> None:
    """In the private chat a stranger's words and commands are refused, in words once an hour."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO)
    await refused(world, person, room, "error-not-allowed", 1)
    await world.command(person, room, "credits")
    times = 2 if world.platform == "discord" else 1
    await refused(world, person, room, "error-not-allowed", times)
    await world.pass_time(3700)
    await world.say(person, room, PROMO)
    await refused(world, person, room, "error-not-allowed", times + 1)
    assert prompts(world) == []


@scenarios.add(setup=SWITCHED_OFF)
async def switched_off(world: World) -> None:
    """A daily cap of none refuses prompts and exports, in a group to who asked for them."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.command(ada, room, "video", PROMO)
    await refused(world, ada, room, "cap-turns-closed", 1)
    await world.command(ada, room, "export")
    await refused(world, ada, room, "cap-exports-closed", 1)
    assert prompts(world) == []
