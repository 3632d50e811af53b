"""Groups: one project a member, buttons for their owner, private matters in private."""

from __future__ import annotations

from studio.server import Pace
from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    BALANCE,
    PROMO,
    TITLE,
    Scenarios,
    Setup,
    film,
    final,
    newcomer,
    prompts,
)
from tests.e2e.world import ANY, Person, Room, Shown, World, phrase

scenarios = Scenarios()
# So slow that the progress of a turn is seen.
SLOW = Setup(studio={"pace": Pace(tool_s=4.0)})


@scenarios.add()
async def introduction(world: World) -> None:
    """Invited into a group, the bot says how to call it there."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    key = "group-intro-commands" if world.platform == "telegram" else "group-intro-mentions"
    await world.sees(room, phrase(key, bot=ANY))


@scenarios.add()
async def group_of_two(world: World) -> None:
    """Each member has a project of their own; both are answered, neither pays for the other."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.say(ada, room, PROMO, samples.photos(2))
    await world.say(ben, room, PROMO, [samples.photo(7)])
    await world.until(
        lambda: sum(s.has_button("Export") for s in world.shown(room)) == 2, "both are answered"
    )
    sessions = [charge.session for charge in world.backend.charges()]
    assert len(sessions) == len(set(sessions)) == 2
    trial = phrase("setup-trial", credits=100, days=7)
    said = [text for s in world.shown(room) for text in (s.text, *s.history)]
    assert not any(trial.search(text) for text in said)


@scenarios.add()
async def talk_that_is_not_for_the_bot(world: World) -> None:
    """What members say to each other is none of the bot's business."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.settled()
    before = world.shown(room)
    await world.say(ada, room, "shall we have lunch?", to_bot=False)
    await world.say(ben, room, files=[samples.photo()], to_bot=False)
    await world.pass_time(30)
    assert world.shown(room) == before
    assert prompts(world) == []


@scenarios.add()
async def stranger_presses_a_button(world: World) -> None:
    """Only the owner's press spends; anybody else is told so politely."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.say(ada, room, PROMO, samples.photos(2))
    done = await final(world, room)
    told = await world.press(ben, done, "Export")
    await world.settled()
    refusal = phrase("group-not-your-button")
    assert refusal.search(told) or any(
        refusal.search(s.text)
        for place in (room, world.private(ben))
        for s in world.shown(place, ben)
    )
    await world.pass_time(60)
    assert list(world.backend.renders()) == []
    await world.press(ada, done, "Export")
    await film(world, room)


@scenarios.add()
async def private_matters_in_a_group(world: World) -> None:
    """Credits asked for in a group are told to that person alone."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.command(ada, world.private(ada), "start")
    await world.command(ada, room, "credits")
    balance = BALANCE

    def told() -> bool:
        places = (room, world.private(ada))
        return any(balance.search(s.text) for place in places for s in world.shown(place, ada))

    await world.until(told, "the balance, in private")
    assert not any(balance.search(s.text) for s in world.shown(room, ben))


@scenarios.add("telegram")
async def private_matters_without_a_private_chat(world: World) -> None:
    """A member who never wrote to the bot gets a button that opens the private chat."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.command(ada, room, "credits")
    shown = await world.sees(room, phrase("group-write-me-first"))
    assert any("t.me/" in button.url for button in shown.buttons)


@scenarios.add(setup=SLOW)
async def everybody_knows_whose_answer_it_is(world: World) -> None:
    """Answers reply to who asked, progress too, also after a restart; else they say the name."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    by_ada = await world.say(ada, room, PROMO, [samples.photo(1)])
    by_ben = await world.say(ben, room, PROMO, [samples.photo(7)])

    def begun() -> list[str]:
        return [s.answers for s in world.shown(room) if s.has_button("Cancel")]

    await world.until(lambda: len(begun()) == 2, "both are worked at", within=20)
    assert set(begun()) == {by_ada, by_ben}
    await world.kill()
    await world.pass_time(5)
    await world.start()

    def ends() -> list[Shown]:
        return [s for s in world.shown(room) if s.has_button("Export") and not s.silent]

    await world.until(lambda: len(ends()) == 2, "both are answered")
    assert {s.answers for s in ends()} == {by_ada, by_ben}
    done = next(s for s in ends() if s.answers == by_ben)
    await world.press(ben, done, "Export")
    shown = await film(world, room)
    assert shown.text.startswith("Ben:")


@scenarios.add()
async def a_project_link_is_for_its_owner(world: World) -> None:
    """In a group no post holds the link that gives the project away; a button tells its owner."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.command(ada, world.private(ada), "start")
    await world.say(ada, room, PROMO, samples.photos(2))
    done = await final(world, room)
    await world.command(ada, room, "status")
    await world.until(lambda: _offers_link(world, room, done.order), "a button for the link")
    await world.command(ada, room, "export")
    shown = await film(world, room, after=done.order)
    await world.press(ben, shown, "Get my link")
    await world.pass_time(5)
    assert not _told(world, room, ben, "clm_")
    await world.press(ada, shown, "Get my link")
    await world.until(lambda: _told(world, room, ada, "clm_"), "the link")


@scenarios.add(setup=Setup(studio={"anonymous_credits": 0}))
async def a_trial_is_its_owners(world: World) -> None:
    """When it has run out, its way to an account is told to its owner alone."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.command(ada, world.private(ada), "start")
    await world.say(ada, room, PROMO, samples.photos(2))
    shown = await world.sees(room, phrase("error-no-credits-trial", link=ANY))
    await world.press(ben, shown, "Get my link")
    await world.pass_time(5)
    assert not _told(world, room, ben, "bind=")
    await world.press(ada, shown, "Get my link")
    await world.until(lambda: _told(world, room, ada, "bind="), "the link")


def _offers_link(world: World, room: Room, after: int) -> bool:
    return any(s.order > after and s.has_button("Get my link") for s in world.shown(room))


def _told(world: World, room: Room, person: Person, words: str) -> bool:
    places = (room, world.private(person))
    return any(words in s.text for place in places for s in world.shown(place, person))


@scenarios.add()
async def token_in_a_group(world: World) -> None:
    """A token is never taken in front of others."""
    ada, ben = world.person("Ada"), world.person("Ben")
    room = await world.group(ada, ben)
    await world.command(ada, world.private(ada), "start")
    await world.login(ada, room, "nmv_usr_linked0123456789abcdef")
    # Discord's form shows it to nobody, so there it is tried; this one is nobody's account.
    keys = ("login-exposed", "login-private-only")
    wanted = [phrase(key) for key in (*keys, "login-refused")]

    def told() -> bool:
        places = (room, world.private(ada))
        texts = [s.text for place in places for s in world.shown(place, ada)]
        return any(pattern.search(text) for pattern in wanted for text in texts)

    await world.until(told, "a word about tokens")
    assert not any("nmv_usr_" in s.text for s in world.shown(room, ben))


@scenarios.add()
async def threads_are_places_of_their_own(world: World) -> None:
    """In a topic or thread the answers stay there, and so does the project."""
    ada = world.person("Ada")
    room = await world.group(ada, thread=True)
    await world.say(ada, room, PROMO, samples.photos(2))
    done = await final(world, room)
    assert done.room.thread == room.thread
    await world.say(ada, room, TITLE)
    await final(world, room, after=done.order)
    assert len({charge.session for charge in world.backend.charges()}) == 1


@scenarios.add()
async def blocked_by_one(world: World) -> None:
    """One person blocks the bot in the middle; the others notice nothing."""
    ada, ben = world.person("Ada"), world.person("Ben")
    first, second = world.private(ada), world.private(ben)
    await world.say(ada, first, PROMO, samples.photos(2))
    await world.settled()
    world.block(ada)
    await world.say(ben, second, PROMO, samples.photos(2))
    await final(world, second)


@scenarios.add(setup=Setup())
async def too_fast(world: World) -> None:
    """Floods are waited out: edits may be dropped, the final comes, and once."""
    ada = world.person("Ada")
    room = world.private(ada)
    await world.say(ada, room, PROMO, samples.photos(2))
    await world.settled()
    world.flood(room, 4, 7)
    await final(world, room)
    await world.pass_time(120)
    assert sum(s.has_button("Export") and not s.silent for s in world.shown(room)) == 1


@scenarios.add()
async def no_videos_in_the_group(world: World) -> None:
    """Where the bot may write but send no videos, the video comes in private, and that is said."""
    ada, private = await newcomer(world)
    await world.command(ada, private, "help")
    await world.pass_time(5)
    ben = world.person("Ben")
    room = await world.group(ada, ben)
    await world.say(ada, room, PROMO, [samples.photo(7)])
    await final(world, room)
    world.withdraw(room, words=False)
    await world.command(ada, room, "export")
    shown = await film(world, private)
    assert phrase("result-moved").search(shown.text)
    await world.sees(room, phrase("export-sent-privately"))
    assert not any(s.video for s in world.shown(room))


@scenarios.add()
async def may_not_write_any_more(world: World) -> None:
    """A right withdrawn while a turn runs: the answer comes in private, the project with it."""
    ada, private = await newcomer(world)
    await world.command(ada, private, "help")
    await world.pass_time(5)
    room = await world.group(ada, world.person("Ben"))
    await world.say(ada, room, PROMO, [samples.photo(7)])
    await world.until(lambda: prompts(world), "the prompt is sent")
    world.withdraw(room, words=True)
    shown = await final(world, private)
    assert phrase("result-moved").search(shown.text)
    await world.press(ada, shown, "Export")
    assert (await film(world, private)).video
    await world.command(ada, private, "projects", "1")
    await world.sees(private, phrase("project-switched", title=ANY))
    await world.say(ada, private, TITLE)
    await world.until(lambda: len(prompts(world)) == 2, "the same project goes on")
    await world.sees(private, "Summer Sale")


@scenarios.add()
async def kept_until_heard_of(world: World) -> None:
    """A person who lets nothing through gets the answer with their next word, once."""
    ada, room = await newcomer(world)
    await world.say(ada, room, PROMO, [samples.photo(7)])
    await world.until(lambda: prompts(world), "the prompt is sent")
    world.block(ada)
    await world.pass_time(120)
    world.unblock(ada)
    await world.command(ada, room, "help")
    shown = await final(world, room)
    assert phrase("result-kept").search(shown.text)
    await world.pass_time(60)
    await world.command(ada, room, "help")
    await world.pass_time(10)
    assert sum(bool(phrase("result-kept").search(s.text)) for s in world.shown(room)) == 1
    assert prompts(world) == [PROMO]
