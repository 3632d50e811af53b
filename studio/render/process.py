"""The parent's side: starts a worker for each render or probe, listens, and ends it.

Nothing a file can do reaches this process: it reads short JSON lines, waits with a limit, and
turns whatever else happens into one sentence.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import signal
import stat
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog

from studio.media.errors import TooLarge, Unsupported
from studio.render import sandbox
from studio.render.job import ProbeResult, Progress, RenderFailed, RenderJob, RenderResult

_log = structlog.get_logger(__name__)

# A drawn picture is the longest line: 200 kB, and a third more as text.
_LINE_LIMIT = 300 * 1024
_DRAWING_CPU_SECONDS = 60
_STDERR_LIMIT = 8 * 1024
_GRACE = 1.0
_ROOT = Path(__file__).resolve().parents[2]
_OUT_OF_CPU = getattr(signal, "SIGXCPU", None)
_KILLED = getattr(signal, "SIGKILL", None)


async def render(
    job: RenderJob,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    timeout: float | None = None,  # noqa: ASYNC109 - it also sets the worker's own limits
) -> RenderResult:
    """Render a job in a worker of its own; cancel the task and the worker is gone.

    `on_progress` is called in this task's loop at once, then about twice a second. `timeout` in
    seconds, by default a minute and three times the film's length. Raises RenderFailed with a
    sentence, also for crashes, lack of memory and time-outs. `job.out` appears only when whole.
    """
    limit = timeout if timeout is not None else 60 + 3 * _length(job.draft)
    folder, _ = _whereabouts(job.out)
    written = [path for path in (job.out, job.thumbnail) if path is not None]
    order = {"do": "render", "job": job.to_wire(), "cpu_seconds": int(limit * 4)}
    try:
        async with _worker(order, folder) as worker:
            result = await asyncio.wait_for(_render_result(worker, on_progress), limit)
        _check_made(written)
        return replace(result, path=job.out, thumbnail=job.thumbnail)
    except TimeoutError as error:
        raise RenderFailed(
            "Rendering took too long and was stopped: make the video shorter or simpler."
        ) from error
    except _Refused as refusal:
        raise RenderFailed(refusal.reason) from refusal
    finally:
        for path in written:
            path.with_name(path.name + ".part").unlink(missing_ok=True)


async def probe(
    path: Path,
    *,
    timeout: float = 10.0,  # noqa: ASYNC109 - as in `render`
) -> ProbeResult:
    """Look into a file in a worker of its own.

    Raises Unsupported (wire code 4001) or TooLarge (4002) with a sentence; a file that crashes
    or stalls its reader is Unsupported.
    """
    return ProbeResult.from_wire(await _ask("probe", path, timeout))


async def poster(
    path: Path,
    target: Path,
    *,
    timeout: float = 20.0,  # noqa: ASYNC109 - as in `render`
) -> ProbeResult:
    """Look into a video, and write a still of it to `target`: a JPEG of at most 320 px.

    Raises Unsupported or TooLarge, as `probe` does.
    """
    return ProbeResult.from_wire(await _ask("poster", path, timeout, target=target))


async def contact_sheet(
    draft: Mapping[str, Any],
    media: Mapping[str, Path],
    target: Path,
    *,
    timeout: float = 10.0,  # noqa: ASYNC109 - as in `render`
) -> None:
    """Write a JPEG with a small picture of each shot of a draft to `target`.

    `media` maps the draft's `src` ids to files. Raises Unsupported when it cannot be drawn.
    """
    sources = {src: _whereabouts(path)[1] for src, path in media.items()}
    await _ask("contact_sheet", target, timeout, target=target, draft=dict(draft), media=sources)


Draw = Callable[[Mapping[str, Any]], Awaitable[bytes]]


@contextlib.asynccontextmanager
async def bars(
    *,
    timeout: float = 10.0,  # noqa: ASYNC109 - of each picture
) -> AsyncIterator[Draw]:
    """A worker that draws timelines as bars (`studio.media.bars`), a JPEG each, while it is open.

    It gets at no file. Raises Unsupported when one cannot be drawn; it draws no more then, nor
    after a task that waited for a picture was cancelled.
    """
    order = {"do": "bars", "cpu_seconds": _DRAWING_CPU_SECONDS}
    try:
        async with _worker(order, Path(tempfile.gettempdir())) as worker:

            async def draw(timeline: Mapping[str, Any]) -> bytes:
                with _as_refusal():
                    await _tell(worker, timeline)
                    answer = await asyncio.wait_for(_answer(worker), timeout)
                    return base64.b64decode(answer["jpeg"])

            yield draw
    except _Refused as refusal:  # it could not even start
        raise Unsupported(refusal.reason) from refusal


async def convert(
    path: Path,
    target: Path,
    *,
    timeout: float = 120.0,  # noqa: ASYNC109 - as in `render`
) -> None:
    """Write a sound or a picture in the format of `target`'s ending.

    Raises Unsupported or TooLarge, as `probe` does.
    """
    await _ask("convert", path, timeout, target=target)


async def _ask(
    do: str,
    path: Path,
    timeout: float,  # noqa: ASYNC109 - as in `render`
    *,
    target: Path | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The worker's answer about one file; `target` is written, and gone again when it fails."""
    folder, place = _whereabouts(path)
    order = {"do": do, "path": place, "cpu_seconds": int(timeout * 2) + 1, **more}
    if target is not None:
        order["target"] = _whereabouts(target)[1]
    with _made(target):
        return await _told(order, folder, timeout)


@contextlib.contextmanager
def _made(target: Path | None) -> Iterator[None]:
    """An empty file, the only one that the worker may write to."""
    if target is None:
        yield
        return
    try:
        target.touch(0o600)
        yield
        _check_made([target])
    except _Refused as refusal:
        raise Unsupported(refusal.reason) from refusal
    except OSError as error:
        _log.error("studio.target_not_made", target=str(target), error=str(error))
        raise Unsupported("The studio can't write its result now: try again later.") from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


async def _told(
    order: Mapping[str, Any],
    folder: Path,
    timeout: float,  # noqa: ASYNC109 - as in `render`
) -> dict[str, Any]:
    with _as_refusal():
        async with _worker(order, folder) as worker:
            return await asyncio.wait_for(_answer(worker), timeout)


@contextlib.contextmanager
def _as_refusal() -> Iterator[None]:
    """However a worker fails, as the sentence for it."""
    try:
        yield
    except TimeoutError as error:
        raise Unsupported("This file takes too long to read: send it in another format.") from error
    except _Refused as refusal:
        kind = TooLarge if refusal.code == TooLarge.code else Unsupported
        raise kind(refusal.reason) from refusal


def _check_made(paths: Iterable[Path]) -> None:
    """A worker that was taken over may leave a link to somebody's file: that is no result."""
    for path in paths:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
            path.unlink()
            raise _Refused(_CRASHED)


def _whereabouts(path: Path) -> tuple[Path, str]:
    """The folder to work in, and the path as the worker there sees it."""
    whole = path.absolute()
    return whole.parent, str(whole)


class _Refused(Exception):
    """The worker's own no, or the sentence for how it ended."""

    def __init__(self, reason: str, code: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.code = reason, code


async def _render_result(
    worker: Process, on_progress: Callable[[Progress], None] | None
) -> RenderResult:
    async for message in _messages(worker):
        if "done" in message:
            return RenderResult.from_wire(message["done"])
        if on_progress is not None:
            on_progress(Progress(message["stage"], message["frame"], message["of"]))
    raise _Refused(await _ending(worker))


async def _answer(worker: Process) -> dict[str, Any]:
    async for message in _messages(worker):
        if "done" in message:
            done: dict[str, Any] = message["done"]
            return done
    raise _Refused(await _ending(worker))


async def _messages(worker: Process) -> AsyncIterator[dict[str, Any]]:
    """The worker's lines; raises _Refused when it says no or speaks nonsense."""
    assert worker.stdout is not None
    while True:
        try:
            line = await worker.stdout.readline()
        except ValueError as error:  # a line beyond the limit
            raise _Refused(_CRASHED) from error
        if not line:
            return
        try:
            message = json.loads(line)
        except ValueError as error:
            raise _Refused(_CRASHED) from error
        if "failed" in message:
            raise _Refused(message["failed"], message.get("code"))
        yield message


_CRASHED = "Working on this stopped unexpectedly: try again, or leave out the file added last."


async def _ending(worker: Process) -> str:
    """A sentence for a worker that ended without a word."""
    code = await worker.wait()
    _log.warning("studio.worker_ended", code=code)
    if _KILLED is not None and code == -_KILLED:
        return "This needs more memory than there is: try fewer or smaller files."
    if _OUT_OF_CPU is not None and code == -_OUT_OF_CPU:
        return "This takes too long: make the video shorter or simpler."
    return _CRASHED


@contextlib.asynccontextmanager
async def _worker(order: Mapping[str, Any], folder: Path) -> AsyncIterator[Process]:
    """A worker that has its order; whatever happens, it is gone afterwards."""
    sandbox.conceal()
    # -P: nothing is imported from the job's folder, where the users' files lie.
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "studio.render.worker",
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=_LINE_LIMIT,
            cwd=folder,
            env=_environment(),
            start_new_session=True,
        )
    except OSError as error:
        # No such folder, no room for a process: the operator's log has which.
        _log.error("studio.worker_not_started", folder=str(folder), error=str(error))
        raise _Refused("The studio can't start working on this now: try again later.") from error
    errors = asyncio.create_task(_errors(process))
    try:
        await _tell(process, order)
        yield process
    finally:
        await _end(process)
        said = await errors
        if said:
            _log.warning("studio.worker_error", pid=process.pid, stderr=said)


async def _tell(worker: Process, what: Mapping[str, Any]) -> None:
    """One line to a worker; when it has ended meanwhile, its exit code tells why."""
    assert worker.stdin is not None
    with contextlib.suppress(ConnectionError):
        worker.stdin.write(json.dumps(what).encode() + b"\n")
        await worker.stdin.drain()


def _environment() -> dict[str, str]:
    """No token and no setting of the bot's: only what Python needs to find itself, and fonts."""
    kept = ("SYSTEMROOT", "PYTHONPATH", "HOME", "XDG_DATA_HOME")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    path = environment.get("PYTHONPATH")
    return environment | {
        "PYTHONPATH": f"{_ROOT}{os.pathsep}{path}" if path else str(_ROOT),
        "PYTHONUTF8": "1",
        # Each would start threads of its own beside the encoder's.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


async def _errors(process: Process) -> str:
    """The end of what the worker wrote to stderr; all of it is read, so that it never blocks."""
    assert process.stderr is not None
    tail = b""
    while chunk := await process.stderr.read(4096):
        tail = (tail + chunk)[-_STDERR_LIMIT:]
    return tail.decode(errors="replace").strip()


async def _end(process: Process) -> None:
    """SIGTERM, a second's grace, then SIGKILL for the whole group; shielded from cancellation."""
    if process.stdin is not None:
        process.stdin.close()
    if process.returncode is None:
        _signal(process, signal.SIGTERM)
    waiting = asyncio.ensure_future(process.wait())
    try:
        await asyncio.wait_for(asyncio.shield(waiting), _GRACE)
    except (TimeoutError, asyncio.CancelledError) as stop:
        _signal(process, _KILLED or signal.SIGTERM)
        await waiting
        if isinstance(stop, asyncio.CancelledError):
            raise


def _signal(process: Process, number: int) -> None:
    """To the worker's group: it is the leader of its own session."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, number)


def _length(draft: Mapping[str, Any]) -> float:
    """The film's length in seconds as the draft states it, for the time limit alone."""
    stated = draft.get("d")
    return stated / 1000 if isinstance(stated, int | float) and 0 < stated < 3.6e6 else 60.0
