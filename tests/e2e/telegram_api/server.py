"""The stand-in over HTTP: forms and multipart in, envelopes out, long polls, webhooks, files."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import aiohttp
from aiohttp import web

from core.clock import Clock
from tests.e2e.telegram_api.entities import Refusal
from tests.e2e.telegram_api.methods import BOT_ID, Call, Methods, Upload, decoded
from tests.e2e.telegram_api.state import Post, State

TOKEN: Final = f"{BOT_ID}:AAHsecretsecretsecretsecretsecretse"
KEPT_BYTES: Final = 8_000_000
_TAKEN_OVER: Final = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)
_WEBHOOK_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete"
    " the webhook first"
)
Fault = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


class BotApi:
    """A Bot API server for one bot, on loopback; `local` is the server's `--local` mode."""

    def __init__(self, clock: Clock, *, local: Path | None = None) -> None:
        self.state = State()
        self.clock = clock
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.withheld: set[bytes] = set()
        self.url = ""
        self.allowed: list[str] | None = None
        self._local = local
        self._methods = Methods(self.state, self._now, local=local is not None)
        self._updates: list[dict[str, Any]] = []
        self._again: list[dict[str, Any]] = []
        self._update_ids = itertools.count(1000)
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._faults: dict[str, list[Fault]] = {}
        self._webhook: tuple[str, str] | None = None
        self._pusher: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._watchers: list[asyncio.Future[None]] = []

    async def start(self) -> None:
        """Listen; after a `stop` on the same port again."""
        app = web.Application(client_max_size=3_000_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        """Let go of everything; what was said and what was not acknowledged stays."""
        if self._pusher is not None:
            self._pusher.cancel()
            await asyncio.gather(self._pusher, return_exceptions=True)
            self._pusher = None
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    # -- what happens on Telegram

    def push(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        """Queue an update for the bot, unless it asked not to get this kind."""
        update = {"update_id": next(self._update_ids), kind: body}
        if self.allowed is None or kind in self.allowed:
            self._updates.append(update)
            self._news.set()
        return update

    def repeat(self, update: dict[str, Any]) -> None:
        """Deliver an update again under its own id, as after a lost acknowledgement."""
        self._again.append(update)
        self._news.set()

    def pending(self) -> list[int]:
        """The ids of updates that the bot has not acknowledged."""
        return [int(update["update_id"]) for update in self._updates]

    def deliver(self, post: Post) -> dict[str, Any] | None:
        """Queue a person's message, where the bot may see it."""
        return self.push("message", post.json()) if self.state.reaches_bot(post) else None

    def fail(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next calls of a method (or "file" downloads) meet a fault of the network's."""
        self._faults.setdefault(method, []).extend([fault] * times)

    def refuse(self, method: str, refusal: Refusal, times: int = 1) -> None:
        """The next calls of a method are answered with this refusal."""

        async def fault(request: web.Request) -> web.Response:
            return _refused(refusal)

        self.fail(method, fault, times)

    async def next_call(self) -> None:
        """Wait until the bot makes another call."""
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.append(watcher)
        await watcher

    # -- over HTTP

    def _noticed(self) -> None:
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)
        self._watchers.clear()

    def _now(self) -> int:
        return int(self.clock.now().timestamp())

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _refused(Refusal(401, "Unauthorized"))
        for key in (method, "any"):
            if (key == method or method != "getUpdates") and self._faults.get(key):
                answer = await self._faults[key].pop(0)(request)
                if answer is not None:
                    return answer
        try:
            call = await self._read(request, method)
            self.calls.append(call)
            self._noticed()
            return web.json_response({"ok": True, "result": await self._run(call)})
        except Refusal as refusal:
            self.refusals.append(refusal.description)
            return _refused(refusal)

    async def _run(self, call: Call) -> Any:
        match call.method:
            case "getUpdates":
                return await self._get_updates(call.params)
            case "setWebhook":
                return self._set_webhook(call.params)
            case "getWebhookInfo":
                url, _ = self._webhook or ("", "")
                waiting = len(self._updates)
                return {
                    "url": url,
                    "has_custom_certificate": False,
                    "pending_update_count": waiting,
                }
            case "deleteWebhook":
                self._stop_pushing()
                return True
        return self._methods.run(call)

    async def _read(self, request: web.Request, method: str) -> Call:
        params: dict[str, Any] = {}
        uploads: dict[str, Upload] = {}
        if request.content_type != "multipart/form-data":
            form = await request.post()
            params = {name: decoded(name, str(value)) for name, value in form.items()}
        else:
            async for part in await request.multipart():
                assert isinstance(part, aiohttp.BodyPartReader)
                assert part.name is not None
                if part.filename is None:
                    params[part.name] = decoded(part.name, await part.text())
                else:
                    uploads[part.name] = await _drained(part)
        return Call(method, params, uploads, self.clock.monotonic())

    async def _get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if self._webhook is not None:
            raise Refusal(409, _WEBHOOK_ACTIVE)
        if "allowed_updates" in params:
            self.allowed = params["allowed_updates"]
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        offset = int(params.get("offset", 0))
        self._updates = [u for u in self._updates if u["update_id"] >= offset]
        if not (self._updates or self._again) and params.get("timeout"):
            self._news.clear()
            await _first(self._news, mine, float(params["timeout"]))
        if mine.done():
            raise Refusal(409, _TAKEN_OVER)
        mine.cancel()
        again, self._again = self._again, []
        return again + self._updates[: int(params.get("limit", 100))]

    def _set_webhook(self, params: dict[str, Any]) -> bool:
        self._stop_pushing()
        self._webhook = str(params["url"]), str(params.get("secret_token", ""))
        self.allowed = params.get("allowed_updates")
        self._pusher = asyncio.create_task(self._push_all(*self._webhook))
        return True

    def _stop_pushing(self) -> None:
        self._webhook = None
        if self._pusher is not None:
            self._pusher.cancel()
            self._pusher = None

    async def _push_all(self, url: str, secret: str) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with aiohttp.ClientSession() as session:
            while True:
                while self._updates:
                    try:
                        async with session.post(url, json=self._updates[0], headers=headers) as it:
                            taken = it.status == 200
                    except aiohttp.ClientError:
                        taken = False
                    if taken:
                        self._updates.pop(0)
                    else:
                        await self.clock.sleep(1)
                self._news.clear()
                await self._news.wait()

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN or self._local is not None:
            return web.Response(status=404)
        if self._faults.get("file"):
            answer = await self._faults["file"].pop(0)(request)
            if answer is not None:
                return answer
        path = request.match_info["path"]
        file = next((f for f in self.state.files.values() if f.path == path), None)
        if file is None:
            return web.Response(status=404)
        if file.data in self.withheld:
            return web.Response(status=502)
        return web.Response(body=file.data)


async def _drained(part: aiohttp.BodyPartReader) -> Upload:
    size, kept = 0, bytearray()
    while chunk := await part.read_chunk(256 * 1024):
        size += len(chunk)
        if len(kept) < KEPT_BYTES:
            kept += chunk
    return Upload(part.filename or "", size, bytes(kept))


async def _first(news: asyncio.Event, other: asyncio.Future[None], seconds: float) -> None:
    waiting = asyncio.ensure_future(news.wait())
    either: set[asyncio.Future[Any]] = {waiting, other}
    try:
        await asyncio.wait(either, timeout=seconds, return_when="FIRST_COMPLETED")
    finally:
        waiting.cancel()


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.status,
        "description": refusal.description,
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.status)
