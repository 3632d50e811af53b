"""The operator's page: who gets to it, what it shows, and that it is not there for others."""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp
import pytest

from adapters.web.admin import Operations
from core.chat import Connection
from tests.adapters.web.test_doors import PUBLIC, status, tell
from tests.e2e.scenarios import Setup
from tests.e2e.scenarios.kit import newcomer, with_project
from tests.e2e.stage import play
from tests.e2e.web_world import WebWorld
from tests.e2e.world import Person

BACKUP = {"do": "backup"}
WRITTEN = "/somewhere/backups/now"


def person(http: aiohttp.ClientSession) -> str:
    """Who a browser's cookie says that it is."""
    (cookie,) = http.cookie_jar
    return cookie.value.split(".")[0]


async def entered(world: WebWorld, http: aiohttp.ClientSession, link: str) -> tuple[int, str]:
    """What comes of opening a link."""
    body = {"code": link.partition("#")[2], "lang": "en"}
    origin = {"Origin": world.url}
    return await status(http, "POST", "/api/enter", json=body, headers=origin)


def test_a_link_makes_one_browser_an_admin_s(tmp_path: Path) -> None:
    """Once, within five minutes; the browser stays who it was, and is one after a restart too."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        await status(http, "GET", "/")
        before = person(http)
        link = world.page.operators_link()
        late = world.page.operators_link()
        assert await entered(world, http, link) == (200, '{"go": "/admin"}')
        assert (await entered(world, http, link))[0] == 403
        assert person(http) == before
        assert (await status(http, "GET", "/admin"))[0] == 200
        await world.pass_time(301)
        assert (await entered(world, http, late))[0] == 403
        await world.kill()
        await world.start()
        assert (await status(http, "GET", "/admin"))[0] == 200

    tell(tmp_path, story)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_for_others_it_is_not_there(method: str, tmp_path: Path) -> None:
    """Somebody who is in, but no admin, hears of it what they hear of any address."""

    async def heard(world: WebWorld, http: aiohttp.ClientSession, path: str) -> object:
        headers = {"Origin": world.url}
        async with http.request(method, path, headers=headers) as answer:
            said = {k: v for k, v in answer.headers.items() if k != "Date"}
            return answer.status, said, await answer.text()

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        for _ in range(2):  # a stranger, then somebody who is in
            for path in ("/admin", "/admin.js"):
                assert await heard(world, http, path) == await heard(world, http, "/nothing.js")
            await status(http, "GET", "/")
        async with http.get("/") as page:
            assert "admin" not in page.headers["Link"]

    tell(tmp_path, story)


def test_an_ordinary_link_makes_no_admin(tmp_path: Path) -> None:
    """The link that lets a browser in, and the one for a phone, let in and no more."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        assert (await entered(world, http, world.page.invitation()))[0] == 204
        assert (await status(http, "GET", "/admin"))[0] == 404

    tell(tmp_path, story, PUBLIC)


def test_a_backup_is_the_page_s_own_to_ask_for(tmp_path: Path) -> None:
    """No other page asks for it with the admin's cookie; the admin is told where it is."""
    written: list[str] = []

    async def back_up() -> str:
        written.append(WRITTEN)
        return WRITTEN

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        await entered(world, http, world.page.operators_link())
        for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
            assert (await status(http, "POST", "/admin", json=BACKUP, headers=headers))[0] == 403
        assert not written
        found = await status(http, "POST", "/admin", json=BACKUP, headers={"Origin": world.url})
        assert found[0] == 200
        assert WRITTEN in found[1]
        assert written == [WRITTEN]
        assert f"backup {WRITTEN}" in (await status(http, "GET", "/admin"))[1]

    tell(tmp_path, story, operations=Operations({}, back_up))


async def shown(world: WebWorld, person: Person) -> str:
    """The page as this admin's browser gets it."""
    http = world.browser(person).http
    assert (await entered(world, http, world.page.operators_link()))[0] == 200
    async with http.get("/admin") as page:
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        return await page.text()


def test_what_it_shows(tmp_path: Path) -> None:
    """People and their use, and what is stored is text, never markup."""

    async def story(world: WebWorld) -> None:
        await with_project(world)
        admin, room = await newcomer(world, "Eve")
        await world.command(admin, room, "help")
        page = await shown(world, admin)
        assert "People this week: 1" in page
        assert "Open requests: 0" in page
        assert '<th scope="row"><bdi>Prompts</bdi></th><td>1</td><td>1</td>' in page

    play(WebWorld, story, Setup(), tmp_path)


def test_an_admin_in_the_chat_gets_a_link(tmp_path: Path) -> None:
    """`/admin page` is a link for admins, and no command for others."""

    async def story(world: WebWorld) -> None:
        admin, room = await newcomer(world, "Ada")
        eve, other = await newcomer(world, "Eve")
        await world.command(eve, other, "admin", "page")
        await world.command(admin, room, "help")
        await shown(world, admin)
        await world.command(admin, room, "admin", "page")
        await world.pass_time(5)
        said = [s.text for s in world.shown(room) if f"{world.url}/#" in s.text]
        assert len(said) == 1
        assert world.shown(other)
        assert not any("/#" in s.text for s in world.shown(other))
        http = world.browser(eve).http
        link = f"{world.url}/#" + said[0].split("/#")[1].split()[0]
        assert (await entered(world, http, link))[0] == 200

    play(WebWorld, story, Setup(), tmp_path)


def test_its_buttons_do_what_the_commands_do(tmp_path: Path) -> None:
    """Who is kept out is told so, and let in again; it is noted, and answered in the chat."""

    async def story(world: WebWorld) -> None:
        admin, room = await newcomer(world, "Ada")
        eve, other = await newcomer(world, "Eve")
        await world.command(eve, other, "help")
        await world.command(admin, room, "help")
        await shown(world, admin)
        http = world.browser(admin).http
        for wrong in (
            {},
            {"do": "everything"},
            {"do": "ban", "to": 7},
            {"do": "stop", "number": "x"},
        ):
            assert (await status(http, "POST", "/admin", json=wrong))[0] == 400
        order = {"do": "ban", "to": f"web/{person(world.browser(eve).http)}"}
        assert (await status(world.browser(eve).http, "POST", "/admin", json=order))[0] == 405
        assert (await status(http, "POST", "/admin", json=order))[0] == 202
        await world.pass_time(2)
        page = await shown(world, admin)
        assert "Kept out: 1" in page
        (number,) = set(
            re.findall(r"allow&quot;,&quot;to&quot;:&quot;&quot;,&quot;number&quot;:(\d+)", page)
        )
        await world.command(eve, other, "help")
        await world.pass_time(2)
        assert "private" in world.shown(other)[-1].text
        again = {"do": "allow", "number": int(number)}
        assert (await status(http, "POST", "/admin", json=again))[0] == 202
        await world.pass_time(2)
        assert "Kept out: 0" in await shown(world, admin)
        assert "may use the bot" in world.shown(room)[-1].text

    play(WebWorld, story, Setup(), tmp_path)


def test_platforms_and_markup() -> None:
    """A platform's trouble is shown as it is said, and nothing that anybody wrote is markup."""
    from adapters.web.admin import Table, drawn

    trouble = Connection(trouble="<b>down</b>").trouble
    assert drawn(Table("<i>", [("telegram", trouble)])) == (
        '<table><caption>&lt;i&gt;</caption><tr><th scope="row"><bdi>telegram</bdi></th>'
        "<td>&lt;b&gt;down&lt;/b&gt;</td></tr></table>"
    )
