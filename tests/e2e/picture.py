"""The moving picture of the README, made of a real run: `python -m tests.e2e.picture`.

`python -m bot demo` is run as anybody would; what it printed scrolls on the left, and the MP4 that
it made plays on the right. It is made anew by hand, when the demo changes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from studio.render import fonts

ROOT: Final = Path(__file__).parents[2]
TARGET: Final = ROOT / "docs" / "demo.webp"
WIDTH, HEIGHT, FILM = 800, 480, 270
FPS, COLUMNS, LINE, LETTERS = 5, 50, 20, 14
GROUND, INK, NAMES, DIM = "#15171c", "#e8e8e8", {"You": "#4ad6a0", "Reelay": "#c792ea"}, "#8a909c"
REST_S = 2.0


def run(folder: Path) -> tuple[list[str], Path]:
    """What the demo printed, and the film that it made."""
    film = folder / "reelay-demo.mp4"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--out", film.name],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": str(COLUMNS)},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.replace(f"{folder}/", "")
    return ["$ python -m bot demo", *(line.rstrip() for line in said.splitlines())], film


def frames(film: Path) -> Iterator[Image.Image]:
    """The film at `FPS`."""
    with av.open(str(film)) as opened:
        due = 0.0
        for frame in opened.decode(video=0):
            assert isinstance(frame, VideoFrame)
            if frame.time is not None and frame.time >= due:
                due += 1 / FPS
                image = Image.fromarray(frame.to_ndarray(format="rgb24"))
                yield image.resize((FILM, HEIGHT), Image.Resampling.LANCZOS)


def screen(lines: list[str]) -> Image.Image:
    """The newest lines, as a terminal shows them."""
    image = Image.new("RGB", (WIDTH - FILM, HEIGHT), GROUND)
    canvas = ImageDraw.Draw(image)
    shown = lines[-(HEIGHT - 20) // LINE :]
    for n, line in enumerate(shown):
        colour = NAMES.get(line.strip(), DIM if line.startswith("$") else INK)
        x = 14.0
        for piece in fonts.runs(line.replace("📎", "+")):
            if not piece.emoji:
                font = fonts.face(piece.font, LETTERS)
                canvas.text((x, 10 + n * LINE), piece.text, colour, font)
                x += font.getlength(piece.text)
    return image


def pictures(lines: list[str], film: Path) -> list[Image.Image]:
    """The conversation beside the film, from its first frame to its last."""
    played = list(frames(film))
    found = []
    for n, frame in enumerate(played):
        told = 1 + round((len(lines) - 1) * min(1.0, (n + 1) / (len(played) - FPS * REST_S)))
        whole = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
        whole.paste(screen(lines[:told]), (0, 0))
        whole.paste(frame, (WIDTH - FILM, 0))
        found.append(whole)
    return found


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as name:
        lines, film = run(Path(name))
        first, *rest = pictures(lines, film)
    first.save(
        TARGET,
        save_all=True,
        append_images=rest,
        duration=round(1000 / FPS),
        loop=0,
        quality=45,
        method=6,
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1000:.0f} kB, {len(rest) + 1} frames")  # noqa: T201


if __name__ == "__main__":
    main()
