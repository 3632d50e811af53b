"""What one file may weigh before anything of it is decoded.

The pictures' limit stands below Pillow's own alarm: an 18 kB PNG can claim 144 million pixels.
"""

from __future__ import annotations

from studio.media.errors import TooLarge

MAX_BYTES = 200 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_SIDE = 4096
MAX_SECONDS = 15 * 60.0
MAX_FPS = 120.0
MAX_ANIMATION_FRAMES = 300


def check_bytes(size: int) -> None:
    """Refuse a file of more than 200 MB; raises TooLarge."""
    if size > MAX_BYTES:
        raise TooLarge(
            f"This file is {size / 1024 / 1024:.0f} MB and the limit is 200 MB: "
            "compress or trim it and send it again."
        )


def check_picture(width: int, height: int) -> None:
    """Refuse a picture of more than 60 megapixels; raises TooLarge."""
    if width * height > MAX_PIXELS:
        raise TooLarge(
            f"This picture is {width}x{height} pixels and the limit is 60 megapixels: "
            "send a smaller version of it."
        )


def check_animation(frames: int) -> None:
    """Refuse an animation of more than 300 frames; raises TooLarge."""
    if frames > MAX_ANIMATION_FRAMES:
        raise TooLarge(
            f"This animation has {frames} frames and the limit is {MAX_ANIMATION_FRAMES}: "
            "send it as an MP4 instead."
        )


def check_clip(width: int, height: int, fps: float) -> None:
    """Refuse a clip above 4096x4096 or 120 frames a second; raises TooLarge."""
    if max(width, height) > MAX_SIDE:
        raise TooLarge(
            f"This video is {width}x{height} and the limit is 4096x4096: export it smaller."
        )
    if fps > MAX_FPS:
        raise TooLarge(
            f"This video has {fps:.0f} frames a second and the limit is 120: "
            "export it with a lower frame rate."
        )


def check_length(seconds: float) -> None:
    """Refuse more than 15 minutes of video or sound; raises TooLarge."""
    if seconds > MAX_SECONDS:
        raise TooLarge(
            f"This file runs {seconds / 60:.0f} minutes and the limit is 15: "
            "trim it to the part you need."
        )
