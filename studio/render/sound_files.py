"""A file's sound as a stream of blocks, 48 kHz stereo, from any point and at any speed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext

from studio.media.container import open_media, readable, sound_stream
from studio.media.errors import Unsupported
from studio.render.synth import RATE, Samples


class FileSound:
    """A file's sound from a point on, at a speed, as a stream of blocks.

    With `loop` it begins again at its end; otherwise silence follows. Raises Unsupported when
    the file has no sound.
    """

    def __init__(
        self,
        path: Path,
        start: float = 0.0,
        *,
        speed: float = 1.0,
        denoise: bool = False,
        loop: bool = False,
    ) -> None:
        self._path, self._start, self._loop = path, start, loop
        self._speed, self._denoise = speed, denoise
        self._held = np.empty((2, 0), np.float32)
        self._container = open_media(path)
        try:
            self._blocks = self._decode()
            self._advance()
        except BaseException:
            self.close()
            raise

    def read(self, count: int) -> Samples:
        """The next `count` samples, float32 [2, count]."""
        parts: list[Samples] = []
        missing = count
        while missing:
            if not self._held.shape[1] and not self._advance():
                parts.append(np.zeros((2, missing), np.float32))
                break
            piece = self._held[:, :missing]
            self._held = self._held[:, piece.shape[1] :]
            missing -= piece.shape[1]
            parts.append(piece)
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _advance(self) -> bool:
        block = next(self._blocks, None)
        if block is None and self._loop:
            self._container.close()
            # From the second round on the whole file is heard.
            self._container, self._start = open_media(self._path), 0.0
            self._blocks = self._decode()
            block = next(self._blocks, None)
        if block is None:
            return False
        self._held = block
        return True

    def _decode(self) -> Iterator[Samples]:
        stream = sound_stream(self._container)
        if stream is None:
            raise Unsupported("This file has no sound.")
        if self._start > 0.5:
            self._container.seek(int(self._start * av.time_base), backward=True)
        return self._filtered(readable(self._container.decode(stream)))

    def _filtered(self, frames: Iterator[AudioFrame]) -> Iterator[Samples]:
        # The graph itself is held too: its contexts do not keep it alive.
        graph: tuple[Graph, FilterContext, FilterContext] | None = None
        skip = 0
        for frame in frames:
            if graph is None:
                graph = self._graph(frame)
                offset = (self._start - (frame.time or 0.0)) / self._speed
                skip = max(0, round(offset * RATE))
                if offset < 0:
                    # Sound that begins later than its picture keeps its distance.
                    yield np.zeros((2, min(round(-offset * RATE), 60 * RATE)), np.float32)
            graph[1].push(frame)
            for block in _pulled(graph[2]):
                kept = block[:, skip:]
                skip -= block.shape[1] - kept.shape[1]
                if kept.shape[1]:
                    yield kept
        if graph is not None:
            graph[1].push(None)
            yield from _pulled(graph[2])

    def _graph(self, frame: AudioFrame) -> tuple[Graph, FilterContext, FilterContext]:
        graph = Graph()
        entry = last = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=frame.time_base,
        )
        steps = [("afftdn", "nf=-25")] if self._denoise else []
        steps += [("atempo", f"{factor:.6f}") for factor in _tempos(self._speed)]
        steps.append(("aresample", str(RATE)))
        steps.append(("aformat", f"sample_fmts=fltp:sample_rates={RATE}:channel_layouts=stereo"))
        for name, arguments in steps:
            step = graph.add(name, arguments)
            last.link_to(step)
            last = step
        end = graph.add("abuffersink")
        last.link_to(end)
        graph.configure()
        return graph, entry, end


def _pulled(end: FilterContext) -> Iterator[Samples]:
    while True:
        try:
            frame = end.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame.to_ndarray().astype(np.float32, copy=False)


def _tempos(speed: float) -> list[float]:
    """atempo takes 0.5 to 2 in good quality; more is done in steps."""
    factors: list[float] = []
    while speed > 2.0:
        factors.append(2.0)
        speed /= 2.0
    while speed < 0.5:
        factors.append(0.5)
        speed /= 0.5
    return [*factors, speed] if abs(speed - 1) > 1e-3 else factors
