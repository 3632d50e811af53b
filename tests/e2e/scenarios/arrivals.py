"""What arrives in an unusual form: split, forwarded, pointed at, unreadable, too much at once."""

from __future__ import annotations

from tests.e2e import samples
from tests.e2e.scenarios.kit import BALANCE, PROMO, Scenarios, asked, final, newcomer, prompts
from tests.e2e.world import ANY, World, phrase
from tests.faults import Heartbeats

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


SCRIPT = "A baker opens the shop at dawn. Make a 10 second video of warm bread and first guests."
LONG = " ".join(f"Scene {n}: the baker shows loaf number {n}." for n in range(200))


@scenarios.add("telegram")
async def pasted_long_text(world: World) -> None:
    """A text that the client cuts into two messages is one prompt, whole again."""
    person, room = await newcomer(world)
    await world.say(person, room, LONG[:4096])
    await world.say(person, room, LONG[4096:])
    assert await asked(world, 1) == [LONG]


@scenarios.add()
async def more_files_than_one_album(world: World) -> None:
    """Thirteen photos chosen at once are ten with the words and three without: one request."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO, samples.photos(10))
    await world.say(person, room, files=[samples.photo(n) for n in range(11, 14)])
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 13


@scenarios.add()
async def words_and_then_the_photo(world: World) -> None:
    """Words that speak of a photo wait a moment for it."""
    person, room = await newcomer(world)
    await world.say(person, room, "make a 10 second video of this photo")
    await world.pass_time(1)
    await world.say(person, room, files=[samples.photo()])
    await final(world, room)
    assert prompts(world) == ["make a 10 second video of this photo"]
    assert len(world.backend.uploads()) == 1


@scenarios.add()
async def forwarded_text(world: World) -> None:
    """Somebody else's words, passed on without one's own, are the request."""
    person, room = await newcomer(world)
    await world.forward(person, room, world.person("Ben"), SCRIPT)
    assert await asked(world, 1) == [SCRIPT]


@scenarios.add()
async def forward_with_a_comment(world: World) -> None:
    """A comment and what it is about arrive as two messages, in either order: one request."""
    person, room = await newcomer(world)
    ben = world.person("Ben")
    await world.say(person, room, "use this script for a video")
    await world.forward(person, room, ben, SCRIPT)
    assert len(await asked(world, 1)) == 1
    await world.forward(person, room, ben, "It rains.")
    await world.say(person, room, "add this as a title")
    first, second = await asked(world, 2)
    assert first.startswith("use this script for a video")
    assert SCRIPT in first
    assert second.startswith("add this as a title")
    assert "It rains." in second


@scenarios.add()
async def reply_to_ones_own_words(world: World) -> None:
    """A reply brings the words that it replies to."""
    person, room = await newcomer(world)
    sent = await world.say(person, room, SCRIPT)
    await asked(world, 1)
    await world.say(person, room, "turn this into a new 10 second video", reply_to=sent)
    _, last = await asked(world, 2)
    assert last.startswith("turn this into a new 10 second video")
    assert SCRIPT in last


@scenarios.add()
async def reply_to_another_member_s_words(world: World) -> None:
    """In a group the description that somebody else wrote is what the request is about."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    # Discord hands out another's words only where they name the bot.
    written = await world.mention(ben, room, SCRIPT) if world.platform == "discord" else ""
    written = written or await world.say(ben, room, SCRIPT, to_bot=False)
    await world.pass_time(60)
    before = len(world.backend.prompts())
    await world.mention(ada, room, "make a video of this", reply_to=written)
    prompt = (await asked(world, before + 1))[-1]
    assert prompt.startswith("make a video of this")
    assert SCRIPT in prompt


@scenarios.add()
async def bare_mention(world: World) -> None:
    """The bot's name and nothing else gets a word, and nothing goes to the service."""
    ada = world.person("Ada")
    room = await world.group(ada)
    await world.mention(ada, room)
    await world.sees(room, phrase("media-none"))
    assert prompts(world) == []


@scenarios.add()
async def mention_in_reply_to_a_photo(world: World) -> None:
    """The mention alone, as a reply to another member's photo, takes the photo and asks."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    # Discord hands out another's files only where they name the bot.
    sent = await world.say(ben, room, files=[samples.photo()], to_bot=world.platform == "discord")
    await world.pass_time(30)
    await world.mention(ada, room, reply_to=sent)
    question = phrase("media-received", count=1)
    mine = [shown for shown in world.shown(room) if question.search(shown.text)]
    await world.sees(room, question)
    await world.pass_time(30)
    again = [shown for shown in world.shown(room) if question.search(shown.text)]
    assert len(again) == len(mine) + 1
    assert prompts(world) == []


@scenarios.add("telegram")
async def media_that_no_bot_can_open(world: World) -> None:
    """A caption on a live photo or paid media is not run without it: told how to send it."""
    person, room = await newcomer(world)
    for kind in ("live_photo", "paid_media", "unheard_of"):
        await world.unopenable(person, room, kind, "make a video of this")  # type: ignore[attr-defined]  # Telegram's alone
        await world.pass_time(5)
    told = [s for s in world.shown(room) if phrase("media-unopened").search(s.text)]
    assert len(told) == 3
    assert list(world.backend.prompts()) == []


@scenarios.add()
async def text_file_as_the_request(world: World) -> None:
    """A prompt that came as a text file is read as if it had been typed, with words or without."""
    person, room = await newcomer(world)
    file = samples.document("message.txt", SCRIPT.encode(), mime="text/plain")
    await world.say(person, room, files=[file])
    await asked(world, 1)
    await world.say(person, room, "make a video from this script", [file])
    both = [SCRIPT, f"make a video from this script\n\n{SCRIPT}"]
    assert await asked(world, 2) == both
    assert list(world.backend.uploads()) == []


@scenarios.add()
async def text_file_too_long(world: World) -> None:
    """A text file over the bound is not half read: its words are asked for."""
    person, room = await newcomer(world)
    file = samples.document("book.txt", b"word " * 20_000, mime="text/plain")
    await world.say(person, room, "make a video of this", [file])
    await world.sees(room, phrase("file-no-text", name="book.txt", limit=ANY))
    assert prompts(world) == []


@scenarios.add("telegram")
async def album_with_several_captions(world: World) -> None:
    """Words that were put on two photos of an album say which photo each belongs to."""
    person, room = await newcomer(world)
    words = ["a promo, begin slowly", "", "zoom in on this one"]
    await world.say(person, room, files=samples.photos(3), captions=words)  # type: ignore[call-arg]  # Telegram's alone
    await final(world, room)
    assert prompts(world) == ["photo 1: a promo, begin slowly\nphoto 3: zoom in on this one"]


@scenarios.add()
async def reply_to_another_member_s_video(world: World) -> None:
    """It says whose video it is and charges nobody; the offer makes a copy of one's own."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.say(ada, room, PROMO, samples.photos(2))
    done = await final(world, room)
    await world.say(ben, room, "make it longer", reply_to=done.id)
    told = await world.sees(room, phrase("group-not-your-project", name="Ada"))
    assert prompts(world) == [PROMO]
    await world.press(ben, told, "Start from it")
    await final(world, room, after=told.order)
    assert prompts(world) == [PROMO, PROMO]
    assert len({charge.session for charge in world.backend.charges()}) == 2
    assert len(world.backend.uploads()) == 4


@scenarios.add()
async def file_store_that_stumbles(world: World) -> None:
    """A file that can't be had at once is fetched a moment later, and nobody hears of it."""
    person, room = await newcomer(world)
    world.trip(1)
    await world.say(person, room, PROMO, [samples.photo()])
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 1


@scenarios.add()
async def album_with_a_file_that_stays_away(world: World) -> None:
    """Nothing is charged with less than was sent; going on without it is offered."""
    person, room = await newcomer(world)
    photos = samples.photos(3)
    world.withhold(photos[1])
    await world.say(person, room, PROMO, photos)
    asked_first = await world.sees(room, phrase("upload-incomplete"))
    assert list(world.backend.prompts()) == []
    assert phrase("file-download-failed", name=ANY).search(asked_first.text)
    await world.press(person, asked_first, "Go on without it")
    await final(world, room)
    assert prompts(world) == [PROMO]
    assert len(world.backend.uploads()) == 2


NAMES = (
    ("WhatsApp Image 2026-05-01 at 10.00.00", "image/jpeg"),
    ("photo.jpg.part", "image/jpeg"),
    ("IMG_0001.JPG:large", "image/jpeg"),
    ("portrait.jfif", "image/jpeg"),
    ("foto", "image/jpeg"),
    ("really a jpeg.HEIC", "image/heic"),
    ("Screen Shot 2026.11.02", ""),
)


@scenarios.add()
async def pictures_under_any_name(world: World) -> None:
    """A picture is one by its type or its first bytes, whatever stands behind a dot."""
    person, room = await newcomer(world)
    for number, (name, mime) in enumerate(NAMES):
        await world.say(
            person, room, files=[samples.document(name, samples.picture(number), mime=mime)]
        )
    await world.say(person, room, PROMO)
    await final(world, room)
    names = list(world.backend.uploads())
    assert len(names) == len(NAMES)
    assert all(name.endswith(".jpg") for name in names), names


@scenarios.add()
async def flood_of_one_person(world: World) -> None:
    """Four hundred messages of one person are bounded and told once; another is answered."""
    person, room = await newcomer(world)
    other, elsewhere = await newcomer(world, "Ben")
    for number in range(400):
        await world.say(person, room, f"add the title 'Number {number}'")
    begun = world.clock.monotonic()
    await world.say(other, elsewhere, "credits")
    await world.sees(elsewhere, BALANCE)
    assert world.clock.monotonic() - begun < 2
    await world.sees(room, phrase("flood-left-out", count=ANY))
    await world.pass_time(120)
    # What is told of them: the first refusal, its count, what was left out, and the work itself.
    assert len(world.shown(room)) < 25


@scenarios.add()
async def edit_within_the_settling_time(world: World) -> None:
    """Words that are corrected before the request is begun are the request."""
    person, room = await newcomer(world)
    sent = await world.say(person, room, "make a promo of these photos", samples.photos(1))
    done = await final(world, room)
    sent = await world.say(person, room, "make a 5 second video of this photo")
    await world.rewrite(person, room, sent, "make a 10 second video of this photo")
    await final(world, room, after=done.order)
    assert prompts(world)[-1] == "make a 10 second video of this photo"
    assert len(prompts(world)) == 2


@scenarios.add()
async def edit_of_a_request_that_waits(world: World) -> None:
    """A request that still waits in line takes the new words, and the person is told."""
    person, room = await newcomer(world)
    world.backend.faults.once("run_sse", Heartbeats(count=6, every_s=5))
    await world.say(person, room, PROMO, samples.photos(1))
    await world.until(lambda: world.backend.prompts(), "the first prompt")
    sent = await world.say(person, room, "make it 5 seconds")
    await world.pass_time(2)
    await world.rewrite(person, room, sent, "make it 10 seconds")
    await world.sees(room, phrase("edit-taken"))
    assert await asked(world, 2) == [PROMO, "make it 10 seconds"]
