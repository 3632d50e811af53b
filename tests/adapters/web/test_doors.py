"""Who comes in, from where, and what is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from adapters.mini_app import Host
from adapters.web.access import Doors
from adapters.web.admin import Operations
from tests.e2e.scenarios import Setup
from tests.e2e.stage import play
from tests.e2e.web_world import WebWorld

OUTSIDE = "reelay.example"
PUBLIC = Doors(url=f"https://{OUTSIDE}", password=SecretStr("open sesame"))
Story = Callable[[WebWorld, aiohttp.ClientSession], Awaitable[None]]


def tell(
    folder: Path,
    story: Story,
    doors: Doors | None = None,
    operations: Operations | None = None,
    host: Host | None = None,
    setup: Setup | None = None,
) -> None:
    """A story of somebody with a browser that was never there."""

    async def told(world: WebWorld) -> None:
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(world.url, cookie_jar=jar) as http:
            await story(world, http)

    world = partial(WebWorld, doors=doors, operations=operations, host=host)
    play(world, told, setup or Setup(), folder)


async def status(
    http: aiohttp.ClientSession, method: str, path: str, **request: object
) -> tuple[int, str]:
    """What an answer's status is, and its text."""
    async with http.request(method, path, **request) as answer:  # type: ignore[arg-type]  # as given
        return answer.status, await answer.text()


def test_a_browser_on_this_machine_comes_in(tmp_path: Path) -> None:
    """It gets a cookie that no script reads and no other page sends, and is the same one again."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        assert (await status(http, "GET", "/api/sidebar"))[0] == 401
        async with http.get("/") as page:
            given = page.headers["Set-Cookie"]
            policy = page.headers["Content-Security-Policy"]
        assert "HttpOnly" in given
        assert "SameSite=Strict" in given
        assert "Secure" not in given
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        async with http.get("/") as page:
            assert "Set-Cookie" not in page.headers
        assert (await status(http, "GET", "/api/sidebar"))[0] == 200

    tell(tmp_path, story)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}],
)
def test_no_other_page_changes_anything(headers: dict[str, str], tmp_path: Path) -> None:
    """A change that another page asks for, or nobody knows who, is refused with any cookie."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        await status(http, "GET", "/")
        body = {"id": "a" * 16, "text": "/help", "files": []}
        for method, path in (("POST", "/api/messages"), ("PUT", f"/api/uploads/{'b' * 16}")):
            assert (await status(http, method, path, json=body, headers=headers))[0] == 403

    tell(tmp_path, story)


def test_another_host_s_name_is_not_answered(tmp_path: Path) -> None:
    """A name that was bound to this machine by somebody else gets nothing, and no cookie."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        async with http.get("/", headers={"Host": f"rebound.example:{world.port}"}) as answer:
            assert answer.status == 421
            assert "Set-Cookie" not in answer.headers

    tell(tmp_path, story)


@pytest.mark.parametrize("value", ["", "x", "ab.1.c", "a" * 24 + ".1795976852." + "0" * 40])
def test_a_cookie_is_not_made_up(value: str, tmp_path: Path) -> None:
    """Only what was signed here says who somebody is."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        headers = {"Cookie": f"reelay={value}"}
        assert (await status(http, "GET", "/api/sidebar", headers=headers))[0] == 401

    tell(tmp_path, story)


def test_the_password(tmp_path: Path) -> None:
    """From outside the password lets in, over https with a secure cookie, ten tries a minute."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        asked = {"Host": OUTSIDE, "Origin": f"https://{OUTSIDE}"}
        async with http.get("/", headers=asked) as page:
            assert "Set-Cookie" not in page.headers
        for n in range(10):
            wrong = {"password": f"open {n}"}
            found = await status(http, "POST", "/api/enter", json=wrong, headers=asked)
            assert found[0] == 403
        right = {"password": "open sesame"}
        assert (await status(http, "POST", "/api/enter", json=right, headers=asked))[0] == 429
        await world.pass_time(61)
        async with http.post("/api/enter", json=right, headers=asked) as answer:
            assert answer.status == 204
            assert "Secure" in answer.headers["Set-Cookie"]

    tell(tmp_path, story, PUBLIC)


def test_a_link_is_used_once(tmp_path: Path) -> None:
    """The terminal's link lets one browser in within five minutes; a phone's makes it the same."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        asked = {"Host": OUTSIDE, "Origin": f"https://{OUTSIDE}"}

        async def enter(link: str) -> int:
            body = {"code": link.partition("#")[2]}
            return (await status(http, "POST", "/api/enter", json=body, headers=asked))[0]

        link = world.page.invitation()
        assert link.startswith(f"https://{OUTSIDE}/#")
        assert await enter(link) == 204
        assert await enter(link) == 403
        late = world.page.invitation()
        await world.pass_time(301)
        assert await enter(late) == 403
        code = world.page.access.pairing("somebody01")
        async with http.post("/api/enter", json={"code": code}, headers=asked) as answer:
            assert answer.headers["Set-Cookie"].startswith("reelay=somebody01.")

    tell(tmp_path, story, PUBLIC)


def test_a_phone_is_offered_where_it_can_come(tmp_path: Path) -> None:
    """A link for another machine is shown where one reaches the page, and nowhere else."""

    async def here(world: WebWorld, http: aiohttp.ClientSession) -> None:
        await status(http, "GET", "/")
        async with http.get("/api/start") as answer:
            assert (await answer.json())["phone"] is False
        asked = {"Origin": world.url}
        assert (await status(http, "POST", "/api/pair", json={}, headers=asked))[0] == 409

    async def beyond(world: WebWorld, http: aiohttp.ClientSession) -> None:
        assert "0.0.0.0" not in world.page.address
        link = world.page.invitation()
        asked = {"Origin": world.url}
        code = {"code": link.partition("#")[2]}
        assert (await status(http, "POST", "/api/enter", json=code, headers=asked))[0] == 204
        async with http.post("/api/pair", json={}, headers=asked) as answer:
            given = await answer.json()
        assert given["link"].startswith(f"{world.page.address}/#")
        assert given["code"].startswith("data:image/svg+xml")

    tell(tmp_path / "a", here)
    tell(tmp_path / "b", beyond, Doors(host="0.0.0.0"))


def test_a_proxy_that_signs_in(tmp_path: Path) -> None:
    """Its header names the person where it comes from a trusted address, and from nobody else."""

    async def story(world: WebWorld, http: aiohttp.ClientSession) -> None:
        named = {"Host": OUTSIDE, "X-User": "ada"}
        assert (await status(http, "GET", "/api/sidebar", headers=named))[0] == 200

    async def refused(world: WebWorld, http: aiohttp.ClientSession) -> None:
        named = {"Host": OUTSIDE, "X-User": "ada"}
        assert (await status(http, "GET", "/api/sidebar", headers=named))[0] == 401

    url = f"https://{OUTSIDE}"
    trusted = Doors(url=url, user_header="X-User", trusted=frozenset({"127.0.0.1"}))
    tell(tmp_path / "a", story, trusted)
    others = Doors(url=url, user_header="X-User", trusted=frozenset({"10.0.0.1"}))
    tell(tmp_path / "b", refused, others)
