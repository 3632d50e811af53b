"""Uploads and results, streamed by the real HTTP client against a backend on loopback."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator

import pytest
from aiohttp import BodyPartReader, web

from core.nemo.client import NemoClient, UploadSource
from core.nemo.errors import (
    ConnectionLost,
    ExportBlocked,
    FileTooLarge,
    NemoError,
    Repeat,
    SizeMismatch,
    SourceFailed,
    Unreached,
)
from tests.core.nemo.loopback import TOKEN, Loopback, serve

UPLOAD = "/api/upload-video/nemo_agent/me/s-1"
DOWNLOAD = "/api/render/proxy/r-1/download"
VIDEO = bytes(range(256)) * 2000


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


async def read(nemo: NemoClient, url: str | None) -> tuple[int | None, bytes]:
    """A whole result and its announced size."""
    async with nemo.open_result(TOKEN, url, "r-1") as (size, parts):
        return size, b"".join([part async for part in parts])


def file_answer(backend: Loopback, path: str, **headers: str) -> None:
    """Serve the video under this path."""
    backend.answer("GET", path, raw=VIDEO, headers={"Content-Type": "video/mp4", **headers})


@pytest.mark.parametrize("form", ["{}/out/r-1.mp4?sig=1", "/out/r-1.mp4?sig=1"])
async def test_result_on_the_apis_own_host_gets_the_token(
    backend: Loopback, nemo: NemoClient, form: str
) -> None:
    """Absolute or relative: the file comes whole, with the headers of every call."""
    file_answer(backend, "/out/r-1.mp4")
    assert await read(nemo, form.format(backend.url)) == (len(VIDEO), VIDEO)
    assert backend.seen[0].headers["authorization"].endswith("secret-of-a-user")
    assert backend.seen[0].headers["x-skill-source"]


def private(headers: dict[str, str]) -> set[str]:
    """The headers that only the API may see."""
    return {name for name in headers if name == "authorization" or name.startswith("x-skill")}


async def test_presigned_host_gets_neither_token_nor_attribution(
    backend: Loopback, nemo: NemoClient
) -> None:
    """Another port is another host."""
    async with serve(Loopback()) as bucket:
        file_answer(bucket, "/r-1.mp4")
        assert (await read(nemo, f"{bucket.url}/r-1.mp4"))[1] == VIDEO
        assert private(bucket.seen[0].headers) == set()
    assert backend.seen == []


async def test_redirects_take_the_token_home_only(backend: Loopback, nemo: NemoClient) -> None:
    """API to bucket to API: the bucket sees nothing private, the API does."""
    async with serve(Loopback()) as bucket:
        there = {"Location": f"{bucket.url}/hop"}
        back = {"Location": f"{backend.url}/end"}
        backend.answer("GET", "/start", raw=b"", status=302, headers=there)
        bucket.answer("GET", "/hop", raw=b"", status=307, headers=back)
        file_answer(backend, "/end")
        assert (await read(nemo, f"{backend.url}/start"))[1] == VIDEO
        assert private(bucket.seen[0].headers) == set()
    assert [bool(private(seen.headers)) for seen in backend.seen] == [True, True]


@pytest.mark.parametrize(
    "url",
    [
        *("{bucket}/gone", "{bucket}/page", "{bucket}/empty", "{bucket}/loop", "{bucket}/nowhere"),
        *("http://127.0.0.1:1/x", "ftp://x/y", "http://[bad"),
    ],
)
async def test_result_that_fails_comes_through_the_download_route(
    backend: Loopback, nemo: NemoClient, url: str
) -> None:
    """Expired, a web page, empty, a loop, unreachable, nonsense: the API's own route serves it."""
    file_answer(backend, DOWNLOAD)
    async with serve(Loopback()) as bucket:
        bucket.answer("GET", "/gone", raw=b"<Error>Expired</Error>", status=403)
        bucket.answer("GET", "/page", raw=b"<html>", headers={"Content-Type": "text/html"})
        bucket.answer("GET", "/empty", raw=b"")
        bucket.answer("GET", "/loop", raw=b"", status=302, headers={"Location": "/loop"})
        bad = {"Location": "http://[bad"}
        bucket.answer("GET", "/nowhere", raw=b"", status=302, headers=bad)
        assert (await read(nemo, url.format(bucket=bucket.url)))[1] == VIDEO
    assert backend.seen[-1].headers["authorization"]


async def test_result_without_an_address_comes_through_the_download_route(
    backend: Loopback, nemo: NemoClient
) -> None:
    """A finished render that names no address can still be had."""
    file_answer(backend, DOWNLOAD)
    assert await read(nemo, None) == (len(VIDEO), VIDEO)


async def test_both_ways_failing_raises_what_the_api_says(
    backend: Loopback, nemo: NemoClient
) -> None:
    """The last word is the API's."""
    backend.answer("GET", DOWNLOAD, raw=b"", status=402)
    with pytest.raises(ExportBlocked):
        await read(nemo, "http://127.0.0.1:1/x")
    with pytest.raises(ExportBlocked):
        await read(nemo, None)


async def test_result_that_breaks_off_is_an_error(backend: Loopback, nemo: NemoClient) -> None:
    """Half a file is not delivered as a whole one."""

    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(VIDEO))})
        await response.prepare(request)
        await response.write(VIDEO[:1000])
        assert request.transport is not None
        request.transport.abort()
        return response

    backend.on("GET", "/half", half)
    with pytest.raises(ConnectionLost):
        await read(nemo, "/half")


async def test_result_of_unknown_size(backend: Loopback, nemo: NemoClient) -> None:
    """A chunked answer has no size, and its bytes all the same."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(VIDEO)
        return response

    backend.on("GET", "/chunked", handler)
    size, body = await read(nemo, "/chunked")
    assert size is None
    assert hashlib.sha256(body).digest() == hashlib.sha256(VIDEO).digest()


async def test_consumers_own_error_passes_unchanged(backend: Loopback, nemo: NemoClient) -> None:
    """A full disk while saving is not taken for a lost connection."""
    file_answer(backend, DOWNLOAD)
    with pytest.raises(OSError, match="disk") as raised:
        async with nemo.open_result(TOKEN, None, "r-1"):
            raise OSError("disk full")
    assert not isinstance(raised.value, NemoError | Unreached)
