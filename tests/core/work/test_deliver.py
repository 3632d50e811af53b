"""Answers on their way to a chat: posted once, or visibly marked; never given up too early."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import update

from core.chat import Activity, Ambiguous, ChatError, Flood, Gone, PostRejected, Unreachable
from core.store.codec import pack_bytes
from core.store.records import DeliveryState
from core.store.tables import deliveries
from core.store.vault import Vault
from tests.core.bench import ANY, KEY, PROMO, TITLE, Bench


async def asked(bench: Bench) -> None:
    """Somebody has asked for a video; the answer is not out yet."""
    await bench.say(PROMO, bench.photos(1))


async def states(bench: Bench) -> list[DeliveryState]:
    """How far the parts of the first job's answer are."""
    async with bench.store.begin() as tx:
        return [part.state for part in await tx.parts.deliveries(1)]


@pytest.mark.parametrize("error", [Flood(90.0), Unreachable("502")], ids=["flood", "unreachable"])
async def test_surely_not_posted(error: ChatError, bench: Bench) -> None:
    """What was surely not posted is tried again as often as needed, and is no repeat."""
    await bench.open()
    bench.chat.fail_answers(*[error] * 7)
    await asked(bench)
    await bench.rest()
    assert len(bench.chat.finals) == 1
    assert "duplicate" not in bench.last.text
    assert bench.chat.waiting_failures("answer") == 0


async def test_a_flood_is_waited_for(bench: Bench) -> None:
    """After "wait 200 s" nothing is posted to that chat for 200 seconds."""
    await bench.open()
    await asked(bench)
    await bench.rest()
    bench.chat.fail_answers(Flood(200.0))
    await asked(bench)
    await bench.rest()
    tries = [at for at, call, _ in bench.chat.calls if call == "send"]
    assert tries[-1] - tries[-2] >= 200


async def test_perhaps_posted(bench: Bench) -> None:
    """What may have been posted comes again, marked as a possible repeat."""
    await bench.open()
    bench.chat.fail_answers(Ambiguous("reset"), posts=True)
    await asked(bench)
    await bench.rest()
    first, second = bench.chat.finals
    assert "duplicate" not in first.text
    assert bench.says(second.text, "recovery-duplicate")
    assert second.text.endswith(first.text)


async def test_a_nonce_that_is_recognised(bench: Bench) -> None:
    """Where the platform knows the nonce, the repeat is the same post, unmarked."""
    await bench.open()
    bench.chat.nonce_seconds = 300.0
    bench.chat.fail_answers(Ambiguous("reset"), posts=True)
    await asked(bench)
    await bench.rest()
    assert len(bench.chat.finals) == 1
    assert "duplicate" not in bench.last.text


async def test_a_nonce_that_is_too_old(bench: Bench) -> None:
    """Past its time a nonce proves nothing: the repeat is marked."""
    await bench.open()
    bench.chat.nonce_seconds = 3.0
    bench.chat.fail_answers(Ambiguous("reset"), posts=True)
    await asked(bench)
    await bench.rest()
    assert len(bench.chat.finals) == 2
    assert bench.says(bench.last.text, "recovery-duplicate")


async def doubtful(bench: Bench, more: int = 0) -> None:
    """An answer that was tried for long, and nobody knows whether it arrived."""
    await bench.open()
    bench.chat.fail_answers(*[Ambiguous("reset")] * (6 + more))
    await asked(bench)
    await bench.rest()
    assert bench.chat.finals == []
    assert bench.chat.waiting_failures("answer") == more
    assert await states(bench) == [DeliveryState.DOUBTFUL]


async def test_not_known_for_long(bench: Bench) -> None:
    """Six posts of unknown fate go out over some ten minutes, not in one break of the line."""
    await doubtful(bench)
    tries = [at for at, call, _ in bench.chat.calls if call == "send"][-6:]
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert 540 <= tries[-1] - tries[0] <= 660
    assert waits == sorted(waits)


async def test_what_is_not_known_comes_when_its_person_is_heard_again(bench: Bench) -> None:
    """Whatever they say next, the answer comes first, marked and with its buttons."""
    await doubtful(bench)
    await bench.restart()
    await bench.command("help")
    await bench.rest()
    answer, help_text = bench.chat.finals
    assert bench.says(answer.text, "recovery-duplicate")
    assert "Timeline" in answer.text
    assert answer.buttons
    assert "duplicate" not in help_text.text
    assert await states(bench) == [DeliveryState.DONE]


async def test_what_is_not_known_comes_with_the_next_answer(bench: Bench) -> None:
    """A request that waited behind it is told, and then it is, since posts arrive again."""
    await bench.open()
    bench.chat.fail_answers(*[Ambiguous("reset")] * 6)
    await asked(bench)
    await bench.until(lambda: bench.chat.waiting_failures("answer") < 6)
    await bench.say(TITLE)
    await bench.rest()
    texts = [post.text for post in bench.chat.finals]
    assert "Summer Sale" in texts[-2]
    assert bench.says(texts[-1], "recovery-duplicate")
    assert await states(bench) == [DeliveryState.DONE]


async def test_what_is_not_known_is_tried_once_each_time(bench: Bench) -> None:
    """A line that is still broken keeps no new request waiting, and ends in the end."""
    await doubtful(bench)
    bench.chat.fail_answers(Unreachable("502"), Flood(30.0), *[Ambiguous("reset")] * 20)
    for heard in range(1, 17):
        assert await states(bench) == [DeliveryState.DOUBTFUL]
        await bench.command("help")
        await bench.rest()
        assert bench.chat.waiting_failures("answer") == 22 - heard
    assert await states(bench) == [DeliveryState.UNDELIVERABLE]
    assert len(bench.chat.finals) == 16


async def test_what_is_not_known_of_a_video(bench: Bench) -> None:
    """A finished video comes again as a video."""
    await bench.open()
    await asked(bench)
    await bench.rest()
    bench.chat.fail_answers(*[Ambiguous("reset")] * 6)
    await bench.command("export")
    await bench.rest()
    assert not any(post.video for post in bench.chat.finals)
    await bench.command("help")
    await bench.rest()
    (video,) = (post for post in bench.chat.finals if post.video)
    assert bench.says(video.text, "recovery-duplicate")


async def test_what_is_not_known_in_a_chat_that_is_gone(bench: Bench) -> None:
    """Surely not posted now, it is kept, and comes as soon as something can be posted again."""
    await doubtful(bench)
    bench.chat.fail("send", Gone("kicked"), Gone("kicked"))
    await bench.command("help")
    await bench.pass_time(5)
    await bench.command("help")
    await bench.rest()
    assert await states(bench) == [DeliveryState.DONE]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Gone("kicked"), DeliveryState.KEPT),
        (PostRejected("400"), DeliveryState.UNDELIVERABLE),
    ],
    ids=["gone", "refused"],
)
async def test_never_to_be_posted(error: ChatError, state: DeliveryState, bench: Bench) -> None:
    """A chat that takes nothing any more ends the job, and no other one."""
    await bench.open()
    bench.chat.fail_answers(error, error)
    await asked(bench)
    await bench.rest()
    assert bench.chat.finals == []
    assert await states(bench) == [state]
    bench.chat.heal("answer")
    await bench.say(PROMO, bench.photos(1), "bob")
    await bench.rest()
    assert bench.last.address.user == "bob"


async def test_what_is_refused_goes_out_bare(bench: Bench) -> None:
    """An answer that a platform refuses as it is goes out once more as words without buttons."""
    await bench.open()
    bench.chat.fail_answers(PostRejected("400"))
    await asked(bench)
    await bench.rest()
    (final,) = bench.chat.finals
    assert final.buttons == ()
    assert final.text
    assert "**" not in final.text
    assert await states(bench) == [DeliveryState.DONE]


async def test_the_chat_shows_that_a_video_is_being_sent(bench: Bench) -> None:
    """From the fetch to the post the chat says so again and again, and no longer "typing"."""
    await bench.open()
    await asked(bench)
    await bench.rest()
    sent = bench.chat.hold("send_video")
    await bench.command("export")
    await bench.until(lambda: Activity.SENDING_VIDEO in bench.chat.activities)
    begun = len(bench.chat.activities)
    await bench.pass_time(20)
    assert bench.chat.activities[begun:] == [Activity.SENDING_VIDEO] * 5
    sent.set()
    await bench.rest()


async def test_a_day_of_outage(bench: Bench) -> None:
    """An outage of the platform is waited out for a day, not longer."""
    await bench.open()
    bench.chat.fail_answers(*[Unreachable("502")] * 2000)
    await asked(bench)
    await bench.until_job(lambda jobs: jobs and jobs[0].state == "answered")
    begun = bench.clock.monotonic()
    bench.clock.advance_to(begun + 80_000)
    await bench.pass_time(400)
    assert await states(bench) != [DeliveryState.UNDELIVERABLE]
    bench.clock.advance_to(begun + 90_000)
    await bench.rest()
    assert await states(bench) == [DeliveryState.UNDELIVERABLE]


async def test_several_posts(bench: Bench) -> None:
    """A long answer comes as several posts in order, the buttons under the last."""
    await bench.open()
    bench.chat.page_limit = 60
    await asked(bench)
    await bench.rest()
    posts = bench.chat.finals
    assert len(posts) > 2
    assert [bool(post.buttons) for post in posts] == [False] * (len(posts) - 1) + [True]
    assert "Timeline" in "".join(post.text for post in posts)


async def test_killed_between_two_posts(bench: Bench) -> None:
    """After a restart the posts that are missing come, the others do not come again."""
    await bench.open()
    bench.chat.page_limit = 60
    bench.chat.fail_answers(None, Flood(500.0))
    await asked(bench)
    await bench.until(lambda: bench.chat.waiting_failures("answer") == 0)
    while (await states(bench))[:2] != [DeliveryState.DONE, DeliveryState.NEW]:
        await bench.settled()
    await bench.restart()
    await bench.rest()
    texts = [post.text for post in bench.chat.finals]
    assert len(set(texts)) == len(texts)
    assert not any("duplicate" in text for text in texts)


async def test_killed_in_the_middle_of_a_post(bench: Bench) -> None:
    """A post that was under way at a kill comes again, marked."""
    await bench.open()
    gate = bench.chat.hold("answer")
    await asked(bench)
    await bench.until(lambda: bench.chat.finals)
    await bench.settled()
    await bench.kill()
    gate.set()
    await bench.start()
    await bench.rest()
    assert len(bench.chat.finals) == 2
    assert bench.says(bench.last.text, "recovery-duplicate")


async def test_the_wall_clock_alone_takes_no_answer_away(bench: Bench) -> None:
    """An answer that seems older than a day after a start is tried for an hour all the same."""
    await bench.open()
    bench.chat.fail_answers(*[Unreachable("502")] * 2000)
    await asked(bench)
    await bench.until(lambda: bench.chat.waiting_failures("answer") < 2000)
    async with bench.store.begin() as tx:
        long_ago = bench.clock.now() - timedelta(days=40)
        await tx.connection.execute(update(deliveries).values(begun=long_ago))
    await bench.restart()
    await bench.pass_time(1_800)
    assert await states(bench) == [DeliveryState.NEW]
    bench.chat.heal("answer")
    await bench.rest()
    assert await states(bench) == [DeliveryState.DONE]
    assert "duplicate" not in bench.last.text


async def test_a_nonce_from_the_future_proves_nothing(bench: Bench) -> None:
    """A repeat is marked where the clock was set back since the first post."""
    await bench.open()
    bench.chat.nonce_seconds = 3.0
    gate = bench.chat.hold("answer")
    await asked(bench)
    await bench.until(lambda: bench.chat.finals)
    async with bench.store.begin() as tx:
        later = bench.clock.now() + timedelta(hours=2)
        await tx.connection.execute(update(deliveries).values(begun=later))
    await bench.kill()
    gate.set()
    await bench.pass_time(60)
    await bench.start()
    await bench.rest()
    assert len(bench.chat.finals) == 2
    assert bench.says(bench.last.text, "recovery-duplicate")


async def linked(bench: Bench, link: str) -> None:
    """An export is on its way out whose file anybody can open at this address."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()
    bench.chat.fail("send_video", *[Unreachable("502")] * 1000)
    await bench.command("export")
    await bench.until(lambda: bench.chat.waiting_failures("send_video") < 1000)
    job = (await bench.jobs())[-1].id
    async with bench.store.begin() as tx:
        (part,) = await tx.parts.deliveries(job)
        assert part.content.video is not None
        video = replace(part.content.video, links={"export-download": link}, title="Summer")
        sealed = Vault([KEY]).seal(pack_bytes(replace(part.content, video=video))).decode()
        here = deliveries.c.job == job
        await tx.connection.execute(update(deliveries).where(here).values(content=sealed))
    bench.chat.heal("send_video")


async def test_a_link_comes_with_a_card(bench: Bench) -> None:
    """Where a link stands in for the video, a card tells its length and size and shows it."""
    await linked(bench, "https://cdn.example/v.mp4")
    bench.chat.largest_upload = 100
    await bench.restart()
    await bench.rest()
    assert bench.says(bench.last.text, "export-too-big-link", limit="100 B", link=ANY)
    card = bench.last.message.card
    assert card is not None
    assert (card.title, card.url) == ("Summer", "https://cdn.example/v.mp4")
    assert re.fullmatch(r"[\d.]+ s · [\d.]+ KB", card.facts)
    assert card.picture[:2] == b"\xff\xd8"


async def test_a_card_without_a_picture(bench: Bench) -> None:
    """A beginning that shows nothing yet still gives a card with what is known."""
    await linked(bench, "https://cdn.example/v.mp4")
    bench.chat.largest_upload = 100
    bench.media.look_fails = True
    await bench.restart()
    await bench.rest()
    card = bench.last.message.card
    assert card is not None
    assert card.facts.endswith(" KB")
    assert card.picture == b""
