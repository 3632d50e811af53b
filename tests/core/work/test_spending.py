"""What a prompt cost: told where it is known and nobody's business but one's own."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from core.chat import ChatKind
from core.store.records import JobState
from studio.server.config import Account
from tests.core.bench import ANY, PROMO, TITLE, Bench, adjusted, studio_of
from tests.core.recording import Posted
from tests.faults import Cut, Heartbeats, RawBytes, Refuse, StreamError

SHARED = "nmv_usr_shared0123456789abcdef"


def cost(bench: Bench, post: Posted, used: int, left: int) -> bool:
    """Whether an answer tells exactly this."""
    return bench.says(post.text, "cost-used", used=used, left=left)


def silent(bench: Bench, post: Posted) -> bool:
    """Whether an answer tells nothing of credits."""
    return not bench.says(post.text, "cost-used", used=ANY, left=ANY)


async def answered(bench: Bench, text: str = PROMO, photos: int = 0, **what: str) -> Posted:
    """Somebody asks for something; its answer."""
    await bench.say(text, bench.photos(photos), **what)
    await bench.rest()
    return bench.last


async def history(bench: Bench) -> str:
    """What /credits shows."""
    seen = len(bench.chat.whispers)
    await bench.command("credits")
    await bench.until(lambda: len(bench.chat.whispers) > seen)
    return bench.chat.whispers[-1].text


async def test_each_prompt_tells_what_it_used(bench: Bench) -> None:
    """One line after a turn that was charged; a generation and an edit cost differently."""
    await bench.open()
    assert cost(bench, await answered(bench, photos=1), 20, 80)
    assert cost(bench, await answered(bench, TITLE), 5, 75)
    bench.faults.once("run_sse", RawBytes(b'data: {"type":"text","content":"Hi"}\n\n'))
    bench.faults.once("credits", Refuse(http=503), nth=2)
    assert silent(bench, await answered(bench, "make the title red"))


async def test_credits_show_the_last_prompts(bench: Bench) -> None:
    """The newest first, ten at most; what is not known is said to be so."""
    await bench.open()
    assert not bench.says(await history(bench), "cost-history")
    await answered(bench, photos=1)
    bench.faults.once("credits", Refuse(http=503))
    await answered(bench, TITLE)
    told = await history(bench)
    assert bench.says(told, "cost-item-unknown", request=TITLE)
    assert bench.says(told, "cost-item", request=PROMO, used=20)
    assert told.index(TITLE) < told.index(PROMO)
    await bench.say("hello")
    await bench.rest()
    assert not bench.says(await history(bench), "cost-item", request="hello", used=0)
    for number in range(10):
        await answered(bench, f"add the title 'Number {number}'")
    told = await history(bench)
    assert told.count("•") == 10
    assert "Number 9" in told
    assert PROMO not in told


@pytest.mark.parametrize("where", ["group", "shared", "studio"])
async def test_where_it_is_nobodys_business(bench: Bench, where: str) -> None:
    """Not where others read, not of an account that others spend, not where nothing costs."""
    if where == "shared":
        bench.shared = SecretStr(SHARED)
        studio_of(bench, accounts=(Account(SHARED),))
    if where == "studio":
        adjusted(bench, studio=True, web_url="")
    await bench.open()
    last = await answered(bench, photos=1, group="makers" if where == "group" else "")
    assert "Timeline" in last.text
    assert silent(bench, last)
    assert (await bench.job(1)).used == (20 if where == "group" else None)


async def test_two_prompts_of_one_person_beside_each_other(bench: Bench) -> None:
    """What either of them cost cannot be told from the balance they share."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=6, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say(PROMO, bench.photos(1), group="makers")
    await bench.rest()
    assert len(await bench.charged()) == 2
    ours = [p for p in bench.chat.finals if p.address.kind is ChatKind.PRIVATE]
    assert silent(bench, ours[-1])
    assert [(await bench.job(n)).used for n in (1, 2)] == [None, None]


async def test_after_a_cancelled_prompt_nobody_can_tell(bench: Bench) -> None:
    """The one before may be charged while the next one runs: that is not laid at its door."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=30, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.command("cancel")
    await bench.rest()
    assert silent(bench, await answered(bench, TITLE))
    assert (await bench.job(2)).used is None
    assert cost(bench, await answered(bench, "make the title red"), 5, 70)


async def test_a_turn_that_failed_tells_what_it_used(bench: Bench) -> None:
    """The agent gave up, and what it took is told with that; a broken stream, too."""
    await bench.open()
    bench.faults.once("run_sse", StreamError(edit_made=True))
    assert cost(bench, await answered(bench, photos=1), 20, 80)
    bench.faults.once("run_sse", Cut(after_events=1))
    assert cost(bench, await answered(bench, TITLE), 5, 75)


async def test_a_balance_that_hangs_keeps_no_prompt_waiting_for_long(bench: Bench) -> None:
    """It is read beside the state; without one there is no line and no question."""
    await bench.open()
    bench.faults.always("credits", Refuse(http=500))
    assert silent(bench, await answered(bench, photos=1))
    assert await bench.charged() == [PROMO]


async def empty(bench: Bench) -> Posted:
    """Somebody without credits asks for something."""
    await studio_of(bench, anonymous_credits=0).open()
    return await answered(bench, photos=1)


async def test_nothing_is_sent_from_an_empty_account(bench: Bench) -> None:
    """It is said with the way out; the files are up, and nothing was asked of the agent."""
    post = await empty(bench)
    assert bench.says(post.text, "cost-not-sent")
    assert bench.says(post.text, "error-no-credits-trial", link=ANY)
    assert "bind=" in post.text
    assert await bench.sent() == []
    assert len(await bench.uploads()) == 1


async def test_sent_on_try_anyway(bench: Bench) -> None:
    """Once, however often it is pressed; whatever the service then says is told."""
    post = await empty(bench)
    data = post.button("Try anyway").data
    await bench.press_data(post, data)
    await bench.press_data(post, data)
    await bench.rest()
    assert await bench.sent() == [PROMO]
    assert len(await bench.uploads()) == 1
    assert not bench.says(bench.last.text, "cost-not-sent")


async def test_several_videos_from_an_empty_account(bench: Bench) -> None:
    """It is asked once for all of them, and they all begin when that is wanted."""
    await studio_of(bench, anonymous_credits=0).open()
    await bench.say("make a video from each photo", bench.photos(3))
    await bench.rest()
    asked = [post for post in bench.chat.finals if bench.says(post.text, "cost-not-sent")]
    assert len(asked) == 1
    assert bench.says(asked[0].text, "cancel-waiting", count=2)
    assert await bench.sent() == []
    await bench.press_data(asked[0], asked[0].button("Try anyway").data)
    await bench.press_data(asked[0], asked[0].button("Try anyway").data)
    await bench.rest()
    assert len(await bench.sent()) == 3
    assert len(await bench.uploads()) == 3


async def test_an_old_button_asks_again_the_usual_way(bench: Bench) -> None:
    """A plain retry of a prompt that was held back is held back again."""
    post = await empty(bench)
    await bench.press_data(post, post.button("Try anyway").data.rpartition(":")[0])
    await bench.rest()
    assert await bench.sent() == []
    assert bench.says(bench.last.text, "cost-not-sent")


async def test_an_empty_shared_account_is_asked_all_the_same(bench: Bench) -> None:
    """How much the operator has is nobody's business, and the service knows best."""
    bench.shared = SecretStr(SHARED)
    await studio_of(bench, accounts=(Account(SHARED, 0),)).open()
    await answered(bench, photos=1)
    assert await bench.sent() == [PROMO]
