"""Discord's file store: links are signed and die, and a fresh one comes with the message."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web

HOLD = "https://cdn.stand-in.invalid"
"""What stored payloads say; `sign` turns it into a link that works for a while."""


class Cdn:
    """Stands in for `simcord.backend.cdn.CdnStore`; bytes are kept in memory."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._files: dict[str, bytes] = {}
        self.base = HOLD
        self.lifetime = 24 * 3600.0
        self.claims: dict[str, int] = {}
        self.broken: set[str] = set()
        self.stumbles: list[int] = []
        self.withheld: set[bytes] = set()
        self.reads = 0

    def store_attachment(
        self,
        attachment_id: int,
        channel_id: int,
        filename: str,
        data: bytes,
        description: str | None,
    ) -> dict[str, Any]:
        """Keep a file; the payload is what messages carry."""
        path = f"/attachments/{channel_id}/{attachment_id}/{filename}"
        self._files[path] = data
        return {
            "id": str(attachment_id),
            "filename": filename,
            "description": description,
            "size": len(data),
            "url": HOLD + path,
            "proxy_url": HOLD + path,
            "content_type": mimetypes.guess_type(filename)[0] or "application/octet-stream",
        }

    def store_sticker(self, sticker_id: int, format_type: int, data: bytes) -> str:
        """Keep a sticker's picture."""
        path = f"/stickers/{sticker_id}.{ {1: 'png', 2: 'png', 3: 'json', 4: 'gif'}[format_type] }"
        self._files[path] = data
        return HOLD + path

    def get(self, url: str) -> bytes | None:
        """The bytes behind a stored or a signed link, however old."""
        path = url.removeprefix(HOLD).removeprefix(self.base).split("?")[0]
        return self._files.get(path)

    def sign(self, payload: Any) -> Any:
        """A copy of a payload whose links work until `lifetime` from now has passed."""
        if isinstance(payload, dict):
            return {key: self.sign(value) for key, value in payload.items()}
        if isinstance(payload, list):
            return [self.sign(value) for value in payload]
        if isinstance(payload, str) and payload.startswith(HOLD):
            expires = int(self._now().timestamp() + self.lifetime)
            return f"{payload.replace(HOLD, self.base)}?ex={expires:x}&is=0&hm=0"
        return payload

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET of a file: 404 when the link has expired, as Discord says it."""
        self.reads += 1
        if self.stumbles:
            return web.Response(status=self.stumbles.pop(0))
        path = "/" + request.match_info["path"]
        data = self._files.get(path)
        expires = int(request.query.get("ex", "0"), 16)
        signed = path.startswith("/stickers/") or expires > self._now().timestamp()
        if data is None or not signed:
            return web.Response(status=404, text="This content is no longer available.")
        if data in self.withheld:
            return web.Response(status=503)
        if path in self.broken:
            response = web.StreamResponse(headers={"Content-Length": str(len(data))})
            await response.prepare(request)
            await response.write(data[: len(data) // 2])
            assert request.transport is not None
            request.transport.abort()
            return response
        return web.Response(body=data, content_type="application/octet-stream")
