"""Telegram's settings, and the adapter that they make."""

from __future__ import annotations

import re
from typing import ClassVar

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from adapters.platform import Platform, web_address
from core.chat import Adapter
from core.clock import Clock


class TelegramPlatform(Platform):
    """Telegram, where `TELEGRAM_BOT_TOKEN` is set."""

    model_config = SettingsConfigDict(env_prefix="TELEGRAM_")
    title: ClassVar[str] = "Telegram"
    token_hint: ClassVar[str] = "TELEGRAM_BOT_TOKEN: talk to @BotFather, /newbot, and set it"

    token_shape: ClassVar[re.Pattern[str]] = re.compile(r"(?<!\d)\d{4,12}:[A-Za-z0-9_-]{30,}")
    token_example: ClassVar[str] = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"

    bot_token: SecretStr = Field(
        SecretStr(""), description="Token of your Telegram bot, from @BotFather"
    )
    api_base_url: str = Field(
        "https://api.telegram.org", description="A Bot API server of your own, without `/bot`"
    )
    local_mode: bool = Field(
        False, description="That server runs with `--local`: files of up to 2,000 MB"
    )
    webhook_url: str = Field(
        "", description="Public https address for updates; empty: they are polled"
    )
    webhook_listen: str = Field("127.0.0.1", description="Where the webhook listens")
    webhook_port: int = Field(8443, ge=1, le=65535, description="Its port")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="Secret that Telegram sends along; empty: made from the token"
    )

    @field_validator("api_base_url", "webhook_url")
    @classmethod
    def _address(cls, value: str) -> str:
        return web_address(value, "http", "https")

    @property
    def configured(self) -> bool:
        """Whether there is a token."""
        return bool(self.bot_token.get_secret_value())

    def adapter(self, clock: Clock) -> Adapter | None:
        """Telegram's adapter; python-telegram-bot is imported here and not before."""
        if not self.configured:
            return None
        from adapters.telegram.adapter import TelegramAdapter, TelegramSettings

        settings = TelegramSettings(
            token=self.bot_token,
            api_base_url=self.api_base_url,
            local_mode=self.local_mode,
            webhook_url=self.webhook_url,
            listen=self.webhook_listen,
            port=self.webhook_port,
            secret=self.webhook_secret,
        )
        return TelegramAdapter(settings, clock)
