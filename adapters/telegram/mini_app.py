"""Who opened the page in Telegram's app (docs/telegram.md#the-page-in-telegrams-app)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl

from adapters.mini_app import Guest
from adapters.telegram.parse import PLATFORM
from core.chat import Address

# Where Telegram's own clients for browsers are served.
FRAMES: Final = (
    "https://web.telegram.org",
    "https://weba.telegram.org",
    "https://webk.telegram.org",
    "https://webz.telegram.org",
)
LIMIT: Final = 8_000
_FIELDS: Final = 32


def guest(data: str, token: str) -> Guest | None:
    """The person of a `tgWebAppData` that this bot's token signed; None for any other."""
    fields = _fields(data)
    signed = fields.pop("hash", "")
    text = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    right = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(right.encode(), signed.encode()):
        return None
    try:
        user, at = json.loads(fields["user"])["id"], int(fields["auth_date"])
        when = datetime.fromtimestamp(at, UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError, RecursionError):
        return None  # opened by something that names no person
    if not isinstance(user, int) or user <= 0:
        return None
    number = str(user)
    return Guest(Address(PLATFORM, token.partition(":")[0], number, number), when, signed)


def _fields(data: str) -> dict[str, str]:
    """The fields of a query string, none where any is twice or it is no query string."""
    if len(data) > LIMIT or not data.isascii():
        return {}
    try:
        pairs = parse_qsl(
            data,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_FIELDS,
        )
    except ValueError:
        return {}
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else {}
