"""Core's questions about files, answered without worker processes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from core.language.timeline import Bars
from core.work.answers.fetch import VideoInfo
from tests.studio.double import photo


@dataclass(slots=True)
class Media:
    """Inspector, converter and drawer in place of worker processes."""

    look_fails: bool = False
    converts: bool = True
    converted: list[str] = field(default_factory=list)
    drawn: list[Bars] = field(default_factory=list)

    async def look(self, video: Path, thumbnail: Path) -> VideoInfo | None:
        if self.look_fails:
            return None
        await asyncio.to_thread(thumbnail.write_bytes, photo(7))
        return VideoInfo(64, 64, 0.33, thumbnail)

    async def convert(self, source: Path, target: Path) -> bool:
        self.converted.append(target.suffix)
        if not self.converts:
            return False
        sound = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A isomiso2\x00\x00\x00\x00"
        data = sound + b"\x00" * 200 if target.suffix == ".m4a" else photo(33)
        await asyncio.to_thread(target.write_bytes, data)
        return True

    async def draw_timeline(self, bars: Bars) -> bytes | None:
        self.drawn.append(bars)
        return photo(9)
