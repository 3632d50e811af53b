"""Voice notes: words where they are clear, a question where not, sound where somebody says so."""

from __future__ import annotations

from tests.e2e import samples
from tests.e2e.scenarios.kit import PROMO, Scenarios, Setup, final, newcomer, prompts
from tests.e2e.world import World, phrase

scenarios = Scenarios()
WORDS, SOUND = "It's what I want", "It's sound for the video"


@scenarios.add(setup=Setup(says=((PROMO, {}),)))
async def voice_note(world: World) -> None:
    """What somebody says after their photos is the request; what was understood is quoted."""
    person, room = await newcomer(world)
    await world.say(person, room, files=samples.photos(2))
    await world.say(person, room, files=[samples.voice()])
    await world.sees(room, phrase("voice-heard", words=PROMO))
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 2


@scenarios.add(setup=Setup(says=((PROMO, {"avg_logprob": -1.5}),)))
async def unsure_voice_note(world: World) -> None:
    """What was not heard clearly costs nothing before its person says that it is right."""
    person, room = await newcomer(world)
    await world.say(person, room, files=samples.photos(1))
    await world.say(person, room, files=[samples.voice()])
    asked = await world.sees(room, phrase("voice-ask-heard", words=PROMO))
    assert [button.label for button in asked.buttons] == [WORDS, SOUND]
    assert prompts(world) == []
    await world.pass_time(2)
    await world.press(person, asked, WORDS)
    await final(world, room)
    assert prompts(world) == [PROMO]


@scenarios.add()
async def voice_note_without_ears(world: World) -> None:
    """Where nobody listens it is said that words are typed; as sound it goes into the project."""
    person, room = await newcomer(world)
    await world.say(person, room, files=[samples.voice()])
    asked = await world.sees(room, phrase("voice-ask-typed"))
    assert len(world.backend.uploads()) == 0
    await world.pass_time(2)
    await world.press(person, asked, SOUND)
    await world.sees(room, phrase("media-received", count=1))
    assert len(world.backend.uploads()) == 1
    assert prompts(world) == []
