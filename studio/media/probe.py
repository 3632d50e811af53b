"""What a file is and how large: read in the worker, since reading is what hostile files attack."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path

import av
from av.container.input import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from studio.media import limits
from studio.media.beats import beats_of
from studio.media.container import opened, picture_stream, sound_stream
from studio.media.errors import Unsupported
from studio.media.sniff import MediaFormat, sniff
from studio.render.animation import frame_times
from studio.render.job import ProbeResult
from studio.render.photo import open_picture, turned

_PQ, _HLG = 16, 18
# A file that does not state its length is walked through; no honest one has more packets.
_MAX_PACKETS = 400_000


def probe(path: Path) -> ProbeResult:
    """Recognise, measure and try to decode the file; raises Unsupported or TooLarge."""
    limits.check_bytes(path.stat().st_size)
    found = sniff(path)
    if found.pillow:
        return _picture(path, found)
    with opened(path, found) as container:
        stream = picture_stream(container)
        if stream is None:
            return _sound(path, container, found)
        return _clip(path, container, stream, found)


def _picture(path: Path, found: MediaFormat) -> ProbeResult:
    try:
        with open_picture(path, found) as image:
            width, height = image.size[::-1] if turned(image) else image.size
            animated = found.name in ("gif", "webp") and int(getattr(image, "n_frames", 1)) > 1
            length = sum(frame_times(image)) if animated else None
            if not animated:
                # Decoding at a fraction of the size finds damage, and costs a fraction.
                image.draft(None, (256, 256))
                image.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unsupported(f"This {found.name} picture is damaged: send it again.") from error
    return ProbeResult(
        kind="image",
        format=found.name,
        width=width,
        height=height,
        duration=length,
        animated=animated,
    )


def _sound(path: Path, container: InputContainer, found: MediaFormat) -> ProbeResult:
    stream = sound_stream(container)
    if stream is None:
        raise Unsupported(f"This {found.name} file has neither picture nor sound: send it again.")
    length = _length(container) or _walked(path, found)[0]
    limits.check_length(length)
    try:
        first = next(container.decode(stream), None)
    except (av.FFmpegError, ValueError) as error:
        raise Unsupported(f"This {found.name} file cannot be played: send it again.") from error
    if first is None or length <= 0:
        raise Unsupported(f"This {found.name} file has no sound in it: send it again.")
    return ProbeResult(
        kind="audio", format=found.name, duration=length, has_audio=True, beats=beats_of(path)
    )


def _clip(
    path: Path, container: InputContainer, stream: VideoStream, found: MediaFormat
) -> ProbeResult:
    limits.check_clip(stream.codec_context.width, stream.codec_context.height, 0)
    length, fps = _length(container), float(stream.average_rate or 0)
    if not length or not 1 <= fps <= limits.MAX_FPS:
        walked, fps = _walked(path, found)
        length = length or walked
    limits.check_length(length)
    frame = _first_frame(container, stream, found)
    width, height = _upright(frame, stream)
    limits.check_clip(max(frame.width, width), max(frame.height, height), fps)
    return ProbeResult(
        kind="video",
        format=found.name,
        width=width,
        height=height,
        duration=length,
        fps=round(fps, 3) or None,
        has_audio=sound_stream(container) is not None,
        hdr=frame.color_trc in (_PQ, _HLG),
    )


def _first_frame(container: InputContainer, stream: VideoStream, found: MediaFormat) -> VideoFrame:
    try:
        for packet in itertools.islice(container.demux(stream), 200):
            for frame in packet.decode():
                return frame
    except (av.FFmpegError, ValueError) as error:
        raise Unsupported(f"This {found.name} file is damaged: send it again.") from error
    raise Unsupported(f"This {found.name} file has no picture that can be read: send it again.")


def _upright(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """The size that a viewer sees: square pixels, turned as the file says."""
    aspect = float(stream.sample_aspect_ratio or 1) or 1.0
    width, height = round(frame.width * aspect), frame.height
    return (height, width) if frame.rotation % 180 else (width, height)


def _length(container: InputContainer) -> float:
    """Seconds as the file states them, 0 when it does not (recorders in browsers)."""
    return max(0.0, (container.duration or 0) / av.time_base)


def _walked(path: Path, found: MediaFormat) -> tuple[float, float]:
    """Length in seconds and frames a second, from the packets' own times."""
    with opened(path, found) as container:
        stream = picture_stream(container) or sound_stream(container)
        if stream is None or stream.time_base is None:
            return 0.0, 0.0
        count, first, last = 0, None, 0
        # A file that breaks off is as long as what can be read of it.
        with contextlib.suppress(av.FFmpegError, ValueError):
            for packet in itertools.islice(container.demux(stream), _MAX_PACKETS):
                if packet.pts is None:
                    continue
                count += 1
                first = packet.pts if first is None else min(first, packet.pts)
                last = max(last, packet.pts + (packet.duration or 0))
        seconds = float((last - (first or 0)) * stream.time_base)
        return seconds, count / seconds if seconds > 0 else 0.0
