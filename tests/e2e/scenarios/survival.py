"""The bot is killed and comes back: nothing lost, nothing paid for twice, nothing said twice."""

from __future__ import annotations

from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    PROMO,
    TITLE,
    Scenarios,
    film,
    final,
    newcomer,
    progress,
    prompts,
    with_project,
)
from tests.e2e.world import World, phrase
from tests.faults import Cut, Heartbeats, RenderStuck, Reset

scenarios = Scenarios()


@scenarios.add()
async def restart_while_settling(world: World) -> None:
    """Killed between the arrival of photos and their words: both are there after the restart."""
    person, room = await newcomer(world)
    await world.say(person, room, files=samples.photos(2))
    await world.settled()
    await world.kill()
    await world.say(person, room, PROMO)
    await world.start()
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 2


@scenarios.add()
async def request_in_a_busy_group(world: World) -> None:
    """Asked while the bot is down, in a group that talks on and on: it is answered, once."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.say(ada, room, PROMO, samples.photos(2))
    done = await final(world, room)
    await world.kill()
    for n in range(60):
        await world.say(ben, room, f"talk {n}", to_bot=False)
    await world.say(ada, room, TITLE)
    await world.start()
    shown = await final(world, room, after=done.order)
    assert "Summer Sale" in shown.text
    assert prompts(world) == [PROMO, TITLE]


@scenarios.add()
async def restart_in_a_turn(world: World) -> None:
    """Killed while the agent works: the outcome is found out, the prompt is not sent again."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=4, every_s=5))
    await world.say(person, room, TITLE)
    await world.pass_time(8)
    await world.kill()
    await world.start()
    shown = await final(world, room, after=done.order)
    assert "Summer Sale" in shown.text
    assert prompts(world).count(TITLE) == 1


@scenarios.add()
async def restart_in_a_render(world: World) -> None:
    """Killed while the video renders: the same render is delivered, once."""
    person, room, done = await with_project(world)
    await world.press(person, done, "Export")
    await world.until(lambda: list(world.backend.renders()), "the render is submitted")
    await world.kill()
    await world.start()
    await film(world, room)
    await world.pass_time(300)
    assert len([shown for shown in world.shown(room) if shown.video]) == 1
    assert len(world.backend.renders()) == 1


@scenarios.add()
async def buttons_after_a_restart(world: World) -> None:
    """A button posted before the restart works after it."""
    person, room, done = await with_project(world)
    await world.kill()
    await world.start()
    await world.press(person, done, "Export")
    await film(world, room)


@scenarios.add()
async def cancel_after_a_restart(world: World) -> None:
    """The Cancel button of a render that outlived the restart still stops it."""
    person, room, done = await with_project(world)
    world.backend.faults.once("render", RenderStuck())
    await world.press(person, done, "Export")
    await world.pass_time(20)
    await world.kill()
    await world.start()
    await world.settled()
    running = progress(world, room)
    assert running is not None
    await world.press(person, running, "Cancel")
    await world.pass_time(120)
    assert not any(shown.video for shown in world.shown(room))


@scenarios.add()
async def stream_breaks_after_the_edit(world: World) -> None:
    """The connection drops in the middle: the state is read until the change shows."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Cut(after_events=0))
    await world.say(person, room, TITLE)
    shown = await final(world, room, after=done.order)
    assert "Summer Sale" in shown.text
    assert prompts(world).count(TITLE) == 1


@scenarios.add()
async def connection_breaks_before_the_edit(world: World) -> None:
    """The connection drops and nothing was done: said honestly, with a way to try again."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", Reset("request"))
    await world.say(person, room, TITLE)
    shown = await world.sees(room, phrase("recovery-unknown"))
    assert shown.has_button("Try again")
    assert prompts(world).count(TITLE) == 0
    await world.press(person, shown, "Try again")
    await final(world, room, after=shown.order)
    assert prompts(world).count(TITLE) == 1


@scenarios.add()
async def progress_message_deleted(world: World) -> None:
    """Somebody deletes the progress message: the result still comes."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=4, every_s=5))
    await world.say(person, room, TITLE)
    await world.pass_time(6)
    running = progress(world, room)
    assert running is not None
    world.forget(running)
    await final(world, room, after=done.order)
