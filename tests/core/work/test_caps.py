"""What counts against a daily cap."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr

from core.config import Caps, Policy
from studio.server.config import Account
from tests.core.bench import ANY, PROMO, TITLE, WEB, Bench, adjusted, studio_of
from tests.faults import Heartbeats, Refuse, RenderFails, StreamError

SHARED = "nmv_usr_shared0123456789abcdef"
OWN = "nmv_usr_own0123456789abcdef000"


async def test_a_cancelled_prompt_that_was_sent_counts(bench: Bench) -> None:
    """Cancelling what was paid for already does not give another prompt for free."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1)))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.command("cancel")
    await bench.rest()
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert bench.says(bench.last.text, "cap-turns", limit=1)


async def test_a_prompt_that_was_cancelled_in_time_does_not_count(bench: Bench) -> None:
    """What was never sent costs nothing."""
    adjusted(bench, policy=Policy(caps=Caps(turns=2)))
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.say("make it blue")
    await bench.until_job(lambda jobs: len(jobs) == 2, "two jobs")
    await bench.until(lambda: bench.chat.finals, "noted")
    await bench.press(bench.last, "Cancel")
    await bench.rest()
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]


async def test_logging_out_does_not_lead_past_the_cap(bench: Bench) -> None:
    """What waited for one's own account is cancelled and told; none of it spends the shared one."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1)))
    bench.shared = SecretStr(SHARED)
    studio_of(bench, accounts=(Account(SHARED), Account(OWN)))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("login", OWN)
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    for color in ("red", "green", "blue"):
        await bench.say(f"make the title {color}")
    await bench.until_job(lambda jobs: len(jobs) == 4, "four jobs")
    await bench.command("logout")
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]
    told = bench.chat.whispers[-1].text
    assert bench.says(told, "cancel-queued", count=3), told


async def test_the_cap_holds_at_the_moment_of_spending(bench: Bench) -> None:
    """A job accepted for an account that is gone when its turn comes is counted then."""
    adjusted(bench, policy=Policy(caps=Caps(turns=1)))
    bench.shared = SecretStr(SHARED)
    studio_of(bench, accounts=(Account(SHARED), Account(OWN)))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    await bench.command("login", OWN)
    await bench.rest()
    bench.faults.once("run_sse", Heartbeats(count=3, every_s=5))
    await bench.say(TITLE)
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "sent", "sent")
    await bench.say("make the title red")
    await bench.until_job(lambda jobs: len(jobs) == 2, "two jobs")
    user = (await bench.jobs())[0].user
    await bench.accounts.unlink(user)
    await bench.rest()
    assert await bench.sent() == [PROMO, TITLE]
    assert bench.says(bench.last.text, "cap-turns", limit=1)


def capped(bench: Bench, **caps: Any) -> Bench:
    """A bot whose people have a day's numbers."""
    return adjusted(bench, policy=Policy(caps=Caps(**caps)))


async def whispered(bench: Bench, command: str, args: str = "") -> str:
    """What a command answers to one alone."""
    seen = len(bench.chat.whispers)
    await bench.command(command, args)
    await bench.until(lambda: len(bench.chat.whispers) > seen)
    return bench.chat.whispers[-1].text


async def asked(bench: Bench, text: str = PROMO, photos: int = 1) -> str:
    """A prompt, to its end; the answer."""
    await bench.say(text, bench.photos(photos))
    await bench.rest()
    return bench.last.text


@pytest.mark.parametrize("shared", [False, True])
async def test_a_definite_refusal_is_given_back(bench: Bench, shared: bool) -> None:
    """It cost the person nothing; with the operator's account every prompt sent counts."""
    capped(bench, turns=1)
    if shared:
        bench.shared = SecretStr(SHARED)
        studio_of(bench, accounts=(Account(SHARED),))
    await bench.open()
    bench.faults.once("run_sse", Refuse(2001))
    await asked(bench)
    told = await whispered(bench, "credits")
    assert bench.says(told, "quota-turns", left=0 if shared else 1, limit=1)
    told = await asked(bench, photos=0)
    assert bench.says(told, "cap-turns", limit=1) is shared
    assert len(await bench.charged()) == (0 if shared else 1)


@pytest.mark.parametrize("studio", [False, True])
async def test_an_agent_that_fails_counts_where_it_costs(bench: Bench, studio: bool) -> None:
    """The cloud may have charged it; the embedded studio charges nobody."""
    adjusted(capped(bench, turns=1), studio=studio, web_url="")
    await bench.open()
    bench.faults.once("run_sse", StreamError())
    await asked(bench)
    told = await asked(bench, photos=0)
    assert bench.says(told, "cap-turns", limit=1) is not studio
    told = await asked(bench, TITLE, photos=0)
    assert bench.says(told, "cap-turns", limit=1)
    assert bench.says(told, "cap-login") is not studio


async def test_what_was_never_sent_is_given_back(bench: Bench) -> None:
    """The service was away before the prompt could be sent."""
    await capped(bench, turns=1).open()
    bench.faults.always("session", Refuse(http=500))
    await asked(bench)
    bench.faults.clear()
    await asked(bench, photos=0)
    assert await bench.sent() == [PROMO]


async def test_an_export_with_nothing_to_export_is_given_back(bench: Bench) -> None:
    """No render was asked for; the one that was counts, whatever became of it."""
    await capped(bench, exports=1).open()
    await bench.command("export")
    await bench.rest()
    await asked(bench)
    bench.faults.always("render", RenderFails())
    await bench.command("export")
    await bench.rest()
    assert bench.says(bench.last.text, "export-failed")
    assert bench.says(await whispered(bench, "settings"), "quota-exports", left=0, limit=1)
    await bench.command("export")
    await bench.rest()
    assert bench.says(bench.last.text, "cap-exports", limit=1)


async def test_what_is_left_is_said(bench: Bench) -> None:
    """In /credits and in /settings; nothing of what is unlimited, or paid for by oneself."""
    studio_of(capped(bench, turns=3, exports=0), accounts=(Account(OWN),))
    await bench.open()
    await asked(bench)
    for command in ("credits", "settings"):
        told = await whispered(bench, command)
        assert bench.says(told, "quota-turns", left=2, limit=3)
        assert bench.says(told, "cap-exports-closed")
        assert not bench.says(told, "quota-exports", left=ANY, limit=ANY)
    await whispered(bench, "login", OWN)
    assert not bench.says(await whispered(bench, "credits"), "quota-turns", left=ANY, limit=3)


@pytest.mark.parametrize("studio", [False, True])
async def test_none_is_not_tomorrow(bench: Bench, studio: bool) -> None:
    """It is said to be closed, with /login only where there is something to log in to."""
    adjusted(capped(bench, turns=0), studio=studio, web_url="" if studio else WEB)
    await bench.open()
    told = await asked(bench)
    assert bench.says(told, "cap-turns-closed")
    assert bench.says(told, "cap-login") is not studio
    assert "tomorrow" not in told


@pytest.mark.parametrize("exempt", [False, True])
async def test_admins_made_in_the_chat_are_exempt_if_so_set(bench: Bench, exempt: bool) -> None:
    """Those of the settings and those of the bot's own rows alike."""
    await capped(bench, turns=0, admins_exempt=exempt).open()
    code = await bench.core.members.new_code()
    await bench.command("admin", code)
    await bench.until(lambda: bench.chat.standing)
    await asked(bench)
    assert await bench.sent() == ([PROMO] if exempt else [])
