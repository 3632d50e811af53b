"""The agent asks instead of editing: taps, typed answers, and what becomes of a question left."""

from __future__ import annotations

from functools import partial

from tests.e2e import samples
from tests.e2e.scenarios.kit import PROMO, TITLE, Scenarios, final, newcomer, with_project
from tests.e2e.world import Person, Room, Shown, World, phrase
from tests.faults import asks, item

scenarios = Scenarios()
SHAPE = item("Which aspect ratio do you want?", ["9:16 for Reels", "16:9 for YouTube"])
MOODS = item("Which moods?", ["calm", "happy", "epic"], allow_multiple=True)
UPRIGHT = "1. Which aspect ratio do you want?: 9:16 for Reels"
WIDE = "1. Which aspect ratio do you want?: 16:9 for YouTube"


async def asked(world: World, *items: object) -> tuple[Person, Room, Shown]:
    """Somebody whose first prompt ended with these questions."""
    person, room = await newcomer(world)
    world.backend.faults.once("run_sse", asks(*items, title="Before I start"))  # type: ignore[arg-type]  # items as JSON
    await world.say(person, room, "what do you think of it")
    shown = await world.sees(room, "Before I start")
    await world.pass_time(2)
    return person, room, shown


def chosen(world: World, room: Room, label: str) -> bool:
    """Whether this option is ticked."""
    return any(shown.has_button(f"✅ {label}") for shown in world.shown(room))


async def sent(world: World, prompt: str) -> None:
    """Wait until this prompt has arrived at the backend, and what that does to the question."""
    await world.until(lambda: prompt in world.backend.prompts(), f"the prompt {prompt!r}")
    await world.pass_time(5)


@scenarios.add()
async def agent_asks(world: World) -> None:
    """The question is the answer of the turn, its options are buttons; a tap is sent once."""
    person, room, shown = await asked(world, SHAPE)
    assert [b.label for b in shown.buttons] == ["9:16 for Reels", "16:9 for YouTube", "Other…"]
    await world.press(person, shown, "9:16 for Reels")
    await world.redeliver()
    await sent(world, UPRIGHT)
    await world.pass_time(60)
    assert world.backend.prompts().count(UPRIGHT) == 1
    assert not any(phrase("turn-no-change").search(s.text) for s in world.shown(room)[:1])


@scenarios.add()
async def agent_asks_twice(world: World) -> None:
    """Two questions come one after the other; of the second several answers are chosen."""
    person, room, _ = await asked(world, SHAPE, MOODS)
    await world.press(person, (await world.sees(room, "Before I start")), "16:9 for YouTube")
    await world.sees(room, "Which moods?")
    for label in ("calm", "epic"):
        await world.press(person, await world.sees(room, "Which moods?"), label)
        await world.until(partial(chosen, world, room, label), f"{label} is chosen")
    await world.press(person, await world.sees(room, "Which moods?"), "Done")
    await sent(world, f"{WIDE}\n2. Which moods?: calm, epic")


@scenarios.add()
async def typed_answer(world: World) -> None:
    """Words that name an option work as well as a tap."""
    person, room, _ = await asked(world, SHAPE)
    await world.say(person, room, "the second one")
    await sent(world, WIDE)


@scenarios.add()
async def question_lapses(world: World) -> None:
    """Something else that is typed is a new request; the old buttons make nothing any more."""
    person, room, shown = await asked(world, SHAPE)
    await world.say(person, room, PROMO, samples.photos(2))
    await final(world, room, after=shown.order)
    closed = phrase("question-lapsed")
    assert not any(closed.search(s.text) for s in world.shown(room))  # nobody pressed anything
    assert not any(s.has_button("9:16 for Reels") for s in world.shown(room))
    assert world.backend.prompts()[-1] == PROMO


@scenarios.add()
async def question_stays_open(world: World) -> None:
    """A restart in between loses nothing, and /status shows what waits for an answer."""
    person, room, _ = await with_project(world)
    world.backend.faults.once("run_sse", asks(SHAPE))
    await world.say(person, room, TITLE)
    await world.sees(room, "Which aspect ratio do you want?")
    await world.pass_time(2)
    await world.kill()
    await world.start()
    await world.command(person, room, "status")
    await world.until(
        lambda: sum(s.has_button("9:16 for Reels") for s in world.shown(room)) == 2,
        "the question once more",
    )
    await world.press(person, await world.sees(room, "aspect ratio"), "9:16 for Reels")
    await sent(world, UPRIGHT)
