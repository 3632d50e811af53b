"""People who open the page in Telegram's app: who comes in, and what stands where."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from adapters.web.access import Doors
from core.chat import Address
from core.config import Policy
from tests.adapters.web.test_doors import PUBLIC, status, tell
from tests.e2e.clock import START, FakeClock
from tests.e2e.mini_app_world import MiniAppWorld
from tests.e2e.samples import clip, document, photo
from tests.e2e.scenarios import SCENARIOS, Setup
from tests.e2e.stage import play
from tests.e2e.telegram_api import TOKEN
from tests.e2e.web_world import WebWorld
from tests.e2e.world import Shown
from tests.mini_app import opened

WINDOW = "window one"


def telegram() -> TelegramAdapter:
    """Telegram's adapter, which knows what its token signed."""
    return TelegramAdapter(TelegramSettings(SecretStr(TOKEN)), FakeClock())


def offering(shown: Iterable[Shown], label: str) -> Shown | None:
    """The first message with that button."""
    return next((s for s in shown if any(b.label == label for b in s.buttons)), None)


async def enter(
    http: aiohttp.ClientSession, world: WebWorld, data: str, window: object = WINDOW, **more: str
) -> tuple[int, dict[str, Any]]:
    """What comes of showing what the app gave."""
    headers = {"Origin": world.url, **more}
    body = {"app": data, "window": window}
    async with http.post("/api/enter?lang=en", json=body, headers=headers) as answer:
        return answer.status, await answer.json()


def test_a_guest_comes_in_with_a_bearer(tmp_path: Path) -> None:
    """It is said with each call, no cookie is given, and no cookie counts beside it."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        done, given = await enter(http, world, opened(42, START))
        assert done == 200
        assert not list(http.cookie_jar)
        shown = {"Authorization": f"Bearer {given['bearer']}"}
        assert (await status(http, "GET", "/api/sidebar", headers=shown))[0] == 200
        assert (await status(http, "GET", "/api/sidebar"))[0] == 401
        await status(http, "GET", "/")  # a browser on this machine gets its cookie
        assert (await status(http, "GET", "/api/sidebar"))[0] == 200
        for wrong in (
            "Bearer",
            "Bearer x",
            f"Bearer {given['bearer']}0",
            f"Basic {given['bearer']}",
        ):
            headers = {"Authorization": wrong}
            assert (await status(http, "GET", "/api/sidebar", headers=headers))[0] == 401
        # Whoever holds it is no other page, and no other host's.
        body = {"id": "a" * 16, "text": "/help", "files": []}
        for headers in (shown, shown | {"Origin": "https://evil.example"}):
            assert (await status(http, "POST", "/api/messages", json=body, headers=headers))[
                0
            ] == 403
        headers = shown | {"Host": "rebound.example"}
        assert (await status(http, "GET", "/api/sidebar", headers=headers))[0] == 421
        # A cookie would outlast the stay: no other device becomes this person.
        headers = shown | {"Origin": world.url}
        assert (await status(http, "POST", "/api/pair", json={}, headers=headers))[0] == 409

    tell(tmp_path, story, host=telegram())


def test_a_bearer_is_short_lived(tmp_path: Path) -> None:
    """A quarter of an hour; while it is good it is exchanged for another, for a day."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        data = opened(42, START)
        _, given = await enter(http, world, data)
        first = f"Bearer {given['bearer']}"
        for _ in range(3):
            await world.jump(800)
            shown = {"Authorization": f"Bearer {given['bearer']}"}
            assert (await status(http, "GET", "/api/sidebar", headers=shown))[0] == 200
            done, given = await enter(http, world, "", None, **shown)
            assert done == 200
        shown = {"Authorization": first}
        assert (await status(http, "GET", "/api/sidebar", headers=shown))[0] == 401
        await world.jump(86_400)
        assert (await enter(http, world, data))[0] == 403

    tell(tmp_path, story, host=telegram())


def test_what_the_app_gave_is_one_window_s(tmp_path: Path) -> None:
    """The window that showed it first comes again after a reload; any other is refused."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        data = opened(42, START)
        assert (await enter(http, world, data))[0] == 200
        assert (await enter(http, world, data))[0] == 200
        for other in ("window two", "", None, 7, "\ud800"):
            done, said = await enter(http, world, data, other)
            assert done == 403
            assert said["error"] == "Close this window and open it again from the chat."
        await world.jump(3600)
        assert (await enter(http, world, data))[0] == 200
        await world.kill()
        await world.start()
        assert (await enter(http, world, data, "window two"))[0] == 403

    tell(tmp_path, story, host=telegram())


@pytest.mark.parametrize(
    ("seconds", "answer"), [(-400, 403), (-90_000, 403), (-1, 403), (0, 200), (30, 200), (90, 403)]
)
def test_what_is_old_or_of_the_future(seconds: int, answer: int, tmp_path: Path) -> None:
    """Minutes at most, nothing from before this process began, nothing from the future."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        data = opened(42, START + timedelta(seconds=seconds))
        assert (await enter(http, world, data))[0] == answer

    tell(tmp_path, story, host=telegram())


def test_minutes_old(tmp_path: Path) -> None:
    """What was given while this process ran is good for five minutes."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        await world.jump(1000)
        now = world.clock.now()
        assert (await enter(http, world, opened(42, now - timedelta(seconds=290))))[0] == 200
        assert (await enter(http, world, opened(42, now - timedelta(seconds=310))))[0] == 403

    tell(tmp_path, story, host=telegram())


def test_without_such_a_platform_nobody_comes_so(tmp_path: Path) -> None:
    """Another bot's people are refused, and where no platform opens the page all are."""

    async def foreign(world: WebWorld, http: aiohttp.ClientSession) -> None:
        assert (await enter(http, world, opened(42, START, "1:AAanother")))[0] == 403

    async def nobody(world: WebWorld, http: aiohttp.ClientSession) -> None:
        assert (await enter(http, world, opened(42, START)))[0] == 403

    tell(tmp_path / "a", foreign, host=telegram())
    tell(tmp_path / "b", nobody)


def test_who_may_show_it_in_a_frame(tmp_path: Path) -> None:
    """Telegram's own origins where its app opens the page, and that page alone; else nobody."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        async with http.get("/") as page:
            policy = page.headers["Content-Security-Policy"]
            assert "frame-ancestors https://web.telegram.org " in policy
            assert "default-src 'none'" in policy
            assert "X-Frame-Options" not in page.headers
        for path in ("/main.js", "/admin", "/api/start"):
            async with http.get(path) as other:
                assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
                assert other.headers["X-Frame-Options"] == "DENY"

    tell(tmp_path, story, host=telegram())


def test_a_cookie_is_no_guest_s(tmp_path: Path) -> None:
    """Not even one that was signed here: who a guest is is said by their platform."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        code = world.page.access.pairing("telegram01x42")
        body = {"code": code}
        origin = {"Origin": world.url}
        async with http.post("/api/enter", json=body, headers=origin) as answer:
            assert "telegram" not in answer.headers["Set-Cookie"]

    tell(tmp_path, story, PUBLIC, host=telegram())


def test_who_is_not_let_in_on_telegram(tmp_path: Path) -> None:
    """They learn their id here as there; who is banned while they are here is out at once."""
    policy = Policy(users=frozenset({"telegram/42"}), admins=frozenset({"telegram/7"}))

    async def story(world: MiniAppWorld) -> None:
        ada = world.person("Ada")
        done = await world.enter(world.browser(ada))
        assert f"(telegram/{ada.id})" in done["error"]

    async def banned(world: MiniAppWorld) -> None:
        ada, admin = world.person("Ada"), world.person("Eve")
        await world.command(ada, world.private(ada), "help")
        await world.settled()
        await world.write(admin, f"/admin {world.admin_code}")
        await world.write(admin, f"/ban {ada.id}")
        http = world.browser(ada).http
        for path in ("/api/sidebar", "/api/events", "/api/messages?before=9"):
            assert (await status(http, "GET", path))[0] == 403
        assert "error" in await world.enter(world.browser(ada))

    play(MiniAppWorld, story, Setup(bot={"policy": policy}), tmp_path / "a")
    play(MiniAppWorld, banned, Setup(), tmp_path / "b")


def test_the_whole_conversation(tmp_path: Path) -> None:
    """The story that is played on every platform, told in the app and in the chat alike."""
    scenario = next(s for s in SCENARIOS if s.name == "the_whole_conversation")

    async def story(world: MiniAppWorld) -> None:
        await scenario.play(world)
        (browser,) = world._browsers.values()
        posts = world.posts(browser.person)
        assert sum(bool(post.video) for post in posts) == 1
        films = [raw for raw in browser.raw.values() if "video" in raw]
        assert len(films) == 1
        chat = [post.formatted.text.split("\n")[0] for post in posts]
        page = [
            s.text.split("\n")[0] for s in sorted(browser.shown.values(), key=lambda s: s.order)
        ]
        assert [line for line in chat if line] == [line for line in page if line]

    play(MiniAppWorld, story, scenario.setup, tmp_path)


def test_one_person_in_both(tmp_path: Path) -> None:
    """What is said in the chat is seen in the app, and the projects are the same."""

    async def story(world: MiniAppWorld) -> None:
        ada = world.person("Ada")
        room = world.private(ada)
        await world.write(ada, "before the app was ever opened")
        await world.say(ada, room, "make a 6 second video of this", [photo(1)])
        await world.until(lambda: offering(world.shown(room), "Export"), "the answer is told")
        await world.write(ada, "credits")
        await world.write(ada, "/login not-a-token-at-all")  # goes in both: it may be a secret
        mine = [raw["blocks"][0]["spans"][0]["text"] for raw in world.mine(room) if raw["blocks"]]
        assert mine == ["make a 6 second video of this", "credits"]
        answer = offering(world.shown(room), "Export")
        assert answer is not None
        await world.press(ada, answer, "Export")
        await world.until(lambda: any(p.video for p in world.posts(ada)), "the video is told")
        assert any("video" in raw for raw in world.browser(ada).raw.values())
        _, sidebar = await status(world.browser(ada).http, "GET", "/api/sidebar")
        assert len(json.loads(sidebar)["projects"]) == 1

    play(MiniAppWorld, story, Setup(), tmp_path)


def test_what_the_page_cannot_show(tmp_path: Path) -> None:
    """It is posted in the chat all the same, once."""

    async def story(world: MiniAppWorld) -> None:
        ada = world.person("Ada")
        room = world.private(ada)
        await world.say(ada, room, "make a 5 second video of this", [photo(1)])
        await world.until(lambda: offering(world.shown(room), "Export"), "the answer is told")
        shutil.rmtree(tmp_path / "page" / "kept")
        answer = offering(world.shown(room), "Export")
        assert answer is not None
        await world.press(ada, answer, "Export")
        await world.until(lambda: any(p.video for p in world.posts(ada)), "the video is told")
        assert not any("video" in raw for raw in world.browser(ada).raw.values())
        await world.pass_time(60)
        assert sum(bool(post.video) for post in world.posts(ada)) == 1

    play(MiniAppWorld, story, Setup(), tmp_path)


def test_a_file_that_telegram_would_not_hand_out(tmp_path: Path) -> None:
    """More than 20 MB come in through the app, and are used."""

    async def story(world: MiniAppWorld) -> None:
        ada = world.person("Ada")
        room = world.private(ada)
        rest = (21_000_000).to_bytes(4, "big") + b"free" + bytes(21_000_000 - 8)
        big = document("holiday.mp4", clip() + rest, "video", "video/mp4")
        await world.say(ada, room, "make a 5 second video of this clip", [big])
        await world.until(lambda: world.backend.prompts(), "the prompt is sent")
        assert len(world.backend.uploads()) == 1

    play(MiniAppWorld, story, Setup(), tmp_path)


def test_only_an_https_address_opens_in_the_app(tmp_path: Path) -> None:
    """Without one Telegram's adapter is what it was."""
    from adapters.web.adapter import WebAdapter, WebSettings

    plain = telegram()
    for url in ("", "http://reelay.example"):
        page = WebAdapter(WebSettings(tmp_path, doors=Doors(url=url)), FakeClock())
        assert page.beside(plain) is plain
        assert page.host is None
    assert Address("telegram", "1", "2", "2").person == "telegram/2"
