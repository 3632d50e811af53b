"""The page's world for people who open it in Telegram's app: the same calls, another way in."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any, Final

import aiohttp
from pydantic import SecretStr

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from adapters.web.access import Doors
from core.chat import Adapter
from tests.e2e.clock import FakeClock
from tests.e2e.house import House
from tests.e2e.scenarios.kit import Setup
from tests.e2e.telegram_api import BOT_ID, TOKEN, BotApi
from tests.e2e.telegram_api.state import Post, written
from tests.e2e.web_world import PATIENT, Browser, WebWorld
from tests.e2e.world import Person
from tests.mini_app import opened

PUBLIC: Final = Doors(url="https://reelay.example")
# The page asks for another bearer when it has this one for so long.
RENEW_S: Final = 600


class MiniAppWorld(WebWorld):
    """Telegram's stand-in and the page with one bot behind both; everybody is a guest."""

    def __init__(self, folder: Path, setup: Setup, *, clock: FakeClock | None = None) -> None:
        super().__init__(folder, setup, clock=clock, doors=PUBLIC)
        self.api = BotApi(self.clock)
        self._telegram: Adapter | None = None
        self._house = house = House(folder, self.clock, setup, self._adapter, self._beside)
        self.backend = house.backend
        self._openings = itertools.count(1)
        self._entered: dict[str, tuple[str, float]] = {}

    async def open(self) -> None:
        await self.api.start()
        await super().open()

    async def close(self) -> None:
        await super().close()
        await self.api.stop()

    def _beside(self) -> Adapter:
        settings = TelegramSettings(SecretStr(TOKEN), api_base_url=self.api.url)
        return self.page.beside(TelegramAdapter(settings, self.clock))

    def person(self, name: str, locale: str = "en") -> Person:
        user = self.api.state.add_user(name, locale)
        user.opened = True
        person = Person(name, str(user.id), locale)
        http = aiohttp.ClientSession(
            self.url,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"Origin": self.url},
            timeout=PATIENT,
        )
        self._browsers[person.id] = Browser(person, http)
        return person

    async def write(self, person: Person, text: str) -> None:
        """Say something in the chat itself."""
        user = self.api.state.users[int(person.id)]
        chat = self.api.state.chats[user.id]
        at = int(self.clock.now().timestamp())
        self.api.push("message", self.api.state.post(chat, user, written(text), at).json())
        await self.pass_time(5)

    def posts(self, person: Person) -> list[Post]:
        """What the bot said in the chat, and did not take back."""
        return [
            post
            for post in self.api.state.posts.values()
            if post.chat.id == int(person.id) and post.sender is None and not post.deleted
        ]

    async def enter(self, browser: Browser) -> dict[str, Any]:
        """Open the page in the app, or ask for another bearer where it is open."""
        data, _ = self._entered.get(browser.person.id, ("", 0.0))
        data = data or opened(
            int(browser.person.id), self.clock.now(), query=f"AAH{next(self._openings)}"
        )
        body = {"app": data, "window": f"window of {browser.person.id}"}
        async with browser.http.post("/api/enter", json=body) as answer:
            given: dict[str, Any] = await answer.json()
        if "bearer" in given:
            self._entered[browser.person.id] = data, self.clock.monotonic()
            browser.http.headers["Authorization"] = f"Bearer {given['bearer']}"
        return given

    async def _visit(self, person: Person) -> Browser:
        browser = self.browser(person)
        _, since = self._entered.get(person.id, ("", -RENEW_S))
        if self.clock.monotonic() - since >= RENEW_S:
            assert "bearer" in await self.enter(browser)
        return await super()._visit(person)

    async def _follow(self, browser: Browser) -> None:
        while True:
            await super()._follow(browser)
            await self.enter(browser)
            await asyncio.sleep(0)


BOT: Final = str(BOT_ID)
