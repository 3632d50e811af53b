"""A job, from its draft to the finished file; runs in the worker process."""

from __future__ import annotations

import contextlib
import io
import os
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from av.video.frame import VideoFrame
from PIL import Image

from studio.media.errors import MediaRefused
from studio.render.audio import levelled
from studio.render.cards import Card, Veil, draw_cards
from studio.render.compose import Composer
from studio.render.encode import AUDIO_BITS, Movie
from studio.render.job import Progress, RenderFailed, RenderJob, RenderResult
from studio.render.looks import grade
from studio.render.loudness import Sounding
from studio.render.photo import load_corner
from studio.render.planes import Source, to_image
from studio.render.scene import Caption, Scene, Shot, Sound, Voice, read_scene
from studio.render.segments import Segments
from studio.render.sources import open_source
from studio.render.warp import Warper

Report = Callable[[Progress], None]

# Frames drawn ahead of the encoder: enough to keep both cores busy, 12 MB at 1080x1920.
_AHEAD = 4
_THUMBNAIL_SIDE = 320
_THUMBNAIL_BYTES = 200_000
# Below this many bits a pixel x264 smears: fewer pixels look better.
_LEAST_BITS_PER_PIXEL = 0.02
_CAP_ATTEMPTS = 3


def partial(path: Path) -> Path:
    """The name under which `path` is written until it is whole."""
    return path.with_name(path.name + ".part")


def render(job: RenderJob, report: Report) -> RenderResult:
    """Render `job`; `report` hears of every frame.

    Raises RenderFailed or MediaRefused with a sentence; leaves no partial file behind either way.
    """
    report(Progress("prepare"))
    scene = read_scene(job.draft, width=job.width, height=job.height, fps=job.fps)
    _check_media(scene, job)
    bits = _picture_bits(job.max_bytes, scene)
    scene = _affordable(scene, bits)
    part = partial(job.out)
    try:
        for _ in range(_CAP_ATTEMPTS):
            middle = _encode(scene, job, part, bits, report)
            size = part.stat().st_size
            if job.max_bytes is None or bits is None or size <= job.max_bytes:
                break
            # Rate control keeps an average, not a promise: aim lower and do it again.
            bits = int(bits * 0.92 * job.max_bytes / size)
        else:
            raise RenderFailed(
                "The video does not fit the size limit here: make it shorter and export again."
            )
        report(Progress("finish", scene.frames, scene.frames))
        if job.thumbnail is not None:
            _write_thumbnail(middle, job.thumbnail)
        os.replace(part, job.out)
    finally:
        part.unlink(missing_ok=True)
    return RenderResult(
        path=job.out,
        size=size,
        width=scene.width,
        height=scene.height,
        duration=scene.frames / scene.fps,
        thumbnail=job.thumbnail,
    )


def _check_media(scene: Scene, job: RenderJob) -> None:
    parts: list[Shot | Sound | Voice | Caption] = [*scene.shots, *scene.sounds]
    parts += [*scene.voices, *scene.captions]
    needed = [part.source for part in parts]
    for source in needed:
        if source is not None and not (source in job.media and job.media[source].is_file()):
            name = job.names.get(source, "a file")
            raise RenderFailed(
                f"The timeline uses {name}, which is no longer here: send it again or remove it."
            )


def _picture_bits(max_bytes: int | None, scene: Scene) -> int | None:
    """Bits a second for the picture under a size cap, its first second's buffer included."""
    if max_bytes is None:
        return None
    seconds = scene.frames / scene.fps
    overhead = 4000 + 40 * scene.frames
    room = (max_bytes * 0.985 - overhead) * 8 - AUDIO_BITS * seconds
    bits = int(room / (seconds + 0.9))
    if bits < 60_000:
        raise RenderFailed(
            "The video is too long for the size limit here: make it shorter and export again."
        )
    return bits


def _affordable(scene: Scene, bits: int | None) -> Scene:
    """The scene with fewer pixels where the size cap leaves too few bits for each."""
    if bits is None:
        return scene
    smaller = scene
    for part in (1.0, 2 / 3, 1 / 2, 1 / 3):
        width = max(64, round(scene.width * part / 2) * 2)
        height = max(64, round(scene.height * part / 2) * 2)
        smaller = replace(scene, width=width, height=height)
        if bits / (width * height * scene.fps) >= _LEAST_BITS_PER_PIXEL:
            break
    return smaller


def _encode(
    scene: Scene, job: RenderJob, part: Path, bits: int | None, report: Report
) -> VideoFrame:
    """Write the whole film to `part`; gives back the frame that stands for it."""
    cards = _cards(scene, job)
    thumbnail_at = min(scene.frames - 1, round(min(scene.duration * 0.3, 2.5) * scene.fps))
    # Under a size cap a stretch depends on those before it.
    segments = Segments(job.kept if bits is None else None, scene, job.media, job.quality)
    numbers = [
        number
        for index in range(len(segments))
        for number in segments.frames(index)
        if not segments.there(index) or number == thumbnail_at
    ]
    # Sound is made beside the pictures, but not before the first: that is what people wait for.
    begun = threading.Event()
    if numbers[0] > 0:
        begun.set()
    listener = ThreadPoolExecutor(1, thread_name_prefix="listener")
    sound: Future[Sounding] = listener.submit(_heard, begun, scene, job)
    size = (scene.width, scene.height)
    movie = Movie(
        part, size, scene.fps, sound, quality=job.quality, max_bits=bits, segments=segments
    )
    try:
        composer = Composer(scene, cards, _opener(scene, job))
        with contextlib.closing(_ahead(numbers, composer, begun)) as frames:
            middle = _write(movie, segments, frames, thumbnail_at, report)
        movie.close()
    except BaseException:
        movie.abandon()
        raise
    finally:
        begun.set()
        listener.shutdown()
        if sound.exception() is None:
            sound.result().close()
    return middle


def _opener(scene: Scene, job: RenderJob) -> Callable[[Shot, tuple[int, int]], Source]:
    """Opens what a shot shows, in a size and with its looks."""
    warper = Warper()

    def opener(shot: Shot, size: tuple[int, int]) -> Source:
        path = job.media[shot.source] if shot.source is not None else None
        try:
            look = grade((*scene.looks, *(x for x in shot.looks if x not in scene.looks)))
            return open_source(shot, path, size, look, warper)
        except MediaRefused as refusal:
            raise _named(refusal, shot, job) from refusal

    return opener


def _write(
    movie: Movie,
    segments: Segments,
    frames: Iterator[VideoFrame],
    thumbnail_at: int,
    report: Report,
) -> VideoFrame:
    """Put the stretches that are kept and the frames of the others into the film, in order."""
    last = segments.frames(len(segments) - 1).stop
    middle: VideoFrame | None = None
    for index in range(len(segments)):
        stretch = segments.frames(index)
        if segments.there(index):
            movie.put(index)
            if thumbnail_at in stretch:
                middle = next(frames)
            report(Progress("render", stretch.stop, last))
            continue
        for number in stretch:
            frame = next(frames)
            if number == thumbnail_at:
                middle = frame
            movie.add(frame)
            report(Progress("render", number + 1, last))
    assert middle is not None  # a scene has at least one frame
    return middle


def _heard(begun: threading.Event, scene: Scene, job: RenderJob) -> Sounding:
    begun.wait()
    return levelled(scene, job.media)


def _cards(scene: Scene, job: RenderJob) -> list[Card | Veil]:
    pictures = {
        caption.source: load_corner(job.media[caption.source])
        for caption in scene.captions
        if caption.source is not None
    }
    return draw_cards(scene.captions, scene.width, scene.height, pictures)


def _named(refusal: MediaRefused, shot: Shot, job: RenderJob) -> RenderFailed:
    name = job.names.get(shot.source or "")
    return RenderFailed(f"{name}: {refusal.reason}" if name else refusal.reason)


def _ahead(numbers: list[int], composer: Composer, begun: threading.Event) -> Generator[VideoFrame]:
    """The frames of these numbers, drawn by a thread of their own a few ahead of who asks.

    `begun` is set when the first is there, or none will be.
    """
    ready: queue.Queue[VideoFrame | BaseException] = queue.Queue(_AHEAD)
    stop = threading.Event()

    def offer(item: VideoFrame | BaseException) -> None:
        while not stop.is_set():
            with contextlib.suppress(queue.Full):
                ready.put(item, timeout=0.1)
                return

    def draw() -> None:
        try:
            for number in numbers:
                if stop.is_set():
                    return
                frame = composer.frame(number)
                begun.set()
                offer(frame)
        except BaseException as error:
            # Carried over to the thread that encodes, which raises it.
            begun.set()
            offer(error)

    drawer = threading.Thread(target=draw, name="drawer", daemon=True)
    drawer.start()
    try:
        for _ in numbers:
            item = ready.get()
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        drawer.join()
        composer.close()


def _write_thumbnail(frame: VideoFrame, path: Path) -> None:
    """A JPEG of at most 320 pixels a side and 200 kB, as messengers ask for."""
    image = to_image(frame)
    image.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    for quality in (88, 75, 60, 40):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality)
        if buffer.tell() < _THUMBNAIL_BYTES:
            break
    part = partial(path)
    try:
        part.write_bytes(buffer.getvalue())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
