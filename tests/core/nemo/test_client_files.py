"""Uploads and results, streamed by the real HTTP client against a backend on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import BodyPartReader, web

from core.nemo.client import NemoClient, UploadSource
from core.nemo.errors import (
    FileTooLarge,
    Repeat,
    SizeMismatch,
    SourceFailed,
)
from tests.core.nemo.loopback import MP4, TOKEN, Loopback

UPLOAD = "/api/upload-video/nemo_agent/me/s-1"
DOWNLOAD = "/api/render/proxy/r-1/download"
VIDEO = MP4 + bytes(range(256)) * 2000


async def chunks(*parts: bytes, fail: Exception | None = None) -> AsyncIterator[bytes]:
    """A file in these parts, possibly with an accident at the end."""
    for part in parts:
        yield part
    if fail is not None:
        raise fail


def source(*parts: bytes, size: int, name: str = "p.jpg", **accident: Exception) -> UploadSource:
    """A file of an announced size."""
    return UploadSource(name, size, "image/jpeg", chunks(*parts, **accident))


class Inbox:
    """An upload endpoint that takes multipart bodies apart as they come."""

    def __init__(self, backend: Loopback) -> None:
        self.files: list[tuple[str | None, str | None, str | None, bytes]] = []
        self.headers: dict[str, str] = {}
        self.broken = 0
        backend.on("POST", UPLOAD, self._handle)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.headers = {name.lower(): value for name, value in request.headers.items()}
        try:
            part = await (await request.multipart()).next()
            assert isinstance(part, BodyPartReader)
            body = bytes(await part.read())
        except (ConnectionError, web.HTTPException):
            self.broken += 1
            raise
        kind = part.headers.get("Content-Type")
        self.files.append((part.name, part.filename, kind, body))
        file = {"filename": part.filename, "file_type": "image", "hash": "h", "width": 3}
        return web.json_response({"code": 0, "data": {"files": [file]}})


async def test_upload_is_one_multipart_body_of_known_length(
    backend: Loopback, nemo: NemoClient
) -> None:
    """One part named files, exact Content-Length, progress in file bytes, the answer typed."""
    inbox, sent = Inbox(backend), list[int]()
    file = source(b"ab", b"", b"cdef", size=6, name="片 1.jpg")
    uploaded = await nemo.upload(TOKEN, "s-1", file, sent.append)
    assert inbox.files == [("files", "片 1.jpg", "image/jpeg", b"abcdef")]
    assert "transfer-encoding" not in inbox.headers
    assert int(inbox.headers["content-length"]) > 6
    assert sent == [2, 6]
    assert (uploaded.filename, uploaded.width) == ("片 1.jpg", 3)


@pytest.mark.parametrize("name", ['a".jpg', "a\r\nX-Evil: 1.jpg", "a\\b.jpg"])
async def test_name_cannot_break_the_frame(backend: Loopback, nemo: NemoClient, name: str) -> None:
    """Quotes and line ends in a name stay inside the name."""
    inbox = Inbox(backend)
    file = UploadSource(name, 1, "image/jpeg\r\nX-Evil: 1", chunks(b"x"))
    await nemo.upload(TOKEN, "s-1", file)
    ((field, _, kind, body),) = inbox.files
    assert (field, kind, body) == ("files", "application/octet-stream", b"x")


@pytest.mark.parametrize("parts", [(b"abc",), (b"abc", b"defgh"), ()])
async def test_file_of_another_size_than_announced_is_not_taken(
    backend: Loopback, nemo: NemoClient, parts: tuple[bytes, ...]
) -> None:
    """Shorter or longer: a clear error, and the backend has no complete request."""
    inbox = Inbox(backend)
    with pytest.raises(SizeMismatch) as raised:
        await nemo.upload(TOKEN, "s-1", source(*parts, size=6))
    assert raised.value.announced == 6
    assert raised.value.got == sum(map(len, parts))
    assert raised.value.repeat is Repeat.SAFE
    assert inbox.files == []


async def test_unreadable_source_is_told_from_a_lost_connection(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A platform that drops its download is not taken for the backend's fault."""
    inbox = Inbox(backend)
    broken = source(b"abc", size=6, fail=ConnectionResetError("by Telegram"))
    with pytest.raises(SourceFailed) as raised:
        await nemo.upload(TOKEN, "s-1", broken)
    assert isinstance(raised.value.reason, ConnectionResetError)
    assert inbox.files == []


async def test_early_refusal_of_an_upload_is_heard(backend: Loopback, nemo: NemoClient) -> None:
    """A server that says no before the end of the body is understood."""

    async def refuse(request: web.Request) -> web.StreamResponse:
        return web.json_response({"code": 4002, "message": "200 MB"}, status=413)

    backend.on("POST", UPLOAD, refuse)
    with pytest.raises(FileTooLarge):
        await nemo.upload(TOKEN, "s-1", source(b"x" * 1000, size=1000))
