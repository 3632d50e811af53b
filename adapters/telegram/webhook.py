"""Updates that Telegram pushes: a small server that takes them from nobody else.

Whoever has not the secret can reach the port all the same, so connections, headers, bodies and the
depth of what is parsed are bounded.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, Update

from adapters.telegram.intake import Intake, patiently, readable
from adapters.telegram.parse import ALLOWED_UPDATES
from core.chat import Connection
from core.clock import Clock

log = structlog.get_logger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
# Telegram opens 40 at a time unless told otherwise (Bot API, setWebhook, max_connections).
CONNECTIONS: Final = 200
HEADERS_S: Final = 10.0
BODY_S: Final = 20.0
IDLE_S: Final = 60.0
BODY_LIMIT: Final = 1_000_000
DEPTH: Final = 64
# How often Telegram is asked whether it still pushes to us.
LOOK_EVERY_S: Final = 60.0


class Webhook:
    """Takes updates at the path of `url`, and watches whether Telegram still sends them."""

    def __init__(
        self, bot: Bot, intake: Intake, clock: Clock, connection: Connection, *, url: str
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._clock = clock
        self._connection = connection
        self._url = url
        self._open: dict[asyncio.BaseTransport | None, _Guard] = {}

    async def serve(self, listen: str, port: int, secret: str) -> None:
        """Take updates until cancelled; raises TelegramUnusable, and OSError for a taken port."""
        app = web.Application(client_max_size=BODY_LIMIT, middlewares=[self._in_time])
        app.router.add_post(urlsplit(self._url).path or "/", self._taken(secret))
        runner = web.AppRunner(app, access_log=None, keepalive_timeout=IDLE_S)
        await runner.setup()
        try:
            async with self._listening(runner, listen, port):
                await patiently(self._clock, self._connection, lambda: self._register(secret))
                log.info("webhook_listens", listen=listen, port=port)
                while True:
                    self._connection.hears(self._clock.now())
                    await self._clock.sleep(LOOK_EVERY_S)
                    await patiently(self._clock, self._connection, lambda: self._look(secret))
        finally:
            await runner.cleanup()

    @asynccontextmanager
    async def _listening(
        self, runner: web.AppRunner, listen: str, port: int
    ) -> AsyncIterator[None]:
        make: Callable[[], Any] | None = runner.server
        if make is None:
            raise RuntimeError("the runner was not set up")
        server = await asyncio.get_running_loop().create_server(
            lambda: _Guard(make(), self._open), listen, port
        )
        try:
            yield
        finally:
            server.close()

    async def _register(self, secret: str) -> None:
        await self._bot.set_webhook(self._url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)

    async def _look(self, secret: str) -> None:
        """Ask Telegram where it pushes to; somebody else's address is replaced by ours."""
        found = await self._bot.get_webhook_info()
        if found.url != self._url:
            log.error("webhook_taken_over", pending=found.pending_update_count)
            await self._register(secret)

    @web.middleware
    async def _in_time(self, request: web.Request, handler: Any) -> web.StreamResponse:
        guard = self._open.get(request.transport)
        if guard is not None:
            guard.begins()
        try:
            response: web.StreamResponse = await handler(request)
            return response
        finally:
            if guard is not None:
                guard.ends()

    def _taken(self, secret: str) -> Any:
        async def handle(request: web.Request) -> web.Response:
            given = request.headers.get(SECRET_HEADER, "")
            # aiohttp hands bytes that are no UTF-8 on as surrogates.
            shown = given.encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(shown, secret.encode()):
                return web.Response(status=HTTPStatus.FORBIDDEN)
            try:
                async with asyncio.timeout(BODY_S):
                    body = _parsed(await request.read())
            except TimeoutError:
                return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
            if body is None:
                log.warning("webhook_body_unreadable")
                return web.Response(status=HTTPStatus.BAD_REQUEST)
            self._connection.hears(self._clock.now())
            update = Update.de_json(readable(body), self._bot)
            try:
                await self._intake.take(update)
            except Exception:
                log.exception("intake_waits", update=update.update_id)
                return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
            return web.Response()

        return handle


class _Guard(asyncio.Protocol):
    """A connection of the server's, hung up on when a request's headers do not come in time.

    aiohttp bounds the headers' size and how long a connection is idle, not how slowly headers come.
    """

    def __init__(
        self, inner: asyncio.Protocol, open_: dict[asyncio.BaseTransport | None, _Guard]
    ) -> None:
        self._inner = inner
        self._open = open_
        self._transport: asyncio.BaseTransport | None = None
        self._late: asyncio.TimerHandle | None = None
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._inner.connection_made(transport)
        if len(self._open) >= CONNECTIONS:
            self._hang_up()
        else:
            self._open[transport] = self
            self._wait()

    def data_received(self, data: bytes) -> None:
        if self._late is None and not self._busy:
            self._wait()
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._open.pop(self._transport, None)
        self._rest()
        self._inner.connection_lost(exc)

    def begins(self) -> None:
        """The headers of a request are here."""
        self._rest()
        self._busy = True

    def ends(self) -> None:
        """Its answer is on the way; the next one may come."""
        self._busy = False

    def _wait(self) -> None:
        self._late = asyncio.get_running_loop().call_later(HEADERS_S, self._hang_up)

    def _rest(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()


def _parsed(data: bytes) -> dict[str, Any] | None:
    """An update as JSON; None for what is none, or is nested deeper than any update."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict) or not isinstance(body.get("update_id"), int):
        return None
    return body if _shallow(body) else None


def _shallow(body: Any) -> bool:
    level = [body]
    for _ in range(DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
