"""`python -m bot` under attack: it goes on, and others are answered."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

from core.language.phrases import say
from tests.core.nemo.loopback import MP4, Loopback, serve
from tests.e2e import samples
from tests.e2e.process import DiscordProcess, TelegramProcess
from tests.e2e.scenarios import Setup
from tests.e2e.scenarios.kit import PROMO
from tests.e2e.stage import play
from tests.e2e.world import Room, World
from tests.faults import Heartbeats, Refuse, Says

# Texts of one person: short in CI, FLOOD=1500 for the long form (docs/security.md).
FLOOD = int(os.environ.get("FLOOD", "400"))
# Turns that stay open: short in CI, OPEN=300 for the long form.
OPEN = int(os.environ.get("OPEN", "40"))
MEGABYTE = 1024 * 1024
# Posts to the flooding person that may come before another one's answer: what was under way.
BEFORE = 40


def _texts(world: World, room: Room) -> list[str]:
    return [shown.text for shown in world.shown(room)]


def test_a_flood_is_its_senders_problem(tmp_path: Path) -> None:
    """Hundreds of texts of one person: another one's /credits is answered in their midst.

    Of the flood itself a bounded part is stored and answered, and the rest is told with its count.
    """

    async def story(world: TelegramProcess) -> None:
        ada, bob = world.person("Ada"), world.person("Bob")
        flooded, other = world.private(ada), world.private(bob)
        for number in range(FLOOD):
            await world.say(ada, flooded, f"{number} more and more")
        await world.command(bob, other, "credits")
        await world.house.seen(lambda: _texts(world, other))
        assert len(_texts(world, flooded)) <= BEFORE
        await world.house.seen(world.acknowledged)
        await world.backend.refresh()
        await world.house.seen(lambda: len(_texts(world, flooded)) >= 2)
        assert len(_texts(world, flooded)) < FLOOD

    play(TelegramProcess, story, Setup(), tmp_path)


def test_answers_come_before_progress(tmp_path: Path) -> None:
    """Turns stay open and show their progress: another one's /credits does not wait behind it."""

    async def story(world: TelegramProcess) -> None:
        world.backend.faults.always("run_sse", Heartbeats(every_s=1.0))
        rooms = []
        for number in range(OPEN):
            person = world.person(f"P{number}")
            rooms.append(world.private(person))
            await world.say(person, rooms[-1], PROMO, samples.photos(1))
        await world.house.seen(lambda: all(any(s.edits for s in world.shown(r)) for r in rooms))
        bob = world.person("Bob")
        other = world.private(bob)
        asked = len(world.api.calls)
        await world.command(bob, other, "credits")
        await world.house.seen(lambda: _texts(world, other))
        meanwhile = [call.method for call in world.api.calls[asked:]]
        assert meanwhile.count("editMessageText") <= BEFORE

    play(TelegramProcess, story, Setup(), tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from Linux's /proc")
def test_an_answer_that_unpacks_to_a_thousand_times_its_size(tmp_path: Path) -> None:
    """A service that says 512 MB in a few bytes: refused unread, and the next question answered."""
    bomb = Says(gzip.compress(gzip.compress(bytes(512 * MEGABYTE))), encoding="gzip, gzip")

    async def story(world: TelegramProcess) -> None:
        ada = world.person("Ada")
        room = world.private(ada)
        await world.say(ada, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: any(s.has_button("Export") for s in world.shown(room)))
        before = world.house.peak_memory()
        world.backend.faults.always("credits", bomb)
        await world.command(ada, room, "credits")
        down = say("en", "error-backend-down")
        await world.house.seen(lambda: down in _texts(world, room))
        assert world.house.peak_memory() < before + 64 * MEGABYTE
        world.backend.faults.clear()
        await world.command(ada, room, "credits")
        await world.house.seen(lambda: "100" in _texts(world, room)[-1])

    play(TelegramProcess, story, Setup(), tmp_path)


def test_an_event_that_cannot_be_read_ends_nothing(tmp_path: Path) -> None:
    """Discord sends what its library cannot build: the next message is answered by this life."""

    async def story(world: DiscordProcess) -> None:
        ada, bob = world.person("Ada"), world.person("Bob")
        world.say_unreadably(ada, world.private(ada))
        room = world.private(bob)
        await world.say(bob, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: any(s.has_button("Export") for s in world.shown(room)))
        assert len(world.api.gateway.identifies) == 1

    play(DiscordProcess, story, Setup(), tmp_path)


def test_a_result_that_points_inwards(tmp_path: Path) -> None:
    """A service that names an address of this machine as the video: nobody reads that address."""

    async def story(world: TelegramProcess) -> None:
        ada = world.person("Ada")
        room = world.private(ada)
        await world.say(ada, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: any(s.has_button("Export") for s in world.shown(room)))
        async with serve(Loopback()) as inside:
            inside.answer("GET", "/v.mp4", raw=MP4, headers={"Content-Type": "video/mp4"})
            url = f"{inside.url}/v.mp4"
            ready = json.dumps({"status": "completed", "outputUrl": url}).encode()
            world.backend.faults.always("render_poll", Says(ready))
            world.backend.faults.always("download", Refuse(http=404))
            await world.command(ada, room, "export")
            lost = say("en", "export-lost")[:20]
            await world.house.seen(lambda: any(lost in text for text in _texts(world, room)))
            assert inside.seen == []
        assert not any("127.0.0.1" in text for text in _texts(world, room))

    play(TelegramProcess, story, Setup(), tmp_path)
