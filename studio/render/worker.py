"""The process that decodes strangers' files and renders: one job, then it ends; or that draws.

`python -m studio.render.worker`: one JSON line on stdin, JSON lines on stdout. The last one is
`{"done": …}`, or `{"failed": sentence, "code": …}`. It dies within 100 ms of SIGTERM or of its
parent's end (end of stdin), and takes its partial files along. After `{"do": "bars"}` each line is
a timeline, and each answer `{"done": {"jpeg": …}}`.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.render import other_user, sandbox
from studio.render.job import Progress, RenderFailed, RenderJob

_EVERY = 0.5
_CANCELLED = 130
_PROBE_CPU_SECONDS = 30

# Written by the job's thread before it starts writing files, read when the process is told to die.
_partials: list[Path] = []


def main() -> None:
    """Read the order, work in a thread, and watch for the end of the parent meanwhile."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: _die())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which cancels
    line = sys.stdin.buffer.readline()
    if not line:
        return
    order, given = _handed_over(json.loads(line))
    read, write = _reach(order)
    seconds = int(order.get("cpu_seconds", _PROBE_CPU_SECONDS))
    sandbox.enter(seconds, read=read, write=write, other_user=given)
    if order["do"] == "bars":
        _draw_bars()
        return
    threading.Thread(target=_work, args=(order,), name="job", daemon=True).start()
    # The main thread must stay in an interruptible wait: Python runs signal handlers only here,
    # and a long call into a decoder would put them off.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    _die()


def _handed_over(order: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The order as another user can follow it, where this process may become one."""
    if not other_user.possible():
        return order, False
    try:
        return other_user.handed_over(order), True
    except OSError:  # a file system without owners, for one: it stays who it is
        return order, False


def _reach(order: dict[str, Any]) -> tuple[list[Path], list[Path]]:
    """What this order lets the worker read, and write: a render writes beside its result."""
    if "job" in order:
        job = order["job"]
        written = [Path(path).parent for path in (job["out"], job["thumbnail"]) if path]
        written += [Path(job["kept"])] if job["kept"] else []
        return [Path(path) for path in job["media"].values()], written
    read = [*filter(None, [order.get("path")]), *order.get("media", {}).values()]
    return [Path(path) for path in read], [Path(order["target"])] if "target" in order else []


def _die() -> None:
    for path in _partials:
        path.unlink(missing_ok=True)
    os._exit(_CANCELLED)


def _work(order: dict[str, Any]) -> None:
    try:
        _say({"done": _jobs[order["do"]](order)})
        code = 0
    except BaseException as error:
        _say(_failure(error))
        code = 1
    os._exit(code)


def _draw_bars() -> None:
    """One timeline after the other, until no more comes or one cannot be drawn."""
    try:
        from studio.media.bars import draw_bars

        for line in sys.stdin.buffer:
            jpeg = draw_bars(json.loads(line))
            _say({"done": {"jpeg": base64.b64encode(jpeg).decode()}})
    except BaseException as error:
        _say(_failure(error))
        os._exit(1)


def _failure(error: BaseException) -> dict[str, Any]:
    from studio.media.errors import MediaRefused

    if isinstance(error, MediaRefused):
        return {"failed": error.reason, "code": error.code}
    if isinstance(error, RenderFailed):
        return {"failed": error.reason}
    if isinstance(error, MemoryError):
        return {"failed": "This needs more memory than there is: try fewer or smaller files."}
    if isinstance(error, OSError) and error.errno == 28:  # ENOSPC
        return {"failed": "The disk is full: free some space and try again."}
    if isinstance(error, OSError) and error.errno == 27:  # EFBIG
        return {"failed": "The video gets too big: make it shorter and export again."}
    # For the operator: the parent logs what comes on stderr.
    import traceback

    traceback.print_exception(error)
    return {"failed": "Something went wrong while working on this file: try again."}


def _render(order: dict[str, Any]) -> dict[str, Any]:
    _say({"stage": "prepare", "frame": 0, "of": 0})
    from studio.render import pipeline

    job = RenderJob.from_wire(order["job"])
    written = [job.out] if job.thumbnail is None else [job.out, job.thumbnail]
    _partials.extend(pipeline.partial(path) for path in written)
    return pipeline.render(job, _reporter()).to_wire()


def _probe(order: dict[str, Any]) -> dict[str, Any]:
    from studio.media.probe import probe

    return probe(Path(order["path"])).to_wire()


def _poster(order: dict[str, Any]) -> dict[str, Any]:
    from studio.media.poster import poster
    from studio.media.probe import probe

    video = Path(order["path"])
    found = probe(video).to_wire()
    poster(video, Path(order["target"]))
    return found


def _contact_sheet(order: dict[str, Any]) -> dict[str, Any]:
    from studio.media.contact_sheet import contact_sheet

    media = {src: Path(path) for src, path in order["media"].items()}
    contact_sheet(order["draft"], media, Path(order["target"]))
    return {}


def _convert(order: dict[str, Any]) -> dict[str, Any]:
    from studio.media.convert import convert

    convert(Path(order["path"]), Path(order["target"]))
    return {}


_jobs: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "render": _render,
    "probe": _probe,
    "poster": _poster,
    "contact_sheet": _contact_sheet,
    "convert": _convert,
}


def _reporter() -> Callable[[Progress], None]:
    """Tells of the first frame, of each new stage, and else every half second."""
    last: tuple[str, float] = ("prepare", -_EVERY)

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if progress.stage == last[0] and now - last[1] < _EVERY:
            return
        last = (progress.stage, now)
        _say({"stage": progress.stage, "frame": progress.frame, "of": progress.of})

    return report


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
