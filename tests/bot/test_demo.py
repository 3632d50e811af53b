"""The main job on a fresh machine, as a person runs it: the one slow test of this folder."""

from __future__ import annotations

from pathlib import Path

import av
from PIL import Image

from tests.bot.test_command_line import run


def test_demo(tmp_path: Path) -> None:
    """Photos and a sentence in, a playable MP4 out, with everything in between said."""
    photos = []
    for number, colour in enumerate(("crimson", "teal")):
        photo = tmp_path / f"photo{number}.jpg"
        Image.new("RGB", (270, 480), colour).save(photo)
        photos += ["--photos", str(photo)]
    done = run(
        tmp_path,
        "demo",
        *photos,
        "--prompt",
        "generate a 2-second promo video from my photos",
        "--out",
        "made.mp4",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = " ".join(done.stdout.split())
    for said in ("Timeline (", "Summer Sale", "play credits", "made.mp4"):
        assert said in text, said
    assert "Setting things up…" not in text
    assert "Here's what changed:" in text, "the silent edit is told from the state"
    assert "Traceback" not in done.stderr
    with av.open(str(tmp_path / "made.mp4")) as film:
        stream = film.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert (stream.width, stream.height) == (1080, 1920)
        assert 1.5 <= float(film.duration or 0) / 1_000_000 <= 3.0
