"""Attachments, read as streams from Discord's file store."""

from __future__ import annotations

import asyncio

import pytest

from core.chat import Attachment, AttachmentGone, AttachmentUnavailable, Medium
from tests.adapters.discord.kit import Bench
from tests.e2e.discord_api.server import File

DATA = bytes(range(256)) * 2048


async def _sent(bench: Bench) -> Attachment:
    ada = bench.api.user("Ada")
    bench.api.say(ada, bench.api.dm(ada.id), "", [File("clip.mp4", DATA, "video/mp4")])
    return (await bench.taken()).attachments[0]


async def _read(bench: Bench, attachment: Attachment) -> bytes:
    address = bench.service.taken[0].address
    async with bench.adapter.chat.open(address, attachment) as download:
        assert download.size == len(DATA)
        return b"".join([chunk async for chunk in download.chunks])


async def test_attachment_streams(running: Bench) -> None:
    """The bytes come in chunks, with their announced size."""
    assert await _read(running, await _sent(running)) == DATA


async def test_expired_link_is_fetched_anew(running: Bench) -> None:
    """A day later the link is dead; the message gives a fresh one."""
    attachment = await _sent(running)
    running.clock.advance_to(25 * 3600)
    assert await _read(running, attachment) == DATA


async def test_expired_link_of_a_deleted_message_is_gone(running: Bench) -> None:
    """Without its message, an expired file must be sent again."""
    attachment = await _sent(running)
    dm = running.api.dm(int(running.service.taken[0].address.user))
    running.api.backend.delete_message(dm.id, int(attachment.message))
    running.clock.advance_to(25 * 3600)
    with pytest.raises(AttachmentGone):
        await _read(running, attachment)


async def test_expired_option_of_a_command_is_gone(running: Bench) -> None:
    """A photo of /video has no message to ask."""
    ada = running.api.user("Ada")
    options: dict[str, str | bool | File] = {
        "prompt": "go",
        "photo1": File("a.jpg", DATA, "image/jpeg"),
    }
    running.people.slash(ada, running.api.dm(ada.id), "video", options)
    attachment = (await running.taken()).attachments[0]
    assert attachment.medium is Medium.PHOTO
    assert await _read(running, attachment) == DATA
    running.clock.advance_to(25 * 3600)
    with pytest.raises(AttachmentGone):
        await _read(running, attachment)


async def test_a_store_that_stumbles_is_asked_again(running: Bench) -> None:
    """A 503 of the moment is waited out; one that stays is no fault of the file's."""
    attachment = await _sent(running)
    running.api.cdn.stumbles = [503]
    reading = asyncio.create_task(_read(running, attachment))
    await running.waited(reading.done)
    assert await reading
    running.api.cdn.stumbles = [503] * 4
    reading = asyncio.create_task(_read(running, attachment))
    await running.waited(reading.done)
    with pytest.raises(AttachmentUnavailable):
        await reading


async def test_stream_that_breaks_off_is_no_file(running: Bench) -> None:
    """Half a file is no file."""
    attachment = await _sent(running)
    path = attachment.handle.split("?")[0].removeprefix(running.api.cdn_url)
    running.api.cdn.broken.add(path)
    with pytest.raises(AttachmentUnavailable):
        await _read(running, attachment)
