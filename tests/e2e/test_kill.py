"""SIGKILL, really: `python -m bot` on each platform's real client library, and what stands then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from core.language.phrases import say
from tests.e2e import samples
from tests.e2e.discord_api.server import File
from tests.e2e.process import DiscordProcess, TelegramProcess
from tests.e2e.scenarios import Setup
from tests.e2e.scenarios.each import WISH, films
from tests.e2e.scenarios.kit import PROMO, prompts
from tests.e2e.scenarios.questions import MOODS, SHAPE
from tests.e2e.stage import play
from tests.e2e.world import Room, Shown, World
from tests.faults import asks


def _answers(world: World, room: Room) -> list[Shown]:
    return [s for s in world.shown(room) if s.has_button("Export") and not s.silent]


def test_killed_on_telegram(tmp_path: Path) -> None:
    """Killed when the update was acknowledged, and again when the answer was on its way out.

    Both lives' work is taken up: one prompt is charged and one answer stands there. Telegram knows
    no nonce, so that the answer says that it may be a repeat.
    """

    async def story(world: TelegramProcess) -> None:
        person = world.person("Ada")
        room = world.private(person)
        await world.say(person, room, PROMO, samples.photos(2))
        await world.house.seen(lambda: world.api.allowed is not None and world.acknowledged())
        await world.kill()
        assert _answers(world, room) == []
        struck = False

        async def strike(request: web.Request) -> web.Response | None:
            nonlocal struck
            form = await request.post()
            if struck or "Export" not in str(form.get("reply_markup", "")):
                return None
            struck = True
            world.house.strike()
            await world.house.gone()
            return web.Response(status=500)

        world.api.fail("sendMessage", strike, times=100)
        await world.start()
        await world.house.seen(lambda: struck)
        await world.start()
        await world.house.seen(world.house.at_rest)
        await world.backend.refresh()
        assert prompts(world) == [PROMO]
        assert len(world.backend.uploads()) == 2
        (answer,) = _answers(world, room)
        assert say("en", "recovery-duplicate") in answer.text

    play(TelegramProcess, story, Setup(), tmp_path)


def test_killed_between_question_and_tap_on_telegram(tmp_path: Path) -> None:
    """Killed after the first of two answers, and again as soon as the last tap was taken in.

    What was chosen stands, and the answers are one prompt.
    """

    async def story(world: TelegramProcess) -> None:
        person = world.person("Ada")
        room = world.private(person)
        world.backend.faults.once("run_sse", asks(SHAPE, MOODS, title="Before I start"))
        await world.say(person, room, PROMO, samples.photos(2))
        await world.house.seen(lambda: _with(world, room, "9:16 for Reels"))
        await world.house.seen(world.house.at_rest)
        await world.press(person, _with(world, room, "9:16 for Reels")[0], "9:16 for Reels")
        await world.house.seen(lambda: _with(world, room, "calm"))
        await world.kill()
        await world.start()
        await world.press(person, _with(world, room, "calm")[0], "calm")
        await world.house.seen(lambda: _with(world, room, "✅ calm"))
        await world.press(person, _with(world, room, "Done")[0], "Done")
        await world.house.seen(world.acknowledged)
        await world.kill()
        await world.start()
        await world.house.seen(world.house.at_rest)
        await world.backend.refresh()
        answer = "1. Which aspect ratio do you want?: 9:16 for Reels\n2. Which moods?: calm"
        assert list(world.backend.prompts()) == [PROMO, answer]

    play(TelegramProcess, story, Setup(), tmp_path)


def test_killed_between_two_videos_on_telegram(tmp_path: Path) -> None:
    """Killed as soon as the first of three videos stands there: the others come all the same.

    Each prompt is sent once, each render submitted once; what may be a repeat says so.
    """

    async def story(world: TelegramProcess) -> None:
        person = world.person("Ada")
        room = world.private(person)
        await world.say(person, room, WISH, samples.photos(3))
        await world.house.seen(lambda: films(world, room))
        await world.kill()
        await world.start()
        await world.house.seen(world.house.at_rest)
        await world.backend.refresh()
        assert list(world.backend.prompts()) == [WISH] * 3
        assert len(world.backend.renders()) == 3
        marked = say("en", "recovery-duplicate")
        whole = "\n".join(film.text for film in films(world, room))
        once = "\n".join(film.text for film in films(world, room) if marked not in film.text)
        assert set(re.findall(r"\(\d/3\)", whole)) == {"(1/3)", "(2/3)", "(3/3)"}
        assert len(re.findall(r"\(\d/3\)", once)) == len(set(re.findall(r"\(\d/3\)", once)))

    play(TelegramProcess, story, Setup(), tmp_path)


def _with(world: World, room: Room, label: str) -> list[Shown]:
    return [s for s in world.shown(room) if s.has_button(label)]


def test_killed_on_discord(tmp_path: Path) -> None:
    """Killed when the command was acknowledged, and again when its answer was posted already.

    One prompt is charged; the nonce makes the second life's post the one that stands there.
    """

    async def story(world: DiscordProcess) -> None:
        person = world.person("Ada")
        room = world.private(person)
        photos = [File(s.name, s.data, s.mime) for s in samples.photos(2)]
        options: dict[str, str | bool | File] = {"prompt": PROMO}
        options |= {f"photo{n}": photo for n, photo in enumerate(photos, 1)}
        world.slash(person, room, "video", options)
        await world.house.seen(
            lambda: any("/callback" in call.path for call in world.api.rest.calls)
        )
        await world.kill()
        assert _answers(world, room) == []

        def final(post: Mapping[str, Any]) -> bool:
            return "Export" in str(post.get("components"))

        world.on_post(final, world.house.strike)
        await world.start()
        await world.house.gone()
        assert len(_answers(world, room)) == 1
        await world.start()
        await world.house.seen(world.house.at_rest)
        await world.backend.refresh()
        assert prompts(world) == [PROMO]
        assert len(world.backend.uploads()) == 2
        (answer,) = _answers(world, room)
        assert say("en", "recovery-duplicate") not in answer.text

    play(DiscordProcess, story, Setup(), tmp_path)
