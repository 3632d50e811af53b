"""The worker process: its progress, its end, and what it leaves behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from studio.media.samples import make_photos
from studio.render import process
from studio.render.job import Progress, RenderFailed, RenderJob
from tests.studio.render.films import atoms, draft, watch

# The encoder looks ahead before it opens its file: by this frame the partial file is there.
WRITING = 40
ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc")


@pytest.fixture
def job(tmp_path: Path) -> RenderJob:
    """A photo job that takes minutes unless it is stopped."""
    return long_job(tmp_path, 600_000)


def long_job(folder: Path, milliseconds: int) -> RenderJob:
    """One photo for `milliseconds`."""
    (photo,) = make_photos(folder / "media", 1, megapixels=0.5)
    return RenderJob(
        draft=draft([{"d": milliseconds, "src": "p"}]),
        media={"p": photo},
        out=folder / "out" / "film.mp4",
        thumbnail=folder / "out" / "film.jpg",
    )


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def workers() -> list[int]:
    """The worker processes that this process has started, among its other children."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [pid for pid in map(int, children) if alive(pid) and is_worker(pid)]


def is_worker(pid: int) -> bool:
    """Whether a process renders: other tests of the same run leave helpers of their own."""
    try:
        return b"studio.render.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it ends while it is read
        return False


async def test_a_render_in_its_worker(tmp_path: Path) -> None:
    """Progress comes at once and in order; film and thumbnail are there and nothing else."""
    job = long_job(tmp_path, 1000)
    job.out.parent.mkdir()
    told: list[Progress] = []
    result = await process.render(job, on_progress=told.append)
    assert (result.width, result.height, result.duration) == (270, 480, 1.0)
    assert told[0] == Progress("prepare")
    assert [p.stage for p in told] == sorted((p.stage for p in told), key=_order)
    assert told[-1] == Progress("finish", 30, 30)
    assert told[-1].percent == 100
    assert sorted(p.name for p in job.out.parent.iterdir()) == ["film.jpg", "film.mp4"]
    assert "moov" in atoms(result.path)
    assert workers() == []


def _order(stage: str) -> int:
    return ("prepare", "render", "finish").index(stage)


async def test_chinese_words_are_drawn_with_a_font_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Chinese title is drawn, boldly, as soon as the user has a font for it."""
    found = resources.files("simcord") / "preview/static/fonts/noto-sans-sc-v2.004.ttf"
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "NotoSansSC.ttf").symlink_to(str(found))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    words = [{"s": 0, "d": 1000, "text": "夏季大促销 \U000f1234", "pos": "center", "role": "title"}]
    timeline = draft([{"d": 1000, "color": "#204080", "mv": "none"}], texts=words)
    await process.render(RenderJob(draft=timeline, media={}, out=tmp_path / "film.mp4"))
    white = (watch(tmp_path / "film.mp4").at(0.5) > 200).all(axis=2)
    columns = np.flatnonzero(white.any(axis=0))
    assert columns[-1] - columns[0] > 120
    assert white.sum() > 800


async def test_cancelling_ends_the_worker_and_leaves_no_file(job: RenderJob) -> None:
    """A cancelled render is gone with its process and its partial file."""
    job.out.parent.mkdir()
    started = asyncio.Event()

    def watch(progress: Progress) -> None:
        if progress.frame > WRITING:
            started.set()

    task = asyncio.create_task(process.render(job, on_progress=watch))
    await started.wait()
    assert len(workers()) == 1
    assert [p.name for p in job.out.parent.iterdir()] == ["film.mp4.part"]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert workers() == []
    assert list(job.out.parent.iterdir()) == []


async def test_a_time_limit_ends_a_render(job: RenderJob) -> None:
    """A render over its limit fails with a sentence, and its worker is gone."""
    job.out.parent.mkdir()
    with pytest.raises(RenderFailed, match="too long"):
        await process.render(job, timeout=0.8)
    assert workers() == []
    assert list(job.out.parent.iterdir()) == []


async def test_a_worker_killed_from_outside_is_a_sentence(job: RenderJob) -> None:
    """What the kernel kills for its memory is told as that, without a partial file."""
    job.out.parent.mkdir()

    def kill(progress: Progress) -> None:
        if progress.stage == "render":
            for pid in workers():
                os.kill(pid, signal.SIGKILL)

    with pytest.raises(RenderFailed, match="memory"):
        await process.render(job, on_progress=kill)
    assert list(job.out.parent.iterdir()) == []


async def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    """A result that cannot be written fails like everything else."""
    job = long_job(tmp_path, 300)
    with pytest.raises(RenderFailed, match="try again"):
        await process.render(job)


@pytest.mark.parametrize("ending", ["parent", "signal"])
def test_an_orphaned_worker_ends_by_itself(job: RenderJob, ending: str) -> None:
    """When its parent goes (end of stdin) or SIGTERM comes, a worker tidies up and ends."""
    job.out.parent.mkdir()
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "studio.render.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    with worker:
        order = {"do": "render", "job": job.to_wire(), "cpu_seconds": 60}
        worker.stdin.write(json.dumps(order).encode() + b"\n")
        worker.stdin.flush()
        while json.loads(worker.stdout.readline())["frame"] <= WRITING:
            continue
        assert list(job.out.parent.iterdir())
        if ending == "parent":
            worker.stdin.close()
        else:
            worker.send_signal(signal.SIGTERM)
        worker.wait(5)
    assert list(job.out.parent.iterdir()) == []


async def test_a_worker_has_limits_and_an_empty_environment(
    job: RenderJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Address space, file size, files, niceness and secrets: the worker has little of each."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    job.out.parent.mkdir()
    seen: dict[str, str] = {}

    def look(progress: Progress) -> None:
        if progress.stage == "render" and not seen:
            (pid,) = workers()
            for name in ("limits", "environ", "stat"):
                seen[name] = Path(f"/proc/{pid}/{name}").read_text()
            seen["cwd"] = os.readlink(f"/proc/{pid}/cwd")
            raise RuntimeError("seen enough")

    with pytest.raises(RuntimeError, match="seen enough"):
        await process.render(job, on_progress=look)
    limits = {line[:26].strip(): line[26:].split()[0] for line in seen["limits"].splitlines()}
    assert limits["Max address space"] == str(2 * 1024**3)
    assert limits["Max file size"] == str(600 * 1024**2)
    assert limits["Max open files"] == "64"
    assert limits["Max core file size"] == "0"
    assert limits["Max cpu time"] != "unlimited"
    fields = seen["stat"].rsplit(")", 1)[1].split()
    assert int(fields[16]) >= 10
    assert fields[3] != str(os.getsid(0))
    assert "secret" not in seen["environ"]
    assert seen["cwd"] == str(job.out.parent)
    assert workers() == []
