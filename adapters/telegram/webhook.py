"""Updates that Telegram pushes: a small server that takes them from nobody else.

Whoever has not the secret can reach the port all the same, so connections, headers, bodies and the
depth of what is parsed are bounded.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, Update

from adapters.listening import Listener
from adapters.telegram.intake import Intake, patiently, readable
from adapters.telegram.parse import ALLOWED_UPDATES
from core.chat import Connection
from core.clock import Clock

log = structlog.get_logger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
# Telegram opens 40 at a time unless told otherwise (Bot API, setWebhook, max_connections).
CONNECTIONS: Final = 200
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
        self._listener = Listener(CONNECTIONS)

    async def serve(self, listen: str, port: int, secret: str) -> None:
        """Take updates until cancelled; raises TelegramUnusable, and OSError for a taken port."""
        app = web.Application(client_max_size=BODY_LIMIT, middlewares=[self._listener.in_time])
        app.router.add_post(urlsplit(self._url).path or "/", self._taken(secret))
        runner = web.AppRunner(app, access_log=None, keepalive_timeout=IDLE_S)
        await runner.setup()
        try:
            async with self._listener.listening(runner, listen, port):
                await patiently(self._clock, self._connection, lambda: self._register(secret))
                log.info("webhook_listens", listen=listen, port=port)
                while True:
                    self._connection.hears(self._clock.now())
                    await self._clock.sleep(LOOK_EVERY_S)
                    await patiently(self._clock, self._connection, lambda: self._look(secret))
        finally:
            await runner.cleanup()

    async def _register(self, secret: str) -> None:
        await self._bot.set_webhook(self._url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)

    async def _look(self, secret: str) -> None:
        """Ask Telegram where it pushes to; somebody else's address is replaced by ours."""
        found = await self._bot.get_webhook_info()
        if found.url != self._url:
            log.error("webhook_taken_over", pending=found.pending_update_count)
            await self._register(secret)

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
