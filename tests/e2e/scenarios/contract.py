"""Every row of the backend's error table, as the person in the chat sees it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from tests.e2e import samples
from tests.e2e.scenarios.kit import (
    PROMO,
    TITLE,
    Scenario,
    Scenarios,
    Setup,
    final,
    newcomer,
    prompts,
    with_project,
)
from tests.e2e.world import ANY, World, phrase
from tests.faults import (
    BrokenJson,
    Call,
    ExpireTokens,
    Fault,
    Heartbeats,
    LoseSessions,
    Refuse,
    Silence,
    StreamError,
    Trailing,
)

scenarios = Scenarios()


@scenarios.add()
async def token_expires(world: World) -> None:
    """An expired trial is renewed in the middle of a conversation, without a word."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", ExpireTokens())
    await world.say(person, room, TITLE)
    shown = await final(world, room, after=done.order)
    assert "Summer Sale" in shown.text
    assert prompts(world).count(TITLE) == 1


@scenarios.add()
async def session_is_lost(world: World) -> None:
    """A session that is gone is replaced, and the person is told what that means."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", LoseSessions())
    await world.say(person, room, "make a 5-second text video that says hello")
    await world.until(
        lambda: any(
            phrase("turn-session-lost").search(s.text)
            for s in world.shown(room)
            if s.order > done.order
        ),
        "a word about the lost timeline",
    )


@scenarios.add()
async def temporary_issue_after_the_answer(world: World) -> None:
    """A trailing "temporary issue" behind a good answer is dropped."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Trailing())
    await world.say(person, room, TITLE)
    shown = await final(world, room, after=done.order)
    assert "temporary issue" not in shown.text


@scenarios.add()
async def one_broken_event(world: World) -> None:
    """One broken event in a stream is skipped."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", BrokenJson())
    await world.say(person, room, TITLE)
    assert "Summer Sale" in (await final(world, room, after=done.order)).text


@scenarios.add()
async def heartbeats_alone(world: World) -> None:
    """Ten minutes of heartbeats alone are treated as a broken connection, and told honestly."""
    person, room, done = await with_project(world)
    world.backend.faults.once("run_sse", Heartbeats(count=None, every_s=5))
    await world.say(person, room, TITLE)
    await world.until(
        lambda: any(s.order > done.order and not s.silent for s in world.shown(room)),
        "an honest answer",
        within=1800,
    )
    assert prompts(world).count(TITLE) <= 1


def _refused(
    call: Call, fault: Fault, expected: re.Pattern[str]
) -> Callable[[World], Awaitable[None]]:
    async def play(world: World) -> None:
        """The person reads one sentence on it, and nothing is sent twice."""
        person, room, done = await with_project(world)
        world.backend.faults.always(call, fault)
        if call == "upload":
            await world.say(person, room, "use this one too", [samples.photo(8)])
        else:
            await world.say(person, room, TITLE)

        def told() -> bool:
            return any(expected.search(s.text) for s in world.shown(room) if s.order > done.order)

        await world.until(told, expected.pattern)
        for shown in world.shown(room):
            assert not re.search(r"nmv_usr_|Traceback|\{\"|\bHTTP\b", shown.text), shown.text
        assert prompts(world).count(TITLE) <= 1

    return play


_ROWS: tuple[tuple[str, Call, Fault, re.Pattern[str]], ...] = (
    ("no_credits", "run_sse", Refuse(2001), phrase("error-no-credits-trial", link=ANY)),
    # Its name is one of those that the backend takes: then it is the content that it can't.
    ("unsupported_file", "upload", Refuse(4001), phrase("file-unreadable", name=ANY)),
    (
        "file_too_large",
        "upload",
        Refuse(4002),
        phrase("file-too-large", name=ANY, size=ANY, limit=ANY),
    ),
    ("rate_limited", "run_sse", Refuse(http=429), phrase("error-rate-limited")),
    ("plan", "run_sse", Refuse(http=402), phrase("error-plan-blocks-export", link=ANY)),
    (
        "outage",
        "run_sse",
        Refuse(http=503, body="empty"),
        re.compile("|".join(phrase(k).pattern for k in ("recovery-unknown", "error-backend-down"))),
    ),
    (
        "agent_error",
        "run_sse",
        StreamError(),
        re.compile("|".join(phrase(k).pattern for k in ("error-agent", "turn-no-change"))),
    ),
)
for _name, _call, _fault, _expected in _ROWS:
    scenarios.append(Scenario(f"error_{_name}", _refused(_call, _fault, _expected), Setup()))


@scenarios.add()
async def silence_of_every_kind(world: World) -> None:
    """An edit without a word is reported from the state, however the silence looks."""
    person, room, done = await with_project(world)
    texts = ("add the title 'One' in white", "add the title 'Two' in white")
    for text, how in zip(texts, (Silence("empty_body"), Silence("tools")), strict=True):
        world.backend.faults.once("run_sse", how)
        await world.say(person, room, text)
        done = await final(world, room, after=done.order)
        assert text.split("'")[1] in done.text
    assert prompts(world) == [PROMO, *texts]


@scenarios.add()
async def first_contact_without_a_backend(world: World) -> None:
    """A backend that is down at the first contact is one clear sentence."""
    person, room = await newcomer(world)
    world.backend.faults.always("token", Refuse(http=503, body="empty"))
    await world.say(person, room, PROMO)
    await world.sees(room, phrase("error-backend-down"))
