"""The seam between the studio's server and the worker processes that touch media."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from studio.draft import Draft

Kind = Literal["video", "image", "audio"]


class MediaRefused(Exception):
    """A file that the studio won't take; the text says why in plain words."""

    def __init__(self, message: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.too_large = too_large


class RenderFailed(Exception):
    """A draft that could not be rendered; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What an uploaded file turned out to be; `ms` is None for pictures, sizes None for audio.

    `beats` are a song's, in milliseconds.
    """

    kind: Kind
    mime: str
    ms: int | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    beats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One render: the draft, where its sources lie, where the MP4 goes, in which size.

    What is encoded may be kept in the folder `kept` for the session's next export.
    """

    draft: Draft
    sources: Mapping[str, Path]
    output: Path
    width: int
    height: int
    fps: int
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """One contact sheet: the draft, where its sources lie, where the JPEG goes."""

    draft: Draft
    sources: Mapping[str, Path]
    output: Path


class MediaWorker(Protocol):
    """Whoever reads and renders media; calls may be cancelled at any await."""

    async def probe(self, path: Path) -> Probed:
        """What this file is; MediaRefused when it is none of the wire's formats or too big."""
        ...

    async def render(self, order: Order, on_progress: Callable[[float], None]) -> None:
        """Write `order.output`, telling the share done (0 to 1); RenderFailed with one sentence."""
        ...

    async def contact_sheet(self, order: SheetOrder) -> None:
        """Write `order.output`, a JPEG of at most 200 kB; RenderFailed with one sentence."""
        ...

    def missing_glyphs(self, text: str) -> str:
        """The characters that no font on this machine can draw."""
        ...

    def speaks(self) -> bool:
        """Whether words can be read aloud on this machine."""
        ...
