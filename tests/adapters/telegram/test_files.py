"""Attachments as streams: sizes checked, limits known, nothing held."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web

from core.chat import (
    Attachment,
    AttachmentGone,
    AttachmentTooBig,
    AttachmentUnavailable,
    AttachmentUnreadable,
    Medium,
)
from tests.adapters.telegram.kit import Stage, stage, time_passing
from tests.e2e.telegram_api import Refusal


def attached(handle: str, size: int | None = None) -> Attachment:
    """A document with this file id."""
    return Attachment(Medium.DOCUMENT, handle, "a.bin", size=size)


async def read(there: Stage, attachment: Attachment) -> tuple[int | None, bytes]:
    """The announced size and all bytes."""
    async with there.adapter.chat.open(there.private(), attachment) as download:
        return download.size, b"".join([chunk async for chunk in download.chunks])


async def test_a_file_is_streamed() -> None:
    """All bytes come, in pieces, with the size announced first."""
    async with stage() as there:
        data = bytes(range(256)) * 4000
        file = there.api.state.add_file(data)
        assert await read(there, attached(file.id)) == (len(data), data)


async def test_too_big_is_known_before_anything_moves() -> None:
    """Over 20 MB is refused by what was announced, or by what Telegram says of the file."""
    async with stage() as there:
        with pytest.raises(AttachmentTooBig) as refused:
            await read(there, attached("any", 20_000_001))
        assert refused.value.limit == 20_000_000
        assert there.api.calls == []
        file = there.api.state.add_file(b"x", claims=30_000_000)
        with pytest.raises(AttachmentTooBig):
            await read(there, attached(file.id))


async def test_what_is_gone_must_be_sent_again() -> None:
    """An unknown file id and a file that the server has no more are gone."""
    async with stage() as there, time_passing(there.clock):
        with pytest.raises(AttachmentGone):
            await read(there, attached("unknown"))
        file = there.api.state.add_file(b"data")

        async def missing(request: web.Request) -> web.Response:
            return web.Response(status=404)

        there.api.fail("file", missing, 2)
        with pytest.raises(AttachmentGone):
            await read(there, attached(file.id))


async def test_a_broken_transfer_is_no_file() -> None:
    """Too few bytes, none at all, an error, a connection that ends: never a shorter file."""

    async def short(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"x" * 500)
        assert request.transport is not None
        request.transport.abort()
        return answer

    async def chunked(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        answer.enable_chunked_encoding()
        await answer.prepare(request)
        await answer.write(b"x" * 500)
        await answer.write_eof()
        return answer

    async def failing(request: web.Request) -> web.Response:
        return web.Response(status=500)

    async def empty(request: web.Request) -> web.Response:
        return web.Response(body=b"")

    async with stage() as there, time_passing(there.clock):
        file = there.api.state.add_file(b"y" * 1000)
        for fault, kind in (
            (short, AttachmentUnavailable),
            (chunked, AttachmentUnavailable),
            (failing, AttachmentUnavailable),
            (empty, AttachmentUnreadable),
        ):
            there.api.fail("file", fault, 4 if fault is failing else 1)
            with pytest.raises(kind) as raised:
                await read(there, attached(file.id, 1000))
            assert "secret" not in str(raised.value)
        there.api.refuse("getFile", Refusal(502, "Bad Gateway"), 4)
        with pytest.raises(AttachmentUnavailable):
            await read(there, attached(file.id))


HICCUPS = {
    "429": Refusal(429, "Too Many Requests: retry after 7", retry_after=7),
    "502": Refusal(502, "Bad Gateway"),
    "unavailable": Refusal(400, "Bad Request: the file is temporarily unavailable"),
}


@pytest.mark.parametrize("kind", HICCUPS)
async def test_what_passes_is_tried_again(kind: str) -> None:
    """A refusal of the moment is waited out, as long as Telegram says."""
    async with stage() as there, time_passing(there.clock) as slept:
        file = there.api.state.add_file(b"data")
        there.api.refuse("getFile", HICCUPS[kind])
        assert await read(there, attached(file.id)) == (4, b"data")
        assert slept == [7.0 if kind == "429" else 0.5]


@pytest.mark.parametrize("status", [404, 429, 502])
async def test_a_file_server_that_stumbles_is_asked_again(status: int) -> None:
    """Once refused, also as missing, the file is there a moment later."""

    async def stumbles(request: web.Request) -> web.Response:
        return web.Response(status=status)

    async with stage() as there, time_passing(there.clock):
        file = there.api.state.add_file(b"data")
        there.api.fail("file", stumbles)
        assert await read(there, attached(file.id)) == (4, b"data")


async def test_a_connection_that_breaks_is_told_by_the_chunks() -> None:
    """Whoever sends the bytes on must not take it for an error of the receiving side."""

    async def cut(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"x" * 10)
        assert request.transport is not None
        request.transport.abort()
        return answer

    async with stage() as there:
        file = there.api.state.add_file(b"y" * 1000)
        there.api.fail("file", cut)
        async with there.adapter.chat.open(there.private(), attached(file.id)) as download:
            with pytest.raises(AttachmentUnavailable):
                _ = [chunk async for chunk in download.chunks]


async def test_local_mode_reads_the_disk(tmp_path: Path) -> None:
    """A local Bot API server names a path; the file may be larger than the cloud's limit."""
    async with stage(local=tmp_path) as there, time_passing(there.clock):
        path = tmp_path / "big file.mp4"
        path.write_bytes(b"z" * 300_000)
        file = there.api.state.add_file(b"", claims=300_000)
        file.path = str(path)
        size, data = await read(there, attached(file.id, 25_000_000))
        assert (size, len(data)) == (300_000, 300_000)
        path.unlink()
        with pytest.raises(AttachmentGone):
            await read(there, attached(file.id))
