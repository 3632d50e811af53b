"""One frame of the film: who is on screen, how shots give way, words and fades on top."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from typing import TypeAlias

from av.video.frame import VideoFrame

from studio.render.cards import Card, Veil
from studio.render.clip import ClipSource
from studio.render.faces import find_faces
from studio.render.looks import darkness
from studio.render.planes import Planes, Source, blank, thumbnail, views
from studio.render.scene import Scene, Shot
from studio.render.transitions import Blender

Opener: TypeAlias = Callable[[Shot], Source]
SizedOpener: TypeAlias = Callable[[Shot, tuple[int, int]], Source]
# Words are placed for the pictures that they stand over for so many seconds, so many at most.
_MOMENT, _MOST_LOOKED_AT = 0.3, 4


class Composer:
    """Draws the frames of a scene in order.

    `opener` opens a shot for a canvas of some size. A shot is opened while the one before it
    plays and let go when it has ended, so memory holds three sources at most however long the
    film is.
    """

    def __init__(self, scene: Scene, cards: list[Card | Veil], opener: SizedOpener) -> None:
        size = (scene.width, scene.height)
        self._small = small = (max(2, size[0] // 8 * 2), max(2, size[1] // 8 * 2))
        self._scene, self._cards = scene, cards
        self._opener: Opener = lambda shot: opener(shot, size)
        self._scout: Opener = lambda shot: opener(shot, small)
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._loading: dict[int, Future[Source]] = {}
        self._open: dict[int, Source] = {}
        self._second = blank(scene.width, scene.height)
        self._blender = Blender()
        self._shown: dict[int, tuple[Card | Veil, ...]] = {}

    def frame(self, number: int) -> VideoFrame:
        """Draw frame `number`; raises MediaRefused when a file turns out to be unreadable."""
        scene = self._scene
        at = number / scene.fps
        frame = VideoFrame(scene.width, scene.height, "yuv420p")
        out = views(frame)
        showing = self._showing(at)
        self._prepare(showing)
        first = scene.shots[showing[0]]
        self._open[showing[0]].draw(out, at - first.start)
        if len(showing) == 2:
            self._enter(scene.shots[showing[1]], showing[1], out, at)
        for index, card in enumerate(self._cards):
            if card.start <= at < card.end:
                if index not in self._shown:
                    self._shown[index] = self._settled(card)
                for part in self._shown[index]:
                    part.blend(out, at)
        self._fade(out, at)
        # Only now: nobody waits for the next shot, everybody for the first frame.
        if showing[-1] + 1 < len(scene.shots):
            self._ask(showing[-1] + 1)
        frame.pts = number
        frame.time_base = Fraction(1, scene.fps)
        return frame

    def close(self) -> None:
        """Let go of everything that is open or still opening."""
        self._loader.shutdown(wait=True, cancel_futures=True)
        for future in self._loading.values():
            if not future.cancelled() and future.exception() is None:
                future.result().close()
        for source in self._open.values():
            source.close()

    def _showing(self, at: float) -> list[int]:
        shots = self._scene.shots
        now = [i for i, shot in enumerate(shots) if shot.start <= at + 1e-6 < shot.end]
        return now[:2] or [len(shots) - 1]

    def _prepare(self, showing: list[int]) -> None:
        for index in [i for i in self._open if i < showing[0]]:
            self._open.pop(index).close()
        for index in showing:
            if index not in self._open:
                self._ask(index)
                self._open[index] = self._loading.pop(index).result()

    def _ask(self, index: int) -> None:
        if index not in self._loading and index not in self._open:
            self._loading[index] = self._loader.submit(self._opener, self._scene.shots[index])

    def _enter(self, shot: Shot, index: int, out: Planes, at: float) -> None:
        self._open[index].draw(self._second, at - shot.start)
        entrance = shot.entrance
        if entrance is None:
            share = 1.0
        else:
            share = min(max((at - shot.start) / entrance.seconds, 0.0), 1.0)
        self._blender.mix(entrance.kind if entrance else "fade", self._second, out, share)

    def _settled(self, card: Card | Veil) -> tuple[Card | Veil, ...]:
        """The card where it lies on no face, behind it a shade where it would be hard to read.

        Decided once, for all pictures that it stands over: what came and went would disturb.
        """
        if isinstance(card, Veil) or card.room is None:
            return (card,)
        size = (self._scene.width, self._scene.height)
        under = [self._under(index, card) for index in self._over(card)]
        others = [parts[-1].box for parts in self._shown.values() if parts[-1].end > card.start]
        fixed = (each for each in self._cards if each.room is None and each.start < card.end)
        others += [each.box for each in fixed if each.end > card.start]
        faces = [face for planes in under for face in find_faces(thumbnail(planes))]
        return card.clear_of(faces, others, size).over(under, size)

    def _over(self, card: Card) -> list[int]:
        """The shots that a card stands over for a moment at least, dissolves aside."""
        shots = self._scene.shots
        found = []
        for index, shot in enumerate(shots):
            until = shots[index + 1].start if index + 1 < len(shots) else shot.end
            begin = shot.start + (shot.entrance.seconds if shot.entrance else 0.0)
            if min(until, card.end) - max(begin, card.start) > _MOMENT:
                found.append(index)
        return (found or self._showing(card.start))[:_MOST_LOOKED_AT]

    def _under(self, index: int, card: Card) -> Planes:
        """What shot `index` shows in the middle of a card's time over it."""
        shot = self._scene.shots[index]
        at = (max(shot.start, card.start) + min(shot.end, card.end)) / 2 - shot.start
        source = self._open.get(index) or self._scout(shot)
        try:
            if isinstance(source, ClipSource):
                return source.glimpse(at)
            planes = self._second if index in self._open else blank(*self._small)
            source.draw(planes, at)
            return (planes[0].copy(), planes[1].copy(), planes[2].copy())
        finally:
            if index not in self._open:
                source.close()

    def _fade(self, out: Planes, at: float) -> None:
        scene = self._scene
        third = scene.duration / 3
        light = 1.0
        if scene.fade_in:
            light = min(light, (at + 0.5 / scene.fps) / min(scene.fade_in_seconds, third))
        if scene.fade_out:
            left = scene.duration - at - 0.5 / scene.fps
            light = min(light, left / min(scene.fade_out_seconds, third))
        if light < 1.0:
            darkness(max(light, 0.0)).apply_to(out)
