"""Encoded stretches of a film, kept between exports: what did not change is not drawn again.

A stretch is two seconds that begin with a frame that needs no other. Its name is a hash of all
that is seen in it, of the sources, the canvas, and this package's own files. Whether words need a
shade is decided at their first frame: the stretches that a text covers are used together or not.
"""

from __future__ import annotations

import hashlib
import math
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import av

from studio.render.job import Quality, RenderFailed
from studio.render.scene import Scene

SECONDS = 2
_HEAD = struct.Struct("<iiBI")
_MAGIC = b"reelay1\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """An encoded frame; times in frames from the stretch's beginning."""

    pts: int
    dts: int
    key: bool
    data: bytes


class Segments:
    """The stretches of one film in a folder; with no folder nothing is kept."""

    def __init__(
        self, folder: Path | None, scene: Scene, media: Mapping[str, Path], quality: Quality
    ) -> None:
        self.length = SECONDS * scene.fps
        self._frames = scene.frames
        count = -(-scene.frames // self.length)
        self._files: list[Path | None] = [None] * count
        self._there = [False] * count
        if folder is None:
            return
        common = (_own_files(), av.library_versions, quality, scene.width, scene.height, scene.fps)
        for index in range(count):
            seen = self._seen(index, scene, media)
            name = hashlib.sha256(repr((common, seen)).encode()).hexdigest()
            self._files[index] = folder / f"{name}.seg"
            # One of another user's (the bot was root, say) is as good as none.
            self._there[index] = os.access(folder / f"{name}.seg", os.R_OK | os.W_OK)
        for first, last in _covered(scene, self.length):
            if not all(self._there[first : last + 1]):
                self._there[first : last + 1] = [False] * len(self._there[first : last + 1])

    def __len__(self) -> int:
        return len(self._files)

    def frames(self, index: int) -> range:
        """The numbers of a stretch's frames."""
        return range(index * self.length, min((index + 1) * self.length, self._frames))

    def there(self, index: int) -> bool:
        """Whether a stretch was kept when this film began."""
        return self._there[index]

    def load(self, index: int) -> list[Piece]:
        """A kept stretch; when it is gone or broken all of them go, and RenderFailed is raised."""
        path = self._files[index]
        assert path is not None
        try:
            data = path.read_bytes()
            os.utime(path)
            return self._read(data, len(self.frames(index)))
        except (OSError, ValueError) as error:
            for kept in self._files:
                if kept is not None:
                    kept.unlink(missing_ok=True)
            raise RenderFailed("A part of this film has to be made anew: export again.") from error

    @staticmethod
    def _read(data: bytes, count: int) -> list[Piece]:
        at, pieces = len(_MAGIC), []
        if not data.startswith(_MAGIC):
            raise ValueError("not a stretch")
        while at < len(data):
            if at + _HEAD.size > len(data):
                raise ValueError("cut short")
            pts, dts, key, size = _HEAD.unpack_from(data, at)
            at += _HEAD.size
            pieces.append(Piece(pts, dts, bool(key), data[at : at + size]))
            at += size
        if at != len(data) or len(pieces) != count:
            raise ValueError("cut short")
        return pieces

    def keep(self, index: int, pieces: list[Piece]) -> None:
        """Keep a stretch that was just encoded; a full disk keeps nothing."""
        path = self._files[index]
        if path is None:
            return
        part = path.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(_MAGIC)
                for piece in pieces:
                    head = _HEAD.pack(piece.pts, piece.dts, piece.key, len(piece.data))
                    file.write(head + piece.data)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)

    def _seen(self, index: int, scene: Scene, media: Mapping[str, Path]) -> object:
        """All that decides on a stretch's frames."""
        numbers = self.frames(index)
        begin, end = numbers.start / scene.fps, numbers.stop / scene.fps
        # All words that stand together with these, near or far: they are stacked together.
        words = [
            (caption, _identity(media[caption.source]) if caption.source else None)
            for first, last in _covered(scene, self.length)
            if first <= index <= last
            for caption in scene.captions
            if first * SECONDS < caption.start + caption.duration
            and caption.start < (last + 1) * SECONDS
        ]
        shots = [shot for shot in scene.shots if shot.start <= end and shot.end >= begin]
        sources = [_identity(media[shot.source]) for shot in shots if shot.source]
        fades: list[object] = []
        if scene.fade_in and begin < scene.fade_in_seconds:
            fades.append(("in", scene.fade_in_seconds, scene.duration))
        if scene.fade_out and end > scene.duration - scene.fade_out_seconds:
            fades.append(("out", scene.fade_out_seconds, scene.duration))
        return numbers.start, numbers.stop, shots, sources, scene.looks, fades, words


def _covered(scene: Scene, length: int) -> list[tuple[int, int]]:
    """The first and last stretch of each run that texts cover without a gap between stretches."""
    runs: list[tuple[int, int]] = []
    for caption in sorted(scene.captions, key=lambda caption: caption.start):
        end = min(math.ceil((caption.start + caption.duration) * scene.fps), scene.frames)
        first, last = int(caption.start * scene.fps) // length, max(0, end - 1) // length
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def _identity(path: Path) -> tuple[str, int, int]:
    found = path.stat()
    return path.name, found.st_size, found.st_mtime_ns


def _own_files() -> list[tuple[str, int, int]]:
    """A changed renderer draws anew."""
    return [_identity(path) for path in sorted(Path(__file__).parent.glob("*.py"))]
