"""The life cycle of the Telegram adapter: connect, take messages in, let go."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import httpx
import structlog
from pydantic import SecretStr
from telegram import Bot
from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

from adapters.mini_app import Guest
from adapters.telegram.chat import CLOUD_DOWNLOAD, TelegramChat
from adapters.telegram.commands import register
from adapters.telegram.files import Files
from adapters.telegram.intake import (
    TOKEN_REFUSED,
    Intake,
    TelegramUnusable,
    UpdatesRequest,
    patiently,
)
from adapters.telegram.mini_app import FRAMES, guest
from adapters.telegram.parse import PLATFORM, Me
from core.chat import ChatError, Connection, CoreService, Profile
from core.clock import Clock

log = structlog.get_logger(__name__)

API: Final = "https://api.telegram.org"
# Bytes of a form that is put together before it is sent, as one with a picture is.
JOINED: Final = 1_000_000
# These write the address of a call, and with it the token, into their log lines.
_TALKATIVE: Final = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "telegram.Bot",
    "telegram.HTTPXRequest",
    "telegram.BaseRequest",
)


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """Where and as whom to connect.

    `api_base_url` has no trailing `/bot`; with `local_mode` it is a Bot API server of one's own,
    started with `--local`, whose files this machine can read. With a `webhook_url` updates are
    taken on `listen`:`port` at that URL's path, else they are polled; an empty `secret` is
    derived from the token, so that every gateway behind a balancer has the same.
    """

    token: SecretStr
    api_base_url: str = API
    local_mode: bool = False
    webhook_url: str = ""
    listen: str = "127.0.0.1"
    port: int = 8443
    secret: SecretStr = field(default_factory=lambda: SecretStr(""))


class TelegramAdapter:
    """One bot on Telegram; `chat` works as soon as this exists, also where `run` never runs."""

    chat: TelegramChat
    frames = FRAMES

    def __init__(self, settings: TelegramSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._service: CoreService | None = None
        self._page = ""
        self.connection = Connection()
        token = settings.token.get_secret_value()
        keep_out_of_logs(token)
        base = settings.api_base_url.rstrip("/")
        tls = httpx.create_ssl_context()  # one for all: each costs some 50 ms
        self._requests = _request(tls), _updates_request(tls)
        self._bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._client = httpx.AsyncClient(
            verify=tls,
            timeout=httpx.Timeout(60, connect=10, pool=None),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=20),
            follow_redirects=False,
        )
        local = settings.local_mode
        limit = None if local else CLOUD_DOWNLOAD
        self._files = Files(self._bot, self._client, clock, limit=limit, local=local)
        self.chat = TelegramChat(self._bot, self._files, local=local, moved=self._moved)

    def opens(self, url: str) -> None:
        """`Host.opens`: the menu button of private chats opens it."""
        self._page, self._files.page = url, True

    def guest(self, data: str) -> Guest | None:
        """`Host.guest`."""
        return guest(data, self._settings.token.get_secret_value())

    async def run(self, service: CoreService) -> None:
        """Take messages in until cancelled; raises TelegramUnusable for the operator."""
        self._service = service
        user = await patiently(self._clock, self.connection, self._bot.get_me)
        me = Me(user.id, user.username or "")
        webhook = bool(self._settings.webhook_url)
        log.info("telegram_connected", bot=me.username, link=_link(me.username), webhook=webhook)
        intake = Intake(self._bot, self.chat, service, self._clock, me, self.connection)
        menus = asyncio.create_task(self._register(service, me))
        try:
            await self._take(intake)
        finally:
            self.connection.lost("stopped")
            menus.cancel()
            with suppress(asyncio.CancelledError):
                await menus
            await intake.close()

    async def check(self) -> Profile:
        """Sign in once and tell who the bot is; raises what an operator must mend."""
        try:
            name = (await self._bot.get_me()).username or ""
            return Profile(name, _link(name))
        except InvalidToken:
            raise TelegramUnusable(TOKEN_REFUSED) from None

    async def close(self) -> None:
        """Let go of connections; nothing is taken in any more."""
        for request in self._requests:
            await request.shutdown()
        await self._client.aclose()

    async def _take(self, intake: Intake) -> None:
        settings = self._settings
        if not settings.webhook_url:
            await intake.poll()
        else:
            # A web server is imported for who is called by a webhook alone.
            from adapters.telegram.webhook import Webhook

            url = settings.webhook_url
            webhook = Webhook(self._bot, intake, self._clock, self.connection, url=url)
            await webhook.serve(settings.listen, settings.port, webhook_secret(settings))

    async def _register(self, service: CoreService, me: Me) -> None:
        try:
            await register(self._bot, service, self._clock, me.id, self._page)
        except ChatError as error:
            log.warning("commands_not_registered", reason=str(error))

    async def _moved(self, old: str, new: str) -> None:
        if self._service is not None:
            bot = self._settings.token.get_secret_value().partition(":")[0]
            await self._service.moved(PLATFORM, bot, old, new)


def webhook_secret(settings: TelegramSettings) -> str:
    """The secret that Telegram must show with every update; 1-256 of A-Z, a-z, 0-9, _ and -."""
    given = settings.secret.get_secret_value()
    token = settings.token.get_secret_value()
    return given or hashlib.sha256(f"reelay webhook {token}".encode()).hexdigest()


def keep_out_of_logs(token: str) -> None:
    """From here on no line of the HTTP libraries shows this token, whatever their level is."""
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_Redaction(token))
    if logging.getLogger("httpx").level == logging.NOTSET:
        logging.getLogger("httpx").setLevel(logging.WARNING)


class _Redaction(logging.Filter):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if self._token in text:
            record.msg, record.args = text.replace(self._token, "<token>"), ()
        return True


def _request(tls: ssl.SSLContext) -> HTTPXRequest:
    """For everything but polling: the library's 5 seconds are too short for what we send."""
    return HTTPXRequest(
        connection_pool_size=256,
        read_timeout=30,
        write_timeout=20,
        connect_timeout=10,
        pool_timeout=30,
        media_write_timeout=120,
        httpx_kwargs={"verify": tls, "event_hooks": {"request": [_joined]}},
    )


async def _joined(request: httpx.Request) -> None:
    """A small form goes out whole: httpx would write each field's head and value by itself."""
    if int(request.headers.get("Content-Length", JOINED + 1)) <= JOINED:
        await request.aread()


def _updates_request(tls: ssl.SSLContext) -> UpdatesRequest:
    """For polling: the read timeout is added to the seconds that Telegram holds a poll open."""
    return UpdatesRequest(
        connection_pool_size=2,
        read_timeout=20,
        connect_timeout=10,
        pool_timeout=None,
        httpx_kwargs={"verify": tls},
    )


def _link(username: str) -> str:
    return f"https://t.me/{username}" if username else ""
