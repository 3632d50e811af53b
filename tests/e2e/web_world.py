"""The scenarios' world in a browser's place: people whose calls are those of the page."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import aiohttp

from adapters.mini_app import Host
from adapters.web.access import Doors
from adapters.web.adapter import WebAdapter, WebSettings
from adapters.web.admin import Operations
from tests.e2e.clock import FakeClock
from tests.e2e.house import House, Keeper
from tests.e2e.scenarios.kit import Setup
from tests.e2e.world import Person, Playable, Room, Sample, Shown, ShownButton, World
from tests.ports import free_port

_MIME = {"photo": "image/jpeg", "video": "video/mp4", "animation": "video/mp4"}


class NotHere(Exception):
    """A page has no such thing: groups, forwarded messages, replies, edits of what was sent."""


LACKING: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "first_prompt_at_once",
            "reply_to_another_member_s_words",
            "bare_mention",
            "mention_in_reply_to_a_photo",
            "reply_to_another_member_s_video",
            "introduction",
            "group_of_two",
            "talk_that_is_not_for_the_bot",
            "stranger_presses_a_button",
            "private_matters_in_a_group",
            "everybody_knows_whose_answer_it_is",
            "a_project_link_is_for_its_owner",
            "a_trial_is_its_owners",
            "token_in_a_group",
            "threads_are_places_of_their_own",
            "no_pictures_in_groups",
            "no_videos_in_the_group",
            "may_not_write_any_more",
            "not_on_the_list",
            "switched_off",
            "request_in_a_busy_group",
        ),
        "groups",
    ),
    **dict.fromkeys(
        (
            "reply_to_a_photo",
            "reply_to_ones_own_words",
        ),
        "replies",
    ),
    **dict.fromkeys(
        ("too_big_to_fetch",),
        "sizes that are only claimed",
    ),
    **dict.fromkeys(
        (
            "rewritten_message",
            "edit_within_the_settling_time",
            "edit_of_a_request_that_waits",
        ),
        "edits of what was sent",
    ),
    **dict.fromkeys(
        ("unreadable_event",),
        "events that a library reads",
    ),
    **dict.fromkeys(
        (
            "forwarded_text",
            "forward_with_a_comment",
        ),
        "forwarded messages",
    ),
    **dict.fromkeys(
        (
            "file_store_that_stumbles",
            "album_with_a_file_that_stays_away",
        ),
        "a file store of the platform's",
    ),
    **dict.fromkeys(
        (
            "too_big_for_the_chat",
            "too_fast",
        ),
        "a limit of the platform's",
    ),
    **dict.fromkeys(
        (
            "blocked_by_one",
            "kept_until_heard_of",
        ),
        "blocking the bot",
    ),
    **dict.fromkeys(
        ("progress_message_deleted",),
        "deleting the bot's messages",
    ),
}
"""Scenarios that are not played here, and what a page has not that they need."""


@dataclass(slots=True)
class Browser:
    """One person's browser: its cookies, and what its page shows."""

    person: Person
    http: aiohttp.ClientSession
    shown: dict[int, Shown] = field(default_factory=dict)
    raw: dict[int, dict[str, Any]] = field(default_factory=dict)
    mark: str = ""
    activities: list[str] = field(default_factory=list)
    following: asyncio.Task[None] | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)


class WebWorld(World):
    """People call the real server; the bot behind it is the real one."""

    platform = "web"

    def __init__(
        self,
        folder: Path,
        setup: Setup,
        *,
        clock: FakeClock | None = None,
        doors: Doors | None = None,
        operations: Operations | None = None,
        host: Host | None = None,
    ) -> None:
        self.clock = clock or FakeClock()
        self._folder = folder
        self._doors = doors or Doors()
        self._operations = operations or Operations()
        self._host = host
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        house = House(folder, self.clock, setup, self._adapter)
        self._house: Keeper = house
        self.backend = house.backend
        self._browsers: dict[str, Browser] = {}
        self._ids = itertools.count(1)
        self._orders = itertools.count(1)
        self._last: tuple[Browser, str, dict[str, Any]] | None = None
        self._page: WebAdapter | None = None
        self._down = True
        self._later: list[Callable[[], Awaitable[str]]] = []

    async def open(self) -> None:
        """Start everything."""
        await self._house.open()
        await self.start()
        await self.settled()

    async def close(self) -> None:
        """End everything."""
        for browser in self._browsers.values():
            await self._leave(browser)
            await browser.http.close()
        await self._house.close()

    def _adapter(self) -> WebAdapter:
        """The page of the bot's next life."""
        settings = WebSettings(
            self._folder / "page", self.port, self._doors, limit=200 * 1024 * 1024, studio=True
        )
        self._page = WebAdapter(settings, self.clock)
        self._page.operations = self._operations
        self._page.host = self._host
        return self._page

    def said_to_all(self) -> Iterable[str]:
        return ()

    @property
    def page(self) -> WebAdapter:
        """The adapter in the bot's present life."""
        assert self._page is not None
        return self._page

    # -- people and places

    def person(self, name: str, locale: str = "en") -> Person:
        person = Person(name, f"{name.lower()}{len(self._browsers)}", locale)
        jar = aiohttp.CookieJar(unsafe=True)
        http = aiohttp.ClientSession(
            self.url, cookie_jar=jar, headers={"Origin": self.url}, timeout=PATIENT
        )
        self._browsers[person.id] = Browser(person, http)
        return person

    def private(self, person: Person) -> Room:
        return Room(person.id, (person,), private=True)

    async def group(self, *members: Person, thread: bool = False) -> Room:
        raise NotHere("groups")

    # -- what people do

    async def say(
        self,
        person: Person,
        room: Room,
        text: str = "",
        files: Sequence[Sample] = (),
        *,
        reply_to: str = "",
        to_bot: bool = True,
    ) -> str:
        if reply_to:
            raise NotHere("replies")
        if self._down:  # the page keeps it until the bot is there again
            self._later.append(partial(self.say, person, room, text, files))
            return ""
        browser = await self._visit(person)
        sent = [await self._upload(browser, sample) for sample in files]
        return await self._send(browser, {"text": text, "files": sent})

    async def forward(self, person: Person, room: Room, author: Person, text: str) -> str:
        raise NotHere("forwarded messages")

    async def mention(self, person: Person, room: Room, text: str = "", reply_to: str = "") -> str:
        raise NotHere("groups")

    async def command(self, person: Person, room: Room, name: str, args: str = "") -> str:
        browser = await self._visit(person)
        return await self._send(browser, {"text": f"/{name} {args}".strip(), "files": []})

    async def press(self, person: Person, shown: Shown, label: str) -> str:
        browser = await self._visit(person)
        rows = browser.raw[int(shown.id)]["buttons"]
        data = next(b["data"] for row in rows for b in row if b["label"] == label)
        body = {"message": int(shown.id), "data": data}
        return str((await self._post(browser, "/api/press", body)).get("error", ""))

    async def rewrite(self, person: Person, room: Room, message: str, text: str) -> None:
        raise NotHere("edits of what was sent")

    async def login(self, person: Person, room: Room, token: str) -> None:
        await self.command(person, room, "login", token)

    async def redeliver(self) -> None:
        assert self._last is not None
        browser, path, body = self._last
        async with browser.http.post(path, json=body) as answer:
            assert answer.status in (200, 202)

    # -- what goes wrong

    def say_unreadably(self, person: Person, room: Room) -> None:
        raise NotHere("events that a library reads")

    def trip(self, times: int) -> None:
        raise NotHere("a file store of the platform's")

    def withhold(self, sample: Sample) -> None:
        raise NotHere("a file store of the platform's")

    def block(self, person: Person) -> None:
        raise NotHere("blocking the bot")

    def unblock(self, person: Person) -> None:
        raise NotHere("blocking the bot")

    def withdraw(self, room: Room, *, words: bool) -> None:
        raise NotHere("groups")

    def flood(self, room: Room, times: int, retry_after: float) -> None:
        raise NotHere("a limit of the platform's")

    def limit_uploads(self, room: Room, limit: int) -> None:
        raise NotHere("a limit of the platform's")

    def forget(self, shown: Shown) -> None:
        raise NotHere("deleting the bot's messages")

    # -- the bot's process

    async def start(self) -> None:
        await self._house.start()
        await self.page.serving.wait()
        for browser in self._browsers.values():
            if browser.mark:
                browser.following = asyncio.create_task(self._follow(browser))
        self._down, waiting = False, self._later
        self._later = []
        for said in waiting:
            await said()

    async def kill(self) -> None:
        self._down = True
        for browser in self._browsers.values():
            await self._leave(browser)
        await self._house.kill()

    # -- what is seen

    def shown(self, room: Room, person: Person | None = None) -> tuple[Shown, ...]:
        return tuple(sorted(self._browsers[room.id].shown.values(), key=lambda s: s.order))

    def mine(self, room: Room) -> list[dict[str, Any]]:
        """The person's own messages as their page shows them."""
        return [m for m in self._browsers[room.id].raw.values() if m.get("mine")]

    def deleted_by_bot(self, room: Room, message: str) -> bool:
        return int(message) not in self._browsers[room.id].raw

    def activities(self, room: Room) -> tuple[str, ...]:
        return tuple(self._browsers[room.id].activities)

    def transcript(self) -> str:
        lines = []
        for browser in self._browsers.values():
            for number, raw in sorted(browser.raw.items()):
                who = browser.person.name if raw.get("mine") else "Reelay"
                media = "".join(f"[{file['name']}] " for file in raw.get("files", ()))
                media += "[video] " if "video" in raw else ""
                quiet = " (silent)" if raw.get("live") or raw.get("quiet") else ""
                lines.append(f"{who}{quiet}: {media}{readable(raw)}")
                if number in browser.shown and browser.shown[number].buttons:
                    labels = (f"[{b.label}]" for b in browser.shown[number].buttons)
                    lines.append(f"    {' · '.join(labels)}")
        return "\n".join(lines)

    # -- how it is done

    async def jump(self, seconds: float) -> None:
        """Let so much time pass at once, whatever would have been due in it."""
        self.clock.advance_to(self.clock.monotonic() + seconds)
        await self.settled()

    def browser(self, person: Person) -> Browser:
        """Their browser."""
        return self._browsers[person.id]

    async def _visit(self, person: Person) -> Browser:
        """Their browser, with the page open."""
        browser = self._browsers[person.id]
        if browser.following is None:
            async with browser.http.get("/") as page:
                assert page.status == 200
            browser.following = asyncio.create_task(self._follow(browser))
            await browser.begun.wait()
        return browser

    async def _leave(self, browser: Browser) -> None:
        if browser.following is not None:
            browser.following.cancel()
            await asyncio.gather(browser.following, return_exceptions=True)
            browser.following = None

    async def _follow(self, browser: Browser) -> None:
        headers = {"Last-Event-ID": browser.mark} if browser.mark else {}
        async with browser.http.get("/api/events", headers=headers) as stream:
            assert stream.status == 200, await stream.text()
            event: dict[str, str] = {}
            async for line in stream.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                elif "data" in event:
                    await self._told(browser, event["event"], json.loads(event["data"]))
                    browser.mark = event["id"]
                    event = {}
                    browser.begun.set()

    async def _told(self, browser: Browser, event: str, data: dict[str, Any]) -> None:
        match event:
            case "reset":
                seen = {number: shown.order for number, shown in browser.shown.items()}
                browser.raw.clear()
                browser.shown.clear()
                for message in data["messages"]:
                    await self._show(browser, message, seen.get(message["id"]))
            case "message":
                await self._show(browser, data, None)
            case "gone":
                browser.raw.pop(data["id"], None)
                browser.shown.pop(data["id"], None)
            case "typing":
                browser.activities.append(data["what"])

    async def _show(self, browser: Browser, raw: dict[str, Any], order: int | None) -> None:
        number = raw["id"]
        before = browser.shown.get(number)
        browser.raw[number] = raw
        if raw.get("mine"):
            return
        shown = Shown(
            id=str(number),
            room=self.private(browser.person),
            text=readable(raw),
            order=order or next(self._orders),
            buttons=tuple(
                ShownButton(button["label"], button.get("url", ""))
                for row in raw.get("buttons", ())
                for button in row
            ),
            video=await self._film(browser, raw["video"]) if "video" in raw else None,
            silent=bool(raw.get("live") or raw.get("quiet")),
            file=await self._file(browser, raw["download"]) if "download" in raw else None,
            picture=await self._read(browser, raw["picture"]["src"]) if "picture" in raw else b"",
        )
        if before is not None:
            history = (*before.history, before.text)
            shown = replace(shown, order=before.order, edits=before.edits + 1, history=history)
        browser.shown[number] = shown

    async def _film(self, browser: Browser, video: dict[str, Any]) -> Playable:
        data = await self._read(browser, video["src"])
        poster = await self._read(browser, video["poster"])
        size = video["width"], video["height"]
        return Playable(data, video["name"], *size, video["seconds"], poster)

    async def _file(self, browser: Browser, file: dict[str, Any]) -> tuple[str, bytes]:
        return file["name"], await self._read(browser, file["src"])

    async def _read(self, browser: Browser, path: str) -> bytes:
        async with browser.http.get(path) as answer:
            assert answer.status == 200
            return await answer.read()

    async def _upload(self, browser: Browser, sample: Sample) -> dict[str, str]:
        if sample.claims is not None:
            raise NotHere("sizes that are only claimed")
        number = f"upload{next(self._ids):010}"
        path = f"/api/uploads/{number}?name={quote(sample.name)}"
        async with browser.http.put(path, data=io.BytesIO(sample.data)) as answer:
            assert answer.status == 201, await answer.text()
        kind = _MIME.get(sample.kind, sample.mime)
        return {"id": number, "name": sample.name, "type": kind}

    async def _send(self, browser: Browser, body: dict[str, Any]) -> str:
        return str((await self._post(browser, "/api/messages", body)).get("id", ""))

    async def _post(self, browser: Browser, path: str, body: dict[str, Any]) -> dict[str, Any]:
        body = {"id": f"message{next(self._ids):010}", "lang": browser.person.locale, **body}
        self._last = browser, path, body
        async with browser.http.post(path, json=body) as answer:
            assert answer.status in (200, 202, 410), await answer.text()
            found: dict[str, Any] = await answer.json()
            return found


PATIENT = aiohttp.ClientTimeout(total=None)


def readable(raw: dict[str, Any]) -> str:
    """What can be read of a message."""
    parts = []
    for number, block in enumerate(raw["blocks"]):
        gap = ("\n\n" if block.get("gap") else "\n") if number else ""
        spans = "".join(span["text"] for span in block["spans"])
        parts.append(f"{gap}{block.get('lead', '')}{spans}")
    return "".join(parts)
