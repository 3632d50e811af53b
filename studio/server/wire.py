"""Small helpers that several calls share: reading a request and checking what it names."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from studio.server.envelope import bad_request

ID = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
ATTRIBUTION = ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform")


def base_url(request: web.Request) -> str:
    """The studio's own address as this client knows it."""
    return f"http://{request.host}"


def checked_id(raw: Any, name: str) -> str:
    """An id of plain characters; 400 otherwise."""
    if not isinstance(raw, str) or not ID.fullmatch(raw):
        raise bad_request(f"{name} is missing or malformed")
    return raw


async def json_body(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object; 400 otherwise, {} when there is none."""
    raw = await request.text()
    if not raw.strip():
        return {}
    try:
        body: Any = await request.json()
    except (ValueError, RecursionError):
        raise bad_request("the body is no JSON") from None
    if not isinstance(body, dict):
        raise bad_request("the body must be a JSON object")
    return body
