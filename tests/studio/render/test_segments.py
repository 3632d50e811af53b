"""What did not change between two exports is not drawn again, and looks as if it had been."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from studio.media.samples import make_photos
from studio.render.job import RenderFailed, RenderJob
from studio.render.pipeline import render
from tests.studio.render.films import Film, draft, watch

SHOTS = [
    {"d": 3000, "src": "f0", "mv": "zoom_in", "tr": ["fade", 500]},
    {"d": 3000, "src": "f1", "mv": "pan_left", "tr": ["fade", 500]},
    {"d": 3500, "src": "f2", "mv": "zoom_out"},
]
SIZE = (180, 320)


@pytest.fixture
def media(tmp_path: Path) -> dict[str, Path]:
    photos = make_photos(tmp_path / "photos", 3, megapixels=0.3)
    return {f"f{i}": photo for i, photo in enumerate(photos)}


def export(
    folder: Path, name: str, timeline: dict[str, Any], media: dict[str, Path], kept: Path | None
) -> Film:
    job = RenderJob(draft=timeline, media=media, out=folder / name, kept=kept)
    if kept is not None:
        kept.mkdir(exist_ok=True)
    return watch(render(job, lambda _: None).path)


def apart(one: Film, other: Film) -> float:
    """The largest mean difference of two films' frames."""
    assert len(one.frames) == len(other.frames)
    pairs = zip(one.frames, other.frames, strict=True)
    return max(float(np.abs(a.astype(int) - b.astype(int)).mean()) for a, b in pairs)


def test_an_unchanged_film_is_put_together_from_what_was_kept(
    tmp_path: Path, media: dict[str, Path]
) -> None:
    """The last photo cannot be read any more, and is not."""
    kept = tmp_path / "kept"
    first = export(tmp_path, "a.mp4", draft(SHOTS, size=SIZE), media, kept)
    assert len(list(kept.glob("*.seg"))) == 5
    found = media["f2"].stat()
    media["f2"].write_bytes(b"\xff\xd8\xff\xe0" + bytes(found.st_size - 4))
    os.utime(media["f2"], ns=(found.st_atime_ns, found.st_mtime_ns))
    again = export(tmp_path, "b.mp4", draft(SHOTS, size=SIZE), media, kept)
    assert apart(first, again) == 0
    with av.open(str(tmp_path / "b.mp4")) as container:
        times = [packet.pts for packet in container.demux(video=0) if packet.pts is not None]
    assert len(times) == len(set(times)) == 255


@pytest.mark.parametrize(
    "change",
    [
        {"texts": [{"s": 2500, "d": 1000, "text": "Sale", "pos": "top"}]},
        {"look": ["bw"]},
        {"fade": ["in", "out"]},
        {"sounds": [{"d": 8500, "gen": "calm", "vol": 0.3}]},
    ],
)
def test_a_change_is_seen_and_the_rest_is_as_ever(
    tmp_path: Path, media: dict[str, Path], change: dict[str, Any]
) -> None:
    """The film looks as it does when nothing was kept, whatever was changed."""
    kept = tmp_path / "kept"
    export(tmp_path, "a.mp4", draft(SHOTS, size=SIZE), media, kept)
    changed = draft(SHOTS, size=SIZE, **change)
    mixed = export(tmp_path, "b.mp4", changed, media, kept)
    fresh = export(tmp_path, "c.mp4", changed, media, None)
    assert apart(mixed, fresh) < 2.5
    assert mixed.samples.shape == fresh.samples.shape


def test_another_photo_under_the_same_name_is_drawn(tmp_path: Path, media: dict[str, Path]) -> None:
    """A source counts by its file, not by its id."""
    kept = tmp_path / "kept"
    first = export(tmp_path, "a.mp4", draft(SHOTS, size=SIZE), media, kept)
    swapped = media | {"f2": media["f0"]}
    second = export(tmp_path, "b.mp4", draft(SHOTS, size=SIZE), swapped, kept)
    assert np.abs(first.at(8).astype(int) - second.at(8).astype(int)).mean() > 10
    assert np.array_equal(first.at(1), second.at(1))


def test_a_broken_stretch_is_thrown_away(tmp_path: Path, media: dict[str, Path]) -> None:
    """The export fails once with a sentence; the next one draws it anew."""
    kept = tmp_path / "kept"
    first = export(tmp_path, "a.mp4", draft(SHOTS, size=SIZE), media, kept)
    for path in kept.glob("*.seg"):
        path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(RenderFailed, match="again"):
        export(tmp_path, "b.mp4", draft(SHOTS, size=SIZE), media, kept)
    again = export(tmp_path, "b.mp4", draft(SHOTS, size=SIZE), media, kept)
    assert apart(first, again) < 1


def test_a_changed_text_draws_what_it_covers_and_no_more(
    tmp_path: Path, media: dict[str, Path]
) -> None:
    """Of five stretches the last two have another text; words over three are kept whole."""
    kept = tmp_path / "kept"
    one = {"s": 500, "d": 3000, "text": "One", "pos": "top"}
    two = {"s": 7000, "d": 1400, "text": "Two", "pos": "top"}
    export(tmp_path, "a.mp4", draft(SHOTS, size=SIZE, texts=[one, two]), media, kept)
    before = {path.name for path in kept.glob("*.seg")}
    changed = draft(SHOTS, size=SIZE, texts=[one, two | {"text": "Other"}])
    mixed = export(tmp_path, "b.mp4", changed, media, kept)
    assert len({path.name for path in kept.glob("*.seg")} - before) == 2
    fresh = export(tmp_path, "c.mp4", changed, media, None)
    assert apart(mixed, fresh) < 2.5
