"""Whose credits: trial, shared, linked; and tokens that people type."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from pydantic import SecretStr

from core.chat import MessageGone
from core.config import Policy
from core.store.records import AccountKind
from studio.server.config import Account
from tests.core.bench import ANY, PROMO, TITLE, Bench, adjusted, studio_of
from tests.faults import Call, Refuse, Says

SHARED = "nmv_usr_shared_0123456789abcdef"


async def told(bench: Bench) -> str:
    """The newest thing that was told to one person alone."""
    await bench.until(lambda: bench.chat.whispers, "a private answer")
    await bench.settled()
    return bench.chat.whispers[-1].text


async def kind(bench: Bench) -> AccountKind:
    """Whose credits the first user spends."""
    return (await bench.accounts.access(1)).kind


async def test_the_order_of_accounts(bench: Bench) -> None:
    """The own account comes before the shared one; without it the shared one is spent again."""
    bench.shared = SecretStr(SHARED)
    studio_of(bench, accounts=(Account(SHARED),))
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert await kind(bench) is AccountKind.SHARED
    await bench.command("login", await bench.studio.add_account())
    assert bench.says(await told(bench), "login-done")
    assert await kind(bench) is AccountKind.LINKED
    bench.chat.whispers.clear()
    await bench.command("logout")
    assert bench.says(await told(bench), "logout-done")
    assert await kind(bench) is AccountKind.SHARED


async def test_logout_without_an_account(bench: Bench) -> None:
    """Without an account of one's own there is nothing to forget."""
    await bench.open()
    await bench.command("logout")
    assert bench.says(await told(bench), "logout-none")


def linked(bench: Bench) -> Bench:
    """Nothing to arrange: the test links."""
    return bench


def shared(bench: Bench) -> Bench:
    """An operator who pays for all."""
    bench.shared = SecretStr(SHARED)
    return studio_of(bench, accounts=(Account(SHARED),))


def studio(bench: Bench) -> Bench:
    """A bot with the embedded studio."""
    return adjusted(bench, studio=True, web_url="")


@pytest.mark.parametrize(
    ("setup", "key"),
    [
        (lambda bench: bench, "credits-trial"),
        (shared, "credits-shared"),
        (linked, "credits-linked"),
        (studio, "credits-studio"),
    ],
)
async def test_credits(setup: Callable[[Bench], Bench], key: str, bench: Bench) -> None:
    """/credits tells the balance, whose it is, and the way to more; to that person alone."""
    setup(bench)
    await bench.open()
    if setup is linked:
        await bench.command("login", await bench.studio.add_account(credits=321))
        await told(bench)
        bench.chat.whispers.clear()
    await bench.command("credits", group="family")
    text = await told(bench)
    assert bench.says(text, key)
    assert bench.says(text, "credits-left", available=ANY) or "of" in text
    assert ("321" in text) == (setup is linked)
    assert ("web.example" in text) == (setup is linked)
    assert bench.chat.finals == []


@pytest.mark.parametrize(
    "words",
    [
        "{token}",
        "here is my token: {token}",
        "我的令牌是{token}谢谢",
        "add a title with {token} in white",
    ],
)
async def test_a_typed_token_never_reaches_the_agent(words: str, bench: Bench) -> None:
    """A token in any message links the account, its message is deleted, nothing is sent."""
    await bench.open()
    token = await bench.studio.add_account()
    said = await bench.say(words.format(token=token))
    assert bench.says(await told(bench), "login-done")
    await bench.rest()
    assert await bench.sent() == []
    assert ("delete", said.address) in [(call, where) for _, call, where in bench.chat.calls]
    assert await kind(bench) is AccountKind.LINKED


async def test_a_token_behind_another_command(bench: Bench) -> None:
    """A token in /video or /new is taken as one, never as a prompt or a title."""
    await bench.open()
    token = await bench.studio.add_account()
    await bench.command("video", f"a promo with {token}")
    assert bench.says(await told(bench), "login-done")
    await bench.rest()
    assert await bench.sent() == []


async def test_a_token_in_a_form(bench: Bench) -> None:
    """A token typed into the form behind Change… is taken as one."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    token = await bench.studio.add_account()
    post = bench.last
    await bench.press(post, "More…")
    await bench.until(lambda: any(button.label == "Change…" for button in post.buttons))
    await bench.press(post, "Change…", text=token)
    assert bench.says(await told(bench), "login-done")
    await bench.rest()
    assert await bench.sent() == [PROMO]


async def test_a_token_in_a_group(bench: Bench) -> None:
    """In a group it is deleted and not used: others have read it."""
    await bench.open()
    token = await bench.studio.add_account()
    await bench.say(f"my token is {token}", group="family")
    assert bench.says(await told(bench), "login-exposed")
    await bench.rest()
    assert await bench.sent() == []
    assert await kind(bench) is AccountKind.ANONYMOUS


async def test_a_message_that_cannot_be_deleted(bench: Bench) -> None:
    """Where the bot may not delete the message with the token, its person is asked to."""
    await bench.open()
    bench.chat.fail("delete", MessageGone("too old"))
    await bench.say(await bench.studio.add_account())
    await bench.until(lambda: len(bench.chat.whispers) == 2)
    assert bench.says(bench.chat.whispers[0].text, "login-cannot-delete")
    assert bench.says(bench.chat.whispers[1].text, "login-done")


@pytest.mark.parametrize("group", ["", "family"])
async def test_a_token_behind_login_is_deleted(group: str, bench: Bench) -> None:
    """A token typed after /login goes from the chat, in private and in a group."""
    await bench.open()
    said = await bench.command("login", await bench.studio.add_account(), group=group)
    assert bench.says(await told(bench), "login-exposed" if group else "login-done")
    assert ("delete", said.address) in [(call, where) for _, call, where in bench.chat.calls]


async def test_a_token_of_somebody_who_may_not_use_the_bot(bench: Bench) -> None:
    """Whoever typed it: a token does not stay in the chat."""
    bench.config = replace(bench.config, policy=Policy(users=frozenset({"bob"})))
    await bench.open()
    said = await bench.command("login", "nmv_usr_0123456789")
    await bench.until(lambda: bench.chat.posted)
    assert ("delete", said.address) in [(call, where) for _, call, where in bench.chat.calls]


async def test_the_token_that_was_asked_for(bench: Bench) -> None:
    """After /login the next word is the token, whatever it looks like; only once."""
    token = "eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG"
    studio_of(bench, accounts=(Account(token),))
    await bench.open()
    await bench.command("login")
    assert bench.says(await told(bench), "login-ask")
    bench.chat.whispers.clear()
    await bench.say(token)
    assert bench.says(await told(bench), "login-done")
    await bench.rest()
    assert await bench.sent() == []


async def test_words_after_login_are_words(bench: Bench) -> None:
    """Who asks for a login and then for a video gets the video; the token is not waited for."""
    await bench.open()
    await bench.command("login")
    await told(bench)
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    assert await bench.sent() == [PROMO]


async def test_login_in_a_group(bench: Bench) -> None:
    """In a group the way to the private chat is shown."""
    await bench.open()
    await bench.command("login", group="family")
    assert bench.says(await told(bench), "login-private-only")


async def test_login_with_the_studio(bench: Bench) -> None:
    """The studio needs no account, and says so."""
    studio(bench)
    await bench.open()
    await bench.command("login", "nmv_usr_0123456789")
    assert bench.says(await told(bench), "login-not-needed")


async def test_an_expired_trial_in_a_conversation(bench: Bench) -> None:
    """After a week the trial is renewed under the same client id; the project goes on."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    before = (await bench.accounts.access(1)).token
    bench.clock.advance_to(bench.clock.monotonic() + 8 * 86_400)
    await bench.say(TITLE)
    await bench.rest()
    assert await bench.charged() == [PROMO, TITLE]
    assert (await bench.accounts.access(1)).token != before
    assert not bench.says(bench.last.text, "turn-session-lost")


async def test_a_client_id_that_is_not_taken(bench: Bench) -> None:
    """Another client id is made, committed, and used from then on."""
    await bench.open()
    bench.faults.once("token", Refuse(http=400, message="X-Client-Id header is required"))
    await bench.command("start")
    await bench.until(lambda: bench.chat.finals)
    async with bench.store.begin() as tx:
        before = (await tx.people.get(1)).client_id
    assert (await bench.accounts.access(1)).kind is AccountKind.ANONYMOUS
    async with bench.store.begin() as tx:
        assert (await tx.people.get(1)).client_id != before


@pytest.mark.parametrize("call", ["session", "state"])
async def test_a_trial_whose_token_came_without_an_id(bench: Bench, call: Call) -> None:
    """The session's or the state's answer names it: the way to register keeps the project."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    access = await bench.accounts.access(1)
    async with bench.store.begin() as tx:
        await tx.people.put_account(
            1,
            AccountKind.ANONYMOUS,
            access.token.get_secret_value(),
            backend_user="",
            expires=None,
            now=bench.clock.now(),
        )
    await bench.restart()  # as after an upgrade from a version that did not look for the id
    answer = {"task_id": "t", "session_id": "s", "state": {"draft": {}}}
    calls: tuple[Call, ...] = ("session", "state")
    for one in calls:
        named = answer | ({"user_id": "anon_7"} if one == call else {})
        bench.faults.always(one, Says(json.dumps({"code": 0, "data": named}).encode()))
    bench.faults.once("run_sse", Refuse(2001))
    if call == "session":
        await bench.command("new")
    await bench.say(TITLE)
    await bench.rest()
    assert (await bench.accounts.access(1)).backend_user == "anon_7"
    assert "?bind=anon_7" in bench.last.text
