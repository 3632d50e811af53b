"""Credits, linking an account, and what is for one person's eyes only."""

from __future__ import annotations

from core.config import Caps, Policy
from studio.server.config import Account
from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    BALANCE,
    PROMO,
    TITLE,
    Scenarios,
    Setup,
    final,
    newcomer,
    prompts,
    with_project,
)
from tests.e2e.world import ANY, World, phrase
from tests.faults import Heartbeats

scenarios = Scenarios()
TOKEN = "nmv_usr_linked0123456789abcdef"
LINKED = Setup(studio={"accounts": (Account(TOKEN, 321),)})


@scenarios.add()
async def credits(world: World) -> None:
    """`/credits` tells the balance to the person who asks."""
    person, room = await newcomer(world)
    await world.command(person, room, "credits")
    shown = await world.sees(room, BALANCE)
    assert "100" in shown.text


@scenarios.add(setup=LINKED)
async def login_and_logout(world: World) -> None:
    """A linked account pays from then on, until it is unlinked."""
    person, room = await newcomer(world)
    await world.login(person, room, TOKEN)
    await world.sees(room, phrase("login-done"))
    await world.command(person, room, "credits")
    shown = await world.sees(room, BALANCE)
    assert "321" in shown.text
    await world.command(person, room, "logout")
    await world.sees(room, phrase("logout-done"))
    assert not any(TOKEN in s.text for s in world.shown(room))


@scenarios.add("telegram", setup=LINKED)
async def token_is_removed_from_the_chat(world: World) -> None:
    """The message that held the token is deleted, given with the command or as the next one."""
    person, room = await newcomer(world)
    given = await world.command(person, room, "login", TOKEN)
    await world.sees(room, phrase("login-done"))
    assert world.deleted_by_bot(room, given)
    await world.command(person, room, "logout")
    await world.command(person, room, "login")
    await world.sees(room, phrase("login-ask"))
    given = await world.say(person, room, TOKEN)
    await world.until(lambda: world.deleted_by_bot(room, given), "the token is removed")


@scenarios.add()
async def login_with_a_wrong_token(world: World) -> None:
    """A token that the backend refuses links nothing and says so."""
    person, room = await newcomer(world)
    await world.login(person, room, "nmv_usr_wrong0123456789abcdef0")
    await world.sees(room, phrase("login-refused"))


@scenarios.add(setup=Setup(studio={"anonymous_credits": 0}))
async def no_credits_left(world: World) -> None:
    """Without credits the person gets a link to register, bound to their project."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO, samples.photos(2))
    shown = await world.sees(room, phrase("error-no-credits-trial", link=ANY))
    assert any("bind=" in text for text in (shown.text, *(button.url for button in shown.buttons)))
    assert "nmv_usr_" not in shown.text
    assert prompts(world) == []


@scenarios.add()
async def what_it_used(world: World) -> None:
    """Each answer tells what it cost, and /credits what the last prompts did."""
    person, room, done = await with_project(world)
    assert phrase("cost-used", used=20, left=80).search(done.text)
    await world.say(person, room, TITLE)
    shown = await final(world, room, after=done.order)
    assert phrase("cost-used", used=5, left=75).search(shown.text)
    await world.command(person, room, "credits")
    shown = await world.sees(room, phrase("cost-history"))
    assert phrase("cost-item", request=TITLE, used=5).search(shown.text)
    assert phrase("cost-item", request=PROMO, used=20).search(shown.text)


@scenarios.add(setup=Setup(studio={"anonymous_credits": 0}))
async def try_anyway(world: World) -> None:
    """Nothing is sent from an empty account until its owner says so; then once."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO, samples.photos(1))
    shown = await world.sees(room, phrase("cost-not-sent"))
    await world.pass_time(30)
    assert list(world.backend.prompts()) == []
    await world.press(person, shown, "Try anyway")
    await world.until(lambda: world.backend.prompts(), "the prompt")
    await world.pass_time(60)
    assert list(world.backend.prompts()) == [PROMO]
    assert prompts(world) == []


@scenarios.add(setup=Setup(bot={"policy": Policy(caps=Caps(turns=2, exports=0))}))
async def what_is_left_today(world: World) -> None:
    """The day's numbers are told in /credits and in /settings."""
    person, room, _ = await with_project(world)
    for command, key in (("credits", "credits-costs"), ("settings", "settings-title")):
        await world.command(person, room, command)
        shown = await world.sees(room, phrase(key))
        assert phrase("quota-turns", left=1, limit=2).search(shown.text)
        assert phrase("cap-exports-closed").search(shown.text)


@scenarios.add(setup=Setup(studio={"grants_per_ip": 0}))
async def no_free_trials_left(world: World) -> None:
    """When the backend hands out no more trials, the way out is one's own account."""
    person, room = await newcomer(world)
    await world.say(person, room, PROMO)
    await world.sees(room, phrase("error-trial-rate-limited"))


@scenarios.add(
    setup=Setup(
        studio={"accounts": (Account(TOKEN, 900),)}, bot={"policy": Policy(caps=Caps(turns=1))}
    )
)
async def logout_does_not_pass_the_cap(world: World) -> None:
    """What waits for one's own account ends with it, and is told; the cap holds for the rest."""
    person, room, _ = await with_project(world)
    await world.login(person, room, TOKEN)
    await world.sees(room, phrase("login-done"))
    world.backend.faults.once("run_sse", Heartbeats(count=4, every_s=5))
    await world.say(person, room, PROMO, samples.photos(2))
    await world.pass_time(3)
    for color in ("red", "green"):
        await world.say(person, room, f"make the title {color}")
        await world.pass_time(2)
    await world.command(person, room, "logout")
    await world.sees(room, phrase("logout-done"))
    await world.sees(room, phrase("cancel-queued", count=2))
    await world.sees(room, phrase("turn-session-lost"))
    assert prompts(world) == [PROMO, PROMO]
    await world.say(person, room, "make the title blue")
    await world.sees(room, phrase("cap-turns", limit=1))
    assert prompts(world) == [PROMO, PROMO]
