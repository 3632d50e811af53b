"""A small chat platform on loopback: updates until they are acknowledged, posts, and its books.

It behaves as the real ones do where that matters after a crash: an update that nobody has
acknowledged comes again after a second and holds back the later ones of its chat; a post that was
made stays made, whether or not its answer arrived. Two flavours share it: `slate` takes every post
for a new one, `chalk` recognises a nonce.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

SLATE: Final = "slate"
CHALK: Final = "chalk"
LEASE_S: Final = 1.0
POLL_S: Final = 0.5
NONCE_S: Final = 3_600.0


@dataclass(slots=True)
class Update:
    """Something a person did; `id` stays the same however often it is delivered."""

    id: int
    platform: str
    chat: str
    body: dict[str, Any]
    acknowledged: bool = False
    leased: float = 0.0
    deliveries: int = 0


@dataclass(slots=True)
class Post:
    """A message of the bot's, with everything that it ever said; `number` orders all posts."""

    number: int
    platform: str
    chat: str
    user: str
    texts: list[str]
    buttons: list[str]
    silent: bool
    nonce: str
    video: int = 0
    deleted: bool = False
    repeats: int = 0

    @property
    def text(self) -> str:
        """What it says now."""
        return self.texts[-1]

    @property
    def in_progress(self) -> bool:
        """Whether it still says that something is being done: its Cancel button hangs there."""
        return self.silent and not self.deleted and any(b.startswith("c:") for b in self.buttons)


@dataclass(slots=True)
class Trouble:
    """What the next calls of the platform meet: `refuse`, `flood`, `before`, `after`."""

    call: str
    how: str
    left: int


@dataclass(slots=True)
class Books:
    """Everything that happened, for the audit."""

    updates: list[Update] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    repeated_updates: int = 0


class Slate:
    """The platform; `url` is where its API listens."""

    def __init__(self) -> None:
        self.books = Books()
        self.troubles: list[Trouble] = []
        self.on_post: Callable[[Post], None] | None = None
        self.files: dict[str, bytes] = {}
        self.url = ""
        self._numbers = itertools.count(1)
        self._arrived = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def open(self) -> None:
        """Listen on a free port."""
        app = web.Application(client_max_size=8_000_000)
        app.router.add_post("/updates", self._updates)
        for call in ("post", "edit", "delete"):
            app.router.add_post(f"/{call}", self._guarded)
        app.router.add_get("/file/{handle}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    def number(self) -> int:
        """The next id; messages and updates share them."""
        return next(self._numbers)

    def happened(self, platform: str, chat: str, body: dict[str, Any]) -> Update:
        """A person did something: the bot will hear of it."""
        update = Update(self.number(), platform, chat, {**body, "said": time.time()})
        self.books.updates.append(update)
        self._arrived.set()
        return update

    def again(self, update: Update) -> None:
        """Deliver an update once more, although it was acknowledged."""
        update.acknowledged = False
        update.leased = 0.0
        self.books.repeated_updates += 1
        self._arrived.set()

    def trouble(self, call: str, how: str, times: int) -> None:
        """The next so many calls go wrong that way."""
        self.troubles.append(Trouble(call, how, times))

    def waiting(self) -> int:
        """How many updates nobody has acknowledged yet."""
        return sum(not update.acknowledged for update in self.books.updates)

    async def _updates(self, request: web.Request) -> web.Response:
        asked = await request.json()
        platform, known = asked["platform"], set(asked["ack"])
        for update in self.books.updates:
            if update.id in known:
                update.acknowledged = True
        end = time.monotonic() + POLL_S
        while not (due := self._due(platform)) and (left := end - time.monotonic()) > 0:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), min(left, 0.1))
            except TimeoutError:
                continue
        for update in due:
            update.leased = time.monotonic() + LEASE_S
            update.deliveries += 1
        return web.json_response([{"id": u.id, "chat": u.chat, **u.body} for u in due])

    def _due(self, platform: str) -> list[Update]:
        """What to deliver now: in order within a chat, whatever of it is not being worked on."""
        now, held, due = time.monotonic(), set(), []
        for update in self.books.updates:
            if update.acknowledged or update.platform != platform or update.chat in held:
                continue
            if update.leased > now:
                held.add(update.chat)
            else:
                due.append(update)
        return due[:100]

    async def _guarded(self, request: web.Request) -> web.StreamResponse:
        call = request.path.strip("/")
        body = await request.json()
        trouble = next((t for t in self.troubles if t.call == call and t.left > 0), None)
        if trouble is not None:
            trouble.left -= 1
            if trouble.how == "flood":
                return web.json_response({"retry_after": 2.0}, status=429)
            if trouble.how == "refuse":
                return web.json_response({}, status=503)
            if trouble.how == "before":
                return _dropped(request)
        answer = self._done(call, body)
        if trouble is not None:
            return _dropped(request)
        return answer

    def _done(self, call: str, body: dict[str, Any]) -> web.Response:
        if call == "post":
            return web.json_response({"message": str(self._post(body).number)})
        found = next((p for p in self.books.posts if str(p.number) == body["message"]), None)
        if found is None or found.deleted:
            return web.json_response({}, status=404)
        if call == "edit":
            found.texts.append(body["text"])
            found.buttons = body["buttons"]
        else:
            found.deleted = True
        return web.json_response({})

    def _post(self, body: dict[str, Any]) -> Post:
        if body["platform"] == CHALK and body["nonce"]:
            for known in self.books.posts:
                if (known.chat, known.nonce) == (body["chat"], body["nonce"]):
                    known.repeats += 1
                    return known
        post = Post(
            number=self.number(),
            platform=body["platform"],
            chat=body["chat"],
            user=body["user"],
            texts=[body["text"]],
            buttons=body["buttons"],
            silent=body["silent"],
            nonce=body["nonce"],
            video=body["video"],
        )
        self.books.posts.append(post)
        if self.on_post is not None:
            self.on_post(post)
        return post

    async def _file(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["handle"])
        return web.Response(body=data) if data is not None else web.Response(status=404)


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
