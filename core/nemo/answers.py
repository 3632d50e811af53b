"""From an HTTP answer to its data or its error: the envelope in all its versions, without I/O."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from core.nemo.errors import (
    DEFAULT_RETRY_AFTER_S,
    ClientIdMissing,
    ExportBlocked,
    FileTooLarge,
    MalformedAnswer,
    NemoError,
    OutOfCredits,
    PersonFull,
    ProjectFull,
    RateLimited,
    Refused,
    ServerFault,
    SessionNotFound,
    StorageFull,
    TokenRejected,
    TooMuchInside,
    UnsupportedFile,
    redact,
)

_BY_CODE: dict[int, type[NemoError]] = {
    1001: TokenRejected,
    1010: TokenRejected,
    1011: TokenRejected,
    1002: SessionNotFound,
    2001: OutOfCredits,
    4001: UnsupportedFile,
    4002: FileTooLarge,
}
_BY_STATUS: dict[int, type[NemoError]] = {
    401: TokenRejected,
    402: ExportBlocked,
    408: ServerFault,
    413: FileTooLarge,
    415: UnsupportedFile,
    507: StorageFull,
}
# Which bound a file passes, as the embedded studio names it in `data.limit`.
_BY_LIMIT: dict[object, type[NemoError]] = {
    "project": ProjectFull,
    "person": PersonFull,
    "content": TooMuchInside,
}
# What a hostile answer may cost: values are some 100 bytes each once they are objects, and what
# reads a draft goes down into it by calls.
_MAX_VALUES = 1_000_000
_MAX_DEPTH = 100
_MAX_DIGITS = 100
_MAX_CODE = 999_999_999
_WEEK_S = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer: `headers` with lower-case names, `body` whole and bounded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("a number of absurd length")
    return int(digits)


# Made once: json.loads with an option builds a decoder for each of a stream's events.
_JSON = json.JSONDecoder(strict=False, parse_int=_integer)
_SPACES = " \t\n\r"


def parse_json(text: str | bytes) -> Any:
    """`text` as JSON, control characters in strings allowed.

    Raises ValueError for everything that is not JSON, and for absurd JSON: nested more than 100
    deep, more than a million values, numbers of more than 100 digits.
    """
    try:
        if isinstance(text, bytes):
            text = text.decode(json.detect_encoding(text), "surrogatepass")
        text = text.strip(_SPACES)
        opened = text.count("[") + text.count("{")
        if len(text) > _MAX_VALUES and opened + text.count(",") > _MAX_VALUES:
            raise ValueError("JSON of absurdly many values")
        value, end = _JSON.raw_decode(text)
        if end != len(text):
            raise ValueError("more than one value")
    except RecursionError:
        raise ValueError("JSON nested too deeply") from None
    if opened > _MAX_DEPTH and _too_deep(value):
        raise ValueError("JSON nested too deeply")
    return value


def _too_deep(value: object) -> bool:
    level = [value]
    for _ in range(_MAX_DEPTH):
        inner: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        level = [one for one in inner if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def retry_after(value: str | None, now: datetime) -> float:
    """Seconds to wait by a Retry-After header (seconds or an HTTP date); 30 without one."""
    if value is None:
        return DEFAULT_RETRY_AFTER_S
    try:
        seconds = float(value)
    except ValueError:
        try:
            due = parsedate_to_datetime(value)
        except ValueError:
            return DEFAULT_RETRY_AFTER_S
        due = due if due.tzinfo else due.replace(tzinfo=UTC)
        seconds = (due - now).total_seconds()
    if not math.isfinite(seconds):
        return DEFAULT_RETRY_AFTER_S
    return min(max(seconds, 0.0), _WEEK_S)


def envelope_code(payload: object) -> int | None:
    """The envelope's `code` as a number, None when there is none."""
    return code_of(payload.get("code")) if isinstance(payload, dict) else None


def code_of(value: object) -> int | None:
    """A code in any of its spellings; None for what is no number.

    A number of absurd length stays an unknown code, cut to the largest that is kept.
    """
    if isinstance(value, str) and value.strip().isdecimal():
        digits = value.strip().lstrip("0")
        value = int(digits or "0") if len(digits) < len(str(_MAX_CODE)) else _MAX_CODE
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return max(-_MAX_CODE, min(value, _MAX_CODE))


def error_for(
    status: int,
    code: int | None,
    detail: str,
    *,
    call: str = "",
    wait_s: float = 30.0,
    limit: str = "",
) -> NemoError:
    """The error that an HTTP status and an envelope code stand for.

    402 and 429 mean the same whatever the body says; otherwise a documented code tells more than
    the status. A code under 200 may also be an HTTP status. Source: docs/wire-api.md#envelope.
    """
    effective = code if code is not None and status < 400 <= code < 600 else status
    if effective == 429:
        return RateLimited(detail, call=call, status=status, code=code, retry_after=wait_s)
    kind = ExportBlocked if effective == 402 else _BY_LIMIT.get(limit) or _BY_CODE.get(code or 0)
    if kind is None:
        kind = _kind_of_status(effective, detail)
    return kind(detail, call=call, status=status, code=code)


def _kind_of_status(status: int, detail: str) -> type[NemoError]:
    words = detail.casefold()
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status == 400 and "x-client-id" in words:
        return ClientIdMissing
    if status == 404 and "session" in words:
        return SessionNotFound
    return Refused if 300 <= status < 500 else ServerFault


def check(answer: Answer, *, call: str, now: datetime, secrets: tuple[str, ...] = ()) -> Any:
    """The answer's JSON, None for an empty success; raises the typed error it reports."""
    try:
        payload = parse_json(answer.body)
    except ValueError:
        payload = None
    code = envelope_code(payload)
    failed = isinstance(payload, dict) and payload.get("success") is False
    if answer.status >= 300 or code or failed:
        detail = redact(_words(payload, answer), *secrets)
        wait_s = retry_after(answer.headers.get("retry-after"), now)
        limit = _limit(payload)
        raise error_for(answer.status, code, detail, call=call, wait_s=wait_s, limit=limit)
    if payload is None and answer.body.strip():
        raise MalformedAnswer("the answer is not JSON", call=call, status=answer.status)
    return payload


def _limit(payload: object) -> str:
    data = payload.get("data") if isinstance(payload, dict) else None
    limit = data.get("limit") if isinstance(data, dict) else None
    return limit if isinstance(limit, str) else ""


def _words(payload: object, answer: Answer) -> str:
    """What the backend says about its refusal: JSON, plain text, or nothing for a web page."""
    if isinstance(payload, dict):
        for key in ("message", "msg", "detail", "error", "errorMessage", "error_message"):
            value = payload.get(key)
            if isinstance(value, dict):
                value = value.get("message") or value.get("detail")
            if isinstance(value, str) and value:
                return value
        return ""
    text = answer.body[:2000].decode("utf-8", "replace").strip()
    return "a web page" if text.startswith("<") else text


def render_of(payload: object) -> dict[str, Any]:
    """What a render call says, wrapped or bare, with `data` winning over the top level."""
    if not isinstance(payload, dict):
        return {}
    data = payload.get("data")
    inner = data if isinstance(data, dict) else {}
    return payload | {key: value for key, value in inner.items() if value is not None}


def data_of(payload: object, *, call: str) -> dict[str, Any]:
    """The envelope's `data`, or the object itself where there is no wrapper."""
    if isinstance(payload, dict):
        data = payload.get("data")
        if isinstance(data, dict):
            return data
        if "data" not in payload:
            return payload
    raise MalformedAnswer("the answer holds no data", call=call)
