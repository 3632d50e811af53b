"""Animated GIF and WebP, through Pillow: libav reads no animated WebP."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from studio.media.errors import Unsupported
from studio.media.limits import check_animation
from studio.media.sniff import MediaFormat
from studio.render.framing import framing
from studio.render.looks import Grade
from studio.render.photo import fitted, opaque, open_picture
from studio.render.planes import Planes, copy, from_image
from studio.render.scene import Shot

# What players take where a file says 0 or nothing.
_DEFAULT_FRAME = 0.1


def frame_times(image: Image.Image) -> list[float]:
    """How long each frame of a picture stands, in seconds; raises TooLarge above 300 frames."""
    count = int(getattr(image, "n_frames", 1))
    check_animation(count)
    times: list[float] = []
    for index in range(count):
        image.seek(index)
        # Pillow's WebP decoder knows the duration only once the frame is loaded.
        image.load()
        stated = float(image.info.get("duration") or 0) / 1000
        times.append(stated if stated > 0.01 else _DEFAULT_FRAME)
    return times


class AnimationSource:
    """A picture that moves by itself, over and over for as long as its shot lasts."""

    def __init__(
        self,
        path: Path,
        found: MediaFormat,
        shot: Shot,
        size: tuple[int, int],
        grade: Grade | None,
    ) -> None:
        self._image = open_picture(path, found)
        self._size, self._grade, self._speed = size, grade, shot.speed
        self._blurred = framing(shot.fit, self._image.size, size).blurred
        self._times = frame_times(self._image)
        self._length = sum(self._times)
        self._shown: int | None = None
        self._drawn: Planes | None = None

    def draw(self, out: Planes, at: float) -> None:
        """Draw the frame that stands `at` seconds into the shot."""
        index = self._index(at * self._speed % self._length)
        if index != self._shown or self._drawn is None:
            self._drawn, self._shown = self._frame(index), index
        copy(self._drawn, out)

    def close(self) -> None:
        """Close the file."""
        self._image.close()

    def _index(self, moment: float) -> int:
        for index, seconds in enumerate(self._times):
            moment -= seconds
            if moment < 0:
                return index
        return len(self._times) - 1

    def _frame(self, index: int) -> Planes:
        try:
            self._image.seek(index)
            image = fitted(opaque(self._image), self._size, blurred=self._blurred)
        except (OSError, EOFError, ValueError, SyntaxError) as error:
            raise Unsupported("This animation is damaged: send it again.") from error
        planes = from_image(image)
        return self._grade.apply(planes) if self._grade else planes
