"""What drawn pictures share: one line of letters in any script, and a JPEG that stays small."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from studio.render import fonts

MOST_BYTES = 200_000
LETTERS = 17
GROUND, INK = "#15171c", "#e8e8e8"


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    *,
    size: int = LETTERS,
    ink: str = INK,
) -> None:
    """One line from a point on its baseline; what goes beyond the edge is cut off."""
    x, baseline = at
    for run in fonts.runs(" ".join(text.split())):
        if not run.emoji:
            font = fonts.face(run.font, size)
            draw.text((x, baseline), run.text, font=font, fill=INK, anchor="ls")
            x += round(font.getlength(run.text))


def width(text: str, *, size: int = LETTERS) -> int:
    """How many pixels `write` takes for it."""
    runs = (run for run in fonts.runs(" ".join(text.split())) if not run.emoji)
    return sum(round(fonts.face(run.font, size).getlength(run.text)) for run in runs)


def jpeg(picture: Image.Image) -> bytes:
    """It as a JPEG of at most 200 kB, as good as that allows."""
    data = b""
    for quality in (85, 75, 60, 45, 30, 15):
        held = io.BytesIO()
        picture.save(held, "JPEG", quality=quality, optimize=True)
        data = held.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data
