"""The wire's envelope and its error codes, as one exception with a constructor for each row.

Source: docs/wire-api.md#envelope.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from aiohttp import web

TOKEN_BAD = 1001
NO_SESSION = 1002
NO_CREDITS = 2001
BAD_FORMAT = 4001
TOO_LARGE = 4002
# Whose bound a file passes where it is not its own in bytes: an addition of the studio's.
Limit = Literal["project", "person", "content"]


def dumps(value: Any) -> str:
    """JSON as the service writes it: raw UTF-8, no blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def ok(data: Mapping[str, Any] | None = None) -> web.Response:
    """`{"code":0,"message":"success","data":…}`"""
    return web.json_response(
        {"code": 0, "message": "success", "data": data if data is not None else {}}, dumps=dumps
    )


class WireError(Exception):
    """An answer other than success: an envelope code under 200, or a plain HTTP status."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        http: int = 200,
        retry_after: int | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.http = http
        self.retry_after = retry_after
        self.data = data

    def response(self) -> web.Response:
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        body: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.data is not None:
            body["data"] = dict(self.data)
        return web.json_response(body, status=self.http, headers=headers, dumps=dumps)


def token_bad() -> WireError:
    return WireError(TOKEN_BAD, "token is invalid or has expired")


def no_session() -> WireError:
    return WireError(NO_SESSION, "session not found")


def no_credits(user_id: str, available: int, needed: int) -> WireError:
    return WireError(
        NO_CREDITS,
        f"insufficient credits: {needed} needed, {available} available",
        data={"user_id": user_id, "available": available, "needed": needed},
    )


def bad_format(message: str) -> WireError:
    return WireError(BAD_FORMAT, message)


def too_large(message: str, limit: Limit | None = None) -> WireError:
    return WireError(TOO_LARGE, message, data=limit and {"limit": limit})


def disk_full() -> WireError:
    return WireError(507, "this machine's disk is full", http=507)


def bad_request(message: str, limit: Limit | None = None) -> WireError:
    return WireError(400, message, http=400, data=limit and {"limit": limit})


def not_found(message: str) -> WireError:
    return WireError(404, message, http=404)


def plan_blocks() -> WireError:
    return WireError(402, "export is not available on your plan", http=402)


def too_many(message: str, retry_after: int) -> WireError:
    return WireError(429, message, http=429, retry_after=retry_after)
