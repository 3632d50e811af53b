"""What goes up and down: files with their bounds, messages once, nobody else's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import adapters.web
from adapters.web import words
from adapters.web.files import PERSON_LIMIT
from core.clock import SystemClock
from tests.e2e import samples
from tests.e2e.scenarios import Setup
from tests.e2e.scenarios.kit import PROMO, film, final, newcomer, prompts, with_project
from tests.e2e.stage import play
from tests.e2e.web_world import WebWorld

PAGE = Path(adapters.web.__file__).parent / "page"
# The page's own code, before any compression (docs/web.md).
BUDGET = 60 * 1024


def test_a_video_in_ranges_from_a_signed_address(tmp_path: Path) -> None:
    """A player reads parts; an address that was changed, or has expired, gives nothing."""

    async def story(world: WebWorld) -> None:
        person, room, done = await with_project(world)
        await world.command(person, room, "export")
        shown = await film(world, room, after=done.order)
        http = world.browser(person).http
        address = world.browser(person).raw[int(shown.id)]["video"]["src"]
        async with http.get(address, headers={"Range": "bytes=4-7"}) as answer:
            assert answer.status == 206
            assert await answer.read() == b"ftyp"
            assert answer.content_type == "video/mp4"
        async with http.get(f"{address}&as=Été/1.mp4") as answer:
            assert "attachment" in answer.headers["Content-Disposition"]
        name = address.split("?")[0]
        other = re.sub("until=[0-9]+", "until=99999999999", address)
        for wrong in (name, other, address[:-2], "/files/..%2f..%2freelay.db?until=9&sign=0"):
            async with http.get(wrong) as answer:
                assert answer.status == 404, wrong
        await world.jump(3 * 86400)
        async with http.get(address) as answer:
            assert answer.status == 404

    play(WebWorld, story, Setup(), tmp_path)


def test_nobody_presses_another_s_button(tmp_path: Path) -> None:
    """A button is pressed by whoever it was shown to, under the message that it hangs on."""

    async def story(world: WebWorld) -> None:
        person, _, done = await with_project(world)
        eve, _ = await newcomer(world, "Eve")
        await world.command(eve, world.private(eve), "help")
        data = world.browser(person).raw[int(done.id)]["buttons"][0][0]["data"]
        mine = {"id": "x" * 16, "message": int(done.id), "data": "x:999"}
        theirs = {"id": "y" * 16, "message": int(done.id), "data": data}
        for who, body in ((person, mine), (eve, theirs)):
            async with world.browser(who).http.post("/api/press", json=body) as answer:
                assert answer.status == 410
        assert world.backend.renders() == ()

    play(WebWorld, story, Setup(), tmp_path)


def test_an_upload_too_big(tmp_path: Path) -> None:
    """What is announced as too big is refused before a byte moves, with a sentence."""

    async def story(world: WebWorld) -> None:
        person, room = await newcomer(world)
        await world.command(person, room, "help")
        http = world.browser(person).http
        headers = {"Content-Length": str(300 * 1024 * 1024), "Expect": "100-continue"}
        path = f"/api/uploads/{'u' * 16}?lang=de"
        async with http.put(path, headers=headers, data=b"") as answer:
            assert answer.status == 413
            assert "zu groß" in (await answer.json())["error"]
        assert PERSON_LIMIT > 300 * 1024 * 1024

    play(WebWorld, story, Setup(), tmp_path)


def test_uploads_go_when_their_work_has_ended(tmp_path: Path) -> None:
    """They stay for the work and an hour for another try; what is only looked at stays."""

    async def story(world: WebWorld) -> None:
        person, room = await newcomer(world)
        await world.say(person, room, PROMO, samples.photos(2))
        await final(world, room)
        uploads = tmp_path / "page" / "uploads"
        assert len(list(uploads.glob("*/*"))) == 2
        # The files' times are the machine's, the clock is the story's.
        behind = SystemClock().now() - world.clock.now()
        for _ in range(10):  # it looks now and then
            await world.jump(behind.total_seconds() + 3700)
        assert list(uploads.glob("*/*")) == []

    play(WebWorld, story, Setup(), tmp_path)


def test_forgotten_with_all_that_was_said(tmp_path: Path) -> None:
    """After /forget the conversation holds nothing but the word that it is done."""

    async def story(world: WebWorld) -> None:
        person, room, _ = await with_project(world)
        await world.command(person, room, "forget")
        asked = await world.sees(room, re.compile("delete|forget", re.IGNORECASE))
        await world.press(person, asked, asked.buttons[0].label)
        await world.pass_time(30)
        async with world.browser(person).http.get("/api/messages?before=999999") as answer:
            (left,) = (await answer.json())["messages"]
        assert not left.get("mine")

    play(WebWorld, story, Setup(), tmp_path)


def test_a_token_stands_nowhere(tmp_path: Path) -> None:
    """What /login was given is not shown, and the message goes."""

    async def story(world: WebWorld) -> None:
        person, room = await newcomer(world)
        await world.login(person, room, "nmv_usr_0123456789abcdef")
        await world.pass_time(20)
        assert "nmv_usr" not in json.dumps(world.browser(person).raw)
        assert world.mine(room) == []
        assert prompts(world) == []

    play(WebWorld, story, Setup(), tmp_path)


def test_the_page_is_small() -> None:
    """Its code and styles fit into the budget."""
    code = [path for path in PAGE.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in code) <= BUDGET


def test_the_page_s_words_are_those_it_says() -> None:
    """Every word that a script asks for is there, and every word is asked for by some."""
    scripts = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    said = set(re.findall(r'\bt\("([a-z-]+)"\)', scripts))
    said |= {"before", "after"}  # t(when)
    said |= set(re.findall(r'\bsay\("([a-z-]+)"\)', scripts))
    said |= set(re.findall(r'"(theme-[a-z]+)"', scripts))
    assert said == set(words.WORDS)


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No address of another host stands in the page's code."""
    for path in PAGE.iterdir():
        if path.is_file():
            found = re.findall(r"https?://[^\s\"'`]+", path.read_text("utf-8"))
            assert set(found) <= {"http://www.w3.org/2000/svg"}, path.name
