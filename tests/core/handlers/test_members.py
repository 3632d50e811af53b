"""Who gets in, who decides that, and what admins see."""

from __future__ import annotations

from core.config import Caps, Policy
from core.store.records import JobKind
from tests.core.bench import ANY, PROMO, Bench, adjusted

CLOSED = Policy(users=frozenset({"ada"}), admins=frozenset({"ada"}))


async def told(bench: Bench, user: str) -> str:
    """The newest thing that somebody reads, aloud or alone."""
    await bench.rest()
    aloud = [post.text for post in bench.chat.finals if post.address.user == user]
    alone = [one.text for one in bench.chat.whispers if one.address.user == user]
    return [*aloud, *alone][-1]


async def ask(bench: Bench, name: str, args: str = "", user: str = "ada") -> str:
    """The answer to a command, wherever it is given."""

    def heard() -> tuple[list[str], list[str]]:
        aloud = [post.text for post in bench.chat.finals if post.address.user == user]
        return aloud, [one.text for one in bench.chat.whispers if one.address.user == user]

    before = [len(texts) for texts in heard()]
    await bench.command(name, args, user=user)
    await bench.until(lambda: [len(texts) for texts in heard()] != before)
    return next(texts[n] for texts, n in zip(heard(), before, strict=True) if len(texts) > n)


async def test_a_stranger_knocks_and_is_let_in(bench: Bench) -> None:
    """They learn their id, the admin gets two buttons, and after one press they may work."""
    await adjusted(bench, policy=CLOSED).open()
    await ask(bench, "help")  # the admin's private chat is known from here on
    await bench.say(PROMO, bench.photos(1), user="cleo", name="Cleo")
    assert "bench/cleo" in await told(bench, "cleo")
    knock = next(p for p in reversed(bench.chat.finals) if p.address.user == "ada")
    assert bench.says(knock.text, "admin-knock", who="Cleo", id="bench/cleo")
    await bench.press(knock, "Let in", user="ada")
    assert bench.says(await told(bench, "cleo"), "member-let-in")
    await bench.say(PROMO, bench.photos(1), user="cleo")
    await bench.rest()
    assert await bench.sent() == [PROMO]


async def test_only_admins_decide(bench: Bench) -> None:
    """Somebody else's press on that button does nothing, and knocking twice asks once."""
    await adjusted(bench, policy=CLOSED).open()
    await ask(bench, "help")
    await bench.say("let me in", user="cleo")
    await bench.rest()
    knock = next(p for p in bench.chat.finals if p.address.user == "ada" and p.buttons)
    await bench.say("please", user="cleo")
    await bench.rest()
    assert sum(bench.says(p.text, "admin-knock", who=ANY, id=ANY) for p in bench.chat.finals) == 1
    await bench.press_data(knock, knock.button("Let in").data, user="cleo")
    await bench.say(PROMO, bench.photos(1), user="cleo")
    await bench.rest()
    assert await bench.sent() == []


async def test_the_first_admin(bench: Bench) -> None:
    """The code of the start makes one admin, once; without it there are no such commands."""
    await bench.open()
    assert bench.says(await ask(bench, "stats"), "error-command-unknown")
    code = await bench.core.members.new_code()
    assert bench.says(await ask(bench, "admin", "0000"), "error-command-unknown")
    assert bench.says(await ask(bench, "admin", code), "member-you-are-admin")
    assert bench.says(await ask(bench, "admin", code, user="cleo"), "error-command-unknown")
    assert await bench.core.members.new_code() == ""
    assert bench.says(await ask(bench, "stats"), "admin-stats", open=0)


async def test_a_ban_and_a_quota(bench: Bench) -> None:
    """A ban holds in an open bot; a cap of one's own goes before everybody's."""
    policy = Policy(admins=frozenset({"ada"}), caps=Caps(turns=0))
    await adjusted(bench, policy=policy).open()
    await bench.say(PROMO, bench.photos(1), user="cleo")
    await bench.rest()
    assert await bench.sent() == []
    assert "2" in await ask(bench, "quota", "cleo 2")
    await bench.say(PROMO, bench.photos(1), user="cleo")
    await bench.rest()
    assert await bench.sent() == [PROMO]
    await ask(bench, "ban", "bench/cleo")
    await bench.say("make it 10 seconds", user="cleo")
    await bench.rest()
    assert await bench.sent() == [PROMO]
    log = await ask(bench, "audit")
    assert "quota bench/cleo 2" in log
    assert "banned bench/cleo" in log
    assert bench.says(await ask(bench, "ban", "nobody"), "admin-nobody")
    assert bench.says(await ask(bench, "quota", "cleo many"), "admin-quota-usage")


async def test_an_admin_stops_a_job(bench: Bench) -> None:
    """`/jobs` lists everybody's work, and its button stops one."""
    await adjusted(bench, policy=Policy(admins=frozenset({"ada"}))).open()
    await bench.say(PROMO, bench.photos(1), user="cleo")
    await bench.until_job(lambda jobs: jobs and jobs[0].kind is JobKind.TURN)
    text = await ask(bench, "jobs")
    assert "bench/cleo" in text
    listed = next(p for p in reversed(bench.chat.finals) if p.text == text)
    await bench.press_data(listed, listed.buttons[0].data, user="ada")
    await bench.rest()
    assert not await bench.jobs()
    assert "bench/cleo" in await ask(bench, "users")


async def test_everybody_is_told(bench: Bench) -> None:
    """One after the other, each once; stopped, nobody else is told."""
    await adjusted(bench, policy=Policy(admins=frozenset({"ada"}))).open()
    people = ["ada", "cleo", "dora"]
    for user in people:
        await bench.say(PROMO, bench.photos(1), user=user)
    await bench.rest()
    await ask(bench, "announce", "New *styles* today!")
    await bench.pass_time(5.0)
    await bench.rest()
    heard = [p.address.user for p in bench.chat.finals if "New" in p.text and "today" in p.text]
    assert sorted(heard) == people
    assert bench.says(await ask(bench, "announce"), "admin-announce-usage")
