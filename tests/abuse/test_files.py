"""Files that grow when they are opened: of many, of one person in many topics, of three hours."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from tests.abuse.siege import MEGABYTE, exported, newcomer, reads_proc, siege, texts, watched
from tests.e2e import samples
from tests.e2e.process import TelegramProcess
from tests.e2e.scenarios.kit import PROMO
from tests.e2e.world import Room
from tests.studio.media.test_convert import silence

# Pictures of 36 megapixels in 110 kB each: 9 in CI, PNGS=30 for the long form (docs/security.md).
PNGS = int(os.environ.get("PNGS", "9"))
SIDE = 6_000
# The studio's slots, and what it needs itself. Without bounds 30 of them took 6.8 GB.
WORKERS = 4
MEMORY = 1_500 * MEGABYTE
TOPICS = 40
STUDIO = {"NEMO_BACKEND": "studio"}
pytestmark = [reads_proc, pytest.mark.timeout(300)]


def bomb(shade: int) -> bytes:
    """A picture that is small as a file and large when it is opened."""
    out = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE), (shade, 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_pictures_that_grow(tmp_path: Path) -> None:
    """A bounded number of them is opened at once, however many people send how many."""

    async def story(world: TelegramProcess) -> None:
        rooms = []
        async with watched(world.house.pid) as peak:
            for number in range(PNGS // 3):
                person, room = await newcomer(world, f"P{number}")
                rooms.append(room)
                files = [samples.document(f"{n}.png", bomb(9 * number + n)) for n in range(3)]
                await world.say(person, room, PROMO, files)
            await world.house.seen(lambda: all(exported(world, room) for room in rooms))
        assert peak.workers >= 1
        assert peak.workers <= WORKERS
        assert peak.memory < MEMORY

    siege(TelegramProcess, story, tmp_path, STUDIO)


def test_one_person_in_forty_topics(tmp_path: Path) -> None:
    """Somebody fills forty topics with large pictures: another one's photo comes before most."""

    async def story(world: TelegramProcess) -> None:
        mallory = world.person("Mallory")
        group = await world.group(mallory, thread=True)
        chat = world.api.state.chats[int(group.id)]
        picture = samples.document("large.png", bomb(1))
        topics = [
            Room(group.id, group.members, private=False, thread=str(n)) for n in range(TOPICS)
        ]
        for topic in topics[1:]:
            chat.topics.add(int(topic.thread))
            await world.say(mallory, topic, PROMO, [picture])
        await world.house.seen(world.acknowledged)
        ada, room = await newcomer(world, "Ada")
        await world.say(ada, room, PROMO, samples.photos(1))
        await world.house.seen(lambda: exported(world, room))
        done = [topic for topic in topics if exported(world, topic)]
        assert len(done) < TOPICS / 2

    siege(TelegramProcess, story, tmp_path, STUDIO)


def test_a_sound_of_three_hours(tmp_path: Path) -> None:
    """A FLAC of a megabyte or two: its length is asked first, nothing of it is unpacked."""
    sound = silence(tmp_path / "long.flac", 180).read_bytes()

    async def story(world: TelegramProcess) -> None:
        ada, room = await newcomer(world, "Ada")
        async with watched(world.house.pid) as peak:
            song = samples.document("long.flac", sound, "audio", "audio/flac")
            await world.say(ada, room, PROMO, [song])
            await world.house.seen(lambda: any("long.flac" in text for text in texts(world, room)))
        assert peak.workers >= 1
        assert peak.memory < MEMORY / 3

    siege(TelegramProcess, story, tmp_path)
