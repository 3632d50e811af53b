"""Renders: one job at a time, people in turns (`render_queue`), taken up again after a crash."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from studio.clock import Clock
from studio.draft import Draft, from_wire
from studio.server import kept, render_queue
from studio.server import render_rows as rows
from studio.server.config import StudioConfig
from studio.server.database import Database
from studio.server.envelope import bad_request, not_found
from studio.server.library import Library
from studio.server.media_worker import MediaWorker, Order, RenderFailed
from studio.server.render_rows import Job

SHORT_SIDES = {"480p": 480, "720p": 720, "1080p": 1080}
# A first guess for 1080x1920, replaced by what this machine turns out to need.
# What a client means that names no resolution (docs/wire-api.md#export knows a quality only).
QUALITIES = {"medium": "720p"}
MS_PER_FRAME = 15.0
MIN_SIDE, MAX_SIDE, MAX_FPS = 16, 8192, 120
log = structlog.get_logger(__name__)


class Renders:
    """Submit, look, cancel; a task of its own works the queue off."""

    def __init__(
        self,
        database: Database,
        library: Library,
        worker: MediaWorker,
        config: StudioConfig,
        clock: Clock,
        folder: Path,
    ) -> None:
        self._database = database
        self._library = library
        self._worker = worker
        self._config = config
        self._clock = clock
        self._folder = folder
        self._wake = asyncio.Event()
        self._queue: asyncio.Task[None] | None = None
        self._running: tuple[int, asyncio.Task[None]] | None = None
        self._progress: dict[int, int] = {}
        self._work_of: dict[int, float] = {}

    async def start(self) -> None:
        """Take up what was queued or running when the last process ended."""
        await self._database.run(render_queue.requeue)
        self._wake.set()
        self._queue = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Stop working; a running job goes back into the queue for the next start."""
        if self._queue is not None:
            self._queue.cancel()
            await asyncio.gather(self._queue, return_exceptions=True)

    async def submit(self, user_id: str, session_id: str, id: str, draft: Any, output: Any) -> Job:
        """Queue a render; the same id again is the same job.

        400 when it can't be rendered, 429 when this person has too many that wait.
        """
        parsed = _checked(draft)
        if parsed.total > self._config.max_render_seconds * 1000:
            raise bad_request(
                f"videos of up to {self._config.max_render_seconds} seconds can be rendered here"
            )
        wanted = dict(output) if isinstance(output, Mapping) else {}
        now = self._clock.now().timestamp()
        most = self._config.max_waiting_renders
        await self._database.run(rows.insert, user_id, session_id, id, draft, wanted, now, most)
        self._wake.set()
        return await self.get(user_id, id)

    async def get(self, user_id: str, id: str) -> Job:
        """This user's job; 404 when there is none of this id."""
        job = await self._database.run(rows.get, user_id, id)
        if job is None:
            raise not_found("no render of this id")
        return job

    async def cancel(self, user_id: str, id: str) -> Job:
        """Stop a job that waits or runs; a finished one stays what it is."""
        job = await self.get(user_id, id)
        if job.status in ("pending", "processing"):
            await self._database.run(rows.set_status, job.number, "cancelled", None)
            if self._running is not None and self._running[0] == job.number:
                self._running[1].cancel()
        return await self.get(user_id, id)

    def path_of(self, job: Job) -> Path:
        """Where this job's file lies or will lie."""
        return self._folder / f"r{job.number}_{job.session_id[:8]}.bin"

    async def result_key(self, job: Job) -> str:
        """An unguessable name for the finished file, renewed when the old one has expired."""
        now = self._clock.now().timestamp()
        hours = self._config.result_url_hours
        return await self._database.run(rows.key, job.number, now, now + hours * 3600)

    async def by_key(self, key: str) -> Job | None:
        """The job behind a result URL that has not expired."""
        return await self._database.run(rows.by_key, key, self._clock.now().timestamp())

    async def describe(self, job: Job, base_url: str) -> dict[str, Any]:
        """The job as the poll answers it; `eta_seconds` learns from what this machine did."""
        progress = self._progress.get(job.number, job.progress)
        body: dict[str, Any] = {"id": job.id, "status": job.status, "progress": progress}
        if job.status == "completed":
            url = f"{base_url}/files/r/{await self.result_key(job)}.mp4"
            body["progress"] = 100
            if self._config.bare_render_answers:
                body["outputUrl"] = url
            else:
                body["output"] = {"url": url, "size": job.bytes, "format": "mp4"}
        elif job.status == "failed":
            body["error"] = job.error
        elif job.status in ("pending", "processing"):
            ahead = await self._database.run(render_queue.ahead_of, job.number)
            body["position"] = len(ahead)
            body["eta_seconds"] = await self._eta([*ahead, job.number])
        return body

    async def forget(self, session_id: str) -> None:
        """Remove the results of a session that is going."""
        for job in await self._database.run(rows.of_session, session_id):
            self.path_of(job).unlink(missing_ok=True)
        await asyncio.to_thread(kept.forget, self._folder, session_id)
        await self._database.run(rows.drop_session, session_id)

    async def _eta(self, numbers: list[int]) -> int:
        ms = await self._database.run(rows.fact, "ms_per_megapixel_frame")
        ms = ms or MS_PER_FRAME / (1080 * 1920 / 1e6)
        total = 0.0
        for number in numbers:
            left = 1 - self._progress.get(number, 0) / 100
            total += await self._megapixels(number) * left * ms
        return max(1, round(total / 1000))

    async def _megapixels(self, number: int) -> float:
        """The pixels of all frames of a job, in millions; read once, asked at every poll."""
        if number not in self._work_of:
            job = await self._database.run(rows.by_number, number)
            if job is None:
                return 0.0
            width, height, fps = self._size(job)
            frames = from_wire(job.draft).total / 1000 * fps
            self._work_of[number] = frames * width * height / 1e6
        return self._work_of[number]

    async def _work(self) -> None:
        while True:
            row = await self._database.run(render_queue.begin_next)
            if row is None:
                self._wake.clear()
                await self._wake.wait()
                continue
            job = rows.job(row)
            task = asyncio.create_task(self._render(job))
            self._running = (job.number, task)
            try:
                await asyncio.wait({task})
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                self._running = None
                self._progress.pop(job.number, None)
                self._work_of.pop(job.number, None)

    async def _render(self, job: Job) -> None:
        """One job to its end; only a failure of the studio itself is logged as such."""
        try:
            await self._one(job)
        except RenderFailed as failed:
            await self._database.run(rows.set_status, job.number, "failed", str(failed))
        except Exception:
            log.exception("render broke", render=job.id, session=job.session_id)
            sentence = "The render stopped unexpectedly. Please try again."
            await self._database.run(rows.set_status, job.number, "failed", sentence)

    async def _one(self, job: Job) -> None:
        order = await self._order(job)
        began = self._clock.monotonic()
        # A folder of its own: the worker sees no other results.
        order.output.parent.mkdir(mode=0o700, exist_ok=True)
        if order.kept is not None:
            order.kept.mkdir(mode=0o700, exist_ok=True)
        try:
            await self._worker.render(order, lambda done: self._told(job.number, done))
            took = self._clock.monotonic() - began
            size = await asyncio.to_thread(_sealed, order.output, self.path_of(job))
        finally:
            await asyncio.to_thread(shutil.rmtree, order.output.parent, ignore_errors=True)
            await asyncio.to_thread(kept.bounded, self._folder, self._config.max_kept_bytes)
        work = order.draft.total / 1000 * order.fps * order.width * order.height / 1e6
        await self._database.run(rows.completed, job.number, size)
        await self._drop_oldest(job.user_id)
        if took > 0 and work > 0:
            await self._database.run(rows.learn, "ms_per_megapixel_frame", took * 1000 / work)

    async def _drop_oldest(self, user_id: str) -> None:
        """A person's results have a bound: the oldest go, and can be rendered again."""
        most = self._config.max_user_results_bytes
        for job in await self._database.run(rows.over_bound, user_id, most):
            self.path_of(job).unlink(missing_ok=True)

    def _told(self, number: int, done: float) -> None:
        self._progress[number] = max(self._progress.get(number, 0), min(99, int(done * 100)))

    async def _order(self, job: Job) -> Order:
        draft = from_wire(job.draft)
        sources = {item.id: item.path for item in await self._library.of(job.session_id)}
        needed = {clip.src for clip in draft.clips if clip.kind != "card"}
        if draft.music and draft.music.src:
            needed.add(draft.music.src)
        needed |= {voice.src for voice in draft.voices if voice.src}
        if needed - sources.keys():
            raise RenderFailed("A file of this project is gone. Please send it again.")
        width, height, fps = self._size(job)
        path = self.path_of(job)
        output = path.with_suffix("") / path.name
        kept_in = kept.folder_of(self._folder, job.session_id)
        return Order(draft, sources, output, width, height, fps, kept_in)

    def _size(self, job: Job) -> tuple[int, int, int]:
        """The canvas, brought down to what was asked for and to this studio's caps."""
        draft = from_wire(job.draft)
        width, height, fps = draft.width, draft.height, draft.fps
        scale = 1.0
        wanted = SHORT_SIDES.get(str(job.output.get("resolution", ""))) or SHORT_SIDES.get(
            QUALITIES.get(str(job.output.get("quality", "")), "")
        )
        if wanted:
            scale = min(scale, wanted / min(width, height))
        if self._config.max_height:
            scale = min(scale, self._config.max_height / height)
        if self._config.max_fps:
            fps = min(fps, self._config.max_fps)
        return _even(width * scale), _even(height * scale), fps


def _even(side: float) -> int:
    return max(2, round(side / 2) * 2)


def _checked(draft: Any) -> Draft:
    try:
        parsed = from_wire(draft)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        raise bad_request("this draft can't be read") from None
    sides = min(parsed.width, parsed.height) >= MIN_SIDE and max(parsed.width, parsed.height)
    if not sides or sides > MAX_SIDE or not 1 <= parsed.fps <= MAX_FPS:
        raise bad_request("this draft's size or frame rate can't be rendered")
    if parsed.empty or parsed.total <= 0:
        raise bad_request("there is nothing to render yet")
    return parsed


def _sealed(made: Path, path: Path) -> int:
    """Move a result to its place; its size."""
    made.chmod(0o600)
    os.replace(made, path)
    return path.stat().st_size
