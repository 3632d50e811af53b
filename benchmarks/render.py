"""What a render costs: wall and CPU seconds a second of film, memory, first frame, size.

    python -m benchmarks.render [--seconds 30] [--megapixels 12]

The targets are for two idle cores; on a loaded machine compare CPU seconds (the load is printed).
"Same again" and "other title" are CPU seconds a second of a further export whose unchanged
stretches were kept, "title anew" is the share of the film's stretches that the other title draws.
"""

from __future__ import annotations

import argparse
import asyncio
import copy
import os
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.media.samples import make_photos
from studio.render import process
from studio.render.job import Progress, RenderJob

TARGETS = {
    "wall s/s": 0.50,
    "CPU s/s": 0.80,
    "peak RSS MB": 500,
    "first line s": 0.3,
    "first frame s": 1.0,
    "cancel ms": 100,
}


def promo(seconds: int, width: int, height: int) -> dict[str, Any]:
    """Three photos that zoom and pan, two crossfades of a second, three texts, music."""
    total, fade = seconds * 1000, 1000
    each = (total + 2 * fade) // 3
    shots = [
        {"d": each, "m": {"src": f"f{i}", "mv": motion, "tr": ["fade", fade]}}
        for i, motion in enumerate(("zoom_in", "zoom_out", "pan_left"))
    ]
    words = [
        {"s": 500, "d": total // 6, "m": {"text": "Summer Sale", "pos": "top"}},
        {"s": total // 3, "d": total // 4, "m": {"text": "New collection", "role": "subtitle"}},
        {"s": total * 3 // 4, "d": total // 4 - 500, "m": {"text": "example.com", "role": "end"}},
    ]
    music = [{"d": total, "m": {"gen": "upbeat", "vol": 0.4}}]
    tracks = [{"tt": 0, "sg": shots}, {"tt": 1, "sg": music}, {"tt": 7, "sg": words}]
    return {"t": tracks, "d": total, "m": {"width": width, "height": height, "fps": 30}}


async def measure(job: RenderJob, seconds: int) -> dict[str, float]:
    """Render once and give the figures of `TARGETS`, and the file's size in MB."""
    begin = time.perf_counter()
    first: dict[str, float] = {}

    def note(progress: Progress) -> None:
        first.setdefault("line", time.perf_counter() - begin)
        if progress.stage == "render":
            first.setdefault("frame", time.perf_counter() - begin)

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = await process.render(job, on_progress=note)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "wall s/s": wall / seconds,
        "CPU s/s": cpu / seconds,
        "peak RSS MB": after.ru_maxrss / 1024,
        "first line s": first["line"],
        "first frame s": first["frame"],
        "size MB": result.size / 1e6,
    }


async def cancelled(job: RenderJob) -> float:
    """Milliseconds from the cancel to the worker's end, in the middle of a render."""
    running = asyncio.Event()

    def note(progress: Progress) -> None:
        if progress.frame > 30:
            running.set()

    task = asyncio.create_task(process.render(job, on_progress=note))
    await running.wait()
    begin = time.perf_counter()
    task.cancel()
    await asyncio.wait([task])
    return (time.perf_counter() - begin) * 1000


async def _again(job: RenderJob, kept: Path, seconds: int) -> dict[str, float]:
    """What further exports cost where stretches are kept."""
    os.makedirs(kept, exist_ok=True)
    await process.render(replace(job, kept=kept))
    stretches = len(os.listdir(kept))
    same = await measure(replace(job, kept=kept), seconds)
    other = await measure(replace(_other_title(job), kept=kept), seconds)
    anew = (len(os.listdir(kept)) - stretches) / stretches
    return {
        "same again": same["CPU s/s"],
        "other title": other["CPU s/s"],
        "title anew": anew,
    }


def _other_title(job: RenderJob) -> RenderJob:
    """The same film with other words in its first title."""
    draft = copy.deepcopy(dict(job.draft))
    draft["t"][2]["sg"][0]["m"]["text"] = "Winter Sale"
    return replace(job, draft=draft)


async def main() -> None:
    """Measure the promo in two sizes and print the figures beside their targets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--megapixels", type=float, default=12)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photos = make_photos(folder, 3, megapixels=options.megapixels)
        media = {f"f{i}": photo for i, photo in enumerate(photos)}
        for size in ((1080, 1920), (720, 1280)):
            job = RenderJob(
                draft=promo(options.seconds, *size), media=media, out=folder / "promo.mp4"
            )
            figures = await measure(job, options.seconds)
            figures["cancel ms"] = await cancelled(job)
            figures |= await _again(job, folder / f"kept{size[0]}", options.seconds)
            load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
            size_and_load = f"{size[0]}x{size[1]}, {options.seconds} s of film, load {load}"
            print(size_and_load)  # noqa: T201 - the report
            for what, figure in figures.items():
                target = f"target {TARGETS[what]}" if what in TARGETS else ""
                print(f"  {what:14} {figure:8.2f}  {target}")  # noqa: T201 - the report


if __name__ == "__main__":
    asyncio.run(main())
