"""A Bot API server of our own on loopback, as strict as Telegram's."""

from tests.e2e.telegram_api.entities import Refusal
from tests.e2e.telegram_api.server import TOKEN, BotApi
from tests.e2e.telegram_api.state import BOT_ID, BOT_NAME

__all__ = ["BOT_ID", "BOT_NAME", "TOKEN", "BotApi", "Refusal"]
