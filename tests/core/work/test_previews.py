"""Pictures below answers: of what changed, one a project, and never worth a wait."""

from __future__ import annotations

import asyncio
import json

import pytest

from core.chat import ChatKind, PostRejected
from core.language.timeline import bars
from core.preferences import PICTURES, Preferences
from core.store.records import JobState
from core.work.answers.previews import AT_ONCE
from tests.core.bench import PROMO, TITLE, Bench, adjusted
from tests.core.recording import Posted
from tests.faults import Heartbeats, RawBytes, Refuse, Says
from tests.studio.double import photo

CHAT_ONLY = RawBytes(b'data: {"type":"text","content":"Hello!"}\n\n')


def pictures(bench: Bench) -> list[Posted]:
    """Those that stand in the chats."""
    return [post for post in bench.chat.standing if post.picture]


async def answered(bench: Bench, text: str = PROMO, photos: int = 0, **what: str) -> Posted:
    """Somebody asks for something; its answer."""
    await bench.say(text, bench.photos(photos), **what)
    await bench.rest()
    return bench.last


async def test_a_change_is_shown(bench: Bench) -> None:
    """Below the answer, silently: the timeline drawn with the names of its parts."""
    await bench.open()
    last = await answered(bench, photos=2)
    (shown,) = pictures(bench)
    assert bench.says(shown.text, "preview-caption")
    assert shown.silent
    assert shown.at >= last.at
    assert shown.picture == photo(9)
    names = [bar.name for row in bench.media.drawn[-1].rows for bar in row.bars]
    assert {"photo0", "photo1"} <= set(names)


async def test_the_next_one_takes_its_place(bench: Bench) -> None:
    """One picture stands there, below the newest answer; also after a restart."""
    await bench.open()
    await answered(bench, photos=1)
    (first,) = pictures(bench)
    await bench.restart()
    await answered(bench, TITLE)
    (second,) = pictures(bench)
    assert first.deleted
    assert second.at > first.at
    assert len(bench.media.drawn) == 2


async def test_nothing_changed_nothing_to_see(bench: Bench) -> None:
    """An answer in words alone has no picture, and leaves the one before."""
    await bench.open()
    await answered(bench, photos=1)
    (first,) = pictures(bench)
    bench.faults.once("run_sse", CHAT_ONLY)
    await answered(bench, "what can you do?")
    assert pictures(bench) == [first]


async def test_groups_have_none_unless_asked_for(bench: Bench) -> None:
    """Each person decides for their own projects, and for groups apart."""
    await bench.open()
    await answered(bench, photos=1, group="makers")
    assert pictures(bench) == []
    preferences = Preferences(bench.store)
    user = (await bench.job(1)).user
    await preferences.choose(user, PICTURES[ChatKind.GROUP, True])
    await answered(bench, TITLE, group="makers")
    assert len(pictures(bench)) == 1
    await preferences.choose(user, PICTURES[ChatKind.PRIVATE, False])
    await answered(bench, photos=1)
    assert len(pictures(bench)) == 1


async def test_the_studio_draws_its_own(bench: Bench) -> None:
    """Its contact sheet is what is shown."""
    await adjusted(bench, studio=True, web_url="").open()
    await answered(bench, photos=2)
    (shown,) = pictures(bench)
    assert len(bench.worker.sheets) == 1
    assert shown.picture == photo(40)
    assert bench.media.drawn == []


async def test_a_generated_clip_is_shown_once(bench: Bench) -> None:
    """Its still comes from where the state says; an edit after it shows the timeline instead."""
    await bench.open()
    await answered(bench, photos=1)
    session = (await bench.studio.audit.prompts())[-1].session_id
    still = f"/api/preview/nemo_agent/me/{session}"
    for length in (4_000, 5_000, 6_000):
        draft = {
            "d": length,
            "t": [{"tt": 0, "sg": [{"s": 0, "d": length, "m": {"name": "city"}}]}],
        }
        state = {"draft": draft, "generated_media": [{"thumbnail_url": still}]}
        body = json.dumps({"code": 0, "data": {"session_id": session, "state": state}})
        bench.faults.once("state", Says(body.encode()), nth=2)
        await answered(bench, TITLE)
    assert len(bench.worker.sheets) == 1
    assert [p.rows[0].bars[0].name for p in bench.media.drawn][1:] == ["city"] * 2
    assert len(pictures(bench)) == 1


async def test_a_still_that_is_gone(bench: Bench) -> None:
    """The timeline is drawn in its place."""
    await bench.open()
    await answered(bench, photos=1)
    state = {
        "draft": {"t": [{"tt": 0, "sg": [{"s": 0, "d": 4000, "m": {"name": "city"}}]}]},
        "generated_media": [{"thumbnail_url": "http://10.0.0.1/still.jpg"}],
    }
    body = json.dumps({"code": 0, "data": {"state": state}})
    bench.faults.once("state", Says(body.encode()), nth=2)
    await answered(bench, TITLE)
    assert bench.media.drawn[-1].rows[0].bars[0].name == "city"


async def test_what_comes_after_has_a_picture_instead(bench: Bench) -> None:
    """While the next request waits there is none: nobody would look at it."""
    await bench.open()
    bench.faults.once("run_sse", Heartbeats(count=4, every_s=5))
    await bench.say(PROMO, bench.photos(1))
    await bench.until_state(JobState.SENT)
    await bench.say(TITLE)
    await bench.rest()
    assert len(await bench.sent()) == 2
    assert len(bench.media.drawn) == 1
    assert len(pictures(bench)) == 1


@pytest.mark.parametrize("call", ["preview", "post"])
async def test_one_that_fails_is_left_out(bench: Bench, call: str) -> None:
    """It is not tried again, and the answer stands."""
    await adjusted(bench, studio=True, web_url="").open()
    if call == "preview":
        bench.faults.always("preview", Refuse(http=404))
    else:
        bench.chat.fail("send_picture", PostRejected("no"))
    last = await answered(bench, photos=1)
    await bench.pass_time(600)
    assert pictures(bench) == []
    assert "Timeline" in last.text
    assert sum(call == "send_picture" for _, call, _ in bench.chat.calls) <= 1


async def test_no_more_than_a_few_at_a_time(bench: Bench) -> None:
    """While pictures hang, answers go on without any."""
    await bench.open()
    held = bench.chat.hold("send_picture")
    people = [f"person{number}" for number in range(AT_ONCE + 3)]
    for user in people:
        await answered(bench, photos=1, user=user)
    assert len(bench.media.drawn) == AT_ONCE
    held.set()
    await bench.settled()
    await answered(bench, TITLE, user=people[-1])
    assert len(bench.media.drawn) == AT_ONCE + 1


def test_what_is_drawn_of_a_draft() -> None:
    """Names without marks and Markdown, times of the language; nothing where there is no length."""
    draft = {
        "t": [
            {"tt": 0, "sg": [{"s": 500, "d": 1500, "m": {"name": "01-a_b_0f3a9c27d1e4.jpg"}}]},
            {"tt": 7, "sg": [{"s": 0, "d": 0, "m": {"text": "never"}}]},
            {"tt": 7, "sg": [{"s": 0, "d": 1000, "m": {"text": "*Sale*"}}]},
        ]
    }
    found = bars(draft, "de")
    assert found is not None
    assert (found.seconds, [row.name for row in found.rows]) == (2.0, ["Video", "Titel"])
    first, second = (row.bars[0] for row in found.rows)
    assert (first.start, first.end, first.name) == (0.5, 2.0, "a_b")
    assert second.name == "*Sale*"
    assert bars({}, "en") is None
    assert bars({"t": [{"tt": 0, "sg": [{"s": 0}]}]}, "en") is None


async def test_it_is_drawn_beside_everything_else(bench: Bench) -> None:
    """A picture that takes long keeps no answer waiting."""
    await bench.open()
    held = bench.chat.hold("send_picture")
    await answered(bench, photos=1)
    await asyncio.wait_for(answered(bench, TITLE), 30)
    assert len(await bench.sent()) == 2
    held.set()
    await bench.rest()
    assert len(pictures(bench)) == 1
