"""What people send: photos, albums, files, links, and words that come later."""

from __future__ import annotations

import re

from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    BALANCE,
    PROMO,
    Scenarios,
    film,
    final,
    newcomer,
    progress,
    prompts,
    with_project,
)
from tests.e2e.world import ANY, World, phrase

scenarios = Scenarios()


@scenarios.add()
async def first_contact(world: World) -> None:
    """A newcomer presses Start, is greeted with a way to begin, and pays nothing."""
    person, room = await newcomer(world)
    await world.command(person, room, "start")
    await world.sees(room, phrase("start-welcome"))
    assert prompts(world) == []


@scenarios.add()
async def photo_with_caption(world: World) -> None:
    """A photo with words becomes one prompt, one silent progress message, one loud final."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO, [samples.photo()])
    done = await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 1
    assert "Timeline" in done.text
    assert [shown for shown in world.shown(room) if shown.silent and shown.edits > 12] == []


@scenarios.add()
async def first_prompt_at_once(world: World) -> None:
    """A person's very first prompt reaches the backend within half a second, also in a group."""
    ada, private = await newcomer(world)
    await world.say(ada, private, PROMO, samples.photos(1))
    await world.pass_time(0.5)
    assert prompts(world) == [PROMO]
    ben = world.person("Ben")
    room = await world.group(ada, ben)
    await world.pass_time(5)
    await world.say(ben, room, PROMO, samples.photos(1))
    await world.pass_time(0.5)
    assert prompts(world) == [PROMO, PROMO]
    await final(world, private)
    await final(world, room)
    for place in (private, room):
        await world.sees(place, phrase("setup-ready"))


@scenarios.add()
async def album(world: World) -> None:
    """Three photos sent together are three uploads in their order, and one prompt."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO, samples.photos(3))
    done = await final(world, room)
    shown = [int(number) for number in re.findall(r"photo\D?(\d+)", done.text)]
    assert shown == sorted(shown)
    assert len(shown) == 3
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 3


@scenarios.add()
async def photo_then_text(world: World) -> None:
    """A photo and then its words as the next message are one request."""
    person, room = await newcomer(world)
    await world.say(person, room, files=[samples.photo()])
    await world.say(person, room, PROMO)
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 1


@scenarios.add()
async def media_without_words(world: World) -> None:
    """Media alone waits for words, then asks what to make; a press on an idea makes it."""
    person, room = await newcomer(world)
    await world.say(person, room, files=[samples.photo()])
    asked = await world.sees(room, phrase("media-received", count=1))
    assert prompts(world) == []
    await world.press(person, asked, "15-second promo")
    await final(world, room)
    assert len(prompts(world)) == 1
    assert len(world.backend.uploads()) == 1


@scenarios.add()
async def photos_without_words(world: World) -> None:
    """A shape and a length are a tap each, and both together are the prompt."""
    person, room = await newcomer(world)
    await world.say(person, room, "", samples.photos(2))
    shown = await world.sees(room, phrase("begin-pick"))
    await world.pass_time(2)  # the person reads it
    assert [b.label for b in shown.buttons[:6]] == ["9:16", "1:1", "16:9", "15 s", "30 s", "1 min"]
    await world.press(person, shown, "9:16")
    await world.until(
        lambda: any(s.has_button("✅ 9:16") for s in world.shown(room)), "the shape is ticked"
    )
    await world.pass_time(2)
    await world.press(person, await world.sees(room, phrase("begin-pick")), "15 s")
    await final(world, room, after=shown.order)
    assert prompts(world) == ["make a 15-second video in 9:16 from my files"]


@scenarios.add()
async def reply_to_a_photo(world: World) -> None:
    """Words in reply to a photo take that photo along."""
    person, room = await newcomer(world)
    sent = await world.say(person, room, files=[samples.photo()])
    asked = await world.sees(room, phrase("media-received", count=1))
    before = len(world.backend.uploads())
    await world.say(person, room, PROMO, reply_to=sent)
    await final(world, room, after=asked.order)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == max(1, before)


@scenarios.add()
async def every_kind_of_file(world: World) -> None:
    """A clip, a GIF, music, a sticker and a photo sent as a file all reach the project."""
    person, room = await newcomer(world)
    kinds = (
        samples.video(),
        samples.animation(),
        samples.audio(),
        samples.sticker(),
        samples.document("scan.png", samples.picture(5, "PNG"), mime="image/png"),
    )
    for sample in kinds:
        await world.say(person, room, files=[sample])
    await world.say(person, room, PROMO)
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == len(kinds)


@scenarios.add()
async def too_big_to_fetch(world: World) -> None:
    """A file over the chat's download limit is refused before a byte moves, with the way out."""
    person, room = await newcomer(world)
    await world.say(person, room, "cut this down", [samples.huge(1_000_000_000)])
    answer = await world.sees(
        room,
        phrase("file-over-chat-limit", name=ANY, limit=ANY)
        if world.platform == "telegram"
        else phrase("file-too-large", name=ANY, size=ANY, limit=ANY),
    )
    assert "holiday.mp4" in answer.text
    assert prompts(world) == []
    assert list(world.backend.uploads()) == []


@scenarios.add()
async def no_format_of_the_backend(world: World) -> None:
    """A file that nothing can be made of is answered with the formats that work."""
    person, room = await newcomer(world)
    paper = samples.document("offer.pdf", b"%PDF-1.7 nothing", mime="application/pdf")
    await world.say(person, room, "use this", [paper])
    await world.sees(room, phrase("file-unsupported", name=ANY))


@scenarios.add()
async def rewritten_message(world: World) -> None:
    """Editing a request that has run starts nothing: one line says that it is too late."""
    person, room = await newcomer(world)
    sent = await world.say(person, room, PROMO, samples.photos(2))
    done = await final(world, room)
    await world.rewrite(person, room, sent, "generate a 60-second promo video from my photos")
    await world.pass_time(30)
    assert prompts(world) == [PROMO]
    assert phrase("edit-too-late").search(world.last(room).text)
    assert len([s for s in world.shown(room) if s.order > done.order and not s.silent]) == 1


@scenarios.add()
async def the_whole_conversation(world: World) -> None:
    """Photos, an edit, a question for the credits, the export: the main job from end to end."""
    person, room, done = await with_project(world)
    await world.say(person, room, "add the title 'Summer Sale' in white")
    titled = await final(world, room, after=done.order)
    assert "Summer Sale" in titled.text
    await world.say(person, room, "credits")
    await world.sees(room, BALANCE)
    await world.say(person, room, "export")
    shown = await film(world, room)
    assert shown.video is not None
    assert shown.video.width
    assert shown.video.height
    assert shown.video.thumbnail[:2] == b"\xff\xd8"
    left = progress(world, room)
    assert left is None or not left.has_button("Cancel")
