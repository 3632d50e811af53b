"""What Telegram's app gives the page that it opens, signed as Telegram signs it."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import quote, urlencode

from tests.e2e.telegram_api import TOKEN


def opened(user: int, at: datetime, token: str = TOKEN, query: str = "AAH1") -> str:
    """The `tgWebAppData` of an opening by that person at that moment; `query` tells it apart."""
    person = {"id": user, "first_name": "Ada & Eve", "language_code": "de"}
    fields = {
        "query_id": query,
        "user": json.dumps(person, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(int(at.timestamp())),
        "signature": "c2lnbmVkIGZvciBvdGhlcnM",
    }
    text = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    signed = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    return urlencode({**fields, "hash": signed}, quote_via=quote)


def fragment(data: str) -> str:
    """The part of the page's address behind the `#` with which the app opens it."""
    colours = json.dumps({"bg_color": "#17212b", "text_color": "#f5f5f5"})
    launch = {
        "tgWebAppData": data,
        "tgWebAppVersion": "8.0",
        "tgWebAppPlatform": "web",
        "tgWebAppThemeParams": colours,
    }
    return urlencode(launch, quote_via=quote)
