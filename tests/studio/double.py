"""A studio whose media work takes no time: the test double for everyone who talks to the wire."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from PIL import Image

from studio.media.errors import MediaRefused as Refused
from studio.media.sniff import sniff
from studio.server.media_worker import MediaRefused, Order, Probed, SheetOrder


class FastWorker:
    """Believes the first bytes of a file and renders one and the same tiny, playable MP4."""

    def __init__(self, *, clip_ms: int = 10_000) -> None:
        self.clip_ms = clip_ms
        self.orders: list[Order] = []
        self.sheets: list[SheetOrder] = []

    async def probe(self, path: Path) -> Probed:
        try:
            found = sniff(path)
        except Refused as refused:
            raise MediaRefused(refused.reason) from refused
        if found.kind == "image":
            with Image.open(path) as picture:
                return Probed("image", f"image/{found.name}", None, *picture.size)
        if found.kind == "audio":
            return Probed("audio", f"audio/{found.name}", 30_000)
        return Probed("video", f"video/{found.name}", self.clip_ms, 1080, 1920, 30.0)

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        self.orders.append(order)
        on_progress(0.5)
        order.output.write_bytes(tiny_mp4())
        on_progress(1.0)

    async def contact_sheet(self, order: SheetOrder) -> None:
        self.sheets.append(order)
        order.output.write_bytes(photo(40 * len(self.sheets)))

    def missing_glyphs(self, text: str) -> str:
        return "".join(letter for letter in text if letter == "\u0378")

    def speaks(self) -> bool:
        return False


@functools.cache
def tiny_mp4() -> bytes:
    """A third of a second of H.264 in 64x64, about 2 kB."""
    held = io.BytesIO()
    with av.open(held, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for shade in range(10):
            picture = np.full((64, 64, 3), shade * 20, dtype=np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return held.getvalue()


@functools.cache
def photo(shade: int = 120, *, size: tuple[int, int] = (90, 160)) -> bytes:
    """A small JPEG of one colour; another shade is another file."""
    held = io.BytesIO()
    Image.new("RGB", size, (shade, 90, 60)).save(held, "JPEG")
    return held.getvalue()
