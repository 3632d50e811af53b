"""Telegram, on python-telegram-bot: parsed in, rendered out, written down before acknowledged."""

import os

# The library's own switch for durations as timedelta; without it every RetryAfter warns.
os.environ.setdefault("PTB_TIMEDELTA", "1")
