"""Clips: decoded in order, picked by time, brought to the canvas by one libav filter graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

from studio.media.container import open_media, picture_stream, readable
from studio.media.errors import Unsupported
from studio.render.framing import Point
from studio.render.looks import Grade
from studio.render.planes import Planes, copy, from_image, views
from studio.render.scene import Shot
from studio.render.stills import framed, still
from studio.render.surround import Surround

_FULL_RANGE = 2
_BT709, _BT470BG, _SMPTE170M, _BT2020 = 1, 5, 6, 9


class ClipSource:
    """A clip from `shot.source_in` on, at the shot's speed; frozen where it ends too early.

    Frames come as their file has them (variable rates too); for each asked time the last frame
    not later than it is shown, and each is scaled once.
    """

    def __init__(
        self,
        path: Path,
        shot: Shot,
        size: tuple[int, int],
        grade: Grade | None,
    ) -> None:
        self._container = open_media(path)
        try:
            self._open(shot)
        except BaseException:
            self._container.close()
            raise
        self._path, self._shot, self._size, self._grade = path, shot, size, grade
        self._blurred, self._place = framed(path, shot, size)
        self._surround: Surround | None = None
        self._shape: tuple[int, int, str, int] | None = None
        # The graph itself is held too: its contexts do not keep it alive.
        self._graph: tuple[Graph, FilterContext, FilterContext] | None = None
        self._drawn: Planes | None = None
        self._fresh = True

    def _open(self, shot: Shot) -> None:
        stream = picture_stream(self._container)
        if stream is None:
            raise Unsupported("This file has sound but no picture.")
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = 2
        self._aspect = float(stream.sample_aspect_ratio or 1) or 1.0
        origin = stream.start_time or 0
        self._origin = float(origin * stream.time_base) if stream.time_base else 0.0
        if shot.source_in > 0.5 and stream.time_base:
            target = origin + int(shot.source_in / stream.time_base)
            self._container.seek(target, stream=stream, backward=True)
        self._frames = _decoded(self._container.decode(stream))
        current = next(self._frames, None)
        if current is None:
            raise Unsupported("This clip has no picture that can be read.")
        self._current: VideoFrame = current
        self._following = next(self._frames, None)

    def draw(self, out: Planes, at: float) -> None:
        """Draw the clip as it stands `at` seconds into its shot."""
        moment = self._origin + self._shot.source_in + at * self._shot.speed + 1e-4
        while self._following is not None and self._following.time <= moment:
            self._current = self._following
            self._following = next(self._frames, None)
            self._fresh = True
        if self._fresh or self._drawn is None:
            self._drawn = self._scaled(self._current)
            self._fresh = False
        copy(self._drawn, out)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _scaled(self, frame: VideoFrame) -> Planes:
        shape = (frame.width, frame.height, frame.format.name, frame.rotation)
        if self._graph is None or shape != self._shape:
            self._graph, self._shape = self._build(frame), shape
        _, entry, end = self._graph
        entry.push(frame)
        pulled = end.pull()
        if not isinstance(pulled, VideoFrame):
            raise Unsupported("This clip's picture cannot be converted.")
        planes = views(pulled)
        if self._blurred:
            shown = planes[0].shape[::-1]
            self._surround = self._surround or Surround((shown[0], shown[1]), self._size)
            planes = self._surround.lay(planes)
        return self._grade.apply(planes) if self._grade else planes

    def _build(self, frame: VideoFrame) -> tuple[Graph, FilterContext, FilterContext]:
        graph = Graph()
        entry = graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=frame.time_base,
        )
        end = graph.add("buffersink")
        turn = (frame.rotation - self._shot.turn) % 360  # the file's turn is against the clock
        # The frame is cropped and scaled as it lies; only the small result is turned.
        size = self._size[::-1] if turn in (90, 270) else self._size
        last = self._fit(graph, entry, frame, size)
        for name, arguments in _TURNS.get(turn, ()):
            last = _chain(graph, last, name, arguments)
        last.link_to(end)
        graph.configure()
        return graph, entry, end

    def _fit(
        self, graph: Graph, entry: FilterContext, frame: VideoFrame, size: tuple[int, int]
    ) -> FilterContext:
        width, height = size
        across = frame.width * self._aspect
        if self._blurred:
            inside = min(width / across, height / frame.height)
            # Bars of the same even height on both sides, in the colours' half size too.
            whole = (
                max(4, width - round((width - across * inside) / 4) * 4),
                max(4, height - round((height - frame.height * inside) / 4) * 4),
            )
            last = _chain(graph, entry, "scale", _scale(frame, *whole))
            return _chain(graph, last, "format", "yuv420p")
        cover = max(width / across, height / frame.height)
        crop = (
            max(2, min(frame.width, int(width / cover / self._aspect) // 2 * 2)),
            max(2, min(frame.height, int(height / cover) // 2 * 2)),
        )
        x, y = _lying(self._place, (frame.rotation - self._shot.turn) % 360)
        left, top = ((frame.width - crop[0]) * x, (frame.height - crop[1]) * y)
        last = _chain(graph, entry, "crop", f"{crop[0]}:{crop[1]}:{left:.0f}:{top:.0f}")
        last = _chain(graph, last, "scale", _scale(frame, width, height))
        return _chain(graph, last, "format", "yuv420p")

    def glimpse(self, at: float) -> Planes:
        """About what is seen `at` seconds into the shot: times need not come in their order."""
        planes = from_image(still(self._path, self._shot, at, self._size))
        return self._grade.apply(planes) if self._grade else planes


class BackwardClip(ClipSource):
    """A clip from its last frame to its first, decoded in pieces that are held as drawn."""

    _PIECE_SECONDS = 0.5

    def __init__(
        self,
        path: Path,
        shot: Shot,
        size: tuple[int, int],
        grade: Grade | None,
    ) -> None:
        super().__init__(path, shot, size, grade)
        self._piece: list[tuple[float, Planes]] = []

    def draw(self, out: Planes, at: float) -> None:
        """Draw the clip as it stands `at` seconds into its shot."""
        shot = self._shot
        moment = self._origin + shot.source_in + max(0.0, shot.duration - at) * shot.speed
        while not self._piece or (self._piece[0][0] > moment + 1e-4 and self._before()):
            self._load(moment)
        fitting = [planes for time, planes in self._piece if time <= moment + 1e-4]
        copy(fitting[-1] if fitting else self._piece[0][1], out)

    def _before(self) -> bool:
        """Whether the file has frames before the piece that is held."""
        return self._piece[0][0] > self._origin + self._shot.source_in + 1e-3

    def _load(self, moment: float) -> None:
        stream = picture_stream(self._container)
        if stream is None or not stream.time_base:
            raise Unsupported("This clip has no picture that can be read.")
        start = max(self._origin, moment - self._PIECE_SECONDS)
        self._container.seek(int(start / stream.time_base), stream=stream, backward=True)
        held: list[tuple[float, Planes]] = []
        for frame in _decoded(self._container.decode(stream)):
            if frame.time > moment + 1e-4 and held:
                break
            if frame.time < start and held:
                held.clear()
            scaled = self._scaled(frame)
            held.append((frame.time, (scaled[0].copy(), scaled[1].copy(), scaled[2].copy())))
        if not held or (self._piece and held[0][0] >= self._piece[0][0]):
            held = [(self._origin, self._piece[0][1])] if self._piece else held
        if not held:
            raise Unsupported("This clip has no picture that can be read.")
        self._piece = held


_TURNS: dict[int, tuple[tuple[str, str], ...]] = {
    90: (("transpose", "cclock"),),
    180: (("hflip", ""), ("vflip", "")),
    270: (("transpose", "clock"),),
}


def _lying(place: Point, turn: int) -> Point:
    """A place in the upright picture, as one of the frame as it lies."""
    x, y = place
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(turn, place)


def _decoded(frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
    """The readable frames that have a time."""
    return (frame for frame in readable(frames) if frame.pts is not None)


def _chain(graph: Graph, before: FilterContext, name: str, arguments: str) -> FilterContext:
    step = graph.add(name, arguments) if arguments else graph.add(name)
    before.link_to(step)
    return step


def _scale(frame: VideoFrame, width: int, height: int) -> str:
    """Scaling with the colours named: full-range and BT.601 clips are converted, not re-tagged."""
    full = frame.color_range == _FULL_RANGE or frame.format.name.startswith("yuvj")
    matrix = {
        _BT709: "bt709",
        _BT470BG: "bt601",
        _SMPTE170M: "bt601",
        _BT2020: "bt2020",
    }.get(frame.colorspace, "bt601" if frame.height <= 576 else "bt709")
    return (
        f"{width}:{height}:flags=bilinear:in_range={'pc' if full else 'tv'}:out_range=tv:"
        f"in_color_matrix={matrix}:out_color_matrix=bt709"
    )
