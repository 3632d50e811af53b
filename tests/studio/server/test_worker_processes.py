"""The studio with its real workers: photos in, a playable MP4 out."""

from __future__ import annotations

import io
from pathlib import Path

import av

from studio.server import Studio, StudioConfig
from tests.studio.server.client import client_of


async def test_three_photos_become_a_playable_video(tmp_path: Path) -> None:
    """H.264 and AAC of the length and size that were asked for; what is no photo is 4001."""
    config = StudioConfig(max_height=160, max_fps=10)
    async with Studio.open(tmp_path, config) as studio, client_of(studio) as client:
        await client.begin(photos=3)
        assert (await client.upload(b"no photo at all"))["code"] == 4001
        await client.say("make a 3-second promo from my photos and add the title 'Hi'")
        await client.submit()
        done = await client.until("completed", "failed")
        response = await client.http.get(done["output"]["url"])
        content = response.content
    with av.open(io.BytesIO(content), "r") as container:
        video = container.streams.video[0]
        assert (video.codec_context.name, video.width, video.height) == ("h264", 90, 160)
        assert container.streams.audio[0].codec_context.name == "aac"
        assert container.duration is not None
        assert abs(container.duration - 3_000_000) < 150_000
