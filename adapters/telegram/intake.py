"""Updates are written down, then acknowledged: by polling, or through a webhook.

The library's Updater acknowledges from memory, so a crash would lose what it took; here the next
offset is asked for, and a webhook answered with 200, only after `CoreService.receive` returned.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from adapters.telegram.chat import TelegramChat
from adapters.telegram.parse import ALLOWED_UPDATES, PLATFORM, Me, Moved, parse
from core.chat import (
    CoreService,
    Incoming,
    Misconfigured,
)
from core.clock import Clock

log = structlog.get_logger(__name__)

POLL_S: Final = 50
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
# Core may want to answer a press itself, for its presser alone; then the empty answer is not sent.
PRESS_PATIENCE_S: Final = 0.7
_BACKOFF_S: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_CONFLICTS: Final = 3
_CONFLICT_WAIT_S: Final = 5.0
_MOST_CHORES: Final = 1000
_BODY_LIMIT: Final = 1_000_000
TOKEN_REFUSED: Final = (
    "Telegram refused TELEGRAM_BOT_TOKEN. Copy the token that @BotFather shows and start again."
)
TWO_POLLERS: Final = (
    "Another program is taking this Telegram bot's messages. Stop the other one, or give this one"
    " a bot of its own from @BotFather."
)
T = TypeVar("T")


class TelegramUnusable(Misconfigured):
    """What only the operator can mend; the text says how."""


class UpdatesRequest(HTTPXRequest):
    """The connection for `getUpdates`, on which one unreadable update does not block the others.

    The library parses a batch as a whole and raises; such an update becomes an empty one here, so
    that it is logged and acknowledged like the rest.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read the answer and empty every update that the library can't parse."""
        answer = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, list):
            answer["result"] = [_readable(update) for update in result]
        return answer


async def patiently(clock: Clock, call: Callable[[], Awaitable[T]]) -> T:
    """Make one call of the start, however long Telegram is out of reach; raises TelegramUnusable.

    A refused token, or a webhook address that Telegram does not take, is for the operator.
    """
    failures = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            raise TelegramUnusable(TOKEN_REFUSED) from None
        except BadRequest as error:
            raise TelegramUnusable(f"Telegram refused the settings: {error.message}.") from None
        except TelegramError as error:
            wait = _pause(error, failures)
            failures += 1
            log.warning("telegram_out_of_reach", error=type(error).__name__, seconds=wait)
            await clock.sleep(wait)


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    return _BACKOFF_S[min(failures, len(_BACKOFF_S) - 1)]


def _readable(update: Any) -> Any:
    """The update as it is, or an empty one with its id when the library can't parse it."""
    try:
        Update.de_json(update, None)
    except Exception:
        log.exception("update_unreadable", update=update.get("update_id"))
        return {"update_id": update["update_id"]}
    return update


class Intake:
    """Hands updates over to core and does what each one still needs afterwards."""

    def __init__(
        self, bot: Bot, chat: TelegramChat, service: CoreService, clock: Clock, me: Me
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._service = service
        self._clock = clock
        self._me = me
        self._chores: set[asyncio.Task[None]] = set()

    async def take(self, update: Update) -> None:
        """Write one update down; when this returns it may be acknowledged.

        Raises whatever `CoreService.receive` raises (the store is out of reach): then it may not.
        """
        try:
            parsed = parse(update, self._me, self._clock.now())
        except Exception:
            # A defect of ours must not stop everybody else's messages behind this one.
            log.exception("update_not_understood", update=update.update_id)
            return
        if isinstance(parsed, Moved):
            await self._service.moved(PLATFORM, str(self._me.id), parsed.old, parsed.new)
        elif parsed is not None:
            await self._service.receive(parsed)
            self._follow_up(parsed)

    async def poll(self) -> None:
        """Ask for updates until cancelled; raises TelegramUnusable.

        Telegram keeps what was not acknowledged for 24 hours, so no offset needs keeping here.
        """
        offset: int | None = None
        failures = conflicts = 0
        await patiently(self._clock, self._bot.delete_webhook)
        while True:
            try:
                for update in await self._bot.get_updates(
                    offset=offset, timeout=POLL_S, allowed_updates=ALLOWED_UPDATES
                ):
                    await self.take(update)
                    offset = max(offset or 0, update.update_id + 1)
                if failures:
                    log.info("telegram_back", failures=failures)
                failures = conflicts = 0
            except Conflict:
                conflicts += 1
                if conflicts >= _CONFLICTS:
                    raise TelegramUnusable(TWO_POLLERS) from None
                await self._clock.sleep(_CONFLICT_WAIT_S)
            except InvalidToken:
                raise TelegramUnusable(TOKEN_REFUSED) from None
            except Exception as error:
                # Telegram or the store is out of reach: nothing is acknowledged until it is back.
                wait = _pause(error, failures)
                failures += 1
                log.warning("intake_waits", error=type(error).__name__, seconds=wait)
                await self._clock.sleep(wait)

    async def serve(self, url: str, listen: str, port: int, secret: str) -> None:
        """Take updates through a webhook until cancelled; the path is the URL's."""
        app = web.Application(client_max_size=_BODY_LIMIT)
        app.router.add_post(urlsplit(url).path or "/", self._webhook(secret))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, listen, port).start()
            await patiently(
                self._clock,
                lambda: self._bot.set_webhook(
                    url, secret_token=secret, allowed_updates=ALLOWED_UPDATES
                ),
            )
            log.info("webhook_listens", listen=listen, port=port)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def close(self) -> None:
        """Give up what is left of the chores."""
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)

    def _webhook(self, secret: str) -> Any:
        async def handle(request: web.Request) -> web.Response:
            given = request.headers.get(SECRET_HEADER, "")
            # aiohttp hands bytes that are no UTF-8 on as surrogates.
            shown = given.encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(shown, secret.encode()):
                return web.Response(status=HTTPStatus.FORBIDDEN)
            try:
                body = json.loads(await request.read())
            except ValueError:
                body = None
            if not isinstance(body, dict) or not isinstance(body.get("update_id"), int):
                log.warning("webhook_body_unreadable")
                return web.Response(status=HTTPStatus.BAD_REQUEST)
            update = Update.de_json(_readable(body), self._bot)
            try:
                await self.take(update)
            except Exception:
                log.exception("intake_waits", update=update.update_id)
                return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
            return web.Response()

        return handle

    def _follow_up(self, incoming: Incoming) -> None:
        if incoming.press is not None:
            self._later(self._acknowledge(incoming.answer))

    def _later(self, chore: Coroutine[Any, Any, None]) -> None:
        if len(self._chores) >= _MOST_CHORES:
            chore.close()
            log.warning("chore_dropped")
            return
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _acknowledge(self, answer: str) -> None:
        await self._clock.sleep(PRESS_PATIENCE_S)
        await self._chat.acknowledge(answer)
