"""The real worker: probes and renders in short-lived worker processes (`studio.render`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import structlog

from studio.draft import to_wire
from studio.media.errors import MediaRefused as Refused
from studio.media.errors import TooLarge
from studio.render import espeak, process
from studio.render.fonts import missing_glyphs, shapes
from studio.render.job import Progress, RenderJob
from studio.render.job import RenderFailed as WorkerFailed
from studio.server.media_worker import MediaRefused, Order, Probed, RenderFailed, SheetOrder

_log = structlog.get_logger(__name__)

MIMES = {
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "avi": "video/x-msvideo",
    "webm": "video/webm",
    "mkv": "video/x-matroska",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
}


class WorkerProcesses:
    """Each probe and each render in a process of its own, gone when it is done or cancelled."""

    def __init__(self) -> None:
        if not shapes():
            _log.warning(
                "studio.no_shaping",
                missing="libfribidi",
                effect="titles in Arabic, Hebrew, Hindi and their like are refused",
            )
        if not self.speaks():
            _log.info("studio.no_voice", missing="espeak-ng", effect="voice-overs are refused")

    async def probe(self, path: Path) -> Probed:
        try:
            found = await process.probe(path)
        except Refused as refused:
            too_large = isinstance(refused, TooLarge)
            raise MediaRefused(refused.reason, too_large=too_large) from refused
        return Probed(
            kind=found.kind,
            mime=MIMES.get(found.format, "application/octet-stream"),
            ms=None if found.duration is None else round(found.duration * 1000),
            width=found.width,
            height=found.height,
            fps=found.fps,
            beats=found.beats,
        )

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        def told(progress: Progress) -> None:
            on_progress(progress.percent / 100)

        job = RenderJob(
            draft=to_wire(order.draft),
            media=order.sources,
            out=order.output,
            width=order.width,
            height=order.height,
            fps=order.fps,
            kept=order.kept,
        )
        try:
            await process.render(job, on_progress=told)
        except WorkerFailed as failed:
            raise RenderFailed(failed.reason) from failed

    async def contact_sheet(self, order: SheetOrder) -> None:
        try:
            await process.contact_sheet(to_wire(order.draft), order.sources, order.output)
        except Refused as refused:
            raise RenderFailed(refused.reason) from refused

    def missing_glyphs(self, text: str) -> str:
        return missing_glyphs(text)

    def speaks(self) -> bool:
        return espeak.engine() is not None
